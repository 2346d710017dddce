/**
 * Whether the code of a module may ask for an import(): what V8 keeps of a text forgets who is
 * asked (native/compiled.h), so such modules are compiled anew at each start. Code of an eval, or
 * of `new Function`, asks for the script around it: an import() in a text counts as one in code
 * does, and `eval` may be written with escapes. Comments, methods and the mere word do not count.
 *
 *   return import(name);                     yes    loader.import(name);                      no
 *   new Function('m', 'return import(m)')    yes    throw Error('`import()` is not known');   no
 *   (0, eval)(text), global['eval'](text)    yes    names = ['eval', 'arguments'];            no
 */
import type * as acorn from 'acorn';

const importing = new RegExp(
  [
    /(?<!(?<!\.\.)\.\s*)\bimport\s*(?:\((?!\s*\))|\/[/*])/,
    /\beval\b(?!["'`]\s*[^\]\s]| \w)/,
    /\\u(?:00|\{0*)(?:6[15c]|76)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** False says that there is none. */
export function looksImporting(source: string): boolean {
  return importing.test(source);
}

/** The same, with the comments known. */
export function mayImport(source: string, comments: readonly acorn.Comment[]): boolean {
  let code = '';
  let from = 0;
  for (const { start, end } of comments) {
    code += `${source.slice(from, start)} `;
    from = end;
  }
  return looksImporting(code + source.slice(from));
}
