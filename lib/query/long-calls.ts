/**
 * Blocks in which a call may begin that lasts long enough. One that ends in its block lasts no
 * longer than the block; of all others the index knows when they ended.
 *
 *   duration > 50ms && fn ~ parse      reads the few blocks of 50 ms, and where such a parse began
 */
import { frame } from '../model/index/layout.js';
import type { ThreadIndex } from '../model/index/thread-index.js';

/** Times between which everything in the block happened. */
export function timesOf(index: ThreadIndex, block: number): { begin: number; end: number } {
  return {
    begin: Math.min(index.at(block, frame.time), index.at(block, frame.eventTime)),
    end: Math.max(index.at(block + 1, frame.time), index.at(block + 1, frame.eventTime)),
  };
}

/** Whether a call of a site that passes begins in the block and may last so long. */
export function mayLast(
  index: ThreadIndex,
  block: number,
  least: number,
  passes: (site: number) => boolean,
): boolean {
  // Of what began in the last block, and has no end, no boundary tells.
  if (least <= 0 || block + 1 === index.blockCount) return true;
  const { begin, end } = timesOf(index, block);
  return end - begin >= least || index.longestFrom(block, passes) >= least;
}
