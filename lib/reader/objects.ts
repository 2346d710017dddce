/**
 * What is known of a thread's objects: class and label by id, and the latest snapshots. Memory
 * stays bounded however many objects a program makes: labels take five bytes an object, snapshots
 * are kept for the ones seen last.
 */
import { recordLength } from './walk.js';
import { doubleSlots, snapshotHeadWords } from './format.js';
import { doubleTag, slotOf } from './value-words.js';

const pageSize = 65_536;
/** Objects with ids beyond this (16.8 million) are known by their id only. */
const maxPages = 256;
/** Snapshots kept in words; older ones are forgotten in halves. */
const maxSnapshots = 16_384;

export interface ObjectInfo {
  class: number;
  label: string;
}

/** A kSnapshot record, and the doubles that its slots held when it was recorded. */
export interface SnapshotWords {
  words: Int32Array;
  doubles: Map<number, number> | undefined;
  /** Serial of the string generation that its keys refer to. */
  generation: number;
}

interface Page {
  classes: Uint8Array;
  labels: Int32Array;
}

export class ObjectTable {
  readonly #pages = new Map<number, Page>();
  readonly #labels: string[] = [''];
  readonly #labelIds = new Map<string, number>([['', 0]]);
  #young = new Map<number, SnapshotWords>();
  #old = new Map<number, SnapshotWords>();

  define(id: number, objectClass: number, label: string): void {
    const pageIndex = Math.floor(id / pageSize);
    if (pageIndex >= maxPages) return;
    let page = this.#pages.get(pageIndex);
    if (page === undefined) {
      page = { classes: new Uint8Array(pageSize), labels: new Int32Array(pageSize) };
      this.#pages.set(pageIndex, page);
    }
    page.classes[id % pageSize] = objectClass + 1;
    page.labels[id % pageSize] = this.#labelId(label);
  }

  info(id: number): ObjectInfo | undefined {
    const page = this.#pages.get(Math.floor(id / pageSize));
    const stored = page?.classes[id % pageSize] ?? 0;
    if (page === undefined || stored === 0) return undefined;
    return { class: stored - 1, label: this.#labels[page.labels[id % pageSize]!] ?? '' };
  }

  /** Keeps a copy of the kSnapshot record at `words[at]`, whose length was checked. */
  addSnapshot(words: Int32Array, at: number, doubles: Float64Array, generation: number): void {
    const length = recordLength(words, at, words.length);
    const copy = words.slice(at, at + length);
    let held: Map<number, number> | undefined;
    for (let word = snapshotHeadWords; word < length; word++) {
      if ((copy[word]! & 31) !== doubleTag) continue;
      const slot = slotOf(copy[word]!) % doubleSlots;
      (held ??= new Map<number, number>()).set(slot, doubles[slot]!);
    }
    if (this.#young.size >= maxSnapshots / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(copy[1]! >>> 0, { words: copy, doubles: held, generation });
  }

  snapshot(id: number): SnapshotWords | undefined {
    return this.#young.get(id) ?? this.#old.get(id);
  }

  #labelId(label: string): number {
    let id = this.#labelIds.get(label);
    if (id === undefined) {
      if (this.#labels.length > pageSize * 16) return 0;
      id = this.#labels.push(label) - 1;
      this.#labelIds.set(label, id);
    }
    return id;
  }
}
