/**
 * Keys that are pressed on a terminal, one after the other, also while a search goes on: Ctrl-C
 * then stops the search, and what was typed ahead is forgotten.
 */
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';

export class Keys {
  readonly #terminal: ReadStream;
  readonly #typed: string[] = [];
  #wake: (() => void) | undefined;
  #isAsking = false;
  #isEnded = false;
  /** Ctrl-C came while nobody waited for a key. */
  #isStopped = false;

  constructor(terminal: ReadStream) {
    this.#terminal = terminal;
  }

  open(): void {
    this.#terminal.setRawMode(true);
    this.#terminal.setEncoding('utf8');
    this.#terminal.on('data', this.#take).once('end', this.#end);
  }

  close(): void {
    this.#terminal.off('data', this.#take).off('end', this.#end);
    this.#terminal.setRawMode(false);
    this.#terminal.pause();
  }

  /** The next key; `q` for all that leave. */
  async next(): Promise<string> {
    while (this.#typed.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
    return this.#typed.shift() ?? 'q';
  }

  /** A line that is typed below the screen. */
  async ask(question: string): Promise<string> {
    const { stdout } = process;
    this.#isAsking = true;
    this.#terminal.setRawMode(false);
    stdout.write(`\u001b[?25h\u001b[${String(stdout.rows)};1H\u001b[2K`);
    const reader = createInterface({ input: this.#terminal, output: stdout });
    const answer = await new Promise<string>((resolve) => {
      reader.question(question, resolve);
      reader.once('close', () => resolve(''));
    });
    reader.close();
    this.#terminal.setRawMode(true);
    this.#terminal.resume();
    stdout.write('\u001b[?25l');
    this.#isAsking = false;
    return answer.trim();
  }

  /** Waits for what may take long, and tells whether it was stopped. */
  async during(run: () => Promise<void>): Promise<boolean> {
    this.#isStopped = false;
    await run();
    return this.#isStopped;
  }

  /** To be asked now and then by what takes long. */
  readonly goesOn = async (): Promise<boolean> => {
    await setImmediate();
    return !this.#isStopped;
  };

  readonly #take = (chunk: Buffer | string): void => {
    if (this.#isAsking) return;
    const key = keyOf(String(chunk));
    if (this.#wake === undefined && chunk === ctrlC) {
      this.#isStopped = true;
      this.#typed.length = 0;
      return;
    }
    this.#typed.push(key);
    this.#wake?.();
  };

  readonly #end = (): void => {
    this.#isEnded = true;
    this.#wake?.();
  };
}

const ctrlC = '\u0003';
const ctrlD = '\u0004';

/** Arrow keys stand for lines and calls; Ctrl-C and Ctrl-D leave. */
function keyOf(text: string): string {
  switch (text) {
    case '\u001b[B':
    case '\u001b[C':
      return 'n';
    case '\u001b[A':
    case '\u001b[D':
      return 'N';
    case ctrlC:
    case ctrlD:
      return 'q';
    default:
      return text.slice(0, 1);
  }
}
