/**
 * The index of a thread: from its files where they are of just these blocks, else built, and kept
 * beside the segments where that pays and the folder lets us.
 */
import { join } from 'node:path';
import type { Recording } from '../../reader/recording.js';
import type { RecordedThread } from '../../reader/thread.js';
import { buildIndex, type BuiltIndex } from './build-index.js';
import { readIndexFile, writeIndexFile, type StoredColumns } from './index-file.js';
import { frame, spanning, type CallColumns, type Column, type ValueColumns } from './layout.js';
import type { Paged } from './paged.js';
import { ThreadIndex } from './thread-index.js';

/** Counts up when the content of an index changes. */
const indexVersion = 8;
/** A time behind all others, by which two epochs can be told apart. */
const farTime = 2n ** 52n;
/** Below so many blocks (of 256 KiB) building anew is as fast as reading. */
const worthKeepingBlocks = 32;

export function isWorthKeeping(thread: RecordedThread): boolean {
  return thread.blocks.events.length >= worthKeepingBlocks;
}

const found = new WeakMap<RecordedThread, ThreadIndex>();

export interface IndexOptions {
  onProgress?: ((events: number) => void) | undefined;
}

/** Read or built once for each thread. */
export function threadIndex(
  recording: Recording,
  thread: RecordedThread,
  options: IndexOptions = {},
): ThreadIndex {
  let index = found.get(thread);
  if (index === undefined) {
    index = storedIndex(recording, thread) ?? freshIndex(recording, thread, options);
    found.set(thread, index);
  }
  return index;
}

/** The index as its files hold it; undefined where there is none that fits. */
export function storedIndex(recording: Recording, thread: RecordedThread): ThreadIndex | undefined {
  const columns = callColumns(readColumns(recording, thread, 'calls'), thread);
  if (columns === undefined) return undefined;
  let values: ValueColumns | undefined;
  return new ThreadIndex(recording, thread, columns, () => {
    values ??= valueColumns(readColumns(recording, thread, 'values')) ?? buildIndex(thread).values;
    return values;
  });
}

/** What was built does not stay in memory where it is in a file. */
function freshIndex(
  recording: Recording,
  thread: RecordedThread,
  { onProgress }: IndexOptions,
): ThreadIndex {
  const { watcher } = recording;
  const { calls, values }: BuiltIndex = buildIndex(thread, onProgress ?? watcher?.report);
  watcher?.done();
  const files = { values: { ...values }, calls: { ...calls } };
  const isKept = keepColumns(recording, thread, files);
  const stored = isKept ? storedIndex(recording, thread) : undefined;
  return stored ?? new ThreadIndex(recording, thread, calls, () => values);
}

/** Columns of one kind, from the file that is of just these blocks. */
export function readColumns(
  recording: Recording,
  thread: RecordedThread,
  name: string,
): StoredColumns | undefined {
  const key = keyOf(recording, thread);
  return readIndexFile(pathOf(recording, thread, name), key, recording.codec);
}

/** Writes files of columns, where that pays and the folder lets us; whether it did. */
export function keepColumns(
  recording: Recording,
  thread: RecordedThread,
  files: Record<string, Record<string, Paged<Column>>>,
): boolean {
  const isFinal = recording.state !== 'running' && recording.damage.seriousCount === 0;
  if (!isFinal || !isWorthKeeping(thread)) return false;
  const key = keyOf(recording, thread);
  for (const [name, columns] of Object.entries(files)) {
    const path = pathOf(recording, thread, name);
    if (!writeIndexFile(path, key, columns, recording.codec)) return false;
  }
  return true;
}

function pathOf(recording: Recording, thread: RecordedThread, name: string): string {
  const { directory } = recording.processes[thread.process]!;
  return join(recording.path, directory, 'index', `${String(thread.id)}.${name}`);
}

/** Tells these blocks from all others, also from the same with less or more behind them. */
function keyOf(recording: Recording, thread: RecordedThread): string {
  const { events } = thread.blocks;
  const { crc32c } = recording.codec;
  const numbers = new Float64Array(events.length * 8);
  for (const [at, { chunkSeq, chunkOffset, wordCount, header, words }] of events.entries()) {
    const bytes = words && new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    const content = header?.payloadCrc ?? (bytes === undefined ? 0 : crc32c(bytes));
    const told = [header?.firstSeq ?? 0, header?.lostBefore ?? 0, header?.generation ?? 0];
    numbers.set([chunkSeq, chunkOffset, wordCount, content, header ? 1 : 0, ...told], at * 8);
  }
  const { files } = recording.processes[thread.process]!;
  const around = {
    version: indexVersion,
    thread: thread.number,
    epoch: recording.epoch.sinceBig(farTime),
    account: thread.account,
    expired: files.expired.threads.get(thread.id),
    losses: files.arenaLosses.get(thread.id),
    blocks: events.length,
    content: crc32c(new Uint8Array(numbers.buffer)),
  };
  return JSON.stringify(around);
}

/** What a file holds is used as it is, so its columns must fit each other. */
function callColumns(
  stored: StoredColumns | undefined,
  thread: RecordedThread,
): CallColumns | undefined {
  if (stored === undefined) return undefined;
  const [frames, calls] = [stored.f64('frames'), stored.f64('calls')].map(inMemory);
  const [outerRuns, times] = [stored.f64('outerRuns'), stored.f64('times')].map(inMemory);
  const branches = inMemory(stored.f64('branches'));
  const [versions, sites] = [stored.f64('versions'), stored.i32('sites')];
  const [signals, facts] = [stored.u8('signals'), stored.u8('facts')].map(inMemory);
  if (frames?.length !== (thread.blocks.events.length + 1) * frame.width) return undefined;
  const count = frames[frames.length - frame.width + frame.calls]! * spanning.width;
  if (calls?.length !== count || outerRuns === undefined || versions === undefined) {
    return undefined;
  }
  if (sites === undefined || signals === undefined || facts === undefined) return undefined;
  if (times === undefined || branches === undefined) return undefined;
  return { frames, outerRuns, calls, versions, sites, times, branches, signals, facts };
}

function inMemory<Numbers extends Column>(column: Paged<Numbers> | undefined): Numbers | undefined {
  return column?.subarray(0, column.length);
}

function valueColumns(stored: StoredColumns | undefined): ValueColumns | undefined {
  if (stored === undefined) return undefined;
  const [strings, stringStarts] = [stored.i32('strings'), stored.i32('stringStarts')];
  const [objectLabels, lastSnapshots] = [stored.i32('objectLabels'), stored.i32('lastSnapshots')];
  const [snapshots, doubles] = [stored.i32('snapshots'), stored.f64('doubles')];
  const [generations, classes] = [stored.f64('generations'), stored.u8('classes')];
  const labels = inMemory(stored.u8('labels'));
  if (strings === undefined || stringStarts === undefined || objectLabels === undefined) {
    return undefined;
  }
  if (lastSnapshots === undefined || snapshots === undefined || doubles === undefined) {
    return undefined;
  }
  if (generations === undefined || classes === undefined || labels === undefined) return undefined;
  const defined = { strings, stringStarts, generations, classes, objectLabels, labels };
  return { ...defined, lastSnapshots, snapshots, doubles };
}
