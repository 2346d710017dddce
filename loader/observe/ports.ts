/**
 * Messages through ports. A channel delivers in order, so the n-th message sent at one end is the
 * n-th received at the other: numbers travel with no message.
 *
 *   new MessageChannel()              channelMade 5 6
 *   port5.postMessage('x')            messageSent 5 1
 *   worker.postMessage(m, [port6])    messageSent 3 7 6       the 7th, which takes port 6 along
 *   in the worker                     messageReceived 1 7 2   where it is port 2 from now on
 *
 * Ports have numbers of their own in each thread. Which is whose other end, and who a port was
 * before it was sent here, the reader finds (lib/model/channels.ts).
 */
import { createRequire } from 'node:module';
import { AsyncResource, executionAsyncResource } from 'node:async_hooks';
import { MessagePort, isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Binding } from '../../lib/binding.js';
import type { Disguise } from '../guise/disguise.js';
import { apply, isAnyArrayBuffer, isArray, privateWeakMap } from '../runtime/primordials.js';
import { asyncWrap } from './async-wrap.js';
import { observeBroadcasts, portOf } from './broadcasts.js';
import { field } from './fields.js';
import { isPort, portsWithin } from './ports-within.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

/** Number of the way to who started this thread or process. */
export const upwardPort = 1;

/** One end of a channel, while it is in this thread. */
export interface Port {
  number: number;
  sent: number;
  received: number;
}

export interface Ports {
  /** A MESSAGEPORT was made. */
  made: (asyncId: number, resource: object) => void;
  /** A callback of an async resource begins: a port has received a message, or closes. */
  runs: (asyncId: number) => void;
  /** A tick runs, which is no port's. */
  tickRuns: () => void;
  /** A worker was started, whose channel has this end; returns the port's number, 0: not known. */
  startWorker: (port: unknown) => number;
  /** A new end of a channel that is no MessagePort. */
  add: () => Port;
}

/** Ports that are recorded with a message: kMaxRuntimeValues less two. */
const maxPorts = 13;
/** Ports that are waited at; the oldest are given up. */
const maxWaiting = 65_536;

type MessageEvent = typeof runtimeEvent.messageSent | typeof runtimeEvent.messageReceived;

class PortTable {
  /** Ports that were made in this run: the last of them came with the message that comes next. */
  readonly fresh: object[] = [];
  readonly known = privateWeakMap<object, Port>();
  readonly byAsyncId = new Map<number, Port>();
  readonly #asyncIds = privateWeakMap<object, number>();
  readonly #record: RecordRuntimeEvent;
  #count = upwardPort;

  constructor(record: RecordRuntimeEvent) {
    this.#record = record;
  }

  add(): Port {
    return { number: ++this.#count, sent: 0, received: 0 };
  }

  made(asyncId: number, port: object): void {
    this.#asyncIds.set(port, asyncId);
    this.fresh[this.fresh.length] = port;
  }

  /** The number of a port from now on; 0: it is none of this thread. */
  numberOf(object: unknown): number {
    if (typeof object !== 'object' || object === null) return 0;
    let port = this.known.get(object);
    if (port === undefined) {
      const asyncId = this.#asyncIds.get(object);
      if (asyncId === undefined) return 0;
      port = this.add();
      this.known.set(object, port);
      const { byAsyncId } = this;
      byAsyncId.set(asyncId, port);
      if (byAsyncId.size > maxWaiting) byAsyncId.delete(byAsyncId.keys().next().value!);
    }
    return port.number;
  }

  /** What runs for the port from now on is no message. */
  forget(port: object): void {
    const asyncId = this.#asyncIds.get(port);
    if (asyncId !== undefined) this.byAsyncId.delete(asyncId);
  }

  send(port: number, number: number, along: object[]): void {
    this.#message(runtimeEvent.messageSent, port, number, along);
  }

  receive(port: Port): void {
    this.#message(runtimeEvent.messageReceived, port.number, ++port.received, this.fresh);
  }

  /** What a worker has from its start: the way to its parent, and ports in its data. */
  addGiven(): void {
    if (isMainThread) return;
    if (parentPort !== null)
      this.known.set(parentPort, { number: upwardPort, sent: 0, received: 0 });
    const given = portsWithin(workerData);
    for (let index = 0; index < given.length; index++) this.known.set(given[index]!, this.add());
    if (given.length > 0) this.#message(runtimeEvent.messageReceived, upwardPort, 0, given);
  }

  #message(type: MessageEvent, port: number, number: number, along: object[]): void {
    const values: unknown[] = [type, port, number];
    const first = along.length > maxPorts ? along.length - maxPorts : 0;
    for (let index = first; index < along.length; index++) {
      values[values.length] = this.numberOf(along[index]);
    }
    apply(this.#record, undefined, values);
  }
}

export function observePorts(
  disguise: Disguise,
  native: Binding,
  record: RecordRuntimeEvent,
): Ports {
  const table = new PortTable(record);
  const { known, fresh, byAsyncId } = table;
  const findOlder = olderPorts(table);
  let startingData: unknown;
  table.addGiven();

  const threads = createRequire(import.meta.url)('node:worker_threads') as object;
  const broadcasts = observeBroadcasts(threads, disguise, native, record, table);
  disguise.replace(MessagePort.prototype, 'postMessage', {
    before: (_args, self) => broadcasts.posting(self as object),
    after(_result, self, args) {
      if (broadcasts.posted(self as object)) return;
      const port = known.get(self as object);
      if (port !== undefined) table.send(port.number, ++port.sent, portsAlong(args[1]));
      else if (typeof args[0] === 'object' && args[0] !== null) {
        // A worker's first message, through Node's own port to it.
        startingData = field(args[0], 'publicPort') && field(args[0], 'workerData');
      }
    },
  });
  disguise.replace(threads, 'receiveMessageOnPort', {
    before: () => void (fresh.length = 0),
    after(result, _self, args) {
      const from = (portOf(args[0]) ?? args[0]) as object;
      const port = result === undefined ? undefined : known.get(from);
      if (port !== undefined) table.receive(port);
      fresh.length = 0;
    },
  });
  disguise.replaceClass(threads, 'MessageChannel', {
    made(channel) {
      fresh.length = 0;
      const one = table.numberOf(field(channel, 'port1'));
      record(runtimeEvent.channelMade, one, table.numberOf(field(channel, 'port2')));
    },
  });

  return {
    add: () => table.add(),
    made: (asyncId, port) => table.made(asyncId, port),
    runs(asyncId) {
      const port = byAsyncId.get(asyncId) ?? findOlder(asyncId);
      if (port !== undefined) table.receive(port);
      if (fresh.length > 0) fresh.length = 0;
    },
    tickRuns() {
      if (fresh.length > 0) fresh.length = 0;
    },
    startWorker(object) {
      fresh.length = 0;
      const port = table.numberOf(object);
      const along = portsWithin(startingData);
      startingData = undefined;
      if (along.length > 0) table.send(port, 0, along);
      return port;
    },
  };
}

/** Ports in the list of what a message takes along; none where that holds more than ports. */
function portsAlong(options: unknown): object[] {
  const ports: object[] = [];
  if (typeof options !== 'object' || options === null) return ports;
  const list = isArray(options) ? options : field(options, 'transfer');
  if (!isArray(list)) return ports;
  for (let index = 0; index < list.length; index++) {
    const item = field(list, index);
    if (isPort(item)) ports[ports.length] = item;
    else if (!isAnyArrayBuffer(item)) return [];
  }
  return ports;
}

/** Of ports that are older than the hooks, in a worker: their async ids show when they run. */
function olderPorts({ known, byAsyncId }: PortTable): (asyncId: number) => Port | undefined {
  if (isMainThread) return () => undefined;
  const firstId = new AsyncResource('scope', { requireManualDestroy: true }).asyncId();
  return (asyncId) => {
    if (asyncId >= firstId) return undefined;
    const port = known.get(asyncWrap.unseen(executionAsyncResource));
    if (port !== undefined) byAsyncId.set(asyncId, port);
    return port;
  };
}
