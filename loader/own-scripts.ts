/**
 * Scope's own code in the guest, file by file: the text from scope's folder, what V8 made of it
 * from the cache or the build (build-data.ts), so that a start neither parses nor compiles it
 * again.
 *
 * What runs after the guest did must not meet intrinsics that the guest has patched: it gets a
 * realm of its own, made when it is first needed, and Node's modules as they were at the start.
 */
import type * as Fs from 'node:fs';
import type * as Vm from 'node:vm';
import type { Binding } from '../lib/binding.js';
import { captureBuiltins } from './builtins.js';
import { ownPath } from './own-folder.js';
import { uncurryThis } from './runtime/primordials.js';

export type OwnName = 'recorder' | 'modules' | 'transform' | 'tuning';

/** How much more must have run than when V8's data was taken before. */
const worthwhile = 2;

type Factory = (
  module: { exports: object },
  require: unknown,
  process: object,
  Buffer: object,
  url: string,
) => void;

interface Loaded {
  exports: object;
  script: Vm.Script;
  key: string;
  /**
   * How many modules had come by, the recorder for one, when V8's data was taken; 0: there is none.
   * Functions that had not run by then are not in it.
   */
  stage: number;
}

/**
 * Constants in the realm's scripts: each access to a property of a context's global object would
 * go through hooks of Node's.
 */
const intrinsics =
  'Array,ArrayBuffer,Atomics,BigInt,DataView,Date,Error,Float64Array,Function,Int32Array,' +
  'Int8Array,JSON,Map,Math,Number,Object,Promise,Proxy,RangeError,Reflect,RegExp,Set,String,' +
  'Symbol,SyntaxError,TypeError,Uint16Array,Uint32Array,Uint8Array,WeakMap,' +
  'decodeURIComponent,encodeURIComponent,isNaN,parseInt';

const builtins = captureBuiltins();
const { accessSync, constants, readFileSync } = builtins('node:fs') as typeof Fs;
const { createContext, Script } = builtins('node:vm') as typeof Vm;
/* eslint-disable @typescript-eslint/unbound-method -- called with their script as `this` */
const runInContext = uncurryThis(Script.prototype.runInContext);
const runInThisContext = uncurryThis(Script.prototype.runInThisContext);
const createCachedData = uncurryThis(Script.prototype.createCachedData);
/* eslint-enable @typescript-eslint/unbound-method */
const engine = `${process.version} ${process.arch}`;
const { ucs2Write } = Buffer.prototype as unknown as Record<string, unknown>;
const ownBuffer = { from: Buffer.from.bind(Buffer), prototype: { ucs2Write } };
const ownProcess = { geteuid: process.geteuid?.bind(process) };

export class OwnScripts {
  /** Empty: none. */
  readonly #folder: string;
  readonly #native: Binding;
  readonly #loaded = Object.create(null) as Record<OwnName, Loaded | undefined>;
  #realm: Vm.Context | undefined;

  /** `cache`: checked by openCacheFolder; empty: none. */
  constructor(cache: string, native: Binding) {
    this.#folder = cache;
    this.#native = native;
  }

  /** What the script exports; the same each time. */
  load(name: OwnName): object {
    return (this.#loaded[name] ??= this.#run(name)).exports;
  }

  #run(name: OwnName): Loaded {
    const filename = `${ownPath}${name}.cjs`;
    const source = readFileSync(filename, 'utf8');
    const key = `${this.#native.hash(`${name} ${engine}`, source)}.v8`;
    const found = this.#find(key);
    const isInRealm = name === 'modules' || name === 'transform';
    const head = isInRealm ? `const {${intrinsics}} = globalThis;` : '';
    const text = `(function (module, require, process, Buffer, __url) {${head}${source}\n})`;
    const script = new Script(
      text,
      found === undefined ? { filename } : { filename, cachedData: found.data },
    );
    const module = { exports: {} };
    if (isInRealm) {
      this.#realm ??= createContext({}, { name: 'scope' });
      const factory = runInContext(script, this.#realm) as Factory;
      factory(module, builtins, ownProcess, ownBuffer, import.meta.url);
    } else {
      (runInThisContext(script) as Factory)(module, require, process, Buffer, import.meta.url);
    }
    const isUsed = found !== undefined && script.cachedDataRejected !== true;
    return { exports: module.exports, script, key, stage: isUsed ? found.stage : 0 };
  }

  /** In the cache, or from the build: that is of a whole run, and none is worth more. */
  #find(key: string): { data: Buffer; stage: number } | undefined {
    const { readCode } = this.#native;
    const kept = this.#folder === '' ? undefined : readCode(this.#folder, key);
    if (kept !== undefined) return kept;
    const built = readCode(`${ownPath}code`, key);
    return built && { data: built.data, stage: Infinity };
  }

  /**
   * Keeps what V8 made of the script so far, where the cache has none or one of far fewer modules;
   * false: it did not.
   */
  keep(name: OwnName, modules: number): boolean {
    const loaded = this.#loaded[name];
    if (loaded === undefined || this.#folder === '') return false;
    if (modules <= loaded.stage || modules < worthwhile * loaded.stage) return false;
    loaded.stage = modules;
    try {
      accessSync(this.#folder, constants.W_OK);
      this.#native.writeCode(this.#folder, loaded.key, createCachedData(loaded.script), modules);
    } catch {
      // without it a start is only slower
    }
    return true;
  }
}
