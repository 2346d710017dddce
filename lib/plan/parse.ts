/**
 * Source text to syntax tree: acorn with the options that fit how Node would compile the text.
 *
 *   parse('return 1', 'commonjs')   // the text of a CommonJS module is a function's body
 */
import * as acorn from 'acorn';

export type Format = 'module' | 'commonjs';

/**
 * Throws acorn's SyntaxError, or a RangeError where the text is nested too deeply for its parser.
 */
export function parse(source: string, format: Format): acorn.Program {
  return acorn.parse(source, { ecmaVersion: 'latest', sourceType: format, allowHashBang: true });
}
