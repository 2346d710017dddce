/**
 * In which blocks something happened to each of many things: objects, sites. Collected block by
 * block, kept as one list of blocks behind the other, by the thing's number.
 */
import { IdSlots } from './id-slots.js';
import type { Paged } from './paged.js';

/** Pairs of a thing and a block that are kept; an index of more is not made. */
const maxPairs = 2 ** 26;
/** Nor one of things with higher numbers, which only damage gives, ... */
const maxThing = 2 ** 27;
/** ... or with more numbers for each pair than this beyond those that things may be spread over. */
const maxNumbersOfPair = 64;

export class TouchCollector {
  /** Things of all blocks, and how many each block has. */
  readonly #things = new Steps();
  readonly #counts: number[] = [];
  /** Those of the present block; 0 is no id there. */
  readonly #ofBlock = new IdSlots();
  readonly #spread: number;
  #highest = -1;
  #block = -1;

  /** The numbers of few things may lie anywhere below `spread`. */
  constructor(spread: number) {
    this.#spread = spread;
  }

  /** To be asked when all are there. */
  get isFull(): boolean {
    const { count } = this.#things;
    return this.#isOver || this.#highest > this.#spread + maxNumbersOfPair * count;
  }

  get #isOver(): boolean {
    return this.#things.count > maxPairs || this.#highest > maxThing;
  }

  add(thing: number): void {
    const key = (thing + 1) | 0;
    if (key === 0 || this.#ofBlock.get(key) >= 0) return;
    this.#ofBlock.set(key, 0);
    if (this.#isOver) return;
    this.#things.push(thing);
    this.#counts[this.#block] = (this.#counts[this.#block] ?? 0) + 1;
    if (thing > this.#highest) this.#highest = thing;
  }

  beginBlock(block: number): void {
    this.#block = block;
    this.#ofBlock.clear();
  }

  take(): { starts: Int32Array; blocks: Int32Array } {
    // Counts stand two places behind, so that filling in moves each start to where it belongs.
    const starts = new Int32Array(this.#highest + 3);
    for (const thing of this.#things) starts[thing + 2]!++;
    for (let at = 2; at < starts.length; at++) starts[at]! += starts[at - 1]!;
    const blocks = new Int32Array(this.#things.count);
    let block = 0;
    let left = this.#counts[0] ?? 0;
    for (const thing of this.#things) {
      while (left === 0) left = this.#counts[++block] ?? 0;
      left--;
      blocks[starts[thing + 1]!++] = block;
    }
    return { starts: starts.subarray(0, this.#highest + 2), blocks };
  }
}

const firstBytes = 2 ** 16;
/** Bits of a byte that hold some of a number; one says whether more follow. */
const byteBits = 7;
const more = 1 << byteBits;

/** Numbers, each as the step from the one before: things that are near each other take a byte. */
class Steps {
  count = 0;
  #bytes = new Uint8Array(firstBytes);
  #used = 0;
  #latest = 0;

  push(number: number): void {
    const step = number - this.#latest;
    this.#latest = number;
    this.count++;
    if (this.#used + 5 > this.#bytes.length) this.#grow();
    // The sign last, so that small steps either way are small numbers.
    let rest = ((step << 1) ^ (step >> 31)) >>> 0;
    for (; rest >= more; rest >>>= byteBits) this.#bytes[this.#used++] = (rest & (more - 1)) | more;
    this.#bytes[this.#used++] = rest;
  }

  *[Symbol.iterator](): Generator<number, void, undefined> {
    let number = 0;
    for (let at = 0; at < this.#used;) {
      let rest = 0;
      let byte = more;
      for (let shift = 0; byte >= more; shift += byteBits) {
        byte = this.#bytes[at++]!;
        rest |= (byte & (more - 1)) << shift;
      }
      number += (rest >>> 1) ^ -(rest & 1);
      yield number;
    }
  }

  #grow(): void {
    const larger = new Uint8Array(Math.ceil(this.#bytes.length * 1.5));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** The blocks of a thing, in order. */
export function blocksOf(
  starts: Paged<Int32Array>,
  blocks: Paged<Int32Array>,
  thing: number,
): Int32Array {
  const from = starts.at(thing) ?? 0;
  return blocks.subarray(from, Math.max(from, starts.at(thing + 1) ?? 0));
}
