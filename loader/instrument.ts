/**
 * One module on its way into the guest: plan -> transform -> sites on disk -> instrumented text.
 * Runs on the guest's thread, or on Node's hooks thread under `module.register`.
 *
 * On any doubt the answer is undefined: the guest gets its original source, and the recording says why.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Binding } from '../lib/binding.js';
import { PlanMatcher, type FileRules } from '../lib/plan/match.js';
import { hashPlan, type Plan } from '../lib/plan/plan.js';
import type { MetaRecord, ModuleRecord } from '../lib/plan/site.js';
import { rebase, TransformCache } from './cache.js';
import { upstreamMap } from './source-map.js';
import { transform, type Transformed } from './transform/transform.js';

export type ModuleFormat = 'module' | 'commonjs';

/** What the hooks need to know; plain data, so that it can cross to the hooks thread. */
export interface InstrumentOptions {
  plan: Plan;
  /** Folder that the plan's globs refer to. */
  root: string;
  /** Folder of transformed modules; empty: none. */
  cache: string;
}

/** Returns the text to run in place of `source`, or undefined to leave the module alone. */
export type Instrument = (
  url: string,
  source: () => string,
  format: ModuleFormat,
) => string | undefined;

/** scope's own files are never instrumented. */
const ownFolder = new URL('../', import.meta.url).href;

export function createInstrument(options: InstrumentOptions, native: Binding): Instrument {
  const matcher = new PlanMatcher(options.plan, options.root);
  const cache =
    options.cache === ''
      ? undefined
      : new TransformCache(options.cache, `${hashPlan(options.plan)} ${options.root}`);

  function instrument(url: string, text: () => string, format: ModuleFormat): string | undefined {
    if (url.startsWith(`${ownFolder}loader/`) || url.startsWith(`${ownFolder}lib/`)) {
      return undefined;
    }
    const path = url.startsWith('file:') ? fileURLToPath(url) : url;
    const levelOf = matcher.file(path);
    if (levelOf === undefined) return undefined;

    const source = text();
    const { sites, skips, render } = transformCached(cache, source, path, format, levelOf);
    if (sites.length === 0 && skips.length === 0) return undefined;
    const firstSite = native.allocateSites(sites.length);
    if (firstSite < 0) throw new Error('no site ids left');
    const map = upstreamMap(source, path, readText);
    const record: ModuleRecord = {
      type: 'module',
      url,
      path,
      format,
      source,
      ...(map === undefined ? {} : { sourceMap: map }),
      firstSite,
      sites,
      skips,
    };
    native.addModule(firstSite, sites.length, Buffer.from(JSON.stringify(record)));
    return render(firstSite);
  }

  return (url, source, format) => {
    try {
      return instrument(url, source, format);
    } catch (error) {
      // A syntax error is the guest's own: it gets its source and V8's message for it.
      note(native, { type: 'skip', url, reason: (error as Error).message });
      return undefined;
    }
  };
}

function transformCached(
  cache: TransformCache | undefined,
  source: string,
  path: string,
  format: ModuleFormat,
  levelOf: FileRules,
): Transformed {
  const key = cache?.key(source, path, format) ?? '';
  const cached = cache?.read(key);
  if (cached !== undefined) {
    return { ...cached, render: (firstSite) => rebase(cached.code, firstSite) };
  }
  const fresh = transform(source, { format, levelOf: (fn) => levelOf(fn.name) });
  cache?.write(key, { sites: fresh.sites, skips: fresh.skips, code: fresh.render(0) });
  return fresh;
}

export function note(native: Binding, record: MetaRecord): void {
  native.addMeta(Buffer.from(JSON.stringify(record)));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
