/** Calls as streams: of a thread in the order in which they ended, or of several threads merged. */
import type { CallStack } from './call-stack.js';
import type { Call } from './call.js';

/** What moves a stack; the stack may be another one behind what it leaves out. */
export interface CallSteps {
  readonly stack: CallStack;
  step: () => boolean;
}

/**
 * The calls of one thread: those that ended, by their ends; then the open ones, by their starts.
 */
export class CallStream {
  /** The call that the stream stands on. */
  call: Call | undefined = undefined;
  readonly #steps: CallSteps;
  #at = 0;
  #open: Call[] | undefined;

  constructor(steps: CallSteps) {
    this.#steps = steps;
  }

  get stack(): CallStack {
    return this.#steps.stack;
  }

  /** Moves to the next call; false at the end. */
  next(): boolean {
    while (this.#open === undefined) {
      const { stack } = this;
      if (this.#at < stack.endedCount) {
        this.call = stack.ended[this.#at++];
        return true;
      }
      this.#at = 0;
      if (!this.#steps.step()) this.#open = this.stack.takeOpen();
    }
    this.call = this.#open[this.#at++];
    return this.call !== undefined;
  }

  /**
   * Time by which streams are merged: that of the event that ended the call; open calls come
   * last.
   */
  get time(): number {
    return this.#open === undefined ? this.stack.time : Infinity;
  }
}
