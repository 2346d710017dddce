/**
 * Where modules pass on their way into the guest. CommonJS (and ESM through require() on Node 20)
 * is caught at `Module.prototype._compile`, behind every extension handler; ES modules at Node's
 * load hooks: synchronous ones where Node has them (22.15+), else on the hooks thread (20).
 */
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import type { HooksThreadData } from './hooks-thread.js';
import type { Instrument, InstrumentOptions, ModuleFormat } from './instrument.js';

interface Internals {
  prototype: { _compile: Compile };
  stripTypeScriptTypes?: (source: string) => string;
  register: (url: URL, options: { data: HooksThreadData }) => unknown;
  registerHooks?: (hooks: { load: SyncLoad }) => { deregister(): void };
}

type Compile = (this: unknown, content: string, filename: string, format?: string) => unknown;
type Loaded = { format?: string | null | undefined; source?: unknown };
type SyncLoad = (
  url: string,
  context: unknown,
  nextLoad: (url: string, context: unknown) => Loaded,
) => Loaded;

const internals = module as unknown as Internals;

export function installHooks(instrument: Instrument, options: InstrumentOptions): void {
  hookCompile(instrument);
  if (internals.registerHooks !== undefined) hookLoadHere(instrument);
  else hookLoadOnThread(options);
}

function hookCompile(instrument: Instrument): void {
  const original = internals.prototype._compile;
  const compile: Compile = function _compile(content, filename, format, ...rest: unknown[]) {
    const kind: ModuleFormat = format === 'module' ? 'module' : 'commonjs';
    const code = instrument(pathToFileURL(filename).href, () => content, kind);
    const args = [code ?? content, filename, format, ...rest];
    return Reflect.apply(original, this, args);
  };
  internals.prototype._compile = compile;
}

function hookLoadHere(instrument: Instrument): void {
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
  stayOutermost('registerHooks', (register) => {
    const hooks = register({ load });
    return () => hooks.deregister();
  });
}

function hookLoadOnThread(options: InstrumentOptions): void {
  stayOutermost('register', (register) => {
    const retired = new SharedArrayBuffer(4);
    const data: HooksThreadData = { ...options, retired };
    register(new URL('./hooks-thread.js', import.meta.url), { data });
    return () => (new Int32Array(retired)[0] = 1);
  });
}

/**
 * Hooks registered later run first and see the text before ours. When another tool registers (tsx),
 * we register once more behind it, so that ours is the outermost again and sees JavaScript.
 * `enroll` registers our hooks and returns what retires them.
 */
function stayOutermost<Name extends 'register' | 'registerHooks'>(
  name: Name,
  enroll: (register: NonNullable<Internals[Name]>) => () => void,
): void {
  const original = internals[name] as NonNullable<Internals[Name]>;
  let retire = enroll(original);
  const wrapped = {
    [name](...args: unknown[]): unknown {
      const result: unknown = Reflect.apply(original, module, args);
      retire();
      retire = enroll(original);
      return result;
    },
  };
  Object.defineProperty(internals, name, {
    ...Object.getOwnPropertyDescriptor(internals, name),
    value: wrapped[name],
  });
  module.syncBuiltinESMExports();
}

function textOf(source: unknown): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array);
}
