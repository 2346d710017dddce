/**
 * What kind of thing an object is and what to call it, learned once per prototype. Labels come from
 * own data properties of prototypes only: a getter named `constructor` is never run.
 */
import { objectClass } from '../../lib/records.js';
import {
  arrayPrototype,
  getOwnPropertyDescriptor,
  getOwnPropertyNames,
  getPrototypeOf,
  hasOwn,
  isAnyArrayBuffer,
  isArray,
  isArrayBufferView,
  isDate,
  isMap,
  isModuleNamespaceObject,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
  objectPrototype,
  promisePrototype,
  privateWeakMap,
} from './primordials.js';
import { messageSign } from './messages.js';
import type { Strings } from './strings.js';

export type ObjectClass = (typeof objectClass)[keyof typeof objectClass];

/** V8 gives each object whose prototype was changed hidden classes of its own. */
const isolates = parseInt(process.versions.v8, 10) < 13;

/** Prototypes above an object that are asked for a constructor's name. */
const maxPrototypeDepth = 4;

export interface Shape {
  readonly cls: ObjectClass;
  readonly name: string;
  /** The label's value word, valid in `generation` only. */
  word: number;
  generation: number;
  /** Instances met that had no property which is not enumerable, while all had none. */
  open: number;
  /** Instances that were asked for symbols as keys and had none. */
  unsigned: number;
  /** Of HTTP messages: see messages.ts. */
  readonly sign: string | undefined;
  /** An instance of what has nothing, as parsers of queries make them: as good as plain. */
  readonly isBare: boolean;
  /** An instance bears no stamp (marks.ts). */
  readonly isApart: boolean;
}

export interface Shapes {
  describe(object: object): Shape;
  /** The value word of the label; functions are labelled by their own name. */
  label(object: object, shape: Shape): number;
}

export function createShapes(strings: Strings): Shapes {
  const byPrototype = privateWeakMap<object, Shape>();
  const functions = shape(objectClass.function, 'Function');
  const proxies = shape(objectClass.proxy, 'Proxy');
  const namespaces = shape(objectClass.moduleNamespace, 'Module');
  const plain = shape(objectClass.plainObject, 'Object');
  const orphans = shape(objectClass.plainObject, '');
  const arrays = shape(objectClass.array, 'Array');
  const promises = shape(objectClass.promise, 'Promise');

  function describe(object: object): Shape {
    if (isProxy(object)) return proxies;
    if (typeof object === 'function') return functions;
    const prototype = getPrototypeOf(object) as object | null;
    if (prototype === objectPrototype) return plain;
    if (prototype === null) return isModuleNamespaceObject(object) ? namespaces : orphans;
    if (prototype === arrayPrototype && isArray(object)) return arrays;
    if (prototype === promisePrototype) return promises; // nothing of it is read
    let known = byPrototype.get(prototype);
    if (known === undefined) {
      const cls = classify(object);
      const isBare = cls === objectClass.classInstance && hasNothing(prototype);
      known = shape(cls, constructorName(prototype), signOf(prototype), isBare, prototype);
      byPrototype.set(prototype, known);
    }
    // The `length` of what only has an array's prototype may be an accessor.
    if (known.cls === objectClass.array && !isArray(object)) {
      return shape(objectClass.classInstance, known.name);
    }
    return known;
  }

  function label(object: object, known: Shape): number {
    if (known === functions) return strings.word(ownString(object, 'name') ?? '');
    if (known.generation !== strings.generation()) {
      known.generation = strings.generation();
      known.word = strings.word(known.name);
    }
    return known.word;
  }

  return { describe, label };
}

function shape(
  cls: ObjectClass,
  name: string,
  sign?: string,
  isBare = false,
  prototype?: object,
): Shape {
  // Frameworks change the prototypes of messages to what they made by Object.create.
  const isApart =
    isolates && sign !== undefined && prototype !== undefined && !hasOwn(prototype, 'constructor');
  return { cls, name, word: 0, generation: -1, open: 0, unsigned: 0, sign, isBare, isApart };
}

function hasNothing(prototype: object): boolean {
  if (isProxy(prototype) || getPrototypeOf(prototype) !== null) return false;
  return getOwnPropertyNames(prototype).length === 0;
}

function classify(object: object): ObjectClass {
  if (isArray(object)) return objectClass.array;
  if (isNativeError(object)) return objectClass.error;
  if (isMap(object)) return objectClass.mapObject;
  if (isSet(object)) return objectClass.setObject;
  if (isPromise(object)) return objectClass.promise;
  if (isDate(object)) return objectClass.date;
  if (isRegExp(object)) return objectClass.regExp;
  if (isArrayBufferView(object) || isAnyArrayBuffer(object)) return objectClass.buffer;
  return objectClass.classInstance;
}

function constructorName(prototype: object): string {
  let holder: object | null = prototype;
  for (let depth = 0; holder !== null && depth < maxPrototypeDepth; depth++) {
    if (isProxy(holder)) return '';
    const name = ownConstructorName(holder);
    if (name !== undefined) return name;
    holder = getPrototypeOf(holder) as object | null;
  }
  return '';
}

/** Undefined where the prototype has no constructor of its own; empty where none can be told. */
function ownConstructorName(prototype: object): string | undefined {
  const descriptor = getOwnPropertyDescriptor(prototype, 'constructor');
  if (descriptor === undefined) return undefined;
  if (!hasOwn(descriptor, 'value')) return '';
  const constructor: unknown = descriptor.value;
  if (typeof constructor !== 'function' || isProxy(constructor)) return '';
  return ownString(constructor, 'name') ?? '';
}

/** Instances of classes that derive from one of Node's messages have its sign, too. */
function signOf(prototype: object): string | undefined {
  let holder: object | null = prototype;
  for (let depth = 0; holder !== null && depth < maxPrototypeDepth; depth++) {
    if (isProxy(holder)) return undefined;
    const sign = messageSign(ownConstructorName(holder) ?? '');
    if (sign !== undefined) return sign;
    holder = getPrototypeOf(holder) as object | null;
  }
  return undefined;
}

/** An own data property that is a string; accessors are not run. */
function ownString(object: object, key: string): string | undefined {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined || !hasOwn(descriptor, 'value')) return undefined;
  const value: unknown = descriptor.value;
  return typeof value === 'string' ? value : undefined;
}
