/**
 * Blocks in which a call may begin that lasts long enough. One that ends in its block lasts no
 * longer than the block; of all others the index knows when they ended.
 *
 *   duration > 50ms && fn ~ parse      reads the few blocks of 50 ms, and where such a parse began
 */
import { frame } from '../model/index/layout.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import type { Expression } from './expression.js';

/** Nanoseconds that a call must last, or more, for the expression to be true; 0: any will do. */
export function leastDuration(expression: Expression): number {
  switch (expression.type) {
    case 'and':
      return Math.max(leastDuration(expression.left), leastDuration(expression.right));
    case 'or':
      return Math.min(leastDuration(expression.left), leastDuration(expression.right));
    case 'compare': {
      const { field, operator, literal } = expression;
      const isBound = operator === '>' || operator === '>=' || operator === '==';
      // What a call takes for itself is a part of what it lasts.
      const isTime = field === 'duration' || field === 'self';
      return isTime && isBound && typeof literal === 'number' ? Math.max(0, literal) : 0;
    }
    default:
      return 0;
  }
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
  const begin = Math.min(index.at(block, frame.time), index.at(block, frame.eventTime));
  const end = Math.max(index.at(block + 1, frame.time), index.at(block + 1, frame.eventTime));
  return end - begin >= least || index.longestFrom(block, passes) >= least;
}
