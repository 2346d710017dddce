/** Damaged segments: never a crash, every damage reported, everything else still read. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { blockType } from '../../lib/reader/format.js';
import { verifyRecording } from '../../lib/query/verify.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { scratch } from '../scratch.js';
import { damageKinds, eventLines, readAll } from './read-all.js';
import {
  eventsBlock,
  makeBlock,
  makeSegment,
  metaBlock,
  segmentHeader,
  testManifest,
  wordsBytes,
  writeBlocks,
  writeRecording,
} from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

/** Three blocks of two events each. */
const threeBlocks = [0, 1, 2].map((index) =>
  eventsBlock(
    new WordsWriter()
      .time(index * 10 + 1)
      .enter(index, ['text', 0.5])
      .leave(index),
    {
      firstSeq: index * 2,
      chunkSeq: index,
    },
  ),
);
const allLines = [0, 1, 2].flatMap((n) => [
  `enter ${String(n)} #${String(2 * n)}`,
  `kind10 ${String(n)} #${String(2 * n + 1)}`,
]);

test('an intact segment has all events and no damage', () => {
  const { lines, recording } = readAll(writeBlocks(...threeBlocks));
  assert.deepEqual(lines, allLines);
  assert.deepEqual(damageKinds(recording), []);
});

test('a segment cut at any byte gives a prefix of its events', () => {
  const segment = makeSegment(threeBlocks);
  const folder = scratch();
  mkdirSync(join(folder, 'p4711-1'));
  writeFileSync(join(folder, 'incomplete'), JSON.stringify(testManifest));
  let last = 0;
  for (let length = 0; length <= segment.length; length++) {
    writeFileSync(join(folder, 'p4711-1', '000001.seg'), segment.subarray(0, length));
    const { lines, recording } = readAll(folder);
    recording.close();
    assert.deepEqual(lines, allLines.slice(0, lines.length));
    assert.ok(lines.length >= last, 'more bytes, not fewer events');
    last = lines.length;
    if (length < segment.length) assert.ok(recording.damage.count > 0, `cut at ${String(length)}`);
  }
  assert.equal(last, allLines.length);
});

test('flipped bits never go unnoticed and never crash the reader', async () => {
  const segment = makeSegment([...threeBlocks, metaBlock({ type: 'note', text: 'n' })]);
  const folder = writeRecording({ files: {} });
  const path = join(folder, 'p4711-1', '000001.seg');
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < 2000; round++) {
    const bytes = Buffer.from(segment);
    const flips = 1 + random(3);
    for (let flip = 0; flip < flips; flip++) bytes[random(bytes.length)]! ^= 1 << random(8);
    if (bytes.equals(segment)) continue;
    writeFileSync(path, bytes);
    const recording = openRecordingFiles(folder);
    const lines = eventLines(recording).filter((line) => !line.startsWith('gap'));
    for (const line of lines) assert.ok(allLines.includes(line), line);
    const verdict = await verifyRecording(recording);
    recording.close();
    assert.equal(verdict.ok, false, `round ${String(round)}`);
    assert.ok(verdict.damageCount > 0);
  }
});

test('a damaged payload is a gap; the blocks around it are read', () => {
  const blocks = threeBlocks.map((block) => Buffer.from(block));
  blocks[1]![100]! ^= 0xff;
  const { lines, recording } = readAll(writeBlocks(...blocks));
  assert.deepEqual(lines, [...allLines.slice(0, 2), 'gap 2 damaged #2', ...allLines.slice(4)]);
  assert.deepEqual(damageKinds(recording), ['corrupt']);
});

test('a damaged header is skipped up to the next valid block', () => {
  const blocks = threeBlocks.map((block) => Buffer.from(block));
  blocks[1]![17]! ^= 0xff;
  const { lines, recording } = readAll(writeBlocks(...blocks));
  assert.deepEqual(lines, [...allLines.slice(0, 2), 'gap 2 damaged #2', ...allLines.slice(4)]);
  assert.ok(damageKinds(recording).includes('corrupt'));
});

test('garbage between blocks is skipped', () => {
  const garbage = Buffer.concat([Buffer.from('garbage'), threeBlocks[0]!.subarray(0, 50)]);
  const blocks = [threeBlocks[0]!, garbage, ...threeBlocks.slice(1)];
  const files = { '000001.seg': makeSegment(blocks, { footer: false }) };
  const { lines } = readAll(writeRecording({ files }));
  assert.deepEqual(lines, allLines);
});

test('swapped blocks are put in order', () => {
  const [a, b, c] = threeBlocks;
  assert.deepEqual(readAll(writeBlocks(c!, a!, b!)).lines, allLines);
});

test('a block that comes twice counts once', () => {
  const [a, b, c] = threeBlocks;
  const { lines, recording } = readAll(writeBlocks(a!, b!, b!, c!));
  assert.deepEqual(lines, allLines);
  assert.deepEqual(damageKinds(recording), ['duplicate']);
});

test('a missing block is a gap of as many events', () => {
  const { lines, recording } = readAll(writeBlocks(threeBlocks[0]!, threeBlocks[2]!));
  assert.deepEqual(lines, [...allLines.slice(0, 2), 'gap 2 damaged #2', ...allLines.slice(4)]);
  assert.deepEqual(damageKinds(recording), ['missing']);
});

test('a missing segment is reported, its events are a gap', () => {
  const files = {
    '000001.seg': makeSegment([threeBlocks[0]!]),
    '000003.seg': makeSegment([threeBlocks[2]!], { number: 3 }),
  };
  const { lines, recording } = readAll(writeRecording({ files }));
  assert.ok(lines.includes('gap 2 damaged #2'));
  assert.ok(damageKinds(recording).includes('missing'));
});

test('without a footer the blocks are found by their headers', () => {
  const files = { '000001.seg': makeSegment(threeBlocks, { footer: false }) };
  const { lines, recording } = readAll(writeRecording({ files }));
  assert.deepEqual(lines, allLines);
  assert.deepEqual(damageKinds(recording), ['no-footer']);
});

test('a footer that contradicts the blocks is reported', () => {
  const [a, b, c] = threeBlocks;
  const footer = makeSegment(threeBlocks, { close: false }).subarray(
    makeSegment(threeBlocks, { footer: false }).length,
  );
  const segment = Buffer.concat([segmentHeader(), b!, a!, c!, footer]);
  const { lines, recording } = readAll(writeRecording({ files: { '000001.seg': segment } }));
  assert.deepEqual(lines, allLines);
  assert.ok(damageKinds(recording).includes('corrupt'));
});

test('hostile sizes cost no memory', () => {
  const words = wordsBytes([1]);
  for (const fields of [
    { rawBytes: 0xffff_fffc },
    { rawBytes: 64 * 2 ** 20 },
    { compressedBytes: 0xffff_ffff },
    { eventCount: 0xffff_ffff },
    { type: blockType.moduleBlock, rawBytes: 0xffff_ffff },
  ]) {
    const before = process.memoryUsage().rss;
    const { recording } = readAll(writeBlocks(makeBlock(words, { eventCount: 1, ...fields })));
    assert.ok(recording.damage.count > 0, JSON.stringify(fields));
    assert.ok(process.memoryUsage().rss - before < 64 * 2 ** 20);
  }
});

test('a record that runs beyond its block ends it; the next block is read', () => {
  const torn = new WordsWriter().enter(1);
  torn.words.push((300 << 6) | 34); // a string of 150 code units without its words
  const next = eventsBlock(new WordsWriter().leave(1), { firstSeq: 2, chunkSeq: 1 });
  const { lines, recording } = readAll(writeBlocks(eventsBlock(torn, { eventCount: 2 }), next));
  assert.deepEqual(lines, ['enter 1 #0', 'gap 1 damaged #1', 'kind10 1 #2']);
  assert.ok(damageKinds(recording).includes('corrupt'));
});

test('a segment with a damaged header is believed, unless its process is another', () => {
  const linesOf = (pid: number): string[] => {
    const folder = writeBlocks(metaBlock({ type: 'process', pid }), ...threeBlocks);
    const path = join(folder, 'p4711-1', '000001.seg');
    const segment = readFileSync(path);
    segment[20]! ^= 1;
    writeFileSync(path, segment);
    const { lines, recording } = readAll(folder);
    assert.ok(damageKinds(recording).includes('corrupt'));
    recording.close();
    return lines;
  };
  assert.deepEqual(linesOf(4711), allLines);
  assert.deepEqual(linesOf(4712), []);
});

test('a segment of another version is reported and left alone', () => {
  const segment = Buffer.concat([segmentHeader(1, 2), ...threeBlocks]);
  const { lines, recording } = readAll(writeRecording({ files: { '000001.seg': segment } }));
  assert.deepEqual(lines, []);
  assert.match(recording.damage.entries[0]!.what, /version 2/);
});
