/** Of which modules V8's data is not kept: those whose code may ask for an import(). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, type Format } from '../../lib/plan/parse.js';
import type * as acorn from 'acorn';
import { looksImporting, mayImport } from '../../loader/transform/imports.js';

function asks(source: string, format: Format = 'module'): boolean {
  const comments: acorn.Comment[] = [];
  parse(source, format, comments);
  return looksImporting(source) && mayImport(source, comments);
}

const asking = [
  "import('./a.js')",
  "import /* later */ ('./a.js')",
  "import // later\n('./a.js')",
  "list = [...import('./a.js')]",
  '`${import(name)}`',
  "new Function('m', 'return import(m)')",
  'eval(text)',
  '(0, eval)(text)',
  'const run = eval; run(text)',
  "globalThis['eval'](text)",
  '\\u0065val(text)',
  'e\\u{076}al(text)',
];

const silent = [
  "import a from './a.js'; import.meta.url",
  "/** @type {import('./a.js').A} */ let a",
  "// import('./a.js')",
  'loader.import(name)',
  'loader./* own */import(name)',
  "throw new SyntaxError('`import()` is not known')",
  "const names = ['eval', 'arguments'], more = 'eval arguments'",
  "const rules = { 'no-eval': () => 1 }",
  "const letters = '\\u0610\\u0760'",
];

test('an import(), an eval, and texts that may be code with an import() ask', () => {
  for (const source of asking) assert.equal(asks(source), true, source);
});

test('comments, methods, and texts that name import() or eval do not', () => {
  for (const source of silent) assert.equal(asks(source), false, source);
});
