/**
 * What recording costs: CPU time of guest and drain together, and bytes on disk, of the things that
 * a recorded program does. The planner reckons with it before a program runs, the governor while it
 * does. `scope plan --calibrate` (calibrate.ts) replaces the costs of warm code by those of a
 * machine; the ones here are of the machine that the README's table is from.
 *
 *   run = process starts + plan + modules + their text + calls + values + runtime events
 *
 * A short program hardly pays for its events: it pays for starting, for longer text that V8 reads
 * and compiles, and for running it before anything is optimized.
 */
export interface ProbeCosts {
  /** A recorded process: the recorder's own start and end. */
  startNs: number;
  /** More for one in which any module is recorded: what finds and loads it. */
  modulesStartNs: number;
  /** More for one that records values: V8 compiles and optimizes what encodes them. */
  valuesStartNs: number;
  /** A function's line in the plan. */
  lineNs: number;
  /** Each module that is recorded: the hook on its loading, its record. */
  moduleNs: number;
  /** A UTF-16 unit of a CommonJS module; ES modules come with what V8 made of them before. */
  textNs: number;
  /** A UTF-16 unit of a module that is not in the cache and has to be transformed. */
  makeNs: number;
  /** More for each of the first `coldCalls` calls of a function in a process. */
  coldCallNs: number;
  /** More for each object that such a call shows first. */
  coldObjectNs: number;
  /** More for each of the first `firstObjects` that a process shows. */
  firstObjectNs: number;
  /** One enter and its leave, without values. */
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
  /** An object at first sight, with a snapshot of usual size. */
  newObjectNs: number;
  /** A string at first sight, of usual length. */
  newStringNs: number;
  /** Each 32-bit word that such objects and strings take more than usual; fewer cost less. */
  wordNs: number;
  /** A UTF-16 unit of a text behind those that are stored of it: it is hashed, and looked at. */
  longUnitNs: number;
  /** An event of Node itself: a task made or run. */
  runtimeNs: number;
  /** More for each of the first `coldRuntimeEvents` of a process. */
  coldRuntimeNs: number;
  runtimeBytes: number;
  /** Bytes on disk of an event without values, and of one with them. */
  eventBytes: number;
  valuesEventBytes: number;
  /** Of a value that is no object, of a reference, and of a word of what values introduce. */
  plainBytes: number;
  objectBytes: number;
  wordBytes: number;
  /** More for each of the first `firstWords` of a process: there is nothing yet to compress by. */
  firstWordBytes: number;
}

/** Calls of a function in which its code and its probes are not optimized yet. */
export const coldCalls = 100;
/** Objects that a process shows until the encoder is optimized. */
export const firstObjects = 5000;
export const firstWords = 16_384;
/** Events of Node itself until what makes them is optimized, and what they slow besides. */
export const coldRuntimeEvents = 150_000;
/** Words that a new object and a new string usually bring along. */
export const usualWords = { object: 9, string: 6 };

export const defaultCosts: ProbeCosts = {
  startNs: 28e6,
  modulesStartNs: 4e6,
  valuesStartNs: 5.2e6,
  lineNs: 1200,
  moduleNs: 5e3,
  textNs: 21,
  makeNs: 700,
  coldCallNs: 1300,
  coldObjectNs: 4350,
  firstObjectNs: 8e3,
  callNs: 16.5,
  callValuesNs: 7,
  activationNs: 87,
  suspendNs: 130,
  valueNs: 0.87,
  objectNs: 64,
  newObjectNs: 916,
  newStringNs: 611,
  wordNs: 102,
  longUnitNs: 3,
  runtimeNs: 78,
  coldRuntimeNs: 487,
  runtimeBytes: 1,
  eventBytes: 0.1,
  valuesEventBytes: 0.01,
  plainBytes: 0.0135,
  objectBytes: 0.9,
  wordBytes: 0.2,
  firstWordBytes: 1,
};
