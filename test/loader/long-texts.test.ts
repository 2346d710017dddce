/** Which long texts are looked at (loader/runtime/long-texts.ts): a look costs V8 a copy of one. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { LongTexts, maxFreeCodeUnits, unitsAtFirst } from '../../loader/runtime/long-texts.js';

test('a text that is made out of pieces is looked at in proportion to its length', () => {
  const texts = new LongTexts();
  const longest = 10_000_000;
  let copied = 0;
  let looks = 0;
  for (let length = maxFreeCodeUnits + 1; length <= longest; length++) {
    if (!texts.mayLook(length)) continue;
    copied += length;
    looks++;
  }
  assert.ok(copied < unitsAtFirst + 20 * longest, `${String(copied)} code units copied`);
  assert.ok(looks > 50, `${String(looks)} looks`);
});

test('texts of a few thousand units that have nothing to do with each other are all looked at', () => {
  const texts = new LongTexts();
  for (let count = 0; count < 100_000; count++) {
    assert.ok(texts.mayLook(2_000 + ((count * 7_919) % 1_000)), `text ${String(count)}`);
  }
});
