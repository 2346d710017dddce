/**
 * Object identity and first-sight snapshots. An object gets an id when it is first recorded
 * (marks.ts).
 *
 * Nothing of the guest runs here: no getter, no trap, no toString. Every read goes through property
 * descriptors, after proxies were sorted out.
 */
import { kind, objectClass } from '../../lib/records.js';
import { defaultLimits, mostLimits } from '../../lib/plan/limits.js';
import { createMarks, idOfMark, markBit, markOf, Stamp, wordOfMark, type Shadow } from './marks.js';
import { getOwnPropertyDescriptor, objectKeys } from './primordials.js';
import type { SealedEncoder } from '../redaction/sealed.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';
import { createDeepObjects, type DeepObjects } from './deep-objects.js';
import { stateDepth } from './key-frames.js';
import { tellingKeys } from './messages.js';
import { createShapes, type Shape } from './shapes.js';
import {
  accessor,
  createEntries,
  hole,
  innerShare,
  isData,
  readEntries,
  type Entries,
} from './snapshot.js';
import type { Strings } from './strings.js';
import { immediates } from './value-words.js';

/** Ids must fit a value word behind its three tag bits. */
const maxObjectId = 0x1fff_ffff;

export interface Objects {
  /** The value word of an object or function; records what is new about it first. */
  reference(object: object, depth: number): number;
  /**
   * How much objects show at first sight from here on: entries of the outermost, and above the low
   * byte, how many levels of objects show any. 0: as usual.
   */
  limit(limits: number): void;
  deep: DeepObjects;
}

interface Scratch {
  entries: Entries;
  pairs: Int32Array;
}

/** Empties the array's first place whenever the engine looks for what is reachable; or false. */
export type HoldWeakly = (array: unknown[]) => boolean;

export type EncodeValue = (value: unknown, depth: number) => number;

// eslint-disable-next-line max-lines-per-function -- one closure, for the optimiser
export function createObjects(
  ring: Ring,
  strings: Strings,
  sealed: SealedEncoder,
  encode: EncodeValue,
  holdWeakly: HoldWeakly,
): Objects {
  const { words } = ring;
  /** The object seen last, as an argument or the like: most sights are of the one before. */
  const latest: [object | undefined] = [undefined];
  const holdsLatest = holdWeakly(latest);
  let latestWord = 0;
  const marks = createMarks();
  const shapes = createShapes(strings);
  const scratch = Array.from({ length: mostLimits.depth }, (): Scratch => ({
    entries: createEntries(),
    pairs: new Int32Array(2 * mostLimits.entries),
  }));
  let maxDepth: number = defaultLimits.depth;
  let maxEntries: number = defaultLimits.entries;
  let maxInnerEntries = innerEntries(maxEntries);
  let count = 0;

  /** First sight: an id, a label and, unless it lies too deep, a snapshot. */
  function introduce(object: object, depth: number): number {
    const shape = shapes.describe(object);
    // Inside another object, instances of classes are named only: theirs are large, and cyclic.
    const isSmall = shape.cls !== objectClass.classInstance || shape.isBare;
    const isShown = depth < maxDepth && (depth === 0 || isSmall);
    const known = marks.find(object, shape);
    if (known !== 0 || count >= maxObjectId) return known;
    const mark = identify(object, shape, isShown, undefined);
    sealed.postpone(object);
    if (isShown) snapshot(object, shape, idOfMark(mark), depth);
    return mark;
  }

  /** A new id with its record; `isShown`: a snapshot follows. */
  function identify(
    object: object,
    shape: Shape,
    isShown: boolean,
    shadow: Shadow | undefined,
  ): number {
    const mark = markOf(++count, isShown);
    if (shadow !== undefined) shadow.mark |= mark;
    marks.add(object, shape, mark, shadow);
    const label = shapes.label(object, shape);
    const at = words[ring.position] as number;
    words[at + 1] = count;
    words[at + 2] = label;
    commit(ring, at, auxiliaryHeader(kind.object, shape.cls), 3);
    return mark;
  }

  const deep = createDeepObjects({
    ring,
    sealed,
    encode,
    holdWeakly,
    marks,
    describe: (object) => shapes.describe(object),
    identify(object, shape, isShown, shadow) {
      const known = marks.find(object, shape);
      if (known !== 0 || count >= maxObjectId) return known;
      return identify(object, shape, isShown, shadow);
    },
  });

  function entryLimit(depth: number): number {
    return depth === 0 ? maxEntries : maxInnerEntries;
  }

  function snapshot(object: object, shape: Shape, id: number, depth: number): void {
    const { cls, sign } = shape;
    if (cls === objectClass.plainObject && showPlain(object, id, depth)) return;
    if (cls === objectClass.classInstance && showInstance(object, sign, id, depth)) return;
    const { entries, pairs } = scratch[depth] as Scratch;
    if (!readEntries(object, cls, entryLimit(depth), entries, sign)) return;
    sealed.encodeKeys(object, cls, entries, pairs, depth + 1);
    const { count: entryCount, total, keys, values, rules } = entries;
    for (let index = 0; index < entryCount; index++) {
      if (rules[index] === 0) pairs[2 * index + 1] = encodeEntry(values[index], depth + 1);
      keys[index] = values[index] = undefined; // keeps nothing of the guest alive
    }
    commitSnapshot(id, total, pairs, entryCount);
  }

  function commitSnapshot(id: number, total: number, pairs: Int32Array, entryCount: number): void {
    const at = words[ring.position] as number;
    words[at + 1] = id;
    words[at + 2] = total;
    for (let index = 0; index < 2 * entryCount; index++) {
      words[at + 3 + index] = pairs[index] as number;
    }
    const header = auxiliaryHeader(kind.snapshot, entryCount);
    commit(ring, at, header, 3 + 2 * entryCount);
  }

  /** As `readPlain` of snapshot.ts. */
  function showPlain(object: object, id: number, depth: number): boolean {
    const { keys } = (scratch[depth] as Scratch).entries;
    const limit = entryLimit(depth);
    let keyCount = 0;
    for (const key in object) {
      if (keyCount === limit) {
        const more = objectKeys(object).length - limit;
        return showNamed(object, id, depth, keys, keyCount, more);
      }
      keys[keyCount++] = key;
    }
    return showNamed(object, id, depth, keys, keyCount, 0);
  }

  function showInstance(
    object: object,
    sign: string | undefined,
    id: number,
    depth: number,
  ): boolean {
    const all = objectKeys(object);
    const limit = entryLimit(depth);
    if (sign === undefined) {
      const keyCount = all.length < limit ? all.length : limit;
      return showNamed(object, id, depth, all, keyCount, all.length - keyCount);
    }
    const telling = tellingKeys(all, sign);
    const keyCount = telling.length < limit ? telling.length : limit;
    const { keys } = (scratch[depth] as Scratch).entries;
    for (let index = 0; index < keyCount; index++) keys[index] = telling[index];
    return showNamed(object, id, depth, keys, keyCount, all.length - keyCount);
  }

  /**
   * Each property is encoded as soon as it is read: a value that is stored on the way costs a write
   * barrier. False where names or what is around them hide something: secrets come first then.
   * `more`: keys beyond the first `keyCount`.
   */
  function showNamed(
    object: object,
    id: number,
    depth: number,
    keys: unknown[],
    keyCount: number,
    more: number,
  ): boolean {
    const list = sealed.openKeys(keys, keyCount);
    if (list === undefined) return false;
    const { pairs } = scratch[depth] as Scratch;
    let shown = 0;
    for (let index = 0; index < keyCount; index++) {
      const descriptor = getOwnPropertyDescriptor(object, list.keys[index]!);
      keys[index] = undefined;
      if (descriptor === undefined) continue; // the prototype's
      pairs[2 * shown] = list.words[index]!;
      pairs[2 * shown + 1] = isData(descriptor)
        ? encode(descriptor.value, depth + 1)
        : immediates.accessor;
      shown++;
    }
    commitSnapshot(id, shown + more, pairs, shown);
    return true;
  }

  function encodeEntry(value: unknown, depth: number): number {
    // The type first: V8 compares two objects at once, and calls for a comparison of anything else.
    if (typeof value === 'object' && value !== null) {
      if (value === accessor) return immediates.accessor;
      if (value === hole) return immediates.hole;
    }
    return encode(value, depth);
  }

  return {
    deep,
    limit(limits) {
      maxDepth = limits === 0 ? defaultLimits.depth : limits >> 8;
      maxEntries = limits === 0 ? defaultLimits.entries : limits & 255;
      maxInnerEntries = innerEntries(maxEntries);
    },
    reference(object, depth) {
      if (depth >= stateDepth) return deep.reference(object, depth);
      if (object === latest[0]) return latestWord;
      let mark = Stamp.read(object);
      if (mark === 0) mark = introduce(object, depth);
      if ((mark & markBit.shown) === 0 && mark !== 0 && depth === 0 && maxDepth > 0) {
        marks.update(object, mark | markBit.shown); // seen inside another object before
        sealed.resume(object);
        snapshot(object, shapes.describe(object), idOfMark(mark), depth);
      }
      const word = wordOfMark(mark);
      if (holdsLatest && depth === 0 && (mark & markBit.shown) !== 0) {
        latest[0] = object;
        latestWord = word;
      }
      return word;
    },
  };
}

function innerEntries(entries: number): number {
  const share = (entries * innerShare) | 0;
  return share < 1 ? 1 : share;
}
