/**
 * What Node knows of its async hooks, where it says it (20 and 22): who else than scope has some,
 * and V8's promise hooks.
 */
import { nodesBinding } from '../node-internals.js';

export type SetPromiseHooks = (...hooks: (((promise: object) => void) | undefined)[]) => void;

interface Binding {
  setPromiseHooks?: SetPromiseHooks;
  async_hook_fields?: Uint32Array;
  constants?: { kBefore: number; kAfter: number; kUsesExecutionAsyncResource: number };
}

class AsyncWrap {
  /** Hooks of ours that have a `before` and an `after`. */
  ownHooks = 0;
  readonly #binding = nodesBinding('async_wrap') as Binding | undefined;

  /** Of Node 20 and 22: sets V8's promise hooks past those that Node's own hooks asked for. */
  get setPromiseHooks(): SetPromiseHooks | undefined {
    return this.#binding?.setPromiseHooks;
  }

  /** Whether callbacks of resources run through hooks without ours, too. False where not known. */
  isHookedByGuest(): boolean {
    const { async_hook_fields: fields, constants } = this.#binding ?? {};
    if (fields === undefined || constants === undefined) return false;
    const { kBefore, kAfter, kUsesExecutionAsyncResource } = constants;
    const callbacks = fields[kBefore]! + fields[kAfter]!;
    return callbacks > 2 * this.ownHooks || fields[kUsesExecutionAsyncResource]! > 0;
  }

  /** Runs what asks for the present resource, without a trace of that. */
  unseen<Result>(act: () => Result): Result {
    const { async_hook_fields: fields, constants } = this.#binding ?? {};
    const index = constants?.kUsesExecutionAsyncResource;
    if (fields === undefined || index === undefined) return act();
    const before = fields[index]!;
    try {
      return act();
    } finally {
      fields[index] = before;
    }
  }
}

export const asyncWrap = new AsyncWrap();
