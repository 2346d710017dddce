/** Objects that are found again by the names that lead to them; nothing of the guest's runs. */
import { getOwnPropertyDescriptor, getPrototypeOf, isProxy } from './primordials.js';
import { isData } from './snapshot.js';

/** Above an object that are asked for a property. */
const maxPrototypes = 8;

/** What stands at the end of a path of data properties; undefined where it does not lead on. */
export function createPath(isTrap: (object: object) => boolean) {
  return function path(object: unknown, ...keys: unknown[]): unknown {
    let value = object;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (!isObject(value) || isTrap(value) || !isKey(key)) return undefined;
      const descriptor = getOwnPropertyDescriptor(value, key) ?? inherited(value, key);
      if (descriptor === undefined || !isData(descriptor)) return undefined;
      value = descriptor.value;
    }
    return value;
  };
}

function inherited(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  let holder = getPrototypeOf(object) as object | null;
  for (let depth = 0; holder !== null && depth < maxPrototypes; depth++) {
    if (isProxy(holder)) return undefined;
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) return descriptor;
    holder = getPrototypeOf(holder) as object | null;
  }
  return undefined;
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A key that names a property without running anything. */
export function isKey(key: unknown): key is PropertyKey {
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'symbol';
}
