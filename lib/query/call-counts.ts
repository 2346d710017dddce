/** How often each recorded function was called: the cheapest pass over a whole recording. */
import { kind } from '../reader/format.js';
import { SiteCounts } from '../model/site-counts.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo } from '../reader/sites.js';

export interface CallCount {
  site: SiteInfo;
  calls: number;
}

/** Counts of all processes and threads, a module that several threads loaded counted as one. */
export async function callCounts(recording: Recording): Promise<CallCount[]> {
  const counts = new Map<string, CallCount>();
  for (const [index, process] of recording.processes.entries()) {
    const sites = await recording.sites(index);
    const entered = new SiteCounts();
    for (const thread of process.threads) {
      const cursor = thread.cursor({ values: false });
      while (cursor.next()) {
        if (cursor.kind <= kind.enter8) entered.add(cursor.site);
      }
    }
    entered.forEach((calls, id) => {
      const site = sites.get(id);
      const key = `${site.file}:${String(site.line)}:${String(site.column)}:${site.fn}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { site, calls });
      else known.calls += calls;
    });
  }
  return [...counts.values()];
}
