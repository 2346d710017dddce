/**
 * What the calls run that level `state` injects: writes to variables, properties and collections,
 * environments and branches. Like the other probes, they run nothing of the guest's: a property is
 * looked at through its descriptor, never on a proxy, and a key that is an object is left alone.
 */
import { kind, kindBits, mutateOp } from '../../lib/records.js';
import { mutator } from '../probes.js';
import {
  getOwnPropertyDescriptor,
  isArray,
  isArrayBufferView,
  isDate,
  isMap,
  isProxy,
  isSet,
} from './primordials.js';
import { createFound, createPath, isKey, isObject, pathProbes } from './paths.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';
import { isData } from './snapshot.js';
import type { ValueEncoder } from './value.js';
import { immediates, smallInteger } from './value-words.js';
import { createPrivateProbes } from './private-probes.js';
import { createProxies, type Proxies, type ProxyTarget } from './proxy-probes.js';
import { createCollectionProbes } from './collection-probes.js';
import { pendingProbes } from './pending.js';
import { createSymbolProbes } from './symbol-probes.js';
import { createWithProbes } from './with-probes.js';

export type StateProbes = ReturnType<typeof createStateProbes>;

/** As `late`: where there is no object it was not found. */
const notFound = 2;

/** What one record can tell of. */
const maxNoted = (1 << 25) - 1;

/** One closure on purpose, see probes.ts. */
// eslint-disable-next-line max-lines-per-function
export function createStateProbes(ring: Ring, encoder: ValueEncoder, targetOf: ProxyTarget) {
  const words = ring.words;
  const CONTROL = ring.control;
  const { strings, deep, pending, encodeState } = encoder;
  const kindMask = (1 << kindBits) - 1;
  const mutateKind = kind.mutate;
  let environments = 0;
  const proxies: Proxies = createProxies({ encoder, targetOf, record: recordNow });
  pending.behind = (object) => (isTrap(object) ? proxies.behind(object) : object);
  const path = createPath(isTrap, proxies);
  const { shown: symbols, ...ofSymbols } = createSymbolProbes({
    encoder,
    isTrap,
    record: recordProperty,
  });
  const withs = createWithProbes({ encoder, isTrap, record: recordMutation });

  function boundary(): void {
    encoder.limit(0);
    strings.renew();
    if (pending.count !== 0) pending.settle();
    deep.forget();
    const uncompared = deep.takeUncompared();
    if (uncompared > 0) {
      const count = uncompared > maxNoted ? maxNoted : uncompared;
      commit(ring, CONTROL[0]!, auxiliaryHeader(kind.uncompared, count), 1);
    }
    ring.turn();
  }

  function encode(v: unknown): number {
    return typeof v === 'number' && (v << 1) >> 1 === v && (v !== 0 || 1 / v > 0)
      ? (v << 1) | 1
      : encodeState(v);
  }

  function record1(h: number, a: number): void {
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = a;
    words[at] = h;
    control[0] = at + 2;
    if (at >= control[1]!) boundary();
  }

  function record2(h: number, a: number, b: number): void {
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at] = h;
    control[0] = at + 3;
    if (at >= control[1]!) boundary();
  }

  function record3(h: number, a: number, b: number, c: number): void {
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at + 3] = c;
    words[at] = h;
    control[0] = at + 4;
    if (at >= control[1]!) boundary();
  }

  function record4(h: number, a: number, b: number, c: number, d: number): void {
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at + 3] = c;
    words[at + 4] = d;
    words[at] = h;
    control[0] = at + 5;
    if (at >= control[1]!) boundary();
  }

  const wide = new Int32Array(8);

  function enterState1(h: number, a: unknown): void {
    record1(h, encode(a));
  }

  function enterState2(h: number, a: unknown, b: unknown): void {
    // What is shown of an object takes the slots of doubles.
    if (typeof a === 'number') {
      const second = encode(b);
      record2(h, encode(a), second);
    } else {
      const first = encode(a);
      record2(h, first, encode(b));
    }
  }

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
    encodeObjects(a, b, c, d);
    if (count > 4) encodeObjects(e, f, g, i, 4);
    encodeOthers(a, b, c, d);
    if (count > 4) encodeOthers(e, f, g, i, 4);
    const control = CONTROL;
    const at = control[0]!;
    for (let place = 0; place < count; place++) words[at + 1 + place] = wide[place]!;
    words[at] = h;
    control[0] = at + 1 + count;
    if (at >= control[1]!) boundary();
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
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = w;
    words[at] = h;
    control[0] = at + 2;
    if (at >= control[1]!) boundary();
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

  let standingHeader = 0;
  let standingIn = 0;

  /** For the write that follows at once: both records lie in one chunk. */
  function standing(h: number, parent: number): void {
    standingHeader = h;
    standingIn = parent;
  }

  function writeApart(h: number, rule: number, result: unknown, v: unknown): unknown {
    // A record of two words, and the write's.
    record4(standingHeader, 0, standingIn, h, encodeNamed(v, rule));
    return result;
  }

  /** `reread` runs in the guest's code, and writes down what it may name. */
  function written(result: unknown, reread: () => void): unknown {
    try {
      reread();
    } catch {
      // the stack is nearly full: the guest's own error follows
    }
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
    const control = CONTROL;
    const at = control[0]!;
    words[at] = h;
    control[0] = at + 1;
    if (at >= control[1]!) boundary();
  }

  /** A catch or finally block begins. */
  function caught(h: number): void {
    if (pending.count !== 0) pending.settle();
    branch(h);
  }

  /** The value word of an own property as it is now. */
  function wordOf(descriptor: PropertyDescriptor | undefined, rule: number): number {
    if (descriptor === undefined) return immediates.absent;
    if (!isData(descriptor)) return immediates.accessor;
    return encodeNamed((descriptor as { value: unknown }).value, rule);
  }

  /** Without a call into the engine where the object is known. */
  function isTrap(object: object): boolean {
    return !deep.isMet(object) && isProxy(object);
  }

  /** Through a proxy, or to what a pattern names and nothing finds again. */
  function setElsewhere(h: number, object: unknown, key: unknown, late: number): void {
    if (!isObject(object)) {
      if (late === notFound && object === undefined) {
        pending.someone(h, mutator.define, undefined);
      }
    } else if (isKey(key)) {
      proxies.written(h, object, mutator.define, key);
    }
  }

  function ruleOf(key: unknown): number {
    return typeof key === 'string' ? strings.ruleOf(key, strings.word(key)) : 0;
  }

  /** A write is about to change this entry. */
  function before(object: unknown, key: unknown): unknown {
    try {
      if (isObject(object) && isKey(key)) deep.takeAway(object, key);
    } catch {
      encoder.breakOff();
    }
    return object;
  }

  function beforeKey(object: unknown, key: unknown): unknown {
    before(object, key);
    return key;
  }

  /** `rule`: which the name falls under, where the text tells it. */
  function set(
    h: number,
    result: unknown,
    object: unknown,
    key: string,
    late = 0,
    rule = 0,
  ): unknown {
    try {
      if (isObject(object) && !isTrap(object)) {
        const owner = deep.written(object);
        const value = valueOf(object, key, late, rule);
        if (key === 'length' && isArray(object)) setLength(h, owner, object);
        else record2(h, owner, value);
      } else {
        setElsewhere(h, object, key, late);
      }
    } catch {
      encoder.breakOff();
    }
    return result;
  }

  function setKey(h: number, result: unknown, object: unknown, key: unknown, late = 0): unknown {
    try {
      if (isObject(object) && isKey(key) && !isTrap(object)) {
        const owner = deep.written(object);
        const value = valueOf(object, key, late, ruleOf(key));
        if (key === 'length' && isArray(object)) setLength(h, owner, object);
        else record3(h, owner, encode(key), value);
      } else {
        setElsewhere(h, object, key, late);
      }
    } catch {
      encoder.breakOff();
    }
    return result;
  }

  /** The word of what was written; the object's sum is kept up. */
  function valueOf(object: object, key: PropertyKey, late: number, rule: number): number {
    const descriptor = getOwnPropertyDescriptor(object, key);
    // No sum takes in what is hidden: if it was not, the sum differs.
    const isHidden = descriptor?.enumerable === false;
    if (late === 0) deep.add(object, key, descriptor);
    else if (!isHidden) deep.spoil(object);
    if (isHidden) deep.showHidden(object, key);
    return wordOf(descriptor, rule);
  }

  function recordNow(h: number, object: object, key: PropertyKey): void {
    if (key === 'length' && isArray(object)) setLength(h, deep.written(object), object);
    else recordProperty(h, object, key);
  }

  function recordProperty(h: number, object: object, key: PropertyKey): void {
    const value = wordOf(getOwnPropertyDescriptor(object, key), 0);
    record3((h & ~kindMask) | kind.setKey, deep.written(object), encode(key), value);
  }

  function setLength(h: number, owner: number, array: unknown[]): void {
    deep.spoil(array);
    recordMutation(h, owner, mutateOp.arrayLength, encode(array.length), immediates.undefined);
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
      if (op >= mutator.surely) op = withoutMarks(h, object, op);
      if (isObject(object)) {
        if (pending.count !== 0) op = pending.noted(object, op);
        if (op < mutator.define && isArray(object) && deep.isMet(object)) {
          changeArray(h, object, op, count, result);
        } else {
          change(h, result, object, op, count, key);
        }
      }
    } catch {
      encoder.breakOff();
    }
    return result;
  }

  const { changeMap, changeSet } = createCollectionProbes({
    deep,
    encode,
    encodeNamed,
    ruleOf,
    record: recordMutation,
  });

  function change(
    h: number,
    result: unknown,
    object: object,
    op: number,
    count: number,
    key: unknown,
  ): void {
    if (isTrap(object)) proxies.written(h, object, op, op === mutator.define ? key : undefined);
    else if (op === mutator.define) define(h, result, object, key);
    else if (op === mutator.look || op === mutator.shiftAside) deep.lookSurely(object);
    else if (op === mutator.assign) ofSymbols.changed(h, object);
    else if (isArray(object)) changeArray(h, object, op, count, result);
    else if (isMap(object)) changeMap(h, object, op, key);
    else if (isSet(object)) changeSet(h, object, op, key);
    else if (isArrayBufferView(object) || isDate(object)) deep.showAgain(object);
    else if (op === mutator.set) deep.look(object);
    else if (op === mutator.other) deep.showAgain(object);
  }

  function withoutMarks(h: number, object: unknown, marked: number): number {
    let op = marked;
    if (op >= mutator.risky) {
      op -= mutator.risky;
      pending.ended(proxies.real(object));
    }
    if (op < mutator.surely) return op;
    op -= mutator.surely;
    if (object === undefined) pending.someone(h, op, undefined);
    return op;
  }

  /** Without a key several properties may be others. */
  function define(h: number, result: unknown, object: object, key: unknown): void {
    // A function's own properties are not shown, and to ask for a stack runs the program's code.
    if (!isKey(key) || typeof object === 'function' || key === 'stack') {
      deep.showAgain(object, true);
      ofSymbols.tell(h, object);
    } else {
      setKey((h & ~kindMask) | kind.setKey, result, object, key, 1);
    }
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
        const value = wordOf(getOwnPropertyDescriptor(array, index), 0);
        record3((h & ~kindMask) | kind.setKey, owner, encode(index), value);
      }
    } else if (op === mutator.pop || op === mutator.popAside) {
      const owner = deep.written(array);
      if (op === mutator.pop) deep.popped(array, result);
      else deep.spoil(array);
      recordMutation(h, owner, mutateOp.arrayLength, encode(length), immediates.undefined);
    } else if (op === mutator.shift) {
      const owner = deep.written(array);
      deep.spoil(array);
      recordMutation(h, owner, mutateOp.arrayShift, smallInteger(1), immediates.undefined);
    } else {
      deep.showAgain(array);
    }
  }

  function encodeNamed(value: unknown, rule: number): number {
    return rule === 0 ? encode(value) : encoder.encodeSealedState(value, rule);
  }

  return {
    enterState,
    enterState1,
    enterState2,
    leaveState: write,
    write,
    writeAside,
    writeSealed,
    writeSealedAside,
    writeApart,
    standing,
    written,
    ...withs,
    scope,
    outer,
    branch,
    caught,
    ...pendingProbes(pending, proxies.real),
    before,
    beforeKey,
    set,
    setKey,
    ...createPrivateProbes(encoder, encode, record2),
    mutate,
    path,
    found: createFound(path),
    symbols,
    ...pathProbes,
  };
}
