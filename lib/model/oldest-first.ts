/**
 * Numbers in the order in which they were added, to be taken from the front. A Map would give its
 * oldest key only after a walk over all that were deleted before it.
 */

/** Places in front that are free before the rest moves up. */
const slack = 65_536;

export class OldestFirst {
  #numbers: number[] = [];
  #first = 0;

  add(number: number): void {
    this.#numbers.push(number);
  }

  /** Undefined: there is none. */
  take(): number | undefined {
    const number = this.#numbers[this.#first];
    if (number === undefined) return undefined;
    if (++this.#first >= slack) {
      this.#numbers = this.#numbers.slice(this.#first);
      this.#first = 0;
    }
    return number;
  }
}
