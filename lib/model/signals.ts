/**
 * Brings the two ends of what travels between threads and processes together: messages by their
 * number on their channel (channels.ts), HTTP requests by the ports of their connection and their
 * number on it, threads and processes by their ids. What has only one end recorded has no link.
 */
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { Broadcasts } from './broadcasts.js';
import { Channels, type Sighting } from './channels.js';
import { taskLinks, type Signal } from './task-links.js';

export type LinkKind = 'message' | 'request' | 'response' | 'thread' | 'process';

/** Where something came from. */
export interface Link {
  kind: LinkKind;
  /** For a person: `GET /users`, `message 7 to worker 2`. */
  text: string;
  /** The thread that sent or started it, and the event with which it did. */
  thread: RecordedThread;
  signal: Signal;
}

/** A link at the place where its other end was seen. */
export interface Received {
  link: Link;
  seq: number;
  runSeq: number;
}

export interface Signals {
  /** What the thread received, in order. */
  received: (thread: RecordedThread) => readonly Received[];
  /** Who started the thread, or its process. */
  start: (thread: RecordedThread) => Link | undefined;
}

const known = new WeakMap<Recording, Signals>();

/** Made once for each recording. */
export function signalsOf(recording: Recording): Signals {
  let signals = known.get(recording);
  if (signals === undefined) known.set(recording, (signals = matchSignals(recording)));
  return signals;
}

function matchSignals(recording: Recording): Signals {
  const sightings = recording.threads
    .flatMap((thread) => taskLinks(recording, thread).signals.map((signal) => ({ thread, signal })))
    .sort((a, b) => a.signal.time - b.signal.time);
  const sent = new Sent(sightings);
  const messages = [new Broadcasts(recording, sightings), new Channels(recording, sightings)];
  const byThread = new Map<RecordedThread, Received[]>();
  for (const sighting of sightings) {
    const link =
      sighting.signal.type === runtimeEvent.messageReceived
        ? messageLink(messages, sighting)
        : sent.linkOf(sighting);
    if (link === undefined) continue;
    const { seq, runSeq } = sighting.signal;
    const list = byThread.get(sighting.thread) ?? [];
    list.push({ link, seq, runSeq });
    byThread.set(sighting.thread, list);
  }
  return {
    received: (thread) => byThread.get(thread) ?? [],
    start: (thread) => startOf(recording, thread, sightings),
  };
}

function messageLink(
  messages: readonly (Broadcasts | Channels)[],
  sighting: Sighting,
): Link | undefined {
  for (const channels of messages) {
    const sent = channels.sent(sighting);
    if (sent !== undefined) return { kind: 'message', text: sent.text, ...sent.sighting };
  }
  return undefined;
}

/** Requests and responses, by what both ends know; ports come again: first come, first served. */
class Sent {
  readonly #byKey = new Map<string, Sighting[]>();
  /** Connection and number on it of a client's request, by thread and number of the request. */
  readonly #places = new Map<string, string>();

  constructor(sightings: Sighting[]) {
    const requests = new Map<string, Sighting>();
    for (const sighting of sightings) {
      const { type, values } = sighting.signal;
      const request = requestKey(sighting);
      const sender = requests.get(request);
      if (type === runtimeEvent.requestSent) requests.set(request, sighting);
      else if (type === runtimeEvent.requestPlaced && sender !== undefined) {
        const place = values.slice(1).join(' ');
        this.#places.set(request, place);
        this.#add(`request ${place}`, sender);
      } else if (type === runtimeEvent.responseSent) {
        this.#add(`response ${values.slice(0, 3).join(' ')}`, sighting);
      }
    }
  }

  linkOf(sighting: Sighting): Link | undefined {
    const { type, values } = sighting.signal;
    if (type === runtimeEvent.requestReceived) {
      const key = `request ${values.slice(0, 3).join(' ')}`;
      return this.#take(key, 'request', `${String(values[3])} ${String(values[4])}`);
    }
    if (type === runtimeEvent.responseReceived) {
      const place = this.#places.get(requestKey(sighting));
      const text = `response ${String(values[1])}`;
      return place === undefined ? undefined : this.#take(`response ${place}`, 'response', text);
    }
    return undefined;
  }

  #add(key: string, sighting: Sighting): void {
    const list = this.#byKey.get(key);
    if (list === undefined) this.#byKey.set(key, [sighting]);
    else list.push(sighting);
  }

  #take(key: string, kind: LinkKind, text: string): Link | undefined {
    const sender = this.#byKey.get(key)?.shift();
    return sender === undefined ? undefined : { kind, text, ...sender };
  }
}

function requestKey({ signal, thread }: Sighting): string {
  return `${String(thread.number)}:${String(signal.values[0])}`;
}

function startOf(
  recording: Recording,
  thread: RecordedThread,
  sightings: Sighting[],
): Link | undefined {
  const worker = /^worker (\d+)$/.exec(thread.name)?.[1];
  if (worker !== undefined) {
    const starter = sightings.find(
      ({ signal, thread: { process } }) =>
        process === thread.process &&
        signal.type === runtimeEvent.threadStarted &&
        String(signal.values[0]) === worker,
    );
    return starter && { kind: 'thread', text: `start of worker ${worker}`, ...starter };
  }
  const { pid, meta } = recording.processes[thread.process]!;
  const parents = sightings.filter(
    ({ thread: { process } }) => recording.processes[process]!.pid === meta.ppid,
  );
  const named = parents.find(
    ({ signal: { type, values } }) => type === runtimeEvent.childNamed && values[1] === pid,
  );
  const started = parents.find(
    ({ thread: { number }, signal: { type, values } }) =>
      type === runtimeEvent.childStarted &&
      number === named?.thread.number &&
      values[0] === named.signal.values[0],
  );
  return started && { kind: 'process', text: `start of process ${String(pid)}`, ...started };
}
