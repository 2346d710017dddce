/**
 * The call tree from the roots of all threads, or from one call or task. Memory is bounded by the
 * number of nodes asked for: what lies deeper or comes later is counted, not kept. In a long thread
 * the index counts what comes behind the last node, and what lies below it.
 */
import { threadIndex } from '../model/index/find-index.js';
import type { Recording } from '../reader/recording.js';
import { TimeMerge } from '../reader/time-merge.js';
import { Crossings, matchingRequests } from './crossings.js';
import type { Filter } from './filter.js';
import { parseEventId } from './moment.js';
import { testSites } from './test-sites.js';
import { TreeBuilder, type Shared } from './tree-builder.js';
import type { CallTree, TreeOptions } from './tree-nodes.js';

const defaultLimit = 1000;
export async function callTree(
  recording: Recording,
  filter: Filter,
  options: TreeOptions,
): Promise<CallTree> {
  const tree: CallTree = { roots: [], hidden: 0, outside: 0 };
  const shared: Shared = { parents: new Map(), kept: new Map(), builders: new Map() };
  const budget = { left: options.limit ?? defaultLimit };
  const { call, request, around } = options;
  const isBelow = (call ?? filter.options.task ?? request) !== undefined;
  const crossings = isBelow ? new Crossings(recording) : undefined;
  const requests = request === undefined ? undefined : matchingRequests(recording, request);
  const ids = [call, filter.options.task].filter((id) => id !== undefined);
  const since = beginOf(recording, requests ? [...requests.keys()] : ids);
  const builders: TreeBuilder[] = [];
  for (const thread of recording.threads) {
    if (!filter.passesThread(thread.number)) continue;
    if (around !== undefined && around[0] !== thread.number) continue;
    const sites = await recording.sites(thread.process);
    const tests = options.tests === true ? testSites(sites) : undefined;
    const base = { tests, recording, thread, sites, filter, options, tree, budget, shared, since };
    const builder = new TreeBuilder({ ...base, crossings, requests });
    builders.push(builder);
    shared.builders.set(thread.number, builder);
  }
  // What one thread was told by another hangs below it: they go on side by side.
  if (!isBelow) {
    for (const builder of builders) while (builder.step());
  } else {
    const merge = new TimeMerge(builders, {
      advance: (builder) => builder.step(),
      timeOf: (builder) => builder.time,
    });
    while (merge.next() !== undefined);
  }
  // Tests that were declared, and did not run.
  const isEmpty = options.tests === true && tree.roots.length === 0;
  return isEmpty ? callTree(recording, filter, { ...options, tests: false }) : tree;
}

/** A time, in nanoseconds, before which none of these events happened. */
function beginOf(recording: Recording, ids: readonly string[]): number {
  const firsts = new Map<number, number>();
  for (const id of ids) {
    const [number, seq] = parseEventId(id) ?? [0, 0];
    firsts.set(number, Math.min(seq, firsts.get(number) ?? Infinity));
  }
  const times = [...firsts].map(([number, seq]) => {
    const thread = recording.threads.find((one) => one.number === number);
    return thread === undefined ? 0 : threadIndex(recording, thread).seekSeq(seq).stack.time;
  });
  return times.length === 0 ? 0 : Math.min(...times);
}
