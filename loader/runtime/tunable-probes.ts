/**
 * The probes of functions whose level can change while the program runs. A call asks for its mode
 * when it is entered and keeps it to its end, so that what a reader sees of a call is always whole.
 * The levels are this thread's own: one byte for each site, at a constant address. A program that
 * was started without tuning has none of this.
 */
import { activationBits, kind, kindBits, maxCapturedParameters, mode } from '../probes.js';
import { findThemselves, type Probes } from './probes.js';
import type { Ring } from './ring.js';
import type { ValueEncoder } from './value.js';

export type TunableProbes = ReturnType<typeof createTunableProbes>;

export interface TunableOptions {
  ring: Ring;
  encoder: ValueEncoder;
  plain: Probes;
  /** The mode of each function, by its site. */
  modes: Uint8Array;
}

const enterKind = kind.enter;
const leaveKind = kind.leave;
const throwKind = kind.throw;
const idMask = 2 ** activationBits - 1;

// One closure on purpose, as createProbes.
// eslint-disable-next-line max-lines-per-function
export function createTunableProbes({ ring, encoder, plain, modes }: TunableOptions) {
  const words = ring.words;
  const CONTROL = ring.control;
  const turn = ring.turn;
  const strings = encoder.strings;
  const encodeSlowly = encoder.encode;
  const kindMask = (1 << kindBits) - 1;
  const { values: VALUES, calls: CALLS, off: OFF } = mode;

  function boundary(): void {
    strings.renew();
    turn();
  }

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

  /** Enters a call below `values`. One that is off looks at the limit, too: it may be raised. */
  function enterLow(h: number, m: number): number {
    if (m === CALLS) record((h & ~kindMask) | enterKind);
    else if (CONTROL[0]! > CONTROL[1]!) boundary();
    return m;
  }

  function enter(h: number): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return enterLow(h, m);
    record(h);
    return VALUES;
  }

  function enter1(h: number, a: unknown): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return enterLow(h, m);
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
    return VALUES;
  }

  function enter2(h: number, a: unknown, b: unknown): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return enterLow(h, m);
    const wa = encode(a);
    const wb = encode(b);
    const control = CONTROL;
    const at = control[0]!;
    words[at + 1] = wa;
    words[at + 2] = wb;
    words[at] = h;
    control[0] = at + 3;
    if (at >= control[1]!) boundary();
    return VALUES;
  }

  /** Encoded values of wide calls; encoding never re-enters a probe. */
  const wide = new Int32Array(maxCapturedParameters);

  function recordWide(h: number, count: number): void {
    const control = CONTROL;
    const at = control[0]!;
    for (let i = 0; i < count; i++) words[at + 1 + i] = wide[i]!;
    words[at] = h;
    control[0] = at + 1 + count;
    if (at >= control[1]!) boundary();
  }

  function enterMany(h: number, ...values: unknown[]): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return enterLow(h, m);
    for (let i = 0; i < values.length; i++) wide[i] = encode(values[i]);
    recordWide(h, values.length);
    return VALUES;
  }

  /** Secrets first, as in the plain probe. */
  function enterSealed(h: number, rules: number, ...values: unknown[]): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return enterLow(h, m);
    for (let i = 0; i < values.length; i++) {
      const rule = (rules >>> (4 * i)) & 15;
      if (rule !== 0) wide[i] = encoder.encodeSealed(values[i], rule);
    }
    for (let i = 0; i < values.length; i++) {
      if (((rules >>> (4 * i)) & 15) === 0) wide[i] = encode(values[i]);
    }
    recordWide(h, values.length);
    return VALUES;
  }

  function leave(h: number, m: number, v?: unknown): unknown {
    if (m !== OFF) record(h);
    return v;
  }

  function leaveValue(h: number, m: number, v: unknown): unknown {
    if (m !== VALUES) {
      if (m === CALLS) record((h & ~kindMask) | leaveKind);
      return v;
    }
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

  function leaveSealed(h: number, m: number, rule: number, v: unknown): unknown {
    if (m === VALUES) plain.leaveSealed(h, rule, v);
    else if (m === CALLS) record((h & ~kindMask) | leaveKind);
    return v;
  }

  function leaveLimited(h: number, m: number, limits: number, v: unknown): unknown {
    if (m === VALUES) plain.leaveLimited(h, limits, v);
    else if (m === CALLS) record((h & ~kindMask) | leaveKind);
    return v;
  }

  function throwPlain(h: number, m: number, error: unknown): unknown {
    if (m !== OFF) record(h);
    return error;
  }

  function throwValue(h: number, m: number, error: unknown): unknown {
    if (m === VALUES) plain.throwValue(h, error);
    else if (m === CALLS) record((h & ~kindMask) | throwKind);
    return error;
  }

  function activation(h: number, m: number): number {
    if (m === OFF) return OFF << activationBits;
    return plain.activation(h) | (m << activationBits);
  }

  const suspensions = modedSuspensions(plain);
  return {
    enter,
    enterSealed,
    enters: [enter1, enter2],
    enterMany,
    leave,
    leaveValue,
    leaveSealed,
    leaveLimited,
    throw: throwPlain,
    throwValue,
    activation,
    suspensions,
  };
}

/**
 * The probes of suspensions for activations that carry a mode. Those of functions that cannot be
 * tuned carry none, which is that of `values`: then a probe does what its name says.
 */
function modedSuspensions(plain: Probes) {
  const { off: OFF, calls: CALLS } = mode;
  const kindMask = (1 << kindBits) - 1;
  type Suspension = (h: number, c: number, v?: unknown) => unknown;

  const moded =
    (low: Suspension, full: Suspension, lowKind: number): Suspension =>
    (h, c, v) => {
      const m = c >>> activationBits;
      if (m === OFF) return v;
      if (m === CALLS) return low((h & ~kindMask) | lowKind, c & idMask, v);
      return full(h, c & idMask, v);
    };

  type Limited = (h: number, c: number, limits: number, v: unknown) => unknown;

  const modedLimited =
    (low: Suspension, full: Limited, lowKind: number): Limited =>
    (h, c, limits, v) => {
      const m = c >>> activationBits;
      if (m === OFF) return v;
      if (m === CALLS) return low((h & ~kindMask) | lowKind, c & idMask, v);
      return full(h, c & idMask, limits, v);
    };

  function resumeSealed(h: number, c: number, rule: number, v: unknown): unknown {
    const m = c >>> activationBits;
    if (m === OFF) return v;
    if (m !== CALLS) return plain.resumeSealed(h, c & idMask, rule, v);
    return plain.resume((h & ~kindMask) | kind.resume, c & idMask, v);
  }

  /** A `using` takes null for a resource that needs no disposal. */
  function suspendAtExit(resumes: number, awaiting: number, c: number): Disposable | null {
    return c >>> activationBits === OFF ? null : plain.suspendAtExit(resumes, awaiting, c & idMask);
  }

  function resumeAtExit(h: number, c: number): Disposable | null {
    return c >>> activationBits === OFF ? null : plain.resumeAtExit(h, c & idMask);
  }

  const suspensions = {
    await: moded(plain.await, plain.await, kind.await),
    awaitValue: moded(plain.await, plain.awaitValue, kind.await),
    resume: moded(plain.resume, plain.resume, kind.resume),
    resumeValue: moded(plain.resume, plain.resumeValue, kind.resume),
    resumeSealed,
    yield: moded(plain.yield, plain.yield, kind.yield),
    yieldValue: moded(plain.yield, plain.yieldValue, kind.yield),
    awaitLimited: modedLimited(plain.await, plain.awaitLimited, kind.await),
    resumeLimited: modedLimited(plain.resume, plain.resumeLimited, kind.resume),
    yieldLimited: modedLimited(plain.yield, plain.yieldLimited, kind.yield),
    suspendAtExit,
    resumeAtExit,
  };
  const { await: awaits, resume, resumeValue, resumeLimited } = suspensions;
  findThemselves([awaits, resume, resumeValue, resumeSealed, resumeLimited]);
  return suspensions;
}
