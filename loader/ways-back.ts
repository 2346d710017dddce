/**
 * What was inserted into large modules, kept beside their entries in the cache: the way back from
 * what runs to what was written (transform/original.ts) is found without transforming them again.
 * Numbers alone, each as the difference from what is expected, in groups of seven bits.
 */
import type { Binding } from '../lib/binding.js';

/** Smaller ones are transformed in a few milliseconds. */
const leastUnits = 1 << 17;

export class WaysBack {
  readonly #native: Binding;

  constructor(native: Binding) {
    this.#native = native;
  }

  isWorth(source: string): boolean {
    return source.length >= leastUnits;
  }

  /** `insertions`: as rendered for `firstSite`. */
  keep(folder: string, key: string, insertions: Int32Array, firstSite: number): void {
    this.#native.writeCode(folder, this.#key(key), packed(insertions), firstSite);
  }

  /** Undefined where there are none for these sites. */
  find(folder: string, key: string, firstSite: number): Int32Array | undefined {
    const found = this.#native.readCode(folder, this.#key(key));
    return found?.stage === firstSite ? unpacked(found.data) : undefined;
  }

  #key(key: string): string {
    return this.#native.hash('insertions', key);
  }
}

/** Place, length and origin of each. */
export function packed(insertions: Int32Array): Uint8Array {
  const bytes = new Uint8Array(5 * insertions.length);
  let end = 0;
  const put = (number: number): void => {
    let rest = number >>> 0;
    for (; rest > 127; rest >>>= 7) bytes[end++] = (rest & 127) | 128;
    bytes[end++] = rest;
  };
  let last = 0;
  for (let i = 0; i < insertions.length; i += 3) {
    const place = insertions[i]!;
    const origin = insertions[i + 2]!;
    put(place - last);
    put(insertions[i + 1]!);
    put(origin < 0 ? 0 : zigzag(origin - place) + 1);
    last = place;
  }
  return bytes.subarray(0, end);
}

export function unpacked(bytes: Uint8Array): Int32Array {
  const numbers: number[] = [];
  let at = 0;
  const next = (): number => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      number |= (byte & 127) << shift;
      if (byte < 128) return number >>> 0;
    }
  };
  let place = 0;
  while (at < bytes.length) {
    place += next();
    const length = next();
    const origin = next();
    numbers.push(place, length, origin === 0 ? -1 : place + unzigzag(origin - 1));
  }
  return Int32Array.from(numbers);
}

function zigzag(number: number): number {
  return (number << 1) ^ (number >> 31);
}

function unzigzag(number: number): number {
  return (number >>> 1) ^ -(number & 1);
}
