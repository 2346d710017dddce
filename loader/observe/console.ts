/** What the program prints through `console`: the method and its arguments, as values. */
import type { Disguise } from '../guise/disguise.js';
import { apply } from '../runtime/primordials.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

const methods = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'] as const;
/** kMaxRuntimeValues less the method. */
const maxArguments = 14;

export function observeConsole(disguise: Disguise, record: RecordRuntimeEvent): void {
  for (const method of methods) {
    disguise.replaceBound(console, method, {
      before(args) {
        const values: unknown[] = [runtimeEvent.printed, method];
        for (let index = 0; index < args.length && index < maxArguments; index++) {
          values[values.length] = args[index];
        }
        apply(record, undefined, values);
      },
    });
  }
}
