/**
 * Message channels: which port is whose other end, also of ports that were sent to other threads,
 * and which message is whose. Every end counts its messages, so the n-th that was sent at one end
 * is the n-th that was received at the other. A port that goes along with a message goes on as a
 * port of the receiving thread, and its counts with it.
 *
 *   thread 1: channelMade 5 6      messageSent 3 7 6 ------------> thread 2: messageReceived 1 7 2
 *             messageSent 5 1 -----------------------------------> messageReceived 2 1
 */
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Signal } from './task-links.js';

export interface Sighting {
  thread: RecordedThread;
  signal: Signal;
}

/** Number of the way to who started a thread or process. */
const upwardPort = 1;
/** Passes over the messages with ports; each finds at least the next of a chain. */
const maxPasses = 64;

/** A port while it is in one thread. */
class Port {
  /** By their numbers in this thread. */
  readonly sent = new Map<number, Sighting>();
  readonly received = new Map<number, Sighting>();
  /** Who it was before, and how many messages it had by then. */
  before: Port | undefined;
  next: Port | undefined;
  sentBefore = 0;
  receivedBefore = 0;
  /** Sequence number of the event with which it went away. */
  leftSeq = Infinity;
  end: End | undefined;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Highest number of a message before it left; what it did later was closing, or in vain. */
  count(way: 'sent' | 'received'): number {
    let highest = 0;
    for (const [number, { signal }] of this[way]) {
      if (signal.seq < this.leftSeq && number > highest) highest = number;
    }
    return highest + (way === 'sent' ? this.sentBefore : this.receivedBefore);
  }
}

/** One of the two ends of a channel: the ports that it was, one after the other. */
class End {
  readonly first: Port;
  peer: End | undefined;
  /** For a person: 'to worker 3'; empty: its port says it. */
  readonly direction: string;

  constructor(first: Port, direction = '') {
    this.first = first;
    this.direction = direction;
    first.end = this;
  }

  find(way: 'sent' | 'received', number: number): Sighting | undefined {
    for (let port: Port | undefined = this.first; port; port = port.next) {
      const own = number - (way === 'sent' ? port.sentBefore : port.receivedBefore);
      const found = own >= (port.before ? 1 : 0) ? port[way].get(own) : undefined;
      if (found !== undefined && found.signal.seq < port.leftSeq) return found;
    }
    return undefined;
  }
}

export class Channels {
  readonly #ports = new Map<string, Port>();
  readonly #carriers: Sighting[] = [];
  /** Openings of WebSockets whose other end was not seen yet, by their two ports. */
  readonly #opened = new Map<string, Sighting[]>();

  constructor(recording: Recording, sightings: readonly Sighting[]) {
    for (const sighting of sightings) this.#pass(sighting);
    for (const sighting of sightings) this.#joinEnds(recording, sighting);
    for (const sighting of sightings) this.#joinWebSocket(sighting);
    for (let pass = 0; pass < maxPasses; pass++) {
      const left = this.#carriers.filter((carrier) => !this.#follow(carrier));
      if (left.length === 0 || left.length === this.#carriers.length) break;
      this.#carriers.splice(0, Infinity, ...left);
    }
  }

  /** The message that was received, as it was sent; and what it is called. */
  sent({ thread, signal }: Sighting): { sighting: Sighting; text: string } | undefined {
    const [number, own] = signal.values;
    const port = this.#known(thread, number);
    if (port?.end?.peer === undefined || typeof own !== 'number' || own === 0) return undefined;
    if (signal.seq > port.leftSeq) return undefined;
    const { peer } = port.end;
    const count = port.receivedBefore + own;
    const sighting = peer.find('sent', count);
    if (sighting === undefined) return undefined;
    const way = peer.direction === '' ? `through ${port.name}` : peer.direction;
    return { sighting, text: `message ${String(count)} ${way}` };
  }

  #pass(sighting: Sighting): void {
    const { thread, signal } = sighting;
    const { type, values } = signal;
    const isSent = type === runtimeEvent.messageSent;
    if (!isSent && type !== runtimeEvent.messageReceived) return;
    const [port, number] = values;
    if (typeof port !== 'number' || typeof number !== 'number') return;
    const { sent, received } = this.#port(thread, port);
    (isSent ? sent : received).set(number, sighting);
    if (isSent && values.length > 2) this.#carriers.push(sighting);
  }

  #joinEnds(recording: Recording, { thread, signal }: Sighting): void {
    const [first, second, third] = signal.values;
    if (signal.type === runtimeEvent.channelMade) this.#join(thread, first, thread, second);
    if (signal.type === runtimeEvent.threadStarted) {
      const name = `worker ${String(first)}`;
      const worker = recording.threads.find(
        (other) => other.process === thread.process && other.name === name,
      );
      this.#join(thread, second, worker, upwardPort, toAndFrom(name));
    }
    if (signal.type === runtimeEvent.childNamed) {
      const child = recording.threads.find(({ process, name }) => {
        const { pid, meta } = recording.processes[process]!;
        const isChild = pid === second && meta.ppid === recording.processes[thread.process]!.pid;
        return isChild && name === 'main';
      });
      this.#join(thread, third, child, upwardPort, toAndFrom(`process ${String(second)}`));
    }
  }

  /** Both ends know the ports of TCP; these come again: first come, first served. */
  #joinWebSocket(sighting: Sighting): void {
    const { type, values } = sighting.signal;
    if (type !== runtimeEvent.webSocketOpened) return;
    const [port, local, remote, side] = values;
    const key =
      side === 'client' ? `${String(remote)} ${String(local)}` : values.slice(1, 3).join(' ');
    const ofSide = (name: unknown): string => `${String(name)} ${key}`;
    const other = this.#opened.get(ofSide(side === 'client' ? 'server' : 'client'))?.shift();
    if (other === undefined) {
      const waiting = this.#opened.get(ofSide(side)) ?? [];
      waiting.push(sighting);
      this.#opened.set(ofSide(side), waiting);
      return;
    }
    this.#join(sighting.thread, port, other.thread, other.signal.values[0], [
      `by WebSocket to port ${String(remote)}`,
      `by WebSocket to port ${String(local)}`,
    ]);
  }

  #join(
    oneThread: RecordedThread,
    one: unknown,
    otherThread: RecordedThread | undefined,
    other: unknown,
    directions = ['', ''],
  ): void {
    if (otherThread === undefined || typeof one !== 'number' || typeof other !== 'number') return;
    if (one === 0 || other === 0) return;
    const ports = [this.#port(oneThread, one), this.#port(otherThread, other)] as const;
    if (ports.some(({ end }) => end !== undefined)) return; // only a damaged recording says so
    const ends = [new End(ports[0], directions[0]), new End(ports[1], directions[1])] as const;
    ends[0].peer = ends[1];
    ends[1].peer = ends[0];
  }

  /** Finds out who the ports are that went along with a message. False: not yet. */
  #follow({ thread, signal }: Sighting): boolean {
    const [number, own, ...along] = signal.values;
    const port = this.#known(thread, number);
    if (port?.end?.peer === undefined) return false;
    const count = own === 0 ? 0 : port.sentBefore + Number(own);
    const there = port.end.peer.find('received', count);
    if (there === undefined) return false;
    const arrived = there.signal.values.slice(2);
    if (arrived.length < along.length || (own === 0 && arrived.length > along.length)) return true;
    const last = arrived.slice(arrived.length - along.length);
    let isDone = true;
    for (const [index, left] of along.entries()) {
      const gone = this.#known(thread, left);
      if (gone === undefined || typeof last[index] !== 'number' || last[index] === 0) continue;
      if (gone.end === undefined) isDone = false;
      else this.#goOn(gone, this.#port(there.thread, last[index]), thread, signal.seq);
    }
    return isDone;
  }

  #goOn(gone: Port, next: Port, thread: RecordedThread, seq: number): void {
    // Where events of the thread are missing, nobody knows how many messages it had.
    if (next.end !== undefined || hasLosses(thread)) return;
    gone.leftSeq = seq;
    gone.next = next;
    next.before = gone;
    next.end = gone.end;
    next.sentBefore = gone.count('sent');
    next.receivedBefore = gone.count('received');
  }

  #port(thread: RecordedThread, number: number): Port {
    const key = `${String(thread.number)}:${String(number)}`;
    let port = this.#ports.get(key);
    if (port === undefined) this.#ports.set(key, (port = new Port(`port ${key}`)));
    return port;
  }

  #known(thread: RecordedThread, number: unknown): Port | undefined {
    return this.#ports.get(`${String(thread.number)}:${String(number)}`);
  }
}

function toAndFrom(name: string): string[] {
  return [`to ${name}`, `from ${name}`];
}

function hasLosses({ account }: RecordedThread): boolean {
  return Object.values(account?.lost ?? {}).some((count) => count > 0);
}
