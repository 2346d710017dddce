/** Events that tell of a change of an object, applied to what is known of it. */
import type { ThreadCursor } from '../reader/cursor.js';
import { kind, mutateOp, mutateOpMask } from '../reader/format.js';
import { idOf, objectTag } from '../reader/value-words.js';
import { nobody, type ObjectStates } from './object-states.js';

/** The object that a set or mutate event is about, or `nobody`; -1: none. */
export function writtenObject({ words, at }: ThreadCursor): number {
  const word = words[at + 1]!;
  return (word & 7) === objectTag ? idOf(word) : -1;
}

/** Applies the set or mutate event that the cursor stands on; `property`: of its site. */
export function applyWrite(states: ObjectStates, cursor: ThreadCursor, property: string): void {
  const { kind: k, seq, site } = cursor;
  const id = writtenObject(cursor);
  if (id === nobody && k !== kind.mutate) return;
  if (k === kind.set) states.setProperty(id, property, cursor.value(1), seq, site);
  else if (k === kind.setKey) states.setProperty(id, cursor.value(1), cursor.value(2), seq, site);
  else {
    const operation = cursor.value(1);
    if (typeof operation !== 'number') return;
    if (id === nobody && (operation & mutateOpMask) !== mutateOp.someone) return;
    states.mutate(id, operation, cursor.value(2), cursor.value(3), seq, site);
  }
}
