/**
 * Names what an instrumented module depends on, so that equal keys mean equal results: the text,
 * its upstream map, its URL and format, the plan's rules and its entries for the file, and this
 * build of scope. The same key finds a
 * module in the cache, and in this process when another thread has loaded it.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashRules } from '../lib/plan/plan.js';
import type { FileRules } from '../lib/plan/match.js';
import type { InstrumentOptions, ModuleFormat } from './instrument.js';

export interface KeyedModule {
  url: string;
  format: ModuleFormat;
  source: string;
  sourceMap: string | undefined;
  rules: Pick<FileRules, 'entriesHash'>;
}

/** Site ids that keys prefer: few enough that headers stay short, many enough to seldom collide. */
const preferredSites = 1 << 20;

/** What all modules of this process have in their keys. */
export function keySalt({ plan, root, tunable }: InstrumentOptions): string {
  return JSON.stringify([build(), hashRules(plan), root, tunable]);
}

/** 40 hex digits. */
export function moduleKey(salt: string, module: KeyedModule): string {
  const { url, format, source, sourceMap, rules } = module;
  const facts = [salt, url, format, sourceMap ?? null, rules.entriesHash, isWellFormed(source)];
  const parts = JSON.stringify(facts);
  const hash = createHash('sha256').update(parts);
  // Hashing UTF-8 would take all lone surrogates for the same character.
  hash.update(isWellFormed(source) ? source : JSON.stringify(source));
  return hash.digest('hex').slice(0, 40);
}

/**
 * Where the module's site ids shall begin. The same in every run, so that its code is the same text
 * and V8's compile cache knows it.
 */
export function preferredSite(key: string, siteCount: number): number {
  const span = Math.max(1, preferredSites - siteCount);
  return 1 + (Number.parseInt(key.slice(0, 8), 16) % span);
}

/** Version, and size and date of the transform's file: a rebuilt working copy is another build. */
function build(): string {
  const file = fileURLToPath(new URL('./transform/transform.js', import.meta.url));
  const { size, mtimeMs } = statSync(file);
  const packageFile = fileURLToPath(new URL('../../package.json', import.meta.url));
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return `${version} ${String(size)} ${String(mtimeMs)}`;
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
