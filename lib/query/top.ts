/**
 * Where the time went: for each function its calls, the time in itself, and the time under it.
 * Recursive calls count once towards the time under a function.
 */
import { CallStack } from '../model/call-stack.js';
import { CallStream } from '../model/calls.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo } from '../reader/sites.js';
import type { Filter } from './filter.js';

export interface FunctionTime {
  site: SiteInfo;
  calls: number;
  /** Calls that ended by an exception. */
  threw: number;
  /** Nanoseconds in the function itself: neither in calls that it made nor suspended. */
  self: number;
  /** Nanoseconds from enter to end, suspensions included, without calls of it inside of it. */
  total: number;
  /** The longest call in nanoseconds, and its id; empty where none ended. */
  longest: number;
  longestId: string;
}

export type TopOrder = 'self' | 'total' | 'calls' | 'threw';
export const topOrders: readonly TopOrder[] = ['self', 'total', 'calls', 'threw'];

/** One pass over all events; the same function of several processes and threads is one row. */
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
    const bySite = new Map<number, FunctionTime>();
    /** Calls of a function that are open at present. */
    const depth = new Map<number, number>();
    const stack = new CallStack(thread.cursor({ values: false }), {
      thread: thread.number,
      onEnter({ site }) {
        depth.set(site, (depth.get(site) ?? 0) + 1);
        return false;
      },
    });
    const stream = new CallStream(stack);
    while (stream.next()) {
      const call = stream.call!;
      const open = depth.get(call.site)! - 1;
      depth.set(call.site, open);
      if (!passes(call.site) || !filter.passesCall(call)) continue;
      let row = bySite.get(call.site);
      if (row === undefined) bySite.set(call.site, (row = rowOf(rows, sites.get(call.site))));
      row.calls++;
      row.self += call.self;
      if (call.outcome === 'threw') row.threw++;
      if (call.end < 0) continue;
      if (open === 0) row.total += call.duration;
      if (call.duration >= row.longest) {
        row.longest = call.duration;
        row.longestId = call.id;
      }
    }
    if (stack.counts.cuts > 0) isCut = true;
  }
  const limit = filter.options.limit ?? rows.size;
  const sorted = [...rows.values()].sort((a, b) => b[order] - a[order]);
  return { rows: sorted.slice(0, limit), isCut };
}

function rowOf(rows: Map<string, FunctionTime>, site: SiteInfo): FunctionTime {
  const key = `${site.file}:${String(site.line)}:${String(site.column)}:${site.fn}`;
  let row = rows.get(key);
  if (row === undefined) {
    row = { site, calls: 0, threw: 0, self: 0, total: 0, longest: 0, longestId: '' };
    rows.set(key, row);
  }
  return row;
}
