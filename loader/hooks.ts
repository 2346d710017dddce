/**
 * Where modules pass on their way into the guest. CommonJS (and ESM through require() on Node 20)
 * is caught at `Module.prototype._compile`, behind every extension handler; ES modules at Node's
 * synchronous load hooks (22.15+), or in Node's loader itself (20).
 */
import module from 'node:module';
import type { Binding } from '../lib/binding.js';
import type { Disguise } from './guise/disguise.js';
import { note, type Instrument } from './instrument.js';
import { watchModuleLoader, type Loaded } from './module-loader.js';
import { textOfBytes } from './runtime/texts-of-bytes.js';

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
      const kind = args[2] === 'module' ? 'module' : 'commonjs';
      const code = instrument.module(args[1] as string, () => args[0] as string, kind);
      if (code !== undefined) args[0] = code;
    },
  });
}

function instrumentLoaded(instrument: Instrument, url: string, loaded: Loaded): Loaded {
  const { format, source } = loaded;
  const isTypeScript = format === 'module-typescript';
  if ((format !== 'module' && !isTypeScript) || source == null) return loaded;
  const text = (): string => {
    const written = typeof source === 'string' ? source : textOfBytes(source as Uint8Array);
    return isTypeScript ? (stripTypeScriptTypes?.(written) ?? written) : written;
  };
  const code = instrument.module(url, text, 'module');
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
}
