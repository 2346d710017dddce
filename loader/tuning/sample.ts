/**
 * What a thread's recording costs at present: it looks at all that it stores in some intervals of
 * about a millisecond, and scales up.
 *
 *   choose          choose          choose
 *   |   pass pass   |   pass        |
 *   [looked at, all][not looked at .][...
 *
 * An interval is chosen by what was looked at before it. What stands first in an interval is no
 * sample: it is what the program does behind its long computations, in which no limit is checked.
 */
import type { ProbeCosts } from '../../lib/plan/probe-costs.js';
import { wordsOf } from '../../lib/records.js';
import { kind, kindBits } from '../probes.js';
import { chunkSequence, chunkStart, streamPlace, type Ring } from '../runtime/ring.js';

/** Words that may be looked at in a millisecond, about a tenth of a percent of it. */
const wordsEach = 512;
/** So many may be saved up; a thread begins with them. */
const mostWords = 1 << 16;
const kindMask = (1 << kindBits) - 1;
const objectTag = 0b100;

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
  /**
   * Before the thread turns to its next chunk, and whenever else it passes its limit. Adds what was
   * stored since the last pass; `billOf` a site's function, where it is governed.
   */
  pass(billOf: (site: number) => Bill | undefined): void;
  /** Behind a pass: begins an interval, so many milliseconds after the last. */
  choose(milliseconds: number): void;
  /** What events of Node itself cost among those looked at, since the last call. */
  takeOther(): number;
  /** Words stored for each word looked at, since the last call; undefined where none were. */
  takeScale(): number | undefined;
}

export function createSampler(ring: Ring, costs: ProbeCosts): Sampler {
  const { words } = ring;
  const charge = charging(words, costs);
  let place = streamPlace(ring);
  let sequence = chunkSequence(ring);
  let next = words[ring.position]!;
  let stored = 0;
  let seen = 0;
  let otherNs = 0;
  let left = mostWords;
  let isLooking = true;

  function look(from: number, to: number, billOf: (site: number) => Bill | undefined): void {
    let introducedNs = 0;
    let objects = 0;
    let at = from;
    while (at < to) {
      const header = words[at]!;
      const length = wordsOf(header);
      if (length === 0) break;
      const recordKind = header & kindMask;
      if (recordKind >= 32) {
        if (recordKind === kind.string) introducedNs += costs.newStringNs;
        else if (recordKind === kind.object) {
          introducedNs += costs.newObjectNs;
          objects++;
        }
      } else {
        const bill = recordKind < kind.level ? billOf(header >>> kindBits) : undefined;
        if (bill !== undefined) {
          charge(bill, recordKind, at, length, introducedNs);
          if (bill.coldEvents > 0) chargeCold(bill, costs, objects);
        } else otherNs += introducedNs + (isRuntime(recordKind) ? costs.runtimeNs : 0);
        introducedNs = objects = 0;
      }
      at += length;
    }
    seen += at - from;
  }

  return {
    pass(billOf) {
      const now = streamPlace(ring);
      const position = words[ring.position]!;
      const passed = (now - place) >>> 0;
      stored += passed;
      if (isLooking) {
        left -= passed;
        look(chunkSequence(ring) === sequence ? next : chunkStart(ring), position, billOf);
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
    takeOther() {
      const taken = otherNs;
      otherNs = 0;
      return taken;
    },
    takeScale() {
      if (seen === 0 && stored > 0) return undefined;
      const scale = seen === 0 ? 1 : stored / seen;
      stored = seen = 0;
      return scale < 1 ? 1 : scale;
    },
  };
}

/** Tasks that are made or run, and what Node reports. */
function isRuntime(recordKind: number): boolean {
  return recordKind === kind.task || recordKind === kind.runtime;
}

type Charge = (bill: Bill, k: number, at: number, length: number, introducedNs: number) => void;

/** What the event at `at` cost, and the strings and objects that it introduced. */
function charging(words: Int32Array, costs: ProbeCosts): Charge {
  const halfCallNs = costs.callNs / 2;
  return (bill, k, at, length, introducedNs) => {
    const suspends = k >= kind.await;
    bill.callsNs +=
      k === kind.activation ? costs.activationNs : suspends ? costs.suspendNs / 2 : halfCallNs;
    bill.valuesNs += introducedNs;
    for (let i = at + (suspends || k === kind.activation ? 2 : 1); i < at + length; i++) {
      bill.valuesNs += (words[i]! & 7) === objectTag ? costs.objectNs : costs.valueNs;
    }
  };
}

function chargeCold(bill: Bill, costs: ProbeCosts, objects: number): void {
  bill.coldEvents--;
  bill.coldNs += costs.coldCallNs / 2 + objects * costs.coldObjectNs;
}
