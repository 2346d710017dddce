/**
 * Realms that the program makes in this thread (vm.createContext), when the first script comes that
 * is recorded there: probes are declared, and functions show the text that they were written with.
 * Of the realm's global object nothing is read (V8 of Node 26 asks it, where it is a Proxy, whether
 * it has properties of the probes' names).
 */
import { Script } from 'node:vm';
import type { HooksContext } from './hooks.js';
import { apply, getPrototypeOf, privateWeakMap } from './runtime/primordials.js';

/** ContextifyScript.prototype.runInContext: `this` is the script. */
export type Run = (this: object, ...args: unknown[]) => unknown;

const noTimeout = -1;

const sampleText = '() => {}';

export class Realms {
  readonly #context: HooksContext;
  readonly #run: Run;
  #sample: Script | undefined;
  /** By the object that stands for the realm. */
  readonly #ready = privateWeakMap<object, boolean>();

  constructor(context: HooksContext, run: Run) {
    this.#context = context;
    this.#run = run;
  }

  /** Of a realm that may be given, and need not be ready where nothing is recorded any more. */
  mayRun(realm: unknown): boolean {
    return (
      realm === undefined || this.#context.instrument.leavesAll || this.isReady(realm as object)
    );
  }

  /** Whether what is recorded can run there. */
  isReady(realm: object): boolean {
    let ready = this.#ready.get(realm);
    if (ready === undefined) {
      ready = this.#prepare(realm);
      this.#ready.set(realm, ready);
    }
    return ready;
  }

  #prepare(realm: object): boolean {
    try {
      const { declareProbes, disguise, texts } = this.#context;
      const run = (script: Script): unknown =>
        apply(this.#run, script, [realm, noTimeout, true, false, false]);
      this.#sample ??= new Script(sampleText, { filename: 'scope:realm' });
      const functionPrototype = getPrototypeOf(run(this.#sample)) as object;
      declareProbes(run, functionPrototype);
      disguise.showTexts(texts, functionPrototype);
      return true;
    } catch {
      return false;
    }
  }
}
