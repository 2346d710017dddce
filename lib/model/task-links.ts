/**
 * Who scheduled each run of the event loop: for every TASK event of a thread the call in which its
 * promise or resource was made. Two passes over the thread, the first of which finds the places
 * that are asked for; nothing is guessed: what was made among lost events has no answer.
 *
 *   place 812: (inside call 5) promise made         TASK promise, 812  ->  scheduled by call 5
 */
import type { ThreadCursor } from '../reader/cursor.js';
import {
  chunkBytes,
  kind,
  lossCause,
  placeNotKnown,
  runtimeEvent,
  runtimeEventBits,
  taskRun,
} from '../reader/format.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Value } from '../reader/value.js';
import { CallStack } from './call-stack.js';

/** What was running where something was scheduled. */
export interface Schedule {
  /** Sequence of the event that came next (or of the event of the resource's making itself). */
  seq: number;
  /** Sequence of the enter of the call on top; -1: no recorded call was running. */
  callSeq: number;
  /** Sequence of the TASK event of the run in which it happened; -1 for none. */
  runSeq: number;
  /** Type of the async resource ('Timeout', 'TickObject', ...), or 'promise'. */
  type: string;
}

const runtimeEventMask = (1 << runtimeEventBits) - 1;
const chunkWords = chunkBytes / 4;

/** A RUNTIME event other than the making of a resource, and what was running there. */
export interface Signal {
  seq: number;
  callSeq: number;
  runSeq: number;
  /** One of runtimeEvent. */
  type: number;
  values: (string | number)[];
  /** Nanoseconds since the recording's start. */
  time: number;
}

/** By the sequence of the TASK event that begins the run. */
export class TaskLinks {
  readonly #schedules = new Map<number, Schedule>();
  /** Messages, requests, threads and children, in order. */
  readonly signals: Signal[] = [];

  constructor(thread: RecordedThread) {
    const runs = placedRuns(thread);
    new LinkReader(thread, runs, this.#schedules, this.signals).read();
  }

  /** Undefined where it is not known. */
  get(runSeq: number): Schedule | undefined {
    return this.#schedules.get(runSeq);
  }

  /**
   * The nearest recorded call that led to the run, through runs in which only code ran that is not
   * recorded. `via` is the type of what was scheduled last; `call` is undefined where something
   * outside the thread started it (a connection, a signal, a message), or where it is not known.
   */
  origin(runSeq: number): Origin | undefined {
    let via = '';
    for (let seq = runSeq; seq >= 0;) {
      const schedule = this.#schedules.get(seq);
      if (schedule === undefined) break;
      if (via === '') via = schedule.type;
      if (outsideTypes.has(schedule.type)) return { via: schedule.type, callSeq: -1 };
      if (schedule.callSeq >= 0) return { via, callSeq: schedule.callSeq };
      if (schedule.runSeq >= seq) break; // only a damaged recording says so
      seq = schedule.runSeq;
    }
    return via === '' ? undefined : { via, callSeq: -1 };
  }
}

/** What led to a run of the event loop. */
export interface Origin {
  /** 'promise', 'Timeout', 'TickObject', ...: Node's name of the async resource. */
  via: string;
  /** Sequence of the enter of the call that scheduled it; -1 for none. */
  callSeq: number;
}

/** Resources whose callbacks are started from outside the thread. */
const outsideTypes: ReadonlySet<string> = new Set([
  'FSEVENTWRAP',
  'HTTPINCOMINGMESSAGE',
  'MESSAGEPORT',
  'PIPESERVERWRAP',
  'SIGNALWRAP',
  'STATWATCHER',
  'TCPSERVERWRAP',
  'TTYWRAP',
  'UDPWRAP',
]);

const known = new WeakMap<RecordedThread, TaskLinks>();

/** Made once for each thread. */
export function taskLinks(thread: RecordedThread): TaskLinks {
  let links = known.get(thread);
  if (links === undefined) known.set(thread, (links = new TaskLinks(thread)));
  return links;
}

/** A run of what is known by the place where it was made. */
interface PlacedRun {
  seq: number;
  /** Place in the thread's stream behind which its promise or tick was made. */
  place: number;
  type: string;
}

const placedTypes: Partial<Record<number, string>> = {
  [taskRun.promiseRun]: 'promise',
  [taskRun.tickRun]: 'TickObject',
};

/** In the order of their places. */
function placedRuns(thread: RecordedThread): PlacedRun[] {
  const cursor = thread.cursor({ values: false });
  const runs: PlacedRun[] = [];
  while (cursor.next()) {
    if (cursor.kind !== kind.task) continue;
    const type = placedTypes[cursor.argument];
    const distance = cursor.taskFrom;
    if (type === undefined || distance === placeNotKnown) continue;
    runs.push({ seq: cursor.seq, place: cursor.place - distance, type });
  }
  return runs.sort((a, b) => a.place - b.place);
}

class LinkReader {
  readonly #cursor: ThreadCursor;
  readonly #stack: CallStack;
  readonly #runs: PlacedRun[];
  readonly #schedules: Map<number, Schedule>;
  readonly #signals: Signal[];
  /** Where each living resource was made, by async id. */
  readonly #resources = new Map<number, Schedule>();
  #nextRun = 0;
  /** Places up to here may have been written twice (backpressure `drop`). */
  #ambiguousTo = -1;

  constructor(
    thread: RecordedThread,
    runs: PlacedRun[],
    schedules: Map<number, Schedule>,
    signals: Signal[],
  ) {
    this.#cursor = thread.cursor();
    this.#stack = new CallStack(this.#cursor, { thread: thread.number });
    this.#runs = runs;
    this.#schedules = schedules;
    this.#signals = signals;
  }

  read(): void {
    const cursor = this.#cursor;
    let isBehindGap = true;
    let callSeq = -1;
    let runSeq = -1;
    while (this.#stack.step()) {
      if (cursor.kind === kind.loss) {
        isBehindGap = true;
        if (cursor.lossCause === lossCause.lossDropped) this.#markChunk();
        continue;
      }
      if (isBehindGap) this.#skipTo(cursor.place - 1);
      this.#answerTo(cursor.place, cursor.seq, callSeq, runSeq);
      isBehindGap = false;
      if (cursor.kind === kind.runtime) this.#passRuntime();
      else if (cursor.kind === kind.task) this.#passTask();
      callSeq = this.#stack.top?.seq ?? -1;
      runSeq = this.#stack.runSeq;
    }
    if (!isBehindGap) this.#answerTo(Infinity, cursor.nextSeq, callSeq, runSeq);
  }

  /** Promises and ticks that were made before the event at `place` and behind the one before it. */
  #answerTo(place: number, seq: number, callSeq: number, runSeq: number): void {
    const runs = this.#runs;
    for (; this.#nextRun < runs.length; this.#nextRun++) {
      const run = runs[this.#nextRun]!;
      if (run.place > place) return;
      if (run.place <= this.#ambiguousTo) continue;
      this.#schedules.set(run.seq, { seq, callSeq, runSeq, type: run.type });
    }
  }

  #skipTo(place: number): void {
    const runs = this.#runs;
    while (this.#nextRun < runs.length && runs[this.#nextRun]!.place <= place) this.#nextRun++;
  }

  #markChunk(): void {
    const chunk = Math.floor(this.#cursor.blockPlace / chunkWords);
    this.#ambiguousTo = (chunk + 1) * chunkWords - 1;
  }

  #passRuntime(): void {
    const cursor = this.#cursor;
    const { seq } = cursor;
    const callSeq = this.#stack.top?.seq ?? -1;
    const { runSeq } = this.#stack;
    const type = cursor.argument & runtimeEventMask;
    const values: (string | number)[] = [];
    for (let index = 0; index < cursor.valueCount; index++) values.push(plain(cursor.value(index)));
    if (type !== runtimeEvent.taskInit) {
      this.#signals.push({ seq, callSeq, runSeq, type, values, time: cursor.time });
      return;
    }
    const [asyncId, name] = values;
    if (typeof asyncId !== 'number') return;
    this.#resources.set(asyncId, { seq, callSeq, runSeq, type: String(name) });
  }

  #passTask(): void {
    const cursor = this.#cursor;
    if (cursor.argument !== taskRun.resourceRun) return;
    const schedule = this.#resources.get(cursor.taskFrom);
    if (schedule !== undefined) this.#schedules.set(cursor.seq, schedule);
  }
}

/** Numbers and texts as they are; of a long text what was kept of it. */
function plain(value: Value): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return '';
  if ('head' in value) return value.head;
  return `(${value.type})`;
}
