/** Arrays of numbers that grow: for columns whose length nobody knows before. */

/** Rows of `width` numbers each. */
export class Rows {
  #data: Float64Array;
  readonly #width: number;
  count = 0;

  constructor(width: number) {
    this.#width = width;
    this.#data = new Float64Array(width * 64);
  }

  /** Adds a row; returns its number. */
  add(values: readonly number[]): number {
    const at = this.count * this.#width;
    if (at + this.#width > this.#data.length) {
      const larger = new Float64Array(this.#data.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    for (let field = 0; field < this.#width; field++) this.#data[at + field] = values[field]!;
    return this.count++;
  }

  get(row: number, field: number): number {
    return this.#data[row * this.#width + field]!;
  }

  set(row: number, field: number, value: number): void {
    this.#data[row * this.#width + field] = value;
  }

  take(): Float64Array {
    return this.#data.slice(0, this.count * this.#width);
  }
}

/** 32-bit numbers, added at the end or stored anywhere. */
export class Words {
  #data = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    this.#reserve(this.length + 1);
    this.#data[this.length++] = value;
  }

  /** A number beyond 32 bits takes two places. */
  pushWide(value: number): void {
    this.push(value | 0);
    this.push(Math.floor(value / 2 ** 32));
  }

  append(words: Int32Array, from: number, count: number): void {
    this.#reserve(this.length + count);
    for (let at = 0; at < count; at++) this.#data[this.length + at] = words[from + at]!;
    this.length += count;
  }

  get(index: number): number {
    return index < this.length ? this.#data[index]! : 0;
  }

  set(index: number, value: number): void {
    this.#reserve(index + 1);
    this.#data[index] = value;
    if (index >= this.length) this.length = index + 1;
  }

  take(): Int32Array {
    return this.#data.slice(0, this.length);
  }

  #reserve(length: number): void {
    if (length <= this.#data.length) return;
    const larger = new Int32Array(Math.max(length, this.#data.length * 2));
    larger.set(this.#data);
    this.#data = larger;
  }
}

/** What `pushWide` has put there. */
export function wideAt(words: Int32Array, at: number): number {
  return words[at + 1]! * 2 ** 32 + (words[at]! >>> 0);
}
