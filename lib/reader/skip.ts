/** Goes to an event of a thread, and takes on the way only what values there may refer to. */
import type { ThreadCursor } from './cursor.js';
import { kind, kindMask, recordLengths } from './format.js';

/** The cursor's next event is that of `seq`, which comes behind where it stands; false: none is. */
export function skipTo(cursor: ThreadCursor, seq: number): boolean {
  while (cursor.nextSeq < seq) {
    skipInBlock(cursor, seq - cursor.nextSeq);
    if (cursor.nextSeq < seq && !cursor.next()) return false;
  }
  return true;
}

/** At most so many events, up to one whose length only the cursor knows. */
function skipInBlock(cursor: ThreadCursor, most: number): void {
  const { words } = cursor;
  const end = words.length;
  let at = cursor.ahead;
  let events = 0;
  while (at < end && events < most) {
    const recordKind = words[at]! & kindMask;
    if (recordKind >= kind.firstAuxiliaryKind) {
      const behind = cursor.takeDefinition(at);
      if (behind < 0) break;
      at = behind;
      continue;
    }
    const length = recordLengths[recordKind]!;
    if (length === 0 || at + length > end) break;
    at += length;
    events++;
  }
  cursor.goOn(at, events);
}
