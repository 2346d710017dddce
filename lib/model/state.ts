/**
 * The state of one thread at every moment of a pass: the frames on its stack and the suspended
 * ones with their variables, the environments that closures share, module variables, objects.
 *
 *   const state = new ThreadState(thread, sites);
 *   while (state.nextSeq <= moment && state.step());
 *   state.visible(state.running.at(-1));     // [{ name: 'total', value: 42, seq: 4711 }, ...]
 */
import type { ThreadCursor } from '../reader/cursor.js';
import { kind } from '../reader/format.js';
import type { SiteInfo, SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Value } from '../reader/value.js';
import { CallStack } from './call-stack.js';
import type { Call } from './call.js';
import { declarationsOf, parameterAt } from './declarations.js';
import type { Seeker, SeekOptions } from './index/thread-index.js';
import { ObjectStates, type LoadObjects } from './object-states.js';
import { applyWrite, writtenObject } from './object-writes.js';
import { ScopeAges, type ScopeFate } from './scope-ages.js';
import { isOutsideFunctions, LoopBodies } from './state-places.js';

/** A binding and what it holds. */
export interface Variable {
  name: string;
  /** Site that owns it: a scope's or a function's; -1: a module's top level. */
  scope: number;
  value: Value;
  /** Event that wrote it. */
  seq: number;
  /** Site of that event; of a parameter the function's. */
  site: number;
}

/** By the place of the binding's declaration, which is unique in its module. */
export type Variables = Map<number, Variable>;

/** A scope that closures share. */
export interface Environment {
  id: number;
  site: number;
  /** Id of the environment around it; 0: the module's. */
  parent: number;
  variables: Variables;
  /** Event of the last write. */
  changed: number;
  /** Something began inside it since it was last looked at for being given up. */
  isUsed: boolean;
  /** The frame that made it is there. */
  isHeld: boolean;
}

export interface Frame {
  /** Undefined: the top level of a module. */
  call: Call | undefined;
  /** First site of its module. */
  module: number;
  variables: Variables;
  /** Its scopes that closures share, by the site of the scope; the latest of each. */
  environments: Map<number, Environment>;
  /** Id of the environment around the function; 0: the module's, or not known. */
  parent: number;
  /** Site of its latest event. */
  site: number;
  /** Event of the last write. */
  changed: number;
}

/** Where a pass begins that does not begin with the thread, and who knows what was there. */
export interface StateStart {
  open: (options: SeekOptions) => Seeker;
  frame: (call: Call, environment: (id: number) => Environment | undefined) => Frame | undefined;
  environment: (id: number) => Environment | undefined;
  module: (first: number) => Frame | undefined;
  objects: LoadObjects;
  /** Environment that had just begun; 0: none. */
  fresh: number;
}

/** Where a variable lives. */
export interface Owner {
  frame: Frame;
  environment: Environment | undefined;
  variables: Variables;
}

/** Told of a write before it happens. */
export type OnWrite = (owner: Owner, variable: Variable, before: Variable | undefined) => void;

/** Environments kept; those that nothing began in for longest are given up first. */
export const maxEnvironments = 262_144;

export class ThreadState {
  readonly thread: RecordedThread;
  readonly objects: ObjectStates;
  readonly cursor: ThreadCursor;
  onWrite: OnWrite | undefined;
  readonly #sites: SiteTable;
  readonly #stack: CallStack;
  readonly #from: StateStart | undefined;
  /** The top levels of modules, by their first sites. */
  readonly #modules = new Map<number, Frame>();
  readonly #frames = new Map<Call, Frame>();
  readonly #environments = new Map<number, Environment>();
  readonly #ages = new ScopeAges();
  readonly #bodies: LoopBodies;
  /** The environment that has just begun: what the head of its loop gives is still to come. */
  #fresh: Environment | undefined;
  #newest: Frame | undefined;
  /** Where the latest code stood that ran outside of recorded calls, and its frame. */
  #apart: { site: number; frame: Frame } | undefined;

  /** Without `from` at the thread's beginning. */
  constructor(thread: RecordedThread, sites: SiteTable, from?: StateStart) {
    this.thread = thread;
    this.#sites = sites;
    this.#bodies = new LoopBodies(sites);
    this.#from = from;
    const load = from?.objects;
    const objects = new ObjectStates(load && ((ids) => load(ids, this.cursor.seq)));
    this.objects = objects;
    const options: SeekOptions = {
      values: true,
      objects: {
        wants: (id) => objects.wants(id),
        define: (id, cls, label) => {
          objects.define(id, cls, label, this.cursor.nextSeq);
        },
        snapshot: (id, total, offset, entries) => {
          objects.snapshot(id, total, offset, entries, this.cursor.nextSeq);
        },
      },
      onEnter: (call) => {
        this.#newest = newFrame(call, call.site, this.#moduleOf(call.site));
        this.#frames.set(call, this.#newest);
        return true;
      },
    };
    const { cursor, stack } = from?.open(options) ?? atBeginning(thread, options);
    this.cursor = cursor;
    this.#stack = stack;
    if (from !== undefined && from.fresh !== 0) this.#fresh = this.environment(from.fresh);
  }

  /** Sequence number of the event that the next step takes. */
  get nextSeq(): number {
    return this.cursor.nextSeq;
  }

  get stack(): CallStack {
    return this.#stack;
  }

  /** Frames on the stack, the outermost first. */
  get running(): Frame[] {
    return this.#stack.calls.map((call) => this.frameOf(call));
  }

  /** Frame of the call that runs at present. */
  get top(): Frame | undefined {
    const call = this.#stack.top;
    return call && this.frameOf(call);
  }

  /** Async and generator calls that wait, by their beginnings. */
  get suspended(): Frame[] {
    return this.#stack.suspended.map((call) => this.frameOf(call));
  }

  /** The frame in whose code the latest event stands; undefined where that is not recorded. */
  get here(): Frame | undefined {
    const { site, kind: k } = this.cursor;
    return site < 0 || k === kind.loss ? this.top : this.frameAt(this.#sites.get(site));
  }

  isOpen(callSeq: number): boolean {
    return this.#stack.open.some(({ seq }) => seq === callSeq);
  }

  /** Takes one event; false at the end. */
  step(): boolean {
    const before = this.top;
    const { cursor } = this;
    if (!this.#stack.step()) return false;
    const { kind: k } = cursor;
    this.objects.settle(cursor.site, k);
    if (k !== kind.write) this.#fresh = undefined;
    for (let index = 0; index < this.#stack.endedCount; index++) {
      this.#release(this.#stack.ended[index]!);
    }
    if (k <= kind.enter8) this.#enter();
    else if (k >= kind.scope && k <= kind.branch) this.#passState(k);
    else if (k < kind.task && before !== undefined) this.#move(before);
    return true;
  }

  /** What the code of a frame can name: its own variables, those around it, the module's. */
  visible(frame: Frame): Variable[] {
    const found = new Map<string, Variable>();
    const add = (variables: Variables, isOfBlocks: boolean): void => {
      // The innermost declaration of a name is the one that counts; a `var` may stand behind it.
      const inner = [...variables.entries()].sort(
        ([a, one], [b, other]) => this.#beginOf(other) - this.#beginOf(one) || b - a,
      );
      for (const [, variable] of inner) {
        if (isOfBlocks && !this.#isInScope(variable, frame)) continue;
        if (!found.has(variable.name)) found.set(variable.name, variable);
      }
    };
    const own: Variables = new Map(frame.variables);
    for (const { variables } of frame.environments.values()) {
      for (const [declared, variable] of variables) {
        if ((own.get(declared)?.seq ?? -1) < variable.seq) own.set(declared, variable);
      }
    }
    add(own, true);
    for (let id = frame.parent; id !== 0;) {
      const environment = this.environment(id);
      if (environment === undefined) break;
      add(environment.variables, false);
      id = environment.parent < id ? environment.parent : 0; // made before; all else is damage
    }
    const module = this.module(frame.module);
    if (module !== undefined && module !== frame) add(module.variables, true);
    return [...found.values()].sort((a, b) => a.seq - b.seq);
  }

  /** The one of `visible` with this name, found without making the list. */
  named(frame: Frame, name: string): Variable | undefined {
    const seen = (one?: Variable) => (one && this.#isInScope(one, frame) ? one : undefined);
    const own = (declared: number): Variable | undefined => {
      let newest = frame.variables.get(declared);
      for (const { variables } of frame.environments.values()) {
        const other = variables.get(declared);
        if (other !== undefined && (newest === undefined || newest.seq < other.seq)) newest = other;
      }
      return seen(newest);
    };
    let found = this.#innermost(name, own);
    for (let id = frame.parent; id !== 0 && found === undefined;) {
      const environment = this.environment(id);
      if (environment === undefined) break;
      found = this.#innermost(name, (declared) => environment.variables.get(declared));
      id = environment.parent < id ? environment.parent : 0;
    }
    const module = this.module(frame.module);
    if (found !== undefined || module === undefined || module === frame) return found;
    return this.#innermost(name, (declared) => seen(module.variables.get(declared)));
  }

  /** Of those at one level: the innermost declaration counts. */
  #innermost(name: string, at: (declared: number) => Variable | undefined): Variable | undefined {
    let found: Variable | undefined;
    let [foundFrom, foundAt] = [-Infinity, -Infinity];
    for (const declared of declarationsOf(this.#sites, name)) {
      const variable = at(declared);
      if (variable?.name !== name) continue;
      const from = this.#beginOf(variable);
      if (from < foundFrom || (from === foundFrom && declared < foundAt)) continue;
      [found, foundFrom, foundAt] = [variable, from, declared];
    }
    return found;
  }

  #beginOf({ scope }: Variable): number {
    return scope < 0 ? -1 : this.#sites.get(scope).start;
  }

  /** Undefined where it was given up, or never recorded. */
  environment(id: number): Environment | undefined {
    const known = this.#environments.get(id);
    if (known !== undefined || this.#from === undefined) return known;
    const stored = this.#from.environment(id);
    if (stored !== undefined) {
      this.#environments.set(id, stored);
      this.#ages.add(id);
    }
    return stored;
  }

  /** The top level of the module with this first site. */
  module(first: number): Frame | undefined {
    const known = this.#modules.get(first);
    if (known !== undefined || this.#from === undefined) return known;
    const stored = this.#from.module(first);
    if (stored !== undefined) this.#modules.set(first, stored);
    return stored;
  }

  /** Id of the environment that has just begun; 0: none. */
  get fresh(): number {
    return this.#fresh?.id ?? 0;
  }

  frameOf(call: Call): Frame {
    let frame = this.#frames.get(call);
    if (frame === undefined) {
      frame = this.#from?.frame(call, (id) => this.environment(id));
      for (const environment of frame?.environments.values() ?? []) environment.isHeld = true;
      frame ??= newFrame(call, call.site, this.#moduleOf(call.site));
      this.#frames.set(call, frame);
    }
    return frame;
  }

  #isInScope(variable: Variable, frame: Frame): boolean {
    if (variable.scope < 0 || variable.scope === frame.call?.site) return true;
    const scope = this.#sites.get(variable.scope);
    const place = this.#sites.get(frame.site);
    return place.start >= scope.start && place.end <= scope.end;
  }

  #moduleOf(site: number): number {
    return this.#sites.moduleOf(site)?.firstSite ?? -1;
  }

  #move(frame: Frame): void {
    if (this.#sites.get(this.cursor.site).function === frame.call?.site) {
      frame.site = this.cursor.site;
    }
  }

  #enter(): void {
    const frame = this.#newest!;
    const { parameters, declares, id } = this.#sites.get(frame.site);
    const { length } = parameters;
    if (length === 0) return;
    const owner: Owner = { frame, environment: undefined, variables: frame.variables };
    const args = frame.call?.args;
    for (let index = 0; index < length; index++) {
      this.#write(owner, parameterAt(declares, index), parameters[index]!, id, args?.[index]);
    }
  }

  #passState(k: number): void {
    const { cursor } = this;
    const site = this.#sites.get(cursor.site);
    const frame = this.frameAt(site);
    if (frame !== undefined) frame.site = cursor.site;
    if (k === kind.scope) this.#openScope(site, frame);
    else if (k === kind.write) this.#passWrite(site, frame);
    else if (k !== kind.branch) this.#passObject(site);
  }

  /** The frame in whose code the site stands; undefined where it does not run. */
  frameAt(site: SiteInfo): Frame | undefined {
    const { top } = this;
    if (this.#apart?.site === site.function) return this.#apart.frame;
    if (top?.call?.site === site.function) return top;
    if (!isOutsideFunctions(this.#sites, site)) return undefined;
    const module = this.#moduleOf(site.id);
    return this.module(module) ?? this.#openModule(site.id, module);
  }

  #openModule(site: number, module: number): Frame {
    const frame = newFrame(undefined, site, module);
    this.#modules.set(module, frame);
    return frame;
  }

  #openScope(site: SiteInfo, frame: Frame | undefined): void {
    const { words, at } = this.cursor;
    const id = words[at + 1]! >>> 0;
    const parent = words[at + 2]! >>> 0;
    if (site.kind === 'initialiser') {
      const apart = newFrame(undefined, site.id, this.#moduleOf(site.id));
      apart.parent = parent;
      this.#apart = { site: site.id, frame: apart };
      this.#use(parent);
      return;
    }
    const isFunction = site.id === frame?.call?.site;
    if (isFunction) frame.parent = parent;
    this.#use(parent);
    if (id === 0) return;
    if (this.#environments.size >= maxEnvironments) {
      const drop = (id: number): void => {
        this.#environments.delete(id);
      };
      this.#ages.giveUp((id) => this.#fateOf(id), drop);
    }
    const environment = newEnvironment(id, site.id, parent);
    this.#environments.set(id, environment);
    this.#ages.add(id);
    this.#fresh = environment;
    if (frame === undefined) return;
    if (frame !== this.#apart?.frame) {
      this.#letGo(frame.environments.get(site.id));
      environment.isHeld = true;
    }
    frame.environments.set(site.id, environment);
    if (!isFunction) return;
    // Parameters were there before the environment was known.
    environment.variables = frame.variables;
    environment.changed = frame.changed;
    frame.variables = new Map();
  }

  /** Something begins inside the environment. */
  #use(id: number): void {
    for (let at = id; at !== 0;) {
      const environment = this.environment(at);
      if (environment === undefined) return;
      environment.isUsed = true;
      at = environment.parent < at ? environment.parent : 0;
    }
  }

  #release(call: Call): void {
    for (const environment of this.#frames.get(call)?.environments.values() ?? []) {
      this.#letGo(environment);
    }
    this.#frames.delete(call);
  }

  #letGo(environment: Environment | undefined): void {
    if (environment === undefined) return;
    environment.isHeld = false;
    this.#ages.letGo(environment.id);
  }

  #fateOf(id: number): ScopeFate {
    const environment = this.#environments.get(id);
    if (environment === undefined) return 'unknown';
    if (environment.isHeld) return 'held';
    const { isUsed } = environment;
    environment.isUsed = false;
    return isUsed ? 'used' : 'unused';
  }

  #passWrite(site: SiteInfo, frame: Frame | undefined): void {
    const { scope, declared, variable: name } = site;
    const owner = this.#ownerOf(scope, frame, site);
    if (owner === undefined) return;
    this.#write(owner, declared, name, scope, this.cursor.value(0));
  }

  /** Where a variable of the scope lives, for the code of a frame. */
  #ownerOf(scope: number, frame: Frame | undefined, site: SiteInfo): Owner | undefined {
    if (frame === undefined) return undefined;
    if (scope < 0) {
      const module = this.module(frame.module) ?? this.#openModule(-1, frame.module);
      return { frame: module, environment: undefined, variables: module.variables };
    }
    const own = frame.environments.get(scope);
    // The head of a loop writes what the next iteration begins with; closures keep what they had.
    const isHead = own !== undefined && site.start < this.#bodies.of(scope);
    const plain: Owner = { frame, environment: undefined, variables: frame.variables };
    if (isHead && own !== this.#fresh) return plain;
    if (own !== undefined) return { frame, environment: own, variables: own.variables };
    const { function: owner, id } = this.#sites.get(scope);
    const isOwn = frame.call === undefined ? owner === id : owner === frame.call.site;
    if (isOwn && frame !== this.#apart?.frame) return plain;
    const around = this.#around(frame, scope);
    return around && { frame, environment: around, variables: around.variables };
  }

  /** The environment of the scope in which the frame's function was made. */
  #around(frame: Frame, scope: number): Environment | undefined {
    for (let id = frame.parent; id !== 0;) {
      const environment = this.environment(id);
      if (environment === undefined || environment.site === scope) return environment;
      id = environment.parent < id ? environment.parent : 0;
    }
    return undefined;
  }

  #write(owner: Owner, declared: number, name: string, scope: number, value: Value): void {
    const { seq, site } = this.cursor;
    const variable: Variable = { name, scope, value, seq, site };
    const { variables, environment, frame } = owner;
    if (this.onWrite !== undefined) this.onWrite(owner, variable, variables.get(declared));
    variables.set(declared, variable);
    if (environment === undefined) frame.changed = seq;
    else environment.changed = seq;
  }

  #passObject(site: SiteInfo): void {
    const id = writtenObject(this.cursor);
    if (id >= 0 && this.objects.wants(id)) applyWrite(this.objects, this.cursor, site.property);
  }
}

function atBeginning(thread: RecordedThread, options: SeekOptions): Seeker {
  const { onEnter, objects } = options;
  const cursor = thread.cursor(objects && { objects });
  return {
    cursor,
    stack: new CallStack(cursor, { thread: thread.number, ...(onEnter && { onEnter }) }),
  };
}

export function newFrame(call: Call | undefined, site: number, module: number): Frame {
  const parts = { variables: new Map(), environments: new Map(), parent: 0 };
  return { call, module, ...parts, site, changed: call?.seq ?? -1 };
}

export function newEnvironment(id: number, site: number, parent: number): Environment {
  return { id, site, parent, variables: new Map(), changed: -1, isUsed: false, isHeld: false };
}
