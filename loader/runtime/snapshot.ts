/**
 * The entries of an object that a first-sight snapshot shows: own data properties, array elements,
 * Map and Set entries, bounded by named limits. Accessors are named, never run.
 */
import { maxSnapshotEntries, objectClass } from '../../lib/records.js';
import {
  dateValue,
  getOwnPropertyDescriptor,
  hasOwn,
  mapEntries,
  mapIteratorNext,
  mapSize,
  objectKeys,
  regExpSource,
  setIteratorNext,
  setSize,
  setValues,
  typedArrayLength,
} from './primordials.js';
import { tellingKeys } from './messages.js';
import type { ObjectClass } from './shapes.js';

/** Of an object inside another, this share of what the outermost shows. */
export const innerShare = 6 / 16;

/** Stands in for a value that may not be read (accessor) or is not there (hole). */
export const accessor = { not: 'read' } as const;
export const hole = { not: 'there' } as const;

/** Reused buffers: a snapshot allocates nothing that lives on. */
export interface Entries {
  count: number;
  total: number;
  readonly keys: unknown[];
  readonly values: unknown[];
  /** Rules that the entries' names fall under (redaction/sealed.ts). */
  readonly rules: Uint8Array;
}

export function createEntries(size: number = maxSnapshotEntries): Entries {
  const rules = new Uint8Array(size);
  return { count: 0, total: 0, keys: blank(size), values: blank(size), rules };
}

/** Without `fill`, which the guest may have replaced by now. */
function blank(size: number): unknown[] {
  const values = new Array<unknown>(size);
  for (let index = 0; index < size; index++) values[index] = undefined;
  return values;
}

/**
 * Fills `entries`, up to `limit`; false when objects of this class have no snapshot. `sign`: of an
 * HTTP message (messages.ts).
 */
export function readEntries(
  object: object,
  cls: ObjectClass,
  limit: number,
  entries: Entries,
  sign?: string,
): boolean {
  entries.count = 0;
  entries.total = 0;
  switch (cls) {
    case objectClass.plainObject:
      readPlain(object, limit, entries);
      return true;
    case objectClass.classInstance:
      readProperties(object, limit, entries, sign);
      return true;
    case objectClass.array:
      readElements(object, limit, entries);
      return true;
    case objectClass.error:
      readProperty(object, 'message', entries);
      readProperties(object, limit - 1, entries);
      return true;
    case objectClass.mapObject:
      readMap(object as Map<unknown, unknown>, limit, entries);
      return true;
    case objectClass.setObject:
      readSet(object as Set<unknown>, limit, entries);
      return true;
    case objectClass.date:
      add(entries, 'time', dateValue(object));
      return true;
    case objectClass.regExp:
      add(entries, 'source', regExpSource(object as RegExp));
      return true;
    case objectClass.buffer:
      return readBuffer(object, limit, entries);
    default:
      return false;
  }
}

function add(entries: Entries, key: unknown, value: unknown): void {
  entries.keys[entries.count] = key;
  entries.values[entries.count] = value;
  entries.count++;
  entries.total++;
}

/**
 * `for in` makes no array of keys. It goes up the prototypes, which is safe for this class only:
 * there is none, or Object.prototype alone.
 */
function readPlain(object: object, limit: number, entries: Entries): void {
  let count = 0;
  for (const key in object) {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor === undefined) continue; // the prototype's
    if (count === limit) {
      entries.total = objectKeys(object).length;
      entries.count = count;
      return;
    }
    entries.keys[count] = key;
    entries.values[count] = isData(descriptor) ? descriptor.value : accessor;
    count++;
  }
  entries.total = entries.count = count;
}

function readProperties(object: object, limit: number, entries: Entries, sign?: string): void {
  const all = objectKeys(object);
  const keys = sign === undefined ? all : tellingKeys(all, sign);
  const most = keys.length < limit ? keys.length : limit;
  let { count } = entries;
  for (let index = 0; index < most; index++) {
    const key = keys[index]!;
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor === undefined) continue;
    entries.keys[count] = key;
    entries.values[count] = isData(descriptor) ? descriptor.value : accessor;
    count++;
  }
  entries.total += count - entries.count + all.length - most;
  entries.count = count;
}

function readProperty(object: object, key: string | number, entries: Entries): void {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined) {
    if (typeof key === 'number') add(entries, key, hole);
  } else {
    add(entries, key, isData(descriptor) ? descriptor.value : accessor);
  }
}

/**
 * A data descriptor has no `get`. Looking for it in the whole chain costs a tenth of `hasOwn` and
 * is as good, unless the guest put one on Object.prototype.
 */
export function isData(descriptor: PropertyDescriptor): boolean {
  return 'get' in descriptor ? hasOwn(descriptor, 'value') : true;
}

function readElements(object: object, limit: number, entries: Entries): void {
  const { length } = object as unknown[];
  for (let index = 0; index < length && index < limit; index++) {
    readProperty(object, index, entries);
  }
  entries.total = length;
}

function readMap(map: Map<unknown, unknown>, limit: number, entries: Entries): void {
  const iterator = mapEntries(map);
  while (entries.count < limit) {
    const step = mapIteratorNext(iterator);
    if (step.done === true) break;
    add(entries, step.value[0], step.value[1]);
  }
  entries.total = mapSize(map);
}

function readSet(set: Set<unknown>, limit: number, entries: Entries): void {
  const iterator = setValues(set);
  while (entries.count < limit) {
    const step = setIteratorNext(iterator);
    if (step.done === true) break;
    add(entries, entries.count, step.value);
  }
  entries.total = setSize(set);
}

function readBuffer(object: object, limit: number, entries: Entries): boolean {
  const length = typedArrayLength(object as ArrayBufferView);
  if (length === undefined) return false;
  for (let index = 0; index < length && index < limit; index++) {
    add(entries, index, (object as Uint8Array)[index]);
  }
  entries.total = length;
  return true;
}
