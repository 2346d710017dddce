/**
 * Which code of a module ran, and how often: calls of its functions, and the branches that they
 * took. Exact for functions at level `state`; of others only their calls are known.
 *
 *   0..120 top level 1 · 20..80 function f 3 · 40..60 'then' 1      offset 50: 1
 */
import { isPlace } from '../model/state-places.js';
import { branchRanges } from './branch-ranges.js';
import { figure } from '../model/function-times.js';
import { threadIndex } from '../model/index/find-index.js';
import type { Recording } from '../reader/recording.js';
import type { ModuleInfo, SiteTable } from '../reader/sites.js';

export interface ExecutedModule {
  module: ModuleInfo;
  /** By line, from 0: how often the code at its beginning ran; undefined: not known, or no code. */
  lines: (number | undefined)[];
}

interface Range {
  start: number;
  end: number;
  count: number | undefined;
}

/** Modules of one process, whose paths pass `accepts`. */
export async function executedLines(
  recording: Recording,
  process: number,
  accepts: (path: string) => boolean,
): Promise<ExecutedModule[]> {
  const sites = await recording.sites(process);
  const counts = countSites(recording, process);
  return sites.modules
    .filter((module) => accepts(module.path) && hasBranches(module, sites))
    .map((module) => ({ module, lines: linesOf(module, sites, counts) }));
}

/** Modules without a function at level `state` cannot tell. */
function hasBranches({ firstSite, siteCount }: ModuleInfo, sites: SiteTable): boolean {
  for (let id = firstSite; id < firstSite + siteCount; id++) {
    if (sites.get(id).level === 'state') return true;
  }
  return false;
}

/** Calls and branches by site. */
function countSites(recording: Recording, process: number): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (site: number, count: number): void => {
    counts.set(site, (counts.get(site) ?? 0) + count);
  };
  for (const thread of recording.processes[process]!.threads) {
    const index = threadIndex(recording, thread);
    for (const [site, figures] of index.functionTimes()) add(site, figures[figure.calls]!);
    for (const [site, count] of index.branchCounts()) add(site, count);
  }
  return counts;
}

/** Where code begins on a line, or -1; brackets alone that close something are none. */
function codeOf(line: string): number {
  return /^[\s)\]};,]*$/.test(line) ? -1 : line.search(/\S/);
}

function linesOf(
  module: ModuleInfo,
  sites: SiteTable,
  counts: ReadonlyMap<number, number>,
): (number | undefined)[] {
  const source = module.source();
  const sweep = new Sweep(rangesOf(module, sites, counts, source));
  const lines: (number | undefined)[] = [];
  let offset = 0;
  for (const line of source.split('\n')) {
    const first = codeOf(line);
    lines.push(first < 0 ? undefined : sweep.at(offset + first));
    offset += line.length + 1;
  }
  return lines;
}

/** Outer ranges before those inside them. */
function rangesOf(
  module: ModuleInfo,
  sites: SiteTable,
  counts: ReadonlyMap<number, number>,
  source: string,
): Range[] {
  const { starts, unreachable } = branchRanges(source, module.format);
  const ranges: Range[] = [{ start: 0, end: source.length, count: 1 }];
  for (const range of unreachable) ranges.push({ ...range, count: 0 });
  const { firstSite, siteCount } = module;
  for (let id = firstSite; id < firstSite + siteCount; id++) {
    const { kind: what, start, end, branch, function: owner } = sites.get(id);
    const isFunction = owner === id && !isPlace(what) && what !== 'initialiser';
    // Inside a function at a lower level nobody knows which of its code ran.
    const isKnown = sites.get(id).level === 'state';
    const ran = isKnown ? (counts.get(id) ?? 0) : undefined;
    if (isFunction || branch !== '') {
      const isAsItIs = branch === '' || branch === 'next' || branch === 'fields';
      const from = isAsItIs ? start : (starts.get(start) ?? start);
      ranges.push({ start: from, end, count: ran });
    }
  }
  return ranges.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Innermost ranges, at offsets that only grow. */
class Sweep {
  readonly #ranges: readonly Range[];
  readonly #open: Range[] = [];
  #next = 0;

  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges;
  }

  at(offset: number): number | undefined {
    const open = this.#open;
    for (;;) {
      while (open.length > 0 && open.at(-1)!.end <= offset) open.pop();
      const range = this.#ranges[this.#next];
      if (range === undefined || range.start > offset) return open.at(-1)?.count;
      this.#next++;
      open.push(range);
    }
  }
}
