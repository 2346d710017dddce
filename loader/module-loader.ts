/**
 * Node 20 has no synchronous load hooks, and a hooks thread (`module.register`) costs 35 ms at the
 * start and two messages for each import. This takes Node's own ES module loader instead, on the
 * guest's thread: what it has loaded (through other tools' hooks threads, too) passes here before
 * it is compiled. The way to the loader is the inspector, which sees the variables of Node's
 * functions; nothing of it stays behind. Only Node 20 comes here, and no more versions of it will.
 */
import type { Disguise } from './guise/disguise.js';
import { internalRequire, type InternalRequire } from './node-internals.js';
import { apply } from './runtime/primordials.js';

export interface Loaded {
  format?: string | null | undefined;
  source?: unknown;
}

interface ModuleLoader {
  import: (this: ModuleLoader, url: string, parent?: string) => Promise<object>;
  load: (this: ModuleLoader, url: string, context: unknown) => Promise<Loaded>;
}

/** Gets each module on its way and returns what is to be compiled. */
export type See = (url: string, loaded: Loaded, isLoadedOnly?: boolean) => Loaded;

export interface Watcher {
  see: See;
  /** Called before modules run that were only loaded. */
  begins: () => void;
  disguise: Disguise;
}

/** Throws where it cannot. */
export function watchModuleLoader({ see, begins, disguise }: Watcher): void {
  const internal = nodesRequire();
  const prototype = loaderPrototype();
  const { load } = prototype;
  replace(prototype, 'load', async function (this: ModuleLoader, url: string, context: unknown) {
    return see(url, await apply(load, this, [url, context]), true);
  });
  const { internalBinding } = internal('internal/bootstrap/realm') as {
    internalBinding: (name: string) => Record<string, { prototype: object }>;
  };
  disguise.replace(internalBinding('module_wrap')['ModuleWrap']!.prototype, 'evaluate', {
    before: begins,
  });

  // Two that need each other, in the order that Node loads them in.
  internal('internal/modules/esm/resolve');
  // require() of an ES module, and require() within CommonJS that was imported.
  const loading = internal('internal/modules/esm/load') as {
    defaultLoadSync: (url: string, context: unknown) => Loaded;
  };
  const { defaultLoadSync } = loading;
  loading.defaultLoadSync = (url, context) => see(url, defaultLoadSync(url, context));
}

/** Calls `begin` in place of the first import of `url` that no module asks for. Throws as above. */
export function watchEntry(url: string, begin: () => void): void {
  const prototype = loaderPrototype();
  const { import: load } = prototype;
  replace(prototype, 'import', function (this: ModuleLoader, ...args: [string, string?]) {
    if (args[0] !== url || args[1] !== undefined) return apply(load, this, args);
    replace(prototype, 'import', load);
    begin();
    return Promise.resolve({});
  });
}

function loaderPrototype(): ModuleLoader {
  const { getOrInitializeCascadedLoader } = nodesRequire()('internal/modules/esm/loader') as {
    getOrInitializeCascadedLoader: () => ModuleLoader;
  };
  return Object.getPrototypeOf(getOrInitializeCascadedLoader()) as ModuleLoader;
}

function nodesRequire(): InternalRequire {
  if (internalRequire === undefined) throw new Error("Node's module loader is not where it was");
  return internalRequire;
}

function replace<T extends object>(target: T, name: keyof T, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}
