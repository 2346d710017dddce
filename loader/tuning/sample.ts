/**
 * What a thread's recording costs at present: once a millisecond it looks at the first words that
 * it has stored since, and scales up.
 *
 *   |pass                       |pass
 *   [kString..][kEnter1 v][kLeave][kEnter ... not looked at
 */
import type { ProbeCosts } from '../../lib/plan/probe-costs.js';
import { kind, kindBits } from '../probes.js';
import { chunkSequence, chunkStart, streamPlace, type Ring } from '../runtime/ring.js';
import { storedLength } from './record-lengths.js';

/** Words that are looked at in a pass: about a tenth of a percent of its time. */
const maxWords = 256;
const kindMask = (1 << kindBits) - 1;
const objectTag = 0b100;
const auxiliary = { string: 34, object: 36 } as const;

/** What the sampled events of a function cost, in nanoseconds. */
export interface Bill {
  /** What would be left without their values. */
  callsNs: number;
  valuesNs: number;
}

export interface Sampler {
  /** Adds what was stored since the last pass; `billOf` a site's function, where it is governed. */
  pass(billOf: (site: number) => Bill | undefined): void;
  /** What events of Node itself cost among those looked at, since the last call. */
  takeOther(): number;
  /** Words stored for each word looked at, since the last call; looks anew from here on. */
  takeScale(): number;
}

export function createSampler(ring: Ring, costs: ProbeCosts): Sampler {
  const { words } = ring;
  const halfCallNs = costs.callNs / 2;
  let place = streamPlace(ring);
  let sequence = chunkSequence(ring);
  let next = words[ring.position]!;
  let stored = 0;
  let seen = 0;
  let otherNs = 0;

  function look(from: number, to: number, billOf: (site: number) => Bill | undefined): void {
    let introducedNs = 0;
    let at = from;
    while (at < to) {
      const header = words[at]!;
      const length = storedLength(header);
      if (length === 0) break;
      const recordKind = header & kindMask;
      if (recordKind >= 32) {
        if (recordKind === auxiliary.string) introducedNs += costs.newStringNs;
        else if (recordKind === auxiliary.object) introducedNs += costs.newObjectNs;
      } else {
        const bill = recordKind < kind.level ? billOf(header >>> kindBits) : undefined;
        if (bill !== undefined) charge(bill, recordKind, at, length, introducedNs);
        else otherNs += introducedNs + (isRuntime(recordKind) ? costs.runtimeNs : 0);
        introducedNs = 0;
      }
      at += length;
    }
    seen += at - from;
  }

  function charge(bill: Bill, k: number, at: number, length: number, introducedNs: number): void {
    const suspends = k >= kind.await;
    bill.callsNs +=
      k === kind.activation ? costs.activationNs : suspends ? costs.suspendNs / 2 : halfCallNs;
    bill.valuesNs += introducedNs;
    for (let i = at + (suspends || k === kind.activation ? 2 : 1); i < at + length; i++) {
      bill.valuesNs += (words[i]! & 7) === objectTag ? costs.objectNs : costs.valueNs;
    }
  }

  return {
    pass(billOf) {
      const now = streamPlace(ring);
      const position = words[ring.position]!;
      stored += (now - place) >>> 0;
      const current = chunkSequence(ring);
      if (current !== sequence) next = chunkStart(ring);
      const to = position - next > maxWords ? next + maxWords : position;
      look(next, to, billOf);
      place = now;
      sequence = current;
      next = position;
    },
    takeOther() {
      const taken = otherNs;
      otherNs = 0;
      return taken;
    },
    takeScale() {
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
