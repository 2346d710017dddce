/**
 * Messages of the engine that quote a function, which then show the text that runs, or name an
 * expression that a probe stands around:
 *
 *   structuredClone(f)     DataCloneError: () => 1 could not be cloned.
 *   const [a] = await 1    TypeError: (intermediate value) is not iterable
 *
 * A DOMException gives its message through an accessor of its class, which is in our hands. Other
 * errors have theirs as a property, which is corrected where recorded code throws or catches them,
 * and where their stack is first asked for.
 */
import { atob } from 'node:buffer';
import {
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  indexOf,
  isNativeError,
} from '../runtime/primordials.js';
import type { Binding } from '../../lib/binding.js';
import type { Disguise } from './disguise.js';
import type { GuestTexts } from './texts.js';

const key = 'message';

export function disguiseMessages(disguise: Disguise, texts: GuestTexts): void {
  const prototype = exceptionPrototype();
  const descriptor = prototype && getOwnPropertyDescriptor(prototype, key);
  if (prototype === undefined || descriptor?.get === undefined) return;
  const get = disguise.around(descriptor.get, { after: (message) => texts.quoting(message) });
  defineProperty(prototype, key, { ...descriptor, get });
}

/** Of DOMException, without a look at the global one: that would change it. */
function exceptionPrototype(): object | undefined {
  try {
    atob('*');
  } catch (error) {
    return getPrototypeOf(error) as object;
  }
  return undefined;
}

export type CorrectMessage = (error: unknown) => void;

/** Gives the engine's errors the message that they have without scope. */
export function messageCorrector(texts: GuestTexts, native: Binding): CorrectMessage {
  const written = (message: unknown, error: object): string | undefined => {
    if (typeof message !== 'string') return undefined;
    if (indexOf(message, ' iterable') < 0) return texts.quoting(message);
    const [script, offset] = native.placeOfError(error) ?? [];
    const text = texts.named(script);
    const named = text && texts.original(text)?.notIterable(offset ?? -1);
    return named ?? texts.quoting(message);
  };
  return (error) => {
    if (!isNativeError(error)) return;
    const descriptor = getOwnPropertyDescriptor(error, key);
    const message = written(descriptor?.value, error);
    if (message === undefined) return;
    try {
      defineProperty(error, key, { ...descriptor, value: message });
    } catch {
      // it is frozen
    }
  };
}
