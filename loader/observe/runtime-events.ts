/**
 * RUNTIME events (native/format.h): what the runtime was seen to do, as a type and a few values.
 * Values go through the encoder, and so through redaction, as those of the guest's calls do.
 */
import { maxRuntimeValues, runtimeEvent, runtimeEventBits } from '../../lib/records.js';
import { header, kind } from '../probes.js';
import type { Frames } from '../runtime/frames.js';
import type { Ring } from '../runtime/ring.js';
import type { ValueEncoder } from '../runtime/value.js';

export { runtimeEvent };

export type RuntimeEventType = (typeof runtimeEvent)[keyof typeof runtimeEvent];

/** Records an event of the runtime at this place of the thread's stream. */
export type RecordRuntimeEvent = (type: RuntimeEventType, ...values: readonly unknown[]) => void;

export function createRuntimeEvents(
  ring: Ring,
  encoder: ValueEncoder,
  frames: Frames | undefined,
): RecordRuntimeEvent {
  const { words, position, limit, turn } = ring;
  const { encode } = encoder;
  /** Encoding never comes back here. */
  const encoded = new Int32Array(maxRuntimeValues);

  return (type, ...values) => {
    frames?.check();
    for (let index = 0; index < values.length; index++) encoded[index] = encode(values[index]);
    const at = words[position]!;
    for (let index = 0; index < values.length; index++) words[at + 1 + index] = encoded[index]!;
    words[at] = header(type | (values.length << runtimeEventBits), kind.runtime);
    words[position] = at + 1 + values.length;
    if (at >= words[limit]!) turn();
  };
}
