/**
 * What is known of an object at first glance, in one word that the object itself bears: its id and
 * three bits. At level `state` it bears a shadow instead, which holds the word and what the object
 * was like. Either is a private field stamped from outside (invisible to reflection, fires no proxy
 * trap, works on frozen objects), or a WeakMap entry where a stamp would cost the guest an engine
 * fast path: a RegExp is no longer a pristine one, and what had its prototype changed gets a hidden
 * class of its own with each property that is put on it (V8 before 13). The id stands where it
 * stands in a value word.
 */
import { objectClass } from '../../lib/records.js';
import { freeze, privateWeakMap } from './primordials.js';
import { Stamped } from './private-stamp.js';
import type { ObjectClass, Shape } from './shapes.js';
import { valueTag } from './value-words.js';

export const markBit = {
  /** It was shown. */
  shown: 1,
  /** It bears a shadow: it is no proxy and no function. */
  met: 2,
  /** It is compared by chance only. */
  quiet: 4,
} as const;

const idShift = 3;
const bits = (1 << idShift) - 1;

/** An int32, whatever the id. */
export function markOf(id: number, isShown: boolean): number {
  return (id << idShift) | (isShown ? markBit.shown : 0);
}

export function idOfMark(mark: number): number {
  return mark >>> idShift;
}

export function wordOfMark(mark: number): number {
  return (mark & ~bits) | valueTag.object;
}

/** What level `state` last recorded of an object (shadows.ts). */
export interface Shadow {
  mark: number;
  sum: number;
  readonly cls: ObjectClass;
  /** Where only what a message tells is shown and compared (messages.ts). */
  sign: string | undefined;
  /** Changes of objects that nobody knew when it was last shown or compared (deep-objects.ts). */
  epoch: number;
  /** Looks since the last difference, up to the number at which it counts as calm. */
  looks: number;
}

let nextMark: number | Shadow = 0;

/** One private field that holds all: each that is put on an object changes its hidden class. */
export class Stamp extends Stamped {
  #mark = nextMark; // one store; an argument of the constructor makes it two

  // The constructor that V8 makes calls the program's array iterator (Node 20).
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor
  constructor(object: object) {
    super(object);
  }

  static put(object: object, mark: number | Shadow): void {
    nextMark = mark;
    new Stamp(object);
  }

  /** 0: it bears none. */
  static read(object: object): number {
    if (!(#mark in object)) return 0;
    const mark = object.#mark;
    return typeof mark === 'number' ? mark : mark.mark;
  }

  static shadow(object: object): Shadow | undefined {
    if (!(#mark in object)) return undefined;
    const mark = object.#mark;
    return typeof mark === 'number' ? undefined : mark;
  }

  /** It bore a mark so far. */
  static update(object: object, mark: number | Shadow): void {
    (object as Stamp).#mark = mark;
  }
}

export interface Marks {
  /** The object's mark, wherever it is; 0 when it has none. Not of what stays pristine. */
  read(object: object): number;
  shadow(object: object): Shadow | undefined;
  /** The mark of an object that bears no stamp; 0 when it has none. */
  find(object: object, shape: Shape): number;
  /** `shadow`: holds the mark in its place. */
  add(object: object, shape: Shape, mark: number, shadow: Shadow | undefined): void;
  /** It had a mark so far. */
  update(object: object, mark: number | Shadow): void;
}

export function createMarks(): Marks {
  const pristine = privateWeakMap<object, number>();
  const apart = privateWeakMap<object, number | Shadow>();
  /** Most programs have none of these, and no look for them. */
  let hasApart = false;
  /** In an engine without private fields on non-extensible objects. */
  const stampsRefused = !canStampFrozen();

  const staysPristine = (cls: ObjectClass): boolean => cls === objectClass.regExp || stampsRefused;

  function readApart(object: object): number {
    const mark = apart.get(object) ?? 0;
    return typeof mark === 'number' ? mark : mark.mark;
  }

  return {
    read(object) {
      const mark = Stamp.read(object);
      return mark === 0 && hasApart ? readApart(object) : mark;
    },
    shadow(object) {
      const shadow = Stamp.shadow(object);
      if (shadow !== undefined || !hasApart) return shadow;
      const mark = apart.get(object);
      return typeof mark === 'object' ? mark : undefined;
    },
    find(object, { cls }) {
      if (staysPristine(cls)) return pristine.get(object) ?? 0;
      return hasApart ? readApart(object) : 0; // its prototype may be another by now
    },
    add(object, { cls, isApart }, mark, shadow) {
      // Without `try` around it: within one, V8 calls a builtin to find the class above.
      if (isApart) {
        hasApart = true;
        apart.set(object, shadow ?? mark);
      } else if (staysPristine(cls)) pristine.set(object, mark);
      else Stamp.put(object, shadow ?? mark);
    },
    update(object, mark) {
      if (Stamp.read(object) !== 0) Stamp.update(object, mark);
      else if (hasApart && readApart(object) !== 0) apart.set(object, mark);
      else pristine.set(object, mark as number);
    },
  };
}

function canStampFrozen(): boolean {
  try {
    Stamp.put(freeze({}), 1);
    return true;
  } catch {
    return false;
  }
}
