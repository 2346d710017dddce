/**
 * Intrinsics captured before the guest's code runs. The runtime calls only these, so that a program
 * that patches Map.prototype.get or Object.keys neither disturbs the probes nor sees them.
 */
import { types } from 'node:util';
import { intrinsics } from '../../lib/plan/intrinsics.js';

const { Array, BigInt, Date, Function, Map, Math, Object, Reflect } = intrinsics;
const { RegExp, Set, String, WeakMap } = intrinsics;

const call = Function.prototype.call;
const bind = Function.prototype.bind;

type Method<This, Args extends unknown[], Result> = (this: This, ...args: Args) => Result;

/** Turns a method into a function that takes `this` first, without looking anything up later. */
function uncurryThis<This, Args extends unknown[], Result>(
  method: Method<This, Args, Result>,
): (self: This, ...args: Args) => Result {
  return bind.call(call, method) as (self: This, ...args: Args) => Result;
}

function getter<This, Result>(prototype: object, key: PropertyKey): (self: This) => Result {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (get === undefined) throw new Error(`no getter ${String(key)}`);
  return uncurryThis(get as Method<This, [], Result>);
}

const typedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as object;

export const {
  create,
  defineProperty,
  freeze,
  getPrototypeOf,
  getOwnPropertyDescriptor,
  getOwnPropertyDescriptors,
  getOwnPropertyNames,
  getOwnPropertySymbols,
  hasOwn,
  keys: objectKeys,
  setPrototypeOf,
} = Object;
export { uncurryThis };
export const objectPrototype = globalThis.Object.prototype;
export const arrayPrototype: object = globalThis.Array.prototype;
export const promisePrototype: object = globalThis.Promise.prototype;
export const { dispose } = Symbol;
export const { isArray } = Array;
export const { imul } = Math;
export const { asIntN } = BigInt;
export const { apply } = Reflect;
export const { captureStackTrace } = Error;
export const { add: atomicAdd, compareExchange, or: atomicOr, store } = Atomics;
export const {
  isProxy,
  isMap,
  isSet,
  isPromise,
  isDate,
  isRegExp,
  isNativeError,
  isArrayBufferView,
  isAnyArrayBuffer,
  isModuleNamespaceObject,
  isWeakMap,
} = types;

export const symbolIterator: typeof Symbol.iterator = Symbol.iterator;
export const weakMapGet = uncurryThis(WeakMap.prototype.get) as (
  self: WeakMap<WeakKey, unknown>,
  key: WeakKey,
) => unknown;

export const mapEntries = uncurryThis(Map.prototype.entries) as (
  self: Map<unknown, unknown>,
) => Iterator<[unknown, unknown]>;
export const setValues = uncurryThis(Set.prototype.values) as (
  self: Set<unknown>,
) => Iterator<unknown>;
const mapIteratorPrototype = Object.getPrototypeOf(new Map().entries()) as Iterator<
  [unknown, unknown]
>;
const setIteratorPrototype = Object.getPrototypeOf(new Set().values()) as Iterator<unknown>;
export const mapIteratorNext = uncurryThis(
  mapIteratorPrototype.next as () => IteratorResult<[unknown, unknown]>,
);
export const setIteratorNext = uncurryThis(
  setIteratorPrototype.next as () => IteratorResult<unknown>,
);
export const mapSize = getter<Map<unknown, unknown>, number>(Map.prototype, 'size');
export const setSize = getter<Set<unknown>, number>(Set.prototype, 'size');
export const typedArrayLength = getter<ArrayBufferView, number | undefined>(
  typedArrayPrototype,
  'length',
);
export const mapGet = uncurryThis(Map.prototype.get) as (
  self: Map<unknown, unknown>,
  key: unknown,
) => unknown;
export const mapHas = uncurryThis(Map.prototype.has) as (
  self: Map<unknown, unknown>,
  key: unknown,
) => boolean;
export const setHas = uncurryThis(Set.prototype.has) as (
  self: Set<unknown>,
  value: unknown,
) => boolean;
export const dateValue = uncurryThis(Date.prototype.getTime);
export const regExpSource = getter<RegExp, string>(RegExp.prototype, 'source');
export const bigintToString = uncurryThis(BigInt.prototype.toString);
export const symbolDescription = getter<symbol, string | undefined>(
  Symbol.prototype,
  'description',
);
export const { keyFor: symbolKey } = Symbol;
export const charCodeAt = uncurryThis(String.prototype.charCodeAt);
/** Stores UTF-16 code units into a Buffer: 50 ns, however many they are. */
export const ucs2Write = uncurryThis(
  (Buffer.prototype as unknown as { ucs2Write: (text: string, at: number, bytes: number) => void })
    .ucs2Write,
);
export const { byteLength } = Buffer as { byteLength: (text: string) => number };
export const slice = uncurryThis(String.prototype.slice);
export const toLowerCase = uncurryThis(String.prototype.toLowerCase);
export const indexOf = uncurryThis(String.prototype.indexOf);
export const lastIndexOf = uncurryThis(String.prototype.lastIndexOf);
export const functionToString = uncurryThis(Function.prototype.toString);
export const sort = uncurryThis(Array.prototype.sort) as <T>(
  self: T[],
  compare: (a: T, b: T) => number,
) => T[];
export const { stringify } = JSON;
export const float64 = new Float64Array(1);
export const float64Words = new Int32Array(float64.buffer);

/** A Map whose methods are its own properties, so that patched prototypes are never reached. */
export function privateMap<K, V>(): Map<K, V> {
  const map = new Map<K, V>();
  map.get = Map.prototype.get as typeof map.get;
  map.set = Map.prototype.set as typeof map.set;
  map.clear = Map.prototype.clear;
  return map;
}

/** The same for a WeakMap. */
export function privateWeakMap<K extends WeakKey, V>(): WeakMap<K, V> {
  const map = new WeakMap<K, V>();
  map.get = WeakMap.prototype.get as typeof map.get;
  map.set = WeakMap.prototype.set as typeof map.set;
  return map;
}
