/**
 * Turns the events of one thread into calls, in one pass with memory for open calls only.
 *
 *   ENTER f, ENTER g, LEAVE g, AWAIT f          stack: f | f g | f | (f suspended)
 *   ... ENTER h, RESUME f, LEAVE f, LEAVE h     stack: h | h f | h |
 *
 * Async and generator calls are known by their activations: AWAIT and YIELD take them off the
 * stack, RESUME puts them on whatever stack there is. Their parent remains the call that made
 * them.
 *
 * An event that does not fit the stack is an anomaly, counted by what was wrong. Where events are
 * missing, the stack is cut: its calls are set aside, still open, and what follows has no parent
 * until one of them shows up again.
 */
import type { ThreadCursor } from '../reader/cursor.js';
import { kind, runtimeEvent, runtimeEventBits, taskRun } from '../reader/format.js';
import type { Value } from '../reader/value.js';
import { Call, callState } from './call.js';

export interface CallStackOptions {
  thread: number;
  /** Told of each call when it begins; tells whether its arguments and result shall be decoded. */
  onEnter?: (call: Call) => boolean;
  /** Told of each call that is suspended, or set aside at a cut. */
  onAside?: (call: Call) => void;
  /** Begin in the middle of the thread, where the cursor does. */
  from?: StackMark;
}

/** A place between two events, and what a call stack must know to go on from there. */
export interface StackMark {
  time: number;
  runSeq: number;
  turnSeq: number;
  outerRuns: readonly number[];
  counts: CallCounts;
  /** Calls that are open, in the order of `pushedSeq`; they are changed by what follows. */
  open: readonly Call[];
}

/** What calls of a stretch of events, made without the stack, mean to it. */
export interface PassedCalls {
  /** Of the stretch's last event. */
  time: number;
  enters: number;
  ends: number;
  /** What comes to the call that was on top. */
  topSelf: number;
  topChildren: number;
}

export interface CallCounts {
  enters: number;
  /** Leaves and throws. */
  ends: number;
  /** Calls without an end. */
  open: number;
  /** Places where events are missing. */
  cuts: number;
  /** Events that belong to a call whose enter is missing. */
  orphans: number;
  anomalies: number;
}

const runtimeEventMask = (1 << runtimeEventBits) - 1;
/** Resource callbacks inside each other that are told apart. */
const maxNestedRuns = 1024;
/** Calls set aside at cuts; beyond this the oldest are given up. */
const maxCutCalls = 65_536;
/** Calls that are looked at, over a whole thread, for ends that fit none: time stays bounded. */
const maxSearched = 2e7;

export class CallStack {
  readonly counts: CallCounts = { enters: 0, ends: 0, open: 0, cuts: 0, orphans: 0, anomalies: 0 };
  /** Up to eight anomalies, described. */
  readonly anomalies: string[] = [];
  /** Calls that the last step ended: the first `endedCount`, in this order. */
  readonly ended: Call[] = [];
  endedCount = 0;
  /** Number of the thread. */
  readonly thread: number;
  readonly #cursor: ThreadCursor;
  readonly #onEnter: ((call: Call) => boolean) | undefined;
  readonly #onAside: ((call: Call) => void) | undefined;
  readonly #stack: Call[] = [];
  readonly #activations = new Map<number, Call>();
  #cut: Call[] = [];
  /** TASK events of the resource callbacks around the present one, which run inside each other. */
  readonly #outerRuns: number[] = [];
  #runSeq = -1;
  #turnSeq = -1;
  #time = 0;
  #searched = 0;

  constructor(cursor: ThreadCursor, options: CallStackOptions) {
    this.#cursor = cursor;
    this.thread = options.thread;
    this.#onEnter = options.onEnter;
    this.#onAside = options.onAside;
    if (options.from !== undefined) this.#beginAt(options.from);
  }

  #beginAt(mark: StackMark): void {
    this.#time = mark.time;
    this.#runSeq = mark.runSeq;
    this.#turnSeq = mark.turnSeq;
    this.#outerRuns.push(...mark.outerRuns);
    Object.assign(this.counts, mark.counts);
    for (const call of mark.open) {
      if (call.state === callState.onStack) this.#stack.push(call);
      else if (call.state === callState.cut) this.#cut.push(call);
      if (call.activation !== undefined) this.#activations.set(call.activation, call);
    }
  }

  /** The call that runs at present. */
  get top(): Call | undefined {
    return this.#stack.at(-1);
  }

  /** The calls that run at present, the outermost first; changes with the next step. */
  get calls(): readonly Call[] {
    return this.#stack;
  }

  /** Async and generator calls that wait, in the order of their enters. */
  get suspended(): Call[] {
    return [...this.#activations.values()]
      .filter(({ state }) => state === callState.suspended)
      .sort((a, b) => a.seq - b.seq);
  }

  /** All calls without an end. */
  get open(): Call[] {
    return [...new Set([...this.#stack, ...this.#cut, ...this.#activations.values()])];
  }

  /**
   * Sequence number of the TASK event of the resource callback that began the present turn of the
   * event loop. All microtasks until the next turn come from it. -1: not known.
   */
  get turnSeq(): number {
    return this.#turnSeq;
  }

  /** Sequence number of the TASK event of the present run of the event loop; -1: not known. */
  get runSeq(): number {
    return this.#runSeq;
  }

  /** Runs around the present one: resource callbacks that run inside each other. */
  get outerRuns(): readonly number[] {
    return this.#outerRuns;
  }

  /** Time of the event that was taken last, in nanoseconds since the recording's start. */
  get time(): number {
    return this.#time;
  }

  /** Takes one event; false at the end of the thread. The cursor stands on the event. */
  step(): boolean {
    const cursor = this.#cursor;
    this.endedCount = 0;
    if (!cursor.next()) return false;
    const { kind: k } = cursor;
    this.#passTime();
    if (k <= kind.enter8) this.#enter();
    else if (k <= kind.leaveValue) this.#leave('returned', k === kind.leaveValue);
    else if (k <= kind.throwValue) this.#leave('threw', k === kind.throwValue);
    else if (k === kind.activation) this.#nameActivation();
    else if (k === kind.await || k === kind.awaitValue) this.#suspend();
    else if (k === kind.resume || k === kind.resumeValue) this.#resume();
    else if (k === kind.yield || k === kind.yieldValue) this.#suspend();
    else if (k === kind.task) this.#passTask();
    else if (k === kind.runtime) this.#passRuntime();
    else if (k === kind.loss) this.#cutHere();
    return true;
  }

  /** Takes that others passed over calls of a stretch. Those that go on `begin` behind this. */
  goOn({ time, enters, ends, topSelf, topChildren }: PassedCalls): void {
    const { top } = this;
    if (top !== undefined) {
      top.self += topSelf;
      top.childCount += topChildren;
    }
    this.#time = time;
    this.counts.enters += enters;
    this.counts.ends += ends;
  }

  /** Puts a call on the stack, made by the one on top; who calls counts it there. */
  begin(seq: number, site: number, start: number): Call {
    const call = this.make(seq, site, start);
    this.#stack.push(call);
    return call;
  }

  /** A call that the one on top makes, which does not get there. */
  make(seq: number, site: number, start: number): Call {
    const stack = this.#stack;
    const parent = stack.length > 0 ? stack[stack.length - 1]! : undefined;
    const parentSeq = parent === undefined ? -1 : parent.seq;
    const taskSeq = parent === undefined ? -1 : stack[0]!.taskSeq;
    const call = new Call(this.thread, seq, site, parentSeq, taskSeq, start);
    call.cutsBefore = this.counts.cuts;
    if (parent === undefined && this.#cut.length > 0) call.isCut = true;
    if (parent === undefined || this.#runSeq > parent.pushedSeq) call.runSeq = this.#runSeq;
    return call;
  }

  /** At the end of the thread: the calls that are still open, in the order of their enters. */
  takeOpen(): Call[] {
    const { open } = this;
    this.#stack.length = 0;
    this.#cut = [];
    this.#activations.clear();
    this.counts.open += open.length;
    for (const call of open) {
      if (call.state === callState.cut) call.outcome = 'cut';
      if (call.cutsBefore !== this.counts.cuts) call.isCut = true;
    }
    return open.sort((a, b) => a.seq - b.seq);
  }

  /** What has passed since the last event belongs to the call on top. */
  #passTime(): void {
    const { time } = this.#cursor;
    const stack = this.#stack;
    if (stack.length > 0) stack[stack.length - 1]!.self += time - this.#time;
    this.#time = time;
  }

  #enter(): void {
    const cursor = this.#cursor;
    const { top } = this;
    if (top !== undefined) top.childCount++;
    this.counts.enters++;
    const call = this.begin(cursor.seq, cursor.site, this.#time);
    if (this.#onEnter?.(call) === true) {
      const count = cursor.valueCount;
      const args: Value[] = [];
      for (let index = 0; index < count; index++) args.push(cursor.value(index));
      call.args = args;
    }
  }

  #leave(outcome: 'returned' | 'threw', hasValue: boolean): void {
    const { site } = this.#cursor;
    const stack = this.#stack;
    let call = stack.length > 0 ? stack[stack.length - 1] : undefined;
    this.counts.ends++;
    if (call?.site !== site) {
      call =
        this.#popTo((open) => open.site === site) ?? this.#takeCut((open) => open.site === site);
      if (call === undefined) {
        this.#orphan('an end of a call that is not open');
        return;
      }
    }
    if (stack[stack.length - 1] === call) stack.pop();
    if (hasValue && call.args !== undefined) {
      call.result = this.#cursor.value(0);
      call.hasResult = true;
    }
    this.#end(call, outcome);
  }

  #end(call: Call, outcome: 'returned' | 'threw'): void {
    call.end = this.#time;
    if (call.cutsBefore !== this.counts.cuts) call.isCut = true;
    call.outcome = outcome;
    call.state = callState.ended;
    this.#forgetActivation(call);
    this.ended[this.endedCount++] = call;
  }

  #nameActivation(): void {
    const { site, activation } = this.#cursor;
    const call = this.top;
    if (call?.site !== site) {
      this.#orphan('an activation of a call that is not on top');
      return;
    }
    this.#forgetActivation(call);
    // A damaged recording may give one activation to two calls: nothing leads to the first again.
    const before = this.#activations.get(activation);
    if (before !== undefined) {
      this.#anomaly('an activation that another call has');
      if (before.state === callState.suspended) this.#giveUp(before);
    }
    call.activation = activation;
    this.#activations.set(activation, call);
  }

  #forgetActivation(call: Call): void {
    const { activation } = call;
    if (activation === undefined || this.#activations.get(activation) !== call) return;
    this.#activations.delete(activation);
  }

  #suspend(): void {
    const { activation } = this.#cursor;
    const call = this.#activations.get(activation);
    if (call === undefined) {
      this.#orphan('a suspension of a call that is not open');
      return;
    }
    if (call.state === callState.cut) this.#takeCut((open) => open === call);
    else if (call.state === callState.suspended) {
      this.#anomaly('a suspension of a call that is suspended');
      return;
    } else if (call !== this.top) this.#popTo((open) => open === call);
    if (this.top === call) this.#stack.pop();
    call.state = callState.suspended;
    call.suspendedSeq = this.#cursor.seq;
    this.#onAside?.(call);
  }

  #resume(): void {
    const { activation } = this.#cursor;
    const call = this.#activations.get(activation);
    if (call === undefined) {
      this.#orphan('a resumption of a call that is not open');
      return;
    }
    if (call.state === callState.cut) this.#takeCut((open) => open === call);
    else if (call.state === callState.onStack) {
      if (call !== this.top) this.#popTo((open) => open === call);
      return;
    }
    call.state = callState.onStack;
    call.pushedSeq = this.#cursor.seq;
    this.#stack.push(call);
  }

  /**
   * The call that fits is not on top: what lies above it has lost its end. Undefined, and nothing
   * done, where none fits.
   */
  #popTo(fits: (call: Call) => boolean): Call | undefined {
    const stack = this.#stack;
    if (this.#searched > maxSearched) return undefined;
    const at = stack.findLastIndex(fits);
    this.#searched += stack.length - Math.max(0, at);
    if (at < 0) return undefined;
    this.#anomaly('a call without an end of its own');
    for (const call of stack.splice(at + 1)) this.#giveUp(call);
    return stack[at];
  }

  /** A call that was set aside at a cut. */
  #takeCut(fits: (call: Call) => boolean): Call | undefined {
    if (this.#searched > maxSearched) return undefined;
    const at = this.#cut.findLastIndex(fits);
    this.#searched += this.#cut.length - Math.max(0, at);
    if (at < 0) return undefined;
    const [call] = this.#cut.splice(at, 1);
    return call;
  }

  /** What runs next was scheduled somewhere else, or does so no longer. */
  #passTask(): void {
    const { argument, seq } = this.#cursor;
    if (argument === taskRun.runEnd) {
      const outer = this.#outerRuns.pop();
      this.#runSeq = this.#stack.length > 0 ? (outer ?? -1) : -1;
      return;
    }
    const isContext = argument === taskRun.contextRun;
    if (isContext && this.#stack.length > 0) return;
    if (!isContext && argument !== taskRun.promiseRun) {
      if (this.#outerRuns.length === 0 && this.#stack.length === 0) this.#turnSeq = seq;
      if (this.#outerRuns.length < maxNestedRuns) this.#outerRuns.push(this.#runSeq);
    }
    this.#runSeq = seq;
  }

  /** The end of the process comes from none of its tasks. */
  #passRuntime(): void {
    const type = this.#cursor.argument & runtimeEventMask;
    if (type !== runtimeEvent.exit && type !== runtimeEvent.beforeExit) return;
    if (this.#stack.length > 0) return;
    this.#outerRuns.length = 0;
    this.#runSeq = -1;
    this.#turnSeq = -1;
  }

  /** Events are missing here: nobody knows which of the calls on the stack still run. */
  #cutHere(): void {
    this.counts.cuts++;
    this.#outerRuns.length = 0;
    this.#runSeq = -1;
    this.#turnSeq = -1;
    for (const call of this.#stack) {
      call.isCut = true;
      call.state = callState.cut;
      this.#cut.push(call);
      this.#onAside?.(call);
    }
    this.#stack.length = 0;
    const over = this.#cut.length - maxCutCalls;
    if (over > 0) for (const call of this.#cut.splice(0, over)) this.#giveUp(call);
  }

  #giveUp(call: Call): void {
    call.outcome = 'cut';
    call.isCut = true;
    call.state = callState.ended;
    this.counts.open++;
    this.#forgetActivation(call);
    this.ended[this.endedCount++] = call;
  }

  /** Behind a cut such events are to be expected; before any, they are anomalies. */
  #orphan(what: string): void {
    this.counts.orphans++;
    if (this.counts.cuts === 0) this.#anomaly(what);
  }

  #anomaly(what: string): void {
    this.counts.anomalies++;
    if (this.anomalies.length < 8)
      this.anomalies.push(`event ${String(this.#cursor.seq)}: ${what}`);
  }
}
