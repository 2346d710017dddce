/** What was running on a thread at given moments. */
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Call } from './call.js';
import type { CallStack } from './call-stack.js';
import { threadIndex } from './index/find-index.js';
import type { Seeker } from './index/thread-index.js';

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
  /** Within the callback that began the turn; else in a microtask behind it. */
  isInCallback: boolean;
}

/** By sequence number; moments that lie behind the thread's end are its end. */
export function positionsAt(
  recording: Recording,
  thread: RecordedThread,
  seqs: Iterable<number>,
): Map<number, Position> {
  const index = threadIndex(recording, thread);
  const found = new Map<number, Position>();
  let seeker: Seeker | undefined;
  let block = -1;
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const wanted = index.blockOfSeq(seq);
    if (seeker === undefined || wanted !== block) seeker = index.seek(wanted);
    block = wanted;
    while (seeker.cursor.nextSeq < seq) if (!seeker.stack.step()) break;
    found.set(seq, positionOf(seq, seeker.stack));
  }
  return found;
}

function positionOf(seq: number, stack: CallStack): Position {
  const { runSeq, turnSeq, outerRuns } = stack;
  const isInCallback = outerRuns.length > 0;
  return { seq, calls: stack.calls.map(copyOf), runSeq, turnSeq, isInCallback };
}

function copyOf(call: Call): RunningCall {
  const { seq, site, runSeq, pushedSeq, suspendedSeq, parentSeq } = call;
  return { seq, site, runSeq, pushedSeq, suspendedSeq, parentSeq };
}
