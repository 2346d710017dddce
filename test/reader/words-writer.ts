/**
 * Writes records for tests, from the format's description alone: nothing here comes from the
 * recorder.
 *
 *   new WordsWriter().time(100).enter(1, [5]).leave(1).words
 */
import { immediate, kind, objectClass } from '../../lib/reader/format.js';

export class WordsWriter {
  readonly words: number[] = [];
  events = 0;
  #strings = new Map<string, number>();
  #slot = 0;
  readonly #symbols: symbol[] = [];

  event(recordKind: number, site: number, ...rest: number[]): this {
    this.events++;
    return this.#add(recordKind, site, ...rest);
  }

  enter(site: number, values: readonly unknown[] = []): this {
    const words = values.map((value) => this.value(value));
    return this.event(kind.enter + words.length, site, ...words);
  }

  leave(site: number): this {
    return this.event(kind.leave, site);
  }

  leaveValue(site: number, value: unknown): this {
    const word = this.value(value);
    return this.event(kind.leaveValue, site, word);
  }

  throws(site: number): this {
    return this.event(kind.throw, site);
  }

  throwValue(site: number, value: unknown): this {
    const word = this.value(value);
    return this.event(kind.throwValue, site, word);
  }

  time(ns: number): this {
    return this.#add(kind.time, 0, (ns % 2 ** 32) | 0, Math.floor(ns / 2 ** 32));
  }

  /** `events` events before this record happened no later than at `ns`. */
  idle(events: number, ns: number): this {
    return this.#add(kind.idle, events, ns, 0);
  }

  timeDelta(ns: number): this {
    return this.#add(kind.timeDelta, ns);
  }

  loss(cause: number, count: number): this {
    return this.#add(kind.loss, cause, count, 0);
  }

  generation(): this {
    this.#strings = new Map();
    return this.#add(kind.generation, 0);
  }

  /** An object with a label, then a snapshot of it; returns its value word. */
  object(
    id: number,
    cls: number,
    label: string,
    entries: readonly [unknown, unknown][] = [],
  ): number {
    const labelWord = this.value(label);
    this.#add(kind.object, cls, id, labelWord);
    if (entries.length > 0) this.snapshot(id, entries);
    return (id << 3) | 0b100;
  }

  snapshot(id: number, entries: readonly [unknown, unknown][]): this {
    const pairs = entries.flatMap(([key, value]) => [this.value(key), this.value(value)]);
    return this.#add(kind.snapshot, entries.length, id, entries.length, ...pairs);
  }

  plain(id: number, entries: Record<string, unknown>): number {
    return this.object(id, objectClass.plainObject, 'Object', Object.entries(entries));
  }

  /** A value's word; what it refers to is written first. `{ word }` is a word as it is. */
  value(value: unknown): number {
    switch (typeof value) {
      case 'string':
        return (this.#string(value) << 3) | 0b010;
      case 'boolean':
        return (value ? immediate.true : immediate.false) << 3;
      case 'undefined':
        return immediate.undefined << 3;
      case 'bigint':
        return (this.#string(String(value)) << 5) | 0b00110;
      case 'symbol':
        return (this.#string(this.#symbol(value)) << 5) | 0b01110;
      case 'number':
        return this.#number(value);
      default:
        return value === null ? immediate.null << 3 : (value as { word: number }).word;
    }
  }

  #symbol(value: symbol): string {
    const key = Symbol.keyFor(value);
    if (key !== undefined) return `:${key}`;
    if (!this.#symbols.includes(value)) this.#symbols.push(value);
    const number = String(this.#symbols.indexOf(value) + 1);
    return value.description === undefined ? number : `${number}:${value.description}`;
  }

  redacted(text: string): { word: number } {
    return { word: (this.#string(text) << 5) | 0b11110 };
  }

  #number(value: number): number {
    if (Object.is(value, -0)) return immediate.minusZero << 3;
    if (Number.isNaN(value)) return immediate.naN << 3;
    if (value === Infinity) return immediate.infinity << 3;
    if (value === -Infinity) return immediate.minusInfinity << 3;
    if ((value << 1) >> 1 === value) return (value << 1) | 1;
    this.#slot = (this.#slot + 1) % 256;
    const bits = Buffer.alloc(8);
    bits.writeDoubleLE(value);
    this.#add(kind.double, this.#slot, bits.readInt32LE(0), bits.readInt32LE(4));
    return (this.#slot << 5) | 0b10110;
  }

  #string(text: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const id = this.#strings.size + 1;
    this.#strings.set(text, id);
    const stored = text.slice(0, 256);
    const isWide = !/^[\u0000-\u00ff]*$/.test(stored);
    const bytes = Buffer.from(stored, isWide ? 'utf16le' : 'latin1');
    const padded = Buffer.alloc((bytes.length + 3) & ~3);
    bytes.copy(padded);
    const data = Array.from({ length: padded.length / 4 }, (_, at) => padded.readInt32LE(at * 4));
    this.#add(kind.string, (stored.length << 1) | (isWide ? 1 : 0), id, text.length, 0, ...data);
    return id;
  }

  #add(recordKind: number, argument: number, ...rest: number[]): this {
    this.words.push((argument << 6) | recordKind, ...rest);
    return this;
  }
}
