/**
 * Columns that stay in their file: pieces are read when somebody asks, and a bounded number of them
 * is kept, those of all columns together. Typed arrays answer to the same questions.
 */
import type { ReadFile } from '../../reader/files.js';
import type { Column } from './layout.js';

/** A column in memory or in a file. */
export interface Paged<Numbers extends Column> {
  readonly length: number;
  at: (index: number) => number | undefined;
  /** In memory; `end` is not included. */
  subarray: (begin: number, end: number) => Numbers;
}

/** Words of eight bytes in a page, which is what is read at a time. */
const pageBits = 12;
const pageSize = 1 << pageBits;
/** Pages kept (of at most 32 KiB each). */
const maxPages = 1024;

const kept: { column: FileColumn<Column>; page: number }[] = [];
let oldest = 0;

type Make<Numbers> = (bytes: Buffer) => Numbers;

export class FileColumn<Numbers extends Column> implements Paged<Numbers> {
  readonly length: number;
  readonly #file: ReadFile;
  readonly #offset: number;
  readonly #itemBytes: number;
  readonly #make: Make<Numbers>;
  readonly #pages: (Numbers | undefined)[] = [];

  /** `offset`: of its first byte in the file; `make` sees bytes as numbers. */
  constructor(
    file: ReadFile,
    place: { offset: number; length: number; itemBytes: number },
    make: Make<Numbers>,
  ) {
    this.#file = file;
    this.#offset = place.offset;
    this.#itemBytes = place.itemBytes;
    this.length = place.length;
    this.#make = make;
  }

  at(index: number): number | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const page = this.#pages[index >>> pageBits] ?? this.#load(index >>> pageBits);
    return page[index & (pageSize - 1)];
  }

  subarray(begin: number, end: number): Numbers {
    const last = Math.min(end, this.length);
    const first = Math.min(Math.max(0, begin), last);
    const page = first >>> pageBits;
    if (first === last || (last - 1) >>> pageBits !== page) return this.#read(first, last - first);
    const numbers = this.#pages[page] ?? this.#load(page);
    const from = page * pageSize;
    return numbers.subarray(first - from, last - from) as Numbers;
  }

  forget(page: number): void {
    this.#pages[page] = undefined;
  }

  #load(page: number): Numbers {
    const first = page * pageSize;
    const numbers = this.#read(first, Math.min(pageSize, this.length - first));
    this.#pages[page] = numbers;
    const before = kept[oldest];
    before?.column.forget(before.page);
    kept[oldest] = { column: this, page };
    oldest = (oldest + 1) % maxPages;
    return numbers;
  }

  #read(first: number, count: number): Numbers {
    const itemBytes = this.#itemBytes;
    return this.#make(this.#file.readAll(this.#offset + first * itemBytes, count * itemBytes));
  }
}
