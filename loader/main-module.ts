/**
 * With `--import`, Node gives each main module to its ES module loader. A CommonJS one then runs
 * within a microtask, so that its ticks come behind its promises, `module.parent` is undefined,
 * and its text is searched for exports (150 ms for 6 MB on Node 20). Where scope's own `--import`
 * is the only reason for that, the main module is loaded as without it: by `Module._load`, when
 * nothing else runs, before the event loop begins.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { watchEntry } from './module-loader.js';
import { internalRequire } from './node-internals.js';

interface CommonJs {
  _findPath: (request: string, paths: null, isMain: true) => string | false;
  _load: (request: string, parent: null, isMain: true) => unknown;
}

type Hook = (
  name: string,
  context: { parentURL?: string | undefined },
  next: (name: string, context: object) => object,
) => object;
type RegisterHooks = (hooks: { resolve: Hook; load: Hook }) => { deregister(): void };

const { _tickCallback: runTicks } = process as unknown as { _tickCallback: () => void };
const commonJs = module as unknown as CommonJs;
const { registerHooks } = module as unknown as { registerHooks?: RegisterHooks };

/** What makes Node choose the ES module loader whatever the file, or run something else. */
const otherReasons = new Set(
  `-c -e -i -p -pe --check --entry-url --eval --experimental-config-file
  --experimental-default-config-file --experimental-default-type --experimental-loader
  --interactive --loader --print --test --watch`.split(/\s+/),
);
const ownRegister = /(?:^scope\/register|\/guest\/register\.cjs)$/;

/** Whether Node's ES module loader loads the main module, whatever the reason. */
export function mainIsModule(): boolean {
  const [, main] = process.argv;
  if (main === undefined || hasOtherReason(optionsOfNode())) return false;
  return commonJsAt(main) === undefined;
}

/** Call when nothing of the guest's has run. */
export function loadMainAsPlain(): void {
  const [, main] = process.argv;
  if (main === undefined || !isOnlyReason(optionsOfNode())) return;
  const path = commonJsAt(main);
  if (path === undefined) return;
  insteadOfEntry(pathToFileURL(path).href, () => {
    process.nextTick(function loadMain() {
      hasThrown = true; // V8 forgets where it was thrown once it was caught
      commonJs._load(main, null, true);
      hasThrown = false;
    });
  });
}

let hasThrown = false;

/**
 * To be called when the program has handled an exception. One from a tick keeps the others waiting
 * for the event loop, one from a main module does not.
 */
export function goOnBehindMain(): void {
  if (!hasThrown) return;
  hasThrown = false;
  runTicks();
}

/** True of the frame below which there would be none without scope. */
export function loadsMain(functionName: unknown): boolean {
  return functionName === 'loadMain';
}

/** Calls `begin` in place of the first import of `url` that no module asks for. */
function insteadOfEntry(url: string, begin: () => void): void {
  if (registerHooks === undefined) {
    if (internalRequire !== undefined) watchEntry(url, begin);
    return;
  }
  const nothing = 'data:text/javascript,';
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const isEntry = specifier === url && context.parentURL === undefined;
      return isEntry ? { url: nothing, shortCircuit: true } : next(specifier, context);
    },
    load(loaded, context, next) {
      if (loaded !== nothing) return next(loaded, context);
      hooks.deregister();
      begin();
      return { format: 'module', source: '', shortCircuit: true };
    },
  });
}

/** Of the command line and NODE_OPTIONS. */
function optionsOfNode(): string[] {
  const { NODE_OPTIONS = '' } = process.env;
  return [...process.execArgv, ...NODE_OPTIONS.split(/[\s"]+/)];
}

function isOnlyReason(options: readonly string[]): boolean {
  const imports = options.flatMap((option, index) => {
    if (option === '--import') return [options[index + 1] ?? ''];
    return option.startsWith('--import=') ? [option.slice('--import='.length)] : [];
  });
  if (imports.length !== 1 || !ownRegister.test(imports[0]!)) return false;
  return !hasOtherReason(options);
}

function hasOtherReason(options: readonly string[]): boolean {
  return options.some((option) => otherReasons.has(option.replace(/=.*/, '')));
}

/** Where the main module is, as Node finds it, if Node begins with its CommonJS loader there. */
function commonJsAt(main: string): string | undefined {
  try {
    const found = commonJs._findPath(resolve(main), null, true);
    if (found === false) return main;
    const keepsLinks = process.execArgv.includes('--preserve-symlinks-main');
    const path = keepsLinks ? found : realpathSync(found);
    return isCommonJs(path) ? path : undefined;
  } catch {
    return undefined; // Node says what is wrong with it
  }
}

/** Whether Node without `--import` begins with its CommonJS loader. */
function isCommonJs(path: string): boolean {
  const extension = extname(path);
  if (extension === '.cjs' || extension === '.cts') return true;
  if (extension === '.mjs' || extension === '.mts' || extension === '.wasm') return false;
  return typeOfPackage(path) !== 'module';
}

function typeOfPackage(path: string): unknown {
  for (let folder = dirname(path); basename(folder) !== 'node_modules'; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file))
      return (JSON.parse(readFileSync(file, 'utf8')) as { type?: unknown }).type;
    if (folder === dirname(folder)) break;
  }
  return undefined;
}
