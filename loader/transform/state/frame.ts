/**
 * What level `state` knows while the walk is in a function: its temporaries, the environment that
 * is in force, and the sites of scopes. A module has a frame of its own at its top.
 */
import { local, probe } from '../../probes.js';
import type { Site, SiteKind } from '../../../lib/plan/site.js';
import type { Node } from '../../../lib/plan/walk.js';
import { headerOf, type Context } from '../context.js';
import { Later, type Part } from '../edits.js';
import type { HalfWay } from './half-way.js';
import { Privates } from './privates.js';
import { Scopes, type Binding, type ScopeInfo } from './scopes.js';

export interface Frame {
  /** Index of the function's site; -1 at the top of a module, and of a place apart without one. */
  site: number;
  name: string;
  scope: ScopeInfo | undefined;
  /** Names that are followed; undefined: all. */
  follow: ReadonlySet<string> | undefined;
  /** Temporaries of this number are in use around the code being walked, of `declared` so far. */
  used: number;
  declared: number;
  /** Flags of patterns that are under way (half-way.ts). */
  flags: number;
  declaration: Later;
  /** Temporaries live across suspensions, or as long as the module: they are emptied at once. */
  empties: boolean;
  /**
   * The value of a field or the parameters of a function: code that runs outside of recorded calls,
   * where temporaries have no place. Its site is made with its first place.
   */
  apart?: { node: Node; owner: number };
}

/** For the whole module. */
export class StateModule {
  readonly scopes: Scopes;
  /** Number of environments so far, for names of their own. */
  environments = 0;
  /** The variable of the environment around the code being walked; '0' for the module's. */
  environment = '0';
  /** Sites of functions and blocks that declare variables. */
  readonly siteOf = new Map<ScopeInfo, number>();
  /** Loops whose test or update is walked: it writes to variables of an iteration to come. */
  readonly ahead = new Set<ScopeInfo>();
  /** Nodes that V8 would name in a message if they cannot be called or iterated. */
  readonly named = new Set<Node>();
  /** Declarators that are the only ones of their statement. */
  readonly alone = new Set<Node>();
  /** Members and calls within an optional chain. */
  readonly chained = new Set<Node>();
  /** Identifiers and private members whose write is recorded. */
  readonly recorded = new Set<Node>();
  /** Fields that tell that those of the range get their values. */
  readonly fieldRuns = new Map<Node, { start: number; end: number }>();
  /** Bodies of classes with `extends`. */
  readonly derived = new Set<Node>();
  /** Receivers of calls that are kept in temporaries, by the names of these. */
  readonly held = new Map<Node, string>();
  /** Arguments that are. */
  readonly kept = new Map<Node, string>();
  /** Of those, what a call is about to change, and may throw. */
  readonly risky = new Set<Node>();
  /** Assignments that an exception may leave half way. */
  readonly halfWay: HalfWay[] = [];
  /** Calls of optional chains that may end behind them. */
  readonly passed = new Set<Node>();
  /** What tells, as the arguments of a call are there, that it changes something now. */
  readonly tails = new Map<Node, Part[][]>();
  /** What stands before the arguments of a call. */
  readonly heads = new Map<Node, ((place: number) => void)[]>();
  /** What a block that comes, or a case, shall begin with besides its own. */
  readonly openings = new Map<Node, () => Part[]>();

  readonly #context: Context;
  #privates: Privates | undefined;

  constructor(context: Context) {
    this.scopes = new Scopes(context.program);
    this.#context = context;
  }

  get privates(): Privates {
    return (this.#privates ??= new Privates(this.#context));
  }
}

export function stateOf(context: Context): StateModule {
  return (context.state ??= new StateModule(context));
}

export function newFrame(
  about: Pick<Frame, 'site' | 'name' | 'scope' | 'follow' | 'empties' | 'apart'>,
): Frame {
  return { ...about, used: 0, declared: 0, flags: 0, declaration: new Later() };
}

/** For code that runs outside of recorded calls, in functions of level `state` and around them. */
export function apartFrame(
  context: Context,
  { site, name, follow }: Pick<Frame, 'site' | 'name' | 'follow'>,
  node: Node,
): Frame {
  const scope = stateOf(context).scopes.of(node);
  return newFrame({ site: -1, name, scope, follow, empties: true, apart: { node, owner: site } });
}

/** Takes a temporary; `frame.used` is put back behind the expression. */
export function temporary(frame: Frame): string {
  frame.used++;
  if (frame.used > frame.declared) {
    frame.declared = frame.used;
    declare(frame);
  }
  return `${local.temporary}${frame.used}`;
}

/** A variable of the function that nothing else uses, 0 at first. */
export function flag(frame: Frame): string {
  frame.flags++;
  declare(frame);
  return `${local.flag}${frame.flags}`;
}

function declare(frame: Frame): void {
  const numbered = (count: number, name: string): string[] =>
    Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
  const flags = numbered(frame.flags, local.flag).map((name) => `${name}=0`);
  const names = [...numbered(frame.declared, local.temporary), ...flags];
  frame.declaration.text = `let ${names.join(',')};`;
}

/** Index of a new site in the code being walked. */
export function addPlace(
  context: Context,
  kind: SiteKind,
  place: { start: number; end: number },
  more: Partial<Site> = {},
): number {
  const { frame, sites } = context;
  const name = frame?.name ?? '';
  if (frame?.apart && frame.site < 0) {
    const { node, owner } = frame.apart;
    const { start, end } = node;
    const site = { kind: 'initialiser', name, level: 'state', start, end } as const;
    frame.site = context.addSite({ ...site, function: owner < 0 ? sites.length : owner });
  }
  const owner = frame === undefined || frame.site < 0 ? sites.length : frame.site;
  const { start, end } = place;
  return context.addSite({ kind, name, level: 'state', start, end, function: owner, ...more });
}

/**
 * What the block, loop or clause of a scope begins with: its environment, where inner functions use
 * its names, and the functions that it declares.
 */
export function openScope(context: Context, scope: ScopeInfo | undefined): Part[] {
  if (scope === undefined || ![...scope.bindings.values()].some(isFollowed)) return [];
  const state = stateOf(context);
  const site = addPlace(context, 'scope', scope.node);
  state.siteOf.set(scope, site);
  const text: Part[] = [];
  if (scope.hasCaptured) text.push(...environment(state, site));
  return text;
}

/** `const __s$o3=__s$m(h,__s$o1);`, which is in force from here on. */
export function environment(state: StateModule, site: number): Part[] {
  const name = `${local.environment}${++state.environments}`;
  const parent = state.environment;
  state.environment = name;
  return [`const ${name}=${probe.scope}(`, headerOf(site, 'scope'), `,${parent});`];
}

/** Whether writes to it are recorded. */
export function isFollowed({ kind }: Binding): boolean {
  return kind !== 'own' && kind !== 'import';
}
