/** Writes to private fields. */
import { isObject } from './paths.js';
import type { ValueEncoder } from './value.js';

export function createPrivateProbes(
  encoder: ValueEncoder,
  encode: (value: unknown) => number,
  record2: (h: number, a: number, b: number) => void,
) {
  const { deep } = encoder;

  function setPrivate(h: number, result: unknown, object: unknown): unknown {
    if (isObject(object)) {
      try {
        const value = encode(result);
        record2(h, deep.written(object), value);
      } catch {
        encoder.breakOff();
      }
    }
    return result;
  }

  function setPrivateAside(h: number, result: unknown, object: unknown, value: unknown): unknown {
    setPrivate(h, value, object);
    return result;
  }

  function setPrivateStep(h: number, old: unknown, object: unknown, by: number): unknown {
    if (typeof old !== 'bigint') setPrivate(h, (old as number) + by, object);
    else setPrivate(h, by > 0 ? old + 1n : old - 1n, object);
    return old;
  }

  return { setPrivate, setPrivateAside, setPrivateStep };
}
