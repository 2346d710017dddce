/**
 * What the calls run that level `state` injects: writes to variables, properties and collections,
 * environments and branches. Like the other probes, they run nothing of the guest's: a property is
 * looked at through its descriptor, never on a proxy, and a key that is an object is left alone.
 */
import { mutateOp } from '../../lib/records.js';
import { kind, kindBits, mutator } from '../probes.js';
import {
  getOwnPropertyDescriptor,
  isArray,
  isMap,
  isProxy,
  isSet,
  mapGet,
  mapHas,
  mapSize,
  setHas,
  setSize,
} from './primordials.js';
import type { Ring } from './ring.js';
import { isData } from './snapshot.js';
import type { ValueEncoder } from './value.js';
import { immediates, smallInteger } from './value-words.js';

export type StateProbes = ReturnType<typeof createStateProbes>;

/** One closure on purpose, see probes.ts. */
// eslint-disable-next-line max-lines-per-function
export function createStateProbes(ring: Ring, encoder: ValueEncoder) {
  const words = ring.words;
  const POSITION = ring.position;
  const LIMIT = ring.limit;
  const { strings, deep, encodeState } = encoder;
  const kindMask = (1 << kindBits) - 1;
  const mutateKind = kind.mutate;
  let environments = 0;

  function boundary(): void {
    strings.renew();
    ring.turn();
  }

  function encode(v: unknown): number {
    return typeof v === 'number' && (v << 1) >> 1 === v && (v !== 0 || 1 / v > 0)
      ? (v << 1) | 1
      : encodeState(v);
  }

  function record1(h: number, a: number): void {
    const at = words[POSITION]!;
    words[at + 1] = a;
    words[at] = h;
    words[POSITION] = at + 2;
    if (at >= words[LIMIT]!) boundary();
  }

  function record2(h: number, a: number, b: number): void {
    const at = words[POSITION]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at] = h;
    words[POSITION] = at + 3;
    if (at >= words[LIMIT]!) boundary();
  }

  function record3(h: number, a: number, b: number, c: number): void {
    const at = words[POSITION]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at + 3] = c;
    words[at] = h;
    words[POSITION] = at + 4;
    if (at >= words[LIMIT]!) boundary();
  }

  function record4(h: number, a: number, b: number, c: number, d: number): void {
    const at = words[POSITION]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at + 3] = c;
    words[at + 4] = d;
    words[at] = h;
    words[POSITION] = at + 5;
    if (at >= words[LIMIT]!) boundary();
  }

  const wide = new Int32Array(8);

  /** The header tells how many values there are; a rest parameter would make an array for them. */
  function enterState(
    h: number,
    a: unknown,
    b?: unknown,
    c?: unknown,
    d?: unknown,
    e?: unknown,
    f?: unknown,
    g?: unknown,
    i?: unknown,
  ): void {
    const count = (h & kindMask) - kind.enter;
    if (count === 1) {
      record1(h, encode(a));
      return;
    }
    if (count === 2) {
      // What is shown of an object takes the slots of doubles.
      if (isObject(b)) {
        const second = encodeState(b);
        record2(h, encode(a), second);
      } else {
        const first = encode(a);
        record2(h, first, encode(b));
      }
      return;
    }
    encodeObjects(a, b, c, d);
    if (count > 4) encodeObjects(e, f, g, i, 4);
    encodeOthers(a, b, c, d);
    if (count > 4) encodeOthers(e, f, g, i, 4);
    const at = words[POSITION]!;
    for (let place = 0; place < count; place++) words[at + 1 + place] = wide[place]!;
    words[at] = h;
    words[POSITION] = at + 1 + count;
    if (at >= words[LIMIT]!) boundary();
  }

  function encodeObjects(a: unknown, b: unknown, c: unknown, d: unknown, from = 0): void {
    if (isObject(a)) wide[from] = encodeState(a);
    if (isObject(b)) wide[from + 1] = encodeState(b);
    if (isObject(c)) wide[from + 2] = encodeState(c);
    if (isObject(d)) wide[from + 3] = encodeState(d);
  }

  function encodeOthers(a: unknown, b: unknown, c: unknown, d: unknown, from = 0): void {
    if (!isObject(a)) wide[from] = encode(a);
    if (!isObject(b)) wide[from + 1] = encode(b);
    if (!isObject(c)) wide[from + 2] = encode(c);
    if (!isObject(d)) wide[from + 3] = encode(d);
  }

  function write(h: number, v: unknown): unknown {
    const w =
      typeof v === 'number' && (v << 1) >> 1 === v && (v !== 0 || 1 / v > 0)
        ? (v << 1) | 1
        : encodeState(v);
    const at = words[POSITION]!;
    words[at + 1] = w;
    words[at] = h;
    words[POSITION] = at + 2;
    if (at >= words[LIMIT]!) boundary();
    return v;
  }

  function writeAside(h: number, result: unknown, v: unknown): unknown {
    write(h, v);
    return result;
  }

  function writeSealed(h: number, rule: number, v: unknown): unknown {
    record1(h, encoder.encodeSealedState(v, rule));
    return v;
  }

  function writeSealedAside(h: number, rule: number, result: unknown, v: unknown): unknown {
    record1(h, encoder.encodeSealedState(v, rule));
    return result;
  }

  function scope(h: number, parent: number): number {
    const id = ++environments | 0;
    record2(h, id, parent);
    return id;
  }

  function outer(h: number, parent: number): void {
    record2(h, 0, parent);
  }

  function branch(h: number): void {
    const at = words[POSITION]!;
    words[at] = h;
    words[POSITION] = at + 1;
    if (at >= words[LIMIT]!) boundary();
  }

  /** The value word of an own property as it is now. */
  function property(object: object, key: PropertyKey, rule: number): number {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor === undefined) return immediates.absent;
    if (!isData(descriptor)) return immediates.accessor;
    const { value } = descriptor as { value: unknown };
    return rule === 0 ? encode(value) : encoder.encodeSealedState(value, rule);
  }

  function ruleOf(key: unknown): number {
    return typeof key === 'string' ? strings.ruleOf(key, strings.word(key)) : 0;
  }

  /** A write is about to change this entry. */
  function before(object: unknown, key: unknown): unknown {
    try {
      if (isObject(object) && isKey(key)) deep.takeAway(object, key);
    } catch {
      // the stack is nearly full: the guest's own error follows
    }
    return object;
  }

  function beforeKey(object: unknown, key: unknown): unknown {
    before(object, key);
    return key;
  }

  function set(h: number, result: unknown, object: unknown, key: string, late = 0): unknown {
    try {
      if (isObject(object) && !isProxy(object)) recordSet(h, object, key, late, false);
    } catch {
      // as above
    }
    return result;
  }

  function setKey(h: number, result: unknown, object: unknown, key: unknown, late = 0): unknown {
    try {
      if (isObject(object) && isKey(key) && !isProxy(object)) {
        recordSet(h, object, key, late, true);
      }
    } catch {
      // as above
    }
    return result;
  }

  function recordSet(
    h: number,
    object: object,
    key: PropertyKey,
    late: number,
    isKeyed: boolean,
  ): void {
    const owner = deep.written(object);
    if (late !== 0) deep.spoil(object);
    else deep.add(object, key);
    if (key === 'length' && isArray(object)) {
      deep.spoil(object);
      recordMutation(h, owner, mutateOp.arrayLength, encode(object.length), immediates.undefined);
      return;
    }
    const value = property(object, key, ruleOf(key));
    if (isKeyed) record3(h, owner, encode(key), value);
    else record2(h, owner, value);
  }

  function setPrivate(h: number, result: unknown, object: unknown): unknown {
    if (isObject(object)) {
      try {
        const value = encode(result);
        record2(h, deep.written(object), value);
      } catch {
        // as above
      }
    }
    return result;
  }

  function recordMutation(h: number, object: number, op: number, a: number, b: number): void {
    record4((h & ~kindMask) | mutateKind, object, smallInteger(op), a, b);
  }

  function mutate(
    h: number,
    result: unknown,
    object: unknown,
    op: number,
    count: number,
    key?: unknown,
  ): unknown {
    try {
      if (isObject(object) && !isProxy(object)) {
        if (isArray(object)) changeArray(h, object, op, count, result);
        else if (isMap(object)) changeMap(h, object, op, key);
        else if (isSet(object)) changeSet(h, object, op, key);
        else if (op === mutator.other || op === mutator.set) deep.showAgain(object);
      }
    } catch {
      // as above
    }
    return result;
  }

  function changeArray(
    h: number,
    array: unknown[],
    op: number,
    count: number,
    result: unknown,
  ): void {
    const { length } = array;
    if (op === mutator.push && count <= length) {
      const owner = deep.written(array);
      deep.pushed(array, length - count);
      for (let index = length - count; index < length; index++) {
        const value = property(array, index, 0);
        record3((h & ~kindMask) | kind.setKey, owner, encode(index), value);
      }
    } else if (op === mutator.pop) {
      const owner = deep.written(array);
      deep.popped(array, result);
      recordMutation(h, owner, mutateOp.arrayLength, encode(length), immediates.undefined);
    } else if (op === mutator.shift) {
      const owner = deep.written(array);
      deep.spoil(array);
      recordMutation(h, owner, mutateOp.arrayShift, smallInteger(1), immediates.undefined);
    } else {
      deep.showAgain(array);
    }
  }

  function changeMap(h: number, map: Map<unknown, unknown>, op: number, key: unknown): void {
    const owner = deep.written(map);
    if (op === mutator.clear && mapSize(map) === 0) {
      recordMutation(h, owner, mutateOp.mapClear, immediates.undefined, immediates.undefined);
    } else if (op === mutator.set || op === mutator.delete) {
      if (isObject(key)) encodeState(key);
      if (mapHas(map, key)) {
        const value = encodeNamed(mapGet(map, key), ruleOf(key));
        recordMutation(h, owner, mutateOp.mapSet, encode(key), value);
      } else {
        recordMutation(h, owner, mutateOp.mapDelete, encode(key), immediates.undefined);
      }
    } else if (op === mutator.other) {
      deep.showAgain(map);
      return;
    }
    deep.spoil(map);
  }

  function encodeNamed(value: unknown, rule: number): number {
    return rule === 0 ? encode(value) : encoder.encodeSealedState(value, rule);
  }

  function changeSet(h: number, set: Set<unknown>, op: number, value: unknown): void {
    const owner = deep.written(set);
    const nothing = immediates.undefined;
    if (op === mutator.clear && setSize(set) === 0) {
      recordMutation(h, owner, mutateOp.setClear, nothing, nothing);
    } else if (op === mutator.add || op === mutator.delete) {
      const change = setHas(set, value) ? mutateOp.setAdd : mutateOp.setDelete;
      recordMutation(h, owner, change, encode(value), nothing);
    } else if (op === mutator.other) {
      deep.showAgain(set);
      return;
    }
    deep.spoil(set);
  }

  /** What stands at the end of a path of data properties; undefined where it does not lead on. */
  function path(object: unknown, ...keys: string[]): unknown {
    let value = object;
    for (let i = 0; i < keys.length; i++) {
      if (!isObject(value) || isProxy(value)) return undefined;
      const descriptor = getOwnPropertyDescriptor(value, keys[i]!);
      if (descriptor === undefined || !isData(descriptor)) return undefined;
      value = descriptor.value;
    }
    return value;
  }

  return {
    enterState,
    leaveState: write,
    write,
    writeAside,
    writeSealed,
    writeSealedAside,
    scope,
    outer,
    branch,
    before,
    beforeKey,
    set,
    setKey,
    setPrivate,
    mutate,
    path,
  };
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A key that names a property without running anything. */
function isKey(key: unknown): key is PropertyKey {
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'symbol';
}
