/**
 * Async tasks: which run of the event loop was scheduled by which place of the program.
 *
 *   function f() { setTimeout(g, 10); }   ENTER f, RUNTIME taskInit 17 Timeout, LEAVE f
 *                                  later: TASK resource 17, ENTER g, LEAVE g, TASK end 17
 *   p.then(h)                      later: TASK promise 812, ENTER h      (812 words back)
 *   process.nextTick(h)            later: TASK tick 93, ENTER h, LEAVE h, TASK end 18
 *
 * Promises are many: each is stamped with the place in the thread's stream where it was made, which
 * is where its continuation was registered, and nothing is recorded until that runs. So are ticks
 * (ten for each HTTP request); as they run soon, their places wait in a table. Other async
 * resources (timers, sockets, files) are few: making one is an event of its own.
 *
 * From Node 24 on frames (runtime/frames.ts) tell what promises would, and there are no such
 * hooks. Else: V8's promise hooks cost 15 ns a call, those of async_hooks four times that, and they
 * put symbols on the guest's promises. So async_hooks is asked for resources only: by
 * `trackPromises: false` where Node knows it (24.21, 26), else by taking Node's own promise hooks
 * out again (20, 22); whenever the guest needs them, Node puts them back beside ours.
 */
import { createHook, type HookCallbacks } from 'node:async_hooks';
import { taskRun } from '../../lib/records.js';
import { header, kind } from '../probes.js';
import type { Frames } from '../runtime/frames.js';
import { getOwnPropertySymbols } from '../runtime/primordials.js';
import { streamPlace, type Ring } from '../runtime/ring.js';
import { asyncWrap } from './async-wrap.js';
import { field } from './fields.js';
import { createPromises, tracksPromises } from './promises.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

const resourceRun = header(taskRun.resourceRun, kind.task);
const runEnd = header(taskRun.runEnd, kind.task);
const tickRun = header(taskRun.tickRun, kind.task);

/** Node's name of the resource of process.nextTick. */
const tickType = 'TickObject';
/** Of setTimeout and setInterval. */
const timerType = 'Timeout';
/** Ticks that wait at the same time; a power of two. More of them are recorded as resources are. */
const tickSlots = 4096;

/** Where the ticks that wait were made. */
class TickPlaces {
  /** 0: free. */
  readonly #ids = new Int32Array(tickSlots);
  readonly #places = new Int32Array(tickSlots);

  /** False where the slot is taken. */
  add(asyncId: number, place: number): boolean {
    const slot = asyncId & (tickSlots - 1);
    if (this.#ids[slot] !== 0) return false;
    this.#ids[slot] = asyncId;
    this.#places[slot] = place;
    return true;
  }

  take(asyncId: number): number | undefined {
    const slot = asyncId & (tickSlots - 1);
    if (this.#ids[slot] !== (asyncId | 0)) return undefined;
    this.#ids[slot] = 0;
    return this.#places[slot];
  }
}

/** Who else wants to know of async resources. */
export interface ResourceListener {
  /** Whether ticks are told of, too. */
  wantsTicks: () => boolean;
  made: (asyncId: number, type: string, resource: object) => void;
  runs: (asyncId: number) => void;
  /** One of the ticks runs that nobody was told of. */
  tickRuns: () => void;
  /** One has ended. */
  ends: () => void;
}

export interface Tasks {
  /** Begins; false where resources cannot be watched. */
  watch: () => boolean;
  /** What runs next belongs to this promise. */
  continues: (promise: object) => void;
  /** Begins with promises, if it did not; before, nothing is known of those that are made. */
  watchPromises: () => void;
  /** Ends it for good, when the callback that runs has ended; false where it cannot be ended. */
  unwatchPromises: () => boolean;
}

/** Call once per thread. */
export function observeTasks(
  ring: Ring,
  recordEvent: RecordRuntimeEvent,
  frames: Frames | undefined,
  listener: ResourceListener,
): Tasks {
  const { words, position, limit, turn } = ring;
  const ticks = new TickPlaces();

  function record(recordHeader: number, from: number): void {
    const at = words[position]!;
    words[at + 1] = from;
    words[at] = recordHeader;
    words[position] = at + 2;
    if (at >= words[limit]!) turn();
  }

  const promises = createPromises(ring, record, recordEvent);
  const callbacks: HookCallbacks = {
    init(asyncId, type, _trigger, resource) {
      if (type === tickType) {
        if (kept === undefined) keepTickClass(resource as Record<symbol, unknown>);
        if (!listener.wantsTicks()) {
          frames?.check();
          if (ticks.add(asyncId, streamPlace(ring))) return;
        }
      }
      if (type === timerType) {
        recordEvent(runtimeEvent.taskInit, asyncId, type, field(resource, '_idleTimeout'));
      } else recordEvent(runtimeEvent.taskInit, asyncId, type);
      listener.made(asyncId, type, resource);
    },
    before(asyncId) {
      frames?.runBegins();
      const place = ticks.take(asyncId);
      if (place === undefined) record(resourceRun, asyncId);
      else record(tickRun, (streamPlace(ring) - place) | 0);
      frames?.runBegan();
      if (place === undefined) listener.runs(asyncId);
      else listener.tickRuns();
      frames?.runGoesOn();
    },
    after(asyncId) {
      record(runEnd, asyncId);
      frames?.runEnds();
      listener.ends();
      promises.runEnded();
    },
  };
  if (frames !== undefined) {
    const unwatchPromises = (): boolean => false;
    const watch = (): boolean => observeResources(callbacks);
    return { watch, continues: frames.check, watchPromises: nothing, unwatchPromises };
  }
  // Where V8's hooks are set, Node's own are taken out, which must not be those that somebody asked
  // for in between.
  const areAtOnce = asyncWrap.setPromiseHooks !== undefined;
  let besideResources = false;
  return {
    watch() {
      // Who had hooks before scope is in the middle of a promise's run, whose end they must see.
      const areHooked = areAtOnce && tracksPromises();
      besideResources = observeResources(callbacks);
      if (areAtOnce) promises.begin(besideResources, areHooked);
      return besideResources;
    },
    continues: promises.continues,
    watchPromises() {
      if (!areAtOnce) promises.begin(besideResources, false);
    },
    unwatchPromises: promises.end,
  };
}

function nothing(): void {
  // has begun
}

/**
 * A full garbage collection while no tick waits takes the hidden classes of ticks with it, and V8
 * makes each later process.nextTick in its slow runtime (300 instead of 60 ns): the feedback of an
 * object literal with computed keys does not recover. One object of that class, written as Node
 * writes ticks (20 to 24: from 26 on they have a constructor), keeps them.
 */
function keepTickClass(tick: Record<symbol, unknown>): void {
  const [id, trigger, frame] = getOwnPropertySymbols(tick);
  if (id === undefined || trigger === undefined) kept = {};
  else if (frame === undefined) {
    kept = { [id]: tick[id], [trigger]: tick[trigger], callback: nothing, args: undefined };
  } else {
    kept = {
      [id]: tick[id],
      [trigger]: tick[trigger],
      [frame]: undefined,
      callback: nothing,
      args: undefined,
    };
  }
}

let kept: object | undefined;

function observeResources(callbacks: HookCallbacks): boolean {
  const hook = createHook({ ...callbacks, ...{ trackPromises: false } }).enable();
  if (asyncWrap.setPromiseHooks === undefined && tracksPromises()) {
    hook.disable();
    return false;
  }
  asyncWrap.ownHooks++;
  return true;
}
