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

/** A run that has an end of its own. */
interface Run {
  isFolded: boolean;
}

/** Callbacks inside each other that are told apart. */
const maxNestedRuns = 1024;

class ThreadState {
  /** Whether the latest operation by path was on the file of a module. */
  isOnModule = false;
  /** Those that have not ended. */
  readonly runs: Run[] = [];
}

export class EventFolds {
  readonly #modules = new Map<SiteTable, ModuleFiles>();
  readonly #threads = new Map<number, ThreadState>();
  /** The thread of the present row. */
  #thread = -1;
  #files = 0;
  #runs = 0;
  /** Events of the row; the first is shown where it is the only one. */
  #folded = 0;
  #first = '';
  /** Events that are folded only together with what comes next. */
  #pending: string[] = [];
  #pendingRun: Run | undefined;

  /** The lines to be shown now that this event has come, whose own line is `text`. */
  take(event: ThreadEvents, text: string): string[] {
    const { number } = event.thread;
    const before = number === this.#thread ? [] : this.end();
    this.#thread = number;
    let state = this.#threads.get(number);
    if (state === undefined) this.#threads.set(number, (state = new ThreadState()));
    return [...before, ...this.#take(event, state, text)];
  }

  #take(event: ThreadEvents, state: ThreadState, text: string): string[] {
    switch (sortOf(event)) {
      case 'file':
        if (!this.#isOnModule(event, state)) break;
        this.#foldPending();
        this.#fold(text);
        this.#files++;
        return [];
      case 'resource':
        this.#pending.push(text);
        return [];
      case 'run': {
        const lines = this.#settle();
        const run = { isFolded: false };
        const { argument } = event.cursor;
        const hasEnd = argument !== taskRun.promiseRun && argument !== taskRun.contextRun;
        if (hasEnd && state.runs.length < maxNestedRuns) state.runs.push(run);
        this.#pending.push(text);
        this.#pendingRun = run;
        return lines;
      }
      case 'end': {
        const run = state.runs.pop();
        if (run !== undefined && (run.isFolded || run === this.#pendingRun)) return this.#settle();
        break;
      }
      case 'shown':
    }
    return [...this.end(), text];
  }

  /** What is left at the end of the list. */
  end(): string[] {
    const lines = [...this.#summary(), ...this.#pending];
    this.#pending = [];
    this.#pendingRun = undefined;
    return lines;
  }

  #isOnModule({ cursor, sites }: ThreadEvents, state: ThreadState): boolean {
    const file = cursor.value(fileAt(cursor));
    if (typeof file === 'string') state.isOnModule = this.#filesOf(sites).has(file);
    return state.isOnModule;
  }

  #filesOf(sites: SiteTable): ModuleFiles {
    let files = this.#modules.get(sites);
    if (files === undefined) this.#modules.set(sites, (files = new ModuleFiles(sites)));
    return files;
  }

  /** Folds what waits; resources that no run and no operation goes with are shown. */
  #settle(): string[] {
    if (this.#pendingRun === undefined && this.#folded === 0) return this.end();
    this.#foldPending();
    return [];
  }

  #foldPending(): void {
    for (const text of this.#pending) this.#fold(text);
    this.#pending = [];
    if (this.#pendingRun === undefined) return;
    this.#pendingRun.isFolded = true;
    this.#pendingRun = undefined;
    this.#runs++;
  }

  #fold(text: string): void {
    if (this.#folded++ === 0) this.#first = text;
  }

  #summary(): string[] {
    const [files, runs, folded] = [this.#files, this.#runs, this.#folded];
    this.#files = this.#runs = this.#folded = 0;
    if (folded === 0) return [];
    if (folded === 1) return [this.#first];
    const parts = [
      ...(files > 0 ? [amount(files, 'operation', ' on files of modules')] : []),
      ...(runs > 0 ? [amount(runs, 'run', ' without recorded code')] : []),
    ];
    return [paint.dim(`${' '.repeat(15)}⋯ ${parts.join(', ')}`)];
  }
}

function sortOf({ cursor }: ThreadEvents): Sort {
  if (cursor.kind === kind.task) return cursor.argument === taskRun.runEnd ? 'end' : 'run';
  if (cursor.kind !== kind.runtime) return 'shown';
  if ((cursor.argument & runtimeTypeMask) === runtimeEvent.taskInit) {
    return fileResources.includes(cursor.value(1)) ? 'resource' : 'shown';
  }
  return fileAt(cursor) < 0 ? 'shown' : 'file';
}

/** Which value of the event is a file that something was done with; -1: none is. */
function fileAt({ argument, valueCount }: ThreadEvents['cursor']): number {
  const type = argument & runtimeTypeMask;
  const at = type === runtimeEvent.fileOperation ? 2 : type === runtimeEvent.fileFailed ? 1 : -1;
  return at < valueCount ? at : -1;
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
