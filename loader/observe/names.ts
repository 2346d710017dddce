/**
 * What operations of the net and of dns are for. Node makes the async resource first and writes the
 * name on it then: it is read when the next callback begins or ends, or the next resource is made.
 *
 *   taskInit 7 "GETADDRINFOREQWRAP"      named 7 "example.org"
 */
import { field } from './fields.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

/** Fields of the resource, joined by colons. */
const namedBy: Partial<Record<string, readonly string[]>> = {
  GETADDRINFOREQWRAP: ['hostname'],
  GETNAMEINFOREQWRAP: ['host', 'port'],
  QUERYWRAP: ['bindingName', 'hostname'],
  TCPCONNECTWRAP: ['address', 'port'],
  PIPECONNECTWRAP: ['address'],
};

export interface Names {
  made: (asyncId: number, type: string, resource: object) => void;
  /** Records the name of the resource that was made last. */
  tell: () => void;
}

export function createNames(record: RecordRuntimeEvent): Names {
  let last: { asyncId: number; type: string; resource: object } | undefined;

  function tell(): void {
    if (last === undefined) return;
    const { asyncId, type, resource } = last;
    last = undefined;
    let name = '';
    const keys = namedBy[type]!;
    for (let index = 0; index < keys.length; index++) {
      const part = field(resource, keys[index]!);
      if (typeof part !== 'string' && typeof part !== 'number') continue;
      name += `${name === '' ? '' : ':'}${part}`;
    }
    if (name !== '') record(runtimeEvent.named, asyncId, name);
  }

  return {
    tell,
    made(asyncId, type, resource) {
      tell();
      if (namedBy[type] !== undefined) last = { asyncId, type, resource };
    },
  };
}
