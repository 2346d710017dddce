/**
 * Where modules pass on their way into the guest. CommonJS (and ESM through require() on Node 20)
 * is caught at `Module.prototype._compile`, behind every extension handler; ES modules at Node's
 * load hooks: synchronous ones where Node has them (22.15+), else on the hooks thread (20).
 */
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Disguise } from './guise/disguise.js';
import type { GuestTexts } from './guise/texts.js';
import type { HooksThreadData } from './hooks-thread.js';
import type { Instrument, InstrumentOptions, ModuleFormat } from './instrument.js';

interface Internals {
  prototype: object;
  stripTypeScriptTypes?: (source: string) => string;
  register: (url: URL, options: { data: HooksThreadData; transferList: MessagePort[] }) => unknown;
  registerHooks?: (hooks: { load: SyncLoad }) => { deregister(): void };
}

type Loaded = { format?: string | null | undefined; source?: unknown };
type SyncLoad = (
  url: string,
  context: unknown,
  nextLoad: (url: string, context: unknown) => Loaded,
) => Loaded;

const internals = module as unknown as Internals;

export interface HooksContext {
  instrument: Instrument;
  options: InstrumentOptions;
  texts: GuestTexts;
  disguise: Disguise;
}

export function installHooks(context: HooksContext): void {
  hookCompile(context);
  if (internals.registerHooks !== undefined) hookLoadHere(context);
  else hookLoadOnThread(context);
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

function hookLoadHere({ disguise, instrument }: HooksContext): void {
  const load: SyncLoad = (url, context, nextLoad) => {
    const result = nextLoad(url, context);
    const isTypeScript = result.format === 'module-typescript';
    if (result.format !== 'module' && !isTypeScript) return result;
    if (result.source == null) return result;
    const text = (): string => {
      const source = textOf(result.source);
      return isTypeScript ? (internals.stripTypeScriptTypes?.(source) ?? source) : source;
    };
    const code = instrument(url, text, 'module');
    return code === undefined ? result : { ...result, format: 'module', source: code };
  };
  stayOutermost(disguise, 'registerHooks', (register) => {
    const hooks = register({ load });
    return () => hooks.deregister();
  });
}

function hookLoadOnThread({ disguise, options, texts }: HooksContext): void {
  stayOutermost(disguise, 'register', (register) => {
    const retired = new SharedArrayBuffer(4);
    const { port1, port2 } = new MessageChannel();
    const data: HooksThreadData = { ...options, retired, texts: port2 };
    register(new URL('./hooks-thread.js', import.meta.url), { data, transferList: [port2] });
    texts.listen(port1);
    return () => (new Int32Array(retired)[0] = 1);
  });
}

/**
 * Hooks registered later run first and see the text before ours. When another tool registers (tsx),
 * we register once more behind it, so that ours is the outermost again and sees JavaScript.
 * `enroll` registers our hooks and returns what retires them.
 */
function stayOutermost<Name extends 'register' | 'registerHooks'>(
  disguise: Disguise,
  name: Name,
  enroll: (register: NonNullable<Internals[Name]>) => () => void,
): void {
  const original = internals[name] as NonNullable<Internals[Name]>;
  let retire = enroll(original);
  disguise.replace(internals, name, {
    after() {
      retire();
      retire = enroll(original);
    },
  });
  module.syncBuiltinESMExports();
}

function textOf(source: unknown): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array);
}
