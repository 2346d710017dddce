/**
 * Several streams, each in the order of its own times, as one in the order of all times. Streams
 * whose times are equal come in the order given; a stream keeps its own order in any case.
 */

export interface TimeMergeOptions<T> {
  /** Moves a stream to its next item; false at its end. */
  advance(stream: T): boolean;
  /** Time of the item that the stream stands on. */
  timeOf(stream: T): number;
}

interface Entry<T> {
  stream: T;
  order: number;
  time: number;
}

export class TimeMerge<T> {
  readonly #advance: (stream: T) => boolean;
  readonly #timeOf: (stream: T) => number;
  /** Binary heap; the stream that is read at present is not in it. */
  readonly #heap: Entry<T>[] = [];
  #current: Entry<T> | undefined;

  constructor(streams: readonly T[], options: TimeMergeOptions<T>) {
    this.#advance = (stream) => options.advance(stream);
    this.#timeOf = (stream) => options.timeOf(stream);
    for (const [order, stream] of streams.entries()) {
      if (this.#advance(stream)) this.#push({ stream, order, time: this.#timeOf(stream) });
    }
  }

  /** The stream that stands on the next item; undefined when all are at their ends. */
  next(): T | undefined {
    const current = this.#current;
    if (current !== undefined) {
      if (!this.#advance(current.stream)) {
        this.#current = undefined;
      } else {
        if (this.#heap.length === 0) return current.stream;
        current.time = this.#timeOf(current.stream);
        if (!isBefore(this.#heap[0]!, current)) return current.stream;
        this.#push(current);
      }
    }
    this.#current = this.#pop();
    return this.#current?.stream;
  }

  #push(entry: Entry<T>): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(entry, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = entry;
  }

  #pop(): Entry<T> | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
      if (!isBefore(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
