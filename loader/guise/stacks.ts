/**
 * Stacks as they are without scope: columns of the original text, no frame of ours. Node formats
 * every stack through Error.prepareStackTrace, the default one or the guest's own; both get call
 * sites whose methods were corrected. Nothing is done before a stack is formatted.
 */
import {
  apply,
  captureStackTrace,
  defineProperty,
  getOwnPropertyDescriptor,
  privateWeakMap,
} from '../runtime/primordials.js';
import type { CallSites } from './call-sites.js';
import type { Disguise } from './disguise.js';

type Prepare = (this: unknown, error: unknown, sites: unknown) => unknown;

const key = 'prepareStackTrace';

export interface Realm {
  /** Its class Error. */
  errors: object;
  /** Makes an object there. */
  fresh: () => { stack?: unknown };
}

/** A realm of the guest's has no function there; Node asks the first realm's for it. */
export function disguiseStacks(disguise: Disguise, sites: CallSites, realm: Realm): void {
  const descriptor = getOwnPropertyDescriptor(realm.errors, key);
  if (descriptor !== undefined && typeof descriptor.value !== 'function') return;
  const original = descriptor?.value as Prepare | undefined;
  const standIn = original && disguise.as(correctBefore(original, sites), original);
  const accessor = accessorOf(standIn, sites, realm);
  const model = getOwnPropertyDescriptor(Map.prototype, 'size')?.get as object;
  disguise.as(accessor.get, model);
  disguise.as(accessor.set, model);
  defineProperty(realm.errors, key, { ...accessor, enumerable: false, configurable: true });
}

function correctBefore(prepare: Prepare, sites: CallSites): Prepare {
  return function ErrorPrepareStackTrace(error, trace) {
    sites.correct(trace, error);
    return apply(prepare, this, [error, trace]);
  };
}

/**
 * The guest's own Error.prepareStackTrace is kept as it is and read back as it is; Node, which
 * reads it to format a stack, gets one that corrects the call sites first.
 */
function accessorOf(
  standIn: Prepare | undefined,
  sites: CallSites,
  { errors, fresh }: Realm,
): Accessor {
  const wrapped = privateWeakMap<Prepare, Prepare>();
  const quiet = (): string => '';
  let chosen: unknown = standIn;
  let asking = false;
  let answered = false;

  /** While one stack is formatted, V8 formats others without asking for prepareStackTrace. */
  function isFormatting(): boolean {
    const probe = fresh();
    asking = true;
    answered = false;
    try {
      captureStackTrace(probe);
      return typeof probe.stack === 'string' && !answered;
    } finally {
      asking = false;
    }
  }

  function wrap(prepare: Prepare): Prepare {
    let result = wrapped.get(prepare);
    if (result === undefined) {
      result = correctBefore(prepare, sites);
      wrapped.set(prepare, result);
    }
    return result;
  }

  return getOwnPropertyDescriptor(
    {
      get [key](): unknown {
        if (asking) {
          answered = true;
          return quiet;
        }
        if (chosen === standIn || !isFormatting()) return chosen;
        // Where it is no function, Node formats as if it were its own.
        return typeof chosen === 'function' ? wrap(chosen as Prepare) : standIn;
      },
      set [key](value: unknown) {
        if ((this as unknown) === errors) {
          // Where the guest froze Error, what it had chosen stays.
          if (getOwnPropertyDescriptor(errors, key)?.configurable === true) chosen = value;
        } else
          defineProperty(this, key, {
            value,
            writable: true,
            enumerable: true,
            configurable: true,
          });
      },
    },
    key,
  ) as Accessor;
}

interface Accessor {
  get: () => unknown;
  set: (value: unknown) => void;
}
