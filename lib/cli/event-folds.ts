/**
 * Folds what a person seldom looks for in a list of events: operations on the files of modules,
 * and runs of tasks in which nothing recorded happens. Of each row of such events one line remains.
 *
 *   ⋯ 12 operations on files of modules, 40 runs without recorded code
 */
import { dirname } from 'node:path';
import type { ThreadEvents } from '../query/event-list.js';
import { kind, runtimeEvent, runtimeEventBits, taskRun } from '../reader/format.js';
import type { SiteTable } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import { count, paint } from './text.js';

const runtimeTypeMask = (1 << runtimeEventBits) - 1;
/** Resources that Node makes for an operation on a file. */
const fileResources: readonly Value[] = [
  'FSREQPROMISE',
  'FSREQCALLBACK',
  'FILEHANDLE',
  'FILEHANDLECLOSEREQ',
];

type Sort = 'file' | 'resource' | 'run' | 'end' | 'shown';

export class EventFolds {
  readonly #modules = new Map<SiteTable, ModuleFiles>();
  /** Threads whose latest operation by path was on the file of a module. */
  readonly #onModule = new Set<number>();
  #files = 0;
  #runs = 0;
  /** The first event that was folded, which is shown where it is the only one. */
  #only = '';
  /** Events that are folded only together with what comes next. */
  #pending: string[] = [];
  #pendingRun = false;

  /** The lines to be shown now that this event has come, whose own line is `text`. */
  take(event: ThreadEvents, text: string): string[] {
    switch (this.#sortOf(event)) {
      case 'file':
        this.#foldPending();
        this.#fold(text);
        this.#files++;
        return [];
      case 'resource':
        this.#pending.push(text);
        return [];
      case 'run':
        this.#foldPending();
        this.#pending.push(text);
        this.#pendingRun = true;
        return [];
      case 'end':
        if (this.#pending.length + this.#files + this.#runs === 0) return [text];
        this.#foldPending();
        return [];
      case 'shown':
        return [...this.end(), text];
    }
  }

  /** What is left at the end of the list. */
  end(): string[] {
    const lines = [...this.#summary(), ...this.#pending];
    this.#pending = [];
    this.#pendingRun = false;
    return lines;
  }

  #sortOf({ cursor, thread, sites }: ThreadEvents): Sort {
    if (cursor.kind === kind.task) return cursor.argument === taskRun.runEnd ? 'end' : 'run';
    if (cursor.kind !== kind.runtime) return 'shown';
    const type = cursor.argument & runtimeTypeMask;
    if (type === runtimeEvent.taskInit) {
      return fileResources.includes(cursor.value(1)) ? 'resource' : 'shown';
    }
    const at = type === runtimeEvent.fileOperation ? 2 : type === runtimeEvent.fileFailed ? 1 : -1;
    if (at < 0 || at >= cursor.valueCount) return 'shown';
    const file = cursor.value(at);
    if (typeof file === 'string') {
      if (this.#filesOf(sites).has(file)) this.#onModule.add(thread.number);
      else this.#onModule.delete(thread.number);
    }
    return this.#onModule.has(thread.number) ? 'file' : 'shown';
  }

  #filesOf(sites: SiteTable): ModuleFiles {
    let files = this.#modules.get(sites);
    if (files === undefined) this.#modules.set(sites, (files = new ModuleFiles(sites)));
    return files;
  }

  #foldPending(): void {
    for (const text of this.#pending) this.#fold(text);
    if (this.#pendingRun) this.#runs++;
    this.#pending = [];
    this.#pendingRun = false;
  }

  #fold(text: string): void {
    this.#only = this.#files + this.#runs === 0 ? text : '';
  }

  #summary(): string[] {
    const [files, runs] = [this.#files, this.#runs];
    if (files + runs === 0) return [];
    this.#files = this.#runs = 0;
    if (this.#only !== '') return [this.#only];
    const parts = [
      ...(files > 0 ? [amount(files, 'operation', ' on files of modules')] : []),
      ...(runs > 0 ? [amount(runs, 'run', ' without recorded code')] : []),
    ];
    return [paint.dim(`${' '.repeat(15)}⋯ ${parts.join(', ')}`)];
  }
}

function amount(number: number, what: string, more: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}${more}`;
}

/** Files that a module loader opens: modules, what describes packages, and folders around them. */
class ModuleFiles {
  readonly #known = new Set<string>();

  constructor(sites: SiteTable) {
    for (const { path } of sites.modules) {
      for (let at = path; !this.#known.has(at); at = dirname(at)) this.#known.add(at);
    }
  }

  has(path: string): boolean {
    if (this.#known.has(path) || path.endsWith('/package.json')) return true;
    return /\/node_modules(?:$|\/.*\.(?:[cm]?js|node|wasm)$|\/[^.]*$)/.test(path);
  }
}
