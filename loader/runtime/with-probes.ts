/**
 * Objects in which a `with` statement looks names up. Its code is not recorded: from its beginning
 * to its end the recording says that they may change, and then they are shown anew.
 */
import { mutateOp } from '../../lib/records.js';
import { isObject } from './paths.js';
import { getOwnPropertyDescriptor, isArray, isArrayBufferView, objectKeys } from './primordials.js';
import { isData } from './snapshot.js';
import type { ValueEncoder } from './value.js';
import { immediates } from './value-words.js';

/** Objects that are compared behind one: what it names could give. */
const maxReached = 64;

interface Surroundings {
  encoder: ValueEncoder;
  isTrap: (object: object) => boolean;
  record: (h: number, object: number, op: number, a: number, b: number) => void;
}

export function createWithProbes({ encoder, isTrap, record }: Surroundings) {
  const { deep } = encoder;
  /** Of those that run; hazards.ts sees to it that none can be suspended. */
  const objects: unknown[] = [];
  let depth = 0;

  function showReached(object: object): void {
    deep.showAgain(object, true);
    if (isArrayBufferView(object) || (isArray(object) && object.length > maxReached)) return;
    const keys = objectKeys(object);
    for (let index = 0; index < keys.length && index < maxReached; index++) {
      const descriptor = getOwnPropertyDescriptor(object, keys[index]!);
      if (descriptor === undefined || !isData(descriptor)) continue;
      const value: unknown = descriptor.value;
      if (isObject(value)) deep.lookSurely(value);
    }
  }

  function tell(h: number, object: unknown, op: number): void {
    try {
      if (!isObject(object) || isTrap(object)) return;
      if (op === mutateOp.withEnds) showReached(object);
      record(h, deep.written(object), op, immediates.undefined, immediates.undefined);
    } catch {
      encoder.breakOff();
    }
  }

  return {
    /** Before the object is known: an error on the way to it ends the statement, too. */
    withOpens(h: number): number {
      objects[depth++] = undefined;
      return h;
    },
    withBegins(h: number, object: unknown): unknown {
      objects[depth - 1] = object;
      tell(h, object, mutateOp.withBegins);
      return object;
    },
    withEnds(h: number): void {
      const object = objects[--depth];
      objects[depth] = undefined;
      tell(h, object, mutateOp.withEnds);
    },
  };
}
