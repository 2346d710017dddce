/**
 * What value words refer to from a boundary on: new definitions go to tables as ever, older ones
 * are looked up in the index; snapshots in the block that holds them.
 */
import { doubleSlots, kind, kindMask } from '../../reader/format.js';
import { ObjectTable, type ObjectInfo, type SnapshotWords } from '../../reader/objects.js';
import type { Codec } from '../../reader/codec.js';
import type { Segment } from '../../reader/segment.js';
import { readString, StringTable, type TruncatedString } from '../../reader/strings.js';
import { readAndKeepWords } from '../../reader/thread-blocks.js';
import type { ValueScope } from '../../reader/value.js';
import { recordLength } from '../../reader/walk.js';
import { frame, type ValueColumns } from './layout.js';
import type { ThreadIndex } from './thread-index.js';
import { snapshotWidth } from './value-columns.js';

export function scopeAt(
  columns: ValueColumns,
  index: ThreadIndex,
  block: number,
  segments: Segment[],
  codec: Codec,
): ValueScope {
  const set = index.at(block, frame.doubles);
  const doubles = new Float64Array(doubleSlots).fill(NaN);
  if (set >= 0) doubles.set(columns.doubles.subarray(set * doubleSlots, (set + 1) * doubleSlots));
  return {
    strings: new IndexedStrings(columns, index, block),
    objects: new IndexedObjects({ columns, index, block, segments, codec }),
    doubles,
    generation: index.at(block, frame.generations),
  };
}

/** Texts kept; beyond this all are forgotten. */
const maxTexts = 8192;

class IndexedStrings {
  readonly #columns: ValueColumns;
  readonly #fresh = new StringTable();
  /** Strings of the generation that was in force at the boundary. */
  readonly #first: number;
  #end: number;
  #byId: Map<number, number> | undefined;
  /** Texts of the index that were asked for, by id. */
  readonly #texts = new Map<number, string | TruncatedString>();

  constructor(columns: ValueColumns, index: ThreadIndex, block: number) {
    this.#columns = columns;
    this.#first = columns.generations.at(index.at(block, frame.generations)) ?? 0;
    this.#end = index.at(block, frame.strings);
  }

  get(id: number): string | TruncatedString | undefined {
    return this.#fresh.get(id) ?? this.#known(id);
  }

  define(words: Int32Array, at: number): void {
    this.#fresh.define(words, at);
  }

  clear(): void {
    this.#fresh.clear();
    this.#texts.clear();
    this.#end = this.#first;
  }

  #known(id: number): string | TruncatedString | undefined {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const text = this.#read(id);
    if (text === undefined) return undefined;
    if (this.#texts.size >= maxTexts) this.#texts.clear();
    this.#texts.set(id, text);
    return text;
  }

  #read(id: number): string | TruncatedString | undefined {
    // Ids count from 1 without gaps, unless something was lost.
    let string: number | undefined = this.#first + id - 1;
    if (string >= this.#end || this.#idOf(string) !== id) {
      string = this.#ids().get(id);
      if (string === undefined || string >= this.#end) return undefined;
    }
    const words = recordOf(this.#columns, string);
    return words.length === 0 ? undefined : readString(words, 0);
  }

  #idOf(string: number): number {
    return this.#columns.strings.at(this.#columns.stringStarts.at(string)! + 1)! >>> 0;
  }

  #ids(): Map<number, number> {
    if (this.#byId === undefined) {
      this.#byId = new Map();
      for (let at = this.#first; at < this.#end; at++) this.#byId.set(this.#idOf(at), at);
    }
    return this.#byId;
  }
}

/** The kString record of that number; empty where it is none. */
export function recordOf({ strings, stringStarts }: ValueColumns, string: number): Int32Array {
  const at = stringStarts.at(string) ?? strings.length;
  const words = strings.subarray(at, stringStarts.at(string + 1) ?? strings.length);
  const length = words.length === 0 ? 0 : recordLength(words, 0, words.length);
  return words.subarray(0, length);
}

interface ObjectSource {
  columns: ValueColumns;
  index: ThreadIndex;
  block: number;
  segments: Segment[];
  codec: Codec;
}

class IndexedObjects {
  readonly #source: ObjectSource;
  readonly #fresh = new ObjectTable();

  constructor(source: ObjectSource) {
    this.#source = source;
  }

  info(id: number): ObjectInfo | undefined {
    return this.#fresh.info(id) ?? objectInfo(this.#source.columns, id);
  }

  define(id: number, objectClass: number, label: string): void {
    this.#fresh.define(id, objectClass, label);
  }

  addSnapshot(words: Int32Array, at: number, doubles: Float64Array, generation: number): void {
    this.#fresh.addSnapshot(words, at, doubles, generation);
  }

  snapshot(id: number): SnapshotWords | undefined {
    return this.#fresh.snapshot(id) ?? this.#readSnapshot(id);
  }

  #readSnapshot(id: number): SnapshotWords | undefined {
    const { columns, block } = this.#source;
    const { snapshots } = columns;
    let number = (columns.lastSnapshots.at(id) ?? 0) - 1;
    while (number >= 0 && snapshots.at(number * snapshotWidth)! >= block) {
      const before = snapshots.at(number * snapshotWidth + 2)! - 1;
      if (before >= number) return undefined; // only a forged index says so
      number = before;
    }
    if (number < 0) return undefined;
    this.#replay(snapshots.at(number * snapshotWidth)!, snapshots.at(number * snapshotWidth + 1)!);
    return this.#fresh.snapshot(id);
  }

  /** Takes over the snapshot at a word of a block, with the doubles that were in force there. */
  #replay(block: number, at: number): void {
    const { columns, index } = this.#source;
    const words = this.#words(block);
    const set = index.at(block, frame.doubles);
    const doubles = new Float64Array(doubleSlots).fill(NaN);
    if (set >= 0) doubles.set(columns.doubles.subarray(set * doubleSlots, (set + 1) * doubleSlots));
    const bits = new Int32Array(doubles.buffer);
    const { header } = index.thread.blocks.events[block]!;
    let generation = index.at(block, frame.generations);
    if (header !== undefined && header.generation !== index.at(block, frame.generation)) {
      generation++;
    }
    for (let word = 0; word < at;) {
      const length = recordLength(words, word, words.length);
      if (length === 0) return;
      const recordKind = words[word]! & kindMask;
      if (recordKind === kind.generation) generation++;
      else if (recordKind === kind.double) {
        const slot = (words[word]! >>> 6) % doubleSlots;
        bits[slot * 2] = words[word + 1]!;
        bits[slot * 2 + 1] = words[word + 2]!;
      }
      word += length;
    }
    const isSnapshot = (words[at]! & kindMask) === kind.snapshot;
    if (!isSnapshot || recordLength(words, at, words.length) === 0) return;
    this.#fresh.addSnapshot(words, at, doubles, generation);
  }

  #words(block: number): Int32Array {
    const { index, segments, codec } = this.#source;
    try {
      return readAndKeepWords(index.thread.blocks.events[block]!, segments, codec);
    } catch {
      return new Int32Array(0); // reported where its events are read
    }
  }
}

export function objectInfo(
  { classes, objectLabels, labels }: ValueColumns,
  id: number,
): ObjectInfo | undefined {
  const stored = classes.at(id) ?? 0;
  if (stored === 0) return undefined;
  return { class: stored - 1, label: labelsOf(labels)[objectLabels.at(id) ?? 0] ?? '' };
}

const labelLists = new WeakMap<Uint8Array, string[]>();

function labelsOf(bytes: Uint8Array): string[] {
  let labels = labelLists.get(bytes);
  if (labels === undefined) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    labels = text === '' ? [] : (JSON.parse(text) as string[]);
    labelLists.set(bytes, labels);
  }
  return labels;
}
