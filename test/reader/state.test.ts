/** The disk tells the state: each row of the table. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ScopeError } from '../../lib/errors.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import {
  eventsBlock,
  makeArena,
  makeSegment,
  testManifest,
  writeRecording,
  type TestRecording,
} from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

const segment = makeSegment([eventsBlock(new WordsWriter().enter(1).leave(1))]);
const arena = makeArena([]);

const rows: { disk: string; state: string; recording: TestRecording }[] = [
  {
    disk: 'manifest.json and closed processes',
    state: 'complete',
    recording: { files: { '000001.seg': segment } },
  },
  {
    disk: 'incomplete that nobody holds',
    state: 'died',
    recording: { manifestFile: 'incomplete', files: { '000001.seg': segment } },
  },
  {
    disk: 'incomplete, and an arena that nobody holds',
    state: 'died',
    recording: {
      manifestFile: 'incomplete',
      files: { '000001.seg': segment, 'arena.ring': arena },
    },
  },
  {
    disk: 'manifest.json, but a child process left its arena',
    state: 'died',
    recording: {
      files: { '000001.seg': segment },
      processes: { 'p4712-1': { 'arena.ring': arena } },
    },
  },
  {
    disk: 'no manifest at all',
    state: 'died',
    recording: { manifestFile: '', files: { '000001.seg': segment } },
  },
  { disk: 'a manifest without a process', state: 'complete', recording: {} },
];

for (const { disk, state, recording } of rows) {
  test(`${disk}: ${state}`, () => {
    assert.equal(openRecordingFiles(writeRecording(recording)).state, state);
  });
}

test(
  'incomplete that somebody holds: running',
  { skip: process.platform !== 'linux' },
  async () => {
    const folder = writeRecording({ manifestFile: 'incomplete', files: { '000001.seg': segment } });
    const holder = spawn('flock', ['-x', join(folder, 'incomplete'), '-c', 'echo held; sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    try {
      await once(holder.stdout, 'data');
      assert.equal(openRecordingFiles(folder).state, 'running');
    } finally {
      process.kill(-holder.pid!, 'SIGKILL');
    }
  },
);

test(
  'an arena of a process that runs: running',
  { skip: process.platform !== 'linux' },
  async () => {
    const { readFileSync } = await import('node:fs');
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
    const own = Buffer.from(arena);
    own.writeUInt32LE(process.pid, 12);
    own.writeBigUInt64LE(BigInt(start), 16);
    const files = { 'arena.ring': own };
    const folder = writeRecording({ manifestFile: 'incomplete', files });
    assert.equal(openRecordingFiles(folder).state, 'running');
    own.writeBigUInt64LE(BigInt(start) + 1n, 16); // the pid came again
    const reused = writeRecording({ manifestFile: 'incomplete', files });
    assert.equal(openRecordingFiles(reused).state, 'died');
  },
);

test('a folder without a recording is an error with a code', () => {
  const folder = writeRecording({ manifestFile: '' });
  assert.throws(() => openRecordingFiles(folder), { code: 'SCOPE_NO_RECORDING' });
  assert.throws(() => openRecordingFiles(join(folder, 'nothing')), { code: 'SCOPE_NO_RECORDING' });
  assert.throws(() => openRecordingFiles('/etc/passwd'), ScopeError);
});

test('another format version is an error with a code', () => {
  const folder = writeRecording({ manifest: { ...testManifest, format: 2 } });
  assert.throws(() => openRecordingFiles(folder), { code: 'SCOPE_BAD_RECORDING' });
});

test('a manifest that is no JSON is damage; the events are read', () => {
  const folder = writeRecording({ manifest: '{"form', files: { '000001.seg': segment } });
  const recording = openRecordingFiles(folder);
  assert.equal(recording.threads.length, 1);
  assert.equal(recording.damage.seriousCount, 1);
});

test('links inside a recording are not followed', () => {
  const other = writeRecording({ files: { '000001.seg': segment } });
  const folder = writeRecording({ files: {} });
  symlinkSync(join(other, 'p4711-1', '000001.seg'), join(folder, 'p4711-1', '000001.seg'));
  symlinkSync(join(other, 'p4711-1'), join(folder, 'p4712-1'));
  assert.equal(openRecordingFiles(folder).threads.length, 0);
});

test('a recording is found through a link to it', () => {
  const folder = writeRecording({ files: { '000001.seg': segment } });
  const latest = join(writeRecording({}), 'latest');
  symlinkSync(folder, latest);
  assert.equal(openRecordingFiles(latest).threads.length, 1);
});

test('threads are numbered by the start of their process, then by id', () => {
  const of = (thread: number): Buffer => eventsBlock(new WordsWriter().enter(thread), { thread });
  const enter = new WordsWriter().enter(1);
  const late = makeSegment([eventsBlock(enter, { processTime: 99 })]);
  late.writeBigUInt64LE(5n, 24); // its header's checksum is now wrong: its blocks tell the start
  const recording = openRecordingFiles(
    writeRecording({
      processes: {
        'p1-1': { '000001.seg': late },
        'p2-1': { '000001.seg': makeSegment([of(2), of(1)], { pid: 2 }) },
      },
    }),
  );
  const numbers = recording.threads.map(({ number, pid, id }) => [number, pid, id]);
  assert.deepEqual(numbers, [
    [1, 2, 1],
    [2, 2, 2],
    [3, 1, 1],
  ]);
});
