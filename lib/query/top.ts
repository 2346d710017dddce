/**
 * Where the time went: for each function its calls, the time in itself, and the time under it.
 * Recursive calls count once towards the time under a function.
 */
import { callId, type Call } from '../model/call.js';
import { figure, FunctionTimes } from '../model/function-times.js';
import { threadIndex } from '../model/index/find-index.js';
import { frame } from '../model/index/layout.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { BlockPass } from './block-pass.js';
import type { Filter } from './filter.js';
import { blocksOfTimes } from './wanted-blocks.js';

export interface FunctionTime {
  site: SiteInfo;
  calls: number;
  /** Calls that ended by an exception. */
  threw: number;
  /** Nanoseconds in the function itself: neither in calls that it made nor suspended. */
  self: number;
  /** Nanoseconds from enter to end, suspensions included, without calls of it inside of it. */
  total: number;
  /** Nanoseconds between suspensions and resumptions. */
  waiting: number;
  /** The longest call in nanoseconds, and its id; empty where none ended. */
  longest: number;
  longestId: string;
}

export type TopOrder = 'self' | 'total' | 'waiting' | 'calls' | 'threw';
export const topOrders: readonly TopOrder[] = ['self', 'total', 'waiting', 'calls', 'threw'];

/**
 * The same function of several processes and threads is one row. What all calls of a thread took is
 * known to its index; conditions on calls take a pass over the blocks with such calls.
 */
export async function topFunctions(
  recording: Recording,
  filter: Filter,
  order: TopOrder,
): Promise<{ rows: FunctionTime[]; isCut: boolean }> {
  const rows = new Map<string, FunctionTime>();
  let isCut = false;
  for (const thread of recording.threads) {
    if (!filter.passesThread(thread.number)) continue;
    const sites = await recording.sites(thread.process);
    const passes = filter.siteTest(sites);
    const { times, cuts } = filter.narrowsCalls
      ? readTimes(threadIndex(recording, thread), filter, passes)
      : knownTimes(threadIndex(recording, thread));
    for (const [site, figures] of times) {
      if (passes(site)) addFigures(rowOf(rows, sites.get(site)), figures, thread);
    }
    if (cuts > 0) isCut = true;
  }
  const limit = filter.options.limit ?? rows.size;
  const sorted = [...rows.values()].sort((a, b) => b[order] - a[order]);
  return { rows: sorted.slice(0, limit), isCut };
}

interface ThreadTimes {
  times: Iterable<[site: number, figures: Float64Array]>;
  cuts: number;
}

function knownTimes(index: ThreadIndex): ThreadTimes {
  return { times: index.functionTimes(), cuts: index.at(index.blockCount, frame.cuts) };
}

function readTimes(
  index: ThreadIndex,
  filter: Filter,
  passes: (site: number) => boolean,
): ThreadTimes {
  const times = new FunctionTimes();
  const pass = new BlockPass(index, {
    wants: blocksOfTimes(index, filter, passes),
    onEnter({ site }) {
      times.enter(site);
      return false;
    },
    onSeek(_, { stack }) {
      times.goOn(stack.open);
    },
  });
  const end = (call: Call): void => {
    times.end(call, passes(call.site) && filter.passesCall(call));
  };
  while (pass.step()) {
    const { cursor, stack } = pass;
    times.pass(cursor, stack.time);
    for (let at = 0; at < stack.endedCount; at++) end(stack.ended[at]!);
  }
  const { cuts } = pass.stack.counts;
  for (const call of pass.stack.takeOpen()) end(call);
  return { times: times.rows(), cuts };
}

function addFigures(row: FunctionTime, figures: Float64Array, thread: RecordedThread): void {
  row.calls += figures[figure.calls]!;
  row.threw += figures[figure.threw]!;
  row.self += figures[figure.self]!;
  row.total += figures[figure.total]!;
  row.waiting += figures[figure.waiting]!;
  const longest = figures[figure.longest]!;
  if (longest < row.longest) return;
  row.longest = longest;
  row.longestId = callId(thread.number, figures[figure.longestSeq]!);
}

function rowOf(rows: Map<string, FunctionTime>, site: SiteInfo): FunctionTime {
  const key = `${site.file}:${String(site.line)}:${String(site.column)}:${site.fn}`;
  let row = rows.get(key);
  if (row === undefined) {
    row = { site, calls: 0, threw: 0, self: 0, total: 0, waiting: 0, longest: 0, longestId: '' };
    rows.set(key, row);
  }
  return row;
}
