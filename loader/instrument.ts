/**
 * One module on its way into the guest: does the plan want it? What the answer needs loads when the
 * first module needs it, into a realm that the guest cannot reach: a program whose code is all off
 * the plan does not pay for it.
 */
import type { Binding } from '../lib/binding.js';
import { isSurelyOff } from '../lib/plan/globs.js';
import type { Plan } from '../lib/plan/plan.js';
import type { MetaRecord } from '../lib/plan/site.js';
import { GuestTexts } from './guise/texts.js';
import type { ModuleCompiler, ModuleFormat, Modules } from './modules.js';
import { ownFolder, ownPath } from './own-folder.js';
import type { OwnScripts } from './own-scripts.js';
import { indexOf, setPrototypeOf, slice, stringify } from './runtime/primordials.js';
import { textOfBase64 } from './runtime/texts-of-bytes.js';
import type { Roster } from './tuning/roster.js';

/** What instrumenting depends on; plain data, that the realm gets as text. */
export interface InstrumentOptions {
  plan: Plan;
  /** Folder that the plan's globs refer to. */
  root: string;
  /** Folder of transformed modules; empty: none. */
  cache: string;
  /** Levels can change while the program runs. */
  tunable: boolean;
  /** Calls have frames (runtime/frames.ts). */
  framed: boolean;
}

/** V8's data of our scripts is taken once more when so many modules came by. */
const modulesTillRunning = 20;
const longSeconds = 10;
const uptime = process.uptime.bind(process);

export interface Coming {
  /** Somebody calls `begins` before it runs. */
  isLoadedOnly?: boolean;
  /** What the columns of its first line are shifted by. */
  columnOffset?: number;
}

/** Who is told of a module that can be tuned, before its code runs. */
export type Tune = (path: string, firstSite: number, roster: Roster) => void;

export class Instrument {
  readonly texts: GuestTexts;
  readonly #native: Binding;
  readonly #scripts: OwnScripts;
  /** As JSON. */
  readonly #options: string;
  readonly #isOff: (path: string) => boolean;
  #onRun: (() => void) | undefined;
  #onFirst: (() => void) | undefined;
  /** There is a module that is recorded and did not run yet. */
  #isWaiting = false;
  #modules: Modules | undefined;
  #count = 0;
  /** How many had come by when V8's data of our scripts was taken last. */
  #keptAt = 0;
  /** Modules that run as they are, where Node's compile cache puts them into our folder. */
  #left: string[] | undefined;
  /** Why all modules are left alone; empty: they are not. */
  #whyLeft = '';

  constructor(
    options: InstrumentOptions,
    native: Binding,
    scripts: OwnScripts,
    private readonly tune: Tune,
    private readonly compiler: ModuleCompiler | undefined,
  ) {
    this.#native = native;
    this.#scripts = scripts;
    this.#options = stringify(options);
    this.#isOff = isSurelyOff(options.plan, options.root);
    this.texts = new GuestTexts((text) => this.modules().recall(text));
  }

  /** `call` is called before the first module runs, recorded or not. */
  onRun(call: () => void): void {
    this.#onRun = call;
  }

  /** `call` is called before the first module that is recorded runs. */
  onFirst(call: () => void): void {
    this.#onFirst = call;
  }

  /**
   * The text to run in place of `source`, or undefined to leave the module alone. `name`: its URL,
   * or its absolute path.
   */
  module(
    name: string,
    source: () => string,
    format: ModuleFormat,
    { isLoadedOnly = false, columnOffset = 0 }: Coming = {},
  ): string | undefined {
    const path = plainPath(name);
    if (isIn(path, ownPath) || isIn(name, ownFolder)) return undefined;
    if (!isLoadedOnly) this.#runs();
    if (path !== '' && this.#isOff(path)) return undefined;
    if (this.leavesAll) {
      note(this.#native, { type: 'skip', url: name, reason: this.#whyLeft });
      return undefined;
    }
    try {
      const code = this.modules().instrument(name, source(), format, columnOffset);
      if (code !== undefined) this.#isWaiting = true;
      if (!isLoadedOnly) this.begins();
      this.#count++;
      if (this.#count === 1 || this.#count === modulesTillRunning) this.#keepScripts();
      return code;
    } catch (error) {
      note(this.#native, { type: 'skip', url: name, reason: (error as Error).message });
      return undefined;
    }
  }

  /** Whether what the program itself compiles under this name may be what the plan wants. */
  isWanted(name: unknown): name is string {
    if (typeof name !== 'string') return false;
    const path = plainPath(name);
    return path !== '' && !isIn(path, ownPath) && !this.#isOff(path);
  }

  get leavesAll(): boolean {
    return this.#whyLeft !== '';
  }

  /** From now on all modules run as they were written. */
  leaveAll(reason: string): void {
    this.#whyLeft = reason;
  }

  /** From now on Node's compile cache is in our folder. */
  sharesCompileCache(): void {
    this.#left = [];
  }

  /**
   * Call when the guest has ended: V8's data is taken once more, so that what ran behind the start
   * is in it. Not where that was done in this process already, which may be a cold start, nor of a
   * program that ran for long: V8 forgets functions.
   */
  ends(): void {
    if (this.#keptAt < modulesTillRunning && uptime() < longSeconds) this.#keepScripts();
  }

  /**
   * Call when the guest has ended, before Node writes its cache: of modules that were left alone,
   * and are not in there yet, it shall keep only those whose text holds no secret.
   */
  judgeLeft(): void {
    const left = this.#left;
    if (left === undefined) return;
    for (let index = 0; index < left.length; index++) {
      const name = left[index]!;
      const path = plainPath(name);
      if (path === '' || !this.#native.hasCode(name, path)) this.modules().judge(name, path);
    }
    left.length = 0;
  }

  /**
   * Node compiles this module as it was written. Packages hold nobody's secrets, but long texts
   * that look like some.
   */
  leaves(name: string): void {
    const left = this.#left;
    if (left !== undefined && indexOf(name, '/node_modules/') < 0) left[left.length] = name;
  }

  /** What runs in the realm of its own. */
  modules(): Modules {
    if (this.#modules !== undefined) return this.#modules;
    const scripts = this.#scripts;
    const { createModules } = scripts.load('modules') as typeof import('./modules.js');
    this.#modules = createModules({
      options: this.#options,
      native: this.#native,
      remember: (text) => this.texts.add(text),
      tune: this.tune,
      compiler: this.compiler,
      loadTransform: () => scripts.load('transform') as never,
      textOfBase64,
    });
    return this.#modules;
  }

  /** Modules begin to run. */
  begins(): void {
    this.#runs();
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    const call = this.#onFirst;
    this.#onFirst = undefined;
    call?.();
  }

  #runs(): void {
    const call = this.#onRun;
    this.#onRun = undefined;
    call?.();
  }

  #keepScripts(): void {
    const names = ['recorder', 'modules', 'transform'] as const;
    for (let index = 0; index < names.length; index++) {
      if (this.#scripts.keep(names[index]!, this.#count)) this.#keptAt = this.#count;
    }
  }
}

function isIn(name: string, folder: string): boolean {
  return slice(name, 0, folder.length) === folder;
}

/** A path, or that of a file's URL where it stands there as it is; else empty. */
function plainPath(name: string): string {
  if (slice(name, 0, 1) === '/') return name;
  const isPlain = isIn(name, 'file:///') && indexOf(name, '%') < 0 && indexOf(name, '?') < 0;
  return isPlain && indexOf(name, '#') < 0 ? slice(name, 'file://'.length) : '';
}

/** Nothing of the guest's is called: the record loses the prototype that could have a toJSON. */
export function note(native: Binding, record: MetaRecord): void {
  native.addMeta(stringify(setPrototypeOf(record, null)));
}
