/**
 * What a probe id means: the contract between the transform, which makes sites, and the reader,
 * which explains events by them. A module block on disk is one `ModuleRecord` as JSON.
 */
import type { Format } from './parse.js';
import type { Level } from './plan.js';

export type SiteKind =
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'static-block'
  | 'await'
  | 'for-await'
  | 'yield'
  | 'catch'
  | 'finally'
  | 'initialiser'
  | 'scope'
  | 'write'
  | 'property'
  | 'mutation'
  | 'branch';

/**
 * Why a variable or private field may hold something else than what was recorded last: code that
 * `eval` made may write it; another function may, through `arguments`; code that is not recorded
 * does.
 */
export type Doubt = 'eval' | 'arguments' | 'unrecorded';

/**
 * Which of several ways control took. `next`: on behind a statement that may jump; `fields`: to the
 * fields of an instance.
 */
export type Branch =
  'then' | 'else' | 'loop' | 'case' | 'right' | 'catch' | 'finally' | 'next' | 'fields';

/**
 * One place where probes stand. Functions have their own; the others refer to theirs, those at a
 * module's top level to themselves. Values of fields and defaults of parameters run outside of
 * recorded calls: the places in one refer to its 'initialiser'.
 */
export interface Site {
  kind: SiteKind;
  /** A name that a person would use: `Cart.total`, `app.get('/users') callback`. */
  name: string;
  /**
   * Line (from 1) and column (from 1, UTF-16 units) of the start in `ModuleRecord.source`; in the
   * first line of a script, as the program has it counted.
   */
  line: number;
  column: number;
  /** UTF-16 offsets of the node in `ModuleRecord.source`. */
  start: number;
  end: number;
  /** Index within the module's sites of the function that the site belongs to (itself, for one). */
  function: number;
  level: Level;
  /** Functions whose level can change while the program runs: the highest that it can have. */
  tunable?: Level;
  /** Functions at `values` and above: names of the captured parameters, in record order. */
  parameters?: string[];
  /** Functions at `state`: offsets of the parameters' identifiers, in the order of `parameters`. */
  declares?: number[];
  /** `write`: the variable's name; `this` for the receiver. */
  variable?: string;
  /** `write`: UTF-16 offset of the identifier that declares the variable; -1: `this`. */
  declared?: number;
  /** `write`: index of the scope's or function's site that has the variable; absent: the module. */
  scope?: number;
  /** `property`: the name, where the text tells it. */
  property?: string;
  /** `branch`: `start` to `end` is what runs from here. */
  branch?: Branch;
  /** Of variables (and private fields) that the site writes, by name. */
  doubts?: Record<string, Doubt>;
  isAsync?: true;
  isGenerator?: true;
}

/** A function or module that was left as it is, and why. */
export interface Skip {
  name: string;
  line: number;
  reason: string;
}

export interface ModuleRecord {
  type: 'module';
  url: string;
  /** File path where the URL has one, else the URL. */
  path: string;
  format: Format;
  /** The text before the transform (after type stripping or another loader's work). */
  source: string;
  /** The upstream source map (JSON text) where `source` names one that could be read. */
  sourceMap?: string;
  sites: Site[];
  skips: Skip[];
}

/** Meta blocks on disk. */
export type MetaRecord =
  | {
      type: 'process';
      pid: number;
      ppid: number;
      startTime: string;
    }
  | {
      type: 'threadStart';
      thread: number;
      kind: 'main' | 'worker' | 'native';
      name: string;
      time: string;
    }
  | {
      type: 'threadEnd';
      thread: number;
      emitted: string;
      recorded: string;
      lost: Record<string, number>;
      time: string;
    }
  | { type: 'program'; argv: string[]; execArgv: string[]; cwd: string; node: string }
  | { type: 'skip'; url: string; reason: string }
  | { type: 'note'; text: string; time?: string }
  /** A module of so many UTF-16 units was transformed in this run; kept: the next run need not. */
  | { type: 'made'; units: number; isKept: boolean }
  /** What a governed thread's own work and its recording took so far, and would have at least. */
  | {
      type: 'governed';
      thread: string;
      ownNs: number;
      costNs: number;
      floorNs: number;
      observedNs: number;
      /** What is no longer observed; empty: nothing was given up. */
      unwatched: '' | 'promises';
    }
  | { type: 'close'; reason: string; time: string; cpu: number };
