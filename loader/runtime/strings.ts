/**
 * Strings are recorded once per generation and then named by an id. A table is bounded by entries
 * and by characters kept alive; when it is full, the next boundary between two events starts a new
 * generation with a kGeneration record.
 */
import { charCodeAt, imul, privateMap } from './primordials.js';
import { auxiliary, auxiliaryHeader, commit, type Ring } from './ring.js';

/** Ids of one generation: enough for the vocabulary of tsc, small enough to stay in cache. */
const maxStrings = 32_768;
/** Characters that the table may keep alive: 8 MB of one-byte text at most. */
const maxKeptCharacters = 8 << 20;
/** Longer strings are stored by their head, length and hash. As kMaxStoredCodeUnits. */
const maxStoredCodeUnits = 256;
/** Code units of a longer string that its hash covers, from its start. */
const maxHashedCodeUnits = 16_384;

export interface Strings {
  /** The id of `text` in the current generation, recording it first where it is new. */
  intern(text: string): number;
  /** Counts generations; what caches ids must compare it. */
  generation(): number;
  /** Starts a new generation when the table is full. Only between events: ids die with it. */
  renew(): void;
}

export function createStrings(ring: Ring): Strings {
  const { words } = ring;
  const table = privateMap<string, number>();
  let count = 0;
  let kept = 0;
  let generation = 0;

  const isFull = (): boolean => count >= maxStrings || kept > maxKeptCharacters;

  function define(text: string): number {
    const id = ++count;
    kept += text.length;
    writeString(ring, id, text);
    table.set(text, id);
    if (isFull()) words[ring.limit] = 0; // the next event's slow path calls renew
    return id;
  }

  return {
    intern: (text) => table.get(text) ?? define(text),
    generation: () => generation,
    renew() {
      if (!isFull()) return;
      const header = auxiliaryHeader(auxiliary.generation, 0);
      commit(ring, words[ring.position] as number, header, 1);
      table.clear();
      count = 0;
      kept = 0;
      generation++;
    },
  };
}

function writeString(ring: Ring, id: number, text: string): void {
  const { words } = ring;
  const { length } = text;
  const stored = length > maxStoredCodeUnits ? maxStoredCodeUnits : length;
  const at = words[ring.position] as number;
  words[at + 1] = id;
  words[at + 2] = length;
  words[at + 3] = stored === length ? 0 : hash(text);
  let dataWords = storeLatin1(words, at + 4, text, stored);
  let wide = 0;
  if (dataWords < 0) {
    wide = 1;
    dataWords = storeUtf16(words, at + 4, text, stored);
  }
  const header = auxiliaryHeader(auxiliary.string, (stored << 1) | wide);
  commit(ring, at, header, 4 + dataWords);
}

/** Four code units a word; the number of words, or -1 when a code unit needs two bytes. */
function storeLatin1(words: Int32Array, at: number, text: string, stored: number): number {
  let word = 0;
  let index = 0;
  for (; index < stored; index++) {
    const code = charCodeAt(text, index);
    if (code > 0xff) return -1;
    word |= code << ((index & 3) << 3);
    if ((index & 3) === 3) {
      words[at + (index >> 2)] = word;
      word = 0;
    }
  }
  if ((index & 3) !== 0) words[at + (index >> 2)] = word;
  return (stored + 3) >> 2;
}

/** Two code units a word; the number of words. */
function storeUtf16(words: Int32Array, at: number, text: string, stored: number): number {
  for (let index = 0; index < stored; index += 2) {
    const low = charCodeAt(text, index);
    const high = index + 1 < stored ? charCodeAt(text, index + 1) : 0;
    words[at + (index >> 1)] = low | (high << 16);
  }
  return (stored + 1) >> 1;
}

/** FNV-1a over the code units at the start: the same text has the same hash in every run. */
function hash(text: string): number {
  const end = text.length > maxHashedCodeUnits ? maxHashedCodeUnits : text.length;
  let value = 0x811c9dc5;
  for (let index = 0; index < end; index++) {
    value = imul(value ^ charCodeAt(text, index), 0x01000193);
  }
  return value | 0;
}
