/**
 * Columns of numbers whose length nobody knows before: they grow piece by piece, so that nothing is
 * copied and no column takes more than it holds until it is taken.
 */

const rowsOfPiece = 1024;
const pieceBits = 14;
const pieceSize = 1 << pieceBits;

/** Rows of `width` numbers each. */
export class Rows {
  #pieces: Float64Array[] = [];
  readonly #width: number;
  count = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Adds a row; returns its number. */
  add(values: ArrayLike<number>): number {
    const at = (this.count % rowsOfPiece) * this.#width;
    if (at === 0) this.#pieces.push(new Float64Array(this.#width * rowsOfPiece));
    const piece = this.#pieces[this.#pieces.length - 1]!;
    for (let field = 0; field < this.#width; field++) piece[at + field] = values[field]!;
    return this.count++;
  }

  get(row: number, field: number): number {
    return this.#pieces[Math.floor(row / rowsOfPiece)]![this.#placeOf(row, field)]!;
  }

  set(row: number, field: number, value: number): void {
    this.#pieces[Math.floor(row / rowsOfPiece)]![this.#placeOf(row, field)] = value;
  }

  /** All of them in one piece; leaves nothing. */
  take(): Float64Array {
    const all = new Float64Array(this.count * this.#width);
    const length = rowsOfPiece * this.#width;
    for (const [number, piece] of this.#pieces.entries()) {
      all.set(piece.subarray(0, all.length - number * length), number * length);
    }
    this.#pieces = [];
    this.count = 0;
    return all;
  }

  #placeOf(row: number, field: number): number {
    return (row % rowsOfPiece) * this.#width + field;
  }
}

/** 32-bit numbers, added at the end or stored anywhere. */
export class Words {
  #pieces: (Int32Array | undefined)[] = [];
  length = 0;

  push(value: number): void {
    this.set(this.length, value);
  }

  /** A number beyond 32 bits takes two places. */
  pushWide(value: number): void {
    this.push(value | 0);
    this.push(Math.floor(value / 2 ** 32));
  }

  append(words: Int32Array, from: number, count: number): void {
    for (let at = 0; at < count; at++) this.push(words[from + at]!);
  }

  get(index: number): number {
    return this.#pieces[index >>> pieceBits]?.[index & (pieceSize - 1)] ?? 0;
  }

  set(index: number, value: number): void {
    let piece = this.#pieces[index >>> pieceBits];
    if (piece === undefined) {
      piece = new Int32Array(pieceSize);
      this.#pieces[index >>> pieceBits] = piece;
    }
    piece[index & (pieceSize - 1)] = value;
    if (index >= this.length) this.length = index + 1;
  }

  /** All of them in one piece; leaves nothing. */
  take(): Int32Array {
    const all = new Int32Array(this.length);
    for (const [number, piece] of this.#pieces.entries()) {
      const first = number << pieceBits;
      if (piece !== undefined) all.set(piece.subarray(0, all.length - first), first);
    }
    this.#pieces = [];
    this.length = 0;
    return all;
  }
}

/** What `pushWide` has put there. */
export function wideAt(words: Pick<Int32Array, 'at'>, at: number): number {
  return words.at(at + 1)! * 2 ** 32 + (words.at(at)! >>> 0);
}
