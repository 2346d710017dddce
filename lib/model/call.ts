/**
 * A call: one run of one function, from its enter to its leave or throw, however often it was
 * suspended in between. Built by CallStack; numbers here, ids as text on demand.
 */
import type { Value } from '../reader/value.js';

/**
 * `returned` and `threw` ended; `open` had not ended when the recording did; `cut` lies at a place
 * where events are missing, and its end is not among what is left.
 */
export type CallOutcome = 'returned' | 'threw' | 'open' | 'cut';

/** Where a call is while it is open. */
export const callState = { onStack: 0, suspended: 1, cut: 2, ended: 3 } as const;

export class Call {
  /** Number of the thread, unique in the recording. */
  readonly thread: number;
  /** Sequence number of the enter event in its thread. */
  readonly seq: number;
  /** Site id of the function, within the process. */
  readonly site: number;
  /** Sequence number of the calling call's enter; -1 for none. */
  readonly parentSeq: number;
  /**
   * Sequence number of the enter of the outermost call under which it was made; its own for that
   * one.
   */
  readonly taskSeq: number;
  /** Nanoseconds since the recording's start. */
  readonly start: number;
  /** The same; -1 while it is open. */
  end = -1;
  /** Nanoseconds in the call itself: neither in calls that it made nor suspended. */
  self = 0;
  outcome: CallOutcome = 'open';
  /**
   * Events are missing where this call was made or while it ran: its parent, its end or its
   * children may be among them.
   */
  isCut = false;
  /** Captured arguments; undefined where they were not asked for or not recorded. */
  args: Value[] | undefined = undefined;
  /** What it returned or threw; undefined also stands for "not recorded". */
  result: Value = undefined;
  /** Whether `result` was recorded. */
  hasResult = false;
  /** Number of calls that it made. */
  childCount = 0;

  /**
   * Of the outermost calls of a run of the event loop, or of an async resource's callback: sequence
   * number of the run's TASK event; -1 where it is not known, and for all other calls.
   */
  runSeq = -1;

  /** Used while the call is open. Sequence number of the event that last put it on the stack. */
  pushedSeq: number;
  /** Sequence number of the await or yield that last took it off the stack; -1: none has. */
  suspendedSeq = -1;
  /** Places where events are missing, before it began. */
  cutsBefore = 0;
  activation: number | undefined = undefined;
  state: number = callState.onStack;

  constructor(
    thread: number,
    seq: number,
    site: number,
    parentSeq: number,
    taskSeq: number,
    start: number,
  ) {
    this.thread = thread;
    this.seq = seq;
    this.site = site;
    this.parentSeq = parentSeq;
    this.taskSeq = taskSeq < 0 ? seq : taskSeq;
    this.start = start;
    this.pushedSeq = seq;
  }

  /** `<thread>:<seq of its enter>` */
  get id(): string {
    return callId(this.thread, this.seq);
  }

  get parent(): string | null {
    return this.parentSeq < 0 ? null : callId(this.thread, this.parentSeq);
  }

  /** Id of the outermost call under which it was made. Stays the same through awaits. */
  get task(): string {
    return callId(this.thread, this.taskSeq);
  }

  /** Nanoseconds from enter to end, suspensions included; -1 while it is open. */
  get duration(): number {
    return this.end < 0 ? -1 : this.end - this.start;
  }
}

export function callId(thread: number, seq: number): string {
  return `${String(thread)}:${String(seq)}`;
}
