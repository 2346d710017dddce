/**
 * Strings that were seen once in this generation: most of them never come again (ids of requests,
 * texts of files). In a Map with the others they would make each look for a new one a walk through
 * cold memory: a bucket's entries, and the strings behind these. Here a string stands in a slot by
 * a few of its units, and its neighbour's text is not touched unless these are the same.
 */
import { charCodeAt, imul } from './primordials.js';

/** A power of two; a new string takes the place of the one in its slot. */
const slotCount = 4096;

export class FreshTexts {
  readonly #texts: string[] = [];
  /** Of each slot: some units of its text, mixed, and the text's value word; 0: free. */
  readonly #slots = new Int32Array(2 * slotCount);

  constructor() {
    this.forget();
  }

  /** Its value word; 0: it is none of them. */
  wordOf(text: string): number {
    const mixed = mix(text);
    const slot = slotOf(mixed);
    if (this.#slots[2 * slot] !== mixed || this.#texts[slot] !== text) return 0;
    return this.#slots[2 * slot + 1]!;
  }

  add(text: string, word: number): void {
    const mixed = mix(text);
    const slot = slotOf(mixed);
    this.#texts[slot] = text;
    this.#slots[2 * slot] = mixed;
    this.#slots[2 * slot + 1] = word;
  }

  forget(): void {
    for (let slot = 0; slot < slotCount; slot++) {
      this.#texts[slot] = '';
      this.#slots[2 * slot + 1] = 0;
    }
  }
}

function slotOf(mixed: number): number {
  return (mixed >>> 16) & (slotCount - 1);
}

/** The first unit, the one in the middle, the last two. */
function mix(text: string): number {
  const { length } = text;
  if (length < 2) return imul(length === 0 ? -1 : charCodeAt(text, 0), 0x9e37_79b1);
  const inner = charCodeAt(text, 0) ^ (charCodeAt(text, length >> 1) << 16);
  const outer = charCodeAt(text, length - 2) ^ (charCodeAt(text, length - 1) << 16) ^ length;
  return imul(imul(inner, 0x85eb_ca6b) ^ outer, 0x9e37_79b1);
}
