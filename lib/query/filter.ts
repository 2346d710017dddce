/**
 * What a list command lets through. A glob on functions or files is decided once for each site; all
 * other conditions are comparisons of numbers.
 */
import { isAbsolute, relative } from 'node:path';
import picomatch from 'picomatch';
import type { Call } from '../model/call.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo, SiteTable } from '../reader/sites.js';

export interface FilterOptions {
  /** Globs on function names. */
  fn?: string[];
  /** Globs on paths: relative to the recorded program's folder, absolute, or names of files. */
  file?: string[];
  /** Thread numbers. */
  thread?: number[];
  /** Id of a task. */
  task?: string;
  /** Nanoseconds since the recording's start. */
  from?: number;
  to?: number;
  /** Only what ended by an exception. */
  threw?: boolean;
  /** At most so many results; counted behind all other conditions. */
  limit?: number;
}

export class Filter {
  readonly options: FilterOptions;
  readonly #cwd: string;
  readonly #fn: ((text: string) => boolean) | undefined;
  readonly #file: ((text: string) => boolean) | undefined;

  constructor(options: FilterOptions, recording: Recording) {
    this.options = options;
    this.#cwd = recording.manifest.cwd;
    this.#fn = options.fn === undefined ? undefined : picomatch(options.fn, { bash: true });
    this.#file = options.file === undefined ? undefined : picomatch(options.file, { dot: true });
  }

  get hasSiteConditions(): boolean {
    return this.#fn !== undefined || this.#file !== undefined;
  }

  /** Some calls of a function pass, and others do not. */
  get narrowsCalls(): boolean {
    const { from, to, task, threw } = this.options;
    return [from, to, task, threw].some((condition) => condition !== undefined);
  }

  /** Some calls of a thread pass, and others do not: an index tells of blocks that have none. */
  get narrows(): boolean {
    return this.hasSiteConditions || this.narrowsCalls;
  }

  passesThread(number: number): boolean {
    return this.options.thread?.includes(number) ?? true;
  }

  passesTime(time: number): boolean {
    const { from, to } = this.options;
    return (from === undefined || time >= from) && (to === undefined || time <= to);
  }

  /** A call counts where any of it lies in the window. */
  passesCall(call: Call): boolean {
    const { from, to, task, threw } = this.options;
    if (from !== undefined && call.end >= 0 && call.end < from) return false;
    if (to !== undefined && call.start > to) return false;
    if (task !== undefined && call.task !== task) return false;
    return threw !== true || call.outcome === 'threw';
  }

  /** Sites of a process that pass, remembered. Awaits and yields pass with their function. */
  siteTest(table: SiteTable): (site: number) => boolean {
    if (!this.hasSiteConditions) return () => true;
    const known: (boolean | undefined)[] = [];
    return (id) => (known[id] ??= this.#passesSite(table.get(table.get(id).function)));
  }

  #passesSite(site: SiteInfo): boolean {
    if (this.#fn !== undefined && !this.#fn(site.fn)) return false;
    return this.#file === undefined || pathForms(site.file, this.#cwd).some(this.#file);
  }
}

/** Ways in which a person may name a file. */
export function pathForms(file: string, cwd: string): string[] {
  const forms = [file, file.slice(file.lastIndexOf('/') + 1)];
  if (cwd !== '' && isAbsolute(file)) forms.push(relative(cwd, file));
  return forms;
}
