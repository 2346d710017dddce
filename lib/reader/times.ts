/**
 * Times. On disk they are CLOCK_MONOTONIC nanoseconds in 64 bits; in the reader they are numbers,
 * in nanoseconds since the recording's start, exact below 2^53 (104 days).
 *
 * Between two time records, times are interpolated by the ordinal of the event:
 *
 *   [kTime 100] e0 e1 e2 e3 [kTime 140]      e3 happened at 140, e0..e2 at 110, 120, 130
 */
import { kind, kindBits, kindMask, recordLengths } from './format.js';
import { recordLength } from './walk.js';

const wordRange = 2 ** 32;

/** The recording's zero. Keeps the halves, so that differences need no BigInt. */
export class Epoch {
  readonly #low: number;
  readonly #high: number;

  constructor(startTime: bigint) {
    this.#low = Number(startTime & 0xffff_ffffn);
    this.#high = Number(startTime >> 32n);
  }

  /** Nanoseconds since the start of a time given as two words. Never negative. */
  since(low: number, high: number): number {
    const ns = ((high >>> 0) - this.#high) * wordRange + ((low >>> 0) - this.#low);
    return ns > 0 && Number.isSafeInteger(ns) ? ns : 0;
  }

  sinceBig(time: bigint): number {
    return this.since(Number(time & 0xffff_ffffn), Number((time >> 32n) & 0xffff_ffffn));
  }
}

/** The times that a block states, and the times of its events between them. */
export class BlockTimes {
  #ordinals: Float64Array = new Float64Array(64);
  #times: Float64Array = new Float64Array(64);
  #count = 0;
  // The stretch between two stated times that was asked for last.
  #at = 0;
  #from = Infinity;
  #to = -Infinity;
  #base = 0;
  #step = 0;

  /** Reads the time records among `words[begin..end)`; `timeBefore` is in force at the first. */
  scan(words: Int32Array, begin: number, end: number, timeBefore: number, epoch: Epoch): void {
    this.#count = 0;
    this.#at = 0;
    this.#from = Infinity;
    let time = timeBefore;
    let ordinal = -1;
    this.#add(ordinal, time);
    for (let at = begin; at < end;) {
      const header = words[at]!;
      const recordKind = header & kindMask;
      let length = recordLengths[recordKind]!;
      if (length === 0 || at + length > end) length = recordLength(words, at, end);
      if (length === 0) break;
      if (recordKind < kind.firstAuxiliaryKind) {
        ordinal++;
      } else if (recordKind === kind.time) {
        time = Math.max(time, epoch.since(words[at + 1]!, words[at + 2]!));
        this.#add(ordinal, time);
      } else if (recordKind === kind.idle) {
        const idle = epoch.since(words[at + 1]!, words[at + 2]!);
        const before = ordinal - (header >>> kindBits);
        if (idle > time && before > this.#ordinals[this.#count - 1]!) this.#add(before, idle);
      } else if (recordKind === kind.timeDelta) {
        time += header >>> kindBits;
        this.#add(ordinal, time);
      }
      at += length;
    }
  }

  /** Time of the event with this ordinal in the block. Fast when asked in ascending order. */
  of(ordinal: number): number {
    if (ordinal < this.#from || ordinal >= this.#to) this.#seek(ordinal);
    return Math.floor(this.#base + (ordinal - this.#from) * this.#step);
  }

  /** Makes the two stated times around `ordinal` the present ones. */
  #seek(ordinal: number): void {
    const ordinals = this.#ordinals;
    let at = ordinals[this.#at]! <= ordinal ? this.#at : 0;
    while (at + 1 < this.#count && ordinals[at + 1]! <= ordinal) at++;
    this.#at = at;
    this.#from = ordinals[at]!;
    this.#base = this.#times[at]!;
    const isLast = at + 1 >= this.#count;
    this.#to = isLast ? Infinity : ordinals[at + 1]!;
    this.#step = isLast ? 0 : (this.#times[at + 1]! - this.#base) / (this.#to - this.#from);
  }

  /** The last time that is stated. */
  get last(): number {
    return this.#times[this.#count - 1]!;
  }

  /** Of several times at one ordinal the last counts, so that times never run backwards. */
  #add(ordinal: number, stated: number): void {
    const time = this.#count === 0 ? stated : Math.max(stated, this.#times[this.#count - 1]!);
    if (this.#count > 0 && this.#ordinals[this.#count - 1] === ordinal) {
      this.#times[this.#count - 1] = time;
      return;
    }
    if (this.#count === this.#ordinals.length) {
      this.#ordinals = grown(this.#ordinals);
      this.#times = grown(this.#times);
    }
    this.#ordinals[this.#count] = ordinal;
    this.#times[this.#count++] = time;
  }
}

function grown(array: Float64Array): Float64Array {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}
