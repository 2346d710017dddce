/**
 * Instruments one module: from the cache or through the transform, with its sites on disk before
 * its code can run.
 */
import { readFileSync } from 'node:fs';
import type { Binding } from '../lib/binding.js';
import type { FileRules } from '../lib/plan/match.js';
import { cleanText } from './redaction/program.js';
import { createRedaction, type Redaction } from './redaction/redaction.js';
import { hideInSource, shortUrl } from './redaction/source.js';
import type { ModuleRecord } from '../lib/plan/site.js';
import { TransformCache, type CachedModule } from './cache.js';
import type { GuestText } from './guise/texts.js';
import type { InstrumentOptions, ModuleFormat } from './instrument.js';
import { loadTransform } from './load-transform.js';
import { obey } from './obey.js';
import { keySalt, moduleKey, preferredSite } from './module-key.js';
import { kindBits, local, probePrefix } from './probes.js';
import { upstreamMap } from './source-map.js';
import { rosterOf, type Roster } from './tuning/roster.js';

export interface ModuleToInstrument {
  url: string;
  path: string;
  format: ModuleFormat;
  source: string;
  rules: FileRules;
}

/** Who is told of each instrumented module before its code runs. */
export interface ModuleListeners {
  remember: (text: GuestText) => void;
  /** Of modules that can be tuned. */
  tune: (path: string, firstSite: number, roster: Roster) => void;
}

export class ModuleInstrument {
  readonly #native: Binding;
  readonly #cache: TransformCache | undefined;
  readonly #redaction: Redaction;
  readonly #salt: string;
  readonly #tunable: boolean;

  constructor(
    options: InstrumentOptions,
    native: Binding,
    private readonly listeners: ModuleListeners,
  ) {
    this.#native = native;
    this.#redaction = createRedaction(native.secrets(''), options.plan.redact);
    this.#salt = keySalt(options);
    this.#tunable = options.tunable;
    if (options.cache !== '') this.#cache = new TransformCache(options.cache, native.crc32c);
  }

  /** The text to run, or undefined when nothing in the module is recorded. */
  instrument(module: ModuleToInstrument): string | undefined {
    const sourceMap = upstreamMap(module.source, module.path, readText);
    const key = moduleKey(this.#salt, { ...module, sourceMap });
    const entry = this.#cache?.read(key) ?? this.#make(key, module, sourceMap);
    const { siteCount, frame, code } = entry;
    if (frame.length === 0) return undefined;
    const firstSite = this.#enlist(key, entry);
    if (siteCount === 0) return undefined;
    const { url, path, format, source } = module;
    if (this.#tunable) this.listeners.tune(path, firstSite, JSON.parse(entry.roster) as Roster);
    this.listeners.remember({ url, path, format, source, firstSite, siteCount });
    return rebase(code, entry.firstSite, firstSite);
  }

  /** Site ids for the module, its record on disk; the same again when it is loaded again. */
  #enlist(key: string, { siteCount, firstSite, frame }: CachedModule): number {
    const native = this.#native;
    const known = native.findModule(key);
    if (known > 0) return known;
    const first = native.allocateSites(siteCount, firstSite);
    if (first === 0) throw new Error('no site ids left');
    native.addModule(key, first, siteCount, frame);
    return first;
  }

  #make(key: string, module: ModuleToInstrument, sourceMap: string | undefined): CachedModule {
    const { url, path, format, source, rules } = module;
    const made = loadTransform().transform(
      source,
      obey(rules, source, format, { names: this.#redaction.names, tunable: this.#tunable }),
    );
    const { sites, skips } = made;
    const firstSite = preferredSite(key, sites.length);
    const shown = hideInSource(this.#redaction, source);
    const shownMap = sourceMap && hideInSource(this.#redaction, sourceMap);
    const record: ModuleRecord = {
      type: 'module',
      url,
      path,
      format,
      source: shown,
      ...(shownMap === undefined ? {} : { sourceMap: shownMap }),
      sites,
      skips,
    };
    if (shown !== source) this.#hideNames(record);
    const isEmpty = sites.length === 0 && skips.length === 0;
    const entry: CachedModule = {
      siteCount: sites.length,
      firstSite,
      frame: isEmpty
        ? new Uint8Array(0)
        : this.#native.packModule(Buffer.from(JSON.stringify(record))),
      roster: this.#tunable ? JSON.stringify(rosterOf(sites)) : '',
      code: sites.length === 0 ? '' : made.render(firstSite),
    };
    // What holds a secret does not come into the cache.
    if (shown === source && shownMap === sourceMap) this.#cache?.write(key, entry);
    return entry;
  }

  /** Names of functions and modules are made of the program's text. */
  #hideNames(record: ModuleRecord): void {
    record.url = shortUrl(record.url);
    record.path = shortUrl(record.path);
    const clean = <Named extends { name: string }>(named: Named): Named => ({
      ...named,
      name: cleanText(this.#redaction, named.name),
    });
    record.sites = record.sites.map(clean);
    record.skips = record.skips.map(clean);
  }
}

/** All probes begin with a header, except those that have nothing but values of the guest's. */
const probeHeaders = new RegExp(
  [
    probePrefix.replace('$', '\\$'),
    '(?!(?:i|h[1-3])\\()[a-zA-Z]{1,2}\\d?(?:\\?\\.self\\))?(?:\\?\\.)?\\((\\d+)',
    `(?:,(\\d+)(?=,${local.activation.replace('$', '\\$')}\\)))?`,
  ].join(''),
  'g',
);

/** Moves code for sites from `from` on to sites from `to` on. */
export function rebase(code: string, from: number, to: number): string {
  if (from === to) return code;
  const shift = (to - from) << kindBits;
  return code.replace(probeHeaders, (call, first: string, second?: string) => {
    const numbers = second === undefined ? first : `${first},${second}`;
    const moved = numbers.split(',').map((digits) => String(Number(digits) + shift));
    return call.slice(0, -numbers.length) + moved.join(',');
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
