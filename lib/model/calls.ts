/** Calls as streams: of a thread in the order in which they ended, or of several threads merged. */
import type { CallStack } from './call-stack.js';
import type { Call } from './call.js';

/** The calls of one thread: those that ended, by their ends; then the open ones, by their starts. */
export class CallStream {
  /** The call that the stream stands on. */
  call: Call | undefined = undefined;
  readonly stack: CallStack;
  #ready: Call[] = [];
  #at = 0;
  #isOver = false;
  #lastEnd = 0;

  constructor(stack: CallStack) {
    this.stack = stack;
  }

  /** Moves to the next call; false at the end. */
  next(): boolean {
    while (this.#at >= this.#ready.length) {
      if (!this.#refill()) return false;
    }
    this.call = this.#ready[this.#at++];
    if (this.call !== undefined && this.call.end >= 0) this.#lastEnd = this.call.end;
    return true;
  }

  /** Time by which streams are merged: the end, or for open calls the end of what is known. */
  get time(): number {
    const { call } = this;
    if (call === undefined || call.end >= 0) return call?.end ?? 0;
    return this.#isOver ? Infinity : this.#lastEnd;
  }

  #refill(): boolean {
    if (this.#isOver) return false;
    const { stack } = this;
    const { ended } = stack;
    this.#at = 0;
    while (ended.length === 0) {
      if (stack.step()) continue;
      this.#isOver = true;
      this.#ready = stack.takeOpen();
      return this.#ready.length > 0;
    }
    this.#ready = ended.splice(0);
    return true;
  }
}
