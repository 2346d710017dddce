/**
 * Where the time went: for each function its calls, the time in itself, and the time under it.
 * Recursive calls count once towards the time under a function.
 */
import { CallStack } from '../model/call-stack.js';
import type { Call } from '../model/call.js';
import type { ThreadCursor } from '../reader/cursor.js';
import { kind } from '../reader/format.js';
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
  /** Nanoseconds between suspensions and resumptions. */
  waiting: number;
  /** The longest call in nanoseconds, and its id; empty where none ended. */
  longest: number;
  longestId: string;
}

export type TopOrder = 'self' | 'total' | 'waiting' | 'calls' | 'threw';
export const topOrders: readonly TopOrder[] = ['self', 'total', 'waiting', 'calls', 'threw'];

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
    const cursor = thread.cursor({ values: false });
    const waits = new Waits(cursor);
    const stack = new CallStack(cursor, {
      thread: thread.number,
      onEnter({ site }) {
        depth.set(site, (depth.get(site) ?? 0) + 1);
        return false;
      },
    });
    const end = (call: Call): void => {
      const open = depth.get(call.site)! - 1;
      depth.set(call.site, open);
      const waiting = waits.take(call);
      if (!passes(call.site) || !filter.passesCall(call)) return;
      let row = bySite.get(call.site);
      if (row === undefined) bySite.set(call.site, (row = rowOf(rows, sites.get(call.site))));
      addCall(row, call, waiting, open === 0);
    };
    while (stack.step()) {
      waits.pass(stack.time);
      for (let index = 0; index < stack.endedCount; index++) end(stack.ended[index]!);
    }
    for (const call of stack.takeOpen()) end(call);
    if (stack.counts.cuts > 0) isCut = true;
  }
  const limit = filter.options.limit ?? rows.size;
  const sorted = [...rows.values()].sort((a, b) => b[order] - a[order]);
  return { rows: sorted.slice(0, limit), isCut };
}

function addCall(row: FunctionTime, call: Call, waiting: number, isOutermost: boolean): void {
  row.calls++;
  row.self += call.self;
  row.waiting += waiting;
  if (call.outcome === 'threw') row.threw++;
  if (call.end < 0) return;
  if (isOutermost) row.total += call.duration;
  if (call.duration >= row.longest) {
    row.longest = call.duration;
    row.longestId = call.id;
  }
}

/** How long the open calls of a thread were suspended. */
class Waits {
  readonly #cursor: ThreadCursor;
  /** By activation: since when, and how long before that. */
  readonly #open = new Map<number, { since: number; sum: number }>();

  constructor(cursor: ThreadCursor) {
    this.#cursor = cursor;
  }

  pass(time: number): void {
    const { kind: k } = this.#cursor;
    if (k < kind.await || k > kind.yieldValue) return;
    const { activation } = this.#cursor;
    const known = this.#open.get(activation);
    if (k === kind.resume || k === kind.resumeValue) {
      if (known === undefined || known.since < 0) return;
      known.sum += time - known.since;
      known.since = -1;
    } else if (known === undefined) this.#open.set(activation, { since: time, sum: 0 });
    else known.since = time;
  }

  /** Of a call that has ended. */
  take(call: Call): number {
    if (call.activation === undefined) return 0;
    const known = this.#open.get(call.activation);
    this.#open.delete(call.activation);
    return known?.sum ?? 0;
  }
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
