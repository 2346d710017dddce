/**
 * Lets Node's compile cache (22.8+) keep what V8 made of instrumented text, which is longer than
 * the original: on a warm start nothing is compiled again. The guest sees none of it: to the
 * program the cache is off until it turns it on, and one that the user turned on stays as it is.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import type { Binding } from '../lib/binding.js';
import { openCacheFolder } from '../lib/cache-folder.js';
import type { Disguise } from './guise/disguise.js';

interface Status {
  status: number;
  directory?: string;
}

interface CompileCache {
  enableCompileCache?: (where?: string | { directory?: string }) => Status;
  getCompileCacheDir?: () => string | undefined;
  constants?: { compileCacheStatus: Record<'ENABLED' | 'ALREADY_ENABLED', number> };
}

const node = module as unknown as CompileCache;

/** False where Node's cache is not in our folder. */
export function shareCompileCache(native: Binding, folder: string, disguise: Disguise): boolean {
  const { enableCompileCache, getCompileCacheDir, constants } = node;
  if (!enableCompileCache || !getCompileCacheDir || !constants) return false;
  // Coverage is less exact for functions that were not compiled anew.
  if (getCompileCacheDir() !== undefined || process.env['NODE_V8_COVERAGE']) return false;
  const { ENABLED, ALREADY_ENABLED } = constants.compileCacheStatus;
  try {
    openCacheFolder(folder);
  } catch {
    return false; // without it the start is only slower
  }
  if (enableCompileCache(folder).status !== ENABLED) return false;
  const ours = getCompileCacheDir() ?? '';
  keepPrivate(ours);
  native.codeFolder(ours);

  let directory: string | undefined;
  const shown = (): string | undefined => directory;
  const enable = (where?: string | { directory?: string }): Status => {
    if (directory !== undefined) return { status: ALREADY_ENABLED, directory };
    const given = typeof where === 'object' ? where.directory : where;
    const parent = given ?? process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), standard);
    directory = join(resolve(parent), basename(ours));
    mkdirSync(directory, { recursive: true });
    return { status: ENABLED, directory };
  };
  mask('getCompileCacheDir', disguise.as(named(shown, getCompileCacheDir), getCompileCacheDir));
  mask('enableCompileCache', disguise.as(named(enable, enableCompileCache), enableCompileCache));
  return true;
}

/** Of Node's compile cache where nobody says which. */
const standard = 'node-compile-cache';

function tmpdir(): string {
  return (createRequire(import.meta.url)('node:os') as typeof import('node:os')).tmpdir();
}

/** Node makes the folder with what the umask leaves. */
function keepPrivate(folder: string): void {
  try {
    chmodSync(folder, 0o700);
  } catch {
    // the folder above it is private in any case
  }
}

function mask(name: keyof CompileCache, value: object): void {
  Object.defineProperty(module, name, { ...Object.getOwnPropertyDescriptor(module, name), value });
}

function named<Function extends object>(replacement: Function, original: object): Function {
  for (const key of ['name', 'length']) {
    const own = Object.getOwnPropertyDescriptor(original, key);
    if (own !== undefined) Object.defineProperty(replacement, key, own);
  }
  return replacement;
}
