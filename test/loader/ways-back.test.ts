/** The way back from a large module's code is kept with it, and is the same as by its transform. */
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from '../properties.js';
import { packed, unpacked } from '../../loader/ways-back.js';
import { node, record, scratch } from '../whole/harness.js';

test('insertions come back as they were packed', () => {
  const insertion = fc.tuple(
    fc.nat(1 << 24),
    fc.nat(1 << 12),
    fc.integer({ min: -1, max: 1 << 24 }),
  );
  fc.assert(
    fc.property(fc.array(insertion), (list) => {
      list.sort(([a], [b]) => a - b);
      const numbers = Int32Array.from(list.flat());
      const bytes = packed(numbers);
      assert.deepEqual(unpacked(bytes), numbers);
      assert.ok(unpacked(bytes.subarray(0, -1)).length <= numbers.length, 'cut off');
    }),
  );
});

const folder = scratch();
const text = (functions: number): string => {
  const list = Array.from({ length: functions }, (_, n) => {
    const body = `/* ${'text '.repeat(9)} */ const b = a + ${String(n)}; if (a > 1) throw new Error('far')`;
    return `exports.f${String(n)} = function f${String(n)}(a) { ${body}; return [b, () => missing]; };`;
  });
  return list.join('\n');
};
writeFileSync(join(folder, 'large.cjs'), text(1500));
writeFileSync(
  join(folder, 'main.cjs'),
  `const large = require('./large.cjs');
  try { large.f1400(2) } catch (error) { console.log(error.stack.split('\\n', 3).join()) }
  try { large.f700(1)[1]() } catch (error) { console.log(error.stack.split('\\n', 3).join()) }
  try { large.f800(1)[1].x() } catch (error) { console.log(error.stack.split('\\n', 3).join()) }
  try { new (large.f900(1)[1])() } catch (error) { console.log(error.stack.split('\\n', 3).join()) }
  console.log(String(large.f1300), String(large.f1200(1)[1]));`,
);

test('stacks and texts of a large module are the same cold, warm, and where the way is gone', () => {
  const cache = join(scratch(), 'cache');
  const main = join(folder, 'main.cjs');
  const plain = node([main]).stdout;
  assert.match(plain, /large.cjs:1401:\d+\)/);
  const run = (): string =>
    record(main, { env: { SCOPE_CACHE: cache, SCOPE_LEVEL: 'values' } }).stdout;
  const entries = (): string[] => readdirSync(cache).filter((name) => /^[0-9a-f]{40}$/.test(name));
  assert.equal(run(), plain);
  const before = entries();
  for (let n = 0; n < 2; n++) assert.equal(run(), plain);
  for (const name of before) {
    rmSync(join(cache, name));
    assert.equal(run(), plain, `without ${String(before.indexOf(name))}`);
  }
});
