/**
 * Threads and processes that this thread starts, and the messages between a worker and its parent.
 * A channel delivers in order, so the n-th message sent on it is the n-th received: numbers
 * travel with no message. Sending is seen at MessagePort.prototype.postMessage (a function
 * in disguise stands in for it), receiving at the async resource of the port.
 */
import { subscribe } from 'node:diagnostics_channel';
import { executionAsyncResource } from 'node:async_hooks';
import { isMainThread, MessagePort, parentPort, threadId } from 'node:worker_threads';
import type { ChildProcess } from 'node:child_process';
import type { Worker } from 'node:worker_threads';
import type { Disguise } from '../guise/disguise.js';
import { privateWeakMap } from '../runtime/primordials.js';
import { asyncWrap } from './async-wrap.js';
import { hiddenField } from './fields.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

/** This thread's end of the channel between a worker and the thread that started it. */
interface Port {
  worker: number;
  /** What is sent here goes to the worker. */
  isParent: boolean;
  sent: number;
  received: number;
}

export interface Ports {
  /** An async resource was made: it may be a port. */
  made: (asyncId: number, resource: object) => void;
  /** A callback of an async resource begins: a port has received a message. */
  runs: (asyncId: number) => void;
}

export function observeThreads(disguise: Disguise, record: RecordRuntimeEvent): Ports {
  const ports = privateWeakMap<object, Port>();
  const asyncIds = privateWeakMap<object, number>();
  const byAsyncId = new Map<number, Port>();
  /** Of the parent's end in a worker, which is older than the hooks; found at its first message. */
  let seekParentPort = !isMainThread && parentPort !== null;

  if (parentPort !== null) {
    ports.set(parentPort, { worker: threadId, isParent: false, sent: 0, received: 0 });
  }
  disguise.replace(MessagePort.prototype, 'postMessage', {
    before(_args, self) {
      const port = ports.get(self as object);
      if (port === undefined) return;
      record(runtimeEvent.messageSent, port.worker, Number(port.isParent), ++port.sent);
    },
  });

  subscribe('worker_threads', (message) => {
    const { worker } = message as { worker: Worker };
    record(runtimeEvent.threadStarted, worker.threadId);
    const publicPort = hiddenField(worker, 'kPublicPort') as object | undefined;
    const asyncId = publicPort === undefined ? undefined : asyncIds.get(publicPort);
    if (publicPort === undefined || asyncId === undefined) return;
    const port = { worker: worker.threadId, isParent: true, sent: 0, received: 0 };
    ports.set(publicPort, port);
    byAsyncId.set(asyncId, port);
  });

  return {
    made: (asyncId, resource) => void asyncIds.set(resource, asyncId),
    runs(asyncId) {
      if (seekParentPort && asyncWrap.unseen(executionAsyncResource) === parentPort) {
        seekParentPort = false;
        byAsyncId.set(asyncId, ports.get(parentPort)!);
      }
      const port = byAsyncId.get(asyncId);
      if (port === undefined) return;
      record(runtimeEvent.messageReceived, port.worker, Number(!port.isParent), ++port.received);
    },
  };
}

/** Children have no pid yet when they are announced: `name` is called when one may have come. */
export function observeChildren(record: RecordRuntimeEvent): { name: () => void } {
  const unnamed: { child: ChildProcess; number: number }[] = [];
  let count = 0;
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    record(runtimeEvent.childStarted, ++count);
    unnamed[unnamed.length] = { child, number: count };
  });
  return {
    name() {
      if (unnamed.length === 0) return;
      for (const { child, number } of unnamed.splice(0)) {
        if (typeof child.pid === 'number') record(runtimeEvent.childNamed, number, child.pid);
      }
    },
  };
}
