/**
 * The hot path: what the injected calls run. A probe is a few plain stores and one limit check.
 *
 * Everything a probe touches is a `const` of one closure, so that the optimiser, which inlines
 * probes into the guest's functions, folds the arena's address and bounds into the code. Bodies are
 * repeated on purpose: a shared inner function would cost inlining budget in every guest function.
 */
import { activationBits, kind, kindBits } from '../probes.js';
import { corrected } from './corrected.js';
import { create, defineProperty, dispose } from './primordials.js';
import type { Ring } from './ring.js';
import { thrown } from './throws.js';
import type { ValueEncoder } from './value.js';

export type Probes = ReturnType<typeof createProbes>;

// One closure on purpose, see above.
// eslint-disable-next-line max-lines-per-function
export function createProbes(ring: Ring, encoder: ValueEncoder, stamp: () => void) {
  const words = ring.words;
  const CONTROL = ring.control;
  const turn = ring.turn;
  const { strings, pending } = encoder;
  const encodeSlowly = encoder.encode;
  const plainThrow = kind.throw;
  const kindMask = (1 << kindBits) - 1;
  const activationMask = 2 ** activationBits - 1;
  let activations = 0;
  let suspended = false;

  /** Between two events: string ids may be renewed here. */
  function boundary(): void {
    encoder.limit(0); // an enter whose stack was full has left it
    strings.renew();
    if (pending.count !== 0) pending.settle();
    turn();
  }

  /** Small integers at once; all else out of line. */
  function encode(v: unknown): number {
    return typeof v === 'number' && (v << 1) >> 1 === v && (v !== 0 || 1 / v > 0)
      ? (v << 1) | 1
      : encodeSlowly(v);
  }

  function record(h: number): void {
    const control = CONTROL;
    const at = control[0]!;
    words[at] = h;
    control[0] = at + 1;
    if (at >= control[1]!) boundary();
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

  function enter(h: number): void {
    const control = CONTROL;
    const at = control[0]!;
    words[at] = h;
    control[0] = at + 1;
    if (at >= control[1]!) boundary();
  }

  function leave(h: number, v?: unknown): unknown {
    const control = CONTROL;
    const at = control[0]!;
    words[at] = h;
    control[0] = at + 1;
    if (at >= control[1]!) boundary();
    return v;
  }

  function enter1(h: number, a: unknown): void {
    const w =
      typeof a === 'number' && (a << 1) >> 1 === a && (a !== 0 || 1 / a > 0)
        ? (a << 1) | 1
        : encodeSlowly(a);
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = w;
    words[at] = h;
    control[0] = at + 2;
    if (at >= control[1]!) boundary();
  }

  function leaveValue(h: number, v: unknown): unknown {
    const w =
      typeof v === 'number' && (v << 1) >> 1 === v && (v !== 0 || 1 / v > 0)
        ? (v << 1) | 1
        : encodeSlowly(v);
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = w;
    words[at] = h;
    control[0] = at + 2;
    if (at >= control[1]!) boundary();
    return v;
  }

  function enter2(h: number, a: unknown, b: unknown): void {
    record2(h, encode(a), encode(b));
  }

  function enter3(h: number, a: unknown, b: unknown, c: unknown): void {
    const wa = encode(a);
    const wb = encode(b);
    const wc = encode(c);
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = wa;
    words[at + 2] = wb;
    words[at + 3] = wc;
    words[at] = h;
    control[0] = at + 4;
    if (at >= control[1]!) boundary();
  }

  /** Encoded values of wide calls; encoding never re-enters a probe. */
  const wide = new Int32Array(8);

  function recordWide(h: number, count: number): void {
    const control = CONTROL;
    const at = control[0]!;
    for (let i = 0; i < count; i++) words[at + 1 + i] = wide[i]!;
    words[at] = h;
    control[0] = at + 1 + count;
    if (at >= control[1]!) boundary();
  }

  function enter4(h: number, a: unknown, b: unknown, c: unknown, d: unknown): void {
    wide[0] = encode(a);
    wide[1] = encode(b);
    wide[2] = encode(c);
    wide[3] = encode(d);
    recordWide(h, 4);
  }

  function enterMany(h: number, ...values: unknown[]): void {
    enterAll(h, values);
  }

  /** To pass values on one by one, V8 would ask the program's array iterator. */
  function enterAll(h: number, values: readonly unknown[]): void {
    for (let i = 0; i < values.length; i++) wide[i] = encode(values[i]);
    recordWide(h, values.length);
  }

  function enterSealed(h: number, rules: number, ...values: unknown[]): void {
    enterAllSealed(h, rules, values);
  }

  /** Secrets first, so that they are known when the others are looked at. */
  function enterAllSealed(h: number, rules: number, values: readonly unknown[]): void {
    for (let i = 0; i < values.length; i++) {
      const rule = (rules >>> (4 * i)) & 15;
      if (rule !== 0) wide[i] = encoder.encodeSealed(values[i], rule);
    }
    for (let i = 0; i < values.length; i++) {
      if (((rules >>> (4 * i)) & 15) === 0) wide[i] = encode(values[i]);
    }
    recordWide(h, values.length);
  }

  function leaveSealed(h: number, rule: number, v: unknown): unknown {
    record1(h, encoder.encodeSealed(v, rule));
    return v;
  }

  function keep(v?: unknown): unknown {
    return v;
  }

  function throwPlain(h: number, error: unknown): unknown {
    corrected(error);
    record(h);
    return error;
  }

  function throwValue(h: number, error: unknown): unknown {
    let w: number;
    corrected(error);
    try {
      if (pending.count !== 0) pending.settle();
      w = encode(error);
    } catch {
      record((h & ~kindMask) | plainThrow); // no stack left for more
      return error;
    }
    record1(h, w);
    return error;
  }

  function activation(h: number): number {
    activations = (activations + 1) & activationMask;
    const id = activations;
    record1(h, id);
    return id;
  }

  function suspend(h: number, id: number, v?: unknown): unknown {
    record1(h, id);
    return v;
  }

  function suspendValue(h: number, id: number, v: unknown): unknown {
    record2(h, id, encode(v));
    return v;
  }

  function awaits(h: number, id: number, v?: unknown): unknown {
    suspended = true;
    record1(h, id);
    return v;
  }

  function awaitsValue(h: number, id: number, v: unknown): unknown {
    suspended = true;
    record2(h, id, encode(v));
    return v;
  }

  /** The first resumption after a suspension begins a new turn of the loop: it is stamped. */
  function resume(h: number, id: number, v?: unknown): unknown {
    record1(h, id);
    if (suspended) {
      suspended = false;
      stamp();
    }
    return v;
  }

  function resumeValue(h: number, id: number, v: unknown): unknown {
    record2(h, id, encode(v));
    if (suspended) {
      suspended = false;
      stamp();
    }
    return v;
  }

  function resumeSealed(h: number, id: number, rule: number, v: unknown): unknown {
    record2(h, id, encoder.encodeSealed(v, rule));
    if (suspended) {
      suspended = false;
      stamp();
    }
    return v;
  }

  const { limit: limitTo } = encoder;

  function limit(_: number, limits: number): void {
    limitTo(limits);
  }

  function leaveLimited(h: number, limits: number, v: unknown): unknown {
    limitTo(limits);
    try {
      return leaveValue(h, v);
    } finally {
      limitTo(0); // also where the stack was full
    }
  }

  const limited =
    (record: (h: number, id: number, v: unknown) => unknown) =>
    (h: number, id: number, limits: number, v: unknown): unknown => {
      limitTo(limits);
      try {
        record(h, id, v);
      } finally {
        limitTo(0);
      }
      return v;
    };
  const awaitLimited = limited(awaitsValue);
  const resumeLimited = limited(resumeValue);
  const yieldLimited = limited(suspendValue);

  function suspendAtExit(resumes: number, awaiting: number, id: number): Disposable {
    return atExit(() => {
      record1(resumes, id);
      awaits(awaiting, id);
    });
  }

  function resumeAtExit(h: number, id: number): Disposable {
    return atExit(() => void resume(h, id));
  }

  findThemselves([awaits, resume, resumeValue, resumeSealed, resumeLimited]);

  return {
    enter,
    enter1,
    enter2,
    enter3,
    enter4,
    enterMany,
    enterSealed,
    enterAll,
    enterAllSealed,
    leaveSealed,
    resumeSealed,
    limit,
    leaveLimited,
    awaitLimited,
    resumeLimited,
    yieldLimited,
    leave,
    leaveValue,
    keep,
    throw: throwPlain,
    throwValue,
    thrown,
    corrected,
    activation,
    await: awaits,
    awaitValue: awaitsValue,
    resume,
    resumeValue,
    yield: suspend,
    yieldValue: suspendValue,
    suspendAtExit,
    resumeAtExit,
  };
}

/** `probe?.self` is the probe: a way to call it by which V8 names nothing after it. */
export function findThemselves(probes: readonly object[]): void {
  for (const own of probes) defineProperty(own, 'self', { value: own });
}

/** A resource of a `using`, which disposes of it without a word to the program. */
function atExit(act: () => void): Disposable {
  const resource = create(null) as Disposable;
  defineProperty(resource, dispose, { value: act });
  return resource;
}
