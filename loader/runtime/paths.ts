/** Objects that are found again by the names that lead to them; nothing of the guest's runs. */
import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  isMap,
  isProxy,
  isWeakMap,
  mapGet,
  symbolIterator,
  weakMapGet,
} from './primordials.js';
import type { Proxies } from './proxy-probes.js';
import { isData } from './snapshot.js';

/** Above an object that are asked for a property. */
const maxPrototypes = 8;

/**
 * What stands at the end of a path of data properties; undefined where it does not lead on.
 * Beyond a proxy it is a guess.
 */
export function createPath(isTrap: (object: object) => boolean, proxies: Proxies) {
  return function path(object: unknown, ...keys: unknown[]): unknown {
    let value = object;
    let isGuess = false;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (!isObject(value) || !isKey(key)) return undefined;
      if (isTrap(value)) {
        value = proxies.behind(value);
        if (value === undefined) return undefined;
        isGuess = true;
      }
      const holder = value as object;
      const descriptor = getOwnPropertyDescriptor(holder, key) ?? inherited(holder, key);
      if (descriptor === undefined || !isData(descriptor)) return undefined;
      value = descriptor.value;
    }
    if (!isGuess) return value;
    return isObject(value) ? proxies.guess(value) : undefined;
  };
}

/** What a Map has for the key, or an array at the place. */
export function createFound(
  path: (object: unknown, ...keys: unknown[]) => unknown,
): (holder: unknown, key: unknown) => unknown {
  return function found(holder, key) {
    if (isMap(holder)) return mapGet(holder, key);
    if (isWeakMap(holder)) return isObject(key) ? weakMapGet(holder, key) : undefined;
    if (!isArray(holder) || isProxy(holder) || typeof key !== 'number') return undefined;
    return path(holder, key < 0 ? holder.length + key : key);
  };
}

/** Of numbers, or of texts: all else may run the guest's code. */
function sum(a: unknown, operator: string, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    if (operator === '+') return a + b;
    if (operator === '-') return a - b;
    return operator === '*' ? a * b : a % b;
  }
  if (operator !== '+' || !isPlain(a) || !isPlain(b)) return undefined;
  return `${a}${b}`;
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** An iterable of nothing, which runs nothing of the guest's. */
function nothing(): Iterable<never> {
  return empty;
}

const end = { __proto__: null, done: true, value: undefined };
const emptyIterator = { __proto__: null, next: () => end };
const empty = {
  __proto__: null,
  [symbolIterator]: () => emptyIterator,
} as unknown as Iterable<never>;

/**
 * `named.a.b(o)` is o, whatever the names: V8 names a function without a name that goes to a
 * property of it after them.
 */
const named: (object: unknown) => unknown = new Proxy((object: unknown) => object, {
  get: () => named,
});

/** What needs no more than its arguments. */
export const pathProbes = { nothing, sum, named };

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
