/** Times between time records, and the merge of threads by them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { TimeMerge } from '../../lib/reader/time-merge.js';
import { eventsBlock, writeBlocks } from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

function times(...blocks: Buffer[]): number[] {
  const cursor = openRecordingFiles(writeBlocks(...blocks)).threads[0]!.cursor();
  const all: number[] = [];
  while (cursor.next()) all.push(cursor.time);
  return all;
}

test('a time record is about the event before it; events between are spread evenly', () => {
  const writer = new WordsWriter().time(100);
  for (let index = 0; index < 4; index++) writer.enter(1);
  assert.deepEqual(times(eventsBlock(writer.time(140))), [110, 120, 130, 140]);
});

test('differences count from the last time record', () => {
  const writer = new WordsWriter().time(100).enter(1).timeDelta(5).enter(1).timeDelta(7);
  assert.deepEqual(times(eventsBlock(writer)), [105, 112]);
});

test('events behind the last time record have its time', () => {
  assert.deepEqual(times(eventsBlock(new WordsWriter().time(100).enter(1).enter(1))), [100, 100]);
});

test('a block goes on from the time in force before it', () => {
  const first = new WordsWriter().time(100).enter(1).time(200);
  const second = new WordsWriter().enter(1).enter(1).time(240);
  const blocks = [
    eventsBlock(first, { timeFirst: 100, timeLast: 200 }),
    eventsBlock(second, { timeFirst: 200, timeLast: 240, firstSeq: 1, chunkSeq: 1 }),
  ];
  assert.deepEqual(times(...blocks), [200, 220, 240]);
});

test('times never run backwards, whatever the records say', () => {
  const step = fc.oneof(fc.constant(-1), fc.nat(1000), fc.integer({ min: 1001, max: 3000 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const writer = new WordsWriter();
      for (const ns of steps) {
        if (ns < 0) writer.enter(1);
        else if (ns <= 1000) writer.time(ns);
        else writer.idle(ns % 3, ns - 1000);
      }
      const all = times(eventsBlock(writer));
      for (let at = 1; at < all.length; at++) assert.ok(all[at]! >= all[at - 1]!);
    }),
    { numRuns: 200 },
  );
});

test('merged streams come in the order of time, equal times in the order of streams', () => {
  const list = fc.array(fc.nat(50), { maxLength: 30 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.array(list, { maxLength: 6 }), (lists) => {
      const streams = lists.map((items, index) => ({ items, index, at: -1 }));
      const merge = new TimeMerge(streams, {
        advance: (stream) => ++stream.at < stream.items.length,
        timeOf: (stream) => stream.items[stream.at]!,
      });
      const seen: [number, number, number][] = [];
      for (let from = merge.next(); from !== undefined; from = merge.next()) {
        seen.push([from.items[from.at]!, from.index, from.at]);
      }
      const wanted = lists
        .flatMap((items, index) =>
          items.map((time, at): [number, number, number] => [time, index, at]),
        )
        .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
      assert.deepEqual(seen, wanted);
    }),
  );
});
