/**
 * RUNTIME events (native/format.h): what the runtime was seen to do, as a type and a few values.
 */
import { header, kind } from '../probes.js';
import type { Ring } from '../runtime/ring.js';
import type { ValueEncoder } from '../runtime/value.js';

/** RuntimeEvent of native/format.h. */
const runtimeEvent = { taskInit: 1 } as const;
const runtimeEventBits = 8;

export interface RuntimeEvents {
  /** An async resource was made. */
  taskInit: (asyncId: number, type: string) => void;
}

export function createRuntimeEvents(ring: Ring, encoder: ValueEncoder): RuntimeEvents {
  const { words, position, limit, turn } = ring;
  const { encode } = encoder;
  const headerOf = (event: number, values: number): number =>
    header(event | (values << runtimeEventBits), kind.runtime);
  const taskInitHeader = headerOf(runtimeEvent.taskInit, 2);

  function record2(recordHeader: number, a: number, b: number): void {
    const at = words[position]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at] = recordHeader;
    words[position] = at + 3;
    if (at >= words[limit]!) turn();
  }

  return {
    taskInit: (asyncId, type) => record2(taskInitHeader, encode(asyncId), encode(type)),
  };
}
