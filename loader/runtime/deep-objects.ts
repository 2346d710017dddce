/**
 * Objects at level `state`: the first sight shows all that can be reached, within bounds, and each
 * later one compares the object with what was recorded of it (shadows.ts). What differs was changed
 * by code that is not recorded, and is shown anew.
 */
import { maxStateEntries, objectClass } from '../../lib/records.js';
import type { SealedEncoder } from '../redaction/sealed.js';
import { createKeyFrames, stateDepth } from './key-frames.js';
import { idOfMark, markBit, Stamp, wordOfMark, type Marks, type Shadow } from './marks.js';
import { isPlumbing, ownMessageSign } from './messages.js';
import type { EncodeValue, HoldWeakly } from './objects.js';
import { getOwnPropertyDescriptor, getOwnPropertyNames, objectKeys } from './primordials.js';
import type { Ring } from './ring.js';
import type { Shape } from './shapes.js';
import {
  asSum,
  entryHash,
  entryHashOf,
  isMeaning,
  lengthHash,
  noEntries,
  stale,
  unsummed,
} from './shadows.js';

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
/** Of a class, after which the others are not asked for properties that are not enumerable. */
const openInstances = 16;
/** Looks without a difference after which an object counts as one of them; new ones at once. */
const calmLooks = 4;

export interface DeepObjects {
  /** The value word of an object that the code at level `state` sees. */
  look(object: object): number;
  /** Compares it whatever the budget; whether it differed and was shown anew. */
  lookSurely(object: object): boolean;
  /** The same of one within another, `depth` from `stateDepth` on. */
  reference(object: object, depth: number): number;
  /** The value word of an object that a recorded write has just changed, without a comparison. */
  written(object: object): number;
  /** An object of these classes was changed, and nobody knows which: those that are not say so. */
  suspect(classes: number): void;
  /** It is known, and no proxy: its descriptors can be asked for without a trap. */
  isMet(object: object): boolean;
  /** Something was recorded of it at this level, or it has an id. */
  isKnown(object: object): boolean;
  /** Before a write to an entry, and behind it, with the entry's descriptor. */
  takeAway(object: object, key: unknown): void;
  add(object: object, key: unknown, descriptor: PropertyDescriptor | undefined): void;
  /** Entries from `from` on were pushed; the last one, which was `value`, is gone. */
  pushed(array: unknown[], from: number): void;
  popped(array: unknown[], value: unknown): void;
  /** Nobody knows what the entries were: the next look shows them. */
  spoil(object: object): void;
  /** More was in it than a look shows when it was shown last. */
  isPart(object: object): boolean;
  /** Shows the object anew; `hasHidden`: also what is not enumerable. */
  showAgain(object: object, hasHidden?: boolean): void;
  /** Shows a property that is not enumerable. */
  showHidden(object: object, key: PropertyKey): void;
  /** Sights since the last question that went without a comparison for want of budget. */
  takeUncompared(): number;
  /** Holds no object any longer. */
  forget(): void;
}

export interface Surroundings {
  ring: Ring;
  sealed: SealedEncoder;
  encode: EncodeValue;
  holdWeakly: HoldWeakly;
  marks: Marks;
  describe(object: object): Shape;
  /** `shadow`: what the object is to bear, with its mark. */
  identify(object: object, shape: Shape, isShown: boolean, shadow: Shadow | undefined): number;
}

// One closure, as the encoder it serves.
// eslint-disable-next-line max-lines-per-function
export function createDeepObjects(around: Surroundings): DeepObjects {
  const { marks } = around;
  const idOf = (object: object): number => idOfMark(marks.read(object));
  const frames = createKeyFrames(around, idOf);
  let budget = maxBudget;
  /** Sights of quiet objects until the lot falls again, and of how many; plenty of budget: none. */
  let patience = 0;
  let granted = 0;
  let uncompared = 0;
  /**
   * The quiet object that was seen last: four of five sights are of the one before. So for 50 us of
   * the thread's time at most, not beyond its task (`forget`), and held weakly.
   */
  const latest: [object | undefined] = [undefined];
  around.holdWeakly(latest);
  let latestWord = 0;
  /** Changes of objects that nobody knew, and the classes of all of them, as bits. */
  let epoch = 0;
  let suspects = 0;
  /** There is no sum of it to keep up. */
  let latestUnsummed = false;

  function look(object: object): number {
    if (object === latest[0]) return latestWord;
    const mark = Stamp.read(object);
    if ((mark & knownQuiet) !== knownQuiet || --patience <= 0) return lookCloser(object, mark);
    latest[0] = object;
    latestUnsummed = false;
    return (latestWord = wordOfMark(mark));
  }

  function forget(): void {
    latest[0] = undefined;
  }

  function lookCloser(object: object, stamp: number): number {
    const mark = stamp === 0 ? marks.read(object) : stamp;
    if (mark !== 0 && typeof object === 'function') return wordOfMark(mark);
    frames.shown = 0;
    forget();
    if ((mark & markBit.met) === 0) return meet(object, mark, 0);
    if ((mark & markBit.quiet) !== 0) {
      if (patience <= 0) drawAgain();
    } else if (budget < maxBudget) {
      budget++;
    }
    compare(object, marks.shadow(object)!);
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
    const mark = marks.read(object);
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
    const isShown = level < maxDepth && frames.shown < maxShownEntries;
    const { cls } = shape;
    if (!isShown || cls === objectClass.proxy || cls === objectClass.function) {
      const known = mark === 0 ? around.identify(object, shape, isShown, undefined) : mark;
      // Ids may be used up.
      if (known !== 0 && isShown && cls === objectClass.function) {
        showFunction(object, idOfMark(known), level);
      }
      return wordOfMark(known);
    }
    const shadow = newShadow(shape, mark);
    // Before it bears a mark V8 knows its names.
    const names =
      mark === 0 && cls === objectClass.plainObject ? getOwnPropertyNames(object) : undefined;
    const isHiding = names === undefined && mayHide(shape) && hides(object, shape);
    if (mark === 0) {
      const known = around.identify(object, shape, isShown, shadow);
      // RegExp bears no stamp, and ids may be used up.
      if (marks.read(object) === 0) return wordOfMark(known);
    } else {
      marks.update(object, shadow);
    }
    const id = idOfMark(shadow.mark);
    if (names !== undefined) {
      shadow.sum = frames.showNew(object, names, id, level);
      return wordOfMark(shadow.mark);
    }
    shadow.sum = frames.show(object, cls, id, level, shadow.sign);
    if (isHiding) frames.showHidden(object, cls, id, level);
    if (maySign(shape))
      shape.unsigned = frames.showSymbols(object, id, level) ? 0 : shape.unsigned + 1;
    return wordOfMark(shadow.mark);
  }

  /**
   * It may have symbols as keys: instances are alike. Of plain objects, of which each may be
   * another, they are not asked for, nor of Node's messages.
   */
  function maySign({ cls, sign, unsigned }: Shape): boolean {
    return cls !== objectClass.plainObject && sign === undefined && unsigned < openInstances;
  }

  /** Instances of a class are alike, and with private fields it takes V8 long to tell. */
  function mayHide({ cls, open }: Shape): boolean {
    return (
      cls === objectClass.plainObject || (cls === objectClass.classInstance && open < openInstances)
    );
  }

  /** It has properties that are not enumerable. */
  function hides(object: object, shape: Shape): boolean {
    if (getOwnPropertyNames(object).length > objectKeys(object).length) {
      shape.open = 0;
      return true;
    }
    shape.open++;
    return false;
  }

  function newShadow({ cls, name, sign }: Shape, mark: number): Shadow {
    const isQuiet = budget < scarce;
    return {
      mark: mark | markBit.shown | markBit.met | (isQuiet ? markBit.quiet : 0),
      sum: stale,
      cls,
      sign: sign === undefined ? undefined : ownMessageSign(name, sign),
      epoch,
      looks: isQuiet ? calmLooks : 0,
    };
  }

  /** Few have properties; writes to them are recorded, and they are not compared. */
  function showFunction(object: object, id: number, level: number): void {
    if (objectKeys(object).length > 0) frames.show(object, objectClass.classInstance, id, level);
  }

  function compare(object: object, shadow: Shadow): void {
    const { cls, sum } = shadow;
    if (sum === noEntries) {
      shadow.mark |= markBit.quiet;
      return;
    }
    if (budget <= 0) {
      uncompared++;
      shadow.mark |= markBit.quiet;
      return;
    }
    if (sum !== stale) {
      const now = frames.sum(object, cls, shadow.sign);
      budget -= costOfEntry * (frames.looked + 1);
      if (sum === unsummed) shadow.sum = now;
      if (now === sum || sum === unsummed) {
        if (now === sum && shadow.epoch !== epoch) clear(shadow);
        if (++shadow.looks >= calmLooks && budget < scarce) shadow.mark |= markBit.quiet;
        return;
      }
      shadow.looks = 0;
      shadow.mark &= ~markBit.quiet;
    }
    showAgain(object, shadow);
  }

  /** It is not one that was changed. */
  function clear(shadow: Shadow): void {
    shadow.epoch = epoch;
    if ((suspects & (1 << shadow.cls)) !== 0) frames.tellSame(idOfMark(shadow.mark));
  }

  function showAgain(object: object, shadow: Shadow): void {
    forget();
    shadow.epoch = epoch;
    const id = idOfMark(shadow.mark);
    shadow.sum = frames.show(object, shadow.cls, id, 0, shadow.sign);
    if (shadow.cls === objectClass.classInstance && shadow.sign === undefined) {
      frames.showSymbols(object, id, 0);
    }
    budget -= costOfEntry * frames.shown;
  }

  /** The program itself writes what Node keeps on a message: from here on all is shown. */
  function showWhole(shadow: Shadow): void {
    if (shadow.sign === undefined) return;
    shadow.sign = undefined;
    shadow.sum = stale;
  }

  function lookSurely(object: object): boolean {
    const shadow = marks.shadow(object);
    if (shadow === undefined) look(object);
    if (shadow === undefined || shadow.sum === noEntries) return false;
    const now = frames.sum(object, shadow.cls, shadow.sign);
    budget -= costOfEntry * (frames.looked + 1);
    if (now === shadow.sum) {
      if (shadow.epoch !== epoch) clear(shadow);
      return false;
    }
    frames.shown = 0;
    showAgain(object, shadow);
    return true;
  }

  /** The object's shadow, where its sum is one that goes on. */
  function summed(object: object): Shadow | undefined {
    const shadow = marks.shadow(object);
    return shadow === undefined || isMeaning(shadow.sum) ? undefined : shadow;
  }

  return {
    look,
    lookSurely,
    reference,
    written(object) {
      if (object === latest[0]) return latestWord;
      const mark = marks.read(object);
      if ((mark & markBit.met) !== 0) {
        if ((mark & markBit.quiet) !== 0 && patience > 0) {
          latest[0] = object;
          latestWord = wordOfMark(mark);
          latestUnsummed = false;
        }
        return wordOfMark(mark);
      }
      if (mark !== 0 && typeof object === 'function') return wordOfMark(mark);
      frames.shown = 0;
      return meet(object, mark, 0);
    },
    isMet: (object) => object === latest[0] || (marks.read(object) & markBit.met) !== 0,
    isKnown: (object) => marks.read(object) !== 0,
    suspect(classes) {
      epoch++;
      suspects |= classes;
      forget();
    },
    takeAway(object, key) {
      const isLatest = object === latest[0];
      if (isLatest && latestUnsummed) return;
      const shadow = summed(object);
      // To ask for a stack makes V8 write it, by the program's code.
      if (shadow === undefined || budget < scarce || key === 'stack') {
        if (shadow !== undefined) shadow.sum = unsummed;
        if (isLatest) latestUnsummed = marks.shadow(object)?.sign === undefined;
        return;
      }
      // The guest's own keys, or names in its text.
      const descriptor = getOwnPropertyDescriptor(object, key as PropertyKey);
      shadow.sum = asSum(shadow.sum - entryHashOf(object, shadow.cls, key, descriptor, idOf));
    },
    add(object, key, descriptor) {
      if (object === latest[0] && latestUnsummed) return;
      const shadow = marks.shadow(object);
      if (shadow === undefined) return;
      if (shadow.sign !== undefined && isPlumbing(key)) showWhole(shadow);
      if (isMeaning(shadow.sum)) return;
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
      const shadow = marks.shadow(object);
      if (shadow === undefined) return;
      if (!isMeaning(shadow.sum)) shadow.sum = budget < scarce ? unsummed : stale;
      showWhole(shadow);
    },
    isPart: (object) => marks.shadow(object)?.sum === noEntries,
    showAgain(object, hasHidden = false) {
      const shadow = marks.shadow(object);
      frames.shown = 0;
      if (shadow !== undefined) {
        showWhole(shadow);
        showAgain(object, shadow);
      } else if (typeof object !== 'function' || marks.read(object) === 0) {
        meet(object, marks.read(object), 0);
      } else showFunction(object, idOf(object), 0);
      if (!hasHidden) return;
      const { cls } = around.describe(object);
      if (cls !== objectClass.proxy) frames.showHidden(object, cls, idOf(object), 0);
    },
    showHidden(object, key) {
      const cls = marks.shadow(object)?.cls;
      if (cls === undefined || typeof key !== 'string') return;
      if (cls === objectClass.array && key === 'length') return;
      if (cls === objectClass.error && key === 'message') return;
      frames.showAsides(object, [key], idOf(object), 0);
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
