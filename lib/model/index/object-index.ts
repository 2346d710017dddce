/** Objects at any moment: from the row before it, or their first sight, and the blocks since. */
import type { ThreadCursor } from '../../reader/cursor.js';
import { kind, objectClass } from '../../reader/format.js';
import type { SiteTable } from '../../reader/sites.js';
import { entrySlot } from '../entry-keys.js';
import { newState, ObjectStates, type Entry, type ObjectState } from '../object-states.js';
import { applyWrite, writtenObject } from '../object-writes.js';
import { wideAt } from './growing.js';
import { frame } from './layout.js';
import { cells, placesAt, type ObjectColumns } from './state-layout.js';
import { StoredValues } from './stored-values.js';
import type { ThreadIndex } from './thread-index.js';
import { blocksOf } from './touches.js';

export class ObjectIndex {
  readonly #columns: ObjectColumns;
  readonly #index: ThreadIndex;
  readonly #sites: SiteTable;
  readonly #values: StoredValues;

  constructor(columns: ObjectColumns, index: ThreadIndex, sites: SiteTable) {
    this.#columns = columns;
    this.#index = index;
    this.#sites = sites;
    this.#values = new StoredValues(columns, (id) => index.objectInfo(id));
  }

  /** Blocks in which the object was met, shown or written. */
  blocks(id: number): Int32Array {
    return blocksOf(this.#columns.starts, this.#columns.blocks, id);
  }

  /** The objects as they were just behind the event `seq`. */
  load(ids: readonly number[], seq: number): ObjectState[] {
    return this.#read(ids, this.#index.blockOfSeq(seq), { seq, boundary: Infinity });
  }

  /** The objects as they were at the boundary before the block. */
  loadAt(ids: readonly number[], block: number): ObjectState[] {
    if (block === 0) return [];
    const seq = this.#index.at(block, frame.nextSeq);
    return this.#read(ids, block - 1, { seq, boundary: block });
  }

  #read(ids: readonly number[], last: number, until: Until): ObjectState[] {
    const states = new ObjectStates();
    const from = new Map<number, number>();
    const wanted = new Set<number>();
    for (const id of ids) {
      const row = this.#restore(id, until.boundary === Infinity ? last : until.boundary);
      if (row !== undefined) states.put(row.state);
      const first = row?.boundary ?? 0;
      from.set(id, this.#index.at(first, frame.nextSeq));
      for (const block of this.blocks(id)) if (block >= first && block <= last) wanted.add(block);
    }
    const replay = new Replay(this.#index, this.#sites, states, from, until);
    replay.read([...wanted].sort((a, b) => a - b));
    return ids.flatMap((id) => states.get(id) ?? []);
  }

  /** What the rows tell of the object at the boundary before the block. */
  #restore(id: number, block: number): { state: ObjectState; boundary: number } | undefined {
    const places = placesAt(this.#columns, id, block);
    const latest = places.at(-1);
    if (latest === undefined) return undefined;
    const info = this.#index.objectInfo(id);
    const state = newState(id, info?.class ?? objectClass.otherObject, info?.label ?? '', -1);
    for (const { at } of places) this.#addRow(state, at);
    return { state, boundary: latest.boundary };
  }

  #addRow(state: ObjectState, place: number): void {
    const { stream } = this.#columns;
    const flags = stream.at(place)!;
    state.isAtMost = (flags & 2) !== 0;
    state.withs = flags >> 2;
    state.changes = stream.at(place + 1)!;
    state.size = stream.at(place + 2)!;
    state.seq = wideAt(stream, place + 3);
    state.seenTo = stream.at(place + 5)!;
    state.unseenTo = stream.at(place + 6)!;
    const count = stream.at(place + 7)!;
    if (count < 0) return;
    state.entries ??= new Map<string, Entry>();
    for (let entry = 0; entry < count; entry++) {
      const at = place + cells.object + entry * cells.entry;
      const [key, value] = [
        this.#values.value(stream.at(at)!),
        this.#values.value(stream.at(at + 1)!),
      ];
      const how = stream.at(at + 3)!;
      const seq = wideAt(stream, at + 4);
      const isAside = (how & 2) !== 0;
      const written = { site: stream.at(at + 2)!, kind: how >> 2, isFound: (how & 1) === 1 };
      state.entries.set(entrySlot(state, key, isAside), { key, value, seq, isAside, ...written });
    }
  }
}

/** Where a replay ends: behind an event, or at a boundary with what stands just before it. */
interface Until {
  seq: number;
  boundary: number;
}

class Replay {
  readonly #index: ThreadIndex;
  readonly #sites: SiteTable;
  readonly #states: ObjectStates;
  /** By object: the first event to apply. */
  readonly #from: ReadonlyMap<number, number>;
  readonly #until: Until;
  #isBehind = false;

  constructor(
    index: ThreadIndex,
    sites: SiteTable,
    states: ObjectStates,
    from: ReadonlyMap<number, number>,
    until: Until,
  ) {
    this.#index = index;
    this.#sites = sites;
    this.#states = states;
    this.#from = from;
    this.#until = until;
  }

  read(blocks: readonly number[]): void {
    let cursor: ThreadCursor | undefined;
    for (const block of blocks) {
      if (cursor === undefined || cursor.nextSeq <= this.#index.at(block, frame.nextSeq)) {
        cursor = this.#cursorAt(block);
      }
      // The next block's first event is the one of key frames at the end of this.
      const end = Math.min(this.#until.seq, this.#index.at(block + 1, frame.nextSeq));
      while (cursor.nextSeq <= end && cursor.next()) this.#apply(cursor);
    }
  }

  #wants(id: number, seq: number): boolean {
    return !this.#isBehind && (this.#from.get(id) ?? Infinity) <= seq;
  }

  #cursorAt(block: number): ThreadCursor {
    const states = this.#states;
    const cursor: ThreadCursor = this.#index.cursorAt(block, {
      values: true,
      objects: {
        wants: (id) => this.#wants(id, cursor.nextSeq),
        define: (id, cls, label) => {
          states.define(id, cls, label, cursor.nextSeq);
        },
        snapshot: (id, total, offset, entries) => {
          states.snapshot(id, total, offset, entries, cursor.nextSeq);
        },
      },
      onBlock: (mark) => {
        this.#isBehind = mark.block >= this.#until.boundary;
      },
    });
    return cursor;
  }

  #apply(cursor: ThreadCursor): void {
    const k = cursor.kind;
    const isWrite =
      k >= kind.set && k <= kind.mutate && this.#wants(writtenObject(cursor), cursor.seq);
    if (isWrite || this.#states.isPending) this.#states.settle(cursor.site, k);
    if (isWrite) applyWrite(this.#states, cursor, this.#sites.get(cursor.site).property);
  }
}
