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
import { asCount, asObject, asText, asTexts } from './json.js';
import { elementsOf, membersOf, parsed } from './json-parts.js';
import { originalNames, type OriginalNames } from './original-names.js';
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
  /** By names of variables and private fields that it writes: why they may be something else. */
  doubts: Readonly<Record<string, unknown>>;
}

const none: SiteInfo['doubts'] = {};

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
        const record = membersOf(readText(segment.file, header, codec));
        if (record === undefined) report('a module block that is no JSON object');
        else {
          const source = (): string => sourceOf(segment.file, header, codec);
          await addModule(table, record, header, { report, source });
        }
        seen.add(header.firstSeq);
      } catch (error) {
        report((error as Error).message);
      }
    }
  }
  return table;
}

function readText(file: Pick<ReadFile, 'read'>, header: BlockHeader, codec: Codec): Buffer {
  const { buffer, byteOffset, byteLength } = readPayload(file, header, codec);
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Empty where it cannot be read (any more). */
function sourceOf(file: Pick<ReadFile, 'read'>, header: BlockHeader, codec: Codec): string {
  try {
    const source = parsed(membersOf(readText(file, header, codec))?.get('source'));
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
  record: ReadonlyMap<string, Buffer>,
  { firstSeq: firstSite, eventCount }: BlockHeader,
  { report, source }: ModuleContext,
): Promise<void> {
  const path = asText(parsed(record.get('path')));
  const format = asText(parsed(record.get('format')));
  if (firstSite + eventCount > maxSites) {
    report('a module block whose site ids make no sense');
    return;
  }
  const sites = readModuleSites(record, firstSite, path);
  if (sites.length !== eventCount) {
    report('a module block that its header contradicts');
    return;
  }
  if (sites.length === 0 && table.modules.some((m) => m.path === path)) return;
  if (table.size + sites.length > maxKeptSites) {
    report('more sites than are kept');
    return;
  }
  const sourceMap = parsed(record.get('sourceMap'));
  const map = await openPositionMap(typeof sourceMap === 'string' ? sourceMap : '', path);
  try {
    const names = map?.hasNames === true ? originalNames(source(), format, map) : undefined;
    for (const site of sites) {
      if (names !== undefined) rename(site, sites[site.function - firstSite]?.start ?? -1, names);
      table.add(map === undefined ? site : { ...site, ...map.original(site.line, site.column) });
    }
  } finally {
    map?.close();
  }
  table.modules.push({
    url: asText(parsed(record.get('url'))),
    path,
    format,
    firstSite,
    siteCount: sites.length,
    isMapped: map !== undefined,
    skips: toSkips(parsed(record.get('skips'))),
    source,
  });
}

/** At `state` parameters keep the names that the code has, in which variables are looked for. */
function rename(site: SiteInfo, start: number, names: OriginalNames): void {
  site.fn = names.fn(start, site.fn);
  if (site.level === 'state') return;
  site.parameters = site.parameters.map((name) => names.parameter(start, name));
}

/** The same names and lists come again and again: one of each is kept. */
class KnownTexts {
  readonly #texts = new Map<string, string>();

  text(value: unknown): string {
    const text = asText(value);
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  texts(value: unknown): readonly string[] {
    return Array.isArray(value) ? asTexts(value).map((text) => this.text(text)) : noTexts;
  }
}

const noTexts: readonly string[] = [];
const noNumbers: readonly number[] = [];

function readModuleSites(
  record: ReadonlyMap<string, Buffer>,
  firstSite: number,
  path: string,
): SiteInfo[] {
  const json = record.get('sites');
  const texts = new KnownTexts();
  const sites: SiteInfo[] = [];
  if (json === undefined) return sites;
  for (const value of elementsOf(json)) {
    sites.push(toSite(asObject(value), texts, { firstSite, index: sites.length, file: path }));
  }
  return sites;
}

interface SitePlace {
  firstSite: number;
  index: number;
  file: string;
}

function toSite(
  value: Record<string, unknown>,
  texts: KnownTexts,
  { firstSite, index, file }: SitePlace,
): SiteInfo {
  const owner = asCount(value['function']);
  const scope = asCount(value['scope']);
  const declares = value['declares'];
  return {
    id: firstSite + index,
    kind: texts.text(value['kind']) as SiteKind,
    fn: texts.text(value['name']),
    file,
    line: asCount(value['line']) ?? 0,
    column: asCount(value['column']) ?? 0,
    level: texts.text(value['level']) as Site['level'],
    parameters: texts.texts(value['parameters']),
    function: firstSite + (owner ?? index),
    declares: Array.isArray(declares) ? declares.map((v) => asCount(v) ?? -1) : noNumbers,
    isTunable: value['tunable'] !== undefined,
    isAsync: value['isAsync'] === true,
    isGenerator: value['isGenerator'] === true,
    start: asCount(value['start']) ?? 0,
    end: asCount(value['end']) ?? 0,
    variable: texts.text(value['variable']),
    declared: asCount(value['declared']) ?? -1,
    scope: scope === undefined ? -1 : firstSite + scope,
    property: texts.text(value['property']),
    branch: texts.text(value['branch']),
    doubts: value['doubts'] === undefined ? none : asObject(value['doubts']),
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
    doubts: none,
  };
}
