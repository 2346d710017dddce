/**
 * Messages of BroadcastChannel. Several threads may send at once, and each receiver has its own
 * order of what crosses there; so senders and who joins take turns (native/order.h), and a message
 * is known by its number in the order of its channel's name. Nothing travels with it.
 *
 *   new BroadcastChannel('news')     channelJoined 4 'news' 1 17    name 1; 17 messages were before
 *   channel.postMessage('x')         messageSent 4 18               the 18th of all who send there
 *   in another thread                messageReceived 2 1            the first that came there
 */
import { MessagePort } from 'node:worker_threads';
import type { Binding } from '../../lib/binding.js';
import type { Disguise } from '../guise/disguise.js';
import { privateWeakMap } from '../runtime/primordials.js';
import { hiddenField } from './fields.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
const { postMessage } = MessagePort.prototype;

/** Numbers of the ports within channels. */
export interface PortNumbers {
  numberOf: (port: unknown) => number;
  /** It receives nothing more. */
  forget: (port: object) => void;
}

export interface Broadcasts {
  /** What posts through this port in its turn; undefined where it is none of a channel's. */
  posting: (port: object) => ((...args: unknown[]) => unknown) | undefined;
  /** A message was posted through this port: records it. False: it is none of a channel's. */
  posted: (port: object) => boolean;
}

/** `module`: node:worker_threads. */
export function observeBroadcasts(
  module: object,
  disguise: Disguise,
  { inOrder }: Binding,
  record: RecordRuntimeEvent,
  ports: PortNumbers,
): Broadcasts {
  /** Names of channels, by the port within. */
  const names = privateWeakMap<object, string>();
  const order = new Float64Array(2);
  let hasChannels = false;

  disguise.replaceClass(module, 'BroadcastChannel', {
    make(construct, args) {
      order[0] = -1;
      order[1] = 0;
      const name = args[0];
      if (typeof name !== 'string') return construct();
      return inOrder(name, false, order, construct, undefined, []);
    },
    made(channel) {
      const port = portOf(channel);
      const name = hiddenField(channel, 'kName');
      if (typeof port !== 'object' || port === null || typeof name !== 'string') return;
      names.set(port, name);
      hasChannels = true;
      record(runtimeEvent.channelJoined, ports.numberOf(port), name, order[1], order[0]);
    },
  });
  const { prototype } = Object.getOwnPropertyDescriptor(module, 'BroadcastChannel')!.value as {
    prototype: object;
  };
  disguise.replace(prototype, 'close', {
    before(_args, self) {
      const port = portOf(self);
      // It runs once more when it has closed.
      if (typeof port === 'object' && port !== null) ports.forget(port);
    },
  });

  function post(this: object, ...args: unknown[]): unknown {
    return inOrder(names.get(this)!, true, order, postMessage, this, args);
  }

  return {
    posting: (port) => (hasChannels && names.get(port) !== undefined ? post : undefined),
    posted(port) {
      if (!hasChannels || names.get(port) === undefined) return false;
      record(runtimeEvent.messageSent, ports.numberOf(port), order[0]! < 0 ? 0 : order[0]);
      return true;
    },
  };
}

/** The port within a channel; undefined where it is closed, or no channel. */
export function portOf(channel: unknown): unknown {
  if (typeof channel !== 'object' || channel === null) return undefined;
  return hiddenField(channel, 'kHandle');
}
