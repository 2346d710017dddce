/**
 * A tape of numbers, from which a program is written: each choice eats one, and at the end of the
 * tape every choice is the first and simplest. So shorter tapes are smaller programs, and fast-check
 * can shrink them.
 */
export class Tape {
  private position = 0;
  private names = 0;

  constructor(private readonly choices: ArrayLike<number>) {}

  pick(options: number): number {
    return (this.choices[this.position++] ?? 0) % options;
  }

  one<T>(options: readonly T[]): T {
    return options[this.pick(options.length)] as T;
  }

  /** The text of one of the options. */
  text(options: readonly (() => string)[]): string {
    return this.one(options)();
  }

  maybe(text: string): string {
    return this.pick(2) === 1 ? text : '';
  }

  fresh(prefix = 'v'): string {
    return `${prefix}${this.names++}`;
  }
}
