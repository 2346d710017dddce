/**
 * Keeps what recording costs a thread within a share of the thread's own CPU time: lowers the
 * functions that cost most for what they tell, one level at a time, and raises them again where
 * there is room. Pure: told what the last window cost, it answers by changing `governed`.
 *
 *   share   >  max           lower, dearest first, until 0.9 max would be left
 *   share  <=  0.6 max       raise, cheapest first, while 0.8 max would not be passed
 *
 * What was spent beyond the bound, the recorder's start among it, is a debt: while there is one,
 * part of what is allowed pays it back, so that the bound holds for the run and not only for most
 * of its windows.
 *
 * What a lowered function would cost is remembered and fades, so that each is tried again sooner or
 * later; one that has to be lowered again at once waits twice as long the next time.
 */
import { mode } from '../probes.js';
import { sort } from '../runtime/primordials.js';
import type { Bill } from './sample.js';

export interface GovernedFunction extends Bill {
  /** How much there is to learn from it. */
  readonly weight: number;
  /** Modes: what it has by the plan or by order; the best that the governor lets it have. */
  planned: number;
  governed: number;
  /** An order of a person fixes its level. */
  isOrdered: boolean;
  /** Nanoseconds a second that it cost when it was last seen, without values and for them. */
  callsRate: number;
  valuesRate: number;
  /** When it may be raised, when it was raised, and how long it waits: windows. */
  raisedAt: number;
  lowersAt: number;
  wait: number;
}

const lowerTo = 0.9;
const roomBelow = 0.6;
const raiseTo = 0.8;
/** Share of the cost that the guest's own thread pays; the rest is the drain's. */
const guestShare = 0.7;
/** Even a program that does nothing but call recorded functions has some time of its own. */
const leastOwnShare = 0.1;
/** A debt is paid in so many windows, with at most this share of what they allow. */
const paymentWindows = 50;
const mostPaid = 0.5;
/** What a call that is off still costs, as a share of one that is recorded without values. */
const offShare = 0.15;
/** What a lowered function is believed to cost halves in so many windows. */
const halfLife = 50;
const fading = 0.5 ** (1 / halfLife);
const firstWait = 10;
const longestWait = 1280;
/** A function that must be lowered so soon behind its raise was raised too early. */
const tooSoon = 20;
/** What is lost of a function's information with its values, and with its calls. */
const valuesLost = 0.65;
const callsLost = 0.35;

interface Step {
  fn: GovernedFunction;
  to: number;
  /** Nanoseconds a second that it saves, or costs. */
  rate: number;
  /** That for each unit of information. */
  price: number;
}

export class Governor {
  #window = 0;
  /** Share of the thread's own time in the last window. */
  share = 0;
  /** Nanoseconds that were spent beyond the bound. */
  #debt: number;

  constructor(
    private readonly max: number,
    startNs = 0,
  ) {
    this.#debt = startNs;
  }

  /**
   * One window: its CPU time, its length in seconds of the clock, and what recording cost in it
   * besides the functions' bills.
   */
  step(functions: readonly GovernedFunction[], cpuNs: number, seconds: number, otherNs = 0): void {
    this.#window++;
    const costNs = this.#settle(functions, seconds) + otherNs;
    const own = cpuNs - costNs * guestShare;
    const ownNs = own > cpuNs * leastOwnShare ? own : cpuNs * leastOwnShare;
    if (ownNs <= 0) return;
    this.share = costNs / ownNs;
    const allowedNs = this.max * ownNs - this.#payment(costNs, this.max * ownNs);
    const rate = (share: number): number => (share * allowedNs) / seconds;
    const cost = costNs / seconds;
    if (cost > rate(1)) this.#lower(functions, cost - rate(lowerTo));
    else if (cost < rate(roomBelow)) this.#raise(functions, rate(raiseTo) - cost);
  }

  #payment(costNs: number, allowedNs: number): number {
    const debt = this.#debt + costNs - allowedNs;
    this.#debt = debt < 0 ? 0 : debt;
    const payment = this.#debt / paymentWindows;
    return payment < mostPaid * allowedNs ? payment : mostPaid * allowedNs;
  }

  /** Turns bills into rates, and clears them; the sum of the bills. */
  #settle(functions: readonly GovernedFunction[], seconds: number): number {
    let sum = 0;
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      sum += fn.callsNs + fn.valuesNs;
      const now = modeNow(fn);
      if (now === mode.off) {
        sum += fn.callsRate * seconds * offShare;
        fn.callsRate *= fading;
      } else fn.callsRate = fn.callsNs / seconds;
      if (now === mode.values) fn.valuesRate = fn.valuesNs / seconds;
      else fn.valuesRate *= fading;
      fn.callsNs = fn.valuesNs = 0;
    }
    return sum;
  }

  #lower(functions: readonly GovernedFunction[], excess: number): void {
    const steps: Step[] = [];
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      if (fn.isOrdered) continue;
      const now = modeNow(fn);
      if (now === mode.values && fn.valuesRate > 0) {
        steps[steps.length] = stepOf(fn, mode.calls, fn.valuesRate, valuesLost);
      }
      if (now !== mode.off && fn.callsRate > 0) {
        steps[steps.length] = stepOf(fn, mode.off, fn.callsRate, callsLost);
      }
    }
    sort(steps, (a, b) => b.price - a.price);
    let left = excess;
    for (let index = 0; index < steps.length && left > 0; index++) {
      const { fn, to, rate } = steps[index]!;
      if (modeNow(fn) >= to) continue;
      // Off takes the values with it, where their turn has not come.
      left -= to === mode.off && modeNow(fn) === mode.values ? rate + fn.valuesRate : rate;
      const wasRaised = this.#window - fn.raisedAt < tooSoon && fn.raisedAt > 0;
      const doubled = fn.wait * 2 < longestWait ? fn.wait * 2 : longestWait;
      fn.wait = wasRaised ? doubled : firstWait;
      fn.governed = to;
      fn.lowersAt = this.#window + fn.wait;
    }
  }

  #raise(functions: readonly GovernedFunction[], room: number): void {
    const steps: Step[] = [];
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      if (fn.isOrdered || fn.governed <= fn.planned || this.#window < fn.lowersAt) continue;
      steps[steps.length] =
        fn.governed === mode.off
          ? stepOf(fn, mode.calls, fn.callsRate, callsLost)
          : stepOf(fn, mode.values, fn.valuesRate, valuesLost);
    }
    sort(steps, (a, b) => a.price - b.price);
    let left = room;
    for (let index = 0; index < steps.length; index++) {
      const { fn, to, rate } = steps[index]!;
      if (rate > left) break;
      left -= rate;
      fn.governed = to;
      fn.raisedAt = this.#window;
    }
  }
}

/** The lower of what it has by plan or order and what the governor lets it have. */
export function modeNow({
  planned,
  governed,
}: Pick<GovernedFunction, 'planned' | 'governed'>): number {
  return planned > governed ? planned : governed;
}

function stepOf(fn: GovernedFunction, to: number, rate: number, lost: number): Step {
  return { fn, to, rate, price: rate / (fn.weight * lost) };
}
