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
} as const;

/**
 * Local names in transformed functions: activation, caught error, result, done flag; the resources
 * around one that an `await using` disposes of.
 */
export const local = {
  activation: '__s$c',
  error: '__s$x',
  result: '__s$r',
  done: '__s$d',
  disposed: '__s$f',
  disposing: '__s$g',
} as const;

/** Record kinds, mirrored from native/format.h (test/reader/format.test.ts compares). */
export const kind = {
  enter: 1,
  leave: 10,
  leaveValue: 11,
  throw: 12,
  throwValue: 13,
  activation: 14,
  await: 15,
  awaitValue: 16,
  resume: 17,
  resumeValue: 18,
  yield: 19,
  yieldValue: 20,
  task: 24,
  runtime: 25,
} as const;

export const kindBits = 6;

/** Captured parameters of a function at `values`, at most; the rest is not recorded. */
export const maxCapturedParameters = 8;

/** The header word of a record: site id and kind. A positive int32 for sites below 2^25. */
export function header(site: number, recordKind: number): number {
  return (site << kindBits) | recordKind;
}
