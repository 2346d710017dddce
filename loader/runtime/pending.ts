/**
 * Objects that an expression changes before a probe can tell of it: `q` in `f(...q.splice(0))`,
 * where the note stands behind the call, and in `q.pop().a.run()`, which may end in between. They
 * are compared at the next boundary between two events, at the latest where an exception passes
 * or a getter begins; of those of the first kind the recording says that they are changing.
 */
import { kind, kindBits, mutateOp, objectClass } from '../../lib/records.js';
import { mutator } from '../probes.js';
import type { DeepObjects } from './deep-objects.js';
import { isObject } from './paths.js';
import { commit, type Ring } from './ring.js';
import { immediates, smallInteger, valueTag } from './value-words.js';

/** Of a call that may throw half way: looks at what it changes before its note comes. */
const maxLooks = 8;

export interface Pending {
  /** How many there are. */
  count: number;
  /** The expression is about to change it; nothing else runs before its note but getters. */
  readonly waits: (object: unknown, value: unknown) => unknown;
  /** The same where anything may run: the next event of whatever kind is a boundary. */
  readonly changing: (h: number, object: unknown, value: unknown) => unknown;
  /**
   * The call may change it and throw, and run getters and the like before: it is looked at each
   * time, until its note comes or hardly can any more.
   */
  readonly risks: (object: unknown, value: unknown) => unknown;
  /** What stands behind a proxy; whoever knows puts it here. */
  behind: (object: object) => object | undefined;
  /** The note has come; the operation to record: what was compared before is not shifted again. */
  noted(object: object, op: number): number;
  /** That of such a call; those above it have thrown. */
  ended(object: unknown): void;
  /** Compares all; between two events. */
  settle(): void;
  /** Some object has changed, or is about to. */
  readonly someone: (h: number, op: number, value: unknown) => unknown;
}

/** The event of this word has an object that nobody knows. */
const nobody = valueTag.object;
const allClasses = (1 << 14) - 1;
/** Without a note: an exception left the expression, and nobody was told. */
const maxPending = 64;

// eslint-disable-next-line max-lines-per-function -- one closure over what is pending
export function createPending(ring: Ring, deep: DeepObjects, breakOff: () => void): Pending {
  const { words } = ring;
  const kindMask = (1 << kindBits) - 1;
  const objects: (object | undefined)[] = new Array<undefined>(maxPending).fill(undefined);
  /** Headers of those that are said to be changing; below 0: looks that are left; 0: of others. */
  const headers = new Int32Array(maxPending);

  function record(h: number, object: number, op: number, a: number): void {
    const at = words[ring.position] as number;
    words[at + 1] = object;
    words[at + 2] = smallInteger(op);
    words[at + 3] = a;
    words[at + 4] = immediates.undefined;
    commit(ring, at, (h & ~kindMask) | kind.mutate, 5);
  }

  function add(object: object, h: number): void {
    if (pending.count === maxPending) {
      pending.settle();
      drop(0);
    }
    objects[pending.count] = object;
    headers[pending.count++] = h;
  }

  function drop(from: number): void {
    for (let at = from; at < pending.count; at++) objects[at] = undefined;
    pending.count = from;
  }

  function take(object: object, h: number): void {
    try {
      const own = pending.behind(object);
      if (own === undefined) return;
      deep.lookSurely(own);
      if (h > 0) record(h, deep.written(own), mutateOp.changeEnds, immediates.undefined);
    } catch {
      breakOff();
    }
  }

  const pending: Pending = {
    count: 0,
    behind: (object) => object,
    waits(object, value) {
      if (isObject(object)) add(object, 0);
      return value;
    },
    changing(h, object, value) {
      if (!isObject(object)) return value;
      try {
        const own = pending.behind(object);
        if (own === undefined) return value;
        record(h, deep.look(own), mutateOp.changeBegins, immediates.undefined);
        add(object, h);
        words[ring.limit] = 0;
      } catch {
        breakOff();
      }
      return value;
    },
    risks(object, value) {
      if (isObject(object)) add(object, -maxLooks);
      return value;
    },
    noted(object, op) {
      const last = pending.count - 1;
      if (objects[last] !== object || headers[last] !== 0) return op;
      objects[last] = undefined;
      pending.count = last;
      return op === mutator.shiftAside ? mutator.shift : op;
    },
    ended(object) {
      let at = pending.count - 1;
      while (at >= 0 && (objects[at] !== object || headers[at]! >= 0)) at--;
      if (at >= 0) drop(at);
    },
    settle() {
      const { count } = pending;
      let kept = 0;
      pending.count = 0;
      for (let at = 0; at < count; at++) {
        const object = objects[at]!;
        const h = headers[at]!;
        objects[at] = undefined;
        take(object, h);
        if (h >= -1) continue;
        objects[kept] = object;
        headers[kept++] = h + 1;
      }
      pending.count = kept;
    },
    someone(h, op, value) {
      const classes = classesOf(op);
      deep.suspect(classes);
      record(h, nobody, mutateOp.someone, smallInteger(classes));
      return value;
    },
  };
  return pending;
}

const { array, buffer, date, mapObject, setObject } = objectClass;
const collections = (1 << mapObject) | (1 << setObject);
const elements = (1 << array) | (1 << buffer);

/** Bits of the classes of objects that a method of this kind changes. */
function classesOf(op: number): number {
  switch (op) {
    case mutator.push:
    case mutator.pop:
    case mutator.popAside:
    case mutator.shift:
    case mutator.shiftAside:
      return 1 << array;
    case mutator.set:
      return (1 << mapObject) | (1 << buffer);
    case mutator.add:
    case mutator.delete:
    case mutator.clear:
      return collections;
    case mutator.binary:
      return (1 << buffer) | (1 << date);
    case mutator.other:
    case mutator.look:
      return elements | collections;
    default:
      return allClasses;
  }
}

/** What the injected calls run. `real`: what a guess stands for, and all else itself. */
export function pendingProbes(pending: Pending, real: (object: unknown) => unknown) {
  const { waits, risks, changing, someone } = pending;
  return {
    waits: (object: unknown, value: unknown) => waits(real(object), value),
    risks: (object: unknown, value: unknown) => risks(real(object), value),
    risky: (h: number, object: unknown) => risks(real(object), h),
    changing: (h: number, object: unknown, value: unknown) => changing(h, real(object), value),
    someone,
    settle(): void {
      if (pending.count !== 0) pending.settle();
    },
  };
}
