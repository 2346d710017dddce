/**
 * What site ids mean: the module blocks of a process, with positions in the sources that the user
 * wrote (through upstream source maps where a module has one).
 */
import type { Site, SiteKind, Skip } from '../plan/site.js';
import { readPayload, type BlockHeader } from './block.js';
import type { Codec } from './codec.js';
import type { DamageLog } from './damage.js';
import { blockType, maxSites } from './format.js';
import { asCount, asObject, asText, asTexts, parseObject } from './json.js';
import { openPositionMap } from './position-map.js';
import type { ProcessFiles } from './process.js';

/** A site as it is shown: where it is in the user's own source. */
export interface SiteInfo {
  id: number;
  kind: SiteKind | 'unknown';
  /** Name of the function, as a person would use it. */
  fn: string;
  /** Absolute path (or URL) of the source that the user wrote; empty where it is not known. */
  file: string;
  /** From 1; 0 where it is not known. */
  line: number;
  column: number;
  level: Site['level'] | 'unknown';
  /** Names of the captured parameters, in the order of an enter event's values. */
  parameters: readonly string[];
  /** Id of the site of the function that this one stands in; its own for a function. */
  function: number;
  isAsync: boolean;
  isGenerator: boolean;
}

export interface ModuleInfo {
  url: string;
  path: string;
  format: string;
  firstSite: number;
  siteCount: number;
  /** Whether positions come from an upstream source map. */
  isMapped: boolean;
  /** Functions that were left as they are, and why. */
  skips: Skip[];
}

export class SiteTable {
  readonly modules: ModuleInfo[] = [];
  readonly #sites = new Map<number, SiteInfo>();

  /** Never undefined: a site whose module was lost has a name of its own. */
  get(id: number): SiteInfo {
    return this.#sites.get(id) ?? unknownSite(id);
  }

  get size(): number {
    return this.#sites.size;
  }

  add(site: SiteInfo): void {
    this.#sites.set(site.id, site);
  }
}

/** Text of modules that is read for one process. */
const maxModuleBytes = 2 ** 31;
/** Sites that are kept for one process; the others go by their numbers. */
const maxKeptSites = 2 ** 22;

/** Reads all module blocks of a process, each module once. Damage goes to `log`. */
export async function readSites(
  files: ProcessFiles,
  codec: Codec,
  log: DamageLog,
): Promise<SiteTable> {
  const table = new SiteTable();
  const seen = new Set<number>();
  let bytesLeft = maxModuleBytes;
  for (const segment of files.segments) {
    for (const header of segment.blocks) {
      if (header.type !== blockType.moduleBlock) continue;
      // A module without sites shares its first id with the next module.
      if (header.eventCount > 0 && seen.has(header.firstSeq)) continue;
      const report = (what: string): void => {
        log.add({ file: segment.name, offset: header.offset, kind: 'corrupt', what });
      };
      bytesLeft -= header.rawBytes;
      if (bytesLeft < 0) {
        report('more modules than are read');
        continue;
      }
      try {
        const bytes = readPayload(segment.file, header, codec);
        const record = parseObject(Buffer.from(bytes).toString('utf8'));
        if (record === undefined) report('a module block that is no JSON object');
        else if (!fitsHeader(record, header)) report('a module block that its header contradicts');
        else await addModule(table, record, header.firstSeq, report);
        seen.add(header.firstSeq);
      } catch (error) {
        report((error as Error).message);
      }
    }
  }
  return table;
}

function fitsHeader(record: Record<string, unknown>, header: BlockHeader): boolean {
  const count = Array.isArray(record['sites']) ? record['sites'].length : 0;
  return count === header.eventCount;
}

async function addModule(
  table: SiteTable,
  record: Record<string, unknown>,
  firstSite: number,
  report: (what: string) => void,
): Promise<void> {
  const sites: unknown[] = Array.isArray(record['sites']) ? record['sites'] : [];
  if (firstSite + sites.length > maxSites) {
    report('a module block whose site ids make no sense');
    return;
  }
  const path = asText(record['path']);
  if (sites.length === 0 && table.modules.some((m) => m.path === path)) return;
  if (table.size + sites.length > maxKeptSites) {
    report('more sites than are kept');
    return;
  }
  const sourceMap = record['sourceMap'];
  const map = await openPositionMap(typeof sourceMap === 'string' ? sourceMap : '', path);
  try {
    for (const [index, value] of sites.entries()) {
      const site = toSite(asObject(value), firstSite, index, path);
      const original = map?.original(site.line, site.column);
      table.add(original === undefined ? site : { ...site, ...original });
    }
  } finally {
    map?.close();
  }
  table.modules.push({
    url: asText(record['url']),
    path,
    format: asText(record['format']),
    firstSite,
    siteCount: sites.length,
    isMapped: map !== undefined,
    skips: toSkips(record['skips']),
  });
}

function toSite(
  value: Record<string, unknown>,
  firstSite: number,
  index: number,
  file: string,
): SiteInfo {
  const owner = asCount(value['function']);
  return {
    id: firstSite + index,
    kind: asText(value['kind']) as SiteKind,
    fn: asText(value['name']),
    file,
    line: asCount(value['line']) ?? 0,
    column: asCount(value['column']) ?? 0,
    level: asText(value['level']) as Site['level'],
    parameters: asTexts(value['parameters']),
    function: firstSite + (owner ?? index),
    isAsync: value['isAsync'] === true,
    isGenerator: value['isGenerator'] === true,
  };
}

function toSkips(value: unknown): Skip[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry) => {
    const skip = asObject(entry);
    return {
      name: asText(skip['name']),
      line: asCount(skip['line']) ?? 0,
      reason: asText(skip['reason']),
    };
  });
}

function unknownSite(id: number): SiteInfo {
  return {
    id,
    kind: 'unknown',
    fn: `(site ${String(id)})`,
    file: '',
    line: 0,
    column: 0,
    level: 'unknown',
    parameters: [],
    function: id,
    isAsync: false,
    isGenerator: false,
  };
}
