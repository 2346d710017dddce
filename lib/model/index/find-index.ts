/**
 * The index of a thread: from its files where they are of just these blocks, else built, and kept
 * beside the segments where that pays and the folder lets us.
 */
import { join } from 'node:path';
import type { Recording } from '../../reader/recording.js';
import type { RecordedThread } from '../../reader/thread.js';
import { buildIndex, type BuiltIndex } from './build-index.js';
import { readIndexFile, writeIndexFile } from './index-file.js';
import { frame, spanning, type CallColumns, type Column, type ValueColumns } from './layout.js';
import { ThreadIndex } from './thread-index.js';

/** Counts up when the content of an index changes. */
const indexVersion = 1;
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
  const columns = readColumns(recording, thread, 'calls');
  if (columns === undefined || !isCallColumns(columns, thread)) return undefined;
  let values: ValueColumns | undefined;
  return new ThreadIndex(recording, thread, columns, () => {
    if (values === undefined) {
      const read = readColumns(recording, thread, 'values');
      values = isValueColumns(read) ? read : buildIndex(thread).values;
    }
    return values;
  });
}

function freshIndex(
  recording: Recording,
  thread: RecordedThread,
  { onProgress }: IndexOptions,
): ThreadIndex {
  const { calls, values }: BuiltIndex = buildIndex(thread, onProgress);
  keepColumns(recording, thread, { values: { ...values }, calls: { ...calls } });
  return new ThreadIndex(recording, thread, calls, () => values);
}

/** Columns of one kind, from the file that is of just these blocks. */
export function readColumns(
  recording: Recording,
  thread: RecordedThread,
  name: string,
): Record<string, Column> | undefined {
  const key = keyOf(recording, thread);
  return readIndexFile(pathOf(recording, thread, name), key, recording.codec);
}

/** Writes files of columns, one after the other, where that pays and the folder lets us. */
export function keepColumns(
  recording: Recording,
  thread: RecordedThread,
  files: Record<string, Record<string, Column>>,
): void {
  const isFinal = recording.state !== 'running' && recording.damage.seriousCount === 0;
  if (!isFinal || !isWorthKeeping(thread)) return;
  const key = keyOf(recording, thread);
  for (const [name, columns] of Object.entries(files)) {
    const path = pathOf(recording, thread, name);
    if (!writeIndexFile(path, key, columns, recording.codec)) return;
  }
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
function isCallColumns(
  columns: Record<string, Column>,
  thread: RecordedThread,
): columns is Record<string, Column> & CallColumns {
  const { frames, outerRuns, calls, versions, sites, signals, facts } = columns;
  return (
    frames instanceof Float64Array &&
    frames.length === (thread.blocks.events.length + 1) * frame.width &&
    outerRuns instanceof Float64Array &&
    calls instanceof Float64Array &&
    calls.length % spanning.width === 0 &&
    frames[frames.length - frame.width + frame.calls] === calls.length / spanning.width &&
    versions instanceof Float64Array &&
    sites instanceof Int32Array &&
    signals instanceof Uint8Array &&
    facts instanceof Uint8Array
  );
}

function isValueColumns(
  columns: Record<string, Column> | undefined,
): columns is Record<string, Column> & ValueColumns {
  if (columns === undefined) return false;
  const { strings, stringStarts, generations, classes, objectLabels, labels } = columns;
  const { lastSnapshots, snapshots, doubles } = columns;
  return (
    [strings, stringStarts, objectLabels, lastSnapshots, snapshots].every(
      (column) => column instanceof Int32Array,
    ) &&
    [classes, labels].every((column) => column instanceof Uint8Array) &&
    [generations, doubles].every((column) => column instanceof Float64Array)
  );
}
