/**
 * The VM tracer: what happens in the process besides the calls of planned functions. It listens
 * from outside (hooks, channels); where Node tells nobody, a function of Node's is replaced by one
 * in disguise.
 */
import type { Binding } from '../../lib/binding.js';
import type { Disguise } from '../guise/disguise.js';
import { note } from '../instrument.js';
import type { Frames } from '../runtime/frames.js';
import type { Ring } from '../runtime/ring.js';
import type { ValueEncoder } from '../runtime/value.js';
import { observeConsole } from './console.js';
import { observeFiles } from './files.js';
import { observeHttp } from './http.js';
import { processEvents, type ProcessEvents } from './process-events.js';
import { observePorts } from './ports.js';
import { createNames } from './names.js';
import { createPulse } from './pulse.js';
import { observeProcesses } from './processes.js';
import { createRuntimeEvents } from './runtime-events.js';
import { observeTasks } from './tasks.js';
import { observeThreads } from './threads.js';
import { observeWebSockets } from './web-sockets.js';

export interface Observer {
  ring: Ring;
  encoder: ValueEncoder;
  native: Binding;
  disguise: Disguise;
  /** Undefined where promises are watched by hooks. */
  frames: Frames | undefined;
  /** Folders of scope's own. */
  hidden: readonly string[];
}

export interface Observing {
  /** Begins with tasks and files: to be called before the program's first code runs. */
  begin: () => void;
  /** To be called before the first module that is recorded runs. */
  watchPromises: () => void;
  /** Ends the watching of promises for good; false where it cannot be ended. */
  unwatchPromises: () => boolean;
  told: ProcessEvents;
}

/** Call once per thread, before the guest's code runs. */
export function observe({ ring, encoder, native, disguise, frames, hidden }: Observer): Observing {
  const record = createRuntimeEvents(ring, encoder, frames);
  const ports = observePorts(disguise, native, record);
  observeThreads(record, ports);
  const processes = observeProcesses(disguise, record, ports);
  observeWebSockets(disguise, record, ports, observeHttp(disguise, record));
  const pulse = createPulse(native, ring, record);
  const names = createNames(record);
  const files = observeFiles(disguise, record, hidden);
  const tasks = observeTasks(ring, record, frames, {
    wantsTicks: processes.isReading,
    made(asyncId, type, resource) {
      names.made(asyncId, type, resource);
      files.made(asyncId, type, resource);
      if (type === 'MESSAGEPORT') ports.made(asyncId, resource);
      else if (type === 'PIPEWRAP' || processes.isReading())
        processes.made(asyncId, type, resource);
    },
    ends() {
      names.tell();
      pulse();
    },
    runs(asyncId) {
      encoder.deep.forget();
      names.tell();
      processes.runs(asyncId);
      ports.runs(asyncId);
    },
    tickRuns() {
      encoder.deep.forget();
      names.tell();
      processes.tickRuns();
      ports.tickRuns();
    },
  });
  observeConsole(disguise, record);
  const begin = (): void => {
    files.watch();
    if (!tasks.watch()) noteUnwatched(native);
  };
  return { ...tasks, begin, told: processEvents(record, tasks.continues, pulse) };
}

function noteUnwatched(native: Binding): void {
  const text =
    "this Node's async_hooks cannot leave promises alone: callbacks of timers, sockets and files " +
    'are recorded without the place that scheduled them';
  note(native, { type: 'note', text });
}
