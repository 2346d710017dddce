/**
 * What the process says of itself, on one line: each value with its name, and its unit.
 *
 *   collected("scavenge", took: 1.33 ms)     fileOperation("read", 17, bytes: 120 B)
 */
import { runtimeEvent } from '../reader/format.js';
import type { Value } from '../reader/value.js';
import { bytes, duration, valueText } from './text.js';

type RuntimeEvent = keyof typeof runtimeEvent;

/**
 * Names of an event's values, in order; a unit behind a colon. An empty name: the value speaks for
 * itself. `-`: not shown. The last name holds for all that follow.
 */
const values: Record<RuntimeEvent, string> = {
  taskInit: 'task, , delay:ms',
  threadStarted: 'worker, port',
  childStarted: 'child',
  childNamed: 'child, pid, port, ',
  messageSent: 'port, message, with',
  messageReceived: 'port, message, with',
  requestSent: 'request, , host, , traceparent',
  requestPlaced: 'request, local port, remote port, number',
  requestReceived: 'remote port, local port, number, , , traceparent',
  responseSent: 'remote port, local port, number, status',
  responseReceived: 'request, status',
  channelMade: 'port',
  exit: 'code',
  beforeExit: 'code',
  uncaughtException: ', ',
  unhandledRejection: '',
  warning: ', ',
  childExited: 'child, code, signal',
  printed: ', ',
  connectionAccepted: 'remote port, local port',
  collected: ', -, took:ns',
  sampled: 'heap:bytes, of:bytes, resident:bytes, CPU:ms, waited:ms',
  named: 'task, ',
  channelJoined: 'port, name, -',
  turned: 'turns, longest:ms, sum:ms, -',
  fileOperation: 'task, , , bytes:bytes, to',
  webSocketOpened: 'port, local port, remote port, ',
  webSocketClosed: 'port, code, ',
  fileFailed: ', , code, to',
  unwatched: '',
};

const units: Record<string, (value: number) => string> = {
  ms: (value) => duration(value * 1e6),
  ns: duration,
  bytes,
};

/** `name` is one of runtimeEvent's, or that of an event that this reader does not know. */
export function runtimeText(name: string, given: readonly Value[], characters?: number): string {
  const names = (values as Record<string, string | undefined>)[name]?.split(',') ?? [''];
  const shown = given.flatMap((value, index) => {
    const [label = '', unit = ''] = (names[index] ?? names.at(-1)!).trim().split(':');
    if (value === undefined || label === '-' || (label === 'task' && value === 0)) return [];
    const inUnit = typeof value === 'number' ? units[unit] : undefined;
    const text = inUnit === undefined ? valueText(value, characters) : inUnit(value as number);
    return label === '' ? [text] : [`${label}: ${text}`];
  });
  return `${name}(${shown.join(', ')})`;
}
