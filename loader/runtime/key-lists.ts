/**
 * Objects of a program have few shapes: the key words and rules of the latest lists of keys, so
 * that a snapshot looks up no key that the last object with the same list had.
 *
 *   ['item', 'quantity']  ->  words [18, 26], no rules
 *
 * A list says nothing of what is behind its keys: whether they are accessors is asked each time.
 */
import { maxSnapshotEntries } from '../../lib/records.js';
import { nameHash } from './shadows.js';
import type { Strings } from './strings.js';

/** A power of two. */
const listCount = 512;
/** Longer keys are kept alive by nobody. */
const maxKeyLength = 64;

export interface KeyList {
  readonly count: number;
  readonly keys: readonly string[];
  readonly words: Int32Array;
  /** The rules that the keys fall under as names (redaction/sealed.ts). */
  readonly rules: Uint8Array;
  readonly hasRules: boolean;
  /** To ask for a `stack` that is not enumerable makes V8 write it, by the program's code. */
  readonly hasStack: boolean;
  /** What the keys add to the hashes of their entries (shadows.ts); made at the first question. */
  hashes: Int32Array | undefined;
  /** Of the string ids in `words`. */
  readonly generation: number;
}

export interface KeyLists {
  /** Of the first `count` of `keys`, all of them property keys: V8 compares these by address. */
  of(keys: readonly unknown[], count: number): KeyList;
}

export function createKeyLists(strings: Strings): KeyLists {
  const table: (KeyList | undefined)[] = new Array<undefined>(listCount).fill(undefined);

  function make(keys: readonly string[], count: number): KeyList {
    const words = new Int32Array(count);
    const rules = new Uint8Array(count);
    let hasRules = false;
    let hasStack = false;
    for (let index = 0; index < count; index++) {
      words[index] = strings.word(keys[index]!);
      rules[index] = strings.ruleOf(keys[index]!, words[index]!);
      hasRules ||= rules[index] !== 0;
      hasStack ||= keys[index] === 'stack';
    }
    const copy: string[] = [];
    for (let index = 0; index < count; index++) copy[index] = keys[index]!;
    const generation = strings.generation();
    return { count, keys: copy, words, rules, hasRules, hasStack, hashes: undefined, generation };
  }

  return {
    of(given, count) {
      const keys = given as readonly string[];
      const slot = slotOf(keys, count);
      const known = table[slot];
      if (known?.generation === strings.generation() && isSame(known, keys, count)) return known;
      const list = make(keys, count);
      if (isKeepable(list)) table[slot] = list;
      return list;
    },
  };
}

/** What the keys of `list` add to the hashes of their entries. */
export function hashesOf(list: KeyList): Int32Array {
  if (list.hashes !== undefined) return list.hashes;
  const hashes = new Int32Array(list.count);
  for (let index = 0; index < list.count; index++) hashes[index] = nameHash(list.keys[index]!);
  return (list.hashes = hashes);
}

/** Lengths tell lists apart well enough, and cost no look at the text. */
function slotOf(keys: readonly string[], count: number): number {
  if (count === 0) return 0;
  const lengths = keys[0]!.length * 7 + keys[count - 1]!.length * 3 + keys[count >> 1]!.length;
  return (lengths * (maxSnapshotEntries + 1) + count) & (listCount - 1);
}

function isSame(list: KeyList, keys: readonly string[], count: number): boolean {
  if (list.count !== count) return false;
  for (let index = 0; index < count; index++) if (list.keys[index] !== keys[index]) return false;
  return true;
}

function isKeepable(list: KeyList): boolean {
  // No iterator of arrays: the program may have replaced it.
  for (let index = 0; index < list.count; index++) {
    if (list.keys[index]!.length > maxKeyLength) return false;
  }
  return true;
}
