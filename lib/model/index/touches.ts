/**
 * In which blocks something happened to each of many things: objects, sites. Collected block by
 * block, kept as one list of blocks behind the other, by the thing's number.
 */
import { Words } from './growing.js';
import type { Paged } from './paged.js';

/** Pairs of a thing and a block that are kept; an index of more is not made. */
const maxPairs = 2 ** 26;

export class TouchCollector {
  /** Things of all blocks, and where those of each block begin. */
  readonly #things = new Words();
  readonly #starts: number[] = [];
  readonly #last = new Words();
  #highest = -1;
  #block = 0;

  get isFull(): boolean {
    return this.#things.length > maxPairs;
  }

  add(thing: number): void {
    if (this.#last.get(thing) === this.#block || this.isFull) return;
    this.#last.set(thing, this.#block);
    this.#things.push(thing);
    if (thing > this.#highest) this.#highest = thing;
  }

  /** Blocks count from 0; here from 1, because 0 is what was never set. */
  beginBlock(block: number): void {
    this.#block = block + 1;
    this.#starts[block] = this.#things.length;
  }

  /** How many blocks each thing was touched in. */
  counts(): Int32Array {
    const counts = new Int32Array(this.#highest + 1);
    for (let at = 0; at < this.#things.length; at++) counts[this.#things.get(at)]!++;
    return counts;
  }

  take(): { starts: Int32Array; blocks: Int32Array } {
    const starts = new Int32Array(this.#highest + 2);
    const counts = this.counts();
    for (let thing = 0; thing <= this.#highest; thing++) {
      starts[thing + 1] = starts[thing]! + counts[thing]!;
    }
    const next = starts.slice();
    const blocks = new Int32Array(this.#things.length);
    for (let block = 0; block < this.#starts.length; block++) {
      const end = this.#starts[block + 1] ?? this.#things.length;
      for (let at = this.#starts[block] ?? 0; at < end; at++) {
        blocks[next[this.#things.get(at)]!++] = block;
      }
    }
    return { starts, blocks };
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
