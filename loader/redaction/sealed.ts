/**
 * Values under names that give secrets away: their text, digits and contents are replaced, whatever
 * they look like. Entries of an object are marked before any is encoded, so that a secret is
 * known before its neighbours are looked at.
 *
 *   { user: 'ada', password: 'x1…' }      ['Authorization', 'Bearer x2…', 'Host', 'a.example']
 */
import { objectClass } from '../../lib/records.js';
import { isWeak } from '../../lib/plan/secret-names.js';
import {
  bigintToString,
  charCodeAt,
  privateWeakMap,
  typedArrayLength,
} from '../runtime/primordials.js';
import { createKeyLists, type KeyList } from '../runtime/key-lists.js';
import type { ObjectClass } from '../runtime/shapes.js';
import { accessor, hole, type Entries } from '../runtime/snapshot.js';
import type { Strings } from '../runtime/strings.js';
import type { Redaction } from './redaction.js';

export interface SealedEncoder {
  /** The value word of what a name of this rule names. */
  encode(value: unknown, depth: number, rule: number): number;
  /**
   * Encodes the keys into `pairs`, and the values that stand under names of secrets: those whose
   * `entries.rules` is not 0. Takes the entries of bytes away that hold a secret.
   */
  encodeKeys(
    object: object,
    cls: ObjectClass,
    entries: Entries,
    pairs: Int32Array,
    depth: number,
  ): void;
  /** Property keys, where neither they nor what is around them hide anything; else undefined. */
  openKeys(keys: readonly unknown[], count: number): KeyList | undefined;
  /** An object that may get a snapshot later, and remembers under what name it lies. */
  postpone(object: object): void;
  /** It gets its snapshot now. */
  resume(object: object): void;
  /** Encoding broke off, for the stack was full: what follows lies under no name. */
  breakOff(): void;
}

/** Under a weak name, shorter text is a word. */
const minWeakUnits = 6;
/** Names in arrays of which the rule is remembered; a power of two. Longer ones are not kept. */
const nameSlots = 64;
const maxKeptUnits = 64;

/** The keys are texts: names of properties. */
function hasNames(cls: ObjectClass): boolean {
  return (
    cls !== objectClass.array &&
    cls !== objectClass.mapObject &&
    cls !== objectClass.setObject &&
    cls !== objectClass.buffer
  );
}

// eslint-disable-next-line max-lines-per-function -- one closure, as the encoder it serves
export function createSealedEncoder(
  strings: Strings,
  redaction: Redaction,
  encodePlain: (value: unknown, depth: number) => number,
): SealedEncoder {
  const lists = createKeyLists(strings);
  const nameRules = new NameRules(redaction);
  /** Rule of the name under which the present object stands: its contents are sealed. */
  let inherited = 0;
  /** The same for objects whose contents were not recorded then. */
  const postponed = privateWeakMap<object, number>();

  function sealText(text: string, rule: number): number {
    if (text.length === 0 || (isWeak(rule) && text.length < minWeakUnits)) {
      return strings.word(text);
    }
    return strings.seal(text, rule);
  }

  function encodeContainer(value: unknown, depth: number, rule: number): number {
    const outer = inherited;
    inherited = rule;
    try {
      return encodePlain(value, depth);
    } finally {
      inherited = outer; // also where the stack was full
    }
  }

  function encode(value: unknown, depth: number, rule: number): number {
    switch (typeof value) {
      case 'string':
        return sealText(value, rule);
      case 'number':
        return isWeak(rule) ? encodePlain(value, depth) : sealText(`${value}`, rule);
      case 'bigint':
        return sealText(bigintToString(value), rule);
      case 'object':
        return encodeContainer(value, depth, rule);
      default:
        return encodePlain(value, depth);
    }
  }

  /** Names stand at even places of an array of pairs: raw headers, `[key, value]`. */
  function markElements(entries: Entries): boolean {
    let isMarked = false;
    for (let index = 0; index + 1 < entries.count; index += 2) {
      const name = entries.values[index];
      if (typeof name !== 'string') continue;
      const rule = nameRules.of(name); // not recorded before what it names is known
      if (rule === 0 || typeof entries.values[index + 1] !== 'string') continue;
      entries.rules[index + 1] = rule;
      isMarked = true;
    }
    return isMarked;
  }

  /** Keys of a Map: any values. */
  function markKeys(entries: Entries, pairs: Int32Array): boolean {
    let isMarked = false;
    for (let index = 0; index < entries.count; index++) {
      const key = entries.keys[index];
      if (typeof key !== 'string') continue;
      const rule = strings.ruleOf(key, pairs[2 * index]!);
      if (rule === 0) continue;
      entries.rules[index] = rule;
      isMarked = true;
    }
    return isMarked;
  }

  /** Property keys: encoded and marked. */
  function encodeNames({ keys, count, rules }: Entries, pairs: Int32Array): boolean {
    const list = lists.of(keys, count);
    for (let index = 0; index < count; index++) {
      pairs[2 * index] = list.words[index]!;
      rules[index] = list.rules[index]!;
    }
    return list.hasRules;
  }

  function encodeOthers(
    cls: ObjectClass,
    entries: Entries,
    pairs: Int32Array,
    depth: number,
  ): boolean {
    for (let index = 0; index < entries.count; index++) {
      pairs[2 * index] = encodePlain(entries.keys[index], depth);
      entries.rules[index] = 0;
    }
    if (cls === objectClass.array) return markElements(entries);
    return cls === objectClass.mapObject && markKeys(entries, pairs);
  }

  /** What lies in a container under a weak name is sealed where it looks random. */
  function markContents(entries: Entries, rule: number): boolean {
    for (let index = 0; index < entries.count; index++) {
      const value = entries.values[index];
      if (typeof value === 'string' && isWeak(rule) && !redaction.looksRandom(value)) continue;
      if (entries.rules[index] === 0) entries.rules[index] = rule;
    }
    return true;
  }

  function encodeMarked(entries: Entries, pairs: Int32Array, depth: number): void {
    for (let index = 0; index < entries.count; index++) {
      const value = entries.values[index];
      if (value === accessor || value === hole) entries.rules[index] = 0;
      const rule = entries.rules[index]!;
      if (rule !== 0) pairs[2 * index + 1] = encode(value, depth, rule);
    }
  }

  function hideBytes(object: object, entries: Entries, isSealed: boolean): void {
    const { count } = entries;
    const length = typedArrayLength(object as ArrayBufferView) ?? 0;
    const units = object as unknown as ArrayLike<unknown>;
    if (isSealed || redaction.isIn(units, length, count)) entries.count = 0;
  }

  return {
    encode,
    encodeKeys(object, cls, entries, pairs, depth) {
      const container = inherited;
      inherited = 0;
      let isMarked = hasNames(cls)
        ? encodeNames(entries, pairs)
        : encodeOthers(cls, entries, pairs, depth);
      if (cls === objectClass.buffer) {
        hideBytes(object, entries, container !== 0);
        return;
      }
      if (container !== 0) isMarked = markContents(entries, container);
      if (isMarked) encodeMarked(entries, pairs, depth);
    },
    openKeys(keys, count) {
      if (inherited !== 0) return undefined;
      const list = lists.of(keys, count);
      return list.hasRules ? undefined : list;
    },
    postpone(object) {
      if (inherited !== 0) postponed.set(object, inherited);
    },
    resume(object) {
      if (inherited === 0) inherited = postponed.get(object) ?? 0;
    },
    breakOff() {
      inherited = 0;
    },
  };
}

/** Headers have the same names again and again. */
class NameRules {
  readonly #redaction: Redaction;
  readonly #names: string[] = [];
  readonly #rules = new Uint8Array(nameSlots);

  constructor(redaction: Redaction) {
    this.#redaction = redaction;
    for (let slot = 0; slot < nameSlots; slot++) this.#names[slot] = '';
  }

  of(name: string): number {
    const { length } = name;
    if (length === 0 || length > maxKeptUnits) return this.#redaction.names.rule(name);
    const ends = charCodeAt(name, 0) * 5 + charCodeAt(name, length - 1);
    const slot = (length * 3 + ends) & (nameSlots - 1);
    if (this.#names[slot] === name) return this.#rules[slot]!;
    const rule = this.#redaction.names.rule(name);
    this.#names[slot] = name;
    return (this.#rules[slot] = rule);
  }
}
