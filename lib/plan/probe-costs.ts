/**
 * What recording costs: CPU time of guest and drain together, and bytes on disk, of the things that
 * a recorded call does. The planner reckons with it before a program runs, the governor while it
 * does. `scope plan --calibrate` (calibrate.ts) replaces these costs by those of a machine; the
 * ones here are of the machine that the README's table is from.
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
