/**
 * What site ids mean: the module blocks of a process, with positions in the sources that the user
 * wrote (through upstream source maps where a module has one).
 */
import type { Site, SiteKind, Skip } from '../plan/site.js';
import { readPayload, type BlockHeader } from './block.js';
import type { ReadFile } from './files.js';
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
  /** UTF-16 offsets of the bindings of the parameters, at level `state`. */
  declares: readonly number[];
  /** Its level can change while the program runs. */
  isTunable: boolean;
  isAsync: boolean;
  isGenerator: boolean;
  /** UTF-16 offsets of its code in the module's text. */
  start: number;
  end: number;
  /** Of a write: the variable (else empty) and the offset of its declaration (-1: `this`). */
  variable: string;
  declared: number;
  /** Of a write: site of the scope that owns the variable; -1: the module's top level. */
  scope: number;
  /** Of a property's write: its name, where the code says it. */
  property: string;
  /** Of a branch: which ('then', 'loop', ...). */
  branch: string;
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
  /** The text that was instrumented; read when somebody asks. */
  source: () => string;
}

export class SiteTable {
  readonly modules: ModuleInfo[] = [];
  readonly #sites = new Map<number, SiteInfo>();
  #lastModule: ModuleInfo | undefined;

  /** Never undefined: a site whose module was lost has a name of its own. */
  get(id: number): SiteInfo {
    return this.#sites.get(id) ?? unknownSite(id);
  }

  get size(): number {
    return this.#sites.size;
  }

  get all(): IterableIterator<SiteInfo> {
    return this.#sites.values();
  }

  /** The module that a site stands in; undefined where its record was lost. */
  moduleOf(id: number): ModuleInfo | undefined {
    const last = this.#lastModule;
    if (last !== undefined && id >= last.firstSite && id < last.firstSite + last.siteCount) {
      return last;
    }
    const found = this.modules.find(
      ({ firstSite, siteCount }) => id >= firstSite && id < firstSite + siteCount,
    );
    this.#lastModule = found;
    return found;
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
        else {
          const source = (): string => sourceOf(segment.file, header, codec);
          await addModule(table, record, header.firstSeq, { report, source });
        }
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

/** Empty where it cannot be read (any more). */
function sourceOf(file: Pick<ReadFile, 'read'>, header: BlockHeader, codec: Codec): string {
  try {
    const text = Buffer.from(readPayload(file, header, codec)).toString('utf8');
    const source = parseObject(text)?.['source'];
    return typeof source === 'string' ? source : '';
  } catch {
    return '';
  }
}

interface ModuleContext {
  report: (what: string) => void;
  source: () => string;
}

async function addModule(
  table: SiteTable,
  record: Record<string, unknown>,
  firstSite: number,
  { report, source }: ModuleContext,
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
    source,
  });
}

function toSite(
  value: Record<string, unknown>,
  firstSite: number,
  index: number,
  file: string,
): SiteInfo {
  const owner = asCount(value['function']);
  const scope = asCount(value['scope']);
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
    declares: Array.isArray(value['declares'])
      ? value['declares'].map((v) => asCount(v) ?? -1)
      : [],
    isTunable: value['tunable'] !== undefined,
    isAsync: value['isAsync'] === true,
    isGenerator: value['isGenerator'] === true,
    start: asCount(value['start']) ?? 0,
    end: asCount(value['end']) ?? 0,
    variable: asText(value['variable']),
    declared: asCount(value['declared']) ?? -1,
    scope: scope === undefined ? -1 : firstSite + scope,
    property: asText(value['property']),
    branch: asText(value['branch']),
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
    declares: [],
    isTunable: false,
    isAsync: false,
    isGenerator: false,
    start: 0,
    end: 0,
    variable: '',
    declared: -1,
    scope: -1,
    property: '',
    branch: '',
  };
}
