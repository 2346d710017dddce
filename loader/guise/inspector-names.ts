/**
 * What node:inspector says of the names in the global lexical scope, which Node's REPL completes
 * from: those of the probes are left out.
 */
import { nodesBinding } from '../node-internals.js';
import { probePrefix } from '../probes.js';
import { indexOf, slice } from '../runtime/primordials.js';
import type { Disguise } from './disguise.js';

type Receive = (message: unknown) => unknown;

const answer = '"result":{"names":[';
const probeName = `"${probePrefix}`;

export function hideNames(disguise: Disguise): void {
  const inspector = nodesBinding('inspector') as { Connection?: object } | undefined;
  if (inspector?.Connection === undefined) return; // a Node without inspector
  disguise.replaceClass(inspector, 'Connection', {
    make(construct, args) {
      const receive = args[0];
      if (typeof receive === 'function') {
        (args as unknown[])[0] = disguise.around(receive as Receive, {
          before(messages) {
            const message = messages[0];
            if (typeof message === 'string') messages[0] = withoutProbes(message);
          },
        });
      }
      return construct();
    },
    made: () => undefined,
  });
}

function withoutProbes(message: string): string {
  if (indexOf(message, answer) < 0) return message;
  let rest = message;
  for (;;) {
    const at = indexOf(rest, probeName);
    if (at < 0) return rest;
    const end = indexOf(rest, '"', at + 1) + 1;
    const isLast = slice(rest, end, end + 1) !== ',';
    const begin = isLast && slice(rest, at - 1, at) === ',' ? at - 1 : at;
    rest = slice(rest, 0, begin) + slice(rest, isLast ? end : end + 1);
  }
}
