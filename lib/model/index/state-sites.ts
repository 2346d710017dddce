/** What a pass over the state of a thread asks of each event's site, laid ready by its number. */
import { parameterAt } from '../declarations.js';
import type { SiteTable } from '../../reader/sites.js';
import { isOutsideFunctions, LoopBodies } from '../state-places.js';

export interface SiteFacts {
  /** Site of the function in whose code it stands. */
  function: number;
  /** It stands in no function, but at the top level of its module. */
  isOutside: boolean;
  /** First site of its module; -1: not known. */
  module: number;
  /** Of a function: by parameter, the key of its variable. */
  parameters: readonly number[];
  hasParameters: boolean;
  /** Of a write: the place of the variable's declaration. */
  declared: number;
  /** Of a write: site of the scope that owns the variable; -1: the module's top level. */
  scope: number;
  /** The scope belongs to the function (or top level) that the site itself stands in. */
  isOwnScope: boolean;
  /** It stands in the head of the loop whose scope it is. */
  isLoopHead: boolean;
  /** Code that runs outside of recorded calls. */
  isInitialiser: boolean;
}

const pageBits = 10;
const pageSize = 1 << pageBits;

export class StateSites {
  readonly #sites: SiteTable;
  readonly #pages: (SiteFacts | undefined)[][] = [];
  /** By scope. */
  readonly #bodies: LoopBodies;

  constructor(sites: SiteTable) {
    this.#sites = sites;
    this.#bodies = new LoopBodies(sites);
  }

  of(id: number): SiteFacts {
    const page = (this.#pages[id >>> pageBits] ??= new Array<undefined>(pageSize).fill(undefined));
    return (page[id & (pageSize - 1)] ??= this.#factsOf(id));
  }

  #factsOf(id: number): SiteFacts {
    const site = this.#sites.get(id);
    const { scope, start } = site;
    const isOutside = isOutsideFunctions(this.#sites, site);
    const owner = scope < 0 ? -1 : this.#sites.get(scope).function;
    return {
      function: site.function,
      isOutside,
      module: this.#sites.moduleOf(id)?.firstSite ?? -1,
      parameters: site.parameters.map((_, index) => parameterAt(site.declares, index)),
      hasParameters: site.parameters.length > 0,
      declared: site.declared,
      scope,
      isOwnScope: isOutside ? owner === scope : owner === site.function,
      isInitialiser: site.kind === 'initialiser',
      isLoopHead: scope >= 0 && start < this.#bodies.of(scope),
    };
  }
}
