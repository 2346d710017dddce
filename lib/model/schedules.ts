/**
 * Where promises, ticks and async resources were made: one pass from the block that holds the
 * places that are asked for.
 */
import type { ThreadCursor } from '../reader/cursor.js';
import { chunkBytes, kind, lossCause, runtimeEvent, runtimeEventBits } from '../reader/format.js';
import type { CallStack } from './call-stack.js';
import type { ThreadIndex } from './index/thread-index.js';
import { frame } from './index/layout.js';
import { runtimeValues } from './signal.js';

/** What was running where something was scheduled. */
export interface Schedule {
  /** The event behind which it was made; -1: none was before. */
  madeSeq: number;
  /** Sequence of the event that came next (or of the event of the resource's making itself). */
  seq: number;
  /** When it was made, in nanoseconds since the recording's start. */
  time: number;
  /** Sequence of the enter of the call on top; -1: no recorded call was running. */
  callSeq: number;
  /** Sequence of the TASK event of the run in which it happened; -1 for none. */
  runSeq: number;
  /** Type of the async resource ('Timeout', 'TickObject', ...), or 'promise'. */
  type: string;
}

/** A run of what is known by the place where it was made. */
export interface PlacedRun {
  seq: number;
  /** Place in the thread's stream behind which its promise or tick was made. */
  place: number;
  type: string;
  /** Made by what began with the event at the place; else by what ran before that event. */
  began: boolean;
}

export interface ResourceRun {
  seq: number;
  asyncId: number;
}

const runtimeEventMask = (1 << runtimeEventBits) - 1;
const chunkWords = chunkBytes / 4;

/** Answers what it finds in the blocks from `block` on; `resources` remembers by async id. */
export function readSchedules(
  index: ThreadIndex,
  block: number,
  wanted: { placed: PlacedRun[]; resources: ResourceRun[] },
  schedules: Map<number, Schedule>,
  resources: Map<number, Schedule>,
): void {
  const asked = new Set(wanted.resources.map(({ asyncId }) => asyncId));
  const placed = [...wanted.placed].sort((a, b) => a.place - b.place);
  new ScheduleReader(index, block, placed, schedules, (asyncId, schedule) => {
    if (asked.has(asyncId)) resources.set(asyncId, schedule);
  }).read(asked.size === 0 ? -1 : index.at(block + 1, frame.nextSeq));
  for (const { seq, asyncId } of wanted.resources) {
    const schedule = resources.get(asyncId);
    if (schedule !== undefined) schedules.set(seq, schedule);
  }
}

type Maker = Pick<Schedule, 'seq' | 'madeSeq' | 'callSeq' | 'runSeq'>;

class ScheduleReader {
  readonly #cursor: ThreadCursor;
  readonly #stack: CallStack;
  readonly #runs: PlacedRun[];
  readonly #schedules: Map<number, Schedule>;
  readonly #onResource: (asyncId: number, schedule: Schedule) => void;
  readonly #isFirstBlock: boolean;
  #nextRun = 0;
  /** Of the event before. */
  #time: number;
  /** Places up to here may have been written twice (backpressure `drop`). */
  #ambiguousTo = -1;

  constructor(
    index: ThreadIndex,
    block: number,
    runs: PlacedRun[],
    schedules: Map<number, Schedule>,
    onResource: (asyncId: number, schedule: Schedule) => void,
  ) {
    const { cursor, stack } = index.seek(block, { values: true });
    this.#cursor = cursor;
    this.#stack = stack;
    this.#time = stack.time;
    this.#isFirstBlock = block === 0;
    this.#runs = runs;
    this.#schedules = schedules;
    this.#onResource = onResource;
  }

  /** Until all runs have their answers, and at least up to the event `untilSeq`. */
  read(untilSeq: number): void {
    const cursor = this.#cursor;
    const stack = this.#stack;
    let isBehindGap = this.#isFirstBlock;
    let callSeq = stack.top?.seq ?? -1;
    let { runSeq } = stack;
    while (this.#nextRun < this.#runs.length || cursor.nextSeq < untilSeq) {
      if (!stack.step()) {
        const seq = cursor.nextSeq;
        if (!isBehindGap) this.#answerTo(Infinity, { seq, madeSeq: seq - 1, callSeq, runSeq });
        return;
      }
      if (cursor.kind === kind.loss) {
        isBehindGap = true;
        if (cursor.lossCause === lossCause.lossDropped) this.#markChunk();
        continue;
      }
      if (isBehindGap) this.#skipTo(cursor.place - 1);
      const before = { seq: cursor.seq, madeSeq: cursor.seq - 1, callSeq, runSeq };
      callSeq = stack.top?.seq ?? -1;
      ({ runSeq } = stack);
      const behind = { seq: cursor.seq + 1, madeSeq: cursor.seq, callSeq, runSeq };
      this.#answerTo(cursor.place, before, behind);
      isBehindGap = false;
      this.#time = stack.time;
      if (cursor.kind === kind.runtime) this.#passRuntime(callSeq, runSeq);
    }
  }

  /**
   * Promises and ticks that were made before the event at `place` and behind the one before it, and
   * those that were made by what began with it.
   */
  #answerTo(place: number, before: Maker, behind?: Maker): void {
    const runs = this.#runs;
    for (; this.#nextRun < runs.length; this.#nextRun++) {
      const run = runs[this.#nextRun]!;
      if (run.place > place) return;
      if (run.place <= this.#ambiguousTo) continue;
      const maker = run.began ? behind : before;
      if (maker === undefined) continue;
      this.#schedules.set(run.seq, { ...maker, time: this.#time, type: run.type });
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

  #passRuntime(callSeq: number, runSeq: number): void {
    const cursor = this.#cursor;
    if ((cursor.argument & runtimeEventMask) !== runtimeEvent.taskInit) return;
    const [asyncId, name] = runtimeValues(cursor);
    if (typeof asyncId !== 'number') return;
    this.#onResource(asyncId, {
      madeSeq: cursor.seq,
      seq: cursor.seq,
      time: cursor.time,
      callSeq,
      runSeq,
      type: String(name),
    });
  }
}
