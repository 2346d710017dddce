/** Sites and module texts of a recording, as slices need them; texts are parsed once. */
import type { Recording } from '../../reader/recording.js';
import type { ModuleInfo, SiteInfo, SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { Code } from './code.js';

const noCode = new Code('', 'commonjs');

export class SliceCodes {
  readonly #recording: Recording;
  readonly #tables: SiteTable[] = [];
  readonly #codes = new Map<ModuleInfo, Code>();

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
    let code = this.#codes.get(module);
    if (code === undefined) {
      this.#codes.set(module, (code = new Code(module.source(), module.format)));
    }
    return code;
  }
}
