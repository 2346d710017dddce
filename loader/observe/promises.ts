/**
 * Where promises were made, told when their continuations run, by V8's promise hooks (tasks.ts says
 * why by these). A governor may end it: from the next end of a callback on, where no continuation
 * is running, nothing is known of promises, and the recording says so.
 */
import { createRequire } from 'node:module';
import type { PromiseHooks } from 'node:v8';
import { taskRun } from '../../lib/records.js';
import { internalRequire } from '../node-internals.js';
import { header, kind } from '../probes.js';
import { Stamped } from '../runtime/private-stamp.js';
import { streamPlace, type Ring } from '../runtime/ring.js';
import { asyncWrap } from './async-wrap.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

const promiseRun = header(taskRun.promiseRun, kind.task);
/** kPlaceNotKnown, as int32. */
const placeNotKnown = -1;
const { ownKeys } = Reflect;

let nextPlace = 0;

/** Where a promise was made: a place in the stream of its thread, low 32 bits; 0: not known. */
class PromisePlace extends Stamped {
  #place = nextPlace;

  // The constructor that V8 makes calls the program's array iterator (Node 20).
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor
  constructor(object: object) {
    super(object);
  }

  static read(promise: object): number {
    return #place in promise ? promise.#place : 0;
  }
}

export interface Promises {
  /** What runs next belongs to this promise. */
  continues: (promise: object) => void;
  /** Before, nothing is known of those that are made. */
  /** `areHooked`: Node has promise hooks for somebody else, which stay. */
  begin: (besideResources: boolean, areHooked: boolean) => void;
  /** Asks for the end, for good; false where it cannot be. */
  end: () => boolean;
  /** A callback has ended. */
  runEnded: () => void;
}

/** `record` writes a TASK record. */
export function createPromises(
  ring: Ring,
  record: (recordHeader: number, from: number) => void,
  recordEvent: RecordRuntimeEvent,
): Promises {
  let stop: (() => void) | undefined;
  let isEnding = false;

  function init(promise: object): void {
    nextPlace = streamPlace(ring);
    new PromisePlace(promise);
  }

  function before(promise: object): void {
    const place = PromisePlace.read(promise);
    record(promiseRun, place === 0 ? placeNotKnown : (streamPlace(ring) - place) | 0);
  }

  return {
    continues: before,
    begin(besideResources, areHooked) {
      stop = promiseHooks().createHook({ init, before }) as () => void;
      if (!besideResources)
        stop = undefined; // no callback's end would be seen
      else if (!areHooked) asyncWrap.setPromiseHooks?.(init, before, undefined, undefined);
    },
    end: () => (isEnding = stop !== undefined),
    runEnded() {
      if (!isEnding) return;
      isEnding = false;
      // Where Node's own hooks run, somebody asked for hooks behind us: those stay.
      const areOnlyOurs = !tracksPromises();
      stop!();
      if (areOnlyOurs) asyncWrap.setPromiseHooks?.(undefined, undefined, undefined, undefined);
      recordEvent(runtimeEvent.unwatched, 'promises');
    },
  };
}

/** node:v8 brings all of Node's streams along (7 ms): where there is another way, that is taken. */
function promiseHooks(): PromiseHooks {
  const internal = internalRequire?.('internal/promise_hooks') as PromiseHooks | undefined;
  if (internal !== undefined) return internal;
  return (createRequire(import.meta.url)('node:v8') as typeof import('node:v8')).promiseHooks;
}

/** Node's promise hooks leave their async id on every new promise, as a property. */
export function tracksPromises(): boolean {
  const promise = (async () => {})();
  return ownKeys(promise).length > 0;
}
