/** Sites at level `state` that are no functions, and what their places in the text say. */
import type { SiteInfo, SiteTable } from '../reader/sites.js';

/** The `function` of those at a module's top level is their own. */
const placeKinds: ReadonlySet<string> = new Set([
  'scope',
  'write',
  'property',
  'mutation',
  'branch',
]);

/** Whether a site of this kind stands for a place in a function, not for the function. */
export function isPlace(kind: string): boolean {
  return placeKinds.has(kind);
}

/** Whether the site stands in no function, but at the top level of its module. */
export function isOutsideFunctions(sites: SiteTable, site: SiteInfo): boolean {
  return isPlace(sites.get(site.function).kind);
}

/** Whether what happens at the site happens in no call of its function, or may. */
export function runsOutsideCalls(sites: SiteTable, site: SiteInfo): boolean {
  if (site.kind === 'initialiser' || isOutsideFunctions(sites, site)) return true;
  return sites.get(site.function).kind === 'initialiser';
}

/** Where the bodies of loops begin whose heads declare variables; each is looked for once. */
export class LoopBodies {
  readonly #sites: SiteTable;
  readonly #starts = new Map<number, number>();

  constructor(sites: SiteTable) {
    this.#sites = sites;
  }

  /** 0 of other scopes. */
  of(scope: number): number {
    let start = this.#starts.get(scope);
    if (start === undefined) {
      start = loopBody(this.#sites, scope);
      this.#starts.set(scope, start);
    }
    return start;
  }
}

function loopBody(sites: SiteTable, scope: number): number {
  const { end } = sites.get(scope);
  const module = sites.moduleOf(scope);
  const last = module === undefined ? scope : module.firstSite + module.siteCount;
  for (let id = scope + 1; id < last; id++) {
    const site = sites.get(id);
    if (site.start >= end) return 0;
    if (site.branch === 'loop' && site.end === end) return site.start;
  }
  return 0;
}
