/**
 * A value as a text that is the same in another run: without identities, and without hashes, whose
 * keys are each recording's own.
 */
import type { Value } from '../reader/value.js';

/** Node's own objects, which hold times, ports and counters: compared by their names only. */
const opaque: ReadonlySet<string> = new Set([
  'Agent',
  'ChildProcess',
  'ClientRequest',
  'Immediate',
  'IncomingMessage',
  'MessagePort',
  'Server',
  'ServerResponse',
  'Socket',
  'Timeout',
  'Worker',
]);

export function valueShape(value: Value): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(sameInAnotherRun(value));
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${String(value)}n`;
    case 'object':
      break;
    default:
      return String(value);
  }
  if (value === null) return 'null';
  switch (value.type) {
    case 'string':
      return `${JSON.stringify(sameInAnotherRun(value.head))}…${String(value.length)}`;
    case 'redacted':
      return `redacted ${String(value.length)}`;
    case 'symbol':
      return `Symbol(${value.description ?? ''})`;
    case 'object': {
      const { class: cls, label, size, entries } = value;
      const head = `${cls} ${label}`;
      if (entries === undefined || (cls === 'instance' && opaque.has(label))) return head;
      const shown = entries.map(([key, item]) => `${valueShape(key)}:${valueShape(item)}`);
      return `${head} ${String(size)} {${shown.join()}}`;
    }
    default:
      return value.type;
  }
}

/** Where secrets were, hashes are left out, also one that was cut off. */
export function sameInAnotherRun(text: string): string {
  return text
    .replace(/^(\d+):[0-9a-f]{16}(?=:|$)/, '$1')
    .replace(/\[redacted (\d+) [0-9a-f]*(?:\]|$)/g, '[redacted $1]');
}

export interface ValueDifference {
  /** Names that lead to it: `arg 0`, `socket`, `port`. */
  path: string[];
  a: Value;
  b: Value;
}

/** The innermost place at which two values differ; undefined where they have one shape. */
export function firstDifference(
  a: Value,
  b: Value,
  path: string[] = [],
): ValueDifference | undefined {
  if (valueShape(a) === valueShape(b)) return undefined;
  const entriesA = entriesOf(a);
  const entriesB = entriesOf(b);
  if (entriesA === undefined || entriesB === undefined) return { path, a, b };
  for (const [index, [key, value]] of entriesA.entries()) {
    const other = entriesB[index];
    if (other === undefined || valueShape(other[0]) !== valueShape(key)) return { path, a, b };
    const name = typeof key === 'string' ? key : valueShape(key);
    const found = firstDifference(value, other[1], [...path, name]);
    if (found !== undefined) return found;
  }
  return { path, a, b };
}

function entriesOf(value: Value): [Value, Value][] | undefined {
  return typeof value === 'object' && value !== null && value.type === 'object'
    ? value.entries
    : undefined;
}
