/**
 * Where modules pass on their way into the guest. CommonJS (and ESM through require() on Node 20)
 * is caught at `Module.prototype._compile`, behind every extension handler; ES modules at Node's
 * synchronous load hooks (22.15+), or in Node's loader itself (20).
 */
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Binding } from '../lib/binding.js';
import type { Disguise } from './guise/disguise.js';
import { note, type Instrument, type ModuleFormat } from './instrument.js';
import { watchModuleLoader, type Loaded } from './module-loader.js';

interface Internals {
  prototype: object;
  stripTypeScriptTypes?: (source: string) => string;
  registerHooks?: RegisterHooks;
}

type RegisterHooks = (hooks: { load: SyncLoad }) => { deregister(): void };
type SyncLoad = (
  url: string,
  context: unknown,
  nextLoad: (url: string, context: unknown) => Loaded,
) => Loaded;

const internals = module as unknown as Internals;

export interface HooksContext {
  instrument: Instrument;
  native: Binding;
  disguise: Disguise;
}

export function installHooks(context: HooksContext): void {
  const { instrument, native, disguise } = context;
  hookCompile(context);
  const see = (url: string, loaded: Loaded): Loaded => instrumentLoaded(instrument, url, loaded);
  if (internals.registerHooks !== undefined) {
    hookLoad(disguise, internals.registerHooks, see);
    return;
  }
  try {
    watchModuleLoader(see);
  } catch (error) {
    const text = `ES modules are not recorded: ${(error as Error).message}`;
    note(native, { type: 'note', text });
  }
}

function hookCompile({ disguise, instrument }: HooksContext): void {
  disguise.replace(internals.prototype, '_compile', {
    before(args) {
      const [content, filename, format] = args as [string, string, string?];
      const kind: ModuleFormat = format === 'module' ? 'module' : 'commonjs';
      const code = instrument(pathToFileURL(filename).href, () => content, kind);
      if (code !== undefined) args[0] = code;
    },
  });
}

function instrumentLoaded(instrument: Instrument, url: string, loaded: Loaded): Loaded {
  const isTypeScript = loaded.format === 'module-typescript';
  if (loaded.format !== 'module' && !isTypeScript) return loaded;
  if (loaded.source == null) return loaded;
  const text = (): string => {
    const source = textOf(loaded.source);
    return isTypeScript ? (internals.stripTypeScriptTypes?.(source) ?? source) : source;
  };
  const code = instrument(url, text, 'module');
  return code === undefined ? loaded : { ...loaded, format: 'module', source: code };
}

/**
 * Hooks registered later run first and see the text before ours. When another tool registers (tsx),
 * we register once more behind it, so that ours is the outermost again and sees JavaScript.
 */
function hookLoad(
  disguise: Disguise,
  register: RegisterHooks,
  see: (url: string, loaded: Loaded) => Loaded,
): void {
  const load: SyncLoad = (url, context, nextLoad) => see(url, nextLoad(url, context));
  let ours = register({ load });
  disguise.replace(internals, 'registerHooks', {
    after() {
      ours.deregister();
      ours = register({ load });
    },
  });
  module.syncBuiltinESMExports();
}

function textOf(source: unknown): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array);
}
