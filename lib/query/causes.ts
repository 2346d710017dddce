/**
 * What led to a call: backwards over its callers, the calls that scheduled them, the events that
 * woke them, and the messages and requests between threads and processes. Every step rests on
 * recorded ids.
 *
 *   finish  <- called by price <- woken by message 2 from worker 1 <- sent by onJob <- ...
 */
import { signalsOf, type Link, type LinkKind, type Received } from '../model/signals.js';
import { positionsAt, type Position, type RunningCall } from '../model/positions.js';
import { taskLinks } from '../model/task-links.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';

/** How one moment led to another. */
export type CauseKind = 'effect' | 'scheduled' | 'awaited' | 'woken' | LinkKind;

/** A moment on a thread that led to another one. */
export interface Cause {
  kind: CauseKind;
  /** Node's type of the resource, or what the message says of itself; empty where there is none. */
  text: string;
  thread: RecordedThread;
  /** Sequence number of the event at that moment. */
  seq: number;
  /** The calls that were running then, the innermost first; empty: none that is recorded. */
  calls: RunningCall[];
  causes: Cause[];
}

export interface Causes {
  effect: Cause;
  /** Messages, requests, responses and starts among the causes, nearest first. */
  messages: Cause[];
  /** Moments that were left out for the limit. */
  hidden: number;
}

export interface CauseOptions {
  /** Moments that are kept. Default 200. */
  limit?: number;
}

const defaultLimit = 200;

/** `seq`: the enter of the call, or any event. */
export function causesOf(
  recording: Recording,
  thread: RecordedThread,
  seq: number,
  options: CauseOptions = {},
): Causes {
  const effect: Cause = { kind: 'effect', text: '', thread, seq, calls: [], causes: [] };
  const search = new CauseSearch(recording, options.limit ?? defaultLimit);
  search.run(effect);
  return { effect, messages: search.messages, hidden: search.hidden };
}

/** Breadth first, so that the shortest way to each moment is the one that is kept. */
class CauseSearch {
  readonly messages: Cause[] = [];
  hidden = 0;
  readonly #recording: Recording;
  readonly #seen = new Set<string>();
  #left: number;

  constructor(recording: Recording, limit: number) {
    this.#recording = recording;
    this.#left = limit;
  }

  run(effect: Cause): void {
    let wave = [effect];
    while (wave.length > 0) {
      const positions = this.#positions(wave);
      wave = wave.flatMap((cause) => {
        const position = positions.get(cause.thread)!.get(cause.seq)!;
        cause.calls = [...position.calls].reverse();
        cause.causes = this.#causesAt(cause.thread, position).filter((next) => this.#keep(next));
        return cause.causes;
      });
    }
  }

  #positions(wave: Cause[]): Map<RecordedThread, Map<number, Position>> {
    const seqs = new Map<RecordedThread, number[]>();
    for (const { thread, seq } of wave) {
      const list = seqs.get(thread);
      if (list === undefined) seqs.set(thread, [seq]);
      else list.push(seq);
    }
    return new Map(
      [...seqs].map(([thread, list]) => [thread, positionsAt(this.#recording, thread, list)]),
    );
  }

  #keep(cause: Cause): boolean {
    const key = `${String(cause.thread.number)}:${String(cause.seq)}`;
    if (this.#seen.has(key)) return false;
    if (this.#left <= 0) {
      this.hidden++;
      return false;
    }
    this.#seen.add(key);
    this.#left--;
    if (isMessage(cause.kind)) this.messages.push(cause);
    return true;
  }

  #causesAt(thread: RecordedThread, position: Position): Cause[] {
    const { calls, runSeq } = position;
    const outermost = calls[0];
    const innermost = calls.at(-1);
    const causes: (Cause | undefined)[] = [];
    // A resource's callback inside the call: a pooled job, an AsyncResource.
    if (innermost !== undefined && runSeq > innermost.pushedSeq) {
      causes.push(this.#scheduled(thread, runSeq));
    }
    const nested = calls.findLast((call) => call.runSeq >= 0 && call !== outermost);
    if (nested !== undefined) causes.push(this.#scheduled(thread, nested.runSeq));
    if (outermost !== undefined && outermost.pushedSeq > outermost.seq) {
      causes.push(make('awaited', '', thread, outermost.suspendedSeq));
    } else {
      causes.push(this.#scheduled(thread, outermost?.runSeq ?? runSeq));
    }
    causes.push(...this.#turn(thread, position));
    return causes.filter((cause) => cause !== undefined);
  }

  #scheduled(thread: RecordedThread, runSeq: number): Cause | undefined {
    const schedule = runSeq < 0 ? undefined : taskLinks(this.#recording, thread).get(runSeq);
    return schedule && make('scheduled', schedule.type, thread, schedule.seq);
  }

  /** What began the turn of the event loop, all microtasks of which come from it. */
  #turn(thread: RecordedThread, position: Position): Cause[] {
    const { turnSeq } = position;
    const signals = signalsOf(this.#recording);
    if (turnSeq < 0) {
      const start = signals.start(thread);
      return start === undefined ? [] : [fromLink(start)];
    }
    const received = signals
      .received(thread)
      .filter(({ seq }) => seq > turnSeq && seq < position.seq);
    if (received.length > 0) return this.#receivedTogether(thread, position, received);
    const schedule = taskLinks(this.#recording, thread).get(turnSeq);
    return schedule === undefined ? [] : [make('woken', schedule.type, thread, schedule.seq)];
  }

  /**
   * Messages that one callback brings are handled one after the other; then come the microtasks of
   * all. One that had waited before may be woken by any of them; one that is younger has its
   * message from where it began to wait.
   */
  #receivedTogether(
    thread: RecordedThread,
    { calls, runSeq, isInCallback }: Position,
    received: readonly Received[],
  ): Cause[] {
    if (isInCallback || received.length === 1) return [fromLink(received.at(-1)!.link)];
    const outermost = calls[0];
    const wasSuspended = outermost !== undefined && outermost.pushedSeq > outermost.seq;
    const waitsSince = wasSuspended
      ? outermost.suspendedSeq
      : taskLinks(this.#recording, thread).get(runSeq)?.seq;
    if (waitsSince !== undefined && waitsSince > received[0]!.seq) return [];
    const note = ` (one of ${String(received.length)} that came together)`;
    return received.map(({ link }) => fromLink({ ...link, text: link.text + note }));
  }
}

function make(kind: CauseKind, text: string, thread: RecordedThread, seq: number): Cause {
  return { kind, text, thread, seq, calls: [], causes: [] };
}

function fromLink({ kind, text, thread, signal }: Link): Cause {
  return make(kind, text, thread, signal.seq);
}

export function isMessage(kind: CauseKind): boolean {
  return !['effect', 'scheduled', 'awaited', 'woken'].includes(kind);
}
