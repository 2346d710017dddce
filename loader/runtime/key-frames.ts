/**
 * Key frames of level `state`: all that an object shows, with the sum of it that tells later if
 * somebody changed it (shadows.ts). Most objects are read by a list of names that is known, without
 * a word or a hash looked up for any of them (key-lists.ts).
 */
import {
  asideOffset,
  kind,
  maxSnapshotEntries,
  maxStateEntries,
  objectClass,
} from '../../lib/records.js';
import type { SealedEncoder } from '../redaction/sealed.js';
import { hashesOf, type KeyList } from './key-lists.js';
import { tellingKeys } from './messages.js';
import { isObject } from './paths.js';
import {
  arrayPrototype,
  getOwnPropertyDescriptor,
  getOwnPropertyNames,
  getOwnPropertySymbols,
  getPrototypeOf,
  hasOwn,
  objectKeys,
  typedArrayLength,
} from './primordials.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';
import { asSum, emptySum, entryHash, lengthHash, noEntries, valuePart } from './shadows.js';
import type { ObjectClass } from './shapes.js';
import { accessor, createEntries, hole, isData, readEntries, type Entries } from './snapshot.js';
import { immediates } from './value-words.js';

/** Depths from here on are those of level `state`. */
export const stateDepth = 16;
/** An object of more names is shown and compared the slower way. */
const maxListedNames = 64;

export interface KeyFrames {
  /** Entries shown so far, one more for each object; who asks sets it back. */
  shown: number;
  /** Entries that the latest sum took in. */
  looked: number;
  /** Writes a snapshot of the object and of what is new in it; gives the sum of its entries. */
  show: (object: object, cls: ObjectClass, id: number, level: number, sign?: string) => number;
  /** The same for a plain object that was never seen, and what it hides: `names` are all it has. */
  showNew: (object: object, names: readonly string[], id: number, level: number) => number;
  /** Properties of which the key frame shows nothing: those that are not enumerable. */
  showHidden: (object: object, cls: ObjectClass, id: number, level: number) => void;
  /** Properties by themselves, which no key frame takes away. */
  showAsides: (object: object, names: readonly string[], id: number, level: number) => void;
  /** Properties with symbols as keys; whether there are any. */
  showSymbols: (object: object, id: number, level: number) => boolean;
  /** Says that the object is as it was shown last. */
  tellSame: (id: number) => void;
  /** The sum of the entries as they are. */
  sum: (object: object, cls: ObjectClass, sign?: string) => number;
}

interface Surroundings {
  ring: Ring;
  sealed: SealedEncoder;
  encode: (value: unknown, depth: number) => number;
}

interface Scratch {
  entries: Entries;
  pairs: Int32Array;
}

// One closure, as the encoder it serves.
// eslint-disable-next-line max-lines-per-function
export function createKeyFrames(
  { ring, sealed, encode }: Surroundings,
  idOf: (object: object) => number,
): KeyFrames {
  const { words } = ring;
  const scratches: Scratch[] = [];
  /** Properties that the latest list of names has no name of. */
  let leftOut = 0;
  const frames: KeyFrames = {
    shown: 0,
    looked: 0,
    show,
    showNew,
    sum,
    showHidden,
    showAsides,
    showSymbols,
    tellSame(id) {
      commitEntries(id, scratchAt(0).pairs, 0, 0, asideOffset);
    },
  };

  function scratchAt(depth: number): Scratch {
    return (scratches[depth] ??= {
      entries: createEntries(maxStateEntries),
      pairs: new Int32Array(2 * maxStateEntries),
    });
  }

  function sum(object: object, cls: ObjectClass, sign?: string): number {
    const list = namesOf(object, cls, 0, sign);
    if (list !== undefined) {
      frames.looked = list.count;
      return sumNamed(object, list);
    }
    const { entries } = scratchAt(0);
    readEntries(object, cls, maxStateEntries, entries, sign);
    frames.looked = entries.count;
    const now = sumOf(cls, entries);
    clear(entries);
    return now;
  }

  /** The names of its properties, where they are few and hide nothing. */
  function namesOf(
    object: object,
    cls: ObjectClass,
    level: number,
    sign: string | undefined,
  ): KeyList | undefined {
    if (!hasProperties(cls)) return undefined;
    const { keys } = scratchAt(level).entries;
    let count = 0;
    leftOut = 0;
    if (cls === objectClass.plainObject) {
      // As `readPlain` of snapshot.ts.
      for (const key in object) {
        if (count === maxListedNames) return undefined;
        keys[count++] = key;
      }
    } else {
      const own = objectKeys(object);
      const shown = sign === undefined ? own : tellingKeys(own, sign);
      if (shown.length > maxListedNames) return undefined;
      for (; count < shown.length; count++) keys[count] = shown[count];
      leftOut = own.length - count;
    }
    const list = sealed.openKeys(keys, count);
    for (let index = 0; index < count; index++) keys[index] = undefined;
    return list;
  }

  function sumNamed(object: object, list: KeyList): number {
    const { keys, count } = list;
    const hashes = hashesOf(list);
    let sum = emptySum;
    for (let index = 0; index < count; index++) {
      const descriptor = getOwnPropertyDescriptor(object, keys[index]!);
      if (descriptor === undefined) continue; // the prototype's
      const value: unknown = isData(descriptor) ? descriptor.value : accessor;
      sum = (sum + (hashes[index]! ^ valuePart(value, idOf))) | 0;
    }
    return asSum(sum);
  }

  /**
   * As `show`, each property encoded as soon as it is read: but numbers that take a slot, which
   * what other values hold would take.
   */
  function showNamed(object: object, list: KeyList, id: number, level: number): number {
    const { keys, words: names, count } = list;
    const more = leftOut;
    const hashes = hashesOf(list);
    const { entries, pairs } = scratchAt(level);
    const depth = stateDepth + level + 1;
    frames.shown += count + 1;
    let sum = emptySum;
    let total = 0;
    let isHiding = false;
    for (let index = 0; index < count; index++) {
      const descriptor = getOwnPropertyDescriptor(object, keys[index]!);
      if (descriptor === undefined) continue;
      if (descriptor.enumerable !== true) {
        isHiding = true;
        continue;
      }
      const value: unknown = isData(descriptor) ? descriptor.value : accessor;
      entries.values[total] = undefined;
      pairs[2 * total] = names[index]!;
      if (typeof value === 'number' && (value << 1) >> 1 !== value) entries.values[total] = value;
      else pairs[2 * total + 1] = encodeEntry(value, depth);
      sum = (sum + (hashes[index]! ^ valuePart(value, idOf))) | 0;
      total++;
    }
    let from = 0;
    do {
      const end = total - from > maxSnapshotEntries ? from + maxSnapshotEntries : total;
      for (let index = from; index < end; index++) {
        const value = entries.values[index];
        if (value !== undefined) pairs[2 * index + 1] = encode(value, depth);
      }
      commitEntries(id, pairs, from, end, total + more);
      from = end;
    } while (from < total);
    if (isHiding) showHidden(object, objectClass.plainObject, id, level);
    return asSum(sum);
  }

  function showNew(object: object, names: readonly string[], id: number, level: number): number {
    if (names.length <= maxListedNames) {
      leftOut = 0;
      const list = sealed.openKeys(names, names.length);
      if (list?.hasStack === false) return showNamed(object, list, id, level);
    }
    const sum = show(object, objectClass.plainObject, id, level);
    if (names.length > objectKeys(object).length) {
      showHidden(object, objectClass.plainObject, id, level);
    }
    return sum;
  }

  function sumOf(cls: ObjectClass, entries: Entries): number {
    let sum = emptySum + (cls === objectClass.array ? lengthHash(entries.total) : 0);
    for (let index = 0; index < entries.count; index++) {
      sum = (sum + entryHash(entries.keys[index], entries.values[index], idOf)) | 0;
    }
    return asSum(sum);
  }

  function show(
    object: object,
    cls: ObjectClass,
    id: number,
    level: number,
    sign?: string,
  ): number {
    // What lay under a secret's name once is sealed each time.
    if (hasProperties(cls)) {
      sealed.resume(object);
      const list = namesOf(object, cls, level, sign);
      if (list !== undefined) return showNamed(object, list, id, level);
    }
    const { entries, pairs } = scratchAt(level);
    if (!readEntries(object, cls, maxStateEntries, entries, sign)) return noEntries;
    const { count, total, values, rules } = entries;
    sealed.resume(object);
    sealed.postpone(object);
    frames.shown += count + 1;
    const depth = stateDepth + level + 1;
    sealed.encodeKeys(object, cls, entries, pairs, depth);
    // Objects first: what they hold is recorded here, and takes the slots of doubles.
    for (let index = 0; index < count; index++) {
      if (rules[index] === 0 && isObject(values[index])) encodeEntry(values[index], depth);
    }
    const recorded = entries.count; // bytes that hold a secret are gone
    let from = 0;
    do {
      const end = recorded - from > maxSnapshotEntries ? from + maxSnapshotEntries : recorded;
      writeEntries(id, entries, pairs, from, end, total, depth);
      from = end;
    } while (from < recorded);
    const isWhole = cls === objectClass.array || total <= maxStateEntries;
    const sum = isWhole && recorded === count ? sumOf(cls, entries) : noEntries;
    clear(entries);
    showAsides(object, namesBeside(object, cls, total), id, level);
    return sum;
  }

  function showHidden(object: object, cls: ObjectClass, id: number, level: number): void {
    if (cls === objectClass.function || hasManyElements(object, cls)) return;
    const names: string[] = [];
    const own = getOwnPropertyNames(object);
    const looked = own.length < maxStateEntries ? own.length : maxStateEntries;
    for (let index = 0; index < looked && names.length < maxListedNames; index++) {
      const name = own[index]!;
      if (name === 'length' && cls === objectClass.array) continue;
      if (name === 'stack') continue; // to ask for it makes V8 write it, by the program's code
      if (getOwnPropertyDescriptor(object, name)?.enumerable === false) names[names.length] = name;
    }
    showAsides(object, names, id, level);
  }

  function showAsides(object: object, names: readonly string[], id: number, level: number): void {
    if (names.length === 0) return;
    const { entries, pairs } = scratchAt(level);
    let count = 0;
    for (let index = 0; index < names.length && count < maxListedNames; index++) {
      const descriptor = getOwnPropertyDescriptor(object, names[index]!);
      if (descriptor === undefined) continue;
      entries.keys[count] = names[index];
      entries.values[count++] = isData(descriptor) ? descriptor.value : accessor;
    }
    entries.count = entries.total = count;
    frames.shown += count;
    const depth = stateDepth + level + 1;
    sealed.resume(object);
    sealed.encodeKeys(object, objectClass.classInstance, entries, pairs, depth);
    for (let index = 0; index < count; index++) {
      if (entries.rules[index] === 0 && isObject(entries.values[index])) {
        encodeEntry(entries.values[index], depth);
      }
    }
    for (let from = 0; from < count; from += maxSnapshotEntries) {
      const end = count - from > maxSnapshotEntries ? from + maxSnapshotEntries : count;
      writeEntries(id, entries, pairs, from, end, asideOffset, depth);
    }
    clear(entries);
  }

  function showSymbols(object: object, id: number, level: number): boolean {
    const own = getOwnPropertySymbols(object);
    if (own.length === 0) return false;
    const { entries, pairs } = scratchAt(level);
    const depth = stateDepth + level + 1;
    let count = 0;
    for (let index = 0; index < own.length && count < maxListedNames; index++) {
      const descriptor = getOwnPropertyDescriptor(object, own[index]!);
      if (descriptor === undefined) continue;
      const value: unknown = isData(descriptor) ? descriptor.value : accessor;
      pairs[2 * count] = encode(own[index], depth);
      if (isObject(value)) encodeEntry(value, depth);
      entries.rules[count] = 0;
      entries.values[count++] = value;
    }
    frames.shown += count;
    entries.count = entries.total = count;
    for (let from = 0; from < count; from += maxSnapshotEntries) {
      const end = count - from > maxSnapshotEntries ? from + maxSnapshotEntries : count;
      writeEntries(id, entries, pairs, from, end, asideOffset, depth);
    }
    clear(entries);
    return true;
  }

  function writeEntries(
    id: number,
    { keys, values, rules }: Entries,
    pairs: Int32Array,
    from: number,
    end: number,
    total: number,
    depth: number,
  ): void {
    for (let index = from; index < end; index++) {
      if (typeof keys[index] === 'number') pairs[2 * index] = encode(keys[index], depth);
      if (rules[index] === 0) pairs[2 * index + 1] = encodeEntry(values[index], depth);
    }
    commitEntries(id, pairs, from, end, total);
  }

  function commitEntries(
    id: number,
    pairs: Int32Array,
    from: number,
    end: number,
    total: number,
  ): void {
    const at = words[ring.position] as number;
    words[at + 1] = id;
    const isMore = from !== 0 || total === asideOffset;
    words[at + 2] = total === asideOffset ? (asideOffset + from) | 0 : isMore ? from : total;
    for (let index = 2 * from; index < 2 * end; index++) {
      words[at + 3 + index - 2 * from] = pairs[index] as number;
    }
    const recordKind = isMore ? kind.snapshotMore : kind.snapshot;
    commit(ring, at, auxiliaryHeader(recordKind, end - from), 3 + 2 * (end - from));
  }

  function encodeEntry(value: unknown, depth: number): number {
    if (value === accessor) return immediates.accessor;
    if (value === hole) return immediates.hole;
    return encode(value, depth);
  }

  return frames;
}

/** To list its names takes long. */
function hasManyElements(object: object, cls: ObjectClass): boolean {
  if (cls === objectClass.array) return (object as unknown[]).length > maxListedNames;
  return (
    cls === objectClass.buffer &&
    (typedArrayLength(object as ArrayBufferView) ?? 0) > maxListedNames
  );
}

/** Names of properties that are no entries of such an object, where it has some: `count` are. */
function namesBeside(object: object, cls: ObjectClass, count: number): readonly string[] {
  switch (cls) {
    case objectClass.mapObject:
    case objectClass.setObject:
      return objectKeys(object);
    case objectClass.error:
      return namesOfErrors;
    case objectClass.array: {
      const isPlain = getPrototypeOf(object) === arrayPrototype && !hasOwn(object, 'index');
      return isPlain || count > maxStateEntries ? noNames : namesBehind(object, count);
    }
    case objectClass.buffer:
      return count > maxListedNames ? noNames : namesBehind(object, count);
    default:
      return noNames;
  }
}

/** Behind elements, of which some may be missing. */
function namesBehind(object: object, count: number): readonly string[] {
  const keys = objectKeys(object);
  const names: string[] = [];
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (index >= count || !(+key >= 0)) names[names.length] = key;
  }
  return names;
}

const noNames: readonly string[] = [];
/** They are not enumerable, as is the message. */
const namesOfErrors: readonly string[] = ['cause', 'errors'];

/** Its entries are own properties, and nothing else. */
function hasProperties(cls: ObjectClass): boolean {
  return cls === objectClass.plainObject || cls === objectClass.classInstance;
}

/** Keeps nothing of the guest alive. */
function clear(entries: Entries): void {
  for (let index = 0; index < entries.count; index++) {
    entries.keys[index] = entries.values[index] = undefined;
  }
}
