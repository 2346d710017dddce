/** A RUNTIME event other than the making of a resource, and what was running there. */
import type { ThreadCursor } from '../reader/cursor.js';
import { runtimeEventBits } from '../reader/format.js';
import type { Value } from '../reader/value.js';

export const nsPerMs = 1e6;

export interface Signal {
  seq: number;
  /** Sequence of the enter of the call on top; -1: no recorded call was running. */
  callSeq: number;
  /** Sequence of the TASK event of the run in which it happened; -1 for none. */
  runSeq: number;
  /** One of runtimeEvent. */
  type: number;
  values: (string | number)[];
  /** Nanoseconds since the recording's start. */
  time: number;
}

/** The signal on which the cursor stands. */
export function readSignal(cursor: ThreadCursor, callSeq: number, runSeq: number): Signal {
  const type = cursor.argument & ((1 << runtimeEventBits) - 1);
  return {
    seq: cursor.seq,
    callSeq,
    runSeq,
    type,
    values: runtimeValues(cursor),
    time: cursor.time,
  };
}

/** Values of the RUNTIME event on which the cursor stands. */
export function runtimeValues(cursor: ThreadCursor): (string | number)[] {
  const values: (string | number)[] = [];
  for (let index = 0; index < cursor.valueCount; index++) values.push(plain(cursor.value(index)));
  return values;
}

/** Numbers and texts as they are; of a long text what was kept of it. */
function plain(value: Value): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return '';
  if ('head' in value) return value.head;
  return `(${value.type})`;
}
