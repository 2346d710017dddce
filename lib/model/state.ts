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
import { callState, type Call } from './call.js';
import { isObject, ObjectStates } from './object-states.js';

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
  /** Places where events were missing before it was written. */
  cuts: number;
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
}

/** Where a variable lives. */
interface Owner {
  frame: Frame;
  environment?: Environment;
  variables: Variables;
}

/** Told of what happens to variables, before it does. */
export interface VariableWrite extends Owner {
  before: Variable | undefined;
  variable: Variable;
}

/** Sites that are no functions; the `function` of those at a module's top level is their own. */
const placeKinds: ReadonlySet<string> = new Set([
  'scope',
  'write',
  'property',
  'mutation',
  'branch',
]);

/** Environments kept; the oldest are given up first. */
const maxEnvironments = 262_144;

export class ThreadState {
  readonly thread: RecordedThread;
  readonly objects = new ObjectStates();
  /** The top levels of modules, by their first sites. */
  readonly modules = new Map<number, Frame>();
  readonly cursor: ThreadCursor;
  onWrite: ((write: VariableWrite) => void) | undefined;
  readonly #sites: SiteTable;
  readonly #stack: CallStack;
  readonly #frames = new Map<Call, Frame>();
  readonly #environments = new Map<number, Environment>();
  readonly #bodies = new Map<number, number>();
  /** The environment that has just begun: what the head of its loop gives is still to come. */
  #fresh: Environment | undefined;
  #newest: Frame | undefined;

  constructor(thread: RecordedThread, sites: SiteTable) {
    this.thread = thread;
    this.#sites = sites;
    this.cursor = thread.cursor({
      objects: {
        define: (id, cls, label) => this.objects.define(id, cls, label, this.cursor.nextSeq),
        snapshot: (id, total, offset, entries) =>
          this.objects.snapshot(id, total, offset, entries, this.cursor.nextSeq),
      },
    });
    this.#stack = new CallStack(this.cursor, {
      thread: thread.number,
      onEnter: (call) => {
        this.#newest = newFrame(call, call.site, this.#moduleOf(call.site));
        this.#frames.set(call, this.#newest);
        return true;
      },
    });
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
    return this.#stack.calls.map((call) => this.#frames.get(call)!);
  }

  /** Frame of the call that runs at present. */
  get top(): Frame | undefined {
    const call = this.#stack.top;
    return call && this.#frames.get(call);
  }

  /** Async and generator calls that wait, by their beginnings. */
  get suspended(): Frame[] {
    return [...this.#frames].flatMap(([call, frame]) =>
      call.state === callState.suspended ? [frame] : [],
    );
  }

  /** The frame in whose code the latest event stands; undefined where that is not recorded. */
  get here(): Frame | undefined {
    const { site, kind: k } = this.cursor;
    return site < 0 || k === kind.loss ? this.top : this.frameAt(this.#sites.get(site));
  }

  isOpen(callSeq: number): boolean {
    for (const call of this.#frames.keys()) if (call.seq === callSeq) return true;
    return false;
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
      this.#frames.delete(this.#stack.ended[index]!);
    }
    if (k <= kind.enter8) this.#enter();
    else if (k >= kind.scope && k <= kind.branch) this.#passState(k);
    else if (k === kind.loss) this.objects.cuts = this.#stack.counts.cuts;
    else if (k < kind.task && before !== undefined) this.#move(before);
    return true;
  }

  /** What the code of a frame can name: its own variables, those around it, the module's. */
  visible(frame: Frame): Variable[] {
    const found = new Map<string, Variable>();
    const add = (variables: Variables, isOwn: boolean): void => {
      // The innermost declaration of a name is the one that counts.
      const inner = [...variables.entries()].sort(([a], [b]) => b - a);
      for (const [, variable] of inner) {
        if (isOwn && !this.#isInScope(variable, frame)) continue;
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
      const environment = this.#environments.get(id);
      if (environment === undefined) break;
      add(environment.variables, false);
      id = environment.parent < id ? environment.parent : 0; // made before; all else is damage
    }
    const module = this.modules.get(frame.module);
    if (module !== undefined && module !== frame) add(module.variables, false);
    return [...found.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Whether environments around the frame were given up, or never recorded. */
  environment(id: number): Environment | undefined {
    return this.#environments.get(id);
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
    const site = this.#sites.get(frame.site);
    for (const [index, name] of site.parameters.entries()) {
      const declared = site.declares[index] ?? -2 - index;
      const value = frame.call?.args?.[index];
      this.#write({ frame, variables: frame.variables }, { declared, name, scope: site.id, value });
    }
  }

  #passState(k: number): void {
    const { cursor } = this;
    const site = this.#sites.get(cursor.site);
    const frame = this.frameAt(site);
    if (frame !== undefined) frame.site = cursor.site;
    if (k === kind.scope) this.#openScope(site, frame);
    else if (k === kind.write) this.#passWrite(site, frame);
    else if (k !== kind.branch) this.#passObject(k, site);
  }

  /** The frame in whose code the site stands; undefined where it does not run. */
  frameAt(site: SiteInfo): Frame | undefined {
    const { top } = this;
    if (top?.call?.site === site.function) return top;
    if (!placeKinds.has(this.#sites.get(site.function).kind)) return undefined;
    const module = this.#moduleOf(site.id);
    let frame = this.modules.get(module);
    if (frame === undefined)
      this.modules.set(module, (frame = newFrame(undefined, site.id, module)));
    return frame;
  }

  #openScope(site: SiteInfo, frame: Frame | undefined): void {
    const { words, at } = this.cursor;
    const id = words[at + 1]! >>> 0;
    const parent = words[at + 2]! >>> 0;
    const isFunction = site.id === frame?.call?.site;
    if (isFunction) frame.parent = parent;
    if (id === 0) return;
    const environment = { id, site: site.id, parent, variables: new Map<number, Variable>() };
    this.#environments.set(id, environment);
    this.#fresh = environment;
    if (this.#environments.size > maxEnvironments) {
      this.#environments.delete(this.#environments.keys().next().value!);
    }
    if (frame === undefined) return;
    frame.environments.set(site.id, environment);
    if (!isFunction) return;
    // Parameters were there before the environment was known.
    environment.variables = frame.variables;
    frame.variables = new Map();
  }

  #passWrite(site: SiteInfo, frame: Frame | undefined): void {
    const { scope, declared, variable: name } = site;
    const owner = this.#ownerOf(scope, frame, site);
    if (owner === undefined) return;
    this.#write(owner, { declared, name, scope, value: this.cursor.value(0) });
  }

  /** Where a variable of the scope lives, for the code of a frame. */
  #ownerOf(scope: number, frame: Frame | undefined, site: SiteInfo): Owner | undefined {
    if (frame === undefined) return undefined;
    if (scope < 0) {
      const module = this.modules.get(frame.module) ?? newFrame(undefined, -1, frame.module);
      this.modules.set(frame.module, module);
      return { frame: module, variables: module.variables };
    }
    const own = frame.environments.get(scope);
    // The head of a loop writes what the next iteration begins with; closures keep what they had.
    const isHead = own !== undefined && site.start < this.#bodyOf(scope);
    if (isHead && own !== this.#fresh) return { frame, variables: frame.variables };
    if (own !== undefined) return { frame, environment: own, variables: own.variables };
    const { function: owner, id } = this.#sites.get(scope);
    const isOwn = frame.call === undefined ? owner === id : owner === frame.call.site;
    if (isOwn) return { frame, variables: frame.variables };
    const around = this.#around(frame, scope);
    return around && { frame, environment: around, variables: around.variables };
  }

  /** Where the body of a loop begins whose head declares variables; 0 of other scopes. */
  #bodyOf(scope: number): number {
    let start = this.#bodies.get(scope);
    if (start !== undefined) return start;
    const { end } = this.#sites.get(scope);
    const module = this.#sites.moduleOf(scope);
    const last = module === undefined ? scope : module.firstSite + module.siteCount;
    start = 0;
    for (let id = scope + 1; id < last && start === 0; id++) {
      const site = this.#sites.get(id);
      if (site.start >= end) break;
      if (site.branch === 'loop' && site.end === end) ({ start } = site);
    }
    this.#bodies.set(scope, start);
    return start;
  }

  /** The environment of the scope in which the frame's function was made. */
  #around(frame: Frame, scope: number): Environment | undefined {
    for (let id = frame.parent; id !== 0;) {
      const environment = this.#environments.get(id);
      if (environment === undefined || environment.site === scope) return environment;
      id = environment.parent < id ? environment.parent : 0;
    }
    return undefined;
  }

  #write(
    owner: Owner,
    what: Pick<Variable, 'name' | 'scope' | 'value'> & { declared: number },
  ): void {
    const { seq, site } = this.cursor;
    const { declared, ...named } = what;
    const variable: Variable = { ...named, seq, site, cuts: this.#stack.counts.cuts };
    this.onWrite?.({ ...owner, before: owner.variables.get(declared), variable });
    owner.variables.set(declared, variable);
  }

  #passObject(k: number, site: SiteInfo): void {
    const { cursor } = this;
    const object = cursor.value(0);
    if (!isObject(object) || object.id === 0) return;
    const { seq, site: at } = cursor;
    if (k === kind.set) this.objects.set(object.id, site.property, cursor.value(1), seq, at);
    else if (k === kind.setKey) {
      this.objects.set(object.id, cursor.value(1), cursor.value(2), seq, at);
    } else {
      const operation = cursor.value(1);
      if (typeof operation !== 'number') return;
      this.objects.mutate(object.id, operation, cursor.value(2), cursor.value(3), seq, at);
    }
  }
}

function newFrame(call: Call | undefined, site: number, module: number): Frame {
  return { call, module, variables: new Map(), environments: new Map(), parent: 0, site };
}
