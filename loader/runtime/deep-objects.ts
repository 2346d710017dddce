/**
 * Objects at level `state`: the first sight shows all that can be reached, within bounds, and each
 * later one compares the object with what was recorded of it (shadows.ts). What differs was changed
 * by code that is not recorded, and is shown anew.
 */
import { kind, maxSnapshotEntries, maxStateEntries, objectClass } from '../../lib/records.js';
import type { SealedEncoder } from '../redaction/sealed.js';
import { idOfMark, markBit, Stamp, wordOfMark } from './marks.js';
import type { EncodeValue } from './objects.js';
import { getOwnPropertyDescriptor, objectKeys } from './primordials.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';
import type { ObjectClass, Shape } from './shapes.js';
import {
  asSum,
  emptySum,
  entryHash,
  entryHashOf,
  isMeaning,
  lengthHash,
  noEntries,
  Shadowed,
  type Shadow,
  stale,
  unsummed,
} from './shadows.js';
import { accessor, createEntries, hole, readEntries, type Entries } from './snapshot.js';
import { immediates } from './value-words.js';

/** Depths from here on are those of level `state`. */
export const stateDepth = 16;
/** Objects inside objects. */
const maxDepth = 8;
/** Entries that one sight shows, of all objects together. */
const maxShownEntries = 4096;
/**
 * Looks at entries that are saved up. Each value of level `state` adds some, so that comparing
 * takes no more than its share of the time; a program that does not do much gets all of them.
 */
const maxBudget = 1 << 24;
/** A sight adds one, an entry that is looked at takes so many. */
const costOfEntry = 16;
/** Below this, objects that did not differ are compared where the lot falls on them. */
const scarce = 1 << 23;
/** One of so many sights of them. */
const lotSize = 64;
/** Looks without a difference after which an object counts as one of them; new ones at once. */
const calmLooks = 4;

export interface DeepObjects {
  /** The value word of an object that the code at level `state` sees. */
  look(object: object): number;
  /** The same of one within another, `depth` from `stateDepth` on. */
  reference(object: object, depth: number): number;
  /** The value word of an object that a recorded write has just changed, without a comparison. */
  written(object: object): number;
  /** It is known, and no proxy: its descriptors can be asked for without a trap. */
  isMet(object: object): boolean;
  /** Its class, where that is known. */
  classOf(object: object): ObjectClass | undefined;
  /** Before a write to an entry, and behind it, with the entry's descriptor. */
  takeAway(object: object, key: unknown): void;
  add(object: object, key: unknown, descriptor: PropertyDescriptor | undefined): void;
  /** Entries from `from` on were pushed; the last one, which was `value`, is gone. */
  pushed(array: unknown[], from: number): void;
  popped(array: unknown[], value: unknown): void;
  /** Nobody knows what the entries were: the next look shows them. */
  spoil(object: object): void;
  /** Shows the object anew. */
  showAgain(object: object): void;
  /** Sights since the last question that went without a comparison for want of budget. */
  takeUncompared(): number;
  /** Holds no object any longer. */
  forget(): void;
}

export interface Surroundings {
  ring: Ring;
  sealed: SealedEncoder;
  encode: EncodeValue;
  describe(object: object): Shape;
  identify(object: object, shape: Shape, isShown: boolean): number;
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
  /** Sights of quiet objects until the lot falls again, and of how many; plenty of budget: none. */
  let patience = 0;
  let granted = 0;
  let uncompared = 0;
  let shown = 0;
  /**
   * The quiet object that was seen last: four of five sights are of the one before. Held for 50 us
   * of the thread's time at most, and not beyond its task (`forget`).
   */
  let latest: object | undefined;
  let latestWord = 0;
  /** There is no sum of it to keep up. */
  let latestUnsummed = false;

  const idOf = (object: object): number => idOfMark(Stamp.read(object));

  function scratchAt(depth: number): Scratch {
    return (scratches[depth] ??= {
      entries: createEntries(maxStateEntries),
      pairs: new Int32Array(2 * maxStateEntries),
    });
  }

  function look(object: object): number {
    if (object === latest) return latestWord;
    const mark = Stamp.read(object);
    if ((mark & knownQuiet) !== knownQuiet || --patience <= 0) return lookCloser(object, mark);
    latest = object;
    latestUnsummed = false;
    return (latestWord = wordOfMark(mark));
  }

  function forget(): void {
    latest = undefined;
  }

  function lookCloser(object: object, mark: number): number {
    if (mark !== 0 && typeof object === 'function') return wordOfMark(mark);
    shown = 0;
    forget();
    if ((mark & markBit.met) === 0) return meet(object, mark, 0);
    if ((mark & markBit.quiet) !== 0) {
      if (patience <= 0) drawAgain();
    } else if (budget < maxBudget) {
      budget++;
    }
    compare(object, Shadowed.of(object)!, mark);
    return wordOfMark(mark);
  }

  /** The lot has fallen on a quiet object. */
  function drawAgain(): void {
    budget += granted + 1;
    if (budget > maxBudget) budget = maxBudget;
    uncompared += granted;
    granted = budget < scarce ? lotSize - 1 : 0;
    patience = granted + 1;
  }

  function reference(object: object, depth: number): number {
    const mark = Stamp.read(object);
    const level = depth - stateDepth;
    if (level === 0) return lookCloser(object, mark);
    if (mark !== 0 && ((mark & markBit.met) !== 0 || typeof object === 'function')) {
      return wordOfMark(mark);
    }
    return meet(object, mark, level);
  }

  /** First sight at this level. */
  function meet(object: object, mark: number, level: number): number {
    const shape = around.describe(object);
    const isShown = level < maxDepth && shown < maxShownEntries;
    const known = mark === 0 ? around.identify(object, shape, isShown) : mark;
    // RegExp bears no stamp, and ids may be used up.
    if (!isShown || Stamp.read(object) === 0) return wordOfMark(known);
    if (shape.cls === objectClass.function) {
      showFunction(object, idOfMark(known), level);
      return wordOfMark(known);
    }
    const isQuiet = budget < scarce ? markBit.quiet : 0;
    const isMet = shape.cls === objectClass.proxy ? 0 : markBit.met | isQuiet;
    Stamp.update(object, known | markBit.shown | isMet);
    if (isMet === 0) return wordOfMark(known);
    const shadow = { sum: stale, cls: shape.cls, looks: isQuiet === 0 ? 0 : calmLooks };
    new Shadowed(object, shadow);
    shadow.sum = show(object, shape.cls, idOfMark(known), level);
    return wordOfMark(known);
  }

  /** Few have properties; writes to them are recorded, and they are not compared. */
  function showFunction(object: object, id: number, level: number): void {
    if (objectKeys(object).length > 0) show(object, objectClass.classInstance, id, level);
  }

  function compare(object: object, shadow: Shadow, mark: number): void {
    const { cls, sum } = shadow;
    if (sum === noEntries) {
      if ((mark & markBit.quiet) === 0) Stamp.update(object, mark | markBit.quiet);
      return;
    }
    if (budget <= 0) {
      uncompared++;
      if ((mark & markBit.quiet) === 0) Stamp.update(object, mark | markBit.quiet);
      return;
    }
    if (sum !== stale) {
      const { entries } = scratchAt(0);
      readEntries(object, cls, maxStateEntries, entries);
      budget -= costOfEntry * (entries.count + 1);
      const now = sumOf(cls, entries);
      clear(entries);
      if (sum === unsummed) shadow.sum = now;
      if (now === sum || sum === unsummed) {
        if (++shadow.looks >= calmLooks && (mark & markBit.quiet) === 0 && budget < scarce) {
          Stamp.update(object, mark | markBit.quiet);
        }
        return;
      }
    }
    if (sum !== stale) {
      shadow.looks = 0;
      if ((mark & markBit.quiet) !== 0) Stamp.update(object, mark & ~markBit.quiet);
    }
    showAgain(object, shadow, mark);
  }

  function showAgain(object: object, shadow: Shadow, mark: number): void {
    forget();
    shadow.sum = show(object, shadow.cls, idOfMark(mark), 0);
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
      const end = recorded - from > maxSnapshotEntries ? from + maxSnapshotEntries : recorded;
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
    const recordKind = from === 0 ? kind.snapshot : kind.snapshotMore;
    commit(ring, at, auxiliaryHeader(recordKind, end - from), 3 + 2 * (end - from));
  }

  function encodeEntry(value: unknown, depth: number): number {
    if (value === accessor) return immediates.accessor;
    if (value === hole) return immediates.hole;
    return encode(value, depth);
  }

  /** The object's shadow, where its sum is one that goes on. */
  function summed(object: object): Shadow | undefined {
    const shadow = Shadowed.of(object);
    return shadow === undefined || isMeaning(shadow.sum) ? undefined : shadow;
  }

  return {
    look,
    reference,
    written(object) {
      if (object === latest) return latestWord;
      const mark = Stamp.read(object);
      if ((mark & markBit.met) !== 0) {
        if ((mark & markBit.quiet) !== 0 && patience > 0) {
          latest = object;
          latestWord = wordOfMark(mark);
          latestUnsummed = false;
        }
        return wordOfMark(mark);
      }
      if (mark !== 0 && typeof object === 'function') return wordOfMark(mark);
      shown = 0;
      return meet(object, mark, 0);
    },
    isMet: (object) => object === latest || (Stamp.read(object) & markBit.met) !== 0,
    classOf: (object) => Shadowed.of(object)?.cls,
    takeAway(object, key) {
      const isLatest = object === latest;
      if (isLatest && latestUnsummed) return;
      const shadow = summed(object);
      if (shadow === undefined || budget < scarce) {
        if (shadow !== undefined) shadow.sum = unsummed;
        if (isLatest) latestUnsummed = true;
        return;
      }
      // The guest's own keys, or names in its text.
      const descriptor = getOwnPropertyDescriptor(object, key as PropertyKey);
      shadow.sum = asSum(shadow.sum - entryHashOf(object, shadow.cls, key, descriptor, idOf));
    },
    add(object, key, descriptor) {
      if (object === latest && latestUnsummed) return;
      const shadow = summed(object);
      if (shadow === undefined) return;
      shadow.sum = asSum(shadow.sum + entryHashOf(object, shadow.cls, key, descriptor, idOf));
    },
    pushed(array, from) {
      const shadow = summed(array);
      if (shadow === undefined) return;
      if (budget < scarce) {
        shadow.sum = unsummed;
        return;
      }
      const { length } = array;
      let by = lengthHash(length) - lengthHash(from);
      for (let index = from; index < length && index < maxStateEntries; index++) {
        const descriptor = getOwnPropertyDescriptor(array, index);
        by += entryHashOf(array, shadow.cls, index, descriptor, idOf) - lengthHash(length);
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
      if (shadow !== undefined) shadow.sum = budget < scarce ? unsummed : stale;
    },
    showAgain(object) {
      const mark = Stamp.read(object);
      const shadow = mark === 0 ? undefined : Shadowed.of(object);
      shown = 0;
      if (shadow === undefined) meet(object, mark, 0);
      else showAgain(object, shadow, mark);
    },
    takeUncompared() {
      const count = uncompared;
      uncompared = 0;
      return count;
    },
    forget,
  };
}

const knownQuiet = markBit.met | markBit.quiet;

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Keeps nothing of the guest alive. */
function clear(entries: Entries): void {
  for (let index = 0; index < entries.count; index++) {
    entries.keys[index] = entries.values[index] = undefined;
  }
}
