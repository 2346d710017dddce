/**
 * Secrets that were seen under a name that gave them away, so that they are recognised where they
 * come up again. The table lies in memory that all threads and processes of the recording share
 * (native/secrets.h) and holds no text: a hash of the beginning, a length, a keyed hash.
 *
 *   words  0-7 key · 8 multiplier · 9-11 keys of hashes of long strings · 12 rest of the seed
 *          16 epoch · 17 learned in this epoch · 18-20 whether there are whole, short, long ones
 *          64-8255 a bit for each hash of six units with which a secret may begin: small enough for
 *          the processor's first cache, which the slots are not
 *   slots  [hash of the first 12 (or 6) units, kind, epoch << 16 | length, keyed hash]
 *
 * Many secrets begin alike (`Bearer eyJ…`, and all that encodes it). The search begins with what
 * texts can be asked for at each place: beginnings. A beginning has one slot for each length that a
 * secret with it has; the first such secret stands there, and `further` ones have slots of their
 * own, found by their keyed hash.
 *
 * It is bounded: when an epoch is full the next one begins, and entries older than the last two
 * make room. No locks: a thread may be ended anywhere.
 */
import { atomicAdd, atomicOr, compareExchange, imul, store } from '../runtime/primordials.js';
import { createKeyedHash, type KeyedHash } from './keyed-hash.js';

const seedWords = 16;
const epochWord = 16;
const learnedInEpochWord = 17;
const wholeWord = 18;
const shortWord = 19;
const longWord = 20;
const filterWord = 64;
const filterWords = 8192;
const slotsWord = filterWord + filterWords;
const slotCount = 1 << 19;
const slotWords = 4;
/** Size of the memory, as kSecretBytes. */
export const secretBytes = 4 * (slotsWord + slotCount * slotWords);
/** Two epochs fill a quarter of the slots: more than `maxProbes` in a row are not met by chance. */
const maxPerEpoch = slotCount / 8;
const maxProbes = 32;
const maxEpoch = 0x7fff;

/** Kinds of slots: the only secret of its beginning and length, the first of several, another. */
const only = 0;
const first = 1;
const further = 2;
/** In place of epoch and length while a slot is filled. */
const claimed = 1 << 31;
/** A beginning of so many lengths gives away whatever follows it in a text. */
const maxLengths = 16;
const anyLength = 0xffff;

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
export function createKnownSecrets(memory: ArrayBufferLike): KnownSecrets {
  const words = new Int32Array(memory);
  const hash = createKeyedHash(words);
  const multiplier = words[8]! | 1;
  // What takes the unit that leaves a window out of its hash: multiplier ^ units.
  const leaving = power(multiplier, shortGram);

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

  function mix(gram: number): number {
    return imul(gram ^ (gram >>> 15), multiplier);
  }

  /** The filter's word for a mixed hash; the bit is that of its next five bits. */
  function filterOf(mixed: number): number {
    return filterWord + (mixed >>> 19);
  }

  function slotOf(gram: number, probe: number): number {
    const mixed = mix(gram);
    return slotsWord + slotWords * (((mixed >>> 13) + probe) & (slotCount - 1));
  }

  function digest(codes: Uint16Array, from: number, to: number): number {
    hash.hash(codes, from, to);
    return hash.result[0]!;
  }

  /** The slot of a further secret, or -1. */
  function furtherSlot(gram: number, units: number, value: number): number {
    for (let probe = 0; probe < maxProbes; probe++) {
      const slot = slotOf(gram ^ value, probe);
      const meta = words[slot + 2]!;
      if (meta === 0) return -1;
      const isIt = words[slot] === gram && words[slot + 1] === further && words[slot + 3] === value;
      if (isIt && (meta & 0xffff) === units) return slot;
    }
    return -1;
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
      const kind = words[slot + 1]!;
      if (words[slot] !== gram || kind === further) continue;
      const units = meta & 0xffff;
      if (units === anyLength) return length;
      const to = from + units;
      if (to <= end || units === 0) continue;
      if (to > length) {
        if (isCut) end = length;
        continue;
      }
      const value = digest(codes, from, to);
      if (value === words[slot + 3] || (kind === first && furtherSlot(gram, units, value) >= 0)) {
        end = to;
      }
    }
    return end;
  }

  /** Counts an entry of the present epoch; the last one of an epoch begins the next. */
  function count(): void {
    if (atomicAdd(words, learnedInEpochWord, 1) !== maxPerEpoch) return;
    store(words, learnedInEpochWord, 0);
    store(words, epochWord, (words[epochWord]! + 1) & maxEpoch);
  }

  /** Makes an entry one of the present epoch, with this length. */
  function renew(slot: number, meta: number, units: number): void {
    const renewed = (words[epochWord]! << 16) | units;
    if (renewed !== meta && compareExchange(words, slot + 2, meta, renewed) === meta) count();
  }

  function isLive(meta: number): boolean {
    return meta !== 0 && ((words[epochWord]! - (meta >>> 16)) & maxEpoch) < 2;
  }

  /** Takes the first slot from `home` on that is free or out of date. */
  function insert(home: number, gram: number, kind: number, units: number, value: number): void {
    for (let probe = 0; probe < 2 * maxProbes; probe++) {
      const isLast = probe >= maxProbes; // none is free: somebody has to go
      const slot = slotOf(home, isLast ? (value >>> 8) & (maxProbes - 1) : probe);
      const meta = words[slot + 2]!;
      if (!isLast && isLive(meta)) continue;
      if (compareExchange(words, slot + 2, meta, claimed) !== meta) continue;
      words[slot] = gram;
      words[slot + 1] = kind;
      words[slot + 3] = value;
      store(words, slot + 2, (words[epochWord]! << 16) | units);
      count();
      return;
    }
  }

  function insertFurther(gram: number, units: number, value: number): void {
    const slot = furtherSlot(gram, units, value);
    if (slot < 0) insert(gram ^ value, gram, further, units, value);
    else renew(slot, words[slot + 2]!, units);
  }

  function remember(gram: number, units: number, value: number): void {
    let lengths = 0;
    for (let probe = 0; probe < maxProbes; probe++) {
      const slot = slotOf(gram, probe);
      const meta = words[slot + 2]!;
      if (meta === 0) break;
      if (words[slot] !== gram || words[slot + 1] === further || meta === claimed) continue;
      const has = meta & 0xffff;
      if (has === units || has === anyLength || ++lengths === maxLengths) {
        if (has === units && words[slot + 3] !== value) {
          insertFurther(gram, units, value);
          store(words, slot + 1, first);
        }
        renew(slot, meta, has === units ? units : anyLength);
        return;
      }
    }
    insert(gram, gram, only, units, value);
  }

  /** Where the longest secret that begins at `at` ends, or 0; `gram`: of the first units there. */
  function endOf(codes: Uint16Array, at: number, length: number, gram: number): number {
    const end = endAt(codes, at, length, gram, false);
    if (at + longGram > length) return end;
    const long = endAt(codes, at, length, gramOf(codes, at, longGram), true);
    return long > end ? long : end;
  }

  return {
    hash,
    seed: words.slice(9, seedWords),
    mayBeIn(length) {
      if (length >= longGram && words[longWord] === 1) return true;
      return length >= shortGram ? words[shortWord] === 1 : words[wholeWord] === 1;
    },
    learn(codes, from, end) {
      const to = end - from > maxUnits ? from + maxUnits : end;
      if (to - from < minUnits) return;
      const units = to - from;
      if (units >= shortGram) {
        const mixed = mix(gramAt(codes, from, from + shortGram));
        atomicOr(words, filterOf(mixed), 1 << ((mixed >>> 14) & 31));
      }
      remember(gramOf(codes, from, units), units, digest(codes, from, to));
      store(words, units >= longGram ? longWord : units >= shortGram ? shortWord : wholeWord, 1);
    },
    find(codes, length, limit, found) {
      if (length < shortGram) {
        const end = endAt(codes, 0, length, gramOf(codes, 0, length), false);
        if (end === length) found(0, end);
        return;
      }
      let gram = gramAt(codes, 0, shortGram);
      for (let at = 0; at < limit; at++) {
        const mixed = mix(gram);
        if (((words[filterOf(mixed)]! >>> ((mixed >>> 14) & 31)) & 1) === 1) {
          const end = endOf(codes, at, length, gram);
          if (end > 0) found(at, end);
        }
        const next = at + shortGram;
        if (next >= length) return;
        gram = (imul(gram, multiplier) + codes[next]! + 1 - imul(codes[at]! + 1, leaving)) | 0;
      }
    },
  };
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let count = 0; count < exponent; count++) result = imul(result, base);
  return result;
}
