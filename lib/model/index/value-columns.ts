/**
 * What values refer to, kept in columns while a cursor passes a thread: the tables of a ValueScope
 * that remember everything and answer only what the pass itself asks for, strings.
 */
import { doubleSlots, maxSnapshotEntries } from '../../reader/format.js';
import { StringTable } from '../../reader/strings.js';
import type { ValueScope } from '../../reader/value.js';
import { recordLength } from '../../reader/walk.js';
import { Rows, Words } from './growing.js';
import type { ValueColumns } from './layout.js';

/** Objects, snapshots and words of strings that an index keeps; what is beyond is not known. */
const maxObjects = 2 ** 24;
const maxSnapshots = 2 ** 24;
const maxStringWords = 2 ** 25;
const maxLabels = 2 ** 20;

export class ValueCollector {
  readonly scope: ValueScope;
  readonly #strings = new Words();
  readonly #stringStarts = new Words();
  readonly #generations = new Rows(1);
  readonly #classes = new Words();
  readonly #objectLabels = new Words();
  readonly #labels: string[] = [''];
  readonly #labelIds = new Map<string, number>([['', 0]]);
  readonly #lastSnapshots = new Words();
  readonly #snapshots = new Words();
  readonly #doubles = new Rows(doubleSlots);
  readonly #latestDoubles = new Float64Array(doubleSlots);
  #hasDoubles = false;
  #block = 0;

  constructor() {
    const table = new StringTable();
    this.#generations.add([0]);
    this.scope = {
      strings: {
        get: (id) => table.get(id),
        define: (words, at) => {
          table.define(words, at);
          this.#addString(words, at);
        },
        clear: () => {
          table.clear();
          this.#generations.add([this.#stringStarts.length]);
        },
      },
      objects: {
        info: () => undefined,
        snapshot: () => undefined,
        define: (id, objectClass, label) => {
          this.#addObject(id, objectClass, label);
        },
        addSnapshot: (words, at) => {
          this.#addSnapshot(words, at);
        },
      },
      doubles: new Float64Array(doubleSlots).fill(NaN),
      generation: 0,
    };
  }

  get stringCount(): number {
    return this.#stringStarts.length;
  }

  /** A boundary: the set of doubles that is in force, or -1 where none is. */
  passBoundary(block: number): number {
    this.#block = block;
    const { doubles } = this.scope;
    this.#hasDoubles ||= doubles.some((value) => !Number.isNaN(value));
    if (!this.#hasDoubles) return -1;
    // Most blocks of most programs add none.
    const latest = this.#latestDoubles;
    if (this.#doubles.count > 0 && latest.every((value, slot) => Object.is(value, doubles[slot]))) {
      return this.#doubles.count - 1;
    }
    latest.set(doubles);
    return this.#doubles.add(doubles);
  }

  columns(): ValueColumns {
    return {
      strings: this.#strings,
      stringStarts: this.#stringStarts,
      generations: this.#generations,
      classes: this.#classBytes(),
      objectLabels: this.#objectLabels,
      labels: Buffer.from(JSON.stringify(this.#labels)),
      lastSnapshots: this.#lastSnapshots,
      snapshots: this.#snapshots,
      doubles: this.#doubles,
    };
  }

  #classBytes(): Uint8Array {
    const bytes = new Uint8Array(this.#classes.length);
    for (let id = 0; id < bytes.length; id++) bytes[id] = this.#classes.get(id);
    return bytes;
  }

  #addString(words: Int32Array, at: number): void {
    const length = recordLength(words, at, words.length);
    if (this.#strings.length + length > maxStringWords) return;
    this.#stringStarts.push(this.#strings.length);
    this.#strings.append(words, at, length);
  }

  #addObject(id: number, objectClass: number, label: string): void {
    if (id >= maxObjects) return;
    let labelId = this.#labelIds.get(label);
    if (labelId === undefined) {
      labelId = this.#labels.length < maxLabels ? this.#labels.push(label) - 1 : 0;
      if (labelId > 0) this.#labelIds.set(label, labelId);
    }
    this.#classes.set(id, Math.min(objectClass, 254) + 1);
    this.#objectLabels.set(id, labelId);
  }

  #addSnapshot(words: Int32Array, at: number): void {
    const id = words[at + 1]! >>> 0;
    const number = this.#snapshots.length / snapshotWidth;
    if (id >= maxObjects || number >= maxSnapshots) return;
    this.#snapshots.push(this.#block);
    this.#snapshots.push(at);
    this.#snapshots.push(this.#lastSnapshots.get(id));
    this.#lastSnapshots.set(id, number + 1);
  }
}

/** Numbers of one entry of `snapshots`. */
export const snapshotWidth = 3;

/** Words that a snapshot takes at most; what is read of a block for one is bounded so. */
export const maxSnapshotWords = 3 + 2 * maxSnapshotEntries;
