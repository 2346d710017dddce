/**
 * Strings are recorded once per generation and then named by an id. A table is bounded by entries
 * and by characters kept alive; when it is full, the next boundary between two events starts a new
 * generation with a kGeneration record.
 */
import { kind, maxStoredCodeUnits } from '../../lib/records.js';
import { inspected, type Redaction } from '../redaction/redaction.js';
import { LongTexts, maxFreeCodeUnits } from './long-texts.js';
import { charCodeAt, imul, privateMap } from './primordials.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';
import { valueTag } from './value-words.js';

/** Ids of one generation: enough for the vocabulary of tsc, small enough to stay in cache. */
const maxStrings = 32_768;
/** Characters that the table may keep alive: 8 MB of one-byte text at most. */
const maxKeptCharacters = 8 << 20;
/** Code units of a longer string that its hash covers, from its start. */
const maxHashedCodeUnits = 16_384;

const unasked = 255;

export interface Strings {
  /** The value word of `text` in the current generation, recording it first where it is new. */
  word(text: string): number;
  /** The value word of a text that stands under a name of this rule: never the text itself. */
  seal(text: string, rule: number): number;
  /** The rule that `key`, whose value word is given, falls under as a name; 0: none. */
  ruleOf(key: string, word: number): number;
  /** Counts generations; what caches ids must compare it. */
  generation(): number;
  /** Starts a new generation when the table is full. Only between events: ids die with it. */
  renew(): void;
}

// One closure on purpose: its state is constant to the optimiser.
// eslint-disable-next-line max-lines-per-function
export function createStrings(ring: Ring, redaction: Redaction): Strings {
  const { words } = ring;
  const table = privateMap<string, number>();
  let count = 0;
  let kept = 0;
  let generation = 0;
  const longTexts = new LongTexts();
  const keyRules = new KeyRules(redaction);

  const isFull = (): boolean => count >= maxStrings || kept > maxKeptCharacters;
  /** The next event's slow path calls renew. */
  const fillUp = (): void => {
    if (isFull()) words[ring.limit] = 0;
  };

  function define(text: string): number {
    const verdict = redaction.inspect(text);
    if (verdict === inspected.secret) return defineSecret(text, redaction.rule());
    if (verdict === inspected.masked) {
      mark(redaction.rule());
      write(redaction.shown(), redaction.shownLength());
    } else {
      write(text, text.length);
    }
    return keep(text, (count << 3) | valueTag.string);
  }

  function longWord(text: string): number {
    let id = longTexts.known(text);
    if (id === 0) {
      if (longTexts.mayLook(text.length)) return table.get(text) ?? define(text);
      longTexts.tell(ring, (id = ++count), text);
      fillUp();
    }
    return (id << 3) | valueTag.string;
  }

  function defineSecret(text: string, rule: number): number {
    const shown = redaction.replacement(text, rule);
    mark(rule);
    write(shown, shown.length);
    return keep(text, (count << 5) | valueTag.redacted);
  }

  /** Says of the string that follows that something was kept out, and why. */
  function mark(rule: number): void {
    const at = words[ring.position] as number;
    commit(ring, at, auxiliaryHeader(kind.redaction, rule), 1);
  }

  function write(text: string, length: number): void {
    writeString(ring, ++count, text, length, redaction);
  }

  function keep(text: string, word: number): number {
    kept += text.length;
    table.set(text, word);
    fillUp();
    return word;
  }

  return {
    word: (text) =>
      text.length > maxFreeCodeUnits ? longWord(text) : (table.get(text) ?? define(text)),
    seal(text, rule) {
      const known = table.get(text);
      if (known !== undefined && (known & 31) === valueTag.redacted) return known;
      redaction.learn(text, rule);
      return defineSecret(text, rule);
    },
    ruleOf(key, word) {
      return (word & 7) === valueTag.string ? keyRules.of(word >>> 3, key) : 0; // redacted itself
    },
    generation: () => generation,
    renew() {
      if (!isFull()) return;
      const header = auxiliaryHeader(kind.generation, 0);
      commit(ring, words[ring.position] as number, header, 1);
      table.clear();
      keyRules.forget(count);
      count = 0;
      kept = 0;
      longTexts.renew();
      generation++;
    },
  };
}

/** Under which rules strings fall as names, by their ids. */
class KeyRules {
  readonly #names: Redaction['names'];
  /** `unasked` until somebody uses the string as a name. */
  readonly #rules = new Uint8Array(maxStrings + 1).fill(unasked);

  constructor({ names }: Redaction) {
    this.#names = names;
  }

  of(id: number, key: string): number {
    let rule = this.#rules[id]!;
    if (rule === unasked) rule = this.#rules[id] = this.#names.rule(key);
    return rule;
  }

  forget(count: number): void {
    for (let id = 0; id <= count; id++) this.#rules[id] = unasked;
  }
}

/** `length`: of the whole of which `text` may be the beginning. */
function writeString(
  ring: Ring,
  id: number,
  text: string,
  length: number,
  redaction: Redaction,
): void {
  const { words } = ring;
  const stored = length > maxStoredCodeUnits ? maxStoredCodeUnits : length;
  const at = words[ring.position] as number;
  words[at + 1] = id;
  words[at + 2] = length;
  words[at + 3] = stored === length ? 0 : hash(text, redaction.seed);
  const units = redaction.units(text);
  let dataWords = storeLatin1(words, at + 4, units, stored);
  let wide = 0;
  if (dataWords < 0) {
    wide = 1;
    dataWords = storeUtf16(words, at + 4, units, stored);
  }
  const header = auxiliaryHeader(kind.string, (stored << 1) | wide);
  commit(ring, at, header, 4 + dataWords);
}

/** Four code units a word; the number of words, or -1 when a code unit needs two bytes. */
function storeLatin1(words: Int32Array, at: number, units: Uint16Array, stored: number): number {
  let all = 0;
  let to = at;
  let index = 0;
  for (; index + 3 < stored; index += 4) {
    const low = units[index]! | (units[index + 1]! << 8);
    const high = units[index + 2]! | (units[index + 3]! << 8);
    all |= units[index]! | units[index + 1]! | units[index + 2]! | units[index + 3]!;
    words[to++] = low | (high << 16);
  }
  let last = 0;
  for (let shift = 0; index < stored; index++, shift += 8) {
    all |= units[index]!;
    last |= units[index]! << shift;
  }
  if ((stored & 3) !== 0) words[to++] = last;
  return all > 0xff ? -1 : to - at;
}

/** Two code units a word; the number of words. */
function storeUtf16(words: Int32Array, at: number, units: Uint16Array, stored: number): number {
  for (let index = 0; index < stored; index += 2) {
    const high = index + 1 < stored ? units[index + 1]! : 0;
    words[at + (index >> 1)] = units[index]! | (high << 16);
  }
  return (stored + 1) >> 1;
}

/**
 * Of the code units at the start; the same for the same text in one recording. It depends on the
 * recording's key, because a plain hash would tell who guessed what the head does not show.
 */
function hash(text: string, seed: Int32Array): number {
  const end = text.length > maxHashedCodeUnits ? maxHashedCodeUnits : text.length;
  const multiplier = seed[1]! | 1;
  let value = seed[0]!;
  for (let index = 0; index < end; index++) {
    value = imul(value ^ charCodeAt(text, index), multiplier);
    value ^= value >>> 15;
  }
  return imul(value, seed[2]! | 1);
}
