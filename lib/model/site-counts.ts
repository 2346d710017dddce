/**
 * How often something happened at each site. Site ids are spread over their whole range, and
 * hostile ones may be anywhere in it: counts lie in pages that exist where something did.
 */
import { kindBits } from '../reader/format.js';

/** Bits of a site's id in a record's header. */
const siteBits = 32 - kindBits;
/** Sites of a page: those of a module lie together. */
const pageBits = 10;
const pageCount = 1 << (siteBits - pageBits);
const pageMask = (1 << pageBits) - 1;

export class SiteCounts {
  readonly #pages = new Array<Float64Array | undefined>(pageCount).fill(undefined);

  add(site: number, count = 1): void {
    const at = site >>> pageBits;
    const page = (this.#pages[at] ??= new Float64Array(1 << pageBits));
    page[site & pageMask]! += count;
  }

  forEach(visit: (count: number, site: number) => void): void {
    for (const [at, page] of this.#pages.entries()) {
      page?.forEach((count, index) => {
        if (count > 0) visit(count, (at << pageBits) | index);
      });
    }
  }
}
