/**
 * What the process says of itself: errors that nobody caught, rejections that nobody handled,
 * warnings, its end. Node tells listeners through process.emit, with or without any; ours stands
 * in its place on the prototype of `process`, so no listener is added.
 */
import { EventEmitter } from 'node:events';
import type { Disguise } from '../guise/disguise.js';
import { defineProperty, getPrototypeOf, isPromise } from '../runtime/primordials.js';
import { field } from './fields.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

type Emit = (...args: never[]) => unknown;

/** Who wants to know of the end. */
export interface Ending {
  /** Nothing is left to wait for; the listeners of that were called. */
  idle: () => void;
  /** The program has no more code. */
  ended: () => void;
}

/** Recorders of events of `process`, by their names. */
export type ProcessEvents = Readonly<
  Partial<Record<string, (first: unknown, second: unknown) => void>>
>;

/** `continues`: what runs next belongs to this promise; `ends`: what comes is the last. */
export function processEvents(
  record: RecordRuntimeEvent,
  continues: (promise: object) => void,
  ends: () => void,
): ProcessEvents {
  return {
    exit(code) {
      ends();
      record(runtimeEvent.exit, code);
    },
    beforeExit: (code) => record(runtimeEvent.beforeExit, code),
    uncaughtExceptionMonitor: (error, origin) =>
      record(runtimeEvent.uncaughtException, error, origin),
    unhandledRejection(reason, promise) {
      if (isPromise(promise)) continues(promise);
      record(runtimeEvent.unhandledRejection, reason);
    },
    warning(warning) {
      if (typeof warning !== 'object' || warning === null) return;
      record(runtimeEvent.warning, field(warning, 'name'), field(warning, 'message'));
    },
  };
}

export function watchProcess(
  disguise: Disguise,
  told: ProcessEvents,
  { idle, ended }: Ending,
): void {
  const own = EventEmitter.prototype as { emit: Emit };
  const { emit } = own;
  const standIn = disguise.around(emit, {
    before(args, self) {
      if (self === process && typeof args[0] === 'string') told[args[0]]?.(args[1], args[2]);
    },
    after(_result, self, args) {
      if (self !== process) return;
      if (args[0] === 'beforeExit') idle();
      else if (args[0] === 'exit') ended();
    },
  });
  defineProperty(getPrototypeOf(process), 'emit', {
    // Where the program has put its own emit in Node's place, that is the one of `process`, too.
    get: () => (own.emit === emit ? standIn : own.emit),
    set(this: object, value: unknown) {
      const assigned = { value, writable: true, enumerable: true, configurable: true };
      defineProperty(this, 'emit', assigned);
    },
    configurable: true,
  });
}
