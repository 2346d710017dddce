/**
 * How often each site was entered since the last look, and where calls ended or levels changed
 * besides. Counts lie in pages that exist where a site was met: hostile site ids may be anywhere.
 */
import type { Words } from './growing.js';

const pageBits = 10;
const pageSize = 1 << pageBits;

export class SiteCounter {
  /** Counts + 1; 0 stands for sites that were not met. */
  readonly #pages: (Int32Array | undefined)[] = [];
  readonly #met: number[] = [];

  add(site: number): void {
    this.meet(site);
    this.#pages[site >>> pageBits]![site & (pageSize - 1)]!++;
  }

  /** The site is among those that are told, if only with a count of 0. */
  meet(site: number): void {
    const page = (this.#pages[site >>> pageBits] ??= new Int32Array(pageSize));
    if (page[site & (pageSize - 1)] !== 0) return;
    page[site & (pageSize - 1)] = 1;
    this.#met.push(site);
  }

  /** Appends pairs of site and count, and begins anew. */
  take(to: Words): void {
    for (const site of this.#met) {
      const page = this.#pages[site >>> pageBits]!;
      to.push(site);
      to.push(page[site & (pageSize - 1)]! - 1);
      page[site & (pageSize - 1)] = 0;
    }
    this.#met.length = 0;
  }
}
