/**
 * What the events of a recording are made of, as native/format.h defines it: records and value
 * words. Guest and reader have it from here; lib/reader/format.ts adds what the files look like.
 */

// Records: a header word (kind and argument), then words whose number the header alone tells.
export const kindBits = 6;
export const kindMask = (1 << kindBits) - 1;
export const maxSites = 1 << 25;
export const maxCapturedParameters = 8;

export const kind = {
  end: 0,
  enter: 1,
  enter1: 2,
  enter8: 9,
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
  level: 21,
  task: 24,
  runtime: 25,
  scope: 26,
  write: 27,
  set: 28,
  setKey: 29,
  mutate: 30,
  branch: 31,
  firstAuxiliaryKind: 32,
  time: 32,
  timeDelta: 33,
  string: 34,
  double: 35,
  object: 36,
  snapshot: 37,
  generation: 38,
  loss: 39,
  idle: 40,
  redaction: 48,
  snapshotMore: 60,
  uncompared: 61,
} as const;

export const levelNumber = { levelOff: 0, levelCalls: 1, levelValues: 2, levelState: 3 } as const;
export const levelCause = { levelTuned: 1, levelGoverned: 2 } as const;
export const taskRun = {
  promiseRun: 0,
  resourceRun: 1,
  runEnd: 2,
  tickRun: 3,
  contextRun: 4,
} as const;
export const placeNotKnown = 0xffff_ffff;
export const runtimeEvent = {
  taskInit: 1,
  threadStarted: 2,
  childStarted: 3,
  childNamed: 4,
  messageSent: 5,
  messageReceived: 6,
  requestSent: 7,
  requestPlaced: 8,
  requestReceived: 9,
  responseSent: 10,
  responseReceived: 11,
  channelMade: 12,
  exit: 13,
  beforeExit: 14,
  uncaughtException: 15,
  unhandledRejection: 16,
  warning: 17,
  childExited: 18,
  printed: 19,
  connectionAccepted: 20,
  collected: 21,
  sampled: 22,
  named: 23,
  channelJoined: 24,
  turned: 25,
  fileOperation: 26,
  webSocketOpened: 27,
  webSocketClosed: 28,
  fileFailed: 29,
  unwatched: 30,
} as const;
export const runtimeEventBits = 8;
export const maxRuntimeValues = 15;

/** Longer strings are stored by their head, length and hash. */
export const maxStoredCodeUnits = 256;
/** Entries of one record. */
export const maxSnapshotEntries = 32;
/** Entries of an object that level `state` shows, and compares. */
export const maxStateEntries = 256;
/** Doubles are told once for as long as they keep their slot. */
export const doubleSlots = 256;

export const stringHeadWords = 4;
export const snapshotHeadWords = 3;
/** From here on the offset of more of a key frame says that it tells properties by themselves. */
export const asideOffset = 0x8000_0000;

/** Lengths in words by kind; 0 where there is no such kind or its words tell the length. */
export const recordLengths = /* @__PURE__ */ makeLengths();

function makeLengths(): Uint8Array {
  const lengths = new Uint8Array(kindMask + 1);
  for (let k: number = kind.enter; k <= kind.enter8; k++) lengths[k] = 1 + k - kind.enter;
  const one = [
    kind.leave,
    kind.throw,
    kind.timeDelta,
    kind.generation,
    kind.redaction,
    kind.branch,
    kind.uncompared,
  ];
  const two = [
    kind.leaveValue,
    kind.throwValue,
    kind.activation,
    kind.await,
    kind.resume,
    kind.yield,
    kind.task,
    kind.write,
  ];
  const three = [
    kind.awaitValue,
    kind.resumeValue,
    kind.yieldValue,
    kind.time,
    kind.double,
    kind.object,
    kind.loss,
    kind.idle,
    kind.scope,
    kind.set,
    kind.level,
  ];
  for (const k of one) lengths[k] = 1;
  for (const k of two) lengths[k] = 2;
  for (const k of three) lengths[k] = 3;
  lengths[kind.setKey] = 4;
  lengths[kind.mutate] = 5;
  return lengths;
}

/** Words of the record that begins with this header; 0: there is no such record. */
export function wordsOf(header: number): number {
  const length = recordLengths[header & kindMask]!;
  return length === 0 ? variableLength(header) : length;
}

function variableLength(header: number): number {
  const argument = header >>> kindBits;
  switch (header & kindMask) {
    case kind.string: {
      const units = argument >>> 1;
      if (units > maxStoredCodeUnits) return 0;
      const bytes = (argument & 1) === 0 ? units : units * 2;
      return stringHeadWords + ((bytes + 3) >> 2);
    }
    case kind.snapshot:
    case kind.snapshotMore:
      return argument > maxSnapshotEntries ? 0 : snapshotHeadWords + 2 * argument;
    case kind.runtime: {
      const values = argument >>> runtimeEventBits;
      return values > maxRuntimeValues ? 0 : 1 + values;
    }
    default:
      return 0;
  }
}

/**
 * What a mutate event's operation is: its lowest bits. Above stands the size of a collection of
 * which not all entries were shown.
 */
export const mutateOpMask = 15;
export const mutateOp = {
  mapSet: 1,
  mapDelete: 2,
  mapClear: 3,
  setAdd: 4,
  setDelete: 5,
  setClear: 6,
  arrayLength: 7,
  arrayShift: 8,
  withBegins: 9,
  withEnds: 10,
  changeBegins: 11,
  changeEnds: 12,
  someone: 13,
} as const;

export const lossCause = {
  lossDropped: 1,
  lossOverwritten: 2,
  lossStopped: 3,
  lossExpired: 4,
  lossCauses: 5,
} as const;

export const objectClass = {
  plainObject: 0,
  array: 1,
  function: 2,
  error: 3,
  mapObject: 4,
  setObject: 5,
  promise: 6,
  date: 7,
  regExp: 8,
  proxy: 9,
  buffer: 10,
  classInstance: 11,
  moduleNamespace: 12,
  otherObject: 13,
} as const;

export const immediate = {
  undefined: 1,
  null: 2,
  true: 3,
  false: 4,
  naN: 5,
  minusZero: 6,
  infinity: 7,
  minusInfinity: 8,
  notCaptured: 9,
  accessor: 10,
  hole: 11,
  absent: 13,
} as const;
