/**
 * What was never shown of an object: a look shows the first 256 entries. Of such an entry nobody
 * knows whether it is there.
 */
import { maxStateEntries, objectClass } from '../reader/format.js';
import type { Value } from '../reader/value.js';
import { isCollection, isIndexed, isLeftOut, isUnshown } from './entry-keys.js';
import type { ObjectState } from './object-states.js';

/** How many entries are there of which nothing is known. */
export function unseenCount(state: ObjectState): number {
  const { class: cls, entries, size, seenTo, unseenTo } = state;
  if (entries === undefined) return 0;
  if (!isIndexed(cls)) return Math.max(0, size - countedEntries(state));
  if (unseenTo <= seenTo) return 0;
  let known = 0;
  for (const { key } of entries.values()) if (isUnseenIndex(state, key)) known++;
  return Math.min(unseenTo, size) - seenTo - known;
}

/** Whether an entry of that key, which is not known, may be there. */
export function isUnseen(state: ObjectState, key: Value): boolean {
  if (state.entries === undefined) return hasEntries(state.class);
  if (isIndexed(state.class)) return isUnseenIndex(state, key);
  return !isUnshown(state.class, key) && state.size > countedEntries(state);
}

/** What stands for an entry of that key. */
export function missing(state: ObjectState, key: Value): Value {
  return isUnseen(state, key) ? { type: 'notCaptured' } : { type: 'absent' };
}

/** Why not all of it is known; empty where it is. */
export function unseenReason(state: ObjectState): string {
  if (state.entries === undefined) {
    return hasEntries(state.class)
      ? 'no look has shown it yet: it lay too deep, or among too much'
      : '';
  }
  const count = unseenCount(state);
  if (count === 0) return '';
  const most = state.isAtMost ? 'at most ' : '';
  const were = count === 1 ? 'entry was' : 'entries were';
  const more = `${most}${String(count)} more ${were} never shown`;
  return state.size > maxStateEntries
    ? `${more}: a look shows the first ${String(maxStateEntries)}`
    : more;
}

/** The same of an element; other objects have none. */
export function isUnseenIndex(state: ObjectState, key: Value): boolean {
  const { class: cls, seenTo, unseenTo } = state;
  return isIndexed(cls) && typeof key === 'number' && key >= seenTo && key < unseenTo;
}

function countedEntries({ class: cls, entries }: ObjectState): number {
  let count = 0;
  for (const entry of entries?.values() ?? []) if (!isLeftOut(cls, entry)) count++;
  return count;
}

function hasEntries(cls: number): boolean {
  return isCollection(cls) || isIndexed(cls) || hasProperties(cls);
}

/** Its entries are properties. */
export function hasProperties(cls: number): boolean {
  return withProperties.has(cls);
}

const withProperties: ReadonlySet<number> = new Set([
  objectClass.plainObject,
  objectClass.classInstance,
  objectClass.error,
]);
