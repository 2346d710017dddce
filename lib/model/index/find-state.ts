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

/** What was built does not stay in memory where it is in a file. */
function build(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  { onProgress }: IndexOptions,
): Columns | undefined {
  const built = buildState(thread, sites, onProgress);
  if (built === undefined) return undefined;
  const { state } = built;
  const objects = buildObjects(thread, sites, built.objects);
  const isKept = keepColumns(recording, thread, {
    state: { ...state },
    objects: { ...objects },
  });
  return (isKept ? storedColumns(recording, thread) : undefined) ?? { state, objects };
}

/** What a file holds is used as it is, so its columns must fit each other. */
function storedColumns(recording: Recording, thread: RecordedThread): Columns | undefined {
  const state = readColumns(recording, thread, 'state');
  const objects = state && readColumns(recording, thread, 'objects');
  if (objects === undefined || state === undefined) return undefined;
  const [rowsOfState, rowsOfObjects] = [rowColumns(state), rowColumns(objects)];
  const environments = state.i32('environments');
  const [siteStarts, siteBlocks] = [state.i32('siteStarts'), state.i32('siteBlocks')];
  const [starts, blocks] = [objects.i32('starts'), objects.i32('blocks')];
  if (rowsOfState === undefined || rowsOfObjects === undefined) return undefined;
  if (siteStarts === undefined || siteBlocks === undefined) return undefined;
  if (starts === undefined || blocks === undefined) return undefined;
  if (environments?.length !== (thread.blocks.events.length + 1) * 2) return undefined;
  return {
    state: { ...rowsOfState, environments, siteStarts, siteBlocks },
    objects: { ...rowsOfObjects, starts, blocks },
  };
}
