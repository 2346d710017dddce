/**
 * Steps over records. Words are never trusted: what is no whole, known record ends the walk there.
 *
 *   [kTime lo hi] [kEnter] [kString id length hash data..] [kLeaveValue v] 0
 */
import {
  kind,
  kindBits,
  kindMask,
  lossCause,
  maxCount,
  maxRuntimeValues,
  maxSnapshotEntries,
  maxStoredCodeUnits,
  runtimeEventBits,
} from './format.js';

export const stringHeadWords = 4;
export const snapshotHeadWords = 3;

/** Lengths in words by kind; 0 where there is no such kind or its words tell the length. */
export const recordLengths = makeLengths();

function makeLengths(): Uint8Array {
  const lengths = new Uint8Array(kindMask + 1);
  for (let k: number = kind.enter; k <= kind.enter8; k++) lengths[k] = 1 + k - kind.enter;
  const one = [
    kind.leave,
    kind.throw,
    kind.timeDelta,
    kind.generation,
    kind.redaction,
    kind.branch,
    kind.uncompared,
  ];
  const two = [
    kind.leaveValue,
    kind.throwValue,
    kind.activation,
    kind.await,
    kind.resume,
    kind.yield,
    kind.task,
    kind.write,
  ];
  const three = [
    kind.awaitValue,
    kind.resumeValue,
    kind.yieldValue,
    kind.time,
    kind.double,
    kind.object,
    kind.loss,
    kind.idle,
    kind.scope,
    kind.set,
    kind.level,
  ];
  for (const k of one) lengths[k] = 1;
  for (const k of two) lengths[k] = 2;
  for (const k of three) lengths[k] = 3;
  lengths[kind.setKey] = 4;
  lengths[kind.mutate] = 5;
  return lengths;
}

/** Words of the record at `at`; 0 when there is no whole, valid record before `end`. */
export function recordLength(words: Int32Array, at: number, end: number): number {
  const header = words[at]!;
  let length = recordLengths[header & kindMask]!;
  if (length === 0) length = variableLength(header);
  return at + length <= end ? length : 0;
}

function variableLength(header: number): number {
  const argument = header >>> kindBits;
  switch (header & kindMask) {
    case kind.string: {
      const units = argument >>> 1;
      if (units > maxStoredCodeUnits) return 0;
      const bytes = (argument & 1) === 0 ? units : units * 2;
      return stringHeadWords + ((bytes + 3) >> 2);
    }
    case kind.snapshot:
    case kind.snapshotMore:
      return argument > maxSnapshotEntries ? 0 : snapshotHeadWords + 2 * argument;
    case kind.runtime: {
      const values = argument >>> runtimeEventBits;
      return values > maxRuntimeValues ? 0 : 1 + values;
    }
    default:
      return 0;
  }
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
