/**
 * Secrets that were seen under a name that gave them away, so that they are recognised where they
 * come up again. The table lies in memory that all threads and processes of the recording share
 * (native/secrets.h) and holds no text: two hashes of the beginning, a length, a keyed hash.
 *
 *   words  0-7 key · 8 multiplier · 9-11 keys of hashes of long strings · 12 rest of the seed
 *          16 lock · 17 epoch · 18 learned in this epoch · 19 shortest length · 20 longest length
 *   slots  [hash of the first 12 (or 6) units, 0, epoch << 16 | length, keyed hash]
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
const longestWord = 20;
const slotsWord = 64;
const slotCount = 1 << 18;
const slotWords = 4;
/** Size of the memory, as kSecretBytes. */
export const secretBytes = 4 * (slotsWord + slotCount * slotWords);
/** Half of the slots, shared by two epochs: probes stay short. */
const maxPerEpoch = slotCount / 4;
const maxProbes = 16;

/** Units at a secret's start that are looked for at every place of a text; of short secrets. */
const longGram = 12;
const shortGram = 6;
/** Shorter ones are recognised only where they are the whole text. */
const minUnits = 4;
const longSalt = 0x3c6e_f372;
const wholeSalt = 0x5bd1_e995;
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
  // What takes the unit that leaves a window out of its hash: multiplier ^ units.
  const leavingShort = power(multiplier, shortGram);
  const leavingLong = power(multiplier, longGram);

  function gramAt(codes: Uint16Array, from: number, to: number): number {
    let gram = 0;
    for (let at = from; at < to; at++) gram = (imul(gram, multiplier) + codes[at]! + 1) | 0;
    return gram;
  }

  /** The hash that finds a secret of `length` units; each kind has its own. */
  function gramOf(codes: Uint16Array, from: number, length: number): number {
    if (length >= longGram) return gramAt(codes, from, from + longGram) ^ longSalt;
    if (length >= shortGram) return gramAt(codes, from, from + shortGram);
    return gramAt(codes, from, from + length) ^ wholeSalt;
  }

  function slotOf(gram: number, probe: number): number {
    const mixed = imul(gram ^ (gram >>> 15), multiplier);
    return slotsWord + slotWords * (((mixed >>> 14) + probe) & (slotCount - 1));
  }

  function digest(codes: Uint16Array, from: number, to: number): number {
    hash.hash(codes, from, to);
    return hash.result[0]!;
  }

  /** Where the longest secret that begins at `from` ends, or 0; `isCut`: a beginning is enough. */
  function endAt(
    codes: Uint16Array,
    from: number,
    length: number,
    gram: number,
    isCut: boolean,
  ): number {
    let end = 0;
    for (let probe = 0; probe < maxProbes; probe++) {
      const slot = slotOf(gram, probe);
      const meta = words[slot + 2]!;
      if (meta === 0) break;
      if (words[slot] !== gram) continue;
      const to = from + (meta & 0xffff);
      if (to <= end) continue;
      if (to > length) {
        if (isCut) end = length;
      } else if (to > from && digest(codes, from, to) === words[slot + 3]) {
        end = to;
      }
    }
    return end;
  }

  function insert(codes: Uint16Array, from: number, to: number): void {
    const gram = gramOf(codes, from, to - from);
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
    words[free + 3] = digest(codes, from, to);
    store(words, free + 2, (epoch << 16) | (to - from));
    words[learnedInEpochWord]!++;
    const shortest = words[shortestWord]!;
    if (shortest === 0 || to - from < shortest) store(words, shortestWord, to - from);
    if (to - from > words[longestWord]!) store(words, longestWord, to - from);
  }

  /** Looks at each place where `units` units are left; only long beginnings may be cut off. */
  function slide(
    codes: Uint16Array,
    length: number,
    limit: number,
    units: number,
    leaving: number,
    salt: number,
    found: (from: number, to: number) => void,
  ): void {
    let gram = gramAt(codes, 0, units);
    for (let at = 0; at < limit; at++) {
      if (words[slotOf(gram ^ salt, 0) + 2] !== 0) {
        const end = endAt(codes, at, length, gram ^ salt, salt === longSalt);
        if (end > 0) found(at, end);
      }
      const next = at + units;
      if (next >= length) return;
      gram = (imul(gram, multiplier) + codes[next]! + 1 - imul(codes[at]! + 1, leaving)) | 0;
    }
  }

  return {
    hash,
    seed: words.slice(9, seedWords),
    mayBeIn(length) {
      const shortest = words[shortestWord]!;
      return shortest !== 0 && length >= (shortest < longGram ? shortest : longGram);
    },
    learn(codes, from, end) {
      const to = end - from > maxUnits ? from + maxUnits : end;
      if (to - from < minUnits) return;
      const gram = gramOf(codes, from, to - from);
      if (endAt(codes, from, to, gram, false) === to) return;
      // A thread that is ended while it holds the lock must not stop the others.
      for (let spins = 0; spins < 1e5; spins++) {
        if (compareExchange(words, lockWord, 0, 1) === 0) break;
      }
      insert(codes, from, to);
      store(words, lockWord, 0);
    },
    find(codes, length, limit, found) {
      if (length < shortGram) {
        const end = endAt(codes, 0, length, gramOf(codes, 0, length), false);
        if (end === length) found(0, end);
        return;
      }
      const hasShort = words[shortestWord]! < longGram;
      const hasLong = words[longestWord]! >= longGram && length >= longGram;
      if (hasShort) slide(codes, length, limit, shortGram, leavingShort, 0, found);
      if (hasLong) slide(codes, length, limit, longGram, leavingLong, longSalt, found);
    },
  };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count++) result = imul(result, base);
  return result;
}
