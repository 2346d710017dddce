/**
 * Source text to syntax tree: acorn with the options that fit how Node would compile the text.
 *
 *   parse('return 1', 'commonjs')   // the text of a CommonJS module is a function's body
 *   parse('f = () => 1', 'script')  // what node:vm compiles
 */
import * as acorn from 'acorn';

export type Format = 'module' | 'commonjs' | CompiledByProgram;

/** Through node:vm: a script, a function's body, or a SourceTextModule. */
export type CompiledByProgram = 'script' | 'function' | 'vm-module';

/** Throws acorn's SyntaxError, or a RangeError where the text is nested too deeply for it. */
export function parse(source: string, format: Format): acorn.Program {
  return acorn.parse(source, parserOptions(format));
}

export function parserOptions(format: Format): acorn.Options {
  return { ecmaVersion: 'latest', sourceType: sourceType(format), allowHashBang: true };
}

/** As acorn has it. */
export function sourceType(format: Format): 'module' | 'commonjs' | 'script' {
  switch (format) {
    case 'function':
      return 'commonjs';
    case 'vm-module':
      return 'module';
    default:
      return format;
  }
}

/** Of a name in a recording: what parses all that such text may have. */
export function formatNamed(name: string): Format {
  return name === 'module' || name === 'vm-module' ? 'module' : 'commonjs';
}

/**
 * The text of a recording for the parser, places kept: stars hide what stands between quotes, which
 * is code where the first quote ends a literal: `"token: "*******"."`.
 */
export function asCode(text: string): string {
  return text.replace(/(["'`])(\*{3,})\1/g, (_, quote: string, { length }: string) => {
    return `${quote}+${'_'.repeat(length - 2)}+${quote}`;
  });
}

/** Texts around a function's by which it stands alone: an expression, a member. */
const frames = [
  ['(', ')'],
  ['({', '})'],
  ['(class{', '})'],
] as const;

/**
 * The part of a large module that a function is, with its places in the whole. Throws a SyntaxError
 * where the text does not stand alone.
 */
export function parseFunction(
  source: string,
  format: Format,
  { start, end }: { start: number; end: number },
): acorn.Program {
  const text = source.slice(start, end);
  const options = {
    ecmaVersion: 'latest',
    sourceType: sourceType(format),
    checkPrivateFields: false,
  } as const;
  let failure: unknown;
  for (const [open, close] of frames) {
    if (open.length > start) continue;
    try {
      return acorn.parse(`${open.padStart(start)}${text}${close}`, options);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
