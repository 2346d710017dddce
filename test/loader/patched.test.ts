/** A guest that patches what the language gave it, and loads further modules then. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { calls, node, record, scratch } from '../whole/harness.js';

/** Counts calls of patched intrinsics while `load` runs; prints them by name. */
const patching = `
  const counts = {};
  let isWatching = false;
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  function patch(object, name) {
    for (const key of ownKeys(object)) {
      const descriptor = getOwnPropertyDescriptor(object, key);
      for (const part of ['value', 'get', 'set']) {
        const original = descriptor[part];
        if (typeof original !== 'function' || key === 'constructor') continue;
        const label = name + '.' + String(key) + (part === 'value' ? '' : ' ' + part);
        descriptor[part] = function (...args) {
          if (isWatching) counts[label] = (counts[label] ?? 0) + 1;
          return new.target ? construct(original, args, new.target) : apply(original, this, args);
        };
        if (part === 'value') Object.setPrototypeOf(descriptor.value, original);
      }
      if (descriptor.configurable) defineProperty(object, key, descriptor);
    }
  }
  const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]());
  const mapIterator = Object.getPrototypeOf(new Map().entries());
  const patched = [
    [Array.prototype, 'Array.prototype'], [Map.prototype, 'Map.prototype'],
    [Set.prototype, 'Set.prototype'], [String.prototype, 'String.prototype'],
    [RegExp.prototype, 'RegExp.prototype'], [JSON, 'JSON'], [Math, 'Math'],
    [WeakMap.prototype, 'WeakMap.prototype'], [Number.prototype, 'Number.prototype'],
    [arrayIterator, 'array iterator'], [mapIterator, 'map iterator'],
    [URL.prototype, 'URL.prototype'], [TextDecoder.prototype, 'TextDecoder.prototype'],
    [Object.getPrototypeOf(Int8Array.prototype), 'typed array'],
    [Buffer.prototype, 'Buffer.prototype'], [process, 'process'],
    [require('node:path'), 'path'], [require('node:vm').Script.prototype, 'Script.prototype'],
    [Atomics, 'Atomics'], [Object, 'Object'], [Reflect, 'Reflect'],
  ];
  async function watched(load) {
    if (process.env.PATCHED !== '1') return load();
    for (const [object, name] of patched) patch(object, name);
    isWatching = true;
    const result = await load();
    isWatching = false;
    return result;
  }`;

const program = {
  'main.cjs': `${patching}
    (async () => {
      const early = require('./early.cjs').early;
      const sum = await watched(async () => {
        const { late } = require('./late.cjs');
        const { later } = await import('./later.mjs');
        return early(1) + late({ n: 2 }, [3]) + later('four');
      });
      process._rawDebug(JSON.stringify({ sum, counts }));
    })();`,
  'early.cjs': `exports.early = function early(n) { return n }`,
  'late.cjs': `exports.late = function late({ n }, [m]) { return [n, m].length }
    //# sourceMappingURL=data:application/json;base64,e30=`,
  'later.mjs': `export function later(text) { return text.length }
    export class Later { async *each(list) { for await (const one of list) yield one } }`,
};

interface Printed {
  sum: number;
  counts: Record<string, number>;
}

/** What scope called: more often than Node alone does, in which order it may load its own. */
function calledMore(patched: string, plain: string): string[] {
  const usual = (JSON.parse(plain) as Printed).counts;
  const { counts } = JSON.parse(patched) as Printed;
  return Object.keys(counts).filter((name) => (counts[name] ?? 0) > (usual[name] ?? 0));
}

/** Of an entry's head (native/entry.h). */
const headBytes = 32;
const dataBytesAt = 28;

/** Records and code, without what V8 made of it: that is another in each process. */
function entries(cache: string): Record<string, Buffer> {
  const names = readdirSync(cache).filter((name) => /^[0-9a-f]{40}$/.test(name));
  return Object.fromEntries(
    names.map((name) => {
      const bytes = readFileSync(join(cache, name));
      return [name, bytes.subarray(headBytes + bytes.readUInt32LE(dataBytesAt))];
    }),
  );
}

/**
 * Where modules are hooked (22.15+), Node goes another way to them, and calls more; and a main
 * module that `--import` would change is loaded by a tick.
 */
const hooked = join(scratch(), 'hooked.cjs');
writeFileSync(
  hooked,
  "require('node:module').registerHooks?.({ load: (url, context, next) => next(url, context) });" +
    'process.nextTick(() => {});',
);

void t.test('no patched intrinsic is called, and nothing comes out differently', (t) => {
  const main = join(t.testdir(program), 'main.cjs');
  // Node's async_hooks call some as soon as there is a hook.
  const env = { PATCHED: '1', SCOPE_OBSERVE: 'off' };
  const plain = node(['--require', hooked, main], { env });
  t.match(JSON.parse(plain.stderr), { sum: 7, counts: { 'path.resolve': Number } });
  const caches = [join(scratch(), 'cache'), join(scratch(), 'cache')] as const;
  for (const start of ['cold', 'warm']) {
    const quiet = record(main, { env: { SCOPE_CACHE: caches[0], SCOPE_OBSERVE: 'off' } });
    const patched = record(main, { env: { ...env, SCOPE_CACHE: caches[1] } });
    t.equal((JSON.parse(patched.stderr) as Printed).sum, 7);
    t.same(calledMore(patched.stderr, plain.stderr), [], start);
    const shown = (recording: string): unknown =>
      calls(recording)
        .filter(({ file }) => /early|late/.test(file))
        .map(({ fn, args, returned }) => [fn, args, returned]);
    t.same(shown(patched.recording), shown(quiet.recording));
    t.equal(calls(patched.recording).filter(({ file }) => /early|late/.test(file)).length, 3);
    t.same(entries(caches[1]), entries(caches[0]), 'the same instrumented modules');
    t.equal(Object.keys(entries(caches[0])).length, 4);
  }
  t.end();
});
