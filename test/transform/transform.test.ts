/** What the transform promises beside the texts in cases/. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Level } from '../../lib/plan/plan.js';
import { local, probe, tunableProbe } from '../../loader/probes.js';
import { Original } from '../../loader/transform/original.js';
import { transform, type TransformOptions } from '../../loader/transform/transform.js';

function at(level: Level, format: TransformOptions['format'] = 'commonjs'): TransformOptions {
  return { format, levelOf: () => level };
}

test('a module without a function at a level is returned as it is', () => {
  const source = 'function f() { return 1 }';
  const transformed = transform(source, at('off'));
  assert.deepEqual(transformed.sites, []);
  assert.equal(transformed.render(5), source);
});

test('a module that names probes itself is left alone', () => {
  const source = 'function f() { return "__s$" }';
  const transformed = transform(source, at('values'));
  assert.deepEqual(transformed.sites, []);
  assert.match(transformed.skips[0]?.reason ?? '', /contains __s\$/);
  assert.equal(transformed.render(5), source);
});

test('no two probes share a name, and none has that of a local with a number', () => {
  const names = [...Object.values(probe), ...Object.values(tunableProbe), ...Object.values(local)];
  assert.equal(new Set(names).size, names.length);
  for (const numbered of [local.temporary, local.environment]) {
    const isTaken = names.some(
      (name) => name.startsWith(numbered) && /^\d+$/.test(name.slice(numbered.length)),
    );
    assert.ok(!isTaken, numbered);
  }
});

test('a syntax error is thrown', () => {
  assert.throws(() => transform('function (', at('values')), SyntaxError);
  assert.throws(() => transform('return', at('values', 'module')), SyntaxError);
  assert.doesNotThrow(() => transform('return', at('values')));
});

test('each function is asked for its level by name, line and kind', () => {
  const asked: unknown[] = [];
  const source = 'function f() {\n const g = () => 1;\n}\nclass A { static { } get b() {} }';
  transform(source, {
    format: 'module',
    levelOf: (fn) => {
      asked.push([fn.name, fn.line, fn.kind]);
      return 'off';
    },
  });
  assert.deepEqual(asked, [
    ['f', 1, 'function'],
    ['g', 2, 'arrow'],
    ['A.static', 4, 'static-block'],
    ['get A.b', 4, 'getter'],
  ]);
});

test('a function that is off inside one that is not stays as it is, and the other way round', () => {
  const source = 'async function f() { const g = async () => { await 1; return 2 }; await g(); }';
  const only = (name: string): string =>
    transform(source, {
      format: 'commonjs',
      levelOf: (fn) => (fn.name === name ? 'calls' : 'off'),
    }).render(0);
  assert.ok(only('f').includes('const g = async () => { await 1; return 2 };'));
  assert.ok(only('g').startsWith('async function f() { const g = async () => {__s$e('));
  assert.ok(only('g').endsWith('await g(); }'));
});

test('sites tell where their text is, and which function they belong to', () => {
  const source = 'class A {\n  static async of(a) { await a }\n}';
  const { sites } = transform(source, at('values'));
  assert.deepEqual(
    sites.map(({ start, end, line, column }) => [source.slice(start, end), line, column]),
    [
      ['async of(a) { await a }', 2, 10],
      ['await a', 2, 24],
    ],
  );
  assert.deepEqual(
    sites.map((site) => site.function),
    [0, 0],
  );
});

test('lines are counted as V8 counts them', () => {
  const source = '\r\n\r\u2028\u2029\n  function f() {}';
  const site = transform(source, at('calls')).sites[0];
  assert.deepEqual([site?.line, site?.column], [6, 3]);
});

test('disposal runs before a function is left', () => {
  const text = transform('function f() { using a = b; return a.c }', at('values')).render(0);
  assert.match(text, /return __s\$r=__s\$i\(a\.c\);.*finally\{if\(!\(__s\$d&1\)\)/);
  const skipped = transform('async () => { await using a = b, c = d }', at('values'));
  assert.match(skipped.skips[0]?.reason ?? '', /await using/);
  assert.equal(skipped.sites.length, 0);
});

test('deep nesting does not break the transform', () => {
  const terms = `function f(a) { return ${Array(2000).fill('a').join(' + ')} }`;
  assert.equal(transform(terms, at('values')).sites.length, 1);
  const chain = `function f(a) { return a${'.then(() => 1)'.repeat(1000)} }`;
  assert.equal(transform(chain, at('values')).sites.length, 1001);
  const deep = `function f(a) { return ${'('.repeat(50_000)}a${')'.repeat(50_000)} }`;
  const transformed = transform(deep, at('values'));
  assert.match(transformed.skips[0]?.reason ?? '', /nested too deeply/);
  assert.equal(transformed.render(1), deep);
});

test('offsets and texts of functions lead back to the source', () => {
  const source =
    'const a = 1;\nconst f = (x = () => 2) => x() + a, g = class { m() { return f } };\n';
  const transformed = transform(source, at('values'));
  const text = transformed.render(40);
  const original = new Original(source, text, transformed.insertions(40));
  for (const name of ['const a', 'const f', 'x() + a', 'class']) {
    assert.equal(original.offset(text.indexOf(name)), source.indexOf(name), name);
  }
  assert.equal(original.offset(text.length), source.length);
  const shown = text.slice(text.indexOf('(x ='), text.indexOf(', g ='));
  assert.equal(original.text(shown), '(x = () => 2) => x() + a');
  assert.equal(original.text('() =>{__s$e(1);try{}}'), undefined);
});
