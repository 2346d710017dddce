/**
 * What the objects of a thread hold at one moment of a pass: key frames (snapshots) and the writes
 * since. A key frame that differs from what the writes add up to shows a change by code that was
 * not recorded; it is kept as such.
 *
 *   snapshot 7 {a: 1}    SET 7.a = 2    snapshot 7 {a: 2, b: 3}: b was added by unrecorded code
 */
import { asideOffset, mutateOp as mutation, mutateOpMask, objectClass } from '../reader/format.js';
import { classNames, type ObjectValue, type Value } from '../reader/value.js';
import { hasProperties, isUnseenIndex, missing } from './unseen.js';
import {
  entrySlot,
  isCollection,
  isIndex,
  isLeftOut,
  isSameValue,
  isUnshown,
  keptOverFrame,
  propertyKey,
} from './entry-keys.js';

/** One property, element or entry. */
export interface Entry {
  key: Value;
  value: Value;
  /** Event that wrote it, or at which it was first seen. */
  seq: number;
  /** Site and record kind of that event; -1 while the event of a key frame is still to come. */
  site: number;
  kind: number;
  /** It was found changed: what changed it was not recorded. */
  isFound: boolean;
  /**
   * A property that comparing leaves out: of a collection, whose entries are something else, or
   * one that is not enumerable.
   */
  isAside: boolean;
}

export interface ObjectState {
  id: number;
  class: number;
  label: string;
  /** By `keyOf`; undefined until the object was looked into. */
  entries: Map<string, Entry> | undefined;
  /** Entries or length in all; more than `entries` holds where the look was bounded. */
  size: number;
  /** There may be fewer: nobody knows whether what was written since had been there. */
  isAtMost: boolean;
  /** Event of the last key frame that showed all, of a look that found the same, or first sight. */
  seq: number;
  /** Times that entries went away or were moved. */
  upheavals: number;
  /** `with` statements that look names up in it just now: their code is not recorded. */
  withs: number;
  /** Changes that have begun, and of which nothing is told yet. */
  changes: number;
  /** Elements from `seenTo` to `unseenTo` were never shown, but what `entries` has of them. */
  seenTo: number;
  unseenTo: number;
}

/** Objects as they were just behind the event `seq`; -1: where the state begins. */
export type LoadObjects = (ids: readonly number[], seq: number) => Iterable<ObjectState>;

/** A change of one object, as histories list them. */
export interface ObjectChange {
  id: number;
  /** Undefined: the object as a whole. */
  key: Value;
  before: Value;
  after: Value;
  seq: number;
  isFound: boolean;
  isFirst: boolean;
}

/** Objects kept; the ones that were touched longest ago go first. */
const maxObjects = 262_144;
/** Elements that a shifted or cut array moves at most. */
const maxMoved = 1 << 20;

/** Stands for objects of which nobody knows which they are. */
export const nobody = 0;

export const absent: Value = { type: 'absent' };
const hole: Value = { type: 'hole' };

export class ObjectStates {
  /** Told of every change, before it is applied to the object. */
  onChange: ((change: ObjectChange) => void) | undefined;
  readonly #objects = new Map<number, ObjectState>();
  /** Record kind of the event that is applied. */
  kind = -1;
  /** Entries of key frames whose event has not come yet. */
  readonly #pending: Entry[] = [];
  /** What the object of the latest key frame held before it. */
  #former: { id: number; entries: ObjectState['entries'] } | undefined;
  readonly #asked = new Set<number>();
  readonly #load: ((ids: readonly number[]) => Iterable<ObjectState>) | undefined;

  /** With `load` it holds what was asked for only, from then on. */
  constructor(load?: (ids: readonly number[]) => Iterable<ObjectState>) {
    this.#load = load;
  }

  get(id: number): ObjectState | undefined {
    this.prepare([id]);
    return this.#objects.get(id);
  }

  /** Several at once are quicker than one by one. */
  prepare(ids: readonly number[]): void {
    if (this.#load === undefined) return;
    const missing = ids.filter((id) => !this.wants(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    for (const state of this.#load(missing)) this.#touch(state);
  }

  /** What `resolve` of these values will ask for: each level at once. */
  prepareInside(values: readonly Value[], depth: number, maxInside: number): void {
    let ring = values;
    for (let level = 0; level < depth && ring.length > 0; level++) {
      const ids = new Set(
        ring.flatMap((value) => (isObject(value) && value.id !== 0 ? value.id : [])),
      );
      this.prepare([...ids]);
      const inside = [...ids].map((id) => this.#objects.get(id)?.entries);
      ring = inside.flatMap((entries) =>
        entries === undefined || entries.size > maxInside
          ? []
          : [...entries.values()].map(({ value }) => value),
      );
    }
  }

  /** Whether events about it are to be applied. */
  wants(id: number): boolean {
    return this.#load === undefined || this.#asked.has(id);
  }

  put(state: ObjectState): void {
    this.#asked.add(state.id);
    this.#touch(state);
  }

  delete(id: number): void {
    this.#objects.delete(id);
  }

  /** Key frames were read whose event has not come yet. */
  get isPending(): boolean {
    return this.#pending.length > 0;
  }

  define(id: number, cls: number, label: string, seq: number): void {
    this.#touch(newState(id, cls, label, seq));
  }

  /** The event has come before which key frames were read. */
  settle(site: number, kind: number): void {
    this.kind = kind;
    for (const entry of this.#pending) {
      entry.site = site;
      entry.kind = kind;
    }
    this.#pending.length = 0;
  }

  /** A key frame; `offset` is not 0 where it continues the one before. */
  snapshot(id: number, total: number, offset: number, pairs: [Value, Value][], seq: number): void {
    const state = this.#known(id, seq);
    if (offset >= asideOffset) {
      this.#asides(state, pairs, seq);
      return;
    }
    if (offset === 0) {
      this.#former = { id, entries: state.entries };
      state.seq = seq;
      state.isAtMost = false;
      state.entries = keptOverFrame(state, total);
      state.size = state.unseenTo = total;
      state.upheavals++;
    }
    state.seenTo = offset + pairs.length;
    const before = this.#former?.id === id ? this.#former.entries : undefined;
    const isFirst = before === undefined;
    const now = (state.entries ??= new Map<string, Entry>());
    const isSet = state.class === objectClass.setObject;
    for (const [key, value] of pairs) {
      const name = entrySlot(state, isSet ? value : key, false);
      const old = before?.get(name);
      if (old !== undefined && isSameValue(old.value, value)) {
        now.set(name, old.isAside ? { ...old, isAside: false } : old);
        continue;
      }
      const entry = { key, value, seq, site: -1, kind: -1, isFound: !isFirst, isAside: false };
      now.set(name, entry);
      this.#pending.push(entry);
      this.#tell(state, { key, before: old?.value, after: value, isFound: !isFirst, seq, isFirst });
    }
    if (offset + pairs.length >= total) this.#tellGone(state, before, seq);
  }

  /** Properties that key frames show by themselves, as far as they are known. */
  #asides(state: ObjectState, pairs: [Value, Value][], seq: number): void {
    // Nothing: it was compared, and is as it was.
    if (pairs.length === 0) {
      state.seq = seq;
      return;
    }
    const entries = (state.entries ??= new Map<string, Entry>());
    for (const [name, value] of pairs) {
      const key = propertyKey(state, name);
      const slot = entrySlot(state, key, true);
      const old = entries.get(slot);
      if (old?.isAside === true && isSameValue(old.value, value)) continue;
      const isFound = old !== undefined;
      const entry = { key, value, seq, site: -1, kind: -1, isFound, isAside: true };
      entries.set(slot, entry);
      this.#pending.push(entry);
      this.#tell(state, { key, before: old?.value, after: value, isFound, seq, isFirst: !isFound });
    }
  }

  /** Entries that a whole key frame does not have. */
  #tellGone(state: ObjectState, before: ObjectState['entries'], seq: number): void {
    for (const [name, { key, value }] of before ?? []) {
      if (state.entries?.has(name) === true) continue;
      const change = { key, before: value, after: absent, isFound: true, seq, isFirst: false };
      this.#tell(state, change);
    }
  }

  /** `value` may be `absent`: the property is not there (any more). */
  setProperty(id: number, name: Value, value: Value, seq: number, site: number): void {
    const state = this.#known(id, seq);
    const isElement =
      state.class === objectClass.array && typeof name === 'string' && isIndex(name);
    const key = isElement ? Number(name) : propertyKey(state, name);
    this.#set(state, key, value, seq, site, isCollection(state.class));
  }

  #set(
    state: ObjectState,
    key: Value,
    value: Value,
    seq: number,
    site: number,
    isBeside = false,
  ): void {
    const entries = (state.entries ??= new Map<string, Entry>());
    const slot = entrySlot(state, key, isBeside);
    const old = entries.get(slot);
    this.#tell(state, {
      key,
      before: old === undefined ? this.#missing(state, key) : old.value,
      after: value,
      isFound: false,
      seq,
      isFirst: false,
    });
    if (state.class === objectClass.array && key === 'length') {
      if (typeof value === 'number') this.#cut(state, value);
      return;
    }
    if (isAbsent(value) && isUnseenIndex(state, key)) value = hole;
    if (old === undefined && isPartOfProperties(state))
      state.isAtMost ||= !isUnshown(state.class, key);
    if (isAbsent(value)) {
      state.upheavals++;
      const isCounted = state.class !== objectClass.array && old && !isLeftOut(state.class, old);
      if (entries.delete(slot) && isCounted) state.size--;
      return;
    }
    const isNowAside = isBeside || old?.isAside === true;
    if (old === undefined && !isNowAside) this.#grow(state, key);
    const { kind } = this;
    entries.set(slot, { key, value, seq, site, kind, isFound: false, isAside: isNowAside });
  }

  /** `told`: the operation, and the size of a collection of which not all was shown. */
  mutate(id: number, told: number, a: Value, b: Value, seq: number, site: number): void {
    const state = this.#known(id, seq);
    const operation = told & mutateOpMask;
    switch (operation) {
      case mutation.mapSet:
        this.#set(state, plusZero(a), b, seq, site);
        break;
      case mutation.setAdd:
        this.#set(state, plusZero(a), plusZero(a), seq, site);
        break;
      case mutation.mapDelete:
      case mutation.setDelete:
        this.#set(state, a, absent, seq, site);
        break;
      case mutation.mapClear:
      case mutation.setClear:
        this.#clear(state, seq);
        break;
      case mutation.arrayLength:
        if (typeof a === 'number') this.#set(state, 'length', a, seq, site);
        break;
      case mutation.arrayShift:
        if (typeof a === 'number') this.#shift(state, a, seq);
        break;
      case mutation.withBegins:
      case mutation.withEnds:
        state.withs = Math.max(0, state.withs + (operation === mutation.withBegins ? 1 : -1));
        break;
      case mutation.changeBegins:
      case mutation.changeEnds:
        state.changes = Math.max(0, state.changes + (operation === mutation.changeBegins ? 1 : -1));
        break;
      case mutation.someone:
        this.#suspect(state, a, seq, site);
        break;
      default:
        break;
    }
    if (told > mutateOpMask) state.size = Math.floor(told / (mutateOpMask + 1));
  }

  /** Some object of these classes changed. */
  #suspect(state: ObjectState, classes: Value, seq: number, site: number): void {
    if (typeof classes !== 'number') return;
    const entry = { key: classes, value: classes, seq, site, kind: this.kind };
    state.entries ??= new Map<string, Entry>();
    state.entries.set(String(classes), { ...entry, isFound: false, isAside: false });
  }

  /**
   * What has changed an object that nobody knows, and may have changed this one. Writes say
   * nothing of its other entries: only a key frame ends the doubt, or a look that finds the same.
   */
  suspect({ class: cls, seq }: ObjectState): Entry | undefined {
    let latest: Entry | undefined;
    for (const entry of this.get(nobody)?.entries?.values() ?? []) {
      const isOfClass = typeof entry.key === 'number' && (entry.key & (1 << cls)) !== 0;
      if (isOfClass && entry.seq > Math.max(seq, latest?.seq ?? -1)) latest = entry;
    }
    return latest;
  }

  /**
   * The object as values are shown, with what is inside it to `depth`, and inside its entries where
   * these are not more than `maxInside`.
   */
  value(id: number, depth: number, maxInside = Infinity): ObjectValue {
    const state = this.get(id);
    const value: ObjectValue = {
      type: 'object',
      id,
      class: state === undefined ? 'unknown' : (classNames[state.class] ?? 'unknown'),
      label: state?.label ?? '',
    };
    if (state?.entries === undefined || depth <= 0) return value;
    value.size = state.size;
    const inside = state.entries.size > maxInside ? 0 : depth - 1;
    value.entries = [...state.entries.values()].map((entry) => [
      this.resolve(entry.key, 0),
      this.resolve(entry.value, inside, maxInside),
    ]);
    if (state.class === objectClass.array) value.entries.sort(byIndex);
    return value;
  }

  resolve(value: Value, depth: number, maxInside = Infinity): Value {
    if (!isObject(value) || value.id === 0) return value;
    return depth > 0 || this.#objects.has(value.id)
      ? this.value(value.id, depth, maxInside)
      : value;
  }

  #known(id: number, seq: number): ObjectState {
    const state = this.#objects.get(id) ?? newState(id, objectClass.otherObject, '', seq);
    this.#touch(state);
    return state;
  }

  #touch(state: ObjectState): void {
    this.#objects.delete(state.id);
    this.#objects.set(state.id, state);
    if (this.#objects.size <= maxObjects) return;
    const oldest = this.#objects.keys().next().value!;
    this.#objects.delete(oldest);
    this.#asked.delete(oldest);
  }

  #tell(state: ObjectState, change: Omit<ObjectChange, 'id'>): void {
    this.onChange?.({ id: state.id, ...change });
  }

  /** To tell it takes a look at all entries. */
  #missing(state: ObjectState, key: Value): Value {
    return this.onChange === undefined ? absent : missing(state, key);
  }

  #grow(state: ObjectState, key: Value): void {
    if (isUnshown(state.class, key)) return;
    if (state.class !== objectClass.array) state.size++;
    else if (typeof key === 'number' && key >= state.size) state.size = key + 1;
  }

  #clear(state: ObjectState, seq: number): void {
    const kept = new Map<string, Entry>();
    for (const [slot, entry] of state.entries ?? []) {
      const { key, value: before } = entry;
      if (entry.isAside) kept.set(slot, entry);
      else this.#tell(state, { key, before, after: absent, isFound: false, seq, isFirst: false });
    }
    state.entries = kept;
    state.size = state.seenTo = state.unseenTo = 0;
    state.upheavals++;
  }

  #cut(state: ObjectState, length: number): void {
    for (const [name, { key }] of state.entries ?? []) {
      if (typeof key === 'number' && key >= length) state.entries?.delete(name);
    }
    state.size = length;
    state.unseenTo = Math.min(state.unseenTo, length);
    state.upheavals++;
  }

  #shift(state: ObjectState, count: number, seq: number): void {
    state.upheavals++;
    const moved = new Map<string, Entry>();
    const entries = state.entries ?? new Map<string, Entry>();
    if (entries.size > maxMoved) {
      state.entries = undefined;
      return;
    }
    for (const [name, entry] of entries) {
      if (typeof entry.key !== 'number') moved.set(name, entry);
      else if (entry.key >= count) {
        const key = entry.key - count;
        moved.set(String(key), { ...entry, key });
      } else {
        const { key, value } = entry;
        this.#tell(state, {
          key,
          before: value,
          after: absent,
          isFound: false,
          seq,
          isFirst: false,
        });
      }
    }
    state.entries = moved;
    state.size = Math.max(0, state.size - count);
    state.seenTo = Math.max(0, state.seenTo - count);
    state.unseenTo = Math.max(0, state.unseenTo - count);
  }
}

export function newState(id: number, cls: number, label: string, seq: number): ObjectState {
  const unknown = { entries: undefined, size: 0, isAtMost: false, seenTo: 0, unseenTo: 0 };
  return { id, class: cls, label, ...unknown, seq, upheavals: 0, withs: 0, changes: 0 };
}

/** Its properties were not all shown. */
function isPartOfProperties({ class: cls, seenTo, unseenTo }: ObjectState): boolean {
  return seenTo < unseenTo && hasProperties(cls);
}

/** Collections know no minus zero. */
function plusZero(key: Value): Value {
  return key === 0 ? 0 : key;
}

function byIndex([a]: [Value, Value], [b]: [Value, Value]): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return typeof a === 'number' ? -1 : typeof b === 'number' ? 1 : 0;
}

export function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && value.type === 'object';
}

export function isAbsent(value: Value): boolean {
  return typeof value === 'object' && value !== null && value.type === 'absent';
}
