/**
 * Child processes that this thread starts, and the messages between a process and its parent
 * (process.send, child.send). Both ways deliver in order, and both ends count.
 *
 *   child.send('x')      messageSent 2 1        in the child:  messageReceived 1 1
 *
 * Node reads messages from a pipe and emits each in a tick of its own: the ticks that are made while
 * the pipe's callback runs are theirs. While nobody listens Node keeps them in a list, and emits all
 * of it in one tick later: the accessor that stands in each entry tells when it is taken. Messages
 * with a handle are not counted (Node may hold them back), nor are Node's own (`cmd: 'NODE_...'`).
 */
import { createRequire } from 'node:module';
import { AsyncResource, executionAsyncResource } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import type { Disguise } from '../guise/disguise.js';
import {
  defineProperty,
  getOwnPropertyDescriptor,
  isArray,
  privateWeakMap,
  slice,
  uncurryThis,
} from '../runtime/primordials.js';
import { asyncWrap } from './async-wrap.js';
import { field, hiddenField } from './fields.js';
import { upwardPort, type Port, type Ports } from './ports.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

/** The channel between this process and its parent or a child. */
interface Channel extends Port {
  /** `process`, or the child. */
  target: object;
  /** Numbers of messages that are, or soon will be, in Node's list. */
  waiting: number[];
  /** The list, and how many of its entries have our accessor. */
  list: unknown;
  seen: number;
}

export interface Processes {
  /** Messages are being read: the ticks that are made now are to be told of. */
  readonly isReading: boolean;
  /** A PIPEWRAP or, while messages are being read, a tick was made. */
  made: (asyncId: number, type: string, resource: object) => void;
  runs: (asyncId: number) => void;
}

export function observeProcesses(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  ports: Ports,
): Processes {
  /** By the async id of the pipe. */
  const channels = new Map<number, Channel>();
  /** By the async id of the tick in which it is emitted: messages that were read. */
  const messages = new Map<number, { channel: Channel; number: number }>();
  /** Those with messages for which nobody listened. */
  const waiting = new Set<Channel>();
  const numbers = privateWeakMap<object, number>();
  let count = 0;
  let reading: Channel | undefined;
  /** Pipes of the child that is being started. */
  let pipes: { asyncId: number; pipe: object }[] = [];
  let isSpawnSeen = false;

  function observeSending(target: object, port: Port): void {
    disguise.replace(target, 'send', {
      after(_result, self, args) {
        if (field(self as object, 'connected') === false || !isCounted(args)) return;
        record(runtimeEvent.messageSent, port.number, ++port.sent);
      },
    });
  }

  function spawned(child: object): void {
    const pipe = pipes.find((one) => isChannel(one.pipe));
    pipes = [];
    let port: Port | undefined;
    if (pipe !== undefined && getOwnPropertyDescriptor(child, 'send') !== undefined) {
      port = ports.add();
      const channel = channelOf(child, port);
      channels.set(pipe.asyncId, channel);
      observeSending(child, channel);
    }
    const pid = field(child, 'pid');
    if (typeof pid !== 'number') return;
    record(runtimeEvent.childNamed, numbers.get(child) ?? 0, pid, port?.number ?? 0);
  }

  function received(channel: Channel, number: number): void {
    record(runtimeEvent.messageReceived, channel.number, number);
  }

  /** Entries that are new in Node's list. */
  function watchList(channel: Channel): void {
    const list = listOf(channel);
    if (list === undefined) return void waiting.delete(channel);
    if (list !== channel.list) {
      channel.list = list;
      channel.seen = 0;
    }
    for (; channel.seen < list.length; channel.seen++) {
      const entry = list[channel.seen] as unknown[];
      if (!isMessageEntry(entry)) continue;
      const number = channel.waiting.shift();
      if (number === undefined) return;
      const get = (): string => {
        received(channel, number);
        return 'message';
      };
      defineProperty(entry, 0, { get });
    }
    if (channel.waiting.length === 0) waiting.delete(channel);
  }

  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    numbers.set(child, ++count);
    record(runtimeEvent.childStarted, count);
    if (isSpawnSeen) return;
    isSpawnSeen = true;
    const module = createRequire(import.meta.url)('node:child_process') as {
      ChildProcess: { prototype: object };
    };
    disguise.replace(module.ChildProcess.prototype, 'spawn', {
      before: () => void (pipes = []),
      after: (_result, self) => spawned(self as object),
    });
  });

  const upward = upwardChannel();
  const findUpward = findPipe(channels, upward);
  if (upward !== undefined) {
    observeSending(process, upward);
    const early = listOf(upward) ?? [];
    for (let index = 0; index < early.length; index++) {
      if (!isMessageEntry(early[index] as unknown[])) continue;
      upward.waiting[upward.waiting.length] = ++upward.received;
    }
    watchList(upward);
  }

  return {
    get isReading() {
      return reading !== undefined;
    },
    made(asyncId, type, resource) {
      if (type === 'PIPEWRAP') pipes[pipes.length] = { asyncId, pipe: resource };
      else if (reading !== undefined && isMessage(resource)) {
        messages.set(asyncId, { channel: reading, number: ++reading.received });
      }
    },
    runs(asyncId) {
      findUpward(asyncId);
      reading = channels.size === 0 ? undefined : channels.get(asyncId);
      if (waiting.size > 0) waiting.forEach(watchList);
      const message = messages.size === 0 ? undefined : messages.get(asyncId);
      if (message === undefined) return;
      messages.delete(asyncId);
      const { channel, number } = message;
      if (listenerCount(channel.target, 'message') > 0) received(channel, number);
      else {
        channel.waiting[channel.waiting.length] = number;
        waiting.add(channel);
      }
    },
  };
}

/** To the parent: older than the hooks, and perhaps with messages. */
function upwardChannel(): Channel | undefined {
  if (!isMainThread || typeof process.send !== 'function') return undefined;
  return channelOf(process, { number: upwardPort, sent: 0, received: 0 });
}

/** The pipe of that channel shows when it first runs. */
function findPipe(
  channels: Map<number, Channel>,
  channel: Channel | undefined,
): (asyncId: number) => void {
  if (channel === undefined) return () => undefined;
  const firstId = new AsyncResource('scope', { requireManualDestroy: true }).asyncId();
  return (asyncId) => {
    if (asyncId >= firstId || channels.get(asyncId) !== undefined) return;
    if (isChannel(asyncWrap.unseen(executionAsyncResource))) channels.set(asyncId, channel);
  };
}

/** Where Node keeps messages while nobody listens. */
function listOf({ target }: Channel): unknown[] | undefined {
  const control = field(target, 'channel');
  const list =
    typeof control === 'object' && control !== null && hiddenField(control, 'kPendingMessages');
  return isArray(list) ? list : undefined;
}

/** Node leaves this on the pipes through which messages go. */
function isChannel(pipe: object): boolean {
  return getOwnPropertyDescriptor(pipe, 'pendingHandle') !== undefined;
}

/** Whether a tick will emit a message, one without a handle. */
function isMessage(tick: object): boolean {
  const args = field(tick, 'args');
  return isArray(args) && isMessageEntry(args);
}

/** Event, message, handle. */
function isMessageEntry(entry: unknown[]): boolean {
  return field(entry, 0) === 'message' && field(entry, 2) === undefined;
}

function channelOf(target: object, port: Port): Channel {
  return { ...port, target, waiting: [], list: undefined, seen: 0 };
}

const listenerCount = uncurryThis(EventEmitter.prototype.listenerCount) as (
  emitter: object,
  event: string,
) => number;

const internalPrefix = 'NODE_';

function isCounted([message, handle]: unknown[]): boolean {
  if (handle !== undefined && handle !== null && typeof handle !== 'function') return false;
  const command = typeof message === 'object' && message !== null ? field(message, 'cmd') : '';
  if (typeof command !== 'string' || command.length <= internalPrefix.length) return true;
  return slice(command, 0, internalPrefix.length) !== internalPrefix;
}
