/**
 * Corrects what Node prints above the stack of an exception that ends the process: see
 * last-words-text.ts, which does it in the realm of its own.
 */
import { findSourceMap } from 'node:module';
import type { Binding } from '../../lib/binding.js';
import type { Instrument } from '../instrument.js';
import { goOnBehindMain } from '../main-module.js';
import { apply, getOwnPropertyDescriptor, isNativeError } from '../runtime/primordials.js';
import { placeOfThrow } from '../runtime/throws.js';
import type { Disguise } from './disguise.js';
import { unsettled, type Fatal } from './last-words-text.js';

/** Returns what to call when nothing is left to wait for. */
export function watchLastWords(
  instrument: Instrument,
  disguise: Disguise,
  native: Binding,
): () => void {
  // Workers send their error to the parent, which prints it.
  if (!native.isMainThread()) return () => undefined;
  const { texts } = instrument;
  const sources = { texts, textInNode, sourcesOf };
  const correct = (printed: string, fatal?: Fatal): string =>
    instrument.modules().lastWords({ printed, fatal, ...sources });
  let fatal: unknown;
  disguise.replaceBound(process, '_fatalException', {
    before(args) {
      // A handler of the program may throw: then Node prints that, and nothing comes after.
      native.rewriteStderr((printed) => correct(printed));
      fatal = args[0];
    },
    after(isHandled) {
      const known = { stack: stackOf(fatal), thrown: placeOfThrow(fatal) };
      fatal = undefined;
      if (isHandled === false) native.rewriteStderr((printed) => correct(printed, known));
      else {
        native.rewriteStderr();
        goOnBehindMain();
      }
    },
  });
  return () => {
    native.rewriteStderr((printed) => correct(printed), unsettled);
  };
}

const stackGetter = getOwnPropertyDescriptor(new Error(), 'stack')?.get;

/** The stack that V8 made; a getter of the guest's is not run. */
function stackOf(error: unknown): string | undefined {
  if (!isNativeError(error)) return undefined;
  const descriptor = getOwnPropertyDescriptor(error, 'stack');
  const isEngines = descriptor !== undefined && descriptor.get === stackGetter;
  const stack: unknown = isEngines && stackGetter ? error.stack : descriptor?.value;
  return typeof stack === 'string' ? stack : undefined;
}

const { binding } = process as unknown as { binding(name: string): Record<string, string> };

/** Node's own modules: their texts are in the executable. */
function textInNode(name: string): string | undefined {
  try {
    return apply(binding, process, ['natives'])[name];
  } catch {
    return undefined;
  }
}

/** The sources that the map of a script names, where Node has one. */
function sourcesOf(path: string): readonly string[] | undefined {
  return findSourceMap(path)?.payload.sources;
}
