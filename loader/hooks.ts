/**
 * Where modules pass on their way into the guest. CommonJS (and ESM through require() on Node 20)
 * is caught at `Module.prototype._compile`, behind every extension handler; ES modules at Node's
 * synchronous load hooks (22.15+), or in Node's loader itself (20).
 */
import module from 'node:module';
import type { Binding } from '../lib/binding.js';
import type { Compiler } from './compiler.js';
import type { Guise } from './guise/guise.js';
import { note, type Instrument } from './instrument.js';
import { watchModuleLoader, type Loaded, type See } from './module-loader.js';
import type { DeclareProbes } from './runtime/install.js';
import { textOfBytes } from './runtime/texts-of-bytes.js';
import { watchScripts } from './scripts.js';

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
const { stripTypeScriptTypes } = internals;

export interface HooksContext extends Guise {
  instrument: Instrument;
  compiler: Compiler | undefined;
  native: Binding;
  declareProbes: DeclareProbes;
}

/** Whether it will be told before ES modules run. */
export function installHooks(context: HooksContext): boolean {
  const { instrument, native, disguise } = context;
  hookCompile(context);
  watchScripts(context);
  const see: See = (url, loaded, isLoadedOnly) =>
    instrumentLoaded(instrument, url, loaded, isLoadedOnly);
  if (internals.registerHooks !== undefined) {
    hookLoad(context, internals.registerHooks, see);
    return false;
  }
  try {
    watchModuleLoader({ see, begins: () => instrument.begins(), disguise });
    return true;
  } catch (error) {
    const text = `ES modules are not recorded: ${(error as Error).message}`;
    note(native, { type: 'note', text });
    return false;
  }
}

/** What loads node:assert. */
const assertionModules: Readonly<Record<string, true | undefined>> = {
  __proto__: null as never,
  'node:assert': true,
  'node:assert/strict': true,
  'node:test': true,
};

function hookCompile({ disguise, instrument, compiler }: HooksContext): void {
  disguise.replace(internals.prototype, '_compile', {
    before(args, self) {
      const kind = args[2] === 'module' ? 'module' : 'commonjs';
      const code = instrument.module(args[1] as string, () => args[0] as string, kind);
      if (code === undefined) instrument.leaves(args[1] as string);
      else args[0] = code;
      return compiler?.instead(self);
    },
  });
}

function instrumentLoaded(
  instrument: Instrument,
  url: string,
  loaded: Loaded,
  isLoadedOnly = false,
): Loaded {
  const { format, source } = loaded;
  const isTypeScript = format === 'module-typescript';
  if ((format !== 'module' && !isTypeScript) || source == null) return loaded;
  const text = (): string => {
    const written = typeof source === 'string' ? source : textOfBytes(source as Uint8Array);
    return isTypeScript ? (stripTypeScriptTypes?.(written) ?? written) : written;
  };
  const code = instrument.module(url, text, 'module', { isLoadedOnly });
  if (code !== undefined) return { ...loaded, format: 'module', source: code };
  instrument.leaves(url);
  return loaded;
}

/**
 * Hooks registered later run first and see the text before ours. When another tool registers (tsx),
 * we register once more behind it, so that ours is the outermost again and sees JavaScript.
 */
function hookLoad(context: HooksContext, register: RegisterHooks, see: See): void {
  const { disguise, testPlaces, assertionSources } = context;
  const load: SyncLoad = (url, context, nextLoad) => {
    if (url === 'node:test') testPlaces.correct();
    if (assertionModules[url] === true) assertionSources.correct();
    return see(url, nextLoad(url, context));
  };
  let ours = register({ load });
  disguise.replace(internals, 'registerHooks', {
    after() {
      ours.deregister();
      ours = register({ load });
    },
  });
}
