/**
 * What the survey knows about a project: modules, their functions, and the calls between them.
 * Plain data, so that it can be cached by content hash.
 */
import type { SiteKind } from '../../plan/site.js';
import type { KnownValues } from './values.js';

/** What a function is for, as far as its shape tells. */
export type Role =
  | 'http server'
  | 'route'
  | 'middleware'
  | 'worker'
  | 'queue consumer'
  | 'event listener'
  | 'event emitter'
  | 'reducer'
  | 'store'
  | 'model'
  | 'command'
  | 'test'
  | 'timer'
  | 'entry point'
  | 'public';

export type Risk =
  | 'floating promise'
  | 'check-then-act across await'
  | 'swallowed error'
  | 'missing await'
  | 'unbounded growth'
  | 'synchronous I/O';

/** A call that a function's own code makes. */
export interface CallSite {
  /** `parse`, `this.add`, `cart.total`, `new Cart`; empty where the callee has no name. */
  callee: string;
  /** Loops around it, callbacks of array methods included. */
  loops: number;
  /** Conditions around it. */
  branches: number;
  /** It is a statement of its own: nobody takes its value. */
  isLoose?: true;
}

/** Measures of a function's own code: nested functions count for themselves. */
export interface Measures {
  nodes: number;
  /** Nodes weighed by the loops around them: a rough measure of the work of one call. */
  work: number;
  cyclomatic: number;
  cognitive: number;
  loops: number;
  loopDepth: number;
  awaits: number;
  awaitsInLoops: number;
  yields: number;
  throws: number;
  catches: number;
  returns: number;
  /** Writes to `this`, to properties of other objects, and to variables of outer functions. */
  writes: number;
  /** Calls that reach files, network, processes, databases or timers. */
  io: number;
}

export interface FunctionSurvey extends Measures, KnownValues {
  name: string;
  kind: SiteKind;
  line: number;
  column: number;
  /** Lines that it spans. */
  lines: number;
  /** Its first and last line in the text that the user wrote. */
  sourceLine: number;
  sourceEnd: number;
  start: number;
  end: number;
  /** plan/hash.ts, of name and text. */
  hash: string;
  parameters: string[];
  isAsync: boolean;
  isGenerator: boolean;
  isExported: boolean;
  /** A compiler put it there (lib/plan/compiler-helpers.ts). */
  isOfCompiler: boolean;
  /** Index of the enclosing function in the module; -1 at the top. */
  parent: number;
  /** Where a function is passed to a call: the callee. */
  passedTo: string;
  calls: CallSite[];
  /** Texts that stand in it, messages for one; some of them, cut off. */
  texts: string[];
  /** Shared variables and properties that it writes. */
  state: string[];
  roles: Role[];
  risks: Risk[];
}

export interface ClassSurvey {
  name: string;
  line: number;
  superClass: string;
}

/** `import { a as b } from './x.js'`: local b, imported a; a namespace is `*`. */
export interface ImportSurvey {
  from: string;
  local: string;
  imported: string;
}

export interface ModuleSurvey {
  /** As the plan's rules see it: relative to the root, forward slashes. */
  file: string;
  /** Hash of the text that Node runs. */
  hash: string;
  /** Of the text the user wrote, where an upstream map names one. */
  original: string;
  functions: FunctionSurvey[];
  classes: ClassSurvey[];
  imports: ImportSurvey[];
  /** Calls at the top level. */
  calls: CallSite[];
}

/** A file that could not be surveyed, and why. */
export interface UnreadFile {
  file: string;
  reason: string;
}

export interface Survey {
  root: string;
  modules: ModuleSurvey[];
  unread: UnreadFile[];
}

/** Names a function across the project: module and function index. */
export interface FunctionRef {
  module: ModuleSurvey;
  fn: FunctionSurvey;
  /** Position in the order of all functions. */
  index: number;
  /** Those of its own code, and what the calls between functions tell. */
  risks: readonly Risk[];
}

/** All functions in the order of files and text. */
export function allFunctions(survey: Survey): FunctionRef[] {
  const all: FunctionRef[] = [];
  for (const module of survey.modules) {
    for (const fn of module.functions) all.push({ module, fn, index: all.length, risks: fn.risks });
  }
  return all;
}
