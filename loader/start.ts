/**
 * What must be known before the rest of scope can come from the cache: settings, plan, addon, and
 * the cache's folder. If the recorder cannot start, one line says why and the program runs as if
 * scope were not there.
 */
import { binding } from '../lib/binding.js';
import { openCacheFolder, pruneDaily } from '../lib/cache-folder.js';
import { readConfig, readPlan } from '../lib/config.js';
import { errorCodes, type ScopeError } from '../lib/errors.js';
import { OwnScripts } from './own-scripts.js';

/** The cache's folder; empty where there is none: by choice, or for a reason. */
export interface OpenedCache {
  folder: string;
  reason: string;
}

export function start(): void {
  try {
    const config = readConfig(process.env, process.cwd());
    const plan = readPlan(config);
    const native = binding();
    const cache = openCache(config.cache, native.isMainThread());
    const scripts = new OwnScripts(cache.folder, native);
    const { startRecorder } = scripts.load('recorder') as typeof import('./recorder.js');
    startRecorder({ config, plan, native, cache, scripts });
    scripts.keep('recorder', 1);
  } catch (error) {
    const { code, message, stack } = error as Partial<ScopeError>;
    const isOperating = code !== undefined && Object.hasOwn(errorCodes, code);
    const reason = isOperating ? message : (stack ?? error);
    process.stderr.write(`scope: not recording: ${String(reason)}\n`);
  }
}

function openCache(folder: string, isMainThread: boolean): OpenedCache {
  if (folder === '') return { folder, reason: '' };
  try {
    openCacheFolder(folder);
    if (isMainThread) pruneDaily(folder);
    return { folder, reason: '' };
  } catch (error) {
    return { folder: '', reason: (error as Error).message };
  }
}
