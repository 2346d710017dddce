/**
 * The VM tracer: what happens in the process besides the calls of planned functions. Everything
 * here listens from outside (hooks, channels): nothing of the guest is replaced.
 */
import type { Binding } from '../../lib/binding.js';
import { note } from '../instrument.js';
import type { Ring } from '../runtime/ring.js';
import type { ValueEncoder } from '../runtime/value.js';
import { createRuntimeEvents } from './runtime-events.js';
import { observeTasks } from './tasks.js';

/** Call once per thread, before the guest's code runs. */
export function observe(ring: Ring, encoder: ValueEncoder, native: Binding): void {
  const events = createRuntimeEvents(ring, encoder);
  if (observeTasks(ring, events)) return;
  const text =
    "this Node's async_hooks cannot leave promises alone: callbacks of timers, sockets and files " +
    'are recorded without the place that scheduled them';
  note(native, { type: 'note', text });
}
