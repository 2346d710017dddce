/**
 * A program that replaces intrinsics, in a preload before scope's or behind it, counts the calls
 * that it counts without scope; and where they throw, its functions are recorded as ever.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { calls, node, record, register, scratch } from '../whole/harness.js';

const folder = scratch();
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Calls `replace(object, key)` for what programs are known to replace. */
const replaceAll = `
const { apply, ownKeys } = Reflect;
const { defineProperty, getOwnPropertyDescriptor } = Object;
const pairs = [
  [Array.prototype, ['push', 'pop', 'slice', 'map', 'forEach', 'includes', Symbol.iterator]],
  [Object, ['keys', 'getPrototypeOf', 'getOwnPropertyDescriptor', 'hasOwn', 'entries', 'create']],
  [Map.prototype, ['get', 'set', 'has', 'entries']], [Set.prototype, ['has', 'add', 'values']],
  [WeakMap.prototype, ['get', 'set']], [Function.prototype, ['call', 'apply', 'bind']],
  [String.prototype, ['slice', 'indexOf', 'charCodeAt', 'split']], [RegExp.prototype, ['exec']],
  [Array, ['isArray', 'from']], [Date.prototype, ['getTime']], [JSON, ['parse', 'stringify']],
  [Reflect, ownKeys(Reflect).filter((key) => typeof key === 'string')],
].flatMap(([object, keys]) => keys.map((key) => [object, key]));
const replaceNow = () => {
  for (let i = 0; i < pairs.length; i++) replace(pairs[i][0], pairs[i][1]);
};
`;
const counting = file(
  'counting.mjs',
  `${replaceAll}
  const replace = (object, key) => {
    const descriptor = getOwnPropertyDescriptor(object, key);
    const original = descriptor.value;
    const owner = object === Reflect ? 'Reflect' : (object.name ?? object.constructor.name);
    const name = \`\${owner}.\${String(key)}\`;
    defineProperty(object, key, { ...descriptor, value(...args) {
      const { counts } = globalThis;
      if (counts) counts[name] = (counts[name] ?? 0) + 1;
      return apply(original, this, args);
    } });
  };
  replaceNow();`,
);
const throwing = file(
  'throwing.mjs',
  `${replaceAll}
  const descriptors = [];
  const fail = () => { throw new Error('replaced') };
  const replace = (object, key) => {
    const descriptor = descriptors[descriptors.length] = getOwnPropertyDescriptor(object, key);
    defineProperty(object, key, { ...descriptor, value: fail });
  };
  globalThis.replaceNow = replaceNow;
  globalThis.restore = () => {
    for (let i = 0; i < pairs.length; i++) defineProperty(pairs[i][0], pairs[i][1], descriptors[i]);
  };`,
);
const nothing = file('nothing.mjs', '');
const program = file(
  'program.cjs',
  `function f(a, b) { return b }
  class K { constructor(a) { this.a = a } get(a) { return this.a + a } }
  async function g(a) { await a; return f(a, { a }) }
  function* h(a) { yield a; return a }
  const attempt = (make) => { try { return make() } catch (e) { return e } };
  globalThis.replaceNow?.();
  globalThis.counts = { __proto__: null };
  for (let i = 0; i < 50; i++) {
    f(i, { i, token: 'secret' + i }); new K(i).get(i); f([i, [i]], attempt(() => new Map([[i, i]])));
    f('text' + i, /x/g); f(attempt(() => new Set([i])), new Date(i)); f(10n, Symbol('s')); h(i).next();
  }
  try { (() => { throw new Error('x') })() } catch {}
  g(1).then(() => {
    const { counts, restore } = globalThis;
    globalThis.counts = undefined;
    restore?.();
    console.log(JSON.stringify(counts));
  });`,
);
const preload = (path: string): string[] => ['--import', pathToFileURL(path).href];
const own = ['--import', register];

test('replaced intrinsics are called as often as without scope', () => {
  const { stdout } = node([...preload(counting), ...preload(nothing), program]);
  assert.match(stdout, /"Map.set":50/);
  for (const preloads of [
    [...preload(counting), ...own],
    [...own, ...preload(counting)],
  ]) {
    const run = record(program, { preloads });
    assert.equal(run.stdout, stdout, run.stderr);
    assert.equal(calls(run.recording, '--fn', 'f').length, 251);
  }
});

test('functions are recorded while every intrinsic of the program throws', () => {
  const run = record(program, { preloads: [...own, ...preload(throwing)] });
  assert.equal(run.stdout, '{}\n', run.stderr);
  const recorded = calls(run.recording);
  assert.equal(recorded.filter(({ fn }) => fn === 'K.get').length, 50);
  assert.ok(recorded.every(({ fn, duration }) => fn === 'h' || duration !== null));
});
