/**
 * Keeps what recording costs a thread within a share of the thread's own CPU time, over its whole
 * life: an account that starts with the recorder's start as a debt, is charged with what each
 * window cost and credited with what the bound allows in it. Lowers the functions that cost most
 * for what they tell, one level at a time. Pure: told what a window cost, it answers by changing
 * `governed`.
 *
 *   in debt                          up to nine tenths of what it aims at pay it back
 *   share > what may be spent        lower, dearest first
 *   share < 0.6 of it, no debt       raise, cheapest first, while 0.8 would not be passed
 *
 * What a lowered function would cost is remembered and fades, so that each is tried again sooner or
 * later; one that has to be lowered again at once waits twice as long the next time. Time is the
 * thread's own CPU time, so that neither idling nor a busy machine changes what is decided.
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
  /** Shares of the thread's own time that its calls and its values took, last seen. */
  callsShare: number;
  valuesShare: number;
  /** The same of calls, fading slower: how much it is called where nobody counts. */
  seenShare: number;
  /** When it was raised, when it may be raised, and how long it waits: seconds of own time. */
  raisedAt: number;
  raisesAt: number;
  wait: number;
}

/** In nanoseconds, from the thread's start. */
export interface Account {
  ownNs: number;
  costNs: number;
  /** What it would have cost with everything off. */
  floorNs: number;
  /** Of that, what events of Node itself cost, which no level of a function governs. */
  observedNs: number;
}

/** Share of the bound that it spends; the rest is for what it cannot see: V8's work on code. */
const aim = 0.85;
/** A debt pays itself back in so many seconds of own time, with at most this share of the bound. */
const paymentSeconds = 0.5;
const mostPaid = 0.9;
/** What is left after lowering, as a share of what may be spent. */
const lowerTo = 0.8;
/** Steps are not worth while that all together would save less than this share of the bound. */
const notWorthWhile = 0.05;
const roomBelow = 0.6;
const raiseTo = 0.8;
/**
 * Observing goes on while it alone takes no more than this share of what may be spent, in the mean
 * of some seconds: what is left is for functions, which tell more.
 */
const mostObserved = 0.7;
const observedHalfLife = 1;
/** Seconds of CPU time before which it is not judged. */
const observedAtLeast = 0.3;
/** Seconds of the bound that may be saved up, for bursts. */
const mostSaved = 0.5;
/** Share of the cost that the guest's own thread pays. */
const guestShare = 0.7;
/** Even a program that does nothing but call recorded functions has some time of its own. */
const leastOwnShare = 0.1;
/** What a call that is off still costs, as a share of one that is recorded without values. */
const offShare = 0.2;
/** Seconds in which the beliefs about a lowered function's cost and about its calls halve. */
const halfLife = 5;
const callsHalfLife = 20;
const firstWait = 1;
const longestWait = 128;
/** A function that must be lowered so soon behind its raise was raised too early. */
const tooSoon = 2;
/** What is lost of a function's information with its values, and with its calls. */
const valuesLost = 0.65;
const callsLost = 0.35;

/** In nanoseconds. */
export interface Window {
  /** CPU time of the thread. */
  cpuNs: number;
  /** What events of Node itself cost. */
  otherNs: number;
  /** What was done for the first time, changed, and looked at. */
  onceNs: number;
  /** What the drain took. */
  drainNs: number;
}

interface Step {
  fn: GovernedFunction;
  to: number;
  /** Share of own time that it saves, or costs. */
  share: number;
  /** That for each unit of information. */
  price: number;
}

export class Governor {
  readonly account: Account;
  /** Seconds of own time. */
  #time = 0;
  /** Nanoseconds that were spent beyond the bound; below zero: saved. */
  #debtNs: number;
  /** Share of own time that events of Node itself took lately. */
  #observedShare = 0;
  #cpuSeconds = 0;

  /** What it aims at. */
  readonly #max: number;

  constructor(max: number, startNs = 0) {
    this.#max = max * aim;
    this.#debtNs = startNs;
    this.account = { ownNs: 0, costNs: startNs, floorNs: startNs, observedNs: 0 };
  }

  step(functions: readonly GovernedFunction[], window: Window): void {
    const { cpuNs, otherNs, onceNs, drainNs } = window;
    const billedNs = sumOf(functions);
    const offNs = offShareOf(functions, false) * cpuNs;
    const guestNs = (billedNs + otherNs) * guestShare + onceNs + offNs;
    const costNs = guestNs + drainNs;
    const least = cpuNs * leastOwnShare;
    const ownNs = cpuNs - guestNs > least ? cpuNs - guestNs : least;
    if (ownNs <= 0) return;
    this.#cpuSeconds += cpuNs / 1e9;
    this.#time += ownNs / 1e9;
    settle(functions, ownNs);
    this.account.observedNs += otherNs;
    const fading = 0.5 ** (cpuNs / 1e9 / observedHalfLife);
    this.#observedShare = fading * this.#observedShare + (1 - fading) * (otherNs / ownNs);
    this.#keepAccount(functions, ownNs, costNs, otherNs + onceNs);

    const max = this.#max;
    const share = runningShare(functions) + offNs / ownNs;
    const allowed = max - this.#payment();
    if (share > allowed) this.#lower(functions, share - lowerTo * allowed);
    else if (this.#debtNs <= 0 && share < roomBelow * max) {
      this.#raise(functions, raiseTo * max - share);
    }
  }

  /** Whether events of Node itself leave too little of the bound to functions. */
  get observesTooMuch(): boolean {
    return this.#cpuSeconds > observedAtLeast && this.#observedShare > mostObserved * this.#max;
  }

  /** Share of own time that pays the debt back. */
  #payment(): number {
    if (this.#debtNs <= 0) return 0;
    const payment = this.#debtNs / (paymentSeconds * 1e9);
    return payment < mostPaid * this.#max ? payment : mostPaid * this.#max;
  }

  #keepAccount(
    functions: readonly GovernedFunction[],
    ownNs: number,
    costNs: number,
    otherNs: number,
  ): void {
    const { account } = this;
    const max = this.#max;
    account.ownNs += ownNs;
    account.costNs += costNs;
    account.floorNs += otherNs + offShareOf(functions, true) * ownNs;
    const debt = this.#debtNs + costNs - max * ownNs;
    const saved = -max * mostSaved * 1e9;
    this.#debtNs = debt > saved ? debt : saved;
  }

  #lower(functions: readonly GovernedFunction[], excess: number): void {
    const steps: Step[] = [];
    let rest = 0;
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      if (fn.isOrdered) continue;
      const now = modeNow(fn);
      if (now === mode.values && fn.valuesShare > 0) {
        steps[steps.length] = stepOf(fn, mode.calls, fn.valuesShare, valuesLost);
        rest += fn.valuesShare;
      }
      if (now !== mode.off && fn.callsShare > 0) {
        const saved = fn.callsShare * (1 - offShare);
        steps[steps.length] = stepOf(fn, mode.off, saved, callsLost);
        rest += saved;
      }
    }
    sort(steps, (a, b) => b.price - a.price);
    let left = excess;
    for (let index = 0; index < steps.length; index++) {
      if (left <= 0 || rest < notWorthWhile * this.#max) return;
      const { fn, to, share } = steps[index]!;
      if (modeNow(fn) <= to) continue;
      // Off takes the values with it, where their turn has not come.
      const saved = to === mode.off && modeNow(fn) === mode.values ? share + fn.valuesShare : share;
      left -= saved;
      rest -= saved;
      this.#lowerOne(fn, to);
    }
  }

  #lowerOne(fn: GovernedFunction, to: number): void {
    const wasRaised = fn.raisedAt > 0 && this.#time - fn.raisedAt < tooSoon;
    const doubled = fn.wait * 2 < longestWait ? fn.wait * 2 : longestWait;
    fn.wait = wasRaised ? doubled : firstWait;
    fn.governed = to;
    fn.raisesAt = this.#time + fn.wait;
  }

  #raise(functions: readonly GovernedFunction[], room: number): void {
    const steps: Step[] = [];
    for (let index = 0; index < functions.length; index++) {
      const fn = functions[index]!;
      if (fn.isOrdered || fn.governed >= fn.planned || this.#time < fn.raisesAt) continue;
      steps[steps.length] =
        fn.governed === mode.off
          ? stepOf(fn, mode.calls, fn.callsShare, callsLost)
          : stepOf(fn, mode.values, fn.valuesShare, valuesLost);
    }
    sort(steps, (a, b) => a.price - b.price);
    let left = room;
    for (let index = 0; index < steps.length; index++) {
      const { fn, to, share } = steps[index]!;
      if (share > left) break;
      left -= share;
      fn.governed = to;
      fn.raisedAt = this.#time;
    }
  }
}

/** The lower of what it has by plan or order and what the governor lets it have. */
export function modeNow({
  planned,
  governed,
}: Pick<GovernedFunction, 'planned' | 'governed'>): number {
  return planned < governed ? planned : governed;
}

function sumOf(functions: readonly GovernedFunction[]): number {
  let sum = 0;
  for (let index = 0; index < functions.length; index++) {
    const { callsNs, valuesNs, coldNs } = functions[index]!;
    sum += callsNs + valuesNs + coldNs;
  }
  return sum;
}

/** What calls that are off take of own time; `all`: were all functions off. */
function offShareOf(functions: readonly GovernedFunction[], all: boolean): number {
  let sum = 0;
  for (let index = 0; index < functions.length; index++) {
    const fn = functions[index]!;
    if (all || modeNow(fn) === mode.off) sum += fn.seenShare * offShare;
  }
  return sum;
}

function runningShare(functions: readonly GovernedFunction[]): number {
  let sum = 0;
  for (let index = 0; index < functions.length; index++) {
    const fn = functions[index]!;
    const now = modeNow(fn);
    if (now !== mode.off) sum += fn.callsShare;
    if (now === mode.values) sum += fn.valuesShare;
  }
  return sum;
}

/** Turns bills into shares, and clears them. */
function settle(functions: readonly GovernedFunction[], ownNs: number): void {
  const fading = 0.5 ** (ownNs / 1e9 / halfLife);
  const callsFading = 0.5 ** (ownNs / 1e9 / callsHalfLife);
  for (let index = 0; index < functions.length; index++) {
    const fn = functions[index]!;
    const now = modeNow(fn);
    if (now === mode.off) {
      fn.callsShare *= fading;
      fn.seenShare *= callsFading;
    } else fn.seenShare = fn.callsShare = seen(fn.callsShare, fn.callsNs / ownNs);
    if (now === mode.values) fn.valuesShare = seen(fn.valuesShare, fn.valuesNs / ownNs);
    else fn.valuesShare *= fading;
    fn.callsNs = fn.valuesNs = fn.coldNs = 0;
  }
}

/** Up at once, down in steps: a window sees only samples. */
function seen(before: number, now: number): number {
  return now > before ? now : (before + now) / 2;
}

function stepOf(fn: GovernedFunction, to: number, share: number, lost: number): Step {
  return { fn, to, share, price: share / (fn.weight * lost) };
}
