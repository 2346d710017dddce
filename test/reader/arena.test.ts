/** Recovery from an arena that a kill left: every event once, none invented. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { chunkState } from '../../lib/reader/format.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { damageKinds, readAll } from './read-all.js';
import {
  eventsBlock,
  makeArena,
  makeSegment,
  writeRecording,
  type TestChunk,
} from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

function killed(blocks: readonly Buffer[], chunks: readonly TestChunk[]): string {
  const files = {
    '000001.seg': makeSegment(blocks, { footer: false }),
    'arena.ring': makeArena(chunks),
  };
  return writeRecording({ manifestFile: 'incomplete', files });
}

const chunk = new WordsWriter().time(10).enter(1).enter(2).leave(2).leave(1);
const chunkLines = ['enter 1 #0', 'enter 2 #1', 'kind10 2 #2', 'kind10 1 #3'];

test('an open chunk is read up to its first zero header', () => {
  assert.deepEqual(readAll(killed([], [{ words: chunk.words }])).lines, chunkLines);
});

test('chunks come in the order of their numbers, wherever they lie', () => {
  const parts = [2, 0, 1].map((chunkSeq) => ({
    chunkSeq,
    state: chunkSeq === 2 ? chunkState.open : chunkState.sealed,
    words: new WordsWriter().enter(chunkSeq).words,
  }));
  assert.deepEqual(readAll(killed([], parts)).lines, ['enter 0 #0', 'enter 1 #1', 'enter 2 #2']);
});

test('free chunks are not read', () => {
  const free = { state: chunkState.free, words: chunk.words };
  assert.deepEqual(readAll(killed([], [free])).lines, []);
});

test('what was written and not yet marked as drained is read once', () => {
  const block = eventsBlock(chunk);
  const { lines, recording } = readAll(
    killed([block], [{ state: chunkState.draining, words: chunk.words }]),
  );
  assert.deepEqual(lines, chunkLines);
  assert.deepEqual(damageKinds(recording), ['no-footer']);
});

test('a prefix in a segment and the rest in the arena make one chunk', () => {
  const prefix = new WordsWriter().time(10).enter(1).enter(2);
  for (const drainedWords of [0, prefix.words.length]) {
    const { lines } = readAll(
      killed([eventsBlock(prefix)], [{ words: chunk.words, drainedWords }]),
    );
    assert.deepEqual(lines, chunkLines);
  }
});

test('a torn record at the end is dropped and counted', () => {
  const words = [...chunk.words, 0, 77, 78]; // payload stored, header not yet
  const { lines, recording } = readAll(killed([], [{ words }]));
  assert.deepEqual(lines, chunkLines);
  assert.equal(recording.threads[0]!.blocks.tornWords, 3);
});

test('a chunk that is not there is a gap of unknown size', () => {
  const second = { chunkSeq: 2, words: new WordsWriter().enter(5).words };
  const { lines, recording } = readAll(killed([eventsBlock(chunk)], [second]));
  assert.deepEqual(lines, [...chunkLines, 'gap 0 damaged #4', 'enter 5 #4']);
  assert.ok(damageKinds(recording).includes('missing'));
});

test('losses stand before and behind the chunk that the drain had taken', () => {
  const one = (chunkSeq: number, more: Partial<TestChunk> = {}): TestChunk => {
    return { chunkSeq, words: new WordsWriter().enter(chunkSeq).words, ...more };
  };
  const taken = one(2, { state: chunkState.draining, overwritten: 300 });
  const files = {
    '000001.seg': makeSegment([eventsBlock(new WordsWriter().enter(0))], { footer: false }),
    'arena.ring': makeArena([taken, one(5)], 1024, 500),
  };
  const { lines } = readAll(writeRecording({ manifestFile: 'incomplete', files }));
  const first = ['enter 0 #0', 'gap 300 overwritten #1', 'enter 2 #301'];
  assert.deepEqual(lines, [...first, 'gap 200 overwritten #302', 'enter 5 #502']);
});

test('losses behind a prefix that a segment has stand before the next chunk', () => {
  const files = {
    '000001.seg': makeSegment([eventsBlock(new WordsWriter().enter(0))], { footer: false }),
    'arena.ring': makeArena([{ chunkSeq: 1, words: new WordsWriter().enter(1).words }], 1024, 300),
  };
  const { lines } = readAll(writeRecording({ manifestFile: 'incomplete', files }));
  assert.deepEqual(lines, ['enter 0 #0', 'gap 300 overwritten #1', 'enter 1 #301']);
});

test('an arena that makes no sense is damage; the segments are read', () => {
  for (const [offset, value] of [
    [0, 1],
    [8, 9],
    [32, 3],
    [36, 0xffff_ffff],
    [52, 0xffff_fff0],
  ] as const) {
    const arena = makeArena([{ words: chunk.words }]);
    arena.writeUInt32LE(value, offset);
    const files = { '000001.seg': makeSegment([eventsBlock(chunk)]), 'arena.ring': arena };
    const { lines, recording } = readAll(writeRecording({ manifestFile: 'incomplete', files }));
    assert.deepEqual(lines, chunkLines);
    assert.equal(recording.damage.seriousCount, 1, `offset ${String(offset)}`);
  }
});

test('impossible chunk entries are damage', () => {
  const bad = [
    { words: [], sealedWords: 99_999, state: chunkState.sealed },
    { words: [], drainedWords: 99_999 },
  ];
  for (const entry of [...bad, { words: [], state: 7 }]) {
    const { recording } = readAll(killed([], [entry]));
    assert.ok(recording.damage.seriousCount > 0);
  }
});

test('any bytes in an arena are survived', () => {
  const base = makeArena([{ words: chunk.words }, { words: chunk.words, chunkSeq: 1 }], 256);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { maxLength: 20 }),
      (edits) => {
        const arena = Buffer.from(base);
        for (const [at, byte] of edits) arena[at] = byte;
        const files = { 'arena.ring': arena };
        const recording = openRecordingFiles(writeRecording({ manifestFile: 'incomplete', files }));
        for (const thread of recording.threads) {
          const cursor = thread.cursor();
          while (cursor.next()) assert.ok(cursor.time >= 0);
        }
      },
    ),
    { numRuns: 200 },
  );
});
