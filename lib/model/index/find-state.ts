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
import type { Column } from './layout.js';
import { ObjectIndex } from './object-index.js';
import { StateIndex } from './state-index.js';
import type { ObjectColumns, StateColumns } from './state-layout.js';

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
  const stored = {
    state: readColumns(recording, thread, 'state'),
    objects: readColumns(recording, thread, 'objects'),
  };
  const columns = isStored(stored, thread) ? stored : build(recording, thread, sites, options);
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
  const built = buildState(thread, sites, onProgress);
  if (built === undefined) return undefined;
  const { state } = built;
  const objects = buildObjects(thread, sites, built.objects);
  keepColumns(recording, thread, { state: { ...state }, objects: { ...objects } });
  return { state, objects };
}

/** What a file holds is used as it is, so its columns must fit each other. */
function isStored(
  stored: Record<keyof Columns, Record<string, Column> | undefined>,
  thread: RecordedThread,
): stored is Record<keyof Columns, Record<string, Column>> & Columns {
  const { state, objects } = stored;
  if (state === undefined || objects === undefined) return false;
  const { environments, siteStarts, siteBlocks } = state;
  const numbers = [environments, siteStarts, siteBlocks, objects['starts'], objects['blocks']];
  return (
    hasRows(state) &&
    hasRows(objects) &&
    numbers.every((column) => column instanceof Int32Array) &&
    environments?.length === (thread.blocks.events.length + 1) * 2
  );
}

function hasRows({ rows, order, stream, pool, poolStarts }: Record<string, Column>): boolean {
  return (
    rows instanceof Float64Array &&
    [order, stream, poolStarts].every((column) => column instanceof Int32Array) &&
    pool instanceof Uint8Array
  );
}
