/**
 * Names what an instrumented module depends on, so that equal keys mean equal results: the text,
 * its upstream map, its URL and format, the plan's rules and its entries for the file, and this
 * build of scope. The same key finds a
 * module in the cache, and in this process when another thread has loaded it.
 */
import type { Binding } from '../lib/binding.js';
import { hashRules } from '../lib/plan/plan.js';
import type { FileRules } from '../lib/plan/match.js';
import type { InstrumentOptions } from './instrument.js';
import type { ModuleFormat } from './modules.js';

export interface KeyedModule {
  url: string;
  format: ModuleFormat;
  source: string;
  sourceMap: string | undefined;
  columnOffset: number;
  rules: Pick<FileRules, 'entriesHash'>;
}

/**
 * Site ids that keys prefer: few enough that headers stay short, many enough to seldom collide: a
 * module whose ids are taken is compiled anew (5 of 500 modules with 80 sites each).
 */
const preferredSites = 1 << 22;

/** What all modules of this process have in their keys. `build` names this build of scope. */
export function keySalt({ plan, root, tunable, framed }: InstrumentOptions, build: string): string {
  return JSON.stringify([build, hashRules(plan), root, tunable, framed]);
}

/** 40 hex digits. */
export function moduleKey(hash: Binding['hash'], salt: string, module: KeyedModule): string {
  const { url, format, source, sourceMap, columnOffset, rules } = module;
  const place = [url, format, columnOffset];
  const facts = JSON.stringify([salt, ...place, sourceMap ?? null, rules.entriesHash]);
  return hash(facts, source);
}

/**
 * Where the module's site ids shall begin. The same in every run, so that its code is the same text
 * and V8's compile cache knows it.
 */
export function preferredSite(key: string, siteCount: number): number {
  const span = Math.max(1, preferredSites - siteCount);
  return 1 + (Number.parseInt(key.slice(0, 8), 16) % span);
}
