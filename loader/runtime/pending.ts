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

export interface Pending {
  /** How many there are. */
  count: number;
  /** The expression is about to change it; nothing else runs before its note but getters. */
  readonly waits: (object: unknown, value: unknown) => unknown;
  /** The same where anything may run: the next event of whatever kind is a boundary. */
  readonly changing: (h: number, object: unknown, value: unknown) => unknown;
  /** The note has come. */
  done(object: object): void;
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

export function createPending(ring: Ring, deep: DeepObjects, breakOff: () => void): Pending {
  const { words } = ring;
  const kindMask = (1 << kindBits) - 1;
  const objects: (object | undefined)[] = new Array<undefined>(maxPending).fill(undefined);
  /** Headers of those that are said to be changing; 0: of the others. */
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
    if (pending.count === maxPending) pending.settle();
    objects[pending.count] = object;
    headers[pending.count++] = h;
  }

  function take(at: number): void {
    const object = objects[at]!;
    const h = headers[at]!;
    objects[at] = undefined;
    try {
      deep.lookSurely(object);
      if (h !== 0) record(h, deep.written(object), mutateOp.changeEnds, immediates.undefined);
    } catch {
      breakOff();
    }
  }

  const pending: Pending = {
    count: 0,
    waits(object, value) {
      if (isObject(object)) add(object, 0);
      return value;
    },
    changing(h, object, value) {
      if (!isObject(object)) return value;
      try {
        record(h, deep.look(object), mutateOp.changeBegins, immediates.undefined);
        add(object, h);
        words[ring.limit] = 0;
      } catch {
        breakOff();
      }
      return value;
    },
    done(object) {
      const last = pending.count - 1;
      if (objects[last] !== object || headers[last] !== 0) return;
      objects[last] = undefined;
      pending.count = last;
    },
    settle() {
      const { count } = pending;
      pending.count = 0;
      for (let at = 0; at < count; at++) take(at);
    },
    someone(h, op, value) {
      record(h, nobody, mutateOp.someone, smallInteger(classesOf(op)));
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

/** What the injected calls run. */
export function pendingProbes(pending: Pending) {
  const { waits, changing, someone } = pending;
  return {
    waits,
    changing,
    someone,
    settle(): void {
      if (pending.count !== 0) pending.settle();
    },
  };
}
