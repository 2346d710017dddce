/**
 * What a thread's recording costs at present: in some intervals of about a millisecond all that it
 * stores is counted, by native code (native/tally.h), and the counts are scaled up. Code here would
 * be compiled and optimized at the guest's expense.
 *
 *   choose          choose          choose
 *   |   pass pass   |   pass        |
 *   [counted, all   ][not looked at .][...
 *
 * An interval is chosen by what was looked at before it. What stands first in an interval is no
 * sample: it is what the program does behind its long computations, in which no limit is checked.
 */
import { usualWords, type ProbeCosts } from '../../lib/plan/probe-costs.js';
import { typedArrayLength } from '../runtime/primordials.js';
import { chunkSequence, chunkStart, streamPlace, type Ring } from '../runtime/ring.js';

/** Words that may be looked at in a millisecond, about a tenth of a percent of it. */
const wordsEach = 1024;
/** So many may be saved up; a thread begins with them. */
const mostWords = 1 << 16;

/** What the sampled events of a function cost, in nanoseconds. */
export interface Bill {
  /** What would be left without their values. */
  callsNs: number;
  valuesNs: number;
  /** More, because neither it nor its probes are optimized yet. */
  coldNs: number;
  /** Events that are still so. */
  coldEvents: number;
}

export interface Sampler {
  /** Before the thread turns to its next chunk, and whenever else it passes its limit. */
  pass(): void;
  /** Behind a pass: begins an interval, so many milliseconds after the last. */
  choose(milliseconds: number): void;
  /** Words stored for each word looked at, since the last call; undefined where none were. */
  takeScale(): number | undefined;
}

/** `look` is told which words of the arena the thread stored. */
export function createSampler(ring: Ring, look: (from: number, to: number) => void): Sampler {
  const { words } = ring;
  let place = streamPlace(ring);
  let sequence = chunkSequence(ring);
  let next = words[ring.position]!;
  let stored = 0;
  let seen = 0;
  let left = mostWords;
  let isLooking = true;

  return {
    pass() {
      const now = streamPlace(ring);
      const position = words[ring.position]!;
      const passed = (now - place) | 0;
      // Not where the chunk was begun anew, its words being given up.
      if (passed > 0) {
        stored += passed;
        if (isLooking) {
          left -= passed;
          const from = chunkSequence(ring) === sequence ? next : chunkStart(ring);
          look(from, position);
          seen += position - from;
        }
      }
      place = now;
      sequence = chunkSequence(ring);
      next = position;
    },
    choose(milliseconds) {
      left += wordsEach * milliseconds;
      if (left > mostWords) left = mostWords;
      isLooking = left > 0;
    },
    takeScale() {
      if (seen === 0 && stored > 0) return undefined;
      const scale = seen === 0 ? 1 : stored / seen;
      stored = seen = 0;
      return scale < 1 ? 1 : scale;
    },
  };
}

/** Columns of a row of counts, as native/tally.h has them. */
export const tallyColumn = {
  site: 0,
  calls: 1,
  activations: 2,
  suspensions: 3,
  plainValues: 4,
  objects: 5,
  newObjects: 6,
  newStrings: 7,
  newWords: 8,
  runtimeEvents: 9,
  columns: 10,
} as const;

/** What the drain took, behind the rows. */
export function drainCpuIn(rows: Float64Array): number {
  return rows[typedArrayLength(rows)! - 1]!;
}

/** Events of Node itself that were counted. */
export function runtimeEventsIn(rows: Float64Array): number {
  const { columns, runtimeEvents } = tallyColumn;
  return rows[typedArrayLength(rows)! - 1 - columns + runtimeEvents]!;
}

/**
 * Charges the functions that rows of counts are about, as native code gives them; `billOf` a
 * site's, where it is governed. Returns what else was stored cost.
 */
export function charge(
  rows: Float64Array,
  scale: number,
  costs: ProbeCosts,
  billOf: (site: number) => Bill | undefined,
): number {
  let otherNs = 0;
  const { columns } = tallyColumn;
  const last = typedArrayLength(rows)! - 1 - columns;
  for (let at = 0; at <= last; at += columns) {
    const calls = rows[at + tallyColumn.calls]!;
    const suspensions = rows[at + tallyColumn.suspensions]!;
    const newObjects = rows[at + tallyColumn.newObjects]!;
    const newStrings = rows[at + tallyColumn.newStrings]!;
    const usual = newObjects * usualWords.object + newStrings * usualWords.string;
    const introducedNs =
      newObjects * costs.newObjectNs +
      newStrings * costs.newStringNs +
      (rows[at + tallyColumn.newWords]! - usual) * costs.wordNs;
    const objectsNs = rows[at + tallyColumn.objects]! * costs.objectNs;
    const plainNs = rows[at + tallyColumn.plainValues]! * costs.valueNs;
    const valuesNs = plainNs + objectsNs + introducedNs;
    const bill = at === last ? undefined : billOf(rows[at + tallyColumn.site]!);
    if (bill === undefined) {
      otherNs += introducedNs + rows[at + tallyColumn.runtimeEvents]! * costs.runtimeNs;
      continue;
    }
    const activationsNs = rows[at + tallyColumn.activations]! * costs.activationNs;
    const callsNs = (calls * costs.callNs + suspensions * costs.suspendNs) / 2 + activationsNs;
    bill.callsNs += scale * callsNs;
    bill.valuesNs += scale * valuesNs;
    if (bill.coldEvents > 0) chargeCold(bill, calls + suspensions, newObjects, scale, costs);
  }
  return scale * otherNs;
}

function chargeCold(
  bill: Bill,
  events: number,
  newObjects: number,
  scale: number,
  costs: ProbeCosts,
): void {
  if (events === 0) return;
  const cold = events * scale < bill.coldEvents ? events * scale : bill.coldEvents;
  bill.coldEvents -= cold;
  const coldObjects = (newObjects / events) * cold;
  bill.coldNs += (cold * costs.coldCallNs) / 2 + coldObjects * costs.coldObjectNs;
}
