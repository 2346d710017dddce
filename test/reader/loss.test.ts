/** Losses that the writer counted, and strings across segments and gaps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockType, lossCause } from '../../lib/reader/format.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import type { Value } from '../../lib/reader/value.js';
import { verifyRecording } from '../../lib/query/verify.js';
import { readAll } from './read-all.js';
import {
  eventsBlock,
  makeBlock,
  makeSegment,
  metaBlock,
  wordsBytes,
  writeBlocks,
  writeRecording,
} from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

test('a loss record is a gap with its cause, and counts in the sequence', () => {
  const writer = new WordsWriter().enter(1).loss(lossCause.lossDropped, 5).leave(1);
  const { lines } = readAll(writeBlocks(eventsBlock(writer)));
  assert.deepEqual(lines, ['enter 1 #0', 'gap 5 dropped #1', 'kind10 1 #6']);
});

test('losses that only headers know come from a disk that refused blocks', () => {
  const first = eventsBlock(new WordsWriter().enter(1));
  const second = eventsBlock(new WordsWriter().leave(1), {
    firstSeq: 8,
    lostBefore: 7,
    chunkSeq: 2,
  });
  const { lines, recording } = readAll(writeBlocks(first, second));
  assert.deepEqual(lines, ['enter 1 #0', 'gap 7 stopped #1', 'kind10 1 #8']);
  assert.equal(recording.damage.count, 0);
});

test('what the disk refused and what is damaged both lie before the events behind them', () => {
  const first = eventsBlock(new WordsWriter().enter(1));
  const second = eventsBlock(new WordsWriter().leave(1).enter(1).leave(1), {
    firstSeq: 8,
    lostBefore: 4,
    chunkSeq: 2,
  });
  const { lines } = readAll(writeBlocks(first, second));
  assert.deepEqual(lines, [
    'enter 1 #0',
    'gap 4 stopped #1',
    'gap 3 damaged #5',
    'kind10 1 #8',
    'enter 1 #9',
    'kind10 1 #10',
  ]);
});

test("losses behind the last block stand in the thread's account", async () => {
  const end = {
    type: 'threadEnd',
    thread: 1,
    emitted: '10',
    recorded: '1',
    lost: { stopped: '9' },
    time: '5',
  };
  const folder = writeBlocks(eventsBlock(new WordsWriter().enter(1)), metaBlock(end));
  assert.deepEqual(readAll(folder).lines, ['enter 1 #0', 'gap 9 stopped #1']);
  const verdict = await verifyRecording(openRecordingFiles(folder));
  assert.equal(verdict.ok, true);
  assert.deepEqual([verdict.recorded, verdict.lost, verdict.threads[0]!.emitted], [1, 9, 10]);
});

test('an account that does not add up is no fine recording', async () => {
  const end = { type: 'threadEnd', thread: 1, emitted: '1', recorded: '2', lost: {}, time: '5' };
  const folder = writeBlocks(eventsBlock(new WordsWriter().enter(1)), metaBlock(end));
  assert.equal((await verifyRecording(openRecordingFiles(folder))).ok, false);
});

function values(path: string): Value[] {
  const cursor = openRecordingFiles(path).threads[0]!.cursor();
  const all: Value[] = [];
  while (cursor.next()) if (cursor.valueCount > 0) all.push(cursor.value(0));
  return all;
}

test('strings live until their generation ends', () => {
  const writer = new WordsWriter().leaveValue(1, 'old');
  const block = eventsBlock(writer.generation().leaveValue(1, 'new'));
  assert.deepEqual(values(writeBlocks(block)), ['old', 'new']);
});

test('a segment can be read alone: carried strings are known', () => {
  const writer = new WordsWriter().leaveValue(1, 'text');
  const first = eventsBlock(writer);
  const definition = writer.words.slice(0, -2);
  const carry = makeBlock(wordsBytes(definition), { type: blockType.carryBlock });
  const use = new WordsWriter().leaveValue(1, { word: (1 << 3) | 2 });
  const second = eventsBlock(use, { firstSeq: 1, chunkSeq: 1 });
  const files = {
    '000001.seg': makeSegment([first]),
    '000002.seg': makeSegment([carry, second], { number: 2 }),
  };
  assert.deepEqual(values(writeRecording({ files })), ['text', 'text']);
  const { '000002.seg': alone } = files;
  assert.deepEqual(values(writeRecording({ files: { '000002.seg': alone } })), ['text']);
});

test('a double of before a gap is not believed behind it', () => {
  const use = { word: (1 << 5) | 0b10110 };
  const writer = new WordsWriter().leaveValue(1, 0.5).leaveValue(1, use);
  writer.loss(lossCause.lossDropped, 1).leaveValue(1, use);
  const seen = values(writeBlocks(eventsBlock(writer)));
  assert.deepEqual(seen, [0.5, 0.5, { type: 'unknown' }]);
});
