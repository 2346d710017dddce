/**
 * What the parts of the transform share while it walks one module: the text, the insertions and
 * sites so far, and the function whose code is being walked.
 */
import { header, kind as kinds, local, probe, tunableProbe } from '../probes.js';
import type * as acorn from 'acorn';
import type { FunctionEntry } from '../../lib/plan/entry.js';
import type { Level } from '../../lib/plan/plan.js';
import type { SecretNames } from '../../lib/plan/secret-names.js';
import type { Site, SiteKind, Skip } from '../../lib/plan/site.js';
import { Edits } from './edits.js';
import { Escapes } from './escapes.js';
import { FactReader } from './facts.js';
import type { Marks } from './marks.js';
import type { Frame, StateModule } from './state/frame.js';
import { Names } from '../../lib/plan/names.js';
import { Lines } from '../../lib/plan/places.js';
import type { Format } from '../../lib/plan/parse.js';
import type { FunctionNode, Node } from '../../lib/plan/walk.js';
import { wrapperOf } from './wrapper.js';

export interface FunctionToPlan {
  name: string;
  line: number;
  column: number;
  kind: SiteKind;
  /** A compiler put it there (lib/plan/compiler-helpers.ts). */
  isOfCompiler?: boolean;
}

export interface TransformOptions {
  format: Format;
  levelOf(fn: FunctionToPlan): Level;
  /** Level of the code at the module's top; only `state` records it. Absent: off. */
  topLevel?: Level;
  /** Nothing is at level `state`. */
  lacksState?: boolean;
  /** Names of secrets; absent: none is one. */
  secretNames?: SecretNames;
  /** The engine has no `using`: a text that has one is a SyntaxError, and stays that very one. */
  lacksUsing?: boolean;
  /**
   * Functions get probes for `values`, also those that the plan records less of or not at all:
   * their level can change while they run (loader/tuning). Those at `state` stay as they are.
   */
  tunable?: boolean;
  /** Calls have frames (loader/runtime/frames.ts): what they schedule leads back to them. */
  framed?: boolean;
  /** What the plan says about just this text of a function; it beats `levelOf`. */
  entryOf?(fn: { name: string; start: number; end: number }): FunctionEntry | undefined;
}

export type UnplacedSite = Omit<Site, 'line' | 'column'>;

/** An instrumented function. */
export interface Scope {
  /** Text where the function is left by an exception. */
  left?: () => (string | number)[];
  site: number;
  name: string;
  level: Level;
  /** The level that the plan gave it, which the function's own code may not allow. */
  wanted: Level;
  /** Level `values` or above. */
  values: boolean;
  /** Its calls ask for their mode. */
  tunable: boolean;
  /** Parameters that the plan's entry redacts. */
  redact: readonly string[];
  /** What objects show, as the probes are told; 0: as usual. */
  limits: number;
  /** Names that level `state` follows, where the plan's entry says so. */
  follow: ReadonlySet<string> | undefined;
  /** Constructor of a class with `extends`: without a receiver until `super()`. */
  isDerived: boolean;
  /** All parameters are recorded, as many as an event holds. */
  hasAll: boolean;
  /** Rule of its name, where that says that it returns a secret; else 0. */
  resultRule: number;
  /** Statements of the body that stay outside the try block (apart.ts). */
  apart: ReadonlySet<Node>;
  /** LEAVE is written in a finally block: other code of the function runs after its `return`. */
  robust: boolean;
  /** A `return` can be followed by the rest of the body. */
  abandons: boolean;
  loops: boolean;
  isAsync: boolean;
  isGenerator: boolean;
  /**
   * What its calls tell the frames: their beginning and end, the latter by an activation where they
   * have one, or their beginning alone.
   */
  framed: 'call' | 'activation' | 'entry' | undefined;
  suspends: boolean;
  /** Suspension points so far. */
  suspensions: number;
  /** The code being walked runs where the activation may not have been resumed yet. */
  unresumed: boolean;
}

export class Context {
  readonly edits = new Edits();
  readonly facts: FactReader;
  readonly escapes: Escapes;
  readonly names: Names;
  readonly sites: Site[] = [];
  readonly skips: Skip[] = [];
  /**
   * The function whose own code is being walked; undefined outside, and in a function that is off.
   */
  scope: Scope | undefined;
  /** The same where its level is `state`, and at the top of a module of that level. */
  frame: Frame | undefined;
  /** What level `state` knows of the module; made when its first function of that level comes. */
  state: StateModule | undefined;
  strict: boolean;
  /** In a script: the function that it is (wrapper.ts). */
  readonly wrapper: FunctionNode | undefined;
  /** The code being walked is that of a module, outside of its functions. */
  isTop: boolean;
  /** The code being walked stands in a `with` statement. */
  inWith = false;
  /** Rules of awaits whose value goes to a variable or property of a secret's name. */
  readonly awaitRules = new Map<object, number>();
  /** What is iterated by a loop or a spread. */
  readonly iterated = new Set<Node>();
  private readonly lines: Lines;

  constructor(
    readonly source: string,
    readonly options: TransformOptions,
    readonly program: acorn.Program,
    marks: Marks,
  ) {
    this.facts = new FactReader(marks, options.framed === true);
    this.names = new Names(source);
    this.escapes = new Escapes(source);
    this.lines = new Lines(source);
    this.strict = program.sourceType === 'module';
    this.isTop = options.format !== 'script';
    this.wrapper = options.format === 'script' ? wrapperOf(program) : undefined;
  }

  line(offset: number): number {
    return this.place(offset).line;
  }

  /** From 1. */
  place(offset: number): { line: number; column: number } {
    return this.lines.at(offset);
  }

  /** Index of a new site, which becomes of the object given. */
  addSite(site: UnplacedSite): number {
    const { line, column } = this.place(site.start);
    const placed = site as Site;
    placed.line = line;
    placed.column = column;
    return this.sites.push(placed) - 1;
  }

  /** A site of the current function that is not the function itself. */
  addPlace(scope: Scope, kind: SiteKind, node: { start: number; end: number }): number {
    const { name, level, site } = scope;
    return this.addSite({ kind, name, level, start: node.start, end: node.end, function: site });
  }

  hasSemicolon(statement: { end: number }): boolean {
    return this.source[statement.end - 1] === ';';
  }
}

/** The beginning of the call that records a function's result: `__s$v(h,`. */
export function leaving(scope: Scope): (string | number)[] {
  const { values, level, resultRule, limits } = scope;
  if (!values) return [...ending(scope, 'leave'), ','];
  if (resultRule !== 0) return [...ending(scope, 'leaveValue', 'leaveSealed'), `,${resultRule},`];
  if (limits !== 0) return [...ending(scope, 'leaveValue', 'leaveLimited'), `,${limits},`];
  if (level !== 'state') return [...ending(scope, 'leaveValue'), ','];
  return [`${probe.leaveState}(`, headerOf(scope.site, 'leaveValue'), ','];
}

/** What closes a call that records the end of a function. */
export function closed({ framed }: Scope): string {
  if (framed === undefined || framed === 'entry') return ')';
  return framed === 'call'
    ? `,${probe.end}(${local.token}))`
    : `,${probe.endActivation}(${local.activation}))`;
}

/** The call that records a return without a value: `__s$l(h)`. */
export function leavingBare(scope: Scope): (string | number)[] {
  return [...ending(scope, 'leave'), closed(scope)];
}

/** `__s$l(h`, or where the call has a mode `__s$L(h,__s$M` */
export function ending(
  { site, tunable }: Scope,
  kind: 'leave' | 'leaveValue' | 'throw' | 'throwValue',
  name: typeof kind | 'leaveSealed' | 'leaveLimited' = kind,
): (string | number)[] {
  const header = headerOf(site, kind);
  if (!tunable) return [`${probe[name]}(`, header];
  return [`${tunableProbe[name]}(`, header, `,${local.mode}`];
}

/** Header of a record of `kind`, with the module's own site number. */
export function headerOf(site: number, kind: keyof typeof kinds): number {
  return header(site, kinds[kind]);
}
