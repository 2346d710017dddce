/**
 * Who scheduled each run of the event loop: for every TASK event of a thread the call in which its
 * promise or resource was made. Answers are found for all TASK events of a block at once, by going
 * over the blocks in which their promises and resources were made; nothing is guessed: what was
 * made among lost events has no answer.
 *
 *   place 812: (inside call 5) promise made         TASK promise, 812  ->  scheduled by call 5
 */
import { kind, placeNotKnown, taskRun } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { threadIndex } from './index/find-index.js';
import type { ThreadIndex } from './index/thread-index.js';
import { frame } from './index/layout.js';
import { readSchedules, type PlacedRun, type ResourceRun, type Schedule } from './schedules.js';
import type { Signal } from './signal.js';

export type { Schedule } from './schedules.js';
export type { Signal } from './signal.js';

const placedTypes: Partial<Record<number, string>> = {
  [taskRun.promiseRun]: 'promise',
  [taskRun.tickRun]: 'TickObject',
  [taskRun.contextRun]: 'promise',
};

/** By the sequence of the TASK event that begins the run. */
export class TaskLinks {
  readonly #index: ThreadIndex;
  readonly #schedules = new Map<number, Schedule>();
  readonly #resources = new Map<number, Schedule>();
  /** Blocks whose TASK events have their answers. */
  readonly #answered = new Set<number>();

  constructor(recording: Recording, thread: RecordedThread) {
    this.#index = threadIndex(recording, thread);
  }

  /** Messages, requests, threads and children, in order. */
  get signals(): readonly Signal[] {
    return this.#index.signals;
  }

  /** Undefined where it is not known. */
  get(runSeq: number): Schedule | undefined {
    if (this.#index.blockCount === 0) return undefined;
    const block = this.#index.blockOfSeq(runSeq);
    if (!this.#answered.has(block)) this.#answer(block);
    return this.#schedules.get(runSeq);
  }

  #answer(block: number): void {
    this.#answered.add(block);
    const placed = new Map<number, PlacedRun[]>();
    const resources = new Map<number, ResourceRun[]>();
    const end = this.#index.at(block + 1, frame.nextSeq);
    const { cursor } = this.#index.seek(block);
    while (cursor.next() && cursor.seq < end) {
      if (cursor.kind !== kind.task) continue;
      const { seq, taskFrom } = cursor;
      const type = placedTypes[cursor.argument];
      if (type !== undefined && taskFrom !== placeNotKnown) {
        const place = cursor.place - taskFrom;
        add(placed, this.#index.blockOfPlace(place), {
          seq,
          place,
          type,
          began: cursor.argument === taskRun.contextRun,
        });
      } else if (cursor.argument === taskRun.resourceRun) {
        const known = this.#resources.get(taskFrom);
        if (known !== undefined) this.#schedules.set(seq, known);
        else add(resources, this.#index.blockOfAsyncId(taskFrom), { seq, asyncId: taskFrom });
      }
    }
    for (const from of new Set([...placed.keys(), ...resources.keys()])) {
      const wanted = { placed: placed.get(from) ?? [], resources: resources.get(from) ?? [] };
      readSchedules(this.#index, from, wanted, this.#schedules, this.#resources);
    }
  }

  /**
   * The nearest recorded call that led to the run, through runs in which only code ran that is not
   * recorded. `via` is the type of what was scheduled last; `call` is undefined where something
   * outside the thread started it (a connection, a signal, a message), or where it is not known.
   */
  origin(runSeq: number): Origin | undefined {
    let via = '';
    for (let seq = runSeq; seq >= 0;) {
      const schedule = this.get(seq);
      if (schedule === undefined) break;
      if (via === '') via = schedule.type;
      if (outsideTypes.has(schedule.type)) return { via: schedule.type, callSeq: -1, madeSeq: -1 };
      if (schedule.callSeq >= 0)
        return { via, callSeq: schedule.callSeq, madeSeq: schedule.madeSeq };
      if (schedule.runSeq >= seq) break; // only a damaged recording says so
      seq = schedule.runSeq;
    }
    return via === '' ? undefined : { via, callSeq: -1, madeSeq: -1 };
  }
}

/** What led to a run of the event loop. */
export interface Origin {
  /** 'promise', 'Timeout', 'TickObject', ...: Node's name of the async resource. */
  via: string;
  /** Sequence of the enter of the call that scheduled it; -1 for none. */
  callSeq: number;
  /** The event of that call behind which it did; -1 for none. */
  madeSeq: number;
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
export function taskLinks(recording: Recording, thread: RecordedThread): TaskLinks {
  let links = known.get(thread);
  if (links === undefined) known.set(thread, (links = new TaskLinks(recording, thread)));
  return links;
}

function add<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
