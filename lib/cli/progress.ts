/** A line on stderr while work takes longer than a second, and only on a terminal. */
import { count } from './text.js';

const quietMs = 1000;
const intervalMs = 200;

export class Progress {
  readonly #start = performance.now();
  readonly #isShown = process.stderr.isTTY;
  #last = 0;
  #width = 0;

  readonly report = (events: number): void => {
    this.show(`${count(events)} events read`);
  };

  show(text: string): void {
    if (!this.#isShown) return;
    const now = performance.now();
    if (now - this.#start < quietMs || now - this.#last < intervalMs) return;
    this.#last = now;
    process.stderr.write(`\r${text.padEnd(this.#width)}`);
    this.#width = text.length;
  }

  done(): void {
    if (this.#width > 0) process.stderr.write(`\r${' '.repeat(this.#width)}\r`);
  }
}
