/** Which call of another thread or process led to a call: by message, request, or start. */
import picomatch from 'picomatch';
import { callId, type Call } from '../model/call.js';
import { signalsOf, type Received, type Signals } from '../model/signals.js';
import { taskLinks } from '../model/task-links.js';
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';

export interface Crossing {
  /** Id of the call that sent it; undefined where none ran. */
  call: string | undefined;
  text: string;
  /** The event that sent it. */
  thread: number;
  seq: number;
}

export class Crossings {
  readonly #recording: Recording;
  readonly #signals: Signals;
  /** By `<thread>:<TASK event>` of the run that received them, in order. */
  readonly #byRun = new Map<string, Received[]>();

  constructor(recording: Recording) {
    this.#recording = recording;
    this.#signals = signalsOf(recording);
    for (const thread of recording.threads) {
      for (const received of this.#signals.received(thread)) {
        const run = callId(thread.number, received.runSeq);
        const list = this.#byRun.get(run);
        if (list === undefined) this.#byRun.set(run, [received]);
        else list.push(received);
      }
    }
  }

  /** Something in another thread started it. */
  isStarted(thread: RecordedThread): boolean {
    return this.#signals.start(thread) !== undefined;
  }

  /** Of a call that no other of its thread made. */
  of(thread: RecordedThread, call: Call): Crossing | undefined {
    const link =
      call.runSeq < 0
        ? this.#signals.start(thread)
        : this.#byRun.get(callId(thread.number, call.runSeq))?.findLast(({ seq }) => seq < call.seq)
            ?.link;
    if (link === undefined) return undefined;
    const { callSeq, runSeq, seq } = link.signal;
    const { number } = link.thread;
    const sent = { text: link.text, thread: number, seq };
    if (callSeq >= 0) return { call: callId(number, callSeq), ...sent };
    // Node may send it later, in a callback of its own, which leads back to the call.
    const origin = runSeq < 0 ? undefined : taskLinks(this.#recording, link.thread).origin(runSeq);
    const sender = origin !== undefined && origin.callSeq >= 0 ? origin.callSeq : undefined;
    return { call: sender === undefined ? undefined : callId(number, sender), ...sent };
  }
}

/** Runs that handle the requests asked for, by `<thread>:<TASK event>`, and where each came. */
export function matchingRequests(recording: Recording, wanted: string): Map<string, number> {
  const requests = recording.threads
    .flatMap((thread) =>
      taskLinks(recording, thread)
        .signals.filter(({ type }) => type === runtimeEvent.requestReceived)
        .map((signal) => ({ thread, signal })),
    )
    .sort((a, b) => a.signal.time - b.signal.time);
  const number = /^[1-9]\d*$/.test(wanted) ? Number(wanted) : undefined;
  const isGlob = /[*?[\]{}]/.test(wanted);
  const matches = isGlob ? picomatch(wanted, { bash: true, dot: true }) : undefined;
  const found = new Map<string, number>();
  for (const [index, { thread, signal }] of requests.entries()) {
    const text = `${String(signal.values[3])} ${String(signal.values[4])}`;
    const url = String(signal.values[4]);
    const isWanted =
      number !== undefined
        ? index + 1 === number
        : (matches?.(url) ?? false) || (matches?.(text) ?? text.includes(wanted));
    if (isWanted) found.set(callId(thread.number, signal.runSeq), signal.seq);
  }
  return found;
}
