/**
 * In which blocks something happened to each of many things: objects, sites. Collected block by
 * block, kept as one list of blocks behind the other, by the thing's number.
 */
import { Words } from './growing.js';
import type { Paged } from './paged.js';

/** Pairs of a thing and a block that are kept; an index of more is not made. */
const maxPairs = 2 ** 26;

export class TouchCollector {
  /** Things of all blocks, and how many each block has. */
  readonly #things = new Steps();
  readonly #counts: number[] = [];
  readonly #last = new Words();
  #highest = -1;
  #block = 0;

  get isFull(): boolean {
    return this.#things.count > maxPairs;
  }

  add(thing: number): void {
    if (this.#last.get(thing) === this.#block || this.isFull) return;
    this.#last.set(thing, this.#block);
    this.#things.push(thing);
    this.#counts[this.#block - 1] = (this.#counts[this.#block - 1] ?? 0) + 1;
    if (thing > this.#highest) this.#highest = thing;
  }

  /** Blocks count from 0; here from 1, because 0 is what was never set. */
  beginBlock(block: number): void {
    this.#block = block + 1;
  }

  take(): { starts: Int32Array; blocks: Int32Array } {
    const starts = new Int32Array(this.#highest + 2);
    for (const thing of this.#things) starts[thing + 1]!++;
    for (let thing = 0; thing <= this.#highest; thing++) starts[thing + 1]! += starts[thing]!;
    // The place behind those that a thing has so far.
    const next = starts.slice();
    const blocks = new Int32Array(this.#things.count);
    let block = 0;
    let left = this.#counts[0] ?? 0;
    for (const thing of this.#things) {
      while (left === 0) left = this.#counts[++block] ?? 0;
      left--;
      blocks[next[thing]!++] = block;
    }
    return { starts, blocks };
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
