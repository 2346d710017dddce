/**
 * What an index of a thread holds, and how: rows of numbers in columns. It is derived from the
 * thread's blocks and only makes random access fast; `build-index.ts` writes it, `thread-index.ts`
 * reads it.
 *
 *   block 0      block 1      block 2      block 3
 *        boundary 1   boundary 2   boundary 3            a frame for each boundary
 *   call a [----------------------)                      a row for each call open at a boundary
 *               call b [--------------------------->     and a version where it changed since
 */

import type { Paged } from './paged.js';

/** Frames: what is known at a boundary, just before the block of that number. */
export const frame = {
  nextSeq: 0,
  lostSoFar: 1,
  overwrittenSoFar: 2,
  generation: 3,
  /** In force between the blocks, and of the event before. */
  time: 4,
  eventTime: 5,
  runSeq: 6,
  turnSeq: 7,
  enters: 8,
  ends: 9,
  open: 10,
  cuts: 11,
  orphans: 12,
  anomalies: 13,
  /** Highest id of an async resource so far. */
  lastAsyncId: 14,
  /** Entries of other columns that belong to boundaries up to this one. */
  outerRuns: 15,
  calls: 16,
  sites: 17,
  strings: 18,
  generations: 19,
  doubles: 20,
  /** TASK events so far. */
  tasks: 21,
  /** Calls so far that ended by an exception. */
  threw: 22,
  width: 23,
} as const;

/** Calls that were open at a boundary. */
export const spanning = {
  seq: 0,
  parentSeq: 1,
  taskSeq: 2,
  start: 3,
  runSeq: 4,
  site: 5,
  cutsBefore: 6,
  /** First and last boundary at which it was open. */
  first: 7,
  last: 8,
  /** -1 while it is open at the thread's end. */
  end: 9,
  /** Sequence of the event that ended it; -1 for none. */
  endSeq: 10,
  /** Its place in callOutcomes. */
  outcome: 11,
  /** Where its versions begin; they end where those of the next call begin. */
  versions: 12,
  width: 13,
} as const;

/** What changes about an open call from boundary to boundary. */
export const version = {
  boundary: 0,
  state: 1,
  pushedSeq: 2,
  suspendedSeq: 3,
  self: 4,
  childCount: 5,
  /** -1 for none. */
  activation: 6,
  isCut: 7,
  width: 8,
} as const;

export const callOutcomes = ['returned', 'threw', 'open', 'cut'] as const;

export type Column = Float64Array | Int32Array | Uint8Array;

/** What makes calls and times quick to find. */
export interface CallColumns {
  frames: Float64Array;
  outerRuns: Float64Array;
  calls: Float64Array;
  versions: Paged<Float64Array>;
  /**
   * Of each block: pairs of a site and how often it was entered in it; 0 where a call ended in it
   * that was made before, or where its level changed.
   */
  sites: Paged<Int32Array>;
  /** By function: its site and its figures (function-times.ts). */
  times: Float64Array;
  /** Pairs of a site of branches, and how often it was passed. */
  branches: Float64Array;
  /** JSON of the thread's signals. */
  signals: Uint8Array;
  /** JSON of IndexFacts. */
  facts: Uint8Array;
}

/** What makes values decodable from any boundary on. */
export interface ValueColumns {
  /** kString records, one behind the other, and where each begins. */
  strings: Paged<Int32Array>;
  stringStarts: Paged<Int32Array>;
  /** By serial of the string generation: strings that were defined before it. */
  generations: Paged<Float64Array>;
  /** By object id: class + 1 (0: not known), and the place of its label among `labels`. */
  classes: Paged<Uint8Array>;
  objectLabels: Paged<Int32Array>;
  /** JSON of the labels. */
  labels: Uint8Array;
  /** By object id: its latest snapshot + 1 (0: none). */
  lastSnapshots: Paged<Int32Array>;
  /** Of each snapshot: its block, its word in it, and the one before of the same object + 1. */
  snapshots: Paged<Int32Array>;
  /** Sets of double slots at boundaries. */
  doubles: Paged<Float64Array>;
}

/** Sums over the thread. */
export interface IndexFacts {
  events: number;
  /** Missing events, by GapCause. */
  lost: number[];
  redactions: number[];
  uncompared: number;
  lastTime: number;
}
