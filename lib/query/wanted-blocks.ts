/**
 * Which blocks of a thread hold something that a filter lets through, as far as its index tells.
 * What is not wanted holds nothing of that; what is wanted may still hold nothing.
 */
import { frame } from '../model/index/layout.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import { runsOutsideCalls } from '../model/state-places.js';
import type { SiteTable } from '../reader/sites.js';
import type { Filter } from './filter.js';
import { parseEventId } from './moment.js';

export type Wants = (block: number) => boolean;

/** Where losses are, or the stack does not fit: calls may end there without an event of theirs. */
const breaks = [frame.cuts, frame.orphans, frame.anomalies];

export function hasBreak(index: ThreadIndex, block: number): boolean {
  return breaks.some((field) => index.changes(block, field));
}

/** Blocks in which something of the filter's window may happen. */
function windowOf(index: ThreadIndex, { options }: Filter): { first: number; last: number } {
  const { from, to } = options;
  return {
    first: from === undefined ? 0 : index.blockOfTime(from),
    last: to === undefined ? index.blockCount : index.blockOfTime(to + 1),
  };
}

/** Sequence number of the filter's task; -1: it is of another thread, undefined: there is none. */
function taskOf(index: ThreadIndex, { options }: Filter): number | undefined {
  if (options.task === undefined) return undefined;
  const [number, seq] = parseEventId(options.task) ?? [-1, -1];
  return number === index.thread.number ? seq : -1;
}

/** Blocks in which the filter's task may run; undefined where it has none. */
function blocksOfTask(index: ThreadIndex, filter: Filter): Wants | undefined {
  const seq = taskOf(index, filter);
  if (seq === undefined) return undefined;
  if (seq < 0) return () => false;
  const first = index.blockOfSeq(seq);
  const isOpen = index.blocksOpen((_, taskSeq) => taskSeq === seq);
  return (block) => block === first || isOpen(block);
}

/** Blocks with events of sites that pass; undefined where the index cannot tell. */
function blocksOfSites(
  index: ThreadIndex,
  filter: Filter,
  sites: SiteTable,
  passes: (site: number) => boolean,
): Wants | undefined {
  if (!filter.hasSiteConditions) return undefined;
  for (const site of sites.all) {
    if (runsOutsideCalls(sites, site) && passes(site.id)) return undefined;
  }
  const isOpen = index.blocksOpen(passes);
  return (block) => isOpen(block) || index.hasCallOf(block, passes);
}

/** Blocks with events or gaps that pass. */
export function blocksOfEvents(
  index: ThreadIndex,
  filter: Filter,
  sites: SiteTable,
  passes: (site: number) => boolean,
): Wants {
  const { first, last } = windowOf(index, filter);
  const ofTask = blocksOfTask(index, filter);
  const ofSites = blocksOfSites(index, filter, sites, passes);
  const { threw } = filter.options;
  return (block) => {
    if (block < first || block > last) return false;
    if (hasBreak(index, block)) return true;
    if (threw === true && !index.changes(block, frame.threw)) return false;
    return ofTask?.(block) !== false && ofSites?.(block) !== false;
  };
}

/** Blocks in which runs of tasks begin, and those at the edges of the window. */
export function blocksOfRuns(index: ThreadIndex, filter: Filter): Wants {
  const { first, last } = windowOf(index, filter);
  return (block) => {
    if (block === first || block === last) return true;
    const isInside = block > first && block < last;
    return isInside && index.changes(block, frame.tasks);
  };
}

/** Blocks in which calls that pass end, or begin. */
export function blocksOfCalls(
  index: ThreadIndex,
  filter: Filter,
  passes: (site: number) => boolean,
): Wants {
  const { first, last } = windowOf(index, filter);
  const ofTask = blocksOfTask(index, filter);
  // What began in the window ends behind it.
  const behind = last < index.blockCount ? index.openAt(last + 1) : [];
  const ends = behind.filter(({ site }) => passes(site)).map(({ seq }) => index.endBlockOf(seq));
  const endsBehind = new Set(ends);
  const { threw } = filter.options;
  return (block) => {
    // What a loss ends has no time of its end: it passes wherever that is.
    if (hasBreak(index, block)) return true;
    if (block < first || (block > last && !endsBehind.has(block))) return false;
    if (ofTask?.(block) === false) return false;
    if (threw === true && !index.changes(block, frame.threw)) return false;
    return !filter.hasSiteConditions || index.hasCallOf(block, passes);
  };
}

/** The same, and those in which such calls were suspended or resumed. */
export function blocksOfTimes(
  index: ThreadIndex,
  filter: Filter,
  passes: (site: number) => boolean,
): Wants {
  const ofCalls = blocksOfCalls(index, filter, passes);
  const task = taskOf(index, filter);
  const { first, last } = windowOf(index, filter);
  const turns = index.blocksOfTurns(
    (site, taskSeq) => passes(site) && (task === undefined || taskSeq === task),
    { first, last: last + 1 },
  );
  return (block) => ofCalls(block) || turns.has(block);
}
