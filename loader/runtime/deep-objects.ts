/**
 * Objects at level `state`: the first sight shows all that can be reached, within bounds, and each
 * later one compares the object with what was recorded of it (shadows.ts). What differs was changed
 * by code that is not recorded, and is shown anew.
 */
import { objectClass } from '../../lib/records.js';
import type { SealedEncoder } from '../redaction/sealed.js';
import type { EncodeValue } from './objects.js';
import { objectKeys } from './primordials.js';
import { auxiliary, auxiliaryHeader, commit, type Ring } from './ring.js';
import type { ObjectClass, Shape } from './shapes.js';
import {
  asSum,
  emptySum,
  entryHash,
  entryNow,
  lengthHash,
  maxStateEntries,
  noEntries,
  Shadowed,
  type Shadow,
  stale,
} from './shadows.js';
import { accessor, createEntries, hole, readEntries, type Entries } from './snapshot.js';
import { immediates, valueTag } from './value-words.js';

/** Depths from here on are those of level `state`. */
export const stateDepth = 16;
/** Objects inside objects. */
const maxDepth = 8;
/** Entries that one sight shows, of all objects together. */
const maxShownEntries = 4096;
/** Entries of one record: kMaxSnapshotEntries. */
const entriesOfRecord = 32;
/**
 * Looks at entries that are saved up. Each value of level `state` adds some, so that comparing
 * takes no more than its share of the time; a program that does not do much gets all of them.
 */
const maxBudget = 1 << 22;
/** A sight adds one, an entry that is looked at takes so many. */
const costOfEntry = 4;
/** Below this, objects that never differ are looked at less and less often, down to 1 in 64. */
const scarce = 1 << 21;
const maxSkips = 63;

export interface DeepObjects {
  reference(object: object, depth: number): number;
  /** The value word of an object that a recorded write has just changed, without a comparison. */
  written(object: object): number;
  /** Before a write to an entry, and behind it. */
  takeAway(object: object, key: unknown): void;
  add(object: object, key: unknown): void;
  /** Entries from `from` on were pushed; the last one, which was `value`, is gone. */
  pushed(array: unknown[], from: number): void;
  popped(array: unknown[], value: unknown): void;
  /** Nobody knows what the entries were: the next look shows them. */
  spoil(object: object): void;
  /** Shows the object anew. */
  showAgain(object: object): void;
}

export interface Surroundings {
  ring: Ring;
  sealed: SealedEncoder;
  encode: EncodeValue;
  describe(object: object): Shape;
  /** The object's mark (id << 1 and a bit), where it bears a stamp; else 0. */
  find(object: object): number;
  identify(object: object, shape: Shape, isShown: boolean): number;
  /** It gets a snapshot now. */
  show(object: object, mark: number): void;
}

interface Scratch {
  entries: Entries;
  pairs: Int32Array;
}

// One closure, as the encoder it serves.
// eslint-disable-next-line max-lines-per-function
export function createDeepObjects(around: Surroundings): DeepObjects {
  const { ring, sealed, encode } = around;
  const { words } = ring;
  const scratches: Scratch[] = [];
  let budget = maxBudget;
  let shown = 0;

  const idOf = (object: object): number => around.find(object) >> 1;
  const wordOf = (mark: number): number => ((mark >> 1) << 3) | valueTag.object;

  function scratchAt(depth: number): Scratch {
    return (scratches[depth] ??= {
      entries: createEntries(maxStateEntries),
      pairs: new Int32Array(2 * maxStateEntries),
    });
  }

  function reference(object: object, depth: number): number {
    const level = depth - stateDepth;
    const mark = around.find(object);
    if (mark !== 0 && typeof object === 'function') return wordOf(mark);
    if (level === 0) {
      shown = 0;
      if (budget < maxBudget) budget++;
      const shadow = mark === 0 ? undefined : Shadowed.of(object);
      if (shadow !== undefined) {
        if (shadow.sum !== noEntries) compare(object, shadow, mark);
        return wordOf(mark);
      }
    } else if (mark !== 0 && Shadowed.of(object) !== undefined) {
      return wordOf(mark);
    }
    return meet(object, mark, level);
  }

  /** First sight at this level. */
  function meet(object: object, mark: number, level: number): number {
    const shape = around.describe(object);
    const isShown = level < maxDepth && shown < maxShownEntries;
    const known = mark === 0 ? around.identify(object, shape, isShown) : mark;
    // RegExp bears no stamp, and ids may be used up.
    if (!isShown || around.find(object) === 0) return wordOf(known);
    if (shape.cls === objectClass.function) {
      showFunction(object, known >> 1, level);
      return wordOf(known);
    }
    const shadow = { sum: stale, cls: shape.cls, looks: 0 };
    new Shadowed(object, shadow);
    if (mark !== 0) around.show(object, known);
    shadow.sum = show(object, shape.cls, known >> 1, level);
    return wordOf(known);
  }

  /** Few have properties; writes to them are recorded, and they are not compared. */
  function showFunction(object: object, id: number, level: number): void {
    if (objectKeys(object).length > 0) show(object, objectClass.classInstance, id, level);
  }

  function compare(object: object, shadow: Shadow, mark: number): void {
    const { cls, sum } = shadow;
    if (sum !== stale) {
      const looks = shadow.looks++;
      if (budget < scarce && (looks & skipsAfter(looks)) !== 0) return;
      if (budget <= 0) return;
      const { entries } = scratchAt(0);
      readEntries(object, cls, maxStateEntries, entries);
      budget -= costOfEntry * (entries.count + 1);
      const now = sumOf(cls, entries);
      clear(entries);
      if (now === sum) return;
      shadow.looks = 0;
    } else if (budget <= 0) {
      return;
    }
    showAgain(object, shadow, mark);
  }

  function showAgain(object: object, shadow: Shadow, mark: number): void {
    shadow.sum = show(object, shadow.cls, mark >> 1, 0);
    budget -= costOfEntry * shown;
  }

  function sumOf(cls: ObjectClass, entries: Entries): number {
    let sum = emptySum + (cls === objectClass.array ? lengthHash(entries.total) : 0);
    for (let index = 0; index < entries.count; index++) {
      sum = (sum + entryHash(entries.keys[index], entries.values[index], idOf)) | 0;
    }
    return asSum(sum);
  }

  /** Writes a snapshot of the object and of what is new in it; gives the sum of its entries. */
  function show(object: object, cls: ObjectClass, id: number, level: number): number {
    const { entries, pairs } = scratchAt(level);
    if (!readEntries(object, cls, maxStateEntries, entries)) return noEntries;
    const { count, total, values, rules } = entries;
    // What lay under a secret's name once is sealed each time.
    sealed.resume(object);
    sealed.postpone(object);
    shown += count + 1;
    const depth = stateDepth + level + 1;
    sealed.encodeKeys(object, cls, entries, pairs, depth);
    // Objects first: what they hold is recorded here, and takes the slots of doubles.
    for (let index = 0; index < count; index++) {
      if (rules[index] === 0 && isObject(values[index])) encodeEntry(values[index], depth);
    }
    const recorded = entries.count; // bytes that hold a secret are gone
    let from = 0;
    do {
      const end = recorded - from > entriesOfRecord ? from + entriesOfRecord : recorded;
      writeEntries(id, entries, pairs, from, end, total, depth);
      from = end;
    } while (from < recorded);
    const isWhole = cls === objectClass.array || total <= maxStateEntries;
    const sum = isWhole && recorded === count ? sumOf(cls, entries) : noEntries;
    clear(entries);
    return sum;
  }

  function writeEntries(
    id: number,
    { keys, values, rules }: Entries,
    pairs: Int32Array,
    from: number,
    end: number,
    total: number,
    depth: number,
  ): void {
    for (let index = from; index < end; index++) {
      if (typeof keys[index] === 'number') pairs[2 * index] = encode(keys[index], depth);
      if (rules[index] === 0) pairs[2 * index + 1] = encodeEntry(values[index], depth);
    }
    const at = words[ring.position] as number;
    words[at + 1] = id;
    words[at + 2] = from === 0 ? total : from;
    for (let index = 2 * from; index < 2 * end; index++) {
      words[at + 3 + index - 2 * from] = pairs[index] as number;
    }
    const kind = from === 0 ? auxiliary.snapshot : auxiliary.snapshotMore;
    commit(ring, at, auxiliaryHeader(kind, end - from), 3 + 2 * (end - from));
  }

  function encodeEntry(value: unknown, depth: number): number {
    if (value === accessor) return immediates.accessor;
    if (value === hole) return immediates.hole;
    return encode(value, depth);
  }

  /** The object's shadow, where its sum is one that goes on. */
  function summed(object: object): Shadow | undefined {
    const shadow = Shadowed.of(object);
    return shadow === undefined || shadow.sum === stale || shadow.sum === noEntries
      ? undefined
      : shadow;
  }

  return {
    reference,
    written(object) {
      const mark = around.find(object);
      const isMet = typeof object === 'function' || Shadowed.of(object) !== undefined;
      if (mark !== 0 && isMet) return wordOf(mark);
      shown = 0;
      return meet(object, mark, 0);
    },
    takeAway(object, key) {
      const shadow = summed(object);
      if (shadow !== undefined) {
        shadow.sum = asSum(shadow.sum - entryNow(object, shadow.cls, key, idOf));
      }
    },
    add(object, key) {
      const shadow = summed(object);
      if (shadow !== undefined) {
        shadow.sum = asSum(shadow.sum + entryNow(object, shadow.cls, key, idOf));
      }
    },
    pushed(array, from) {
      const shadow = summed(array);
      if (shadow === undefined) return;
      const { length } = array;
      let by = lengthHash(length) - lengthHash(from);
      for (let index = from; index < length && index < maxStateEntries; index++) {
        by += entryNow(array, shadow.cls, index, idOf) - lengthHash(length);
      }
      shadow.sum = asSum(shadow.sum + by);
    },
    popped(array, value) {
      const shadow = summed(array);
      if (shadow === undefined) return;
      const { length } = array;
      let by = lengthHash(length) - lengthHash(length + 1);
      if (length < maxStateEntries) by -= entryHash(length, value, idOf);
      shadow.sum = asSum(shadow.sum + by);
    },
    spoil(object) {
      const shadow = summed(object);
      if (shadow !== undefined) shadow.sum = stale;
    },
    showAgain(object) {
      const mark = around.find(object);
      const shadow = mark === 0 ? undefined : Shadowed.of(object);
      shown = 0;
      if (shadow === undefined) meet(object, mark, 0);
      else if (shadow.sum !== noEntries) showAgain(object, shadow, mark);
    },
  };
}

function skipsAfter(looks: number): number {
  return looks < 4 ? 0 : looks < maxSkips ? 7 : maxSkips;
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Keeps nothing of the guest alive. */
function clear(entries: Entries): void {
  for (let index = 0; index < entries.count; index++) {
    entries.keys[index] = entries.values[index] = undefined;
  }
}
