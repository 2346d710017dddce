/**
 * The instrumented text of each module beside the places of its insertions: what is needed to lead from
 * a position or a piece of the text that V8 sees back to the one that the user wrote. Insertions never
 * contain a line break, so lines are the same on both sides.
 */

/** Where insertions stand: offsets in the original text, ascending, and their lengths. */
export interface Insertions {
  places: Int32Array;
  lengths: Int32Array;
}

export class ModuleText {
  readonly code: string;
  readonly #places: Int32Array;
  /** Offset of each insertion in `code`, and of the text behind it. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #lineStarts: number[] | undefined;

  constructor(code: string, { places, lengths }: Insertions) {
    this.code = code;
    this.#places = places;
    this.#starts = new Int32Array(places.length);
    this.#ends = new Int32Array(places.length);
    let inserted = 0;
    for (let index = 0; index < places.length; index++) {
      this.#starts[index] = (places[index] as number) + inserted;
      inserted += lengths[index] as number;
      this.#ends[index] = (places[index] as number) + inserted;
    }
  }

  /** The column (from 1) in the original text of a position in `code` (line and column from 1). */
  originalColumn(line: number, column: number): number {
    const start = this.#lines()[line - 1];
    if (start === undefined) return column;
    return this.#original(start + column - 1) - this.#original(start) + 1;
  }

  /** The original text of the piece of `code` between two offsets. */
  original(from: number, to: number): string {
    let text = '';
    let at = from;
    for (let index = this.#firstEndingBehind(from); index < this.#starts.length; index++) {
      const start = this.#starts[index] as number;
      if (start >= to) break;
      if (start > at) text += this.code.slice(at, start);
      at = this.#ends[index] as number;
    }
    return at < to ? text + this.code.slice(at, to) : text;
  }

  /** A line (from 1) of the original text. */
  originalLine(line: number): string {
    const lines = this.#lines();
    const start = lines[line - 1];
    if (start === undefined) return '';
    const end = lines[line] ?? this.code.length + 1;
    return this.original(start, end - 1).replace(/\r$/, '');
  }

  #lines(): number[] {
    if (this.#lineStarts === undefined) {
      this.#lineStarts = [0];
      for (const { index } of this.code.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
        this.#lineStarts.push(index + (this.code.startsWith('\r\n', index) ? 2 : 1));
      }
    }
    return this.#lineStarts;
  }

  /** Offset in the original text; a place inside an insertion leads to where it was inserted. */
  #original(offset: number): number {
    const index = this.#firstEndingBehind(offset);
    const shift = index === 0 ? 0 : this.#shiftBehind(index - 1);
    const place = this.#places[index];
    const original = offset - shift;
    return place !== undefined && original > place ? place : original;
  }

  #shiftBehind(index: number): number {
    return (this.#ends[index] as number) - (this.#places[index] as number);
  }

  /** The first insertion that ends behind `offset`; as many as there are when none does. */
  #firstEndingBehind(offset: number): number {
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
