/** The walk over records takes any words without trusting them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { walk } from '../../lib/reader/walk.js';
import { makeBlock, wordsBytes, writeBlocks } from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

const anyWords = fc.array(fc.oneof(fc.integer(), fc.integer({ min: 0, max: 5000 })), {
  maxLength: 200,
});

test('walk ends within the words, whatever they are', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const totals = walk(Int32Array.from(words));
      assert.ok(totals.words <= words.length);
      assert.ok(totals.events <= totals.words);
    }),
    { numRuns: 3000 },
  );
});

test('a cursor over any words ends and counts what the walk counts', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const totals = walk(Int32Array.from(words));
      const block = makeBlock(wordsBytes(words), { eventCount: totals.events });
      const cursor = openRecordingFiles(writeBlocks(block)).threads[0]!.cursor();
      let events = 0;
      while (cursor.next()) {
        assert.ok(cursor.time >= 0);
        if (cursor.kind < 32) events++;
        for (let index = 0; index < cursor.valueCount; index++) cursor.value(index);
      }
      assert.equal(events, totals.events);
    }),
    { numRuns: 300 },
  );
});

test('walk counts events, losses and generations', () => {
  const { words } = new WordsWriter().time(5).enter(1, ['a', 2]).loss(2, 7).generation().leave(1);
  const totals = walk(Int32Array.from(words));
  const lost = [0, 0, 7, 0, 0];
  assert.deepEqual(totals, { words: words.length, events: 2, lost, generations: 1 });
});
