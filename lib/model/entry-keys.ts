/**
 * The keys of an object's entries: where each stands among them, which of them key frames leave
 * out, and how keys are written.
 */
import { maxStateEntries, objectClass } from '../reader/format.js';
import type { Value } from '../reader/value.js';
import type { Entry, ObjectState } from './object-states.js';

/** Key frames do not show it among their entries, and it does not count. */
export function isLeftOut(cls: number, { key, isAside }: Entry): boolean {
  return isAside || isUnshown(cls, key);
}

/** Private fields, properties with symbols, named ones of arrays. */
export function isUnshown(cls: number, key: Value): boolean {
  if (isCollection(cls)) return false;
  if (typeof key !== 'string') return typeof key === 'object' && key?.type === 'symbol';
  if (isIndexed(cls)) return !isIndex(key) && key !== 'length';
  return cls !== objectClass.plainObject && key.startsWith('#');
}

/** Entries that stay as they were behind a key frame that has `total` in all: it shows others. */
export function keptOverFrame(
  { class: cls, entries }: ObjectState,
  total: number,
): ObjectState['entries'] {
  if (entries === undefined) return undefined;
  const isBounded = total > maxStateEntries && !isIndexed(cls);
  const kept = new Map<string, Entry>();
  for (const [name, entry] of entries) {
    if (isBounded || isLeftOut(cls, entry)) kept.set(name, entry);
  }
  return kept;
}

export function isIndexed(cls: number): boolean {
  return cls === objectClass.array || cls === objectClass.buffer;
}

/** A property's key: of a collection it is told apart from its entries. */
export function propertyKey(state: ObjectState, name: Value): Value {
  return isCollection(state.class) && typeof name === 'string' ? `.${name}` : name;
}

/** Where an entry stands among those of its object. */
export function entrySlot(state: ObjectState, key: Value, isAside: boolean): string {
  if (!isAside || !isCollection(state.class)) return nameIn(state, key);
  return typeof key === 'string' ? key : `.${keyOf(key)}`;
}

/** `1` and `'1'` are one key of an object and two of a Map. */
function nameIn(state: ObjectState, key: Value): string {
  const isName = !isCollection(state.class) && typeof key === 'string' && isIndex(key);
  return isName ? key : keyOf(key);
}

export function isCollection(cls: number): boolean {
  return cls === objectClass.mapObject || cls === objectClass.setObject;
}

/** One text for each value; objects and symbols by identity. */
export function keyOf(value: Value): string {
  switch (typeof value) {
    case 'number':
      return Object.is(value, -0) ? '0' : String(value);
    case 'string':
      return `'${value}`;
    case 'object':
      break;
    default:
      return `${typeof value} ${String(value)}`;
  }
  if (value === null) return 'null';
  switch (value.type) {
    case 'object':
      return `object ${String(value.id)}`;
    case 'string':
      return `text ${String(value.length)} ${value.hash}`;
    case 'symbol':
      return `symbol ${String(value.id ?? '')}:${value.description ?? ''}`;
    case 'redacted':
      return `redacted ${value.hash}`;
    default:
      return value.type;
  }
}

/** Elements are told apart by their numbers, however they were written. */
export function isIndex(text: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(text);
}

/** A key as people write it: a name or a number; other keys of collections as `keyOf`. */
export function keyText(key: Value): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : keyOf(key);
}

/** The same value, objects by identity. */
export function isSameValue(a: Value, b: Value): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return a.type === b.type && keyOf(a) === keyOf(b);
}
