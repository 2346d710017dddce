/**
 * The index of a thread's state: from its files where they are of just these blocks, else built,
 * and kept as the other indexes are.
 */
import type { Recording } from '../../reader/recording.js';
import type { SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { buildObjects } from './build-objects.js';
import { buildState } from './build-state.js';
import { keepColumns, readColumns, threadIndex, type IndexOptions } from './find-index.js';
import { ObjectIndex } from './object-index.js';
import { StateIndex } from './state-index.js';
import { rowColumns, type ObjectColumns, type StateColumns } from './state-layout.js';
import type { TouchCollector } from './touches.js';

/** Fewer blocks are read from the first one on as quickly. */
const worthIndexingBlocks = 8;

const found = new WeakMap<RecordedThread, StateIndex | undefined>();

/** Undefined where a pass from the beginning does as well, or the index would be too large. */
export function stateIndex(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  options: IndexOptions & { minBlocks?: number } = {},
): StateIndex | undefined {
  if (found.has(thread)) return found.get(thread);
  const isWorth = thread.blocks.events.length >= (options.minBlocks ?? worthIndexingBlocks);
  const index = isWorth ? findIndex(recording, thread, sites, options) : undefined;
  found.set(thread, index);
  return index;
}

function findIndex(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  options: IndexOptions,
): StateIndex | undefined {
  const calls = threadIndex(recording, thread, options);
  const columns = storedColumns(recording, thread) ?? build(recording, thread, sites, options);
  if (columns === undefined) return undefined;
  const objects = new ObjectIndex(columns.objects, calls, sites);
  return new StateIndex(columns.state, calls, objects, sites);
}

interface Columns {
  state: StateColumns;
  objects: ObjectColumns;
}

function build(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  { onProgress }: IndexOptions,
): Columns | undefined {
  const { watcher } = recording;
  const report = onProgress ?? watcher?.report;
  const found = freshState(recording, thread, sites, report);
  if (found === undefined) return undefined;
  const objects = buildObjects(thread, sites, found.touches, report);
  watcher?.done();
  const isKept = keepColumns(recording, thread, { objects: { ...objects } });
  const { state } = found;
  return { state, objects: (isKept ? storedObjects(recording, thread) : undefined) ?? objects };
}

/** What is in a file is gone from memory before the second is built. */
function freshState(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  report: ((events: number) => void) | undefined,
): { state: StateColumns; touches: TouchCollector } | undefined {
  const built = buildState(thread, sites, report);
  if (built === undefined) return undefined;
  const isKept = keepColumns(recording, thread, { state: { ...built.state } });
  const state = (isKept ? storedState(recording, thread) : undefined) ?? built.state;
  return { state, touches: built.objects };
}

function storedColumns(recording: Recording, thread: RecordedThread): Columns | undefined {
  const state = storedState(recording, thread);
  const objects = state && storedObjects(recording, thread);
  return state && objects && { state, objects };
}

/** What a file holds is used as it is, so its columns must fit each other. */
function storedState(recording: Recording, thread: RecordedThread): StateColumns | undefined {
  const stored = readColumns(recording, thread, 'state');
  const rows = stored && rowColumns(stored);
  const environments = stored?.i32('environments');
  const [siteStarts, siteBlocks] = [stored?.i32('siteStarts'), stored?.i32('siteBlocks')];
  if (rows === undefined || siteStarts === undefined || siteBlocks === undefined) return undefined;
  if (environments?.length !== (thread.blocks.events.length + 1) * 2) return undefined;
  return { ...rows, environments, siteStarts, siteBlocks };
}

function storedObjects(recording: Recording, thread: RecordedThread): ObjectColumns | undefined {
  const stored = readColumns(recording, thread, 'objects');
  const rows = stored && rowColumns(stored);
  const [starts, blocks] = [stored?.i32('starts'), stored?.i32('blocks')];
  if (rows === undefined || starts === undefined || blocks === undefined) return undefined;
  return { ...rows, starts, blocks };
}
