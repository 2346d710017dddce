/**
 * Rows for objects that are written in many blocks, so that to know one at a moment takes few
 * blocks: a pass that looks at these objects alone.
 */
import type { ObjectSink } from '../../reader/cursor-options.js';
import { kind } from '../../reader/format.js';
import { progressEvents } from '../../reader/recording.js';
import type { SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { ObjectStates, type ObjectState } from '../object-states.js';
import { applyWrite, writtenObject } from '../object-writes.js';
import { Rows, Words } from './growing.js';
import { orderOf, row, type ObjectColumns, type RowColumns } from './state-layout.js';
import { ValuePool } from './stored-values.js';
import type { TouchCollector } from './touches.js';

/** Blocks with writes to an object, after which it gets a row. */
const blocksOfRow = 24;
/** A whole row of a large object must pay for itself. */
const entriesOfBlock = 8;
/** Objects and entries that are held while the rows are made; the rest go without. */
const maxObjects = 2 ** 16;
const maxEntries = 2 ** 19;
const maxStream = 2 ** 25;

interface Kept {
  id: number;
  /** Blocks with a touch since the row before. */
  touches: number;
  latest: number;
  upheavals: number;
  /** First event that no row tells of; -1: there is no row. */
  nextSeq: number;
  whole: number;
  added: number;
  size: number;
}

export function buildObjects(
  thread: RecordedThread,
  sites: SiteTable,
  touches: TouchCollector,
  onProgress?: (events: number) => void,
): ObjectColumns {
  const { starts, blocks } = touches.take();
  const chosen = new Map<number, Kept>();
  for (let id = 0; id + 1 < starts.length && chosen.size < maxObjects; id++) {
    if (starts[id + 1]! - starts[id]! <= blocksOfRow) continue;
    const nothing = { touches: 0, latest: -1, upheavals: -1, nextSeq: -1 };
    chosen.set(id, { id, ...nothing, whole: 0, added: 0, size: 0 });
  }
  return { starts, blocks, ...new ObjectRows(chosen).read(thread, sites, onProgress) };
}

class ObjectRows {
  readonly #chosen: Map<number, Kept>;
  readonly #states = new ObjectStates();
  readonly #rows = new Rows(row.width);
  readonly #stream = new Words();
  readonly #pool = new ValuePool();
  /** Touched since the boundary before. */
  #touched: Kept[] = [];
  #block = 0;
  #entries = 0;

  constructor(chosen: Map<number, Kept>) {
    this.#chosen = chosen;
  }

  read(
    thread: RecordedThread,
    sites: SiteTable,
    onProgress?: (events: number) => void,
  ): RowColumns {
    const states = this.#states;
    const objects: ObjectSink = {
      wants: (id) => this.#touch(id),
      define: (id, cls, label) => {
        states.define(id, cls, label, cursor.nextSeq);
      },
      snapshot: (id, total, offset, entries) => {
        states.snapshot(id, total, offset, entries, cursor.nextSeq);
      },
    };
    const cursor = thread.cursor({
      objects,
      onBlock: ({ block, nextSeq }) => {
        this.#passBoundary(block, nextSeq);
      },
    });
    let events = 0;
    while (this.#chosen.size > 0 && cursor.next()) {
      if ((++events & (progressEvents - 1)) === 0) onProgress?.(events);
      const k = cursor.kind;
      const isWrite = k >= kind.set && k <= kind.mutate && this.#touch(writtenObject(cursor));
      if (isWrite || states.isPending) states.settle(cursor.site, k);
      if (isWrite) applyWrite(states, cursor, sites.get(cursor.site).property);
    }
    const rows = this.#rows;
    return { rows, order: orderOf(rows), stream: this.#stream, ...this.#pool.take() };
  }

  /** Whether the object is one of those that get rows. */
  #touch(id: number): boolean {
    const kept = this.#chosen.get(id);
    if (kept === undefined) return false;
    if (kept.latest !== this.#block) {
      kept.latest = this.#block;
      kept.touches++;
      this.#touched.push(kept);
    }
    return true;
  }

  #passBoundary(block: number, nextSeq: number): void {
    this.#block = block;
    // A key frame whose event is still to come: the next boundary will do.
    if (this.#states.isPending) return;
    const touched = this.#touched;
    this.#touched = [];
    for (const kept of touched) {
      const state = this.#states.get(kept.id);
      if (state === undefined) continue;
      this.#entries += state.size - kept.size;
      kept.size = state.size;
      const isFull = this.#stream.length > maxStream || this.#pool.isFull;
      if (isFull || this.#entries > maxEntries) this.#giveUp(kept);
      else if (kept.touches >= blocksOfRow) this.#keep(kept, state, nextSeq);
    }
  }

  #giveUp(kept: Kept): void {
    this.#entries -= kept.size;
    this.#chosen.delete(kept.id);
    this.#states.delete(kept.id);
  }

  #keep(kept: Kept, state: ObjectState, nextSeq: number): void {
    let entries = [...(state.entries?.values() ?? [])];
    let isWhole = kept.nextSeq < 0 || kept.upheavals !== state.upheavals;
    if (!isWhole) {
      const since = entries.filter(({ seq }) => seq >= kept.nextSeq);
      isWhole = kept.added + since.length + 1 > kept.whole + 16;
      if (!isWhole) entries = since;
    }
    if (isWhole && kept.touches * entriesOfBlock < entries.length) return;
    const stream = this.#stream;
    this.#rows.add([kept.id, this.#block, stream.length]);
    stream.push((isWhole ? 1 : 0) | (state.isAtMost ? 2 : 0) | (state.withs << 2));
    stream.push(state.changes);
    stream.push(state.size);
    stream.pushWide(state.seq);
    stream.push(state.seenTo);
    stream.push(state.unseenTo);
    stream.push(state.entries === undefined ? -1 : entries.length);
    for (const { key, value, site, kind: k, isFound, isAside, seq } of entries) {
      stream.push(this.#pool.word(key));
      stream.push(this.#pool.word(value));
      stream.push(site);
      stream.push((k << 2) | (isAside ? 2 : 0) | (isFound ? 1 : 0));
      stream.pushWide(seq);
    }
    if (isWhole) kept.whole = entries.length;
    kept.added = isWhole ? 0 : kept.added + entries.length + 1;
    kept.nextSeq = nextSeq;
    kept.upheavals = state.upheavals;
    kept.touches = 0;
  }
}
