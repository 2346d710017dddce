/**
 * On Node 20, which has no compile cache, the cache of modules keeps what V8 made of their code
 * (native/compiled.h). A start that finds a module without it keeps it at its end, when the
 * functions that a start needs have been compiled; later ones compile nothing again.
 *
 * ES modules are made here, in place of the function of Node's that makes them. A CommonJS module
 * is a function that Node makes within `Module.prototype._compile`, so that is done here, in a
 * script that has the name of Node's and its call in the same place: stacks are the same.
 */
import module from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import type { Binding, CachedModule, ModuleText } from '../lib/binding.js';
import { callSitesHere } from './guise/call-sites-here.js';
import type { ModuleCompiler } from './modules.js';
import { internalRequire } from './node-internals.js';
import { apply, privateMap } from './runtime/primordials.js';

type Compiled = (...args: unknown[]) => unknown;

interface ModuleObject {
  exports: unknown;
  [symbol: symbol]: unknown;
}

interface ModuleWrap {
  url: string;
}

interface Loader {
  importMetaInitialize(meta: unknown, context: { url: string }): unknown;
}

type CompileModule = (url: string, source: string, loader?: Loader) => ModuleWrap;

interface EsmInternals {
  compileSourceTextModule: CompileModule;
  registerModule: (wrap: ModuleWrap, registry: object) => void;
}

interface Node20 {
  esm: EsmInternals;
  ModuleWrap: new (
    url: string,
    context: undefined,
    source: string,
    line: number,
    column: number,
    data: Uint8Array,
  ) => ModuleWrap;
  moduleSymbol: symbol;
  functionSymbol: symbol;
  parentSymbol: symbol;
  mainSymbol: symbol;
  executingSymbol: symbol;
  makeRequire: (self: ModuleObject) => unknown;
  began: () => void;
  mapsSources: () => boolean;
}

interface Lacking {
  key: string;
  text: ModuleText;
  code: string;
  compiled: object | undefined;
}

const Bytes = Uint8Array;
/** For most modules' data; that of others is not used. */
const roomBytes = 1 << 20;
const { wrap } = module as unknown as { wrap: (text: string) => string };

/** Undefined where the engine is another, or this Node is not as it was when this was written. */
export function createCompiler(native: Binding, folder: string): Compiler | undefined {
  if (internalRequire === undefined || !native.knowsCompiler()) return undefined;
  try {
    const node = nodeOf(internalRequire);
    return node && new Compiler(native, folder, node);
  } catch {
    return undefined; // without it the start is only slower
  }
}

export class Compiler implements ModuleCompiler {
  readonly symbols;
  readonly room: Uint8Array;
  readonly #memory = new ArrayBuffer(roomBytes);
  readonly #native: Binding;
  readonly #folder: string;
  readonly #node: Node20;
  readonly #wrapping = wrap('');
  readonly #compile: unknown;
  /** Of the module that was told last. */
  #compiled: object | undefined;
  /** ES modules that Node has not asked for yet, by their URLs. */
  readonly #made = privateMap<string, { code: string; wrap: ModuleWrap }>();
  /** What lacks V8's data. */
  readonly #lacking: Lacking[] = [];

  constructor(native: Binding, folder: string, node: Node20) {
    this.#native = native;
    this.#folder = folder;
    this.#node = node;
    this.room = new Bytes(this.#memory);
    this.symbols = { module: node.moduleSymbol, commonjs: node.functionSymbol };
    this.#compile = compileLike(node, () => this.#take());
    const { compileSourceTextModule } = node.esm;
    node.esm.compileSourceTextModule = (url, source, loader) =>
      this.#takeModule(url, source, loader) ?? compileSourceTextModule(url, source, loader);
  }

  told(key: string, text: ModuleText, found: CachedModule): void {
    const { code, compiled, dataBytes } = found;
    this.#compiled = compiled;
    let isUsed = dataBytes !== 0;
    if (isUsed && compiled === undefined) isUsed = this.#makeModule(text[0], code, dataBytes);
    if (isUsed) return;
    this.#lacking[this.#lacking.length] = { key, text, code, compiled };
  }

  /** With the data that is in the room; false: it is of another version, or for other flags. */
  #makeModule(url: string, code: string, dataBytes: number | undefined): boolean {
    if (this.#node.mapsSources()) return true;
    try {
      const data = new Bytes(this.#memory, 0, dataBytes);
      const wrap = new this.#node.ModuleWrap(url, undefined, code, 0, 0, data);
      this.#made.set(url, { code, wrap });
      return true;
    } catch {
      return false;
    }
  }

  #takeModule(url: string, source: string, loader: Loader | undefined): ModuleWrap | undefined {
    const made = this.#made.get(url);
    if (made === undefined || loader === undefined) return undefined;
    this.#made.delete(url);
    if (made.code !== source) return undefined;
    this.#node.esm.registerModule(made.wrap, {
      __proto__: null,
      initializeImportMeta: (meta: unknown, wrap: ModuleWrap) =>
        loader.importMetaInitialize(meta, { url: wrap.url }),
    });
    return made.wrap;
  }

  /** What `_compile` is done by for the module that was told last; undefined: by Node. */
  instead(self: unknown): unknown {
    if (this.#compiled === undefined) return undefined;
    if (this.#isPlain(self as ModuleObject)) return this.#compile;
    this.#compiled = undefined;
    return undefined;
  }

  /** Call when the guest has ended. */
  keepAll(): void {
    for (let i = 0; i < this.#lacking.length; i++) {
      const { key, text, code, compiled } = this.#lacking[i]!;
      const { 0: name, 1: symbol, 2: isModule } = text;
      const { keepData } = this.#native;
      if (!keepData(this.#folder, key, name, symbol, isModule, code, compiled)) break;
    }
    this.#lacking.length = 0;
  }

  /** Required by another module, and in no way that Node treats in another. */
  #isPlain(self: ModuleObject): boolean {
    const { parentSymbol, mainSymbol, mapsSources } = this.#node;
    if (self[parentSymbol] === undefined || self[mainSymbol] === true || mapsSources())
      return false;
    return (module as unknown as { wrap: unknown }).wrap === wrap && wrap('') === this.#wrapping;
  }

  #take(): unknown {
    const compiled = this.#compiled;
    this.#compiled = undefined;
    return compiled;
  }
}

function nodeOf(internal: (id: string) => unknown): Node20 | undefined {
  const { internalBinding } = internal('internal/bootstrap/realm') as {
    internalBinding: (name: string) => Record<string, unknown>;
  };
  const symbols = internalBinding('symbols') as Record<string, symbol>;
  const { privateSymbols } = internalBinding('util') as {
    privateSymbols: Record<string, symbol>;
  };
  const helpers = internal('internal/modules/helpers') as Record<string, unknown>;
  const loader = internal('internal/modules/cjs/loader') as Record<string, symbol>;
  const { getOptionValue } = internal('internal/options') as {
    getOptionValue: (name: string) => unknown;
  };
  const { ModuleWrap } = internalBinding('module_wrap');
  const maps = internal('internal/source_map/source_map_cache') as Record<string, unknown>;
  const node = {
    esm: internal('internal/modules/esm/utils') as EsmInternals,
    ModuleWrap: ModuleWrap as Node20['ModuleWrap'],
    moduleSymbol: symbols['source_text_module_default_hdo']!,
    functionSymbol: symbols['vm_dynamic_import_default_internal']!,
    parentSymbol: privateSymbols['module_parent_private_symbol']!,
    mainSymbol: loader['kIsMainSymbol']!,
    executingSymbol: loader['kIsExecuting']!,
    makeRequire: helpers['makeRequireFunction'] as Node20['makeRequire'],
    began: helpers['setHasStartedUserCJSExecution'] as Node20['began'],
    mapsSources: maps['getSourceMapsEnabled'] as Node20['mapsSources'],
  };
  const values: unknown[] = Object.values(node);
  const isWhole = !values.includes(undefined);
  const policy = getOptionValue('--experimental-policy');
  return isWhole && !policy && !process.env['NODE_V8_COVERAGE'] ? node : undefined;
}

/**
 * A `_compile` that runs what `take` gives. `apply` leaves no frame, as in Node's own; the
 * function's name is found by the place (guise/call-sites.ts).
 */
function compileLike(node: Node20, take: () => unknown): unknown {
  const place = placeOfCompile();
  const text =
    `(function (take, prepare, apply, executing) {'use strict'; const Module = {prototype: {}};` +
    `return Module.prototype._compile = function (_, filename) {` +
    `const compiled = take(), args = prepare(this, filename), result =\n` +
    `${' '.repeat(place.column - 1)}apply(compiled, args[0], args);` +
    `this[executing] = false; return result}})`;
  const options = { filename: loaderFile, lineOffset: place.line - 2 };
  const make = new Script(text, options).runInThisContext() as Compiled;
  const prepare = (self: ModuleObject, filename: string): unknown[] => {
    const folder = path.dirname(filename);
    const required = node.makeRequire(self);
    const { exports } = self;
    node.began();
    self[node.executingSymbol] = true;
    return [exports, required, self, filename, folder];
  };
  return make(take, prepare, apply, node.executingSymbol);
}

const loaderFile = 'node:internal/modules/cjs/loader';
const framesToHere = 50;

/** Where Node's `_compile` calls a module: this code runs within such a call. */
function placeOfCompile(): { line: number; column: number } {
  const site = callSitesHere(framesToHere).find(
    (each) => each.getFileName() === loaderFile && each.getMethodName() === '_compile',
  )!;
  return { line: site.getLineNumber()!, column: site.getColumnNumber()! };
}
