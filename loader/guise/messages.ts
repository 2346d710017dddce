/**
 * Messages of the engine that quote a function, which then show the text that runs:
 *
 *   structuredClone(f)     DataCloneError: () => 1 could not be cloned.
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
  isNativeError,
} from '../runtime/primordials.js';
import { correctErrors } from '../runtime/corrected.js';
import type { Disguise } from './disguise.js';
import type { GuestTexts } from './texts.js';

const key = 'message';

export function disguiseMessages(disguise: Disguise, texts: GuestTexts): void {
  correctErrors((error) => correctMessage(texts, error));
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

export function correctMessage(texts: GuestTexts, error: unknown): void {
  if (!isNativeError(error)) return;
  const descriptor = getOwnPropertyDescriptor(error, key);
  const message = texts.quoting(descriptor?.value);
  if (message === undefined) return;
  try {
    defineProperty(error, key, { ...descriptor, value: message });
  } catch {
    // it is frozen
  }
}
