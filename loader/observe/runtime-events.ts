/**
 * RUNTIME events (native/format.h): what the runtime was seen to do, as a type and a few values.
 * Values go through the encoder, and so through redaction, as those of the guest's calls do.
 */
import { header, kind } from '../probes.js';
import type { Frames } from '../runtime/frames.js';
import type { Ring } from '../runtime/ring.js';
import type { ValueEncoder } from '../runtime/value.js';

/** RuntimeEvent of native/format.h. */
export const runtimeEvent = {
  taskInit: 1,
  threadStarted: 2,
  childStarted: 3,
  childNamed: 4,
  messageSent: 5,
  messageReceived: 6,
  requestSent: 7,
  requestPlaced: 8,
  requestReceived: 9,
  responseSent: 10,
  responseReceived: 11,
  channelMade: 12,
  exit: 13,
  beforeExit: 14,
  uncaughtException: 15,
  unhandledRejection: 16,
  warning: 17,
  childExited: 18,
  printed: 19,
  connectionAccepted: 20,
  collected: 21,
  sampled: 22,
  named: 23,
} as const;

export type RuntimeEventType = (typeof runtimeEvent)[keyof typeof runtimeEvent];

const runtimeEventBits = 8;

/** Records an event of the runtime at this place of the thread's stream. */
export type RecordRuntimeEvent = (type: RuntimeEventType, ...values: readonly unknown[]) => void;

export function createRuntimeEvents(
  ring: Ring,
  encoder: ValueEncoder,
  frames: Frames | undefined,
): RecordRuntimeEvent {
  const { words, position, limit, turn } = ring;
  const { encode } = encoder;

  return (type, ...values) => {
    frames?.check();
    const encoded: number[] = [];
    for (let index = 0; index < values.length; index++) encoded[index] = encode(values[index]);
    const at = words[position]!;
    for (let index = 0; index < encoded.length; index++) words[at + 1 + index] = encoded[index]!;
    words[at] = header(type | (values.length << runtimeEventBits), kind.runtime);
    words[position] = at + 1 + values.length;
    if (at >= words[limit]!) turn();
  };
}
