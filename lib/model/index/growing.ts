/**
 * Columns of numbers whose length nobody knows before: they grow piece by piece, and are asked and
 * written as they lie, so that nothing is copied and no column takes more than it holds.
 */
import type { Paged } from './paged.js';

const rowsOfPiece = 1024;
/** What is written is written in pieces of this size, so that they need not be copied. */
const pieceBits = 14;
const pieceSize = 1 << pieceBits;

/** Rows of `width` numbers each; as a column, one behind the other. */
export class Rows implements Paged<Float64Array> {
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

  get length(): number {
    return this.count * this.#width;
  }

  at(index: number): number | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const size = rowsOfPiece * this.#width;
    return this.#pieces[Math.floor(index / size)]![index % size];
  }

  subarray(begin: number, end: number): Float64Array {
    const [from, to] = within(this.length, begin, end);
    return gather(this.#pieces, rowsOfPiece * this.#width, from, new Float64Array(to - from));
  }

  /** All of them in one piece; leaves nothing. */
  take(): Float64Array {
    const all = this.subarray(0, this.length);
    this.#pieces = [];
    this.count = 0;
    return all;
  }

  #placeOf(row: number, field: number): number {
    return (row % rowsOfPiece) * this.#width + field;
  }
}

/** 32-bit numbers, added at the end or stored anywhere. */
export class Words implements Paged<Int32Array> {
  readonly #pieces: (Int32Array | undefined)[] = [];
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

  at(index: number): number | undefined {
    return index < 0 || index >= this.length ? undefined : this.get(index);
  }

  subarray(begin: number, end: number): Int32Array {
    const [from, to] = within(this.length, begin, end);
    const [first, place] = [from >>> pieceBits, from & (pieceSize - 1)];
    const piece = this.#pieces[first];
    if (piece !== undefined && to <= (first + 1) * pieceSize) {
      return piece.subarray(place, place + to - from);
    }
    return gather(this.#pieces, pieceSize, from, new Int32Array(to - from));
  }
}

function within(length: number, begin: number, end: number): [number, number] {
  const to = Math.max(0, Math.min(end, length));
  return [Math.min(Math.max(0, begin), to), to];
}

/** Fills `all` from pieces of `size` numbers; what was never set is 0. */
function gather<Numbers extends Float64Array | Int32Array>(
  pieces: readonly (Numbers | undefined)[],
  size: number,
  from: number,
  all: Numbers,
): Numbers {
  for (let done = 0; done < all.length;) {
    const place = (from + done) % size;
    const count = Math.min(size - place, all.length - done);
    const piece = pieces[Math.floor((from + done) / size)];
    if (piece !== undefined) all.set(piece.subarray(place, place + count), done);
    done += count;
  }
  return all;
}

/** What `pushWide` has put there. */
export function wideAt(words: Pick<Int32Array, 'at'>, at: number): number {
  return words.at(at + 1)! * 2 ** 32 + (words.at(at)! >>> 0);
}
