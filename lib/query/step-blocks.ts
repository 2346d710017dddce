/** Blocks in which a step may end, found in the indexes without reading those between. */
import { callState } from '../model/call.js';
import { frame } from '../model/index/layout.js';
import type { StateIndex } from '../model/index/state-index.js';
import type { ThreadIndex } from '../model/index/thread-index.js';

export type Direction = 'forth' | 'back';

/** The first block from `block` on, in the direction, that may hold the place; -1: none does. */
export type NextBlock = (block: number, direction: Direction) => number;

/** Blocks with TASK events. */
export function ofTasks(index: ThreadIndex): NextBlock {
  return (block, direction) => {
    const step = direction === 'forth' ? 1 : -1;
    for (let at = block; at >= 0 && at < index.blockCount; at += step) {
      if (index.changes(at, frame.tasks)) return at;
    }
    return direction === 'forth' ? index.blockCount : -1;
  };
}

/** Blocks in which a variable of that name is written, as an argument or otherwise. */
export function ofWrites(index: StateIndex, name: string): NextBlock {
  const blocks = index.blocksOfName(name);
  const count = index.threads.blockCount;
  return (block, direction) =>
    direction === 'forth'
      ? (blocks.find((at) => at >= block) ?? count)
      : (blocks.findLast((at) => at <= block) ?? -1);
}

/** Blocks in which one of the calls, by their enters, may itself go on, or none of them runs. */
export function beside(index: ThreadIndex, calls: ReadonlyMap<number, unknown>): NextBlock {
  return (block, direction) => {
    let at = block;
    for (;;) {
      if (at <= 0 || at >= index.blockCount) return at;
      const stack = runningAt(index, at);
      const own = stack.findLastIndex(({ seq }) => calls.has(seq));
      const inside = own < 0 ? undefined : stack[own + 1];
      if (inside === undefined) return at;
      const endSeq = index.endOf(inside.seq)?.endSeq ?? -1;
      const last = endSeq < 0 ? lastWith(index, inside.seq, at) : index.blockOfSeq(endSeq);
      if (last <= at) return at;
      at = direction === 'forth' ? last : index.blockOfSeq(inside.seq);
    }
  };
}

function runningAt(index: ThreadIndex, block: number): ReturnType<ThreadIndex['openAt']> {
  return index.openAt(block).filter(({ state }) => state === callState.onStack);
}

/** The block in which a call that has no end goes: lost events may have cut it off there. */
function lastWith(index: ThreadIndex, seq: number, from: number): number {
  let block = from;
  while (block + 1 < index.blockCount) {
    if (!runningAt(index, block + 1).some((call) => call.seq === seq)) break;
    block++;
  }
  return block;
}
