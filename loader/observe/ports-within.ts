/**
 * Ports within data that is cloned for another thread, in an order that is the same for the data
 * and its clone. No accessor is run: what stands behind one is not found.
 */
import { MessagePort } from 'node:worker_threads';
import {
  getPrototypeOf,
  isArray,
  isMap,
  isProxy,
  isSet,
  mapEntries,
  mapIteratorNext,
  objectKeys,
  setIteratorNext,
  setValues,
} from '../runtime/primordials.js';
import { field } from './fields.js';

/** Objects that are looked at. */
const maxObjects = 10_000;

export function isPort(value: unknown): value is MessagePort {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  return getPrototypeOf(value) === MessagePort.prototype;
}

export function portsWithin(data: unknown): object[] {
  const ports: object[] = [];
  const seen: object[] = [];
  const isNew = new WeakSet<object>();

  function look(value: unknown): void {
    if (typeof value !== 'object' || value === null || isProxy(value)) return;
    if (isNew.has(value) || seen.length === maxObjects) return;
    isNew.add(value);
    seen[seen.length] = value;
  }

  look(data);
  for (let index = 0; index < seen.length; index++) {
    const object = seen[index]!;
    if (isPort(object)) ports[ports.length] = object;
    else if (isMap(object)) lookIntoMap(object, look);
    else if (isSet(object)) lookIntoSet(object, look);
    else lookIntoObject(object, look);
  }
  return ports;
}

function lookIntoObject(object: object, look: (value: unknown) => void): void {
  if (!isArray(object) && ArrayBuffer.isView(object)) return;
  const keys = objectKeys(object);
  for (let index = 0; index < keys.length; index++) look(field(object, keys[index]!));
}

function lookIntoMap(map: Map<unknown, unknown>, look: (value: unknown) => void): void {
  const entries = mapEntries(map);
  for (let next = mapIteratorNext(entries); next.done !== true; next = mapIteratorNext(entries)) {
    look(next.value[0]);
    look(next.value[1]);
  }
}

function lookIntoSet(set: Set<unknown>, look: (value: unknown) => void): void {
  const values = setValues(set);
  for (let next = setIteratorNext(values); next.done !== true; next = setIteratorNext(values)) {
    look(next.value);
  }
}
