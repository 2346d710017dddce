/**
 * Deep recursion overflows as a RangeError, at more than half of the depth that it reaches without
 * scope: each frame is larger by what a probe call and a try block take.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { node, register, scratch } from '../whole/harness.js';

const program = `
const reached = {};
let depth = 0;
function overflow(name, f) {
  depth = 0;
  try { f(1) } catch (e) { if (!(e instanceof RangeError) || e.message !== 'Maximum call stack size exceeded') throw e }
  reached[name] = depth;
}
overflow('function', function f(n) { depth = n; return f(n + 1) });
overflow('arguments', function f(n, a, b, c) { depth = n; return f(n + 1, a, b, c) + 1 });
const arrow = (n) => { depth = n; return 1 + arrow(n + 1) };
overflow('arrow', arrow);
class Tree { walk(n) { depth = n; return this.walk(n + 1) + 1 } }
overflow('method', (n) => new Tree().walk(n));
overflow('caught', function f(n) { depth = n; try { return f(n + 1) } catch (e) { throw e } });
overflow('finally', function f(n) { depth = n; try { return f(n + 1) } finally { n } });
overflow('generator', function f(n) { const g = function* (n) { depth = n; yield* g(n + 1) }; g(n).next() });
console.log(JSON.stringify(reached));
`;

test('deep recursion overflows at more than half of the depth, and is a RangeError', () => {
  const folder = scratch();
  const path = join(folder, 'deep.cjs');
  writeFileSync(path, program);
  const plain = depths(path, []);
  for (const level of ['calls', 'values']) {
    const recorded = depths(path, ['--import', register], level);
    for (const [name, depth] of Object.entries(plain)) {
      assert.ok(recorded[name]! > depth / 2, `${name} at ${level}: ${recorded[name]} of ${depth}`);
    }
  }
});

function depths(path: string, options: string[], level = ''): Record<string, number> {
  const settings = { SCOPE_CACHE: 'off', SCOPE_QUIET: '1', SCOPE_OUT: scratch() };
  const env = { ...settings, SCOPE_LEVEL: level };
  const { stdout, stderr } = node([...options, path], level === '' ? {} : { env });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Record<string, number>;
}
