/** Worker threads that this thread starts, and the channel to each. */
import { subscribe } from 'node:diagnostics_channel';
import type { Worker } from 'node:worker_threads';
import { hiddenField } from './fields.js';
import type { Ports } from './ports.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

export function observeThreads(record: RecordRuntimeEvent, ports: Ports): void {
  subscribe('worker_threads', (message) => {
    const { worker } = message as { worker: Worker };
    const port = ports.startWorker(hiddenField(worker, 'kPublicPort'));
    record(runtimeEvent.threadStarted, worker.threadId, port);
  });
}
