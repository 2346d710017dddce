/**
 * What recording costs: CPU time of guest and drain together, and bytes on disk, of the things that
 * a recorded call does. `scope plan --calibrate` (calibrate.ts) replaces them by those of
 * a machine; the ones here are of the machine that the README's table is from.
 */
export interface ProbeCosts {
  /** Nanoseconds of one enter and its leave, without values. */
  callNs: number;
  /** The same where its values are recorded beside it: more words, but they compress faster. */
  callValuesNs: number;
  /** More for a call of an async or generator function. */
  activationNs: number;
  /** One await or yield and its resume. */
  suspendNs: number;
  /** An argument or result that is a number, boolean, known string or nothing. */
  valueNs: number;
  /** A reference to an object that was recorded before. */
  objectNs: number;
  /** An object at first sight, with its snapshot. */
  newObjectNs: number;
  /** A string at first sight. */
  newStringNs: number;
  /** An event of Node itself: a task made or run. */
  runtimeNs: number;
  runtimeBytes: number;
  /** Bytes on disk of an event without values, and of each word of values, objects and strings. */
  eventBytes: number;
  wordBytes: number;
}

export const defaultCosts: ProbeCosts = {
  callNs: 30,
  callValuesNs: 13,
  activationNs: 40,
  suspendNs: 60,
  valueNs: 1,
  objectNs: 175,
  newObjectNs: 350,
  newStringNs: 250,
  runtimeNs: 100,
  runtimeBytes: 2,
  eventBytes: 0.1,
  wordBytes: 0.9,
};

/** What one function does in a run, as the costs count it. */
export interface Usage {
  calls: number;
  /** Calls of async and generator functions. */
  activations: number;
  /** Awaits and yields passed. */
  suspensions: number;
  /** Values, at level `values`. */
  values: number;
  objects: number;
  newObjects: number;
  newStrings: number;
  /** 32-bit words of values and of what they introduce, at level `values`. */
  valueWords: number;
}

export interface Cost {
  ns: number;
  events: number;
  bytes: number;
}

export const noCost: Cost = { ns: 0, events: 0, bytes: 0 };

/** What recording a function so used costs, at `calls` and at `values`. */
export function costOf(usage: Usage, withValues: boolean, costs: ProbeCosts): Cost {
  const { calls, activations, suspensions } = usage;
  const events = 2 * calls + activations + 2 * suspensions;
  const callNs = withValues ? costs.callValuesNs : costs.callNs;
  let ns = calls * callNs + activations * costs.activationNs + suspensions * costs.suspendNs;
  let bytes = events * costs.eventBytes;
  if (withValues) {
    ns +=
      usage.values * costs.valueNs +
      usage.objects * costs.objectNs +
      usage.newObjects * costs.newObjectNs +
      usage.newStrings * costs.newStringNs;
    bytes += usage.valueWords * costs.wordBytes;
  }
  return { ns, events, bytes };
}

export function addCosts(a: Cost, b: Cost): Cost {
  return { ns: a.ns + b.ns, events: a.events + b.events, bytes: a.bytes + b.bytes };
}
