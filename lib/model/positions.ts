/** What was running on a thread at given moments: one pass answers for all of them. */
import type { RecordedThread } from '../reader/thread.js';
import type { Call } from './call.js';
import { CallStack } from './call-stack.js';

/** A call as it stood at a moment. */
export interface RunningCall {
  seq: number;
  site: number;
  /** TASK event of its run, for the first call of one; else -1. */
  runSeq: number;
  /** The event that last put it on the stack: its enter, or a resume. */
  pushedSeq: number;
  /** The await or yield from which it was resumed; -1: none. */
  suspendedSeq: number;
  parentSeq: number;
}

/** Just before the event `seq` of the thread. */
export interface Position {
  seq: number;
  /** The outermost call first. */
  calls: RunningCall[];
  runSeq: number;
  turnSeq: number;
}

/** By sequence number; moments that lie behind the thread's end are its end. */
export function positionsAt(thread: RecordedThread, seqs: Iterable<number>): Map<number, Position> {
  const wanted = [...new Set(seqs)].sort((a, b) => a - b);
  const found = new Map<number, Position>();
  const cursor = thread.cursor({ values: false });
  const stack = new CallStack(cursor, { thread: thread.number });
  let at = 0;
  for (;;) {
    for (; at < wanted.length && wanted[at]! <= cursor.nextSeq; at++) {
      found.set(wanted[at]!, positionOf(wanted[at]!, stack));
    }
    if (at === wanted.length) return found;
    if (!stack.step()) break;
  }
  for (; at < wanted.length; at++) found.set(wanted[at]!, positionOf(wanted[at]!, stack));
  return found;
}

function positionOf(seq: number, stack: CallStack): Position {
  const { runSeq, turnSeq } = stack;
  return { seq, calls: stack.calls.map(copyOf), runSeq, turnSeq };
}

function copyOf(call: Call): RunningCall {
  const { seq, site, runSeq, pushedSeq, suspendedSeq, parentSeq } = call;
  return { seq, site, runSeq, pushedSeq, suspendedSeq, parentSeq };
}
