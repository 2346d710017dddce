/**
 * The probes of functions whose level can change while the program runs. A call asks for its mode
 * when it is entered and keeps it to its end, so that what a reader sees of a call is always whole.
 * The levels are this thread's own: one byte for each site, at a constant address. A program that
 * was started without tuning has none of this.
 */
import { activationBits, kind, kindBits, lowered, mode } from '../probes.js';
import { corrected } from './corrected.js';
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
/** Bytes of code that a function must have run are fewer than so many rounds of its loop. */
const warmingRounds = 64;
/** A power of two; of two sites that share a byte the second is not warmed. */
const warmedSites = 1 << 16;
const siteMask = warmedSites - 1;
/** So often, some tens of milliseconds apart, the drain asks for a turn before one is made. */
const quietLimits = 4;
const idMask = 2 ** activationBits - 1;

// One closure on purpose, as createProbes.
// eslint-disable-next-line max-lines-per-function
export function createTunableProbes({ ring, encoder, plain, modes }: TunableOptions) {
  const CONTROL = ring.control;
  const turn = ring.turn;
  const strings = encoder.strings;
  const kindMask = (1 << kindBits) - 1;
  const { values: VALUES, calls: CALLS, off: OFF } = mode;
  const { enter: record, enterAll: recordAll, enterAllSealed: recordAllSealed } = plain;
  const { enter1: record1, enter2: record2, leaveValue: recordResult } = plain;

  /**
   * Node 20 gathers what it needs to optimize a function only once that has run some 900 bytes of
   * its code. Where a loop of the first call is optimized alone, the call of `enter` before it is
   * not known, so the whole function's code is thrown away as soon as it is made, and the loop's
   * slow code runs for the next two thousand calls. So its first call runs a loop of its own
   * that gets it there before it is entered.
   */
  const warmed = new Uint8Array(warmedSites);

  function warm(h: number): boolean {
    return warmed[(h >>> 6) & siteMask]! < warmingRounds && warmMore((h >>> 6) & siteMask);
  }

  function warmMore(at: number): boolean {
    warmed[at]!++;
    return true;
  }

  let turnedAt = 0;
  let quiet = 0;

  /** A call that is off looks at the limit, too: it may be raised. */
  function idle(): number {
    const control = CONTROL;
    if (control[0]! > control[1]!) passLimit();
    return OFF;
  }

  /**
   * Where nothing was stored since the last turn, there is nothing to tell a time of: then the next
   * record shall turn, and a call that is off does so only now and then. A turn is a record, by
   * which the drain would have to look again, and ask for the next one.
   */
  function passLimit(): void {
    const control = CONTROL;
    if (control[0] === turnedAt && ++quiet < quietLimits) {
      control[1] = turnedAt;
      return;
    }
    quiet = 0;
    encoder.limit(0);
    strings.renew();
    turn();
    turnedAt = control[0]!;
  }

  function enterCalls(h: number): number {
    record((h & ~kindMask) | enterKind);
    return CALLS;
  }

  function enterOn(h: number): number {
    if (modes[h >>> kindBits] !== VALUES) return enterCalls(h);
    record(h);
    return VALUES;
  }

  function enter(h: number): number {
    return modes[h >>> 6] ? enterOn(h) : idle();
  }

  function enterOn1(h: number, a: unknown): number {
    if (modes[h >>> kindBits] !== VALUES) return enterCalls(h);
    record1(h, a);
    return VALUES;
  }

  function enter1(h: number, a: unknown): number {
    return modes[h >>> 6] ? enterOn1(h, a) : idle();
  }

  function enterOn2(h: number, a: unknown, b: unknown): number {
    if (modes[h >>> kindBits] !== VALUES) return enterCalls(h);
    record2(h, a, b);
    return VALUES;
  }

  function enter2(h: number, a: unknown, b: unknown): number {
    return modes[h >>> 6] ? enterOn2(h, a, b) : idle();
  }

  function enterMany(h: number, ...values: unknown[]): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return m === OFF ? idle() : enterCalls(h);
    recordAll(h, values);
    return VALUES;
  }

  function enterSealed(h: number, rules: number, ...values: unknown[]): number {
    const m = modes[h >>> kindBits]!;
    if (m !== VALUES) return m === OFF ? idle() : enterCalls(h);
    recordAllSealed(h, rules, values);
    return VALUES;
  }

  function leave(h: number, m: number, v?: unknown): unknown {
    if (m) record(h);
    return v;
  }

  function leaveOn(h: number, m: number, v: unknown): unknown {
    if (m === VALUES) return recordResult(h, v);
    record((h & ~kindMask) | leaveKind);
    return v;
  }

  function leaveValue(h: number, m: number, v: unknown): unknown {
    return m ? leaveOn(h, m, v) : v;
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
    corrected(error);
    if (m) record(h);
    return error;
  }

  function throwValue(h: number, m: number, error: unknown): unknown {
    corrected(error);
    if (m === VALUES) plain.throwValue(h, error);
    else if (m === CALLS) record((h & ~kindMask) | throwKind);
    return error;
  }

  function activation(h: number, m: number): number {
    const below = (VALUES - m) << activationBits;
    return m === OFF ? below : plain.activation(h) | below;
  }

  const suspensions = modedSuspensions(plain);
  return {
    warm,
    enter,
    enterSealed,
    enters: [enter1, enter2] as const,
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
 * tuned carry zero, which stands for `values`: then a probe does what its name says.
 */
function modedSuspensions(plain: Probes) {
  const { off: OFF, calls: CALLS } = lowered;
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
