/**
 * Messages between a process and its parent (process.send, child.send). Both ways deliver in
 * order, and both ends count.
 *
 *   child.send('x')      messageSent 2 1        in the child:  messageReceived 1 1
 *
 * Node reads messages from a pipe and emits each in a tick of its own: the ticks that are made
 * while the pipe's callback runs are theirs. While nobody listens Node keeps them in a list, and
 * emits all of it in one tick later: the accessor that stands in each entry tells when it is
 * taken. Node's own messages (`cmd: 'NODE_...'`) are not counted, but one of them brings a
 * message with a handle: Node holds back what is sent behind it until it has come, so it keeps its
 * number, and the tick that emits it is made in that of Node's message, or, for a server, in one
 * made there.
 */
import { EventEmitter } from 'node:events';
import type { Disguise } from '../guise/disguise.js';
import { defineProperty, isArray, slice, uncurryThis } from '../runtime/primordials.js';
import { field, hiddenField } from './fields.js';
import type { Port } from './ports.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

export interface ProcessChannel extends Port {
  /** `process`, or the child. */
  target: object;
  /** Numbers of messages that are, or soon will be, in Node's list. */
  waiting: number[];
  /** The list, and how many of its entries were looked at. */
  list: unknown[] | undefined;
  seen: number;
}

/** A message with a handle that has come and is not emitted yet. */
interface Carried {
  channel: ProcessChannel;
  number: number;
  isEmitted: boolean;
}

export class ProcessChannels {
  /** The channel whose pipe's callback runs. */
  #reading: ProcessChannel | undefined;
  /** What the tick that runs, or those that it makes, may emit. */
  #carried: Carried | undefined;
  readonly #disguise: Disguise;
  readonly #record: RecordRuntimeEvent;
  readonly #byPipe = new Map<number, ProcessChannel>();
  /** By the async id of the tick in which it is emitted. */
  readonly #messages = new Map<number, { channel: ProcessChannel; number: number }>();
  /** By the async ids of ticks, likewise. */
  readonly #carriers = new Map<number, Carried>();
  /** Channels with messages for which nobody listens. */
  readonly #waiting = new Set<ProcessChannel>();

  constructor(disguise: Disguise, record: RecordRuntimeEvent) {
    this.#disguise = disguise;
    this.#record = record;
  }

  /** Whether the ticks that are made now are to be told of. */
  isReading(): boolean {
    return this.#reading !== undefined || this.#carried !== undefined;
  }

  /** Sees what is sent there, and messages that came before this. */
  open(target: object, port: Port): ProcessChannel {
    const channel = { ...port, target, waiting: [] as number[], list: undefined, seen: 0 };
    this.#disguise.replace(target, 'send', {
      after: (_result, _self, args) => {
        if (field(target, 'connected') === false || !isCounted(args[0])) return;
        this.#record(runtimeEvent.messageSent, channel.number, ++channel.sent);
      },
    });
    const early = listOf(channel) ?? [];
    for (let index = 0; index < early.length; index++) {
      if (!isMessageEntry(early[index])) continue;
      channel.waiting[channel.waiting.length] = ++channel.received;
    }
    this.#watchList(channel);
    return channel;
  }

  /** Its messages come through this pipe. */
  setPipe(asyncId: number, channel: ProcessChannel): void {
    this.#byPipe.set(asyncId, channel);
  }

  hasPipe(asyncId: number): boolean {
    return this.#byPipe.has(asyncId);
  }

  /** A tick was made while messages were read. */
  tickMade(asyncId: number, tick: object): void {
    const entry = field(tick, 'args');
    const channel = this.#reading;
    const carried = this.#carried;
    if (channel !== undefined) {
      if (isMessageEntry(entry)) {
        this.#messages.set(asyncId, { channel, number: ++channel.received });
      } else if (bringsMessage(entry)) {
        const number = ++channel.received;
        this.#carriers.set(asyncId, { channel, number, isEmitted: false });
      }
    } else if (carried !== undefined && !carried.isEmitted) {
      if (isMessageEntry(entry)) {
        carried.isEmitted = true;
        this.#messages.set(asyncId, carried);
      } else this.#carriers.set(asyncId, carried);
    }
  }

  runs(asyncId: number): void {
    this.#reading = this.#byPipe.size === 0 ? undefined : this.#byPipe.get(asyncId);
    this.#carried = this.#carriers.size === 0 ? undefined : this.#carriers.get(asyncId);
    if (this.#carried !== undefined) this.#carriers.delete(asyncId);
    this.#watchLists();
    const message = this.#messages.size === 0 ? undefined : this.#messages.get(asyncId);
    if (message === undefined) return;
    this.#messages.delete(asyncId);
    const { channel, number } = message;
    if (listenerCount(channel.target, 'message') > 0) this.#receive(channel, number);
    else {
      channel.waiting[channel.waiting.length] = number;
      this.#waiting.add(channel);
    }
  }

  /** What runs is no pipe, and no tick of a message. */
  tickRuns(): void {
    this.#reading = undefined;
    this.#carried = undefined;
    this.#watchLists();
  }

  #watchLists(): void {
    if (this.#waiting.size === 0) return;
    for (const channel of this.#waiting) this.#watchList(channel);
  }

  #receive(channel: ProcessChannel, number: number): void {
    this.#record(runtimeEvent.messageReceived, channel.number, number);
  }

  /** Looks at what is new in Node's list. */
  #watchList(channel: ProcessChannel): void {
    const list = listOf(channel);
    if (list !== channel.list) {
      channel.list = list;
      channel.seen = 0;
    }
    for (; list !== undefined && channel.seen < list.length; channel.seen++) {
      const entry = list[channel.seen];
      if (!isMessageEntry(entry)) continue;
      const number = channel.waiting.shift();
      if (number === undefined) break;
      const get = (): string => {
        this.#receive(channel, number);
        return 'message';
      };
      defineProperty(entry, 0, { get });
    }
    if (list === undefined || channel.waiting.length === 0) this.#waiting.delete(channel);
  }
}

/** Where Node keeps messages while nobody listens. */
function listOf({ target }: ProcessChannel): unknown[] | undefined {
  const control = field(target, 'channel');
  const isThere = typeof control === 'object' && control !== null;
  const list = isThere && hiddenField(control, 'kPendingMessages');
  return isArray(list) ? list : undefined;
}

/** Event, message and handle. */
function isMessageEntry(entry: unknown): entry is object {
  return isArray(entry) && field(entry, 0) === 'message';
}

const internalPrefix = 'NODE_';

/** Node's own message, with the program's within, and its handle: without one it is sent again. */
function bringsMessage(entry: unknown): boolean {
  if (!isArray(entry) || field(entry, 0) !== 'internalMessage') return false;
  const message = field(entry, 1);
  if (typeof message !== 'object' || message === null || !field(entry, 2)) return false;
  return field(message, 'cmd') === 'NODE_HANDLE' && isCounted(field(message, 'msg'));
}

function isCounted(message: unknown): boolean {
  const command = typeof message === 'object' && message !== null ? field(message, 'cmd') : '';
  if (typeof command !== 'string' || command.length <= internalPrefix.length) return true;
  return slice(command, 0, internalPrefix.length) !== internalPrefix;
}

type CountListeners = (this: object, event: string) => number;

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
const listenerCount = uncurryThis(EventEmitter.prototype.listenerCount as CountListeners);
