/**
 * Secrets that were seen under a name that gave them away, so that they are recognised where they
 * come up again. The table lies in memory that all threads and processes of the recording share
 * (native/secrets.h) and holds no text: two hashes of the beginning, a length, a keyed hash.
 *
 *   words  0-7 key · 8 multiplier · 9-11 keys of hashes of long strings · 12 rest of the seed
 *          16 lock · 17 epoch · 18 learned in this epoch · 19 shortest length · 20 learned in all
 *   slots  [hash of units 0-5, hash of units 6-11, epoch << 16 | length, keyed hash]
 *
 * It is bounded: when an epoch is full the next one begins, and entries older than the last two
 * make room.
 */
import { compareExchange, imul, store } from '../runtime/primordials.js';
import { createKeyedHash, type KeyedHash } from './keyed-hash.js';

const seedWords = 16;
const lockWord = 16;
const epochWord = 17;
const learnedInEpochWord = 18;
const shortestWord = 19;
const learnedWord = 20;
const slotsWord = 64;
const slotCount = 65_536;
const slotWords = 4;
/** Size of the memory, as kSecretBytes. */
export const secretBytes = 4 * (slotsWord + slotCount * slotWords);
/** Half of the slots, shared by two epochs: probes stay short. */
const maxPerEpoch = slotCount / 4;
const maxProbes = 16;

/** Units at a secret's start that are looked for at every place of a text. */
const gramUnits = 6;
/** Shorter ones are recognised only where they are the whole text. */
const minUnits = 4;
/** Of longer ones this much is recognised. */
const maxUnits = 4096;

export interface KnownSecrets {
  readonly hash: KeyedHash;
  /** Key words for hashes of long strings. */
  readonly seed: Int32Array;
  /** False while there is nothing that a text of this length could hold. */
  mayBeIn(length: number): boolean;
  /** Remembers `codes[from..to)`. */
  learn(codes: Uint16Array, from: number, to: number): void;
  /**
   * Looks for secrets that begin before `limit`; calls `found` with where each begins and ends. One
   * that the text's end cuts off counts when twelve of its units are there.
   */
  find(
    codes: Uint16Array,
    length: number,
    limit: number,
    found: (from: number, to: number) => void,
  ): void;
}

// One closure on purpose: its state is constant to the optimiser.
// eslint-disable-next-line max-lines-per-function
export function createKnownSecrets(memory: ArrayBuffer): KnownSecrets {
  const words = new Int32Array(memory);
  const hash = createKeyedHash(words);
  const multiplier = words[8]! | 1;
  let leaving = 1; // multiplier ^ gramUnits: takes the unit that leaves the window out of its hash
  for (let power = 0; power < gramUnits; power++) leaving = imul(leaving, multiplier);

  function gramAt(codes: Uint16Array, from: number, to: number): number {
    let gram = 0;
    for (let at = from; at < to; at++) gram = (imul(gram, multiplier) + codes[at]! + 1) | 0;
    return gram;
  }

  /** The gram that finds a secret of `length` units. */
  function firstGram(codes: Uint16Array, from: number, length: number): number {
    const gram = gramAt(codes, from, from + (length < gramUnits ? length : gramUnits));
    return length < gramUnits ? gram ^ 0x5bd1_e995 : gram;
  }

  function secondGram(codes: Uint16Array, from: number, to: number): number {
    const begin = from + gramUnits;
    const end = begin + gramUnits;
    return end <= to ? gramAt(codes, begin, end) : 0;
  }

  function slotOf(gram: number, probe: number): number {
    const mixed = imul(gram ^ (gram >>> 15), multiplier);
    return slotsWord + slotWords * (((mixed >>> 16) + probe) & (slotCount - 1));
  }

  function digest(codes: Uint16Array, from: number, to: number): number {
    hash.hash(codes, from, to);
    return hash.result[0]!;
  }

  /** Where a secret that begins at `from` ends, or 0. */
  function endAt(codes: Uint16Array, from: number, length: number, gram: number): number {
    let end = 0;
    for (let probe = 0; probe < maxProbes; probe++) {
      const slot = slotOf(gram, probe);
      const meta = words[slot + 2]!;
      if (meta === 0) break;
      if (words[slot] !== gram) continue;
      const to = from + (meta & 0xffff);
      if (to <= end) continue;
      if (to <= length) {
        if (meta & 0xffff && digest(codes, from, to) === words[slot + 3]) end = to;
      } else if (words[slot + 1] !== 0 && secondGram(codes, from, length) === words[slot + 1]) {
        end = length;
      }
    }
    return end;
  }

  function insert(codes: Uint16Array, from: number, to: number): void {
    const gram = firstGram(codes, from, to - from);
    let epoch = words[epochWord]!;
    if (words[learnedInEpochWord]! >= maxPerEpoch) {
      epoch = words[epochWord] = (epoch + 1) & 0x7fff;
      words[learnedInEpochWord] = 0;
    }
    let free = slotOf(gram, 0);
    for (let probe = 0; probe < maxProbes; probe++) {
      const slot = slotOf(gram, probe);
      const meta = words[slot + 2]!;
      if (meta !== 0 && ((epoch - (meta >>> 16)) & 0x7fff) < 2) continue;
      free = slot;
      break;
    }
    store(words, free + 2, 1 << 31); // nobody may take half of it for whole
    words[free] = gram;
    words[free + 1] = secondGram(codes, from, to);
    words[free + 3] = digest(codes, from, to);
    store(words, free + 2, (epoch << 16) | (to - from));
    words[learnedInEpochWord]!++;
    words[learnedWord]!++;
    const shortest = words[shortestWord]!;
    if (shortest === 0 || to - from < shortest) store(words, shortestWord, to - from);
  }

  return {
    hash,
    seed: words.slice(9, seedWords),
    mayBeIn(length) {
      const shortest = words[shortestWord]!;
      return shortest !== 0 && length >= (shortest < 2 * gramUnits ? shortest : 2 * gramUnits);
    },
    learn(codes, from, end) {
      const to = end - from > maxUnits ? from + maxUnits : end;
      if (to - from < minUnits) return;
      const gram = firstGram(codes, from, to - from);
      if (endAt(codes, from, to, gram) === to) return;
      // A thread that is ended while it holds the lock must not stop the others.
      for (let spins = 0; spins < 1e5; spins++) {
        if (compareExchange(words, lockWord, 0, 1) === 0) break;
      }
      insert(codes, from, to);
      store(words, lockWord, 0);
    },
    find(codes, length, limit, found) {
      if (length < gramUnits) {
        if (length < minUnits) return;
        const end = endAt(codes, 0, length, firstGram(codes, 0, length));
        if (end === length) found(0, end);
        return;
      }
      let gram = gramAt(codes, 0, gramUnits);
      for (let at = 0; at < limit; at++) {
        if (words[slotOf(gram, 0) + 2] !== 0) {
          const end = endAt(codes, at, length, gram);
          if (end > 0) found(at, end);
        }
        const next = at + gramUnits;
        if (next >= length) break;
        gram = (imul(gram, multiplier) + codes[next]! + 1 - imul(codes[at]! + 1, leaving)) | 0;
      }
    },
  };
}
