/**
 * All text that the transform may insert, and the names of the probes. The one contract between
 * loader/transform (which writes these calls) and loader/runtime (which defines them).
 *
 * Probes are constants of the realm's global lexical scope (`const` at the top of a script), not
 * properties of globalThis: invisible to enumeration and reflection, reachable from modules,
 * CommonJS and eval alike, and folded to constants by the optimiser.
 *
 *   function f(a) { body }
 *   function f(a) {__s$e1(H,a);try{ body ;__s$l(H)}catch(__s$x){throw __s$q(H,__s$x)}}
 */

import { kind, kindBits, levelNumber, maxCapturedParameters } from '../lib/records.js';

export { kind, kindBits, maxCapturedParameters };

/** Every injected name begins with this; a module that contains it is left alone. */
export const probePrefix = '__s$';

export const probe = {
  /** (h): function entered. `enter1`..`enter8` add captured parameters: `__s$e1(h,a)`. */
  enter: '__s$e',
  /**
   * (h, rules, ...): entered; four bits of `rules` for each parameter say under which rule its name
   * falls (lib/plan/secret-names.ts), 0: none.
   */
  enterSealed: '__s$e9',
  /** (h, v?) => v: returns; the value is not recorded. */
  leave: '__s$l',
  /** (h, v) => v: returns v, recorded. */
  leaveValue: '__s$v',
  /** (h, rule, v) => v: returns v from a function whose name says that it is a secret. */
  leaveSealed: '__s$s',
  /** (v?) => v: not recorded here, but where the function is left. */
  keep: '__s$i',
  /** (h, error) => error: left by an exception; the error is not recorded. */
  throw: '__s$t',
  /** (h, error) => error: the same with the error recorded. */
  throwValue: '__s$q',
  /** (h, offset, v) => v: about to be thrown, by the statement there. */
  thrown: '__s$q0',
  /** (error) => error: about to be seen by a catch clause. */
  corrected: '__s$qc',
  /** (h) => activation: names the async or generator call just entered. */
  activation: '__s$n',
  /** (h, activation, v) => v: about to await v. */
  await: '__s$a',
  awaitValue: '__s$b',
  /**
   * (h, activation, v) => v: the await or yield expression gave v; the call runs again. These and
   * `await` have themselves as property `self`.
   */
  resume: '__s$w',
  resumeValue: '__s$u',
  /** (h, activation, rule, v) => v: v goes to a variable that falls under the rule. */
  resumeSealed: '__s$k',
  /** (h, activation, v) => v: about to yield v. */
  yield: '__s$y',
  yieldValue: '__s$z',
  /** (h, h, activation) => resource: when it is disposed of, the call runs, then awaits. */
  suspendAtExit: '__s$da',
  /** (h, activation) => resource: when it is disposed of, the call runs again. */
  resumeAtExit: '__s$dr',
  /** (): a call that schedules nothing, but may be made from anywhere, begins. */
  check: '__s$b0',
  /** () => token: a call that may made from anywhere begins (loader/runtime/frames.ts). */
  begin: '__s$b1',
  /** (token): it ends. Stands among the arguments of the probe that records the end. */
  end: '__s$b2',
  /** (activation): the same of a call that has an activation. */
  endActivation: '__s$b3',
  /** (h, ...values): entered, at level `state`. */
  enterState: '__s$e0',
  /** The same with one value, and with two. (Names end in one digit at most: modules.ts.) */
  enterState1: '__s$ea',
  enterState2: '__s$eb',
  /** (h, v) => v: returns v, at level `state`. */
  leaveState: '__s$v0',
  /** (h, v) => v: a variable got v. */
  write: '__s$p',
  /** (h, result, v) => result: the same where the expression's own value is another. */
  writeAside: '__s$p1',
  /** (h, rule, v) => v: v went to a variable that falls under the rule. */
  writeSealed: '__s$p2',
  /** (h, rule, result, v) => result. */
  writeSealedAside: '__s$p3',
  /** (h, rule, result, v, standing) => result: the same where no recorded call runs. */
  writeApart: '__s$p4',
  /** (h, parent) => standing: in the environment `parent`. */
  standing: '__s$m2',
  /** (h, parent) => id: an environment begins. */
  scope: '__s$m',
  /** (h, parent): the call just entered uses variables of this environment. */
  outer: '__s$m0',
  /** (h): control came here. */
  branch: '__s$m1',
  /** (h): the same in a catch or finally block. */
  caught: '__s$m3',
  /** (h, result, object, key) => result: the object's property may be another now. */
  set: '__s$j',
  /** (h, result, object, key) => result: the same where the key is computed. */
  setKey: '__s$j1',
  /** (h, v, object) => v: the object's private field is v now. */
  setPrivate: '__s$j2',
  /** (h, result, object, v) => result: the same where the expression's own value is another. */
  setPrivateAside: '__s$j3',
  /** (h, old, object, by) => old: the field was `old`, and `by` more is in it now. */
  setPrivateStep: '__s$j4',
  /** (result, reread) => result: `reread` records variables that may have been written. */
  written: '__s$h4',
  /** (h, result, object, op, count, key?) => result: a method that changes collections ran. */
  mutate: '__s$h',
  /** (h) => h: a `with` statement is reached; (h, object) => object: it begins; (h): it ends. */
  withOpens: '__s$h7',
  withBegins: '__s$h5',
  withEnds: '__s$h6',
  /** (object, key) => object, (object, key) => key: this property is about to be written. */
  before: '__s$h2',
  beforeKey: '__s$h3',
  /** .a.b(object) => object: for V8, which names functions after the names (runtime/paths.ts). */
  named: '__s$hn',
  /** (h, limits): objects show so much from here on (runtime/objects.ts); 0: as usual. */
  limit: '__s$g2',
  /** (h, limits, v) => v: returns v, which shows so much. */
  leaveLimited: '__s$g3',
  /** (h, activation, limits, v) => v */
  awaitLimited: '__s$g4',
  resumeLimited: '__s$g5',
  yieldLimited: '__s$g6',
  /** (object, v) => v: its change is told later (loader/runtime/pending.ts). */
  waits: '__s$hw',
  /** (object, v) => v: the call that comes may change it and throw. */
  risks: '__s$hr',
  /** (h, object) => h: the same before all of the call; the header is that of its note. */
  risky: '__s$hq',
  /** (h, object, v) => v: the same where anything may run before. */
  changing: '__s$hb',
  /** (): what waits is told now. */
  settle: '__s$hg',
  /** (h, op, v) => v: a method that changes collections, by its `mutator`, of an unknown object. */
  someone: '__s$hu',
  /** (object, ...keys): what stands at the end of a path of data properties. */
  path: '__s$h1',
  /** (a, operator, b): of two numbers, or a text with one; else undefined. */
  sum: '__s$h8',
  /** (holder, key): what a Map or an array has for it. */
  found: '__s$h9',
  /** (h, v) => v: an object that may have symbols as keys. */
  symbols: '__s$hs',
  /** (value) => an iterable of nothing: a probe where a call has no arguments. */
  nothing: '__s$h0',
} as const;

/**
 * The same where the level of a function can change while the program runs (loader/tuning): `enter`
 * tells how the call is recorded (`mode`), and the call's other probes are told so.
 */
export const tunableProbe = {
  /** (h) => whether to ask again: in functions with loops, before all else (tunable-probes.ts). */
  warm: '__s$W',
  /** (h, ...) => mode. `enter1`..`enter8` add captured parameters. */
  enter: '__s$E',
  /** (h, rules, ...) => mode */
  enterSealed: '__s$E9',
  /** (h, mode, v?) => v */
  leave: '__s$L',
  leaveValue: '__s$V',
  /** (h, mode, rule, v) => v */
  leaveSealed: '__s$S',
  /** (h, mode, limits, v) => v */
  leaveLimited: '__s$G3',
  /** (h, mode, error) => error */
  throw: '__s$T',
  throwValue: '__s$Q',
  /** (h, mode) => activation, which carries the mode to the suspensions. */
  activation: '__s$N',
} as const;

/** How a call of a tunable function is recorded. Zero is off: probes ask for nothing else first. */
export const mode = {
  off: levelNumber.levelOff,
  calls: levelNumber.levelCalls,
  values: levelNumber.levelValues,
} as const;
/**
 * The bits of an activation above its id tell how far below `values` its call is recorded; those of
 * functions that cannot be tuned have zero there.
 */
export const activationBits = 30;
export const lowered = { values: 0, calls: 1, off: 2 } as const;

/**
 * Local names in transformed functions: activation, caught error, result, done flag, mode, token
 * of the call's frame; the resources around one that an `await using` disposes of.
 */
export const local = {
  activation: '__s$c',
  error: '__s$x',
  result: '__s$r',
  done: '__s$d',
  mode: '__s$M',
  token: '__s$O',
  disposed: '__s$f',
  disposing: '__s$g',
  /** With a number: what an assignment writes to, and the environment of a scope. */
  temporary: '__s$at',
  flag: '__s$af',
  environment: '__s$o',
  /** With a number: private fields by which a class without a constructor tells of the others. */
  field: '__s$fv',
} as const;

/** Methods that change a collection, as `probe.mutate` is told; the others end in a key frame. */
export const mutator = {
  other: 0,
  push: 1,
  pop: 2,
  shift: 3,
  set: 4,
  add: 5,
  delete: 6,
  clear: 7,
  /** A property may not be enumerable now. */
  define: 8,
  /** The bytes of a buffer, or the time of a date. */
  binary: 9,
  /** As `pop`, where what that gave is not known. */
  popAside: 10,
  /** It may have changed: it is compared. */
  look: 11,
  /** Properties of all kinds may have been written. */
  assign: 12,
  /** As `shift`, where the object may have been compared since. */
  shiftAside: 13,
  /** Added: where there is no object, one that nobody knows has changed. */
  surely: 16,
  /** Added: `risks` was told of the call. */
  risky: 32,
} as const;

/** The top of a module, as rules of plans name it. */
export const moduleName = '(module)';

/** The header word of a record: site id and kind. A positive int32 for sites below 2^25. */
export function header(site: number, recordKind: number): number {
  return (site << kindBits) | recordKind;
}
