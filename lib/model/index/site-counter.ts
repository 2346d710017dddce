/**
 * How often each site was entered since the last look. Counts lie in pages that exist where a site
 * was entered: hostile site ids may be anywhere.
 */
import type { Words } from './growing.js';

const pageBits = 10;
const pageSize = 1 << pageBits;

export class SiteCounter {
  readonly #pages: (Int32Array | undefined)[] = [];
  readonly #touched: number[] = [];

  add(site: number): void {
    const page = (this.#pages[site >>> pageBits] ??= new Int32Array(pageSize));
    if (page[site & (pageSize - 1)]!++ === 0) this.#touched.push(site);
  }

  /** Appends pairs of site and count, and begins anew. */
  take(to: Words): void {
    for (const site of this.#touched) {
      const page = this.#pages[site >>> pageBits]!;
      to.push(site);
      to.push(page[site & (pageSize - 1)]!);
      page[site & (pageSize - 1)] = 0;
    }
    this.#touched.length = 0;
  }
}
