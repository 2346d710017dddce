/**
 * What the records between the events of a thread define: strings, doubles and objects, to which
 * the value words of events refer.
 *
 *   kString 7 'price'   kEnter f(string 7)       f('price')
 */
import type { CursorOptions, ObjectSink } from './cursor-options.js';
import { doubleSlots, kind, kindBits, kindMask, snapshotHeadWords } from './format.js';
import { ObjectTable } from './objects.js';
import { StringTable } from './strings.js';
import { decodeShallow, decodeValue, labelOf, type Value, type ValueScope } from './value.js';
import { recordLength } from './walk.js';

const float64 = new Float64Array(1);
const float64Words = new Int32Array(float64.buffer);

export class Definitions {
  /** Strings so far that hide something, by rule; each counts once in a generation. */
  readonly redactions: (number | undefined)[] = [];
  /** Sights of objects at level `state` that went without a comparison, so far. */
  uncompared = 0;
  /** Undefined where no values will be asked for. */
  readonly #scope: ValueScope | undefined;
  readonly #sink: ObjectSink | undefined;
  /** Entries in all of the latest key frame. */
  #total = 0;

  constructor({ objects, values, scope }: CursorOptions) {
    this.#sink = objects;
    if (values === false) return;
    this.#scope = scope ?? {
      strings: new StringTable(),
      objects: new ObjectTable(),
      doubles: new Float64Array(doubleSlots).fill(NaN),
      generation: 0,
    };
  }

  get areKept(): boolean {
    return this.#scope !== undefined;
  }

  /** What a word of an event stands for at present. */
  value(word: number): Value {
    if (this.#scope === undefined) throw new Error('this cursor was opened without values');
    return this.#sink === undefined
      ? decodeValue(word, this.#scope)
      : decodeShallow(word, this.#scope);
  }

  /** The same with objects by identity, class and label only; of errors with what they say. */
  glance(word: number): Value {
    if (this.#scope === undefined) throw new Error('this cursor was opened without values');
    const value = decodeShallow(word, this.#scope);
    const isError =
      typeof value === 'object' && value?.type === 'object' && value.class === 'error';
    return isError ? this.value(word) : value;
  }

  /** The record at `at`, which is whole; those that define nothing are passed over. */
  take(words: Int32Array, at: number): void {
    const header = words[at]!;
    const recordKind = header & kindMask;
    const argument = header >>> kindBits;
    if (recordKind === kind.redaction) {
      this.redactions[argument] = (this.redactions[argument] ?? 0) + 1;
    } else if (recordKind === kind.uncompared) {
      this.uncompared += argument;
    } else if (this.#scope !== undefined) {
      this.#define(this.#scope, words, at, recordKind);
    }
  }

  beginGeneration(): void {
    if (this.#scope === undefined) return;
    this.#scope.strings.clear();
    this.#scope.generation++;
  }

  /** What was lost may have held the doubles that later events refer to. */
  forgetDoubles(): void {
    this.#scope?.doubles.fill(NaN);
  }

  /** Strings that a segment repeats. */
  readCarry(words: Int32Array): void {
    for (let at = 0; at < words.length;) {
      const length = recordLength(words, at, words.length);
      if (length === 0) return;
      if ((words[at]! & kindMask) === kind.string) this.#scope?.strings.define(words, at);
      at += length;
    }
  }

  #define(scope: ValueScope, words: Int32Array, at: number, recordKind: number): void {
    const argument = words[at]! >>> kindBits;
    switch (recordKind) {
      case kind.string:
        scope.strings.define(words, at);
        break;
      case kind.double:
        float64Words[0] = words[at + 1]!;
        float64Words[1] = words[at + 2]!;
        scope.doubles[argument % doubleSlots] = float64[0]!;
        break;
      case kind.object: {
        const id = words[at + 1]! >>> 0;
        const label = labelOf(words[at + 2]!, scope.strings);
        scope.objects.define(id, argument, label);
        if (this.#isWanted(id)) this.#sink?.define(id, argument, label);
        break;
      }
      case kind.snapshot:
        if (this.#sink !== undefined) this.#pour(this.#sink, scope, words, at);
        else scope.objects.addSnapshot(words, at, scope.doubles, scope.generation);
        break;
      case kind.snapshotMore:
        if (this.#sink !== undefined) this.#pour(this.#sink, scope, words, at);
        break;
      default:
        break;
    }
  }

  #isWanted(id: number): boolean {
    return this.#sink?.wants?.(id) ?? true;
  }

  /** The entries of the key frame at `at`: its first ones, or more of it. */
  #pour(sink: ObjectSink, scope: ValueScope, words: Int32Array, at: number): void {
    const id = words[at + 1]! >>> 0;
    if (!this.#isWanted(id)) return;
    const isMore = (words[at]! & kindMask) === kind.snapshotMore;
    const told = words[at + 2]! >>> 0;
    const offset = isMore ? told : 0;
    if (offset === 0) this.#total = isMore ? -1 : told;
    const end = at + recordLength(words, at, words.length);
    const entries: [Value, Value][] = [];
    for (let word = at + snapshotHeadWords; word + 1 < end; word += 2) {
      entries.push([decodeShallow(words[word]!, scope), decodeShallow(words[word + 1]!, scope)]);
    }
    sink.snapshot(id, this.#total, offset, entries);
  }
}
