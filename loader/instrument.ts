/**
 * One module on its way into the guest: does the plan want it? Runs on the guest's thread, or on
 * Node's hooks thread under `module.register`. What does the work loads when the first module needs
 * it: a program whose code is all off the plan does not pay for the transform.
 *
 * On any doubt the answer is undefined: the guest gets its original source, and the recording says
 * why.
 */
import { fileURLToPath } from 'node:url';
import type { Binding } from '../lib/binding.js';
import { PlanMatcher } from '../lib/plan/match.js';
import type { Plan } from '../lib/plan/plan.js';
import type { MetaRecord } from '../lib/plan/site.js';
import type { ModuleInstrument, ModuleListeners } from './instrument-module.js';
import { ownFolder } from './own-folder.js';
import { shortUrl } from './redaction/source.js';
import { requireOwn } from './require-own.js';

export type ModuleFormat = 'module' | 'commonjs';

/** What the hooks need to know; plain data, so that it can cross to the hooks thread. */
export interface InstrumentOptions {
  plan: Plan;
  /** Folder that the plan's globs refer to. */
  root: string;
  /** Folder of transformed modules; empty: none. */
  cache: string;
  /** Levels can change while the program runs. */
  tunable: boolean;
}

/** Returns the text to run in place of `source`, or undefined to leave the module alone. */
export type Instrument = (
  url: string,
  source: () => string,
  format: ModuleFormat,
) => string | undefined;

export function createInstrument(
  options: InstrumentOptions,
  native: Binding,
  listeners: ModuleListeners,
): Instrument {
  const matcher = new PlanMatcher(options.plan, options.root);
  let modules: ModuleInstrument | undefined;

  /** Load hooks are synchronous, so is this import. */
  function load(): ModuleInstrument {
    const { ModuleInstrument: Class } = requireOwn(
      import.meta.url,
      './instrument-module.js',
    ) as typeof import('./instrument-module.js');
    return new Class(options, native, listeners);
  }

  return (url, source, format) => {
    if (url.startsWith(ownFolder)) return undefined;
    try {
      const path = url.startsWith('file:') ? fileURLToPath(url) : url;
      const rules = matcher.file(path);
      if (rules === undefined) return undefined;
      modules ??= load();
      return modules.instrument({ url, path, format, source: source(), rules });
    } catch (error) {
      // A syntax error is the guest's own: it gets its source and V8's message for it.
      note(native, { type: 'skip', url: shortUrl(url), reason: (error as Error).message });
      return undefined;
    }
  };
}

export function note(native: Binding, record: MetaRecord): void {
  native.addMeta(Buffer.from(JSON.stringify(record)));
}
