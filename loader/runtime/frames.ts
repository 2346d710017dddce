/**
 * Where what runs now was scheduled, without a hook on promises (Node 24 and later). V8 keeps one
 * value, Node's async context frame, with each continuation, callback and tick, and puts it back
 * before that runs. Ours stands in its place and knows a place in the thread's stream:
 *
 *   function f() { lib(g); }      begin: frame 812, ENTER f (at 812), LEAVE f, end
 *                          later: begin: frame 812 is in force, so TASK context 812, ENTER g
 *
 * A frame is three words and costs 3 ns. What the program keeps there through AsyncLocalStorage
 * stands behind it, is never changed by us, and is what the program's own frames are made from.
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { header, kind } from '../probes.js';
import { isMap, mapEntries, mapGet, mapIteratorNext } from './primordials.js';
import { streamPlace, type Ring } from './ring.js';

/** Node's AsyncContextFrame: a Map by AsyncLocalStorage. */
interface StorageFrame extends Map<unknown, unknown> {
  disable(storage: unknown): void;
}

type AnyFrame = StorageFrame | CallFrame | undefined;

/** Node's own functions for the frame in force. */
interface FrameSlot {
  current: () => AnyFrame;
  set: (frame: AnyFrame) => void;
}

/** kContextRun of native/format.h. */
const contextRun = header(4, kind.task);
/** kPlaceNotKnown, as int32. */
const placeNotKnown = -1;
/** Under this key frames that the program makes have the place of the one they are made from. */
const placeKey = {};
/** What `util.inspect` asks for: a frame looks like what the program has there. */
const inspect = Symbol.for('nodejs.util.inspect.custom');
/** How far down a call is looked for that may run already. */
const maxSearched = 64;

/** Stands for a frame of Node's: has what AsyncLocalStorage asks of one. */
class CallFrame {
  readonly #place: number;
  readonly #below: StorageFrame | undefined;

  constructor(place: number, below: StorageFrame | undefined) {
    this.#place = place;
    this.#below = below;
  }

  /** 0: not known. */
  static placeOf(frame: AnyFrame): number {
    if (frame === undefined) return 0;
    if (#place in frame) return frame.#place;
    return isMap(frame) ? ((mapGet(frame, placeKey) as number | undefined) ?? 0) : 0;
  }

  static belowOf(frame: AnyFrame): StorageFrame | undefined {
    return frame !== undefined && #below in frame ? frame.#below : frame;
  }

  has(storage: unknown): boolean {
    return this.#below !== undefined && this.#below.has(storage);
  }

  get(storage: unknown): unknown {
    return this.#below?.get(storage);
  }

  disable(storage: unknown): void {
    this.#below?.disable(storage);
  }

  /** A new frame of the program begins with what this one holds. */
  [Symbol.iterator](): Iterator<[unknown, unknown]> {
    const below = this.#below && mapEntries(this.#below);
    let last: [unknown, unknown] | undefined = [placeKey, this.#place];
    return {
      next: () => {
        const next = below && mapIteratorNext(below);
        if (next !== undefined && next.done !== true) return next;
        const value = last;
        last = undefined;
        return value === undefined ? { done: true, value } : { done: false, value };
      },
    };
  }

  [inspect](): unknown {
    return this.#below;
  }
}

export interface Frames {
  /** A call that may be made from anywhere begins; before its ENTER. Returns what `end` is told. */
  begin: () => number;
  /** The call ends. */
  end: (token: number) => void;
  /** The call that began last has this activation. */
  name: (activation: number) => void;
  endActivation: (activation: number) => void;
  /** Before RESUME. */
  resume: (activation: number) => void;
  /** Behind AWAIT or YIELD, before the engine suspends it. */
  suspend: (activation: number) => void;
  /** Records whose continuation runs, where that is not recorded yet. */
  check: () => void;
  /** A callback of an async resource begins: before its TASK, behind it, before its code. */
  runBegins: () => void;
  runBegan: () => void;
  runGoesOn: () => void;
  runEnds: () => void;
}

/** Undefined where Node keeps no frames. */
export function createFrames(ring: Ring): Frames | undefined {
  const slot = findSlot();
  return slot && framesOf(ring, slot);
}

// One closure on purpose, see probes.ts.
// eslint-disable-next-line max-lines-per-function
function framesOf(ring: Ring, slot: FrameSlot): Frames {
  const { words, position, limit, turn } = ring;
  const placeOf = (frame: AnyFrame): number => CallFrame.placeOf(frame);
  const belowOf = (frame: AnyFrame): StorageFrame | undefined => CallFrame.belowOf(frame);
  /** In force where the last TASK or the call that runs says where that was scheduled. */
  let stream: AnyFrame = slot.current();
  /** No such frame is ever in force. */
  const none = new CallFrame(0, undefined);
  /** Calls that have a frame: what was in force before, and the activation, 0: none. */
  const priors: AnyFrame[] = [];
  const activations: number[] = [];
  /** Whether the call was resumed. */
  const resumed: boolean[] = [];
  let depth = 0;
  /** A callback of a resource has begun, and none of its code that is recorded yet. */
  let isRunNew = false;
  let runPlace = 0;

  function changed(frame: AnyFrame): void {
    if (isRunNew) {
      isRunNew = false;
      slot.set((stream = new CallFrame(runPlace, belowOf(frame))));
      return;
    }
    const place = placeOf(frame);
    if (stream === none || place !== placeOf(stream)) {
      const at = words[position]!;
      words[at + 1] = place === 0 ? placeNotKnown : (streamPlace(ring) - place) | 0;
      words[at] = contextRun;
      words[position] = at + 2;
      if (at >= words[limit]!) turn();
    }
    stream = frame;
  }

  function check(): void {
    const frame = slot.current();
    if (frame !== stream) changed(frame);
  }

  function push(activation: number, isResumed: boolean): void {
    const prior = slot.current();
    priors[depth] = prior;
    activations[depth] = activation;
    resumed[depth] = isResumed;
    depth++;
    slot.set((stream = new CallFrame(streamPlace(ring), belowOf(prior))));
  }

  function begin(): number {
    check();
    push(0, false);
    return depth - 1;
  }

  /** What ran before call number `index` goes on. */
  function pop(index: number): void {
    const prior = priors[index];
    for (; depth > index; depth--) priors[depth - 1] = undefined;
    // The program may have changed what it has there, for those who called it, too.
    const below = belowOf(slot.current());
    stream = belowOf(prior) === below ? prior : new CallFrame(placeOf(prior), below);
    slot.set(stream);
  }

  function find(activation: number, lowest: number): number {
    for (let index = depth - 1; index >= lowest; index--) {
      if (activations[index] === activation) return index;
    }
    return -1;
  }

  function leave(activation: number): void {
    const index = find(activation, 0);
    if (index < 0) return;
    if (index === 0 && resumed[0] === true) {
      // Nothing goes on behind it: the next continuation has a frame of its own.
      for (; depth > 0; depth--) priors[depth - 1] = undefined;
      stream = none;
    } else pop(index);
  }

  return {
    begin,
    check,
    end(token) {
      if (token < depth) pop(token);
    },
    name(activation) {
      if (depth > 0) activations[depth - 1] = activation;
    },
    endActivation: leave,
    suspend: leave,
    resume(activation) {
      if (find(activation, depth > maxSearched ? depth - maxSearched : 0) >= 0) return;
      check();
      push(activation, true);
    },
    runBegins() {
      if (isRunNew) changed(slot.current());
      runPlace = streamPlace(ring);
    },
    runBegan() {
      stream = slot.current();
    },
    runGoesOn() {
      isRunNew = true;
      stream = none;
    },
    runEnds() {
      isRunNew = false;
      stream = none;
    },
  };
}

/**
 * An AsyncResource keeps the frame in which it was made, and the frame's class has the functions.
 * The older AsyncLocalStorage, which turns hooks on, is known by a method that the other lacks.
 */
function findSlot(): FrameSlot | undefined {
  if ('_enable' in AsyncLocalStorage.prototype) return undefined;
  const before = frameInForce();
  const storage = new AsyncLocalStorage();
  const frame = storage.run(true, frameInForce);
  if (!isMap(frame)) return undefined;
  const slot = frame.constructor as unknown as Partial<FrameSlot>;
  if (typeof slot.current !== 'function' || typeof slot.set !== 'function') return undefined;
  slot.set(before);
  return slot as FrameSlot;
}

/**
 * A new resource of Node's gets the frame first. This one is made no further, so it takes no number
 * of async resources, which the program could see.
 */
function frameInForce(): AnyFrame {
  let frame: AnyFrame;
  const prototype = new Proxy(
    {},
    {
      set(_target, key, value) {
        if (String(key) === 'Symbol(context_frame)') frame = value as AnyFrame;
        return false;
      },
    },
  );
  const unfinished = Object.assign(
    function () {
      // is a class only
    },
    { prototype },
  );
  try {
    Reflect.construct(AsyncResource, ['scope'], unfinished);
  } catch {
    // as it should: the first property that it is given is refused
  }
  return frame;
}
