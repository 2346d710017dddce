/**
 * Errors on their way through recorded code, before the program can look at them: the engine's
 * messages may quote the text that runs. Who knows what was written is told of each (guise.ts).
 */
import { isNativeError } from './primordials.js';

type Correct = (error: Error) => void;

let correct: Correct = () => undefined;

export function correctErrors(by: Correct): void {
  correct = by;
}

/** The probe `corrected`; those of a throw ask it first. */
export function corrected(error: unknown): unknown {
  try {
    if (isNativeError(error)) correct(error);
  } catch {
    // no stack left for more
  }
  return error;
}
