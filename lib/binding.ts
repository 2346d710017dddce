/**
 * The native addon as TypeScript sees it: the one door between JavaScript and native/addon.cc.
 * The guest's runtime uses the recorder functions; the reader uses `zstdDecompress` and `crc32c`
 * where the host's Node has no zstd of its own.
 */
import { createRequire, Module } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ScopeError } from './errors.js';

export interface StartOptions {
  /** Absolute path of the recording's directory; made with mode 0700 where absent. */
  recording: string;
  /** Text of `incomplete` when this process is the first in the recording (JSON, no newline). */
  manifest: string;
  backpressure: 'block' | 'spill' | 'overwrite' | 'drop';
  /** Retention: most bytes of segments, and least time that is kept; 0: no limit. */
  keepBytes: number;
  keepMs: number;
  /** Stamp every event. */
  exactClock: boolean;
  /** Levels can change while it runs. */
  isTunable: boolean;
}

export interface Producer {
  /** The whole arena, shared with the drain thread. */
  arena: ArrayBuffer;
  /** Word index of this thread's control block: position, limit. */
  control: number;
  /** Thread id within the process, from 1. */
  thread: number;
}

export interface RecorderStatus {
  state: 'idle' | 'recording' | 'stopped' | 'closed';
  /** Why the recording stopped; empty while it runs. */
  reason: string;
  /** Absolute path of this process's directory within the recording. */
  directory: string;
  /** Bytes written to segments so far. */
  bytes: number;
}

export interface CachedModule {
  siteCount: number;
  /** Site that `code` is rendered for. */
  firstSite: number;
  /** The site that the module has in this process; 0: there are none left, or it needs none. */
  site: number;
  /** False: nothing of the module is in the recording. */
  isRecorded: boolean;
  /** Empty: the module runs as it is. */
  code: string;
  /** `code` is without the module's text (loader/textless.ts). */
  lacksText: boolean;
  /** Where that was asked for: the function that a CommonJS module is. */
  compiled?: object;
  /** Where that was asked for: size of V8's data in the entry; 0: none that it would take. */
  dataBytes?: number;
}

/** A module as V8 gets it from Node, for `compile` (native/compiled.h). */
export type ModuleText = [name: string, symbol: symbol, isModule: boolean];

export interface Binding {
  /**
   * Memory that all threads and processes of the recording share and that no disk sees: the key of
   * keyed hashes, and the known secrets (native/secrets.h). `recording`: its directory; used by the
   * first call only.
   */
  secrets: (recording: string) => ArrayBuffer;
  /** Starts the process's recording. Throws an Error with a sentence when it cannot. */
  start: (options: StartOptions) => void;
  /** Makes this thread (isolate) a producer; undone by itself when its environment ends. */
  attach: (kind: 'main' | 'worker', name: string) => Producer;
  /** Slow path of every probe: stamps the time, swaps a full chunk, wakes the drain. */
  turn: () => void;
  /** Writes an exact time record behind the event just stored. */
  stamp: () => void;
  /** 40 hex digits for two texts; nobody can make other texts that have the same. */
  hash: (facts: string, text: string) => string;
  /**
   * Reads the module's entry from a cache folder, gives it site ids and writes its record; the same
   * ids where the key was enlisted before, in any thread. Undefined: no entry that can be trusted.
   * `compile`: has V8 compile the code of a CommonJS module, with its data from the entry; puts
   * that of an ES module into `room`, if it has enough.
   */
  enlistCached: (
    folder: string,
    key: string,
    ...compile: [...text: ModuleText, room: Uint8Array] | []
  ) => CachedModule | undefined;
  /** Keeps what V8 has made of the code by now with its entry. */
  keepData: (
    folder: string,
    key: string,
    ...compiled: [...text: ModuleText, code: string, compiled: object | undefined]
  ) => boolean;
  /** Where Node's compile cache lies, where it is ours (native/forgotten.h). */
  codeFolder: (folder: string) => void;
  /** What that keeps of the module, by its path or URL, is gone when the process has ended. */
  forgetCode: (name: string) => void;
  /** Whether that has something of the module, and newer than its file. */
  hasCode: (name: string, path: string) => boolean;
  /** Whether enlistCached can compile: on Node 20, which has no compile cache. */
  knowsCompiler: () => boolean;
  /**
   * The same for a module that was just transformed: `record` is JSON, which gets its `source` here
   * and is empty where nothing is to be recorded. Keeps an entry in `folder`, where there is one:
   * it is written soon (`isKept`), unless an earlier one could not be.
   */
  enlist: (
    folder: string,
    key: string,
    siteCount: number,
    firstSite: number,
    record: string,
    source: string,
    code: string,
    lacksText: boolean,
  ) => { site: number; isKept: boolean };
  /** What V8 made of a script of ours, and the stage of the process in which it did. */
  readCode: (folder: string, key: string) => { data: Buffer; stage: number } | undefined;
  writeCode: (folder: string, key: string, data: Uint8Array, stage: number) => boolean;
  /** Writes a meta block (JSON). */
  addMeta: (json: string) => void;
  isTerminal: (descriptor: number) => boolean;
  isMainThread: () => boolean;
  /**
   * The text of the recording's control file where it has changed since this thread's last call;
   * throws an Error with a sentence where it is not to be believed.
   */
  readTuning: () => string | undefined;
  /** CPU time of this thread in nanoseconds. */
  threadCpu: () => number;
  /** Counts what this thread stored in words `from` to `to` of the arena (native/tally.h). */
  addToTally: (from: number, to: number) => void;
  /**
   * The counts since the last call, a row of `tallyColumn` of loader/tuning/sample.ts for each
   * site; behind them this thread's part of the drain's CPU time in nanoseconds, since its start.
   */
  takeTally: () => Float64Array;
  /**
   * Watches the collections of the thread's heap (native/pulse.h): their number, the nanoseconds
   * that they took, and the latest ones. Undefined where the engine is not known.
   */
  watchCollections: () => Float64Array | undefined;
  /**
   * From now on the array's first element is undefined whenever the engine looks for what is
   * reachable (native/pulse.h). False where the engine is not known.
   */
  holdWeakly: (array: unknown[]) => boolean;
  /** What stands behind a proxy (native/proxies.h); undefined where that is not known. */
  proxyTarget: (proxy: object) => object | undefined;
  /**
   * Counts the turns of the thread's event loop (native/pulse.h): their number, the nanoseconds of
   * the longest and of all, and how many took how long. Undefined where the engine is not known.
   */
  watchTurns: () => Float64Array | undefined;
  /**
   * Calls `callee` while nobody else in the process sends or joins under this name
   * (native/order.h); `order` gets the number of the message, or of the last before who joins.
   */
  inOrder: (
    name: string,
    isMessage: boolean,
    order: Float64Array,
    ...call: [callee: (...args: never[]) => unknown, self: unknown, args: readonly unknown[]]
  ) => unknown;
  /** Nanoseconds that the thread's event loop has waited for events. */
  loopIdle: () => number;
  status: () => RecorderStatus;
  /** Blocks until everything emitted so far is in a segment, and entries are in the cache. */
  flush: () => void;
  /**
   * The `apply` trap of a Proxy that calls its target between these and leaves no frame: `before`
   * may change the arguments and return a function to call in the target's place, `after` returns
   * the result, or undefined for the one that there is, `failed` hears of what the target throws.
   */
  interpose: (
    before?: (args: unknown[], self: unknown) => unknown,
    after?: (result: unknown, self: unknown, args: unknown[]) => unknown,
    failed?: (error: unknown, self: unknown, args: unknown[]) => void,
  ) => unknown;
  /**
   * Puts what `rewrite` returns in place of the next text that C++ code writes to stderr, with a
   * prefix in place of each that begins so; without a function they are written as they are.
   */
  rewriteStderr: (rewrite?: (text: string) => string, prefix?: string) => boolean;
  /** `correct` gets call sites before a stack of this thread is formatted (native/stacks.h). */
  correctStacks: (correct: (sites: unknown, error: unknown) => void) => boolean;
  /** Where it was made; its stack is not formatted for that. */
  placeOfError: (error: object) => [script: unknown, offset: number] | undefined;
  zstdDecompress: (data: Uint8Array, rawBytes: number) => Uint8Array;
  crc32c: (data: Uint8Array) => number;
}

/**
 * Loads a file of ours through Node. The guest finds neither it nor the file that asked for it in
 * require.cache, nor the way to it among those that Node keeps.
 *
 *   requireOwn(import.meta.url, './start.cjs')
 */
export function requireOwn(from: string, path: string): unknown {
  const require = createRequire(from);
  const loaded: unknown = require(path);
  const filename = require.resolve(path);
  Reflect.deleteProperty(require.cache, filename);
  Reflect.deleteProperty(require.cache, fileURLToPath(from));
  const { _pathCache: ways = {} } = Module as { _pathCache?: Record<string, string> };
  for (const key of Object.keys(ways)) {
    if (ways[key] === filename) Reflect.deleteProperty(ways, key);
  }
  return loaded;
}

let loaded: Binding | undefined;

/** Loads the addon once. Throws ScopeError SCOPE_NO_ADDON with the way to build it. */
export function binding(): Binding {
  if (loaded !== undefined) return loaded;
  const path = fileURLToPath(new URL('../../native/out/Release/scope.node', import.meta.url));
  try {
    loaded = requireOwn(import.meta.url, path) as Binding;
  } catch (error) {
    throw new ScopeError(
      'SCOPE_NO_ADDON',
      `cannot load the native addon ${path}: ${(error as Error).message}; ` +
        'run "npm run build:native"',
      { cause: error },
    );
  }
  return loaded;
}
