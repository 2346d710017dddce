/**
 * Steps over records. Words are never trusted: what is no whole, known record ends the walk there.
 *
 *   [kTime lo hi] [kEnter] [kString id length hash data..] [kLeaveValue v] 0
 */
import { kind, kindBits, kindMask, lossCause, maxCount, wordsOf } from './format.js';

/** Words of the record at `at`; 0 when there is no whole, valid record before `end`. */
export function recordLength(words: Int32Array, at: number, end: number): number {
  const header = words[at]!;
  const length = wordsOf(header);
  return at + length <= end ? length : 0;
}

/** Of an event: whether its first value is the number of an activation. */
export function namesActivation(recordKind: number): boolean {
  return recordKind >= kind.activation && recordKind <= kind.yieldValue;
}

/** What a run of records amounts to. */
export interface Totals {
  /** Length of the valid prefix in words. */
  words: number;
  events: number;
  /** Lost events by cause. */
  lost: number[];
  generations: number;
}

export function walk(words: Int32Array, begin = 0, end = words.length): Totals {
  const lost = new Array<number>(lossCause.lossCauses).fill(0);
  const totals: Totals = { words: 0, events: 0, lost, generations: 0 };
  let at = begin;
  while (at < end) {
    const header = words[at]!;
    const recordKind = header & kindMask;
    const length = recordLength(words, at, end);
    if (length === 0) break;
    if (recordKind < kind.firstAuxiliaryKind) totals.events++;
    else if (recordKind === kind.generation) totals.generations++;
    else if (recordKind === kind.loss) {
      const cause = header >>> kindBits;
      const count = join(words[at + 1]!, words[at + 2]!);
      const known = totals.lost.reduce((sum, lost) => sum + lost, 0);
      if (cause >= lossCause.lossCauses || count > maxCount - known) break;
      totals.lost[cause]! += count;
    }
    at += length;
  }
  totals.words = at - begin;
  return totals;
}

/** Two words as one number; not exact beyond maxCount. */
export function join(low: number, high: number): number {
  return (high >>> 0) * 2 ** 32 + (low >>> 0);
}
