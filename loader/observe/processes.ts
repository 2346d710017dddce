/** Child processes that this thread starts, and the channels to them and to the parent. */
import { createRequire } from 'node:module';
import { AsyncResource, executionAsyncResource } from 'node:async_hooks';
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';
import type { Disguise } from '../guise/disguise.js';
import { getOwnPropertyDescriptor, privateWeakMap } from '../runtime/primordials.js';
import { nodesBinding } from '../node-internals.js';
import { asyncWrap } from './async-wrap.js';
import { field } from './fields.js';
import { upwardPort, type Ports } from './ports.js';
import { ProcessChannels } from './process-channels.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

export interface Processes {
  /** Messages are being read: the ticks that are made now are to be told of. */
  isReading: () => boolean;
  /** A PIPEWRAP or, while messages are being read, a tick was made. */
  made: (asyncId: number, type: string, resource: object) => void;
  runs: (asyncId: number) => void;
  /** A tick that was made while no messages were read runs. */
  tickRuns: () => void;
}

export function observeProcesses(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  ports: Ports,
): Processes {
  const channels = new ProcessChannels(disguise, record);
  const numbers = privateWeakMap<object, number>();
  let count = 0;
  /** Pipes of the child that is being started. */
  let pipes: { asyncId: number; resource: object }[] = [];

  function spawned(child: object): void {
    let pipe: (typeof pipes)[number] | undefined;
    for (let index = pipes.length - 1; index >= 0; index--) {
      if (isChannel(pipes[index]!.resource)) pipe = pipes[index];
    }
    pipes = [];
    let port = 0;
    if (pipe !== undefined && getOwnPropertyDescriptor(child, 'send') !== undefined) {
      const channel = channels.open(child, ports.add());
      channels.setPipe(pipe.asyncId, channel);
      port = channel.number;
    }
    const pid = field(child, 'pid');
    if (typeof pid !== 'number') return;
    const number = numbers.get(child) ?? 0;
    record(runtimeEvent.childNamed, number, pid, port, field(child, 'spawnargs'));
    const handle = field(child, '_handle');
    if (typeof handle !== 'object' || handle === null) return;
    disguise.replace(handle, 'onexit', {
      before: (args) => record(runtimeEvent.childExited, number, args[0], args[1]),
    });
  }

  observeWaitedFor(disguise, record, () => ++count);

  let isReplaced = false;
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: ChildProcess };
    numbers.set(child, ++count);
    record(runtimeEvent.childStarted, count);
    if (isReplaced) return;
    isReplaced = true;
    const module = createRequire(import.meta.url)('node:child_process') as {
      ChildProcess: { prototype: object };
    };
    disguise.replace(module.ChildProcess.prototype, 'spawn', {
      before: () => void (pipes = []),
      after: (_result, self) => spawned(self as object),
    });
  });

  const findUpward = observeUpward(channels);

  return {
    isReading: () => channels.isReading(),
    made(asyncId, type, resource) {
      if (type === 'PIPEWRAP') pipes[pipes.length] = { asyncId, resource };
      else if (type === 'TickObject') channels.tickMade(asyncId, resource);
    },
    runs(asyncId) {
      findUpward(asyncId);
      channels.runs(asyncId);
    },
    tickRuns: () => channels.tickRuns(),
  };
}

/** Children of spawnSync and the like, through which their parent stands still. */
function observeWaitedFor(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  next: () => number,
): void {
  const binding = nodesBinding('spawn_sync');
  if (typeof binding !== 'object' || binding === null) return;
  let number = 0;
  disguise.replace(binding, 'spawn', {
    before() {
      number = next();
      record(runtimeEvent.childStarted, number);
    },
    after(result, _self, args) {
      if (typeof result !== 'object' || result === null) return;
      const pid = field(result, 'pid');
      if (typeof pid !== 'number' || pid === 0) return;
      record(runtimeEvent.childNamed, number, pid, 0, field(args[0] as object, 'args'));
      const signal = field(result, 'signal') ?? '';
      record(runtimeEvent.childExited, number, field(result, 'status'), signal);
    },
  });
}

/** The channel to the parent is older than the hooks: its pipe shows when it first runs. */
function observeUpward(channels: ProcessChannels): (asyncId: number) => void {
  if (!isMainThread || typeof process.send !== 'function') return () => undefined;
  const channel = channels.open(process, { number: upwardPort, sent: 0, received: 0 });
  const firstId = new AsyncResource('scope', { requireManualDestroy: true }).asyncId();
  return (asyncId) => {
    if (asyncId >= firstId || channels.hasPipe(asyncId)) return;
    if (isChannel(asyncWrap.unseen(executionAsyncResource))) channels.setPipe(asyncId, channel);
  };
}

/** Node leaves this on the pipes through which messages go. */
function isChannel(pipe: object): boolean {
  return getOwnPropertyDescriptor(pipe, 'pendingHandle') !== undefined;
}
