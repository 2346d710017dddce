/** Standard output for programs that write much: few large writes, quiet when the reader leaves. */

const flushCharacters = 64 * 1024;

/** What JSON leaves in its strings and a terminal obeys. Text was escaped before it was painted. */
const controls = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export class Output {
  #text = '';
  #isBlocked = false;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // `scope events | head`: nobody reads any more, and that is fine.
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= flushCharacters) this.flush();
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  flush(): void {
    if (this.#text === '') return;
    this.#isBlocked = !process.stdout.write(this.#text.replaceAll(controls, escape));
    this.#text = '';
  }

  /** Whether to await `drained()` before writing more. */
  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /** Resolves when the reader has taken what was flushed. */
  async drained(): Promise<void> {
    if (!this.#isBlocked) return;
    await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
    this.#isBlocked = false;
  }
}
