/**
 * Instruments one module: from the cache or through the transform, with its sites on disk before
 * its code can run.
 */
import { readFileSync } from 'node:fs';
import type { Binding } from '../lib/binding.js';
import type { FileRules } from '../lib/plan/match.js';
import { hashPlan } from '../lib/plan/plan.js';
import { createRedaction, type Redaction } from './redaction/redaction.js';
import type { ModuleRecord } from '../lib/plan/site.js';
import { rebase, TransformCache } from './cache.js';
import type { InstrumentOptions, ModuleFormat } from './instrument.js';
import { upstreamMap } from './source-map.js';
import { loadTransform } from './load-transform.js';
import type { GuestText } from './guise/texts.js';
import type { Transformed } from './transform/transform.js';

export interface ModuleToInstrument {
  url: string;
  path: string;
  format: ModuleFormat;
  source: string;
  levelOf: FileRules;
}

type Rendered = Pick<Transformed, 'sites' | 'skips'> & { render: (firstSite: number) => string };

export class ModuleInstrument {
  readonly #native: Binding;
  readonly #cache: TransformCache | undefined;
  readonly #redaction: Redaction;

  constructor(
    { cache, plan, root }: InstrumentOptions,
    native: Binding,
    private readonly remember: (text: GuestText) => void,
  ) {
    this.#native = native;
    this.#redaction = createRedaction(native.secrets(''), plan.redact);
    if (cache !== '') this.#cache = new TransformCache(cache, `${hashPlan(plan)} ${root}`);
  }

  /** The text to run, or undefined when nothing in the module is recorded. */
  instrument(module: ModuleToInstrument): string | undefined {
    const { sites, skips, render } = this.#transform(module);
    if (sites.length === 0 && skips.length === 0) return undefined;
    const firstSite = this.#native.allocateSites(sites.length);
    if (firstSite < 0) throw new Error('no site ids left');
    const { url, path, format, source } = module;
    const sourceMap = upstreamMap(source, path, readText);
    const record: ModuleRecord = {
      type: 'module',
      url,
      path,
      format,
      source,
      ...(sourceMap === undefined ? {} : { sourceMap }),
      firstSite,
      sites,
      skips,
    };
    this.#native.addModule(firstSite, sites.length, Buffer.from(JSON.stringify(record)));
    this.remember({ url, path, format, source, firstSite, siteCount: sites.length });
    return render(firstSite);
  }

  #transform({ source, path, format, levelOf }: ModuleToInstrument): Rendered {
    const cache = this.#cache;
    const key = cache?.key(source, path, format) ?? '';
    const cached = cache?.read(key);
    if (cached !== undefined) {
      return { ...cached, render: (firstSite) => rebase(cached.code, firstSite) };
    }
    const fresh = loadTransform()(source, {
      format,
      levelOf: (fn) => levelOf(fn.name),
      secretNames: this.#redaction.names,
    });
    const { sites, skips } = fresh;
    cache?.write(key, { sites, skips, code: fresh.render(0) });
    return { sites, skips, render: (firstSite) => fresh.render(firstSite) };
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
