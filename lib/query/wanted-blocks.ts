/**
 * Which blocks of a thread hold something that a filter lets through, as far as its index tells.
 * What is not wanted holds nothing of that; what is wanted may still hold nothing.
 */
import { frame } from '../model/index/layout.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
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

/** Blocks in which the filter's task may run; undefined where it has none. */
function blocksOfTask(index: ThreadIndex, filter: Filter): Wants | undefined {
  const { task } = filter.options;
  if (task === undefined) return undefined;
  const [number, seq] = parseEventId(task) ?? [-1, -1];
  if (number !== index.thread.number) return () => false;
  const first = index.blockOfSeq(seq);
  const isOpen = index.blocksOfTask(seq);
  return (block) => block === first || isOpen(block);
}

/** Blocks with events or gaps that pass. */
export function blocksOfEvents(index: ThreadIndex, filter: Filter): Wants {
  const { first, last } = windowOf(index, filter);
  const ofTask = blocksOfTask(index, filter);
  return (block) => {
    if (block < first || block > last) return false;
    return ofTask === undefined || ofTask(block) || hasBreak(index, block);
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
  return (block) => {
    // What a loss ends has no time of its end: it passes wherever that is.
    if (hasBreak(index, block)) return true;
    if (block < first || (block > last && !endsBehind.has(block))) return false;
    if (ofTask?.(block) === false) return false;
    return !filter.hasSiteConditions || index.hasCallOf(block, passes);
  };
}
