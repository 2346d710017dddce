/** Sites and module texts of a recording, as slices need them; texts are parsed once. */
import type { Recording } from '../../reader/recording.js';
import type { ModuleInfo, SiteInfo, SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { isOutsideFunctions } from '../../model/state-places.js';
import { groupBy } from '../call-by-id.js';
import { Code } from './code.js';

const noCode = new Code('', 'commonjs');
/** Of a larger module only the function is parsed that is asked about. */
const largeSource = 2 ** 18;

export class SliceCodes {
  readonly #recording: Recording;
  readonly #tables: SiteTable[] = [];
  readonly #codes = new Map<string, Code>();
  readonly #sources = new Map<ModuleInfo, string>();
  readonly #owners = new Map<SiteTable, Map<number, SiteInfo[]>>();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  async open(): Promise<void> {
    for (const [index] of this.#recording.processes.entries()) {
      this.#tables.push(await this.#recording.sites(index));
    }
  }

  sites(thread: RecordedThread): SiteTable {
    return this.#tables[thread.process]!;
  }

  /** The text that the site stands in; an empty one where it is not known. */
  of(thread: RecordedThread, site: SiteInfo): Code {
    const module = this.sites(thread).moduleOf(site.id);
    if (module === undefined) return noCode;
    const source = this.#sourceOf(module);
    const part = source.length > largeSource ? this.#functionOf(thread, site) : undefined;
    const key = `${String(thread.process)} ${String(module.firstSite)} ${String(part?.id)}`;
    let code = this.#codes.get(key);
    if (code === undefined) {
      this.#codes.set(key, (code = new Code(source, module.format, part)));
    }
    return code;
  }

  /** The places of the same function, or of the top level of the same module. */
  beside(thread: RecordedThread, site: SiteInfo): readonly SiteInfo[] {
    const table = this.sites(thread);
    let owners = this.#owners.get(table);
    if (owners === undefined) {
      owners = groupBy(table.all, (one) => ownerOf(table, one));
      this.#owners.set(table, owners);
    }
    return owners.get(ownerOf(table, site)) ?? [];
  }

  /** It is read from the recording once. */
  #sourceOf(module: ModuleInfo): string {
    let source = this.#sources.get(module);
    if (source === undefined) this.#sources.set(module, (source = module.source()));
    return source;
  }

  /** The function that the site stands in, or is; undefined at a module's top level. */
  #functionOf(thread: RecordedThread, site: SiteInfo): SiteInfo | undefined {
    const owner = this.sites(thread).get(site.function);
    return owner.kind === 'function' ? owner : undefined;
  }
}

/** Of a function its site; of a module's top level a number below 0. */
function ownerOf(sites: SiteTable, site: SiteInfo): number {
  if (!isOutsideFunctions(sites, site)) return site.function;
  return -2 - (sites.moduleOf(site.id)?.firstSite ?? -1);
}
