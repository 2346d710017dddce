/**
 * Blocks that a call tree can do without: nothing in them begins that could be a node of it, and no
 * call ends behind which something could. What the calls in them were, the index counts.
 */
import { frame } from '../model/index/layout.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Crossings } from './crossings.js';
import type { Filter } from './filter.js';
import { parseEventId } from './moment.js';
import { hasBreak } from './wanted-blocks.js';

/** What in a thread may be the root of a tree, besides what its runs begin. */
export interface RootConditions {
  thread: RecordedThread;
  filter: Filter;
  /** Id of the call that is the root. */
  call: string | undefined;
  passes: (site: number) => boolean;
  /** Only calls of functions that pass may be roots. */
  isBySite: boolean;
  /** Roots are handlers of requests. */
  isRequest: boolean;
  crossings: Crossings | undefined;
}

export class TreeBlocks {
  readonly #index: ThreadIndex;
  readonly #conditions: RootConditions;
  readonly #rootBlock: number;
  /** Any outermost call may be a root, or hang below a call of another thread. */
  readonly #anyOutermost: boolean;

  constructor(index: ThreadIndex, conditions: RootConditions) {
    this.#index = index;
    this.#conditions = conditions;
    const { thread, filter, call, isRequest, isBySite, crossings } = conditions;
    const id = call ?? filter.options.task;
    const [number, seq] = (id === undefined ? undefined : parseEventId(id)) ?? [-1, -1];
    this.#rootBlock = number === thread.number ? index.blockOfSeq(seq) : -1;
    const isChosen = id !== undefined || isRequest || isBySite;
    this.#anyOutermost = !isChosen || crossings?.isStarted(thread) === true;
  }

  /** The first block from `block` on that must be read; `around`: the call that runs all along. */
  nextOf(block: number, around: { seq: number; isInTree: boolean } | undefined): number {
    const index = this.#index;
    let end = index.blockCount;
    if (around !== undefined) {
      const known = index.endOf(around.seq);
      if (known === undefined) return block;
      if (known.endSeq >= 0) end = index.blockOfSeq(known.endSeq);
    } else if (this.#anyOutermost) return block;
    const isInside = around?.isInTree === true;
    let next = block;
    while (next < end && !this.#hasBreak(next) && (isInside || !this.#hasRoot(next))) next++;
    return next;
  }

  /** Whether the stack may change otherwise than by calls and their ends. */
  #hasBreak(block: number): boolean {
    return this.#index.changes(block, frame.tasks) || hasBreak(this.#index, block);
  }

  #hasRoot(block: number): boolean {
    const { filter, call, passes, isRequest, isBySite } = this.#conditions;
    if (call !== undefined || filter.options.task !== undefined) return block === this.#rootBlock;
    if (isRequest || !isBySite) return false;
    for (const [site] of this.#index.sitesOf(block)) if (passes(site)) return true;
    return false;
  }
}
