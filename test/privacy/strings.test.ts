/** Ids of strings: a text that was told openly is not named so once it stood under a secret name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../lib/plan/secret-names.js';
import { createRedaction } from '../../loader/redaction/redaction.js';
import { secretBytes } from '../../loader/redaction/known.js';
import type { Ring } from '../../loader/runtime/ring.js';
import { createStrings, type Strings } from '../../loader/runtime/strings.js';
import { valueTag } from '../../loader/runtime/value-words.js';

function openStrings(): Strings {
  const words = new Int32Array(4 << 20);
  const ring: Ring = {
    words,
    control: words.subarray(0, 2),
    position: 0,
    limit: 1,
    turn: () => assert.fail('the ring is large enough'),
  };
  words[0] = 2;
  words[1] = words.length;
  return createStrings(ring, createRedaction(new ArrayBuffer(secretBytes)));
}

const isRedacted = (word: number): boolean => (word & 31) === valueTag.redacted;
const text = 'kq7Zp2x9vT4m';

for (const sights of [1, 2, 3]) {
  test(`a text seen openly ${String(sights)} times is redacted from its secret name on`, () => {
    const strings = openStrings();
    for (let sight = 0; sight < sights; sight++) assert.ok(!isRedacted(strings.word(text)));
    const sealed = strings.seal(text, rules.password);
    assert.ok(isRedacted(sealed));
    assert.equal(strings.word(text), sealed);
    assert.equal(strings.word(text), sealed);
    assert.equal(strings.seal(text, rules.password), sealed);
  });
}

test('a text that comes again keeps its id, whatever comes between', () => {
  const strings = openStrings();
  const id = strings.word(text);
  assert.equal(strings.word(text), id);
  const others = new Set<number>();
  for (let index = 0; index < 20_000; index++) others.add(strings.word(`req-${String(index)}`));
  assert.deepEqual([others.size, others.has(id)], [20_000, false]);
  assert.equal(strings.word(text), id);
});

test('texts of the same length and beginning have ids of their own', () => {
  const strings = openStrings();
  const texts = Array.from({ length: 30 }, (_, index) => `a${String(index).padStart(9, '0')}bcd`);
  const ids = texts.map((each) => strings.word(each));
  assert.equal(new Set(ids).size, texts.length);
  for (const [index, each] of texts.entries()) assert.equal(strings.word(each), ids[index], each);
});
