/**
 * One pass over a thread that knows at each boundary who owns variables, and what they hold. Nearly
 * all calls begin and end within one block: of them nothing is kept but a place on the stack and a
 * list of numbers (`block-log.ts`), so that a pass makes no objects for them.
 *
 *   slots of the stack:   0 main   1 check   2 visit        the owner of what happens is on top
 *   set aside:            async calls that wait, by their enters
 */
import type { CursorMark, ObjectSink } from '../../reader/cursor-options.js';
import type { ThreadCursor } from '../../reader/cursor.js';
import { doubleSlots, kind } from '../../reader/format.js';
import type { SiteTable } from '../../reader/sites.js';
import { StringTable } from '../../reader/strings.js';
import type { RecordedThread } from '../../reader/thread.js';
import type { ValueScope } from '../../reader/value.js';
import { callState, type Call } from '../call.js';
import { CallStack } from '../call-stack.js';
import { ScopeAges, type ScopeFate } from '../scope-ages.js';
import { maxEnvironments } from '../state.js';
import { BlockLog, noted, nothing } from './block-log.js';
import { callOutcomes } from './layout.js';
import { OwnedScopes } from './owned-scopes.js';
import { Settling } from './settling.js';
import { OwnedFrame, StoredVariables, variableCells, type Owner } from './state-owners.js';
import { StateSites, type SiteFacts } from './state-sites.js';
import type { ValuePool } from './stored-values.js';

export interface OwnerPassOptions {
  pool: ValuePool;
  objects: ObjectSink;
  /** Before each block, and behind the last one; owners hold what they do there. */
  onBoundary: (mark: CursorMark) => void;
  /** Something begins inside a scope that began before the present block; slot -1: not known. */
  onUse: (id: number, slot: number) => void;
}

export class OwnerPass {
  readonly cursor: ThreadCursor;
  readonly stack: CallStack;
  /** Stands for the top levels of all modules, where it is about calls and branches. */
  readonly outside = new OwnedFrame(-1, -1, -1);
  readonly scopes = new OwnedScopes();
  /** Changed since the boundary before; of scopes their ids, some twice or given up since. */
  readonly changedScopes: number[] = [];
  readonly changedModules = new Set<OwnedFrame>();
  /** Set aside, or changed while they were, since the boundary before. */
  readonly changedAside = new Set<OwnedFrame>();
  /** Highest id of a scope so far, and before the present block. */
  highest = 0;
  highestBefore = 0;
  readonly #sites: StateSites;
  readonly #options: OwnerPassOptions;
  readonly #log = new BlockLog();
  readonly #settling: Settling;
  // By place on the stack.
  readonly #heads: number[] = [];
  readonly #latest: number[] = [];
  readonly #parents: number[] = [];
  readonly #scopes: OwnedFrame['scopes'][] = [];
  readonly #frames: (OwnedFrame | undefined)[] = [];
  /** By the sequence number of their enters. */
  readonly #aside = new Map<number, OwnedFrame>();
  readonly #modules = new Map<number, OwnedFrame>();
  readonly #ages = new ScopeAges();
  /** Id of the scope that has just begun; 0: none. */
  fresh = 0;
  /** Where code stands that runs outside of recorded calls, and the scope around it. */
  #apart = -1;
  #apartIn = 0;
  /** Calls of the stack that were set aside at the present cut. */
  #cutCalls = 0;
  #stamp = 1;

  constructor(thread: RecordedThread, sites: SiteTable, options: OwnerPassOptions) {
    this.#sites = new StateSites(sites);
    this.#options = options;
    const strings = new StringTable();
    const values: ValueScope = {
      strings: {
        get: (id) => strings.get(id),
        define: (words, at) => {
          strings.define(words, at);
        },
        clear: () => {
          // What was noted refers to the strings that go now.
          this.#settle();
          strings.clear();
        },
      },
      objects: {
        info: () => undefined,
        snapshot: () => undefined,
        define: () => undefined,
        addSnapshot: () => undefined,
      },
      doubles: new Float64Array(doubleSlots).fill(NaN),
      generation: 0,
    };
    this.#settling = new Settling(this.#log, this.#sites, values, options.pool);
    this.cursor = thread.cursor({
      scope: values,
      objects: options.objects,
      onBlock: (mark) => {
        this.#settle();
        options.onBoundary(mark);
        this.#log.clear();
        this.changedScopes.length = 0;
        this.changedModules.clear();
        this.changedAside.clear();
        this.highestBefore = this.highest;
        this.#stamp++;
      },
    });
    this.stack = new CallStack(this.cursor, {
      thread: thread.number,
      onAside: (call) => {
        this.#setAside(call);
      },
    });
  }

  /** Frames on the stack, at a boundary. */
  *running(): Generator<OwnedFrame, void, undefined> {
    for (let slot = 0; slot < this.stack.calls.length; slot++) yield this.#frames[slot]!;
  }

  /** Takes one event; false at the end. */
  step(): boolean {
    const { stack, cursor } = this;
    const { calls } = stack;
    const depth = calls.length;
    const before = depth > 0 ? calls[depth - 1] : undefined;
    if (!stack.step()) return false;
    const k = cursor.kind;
    if (k !== kind.write) this.fresh = 0;
    if (stack.endedCount > 0) this.#passEnded();
    if (k <= kind.enter8) this.#enter(k);
    else if (k >= kind.scope && k <= kind.branch) this.#passState(k);
    else if (k === kind.loss) this.#cutCalls = 0;
    else if (k < kind.task) {
      if (k === kind.resume || k === kind.resumeValue) this.#putBack();
      const isLeft = k <= kind.throwValue && calls.length < depth;
      if (!isLeft && before !== undefined) this.#move(before, depth);
    }
    return true;
  }

  #enter(k: number): void {
    const { cursor } = this;
    const { site, at, words } = cursor;
    const slot = this.stack.calls.length - 1;
    this.#latest[slot] = site;
    this.#parents[slot] = 0;
    this.#release(this.#scopes[slot]);
    this.#scopes[slot] = undefined;
    this.#frames[slot] = undefined;
    if (!this.#sites.of(site).hasParameters) {
      this.#heads[slot] = nothing;
      return;
    }
    for (let word = at + k - kind.enter; word > at; word--) this.#settling.hold(words, word);
    this.#heads[slot] = this.#log.add(nothing, noted.parameters, at, site, cursor.seq);
  }

  #passState(k: number): void {
    const { cursor } = this;
    const { site } = cursor;
    const facts = this.#sites.of(site);
    const { calls } = this.stack;
    let slot = calls.length - 1;
    let module: OwnedFrame | undefined;
    if (slot >= 0 && calls[slot]!.site === facts.function) this.#latest[slot] = site;
    else {
      slot = -1;
      if (facts.isOutside) {
        module = this.#module(facts.module, site);
        module.site = site;
      }
    }
    if (k === kind.branch) this.#passBranch(slot, site);
    else if (k === kind.write) this.#passWrite(facts, slot, module);
    else if (k === kind.scope) {
      if (facts.isInitialiser) this.#standApart();
      else this.#openScope(slot, module);
    }
  }

  #module(first: number, site: number): OwnedFrame {
    let module = this.#modules.get(first);
    if (module === undefined) {
      module = new OwnedFrame(-1, first, site);
      this.#modules.set(first, module);
    }
    return module;
  }

  #passBranch(slot: number, site: number): void {
    const { at, seq } = this.cursor;
    if (slot < 0) this.#note(this.outside, noted.branch, site);
    else this.#heads[slot] = this.#log.add(this.#heads[slot]!, noted.branch, at, site, seq);
  }

  #note(owner: Owner, what: number, site: number): void {
    const { at, seq } = this.cursor;
    owner.head = this.#log.add(owner.head, what, at, site, seq);
  }

  #standApart(): void {
    const { words, at, site } = this.cursor;
    this.#apart = site;
    this.#apartIn = words[at + 2]! >>> 0;
    this.#use(this.#apartIn);
  }

  #passWrite(facts: SiteFacts, slot: number, module: OwnedFrame | undefined): void {
    const { cursor } = this;
    const { at, site, seq, words } = cursor;
    const isApart = facts.function === this.#apart;
    if (slot < 0 && module === undefined && !isApart) return;
    this.#settling.hold(words, at + 1);
    const { scope } = facts;
    if (scope < 0) {
      this.#noteModule(this.#module(facts.module, -1));
      return;
    }
    if (isApart) {
      this.#noteScope(this.#around(this.#apartIn, scope));
      return;
    }
    const own = (slot >= 0 ? this.#scopes[slot] : module!.scopes)?.get(scope);
    if (own !== undefined && !(facts.isLoopHead && own !== this.fresh)) {
      this.#noteScope(this.scopes.find(own));
    } else if (own !== undefined || facts.isOwnScope) {
      if (slot < 0) this.#noteModule(module!);
      else this.#heads[slot] = this.#log.add(this.#heads[slot]!, noted.write, at, site, seq);
    } else {
      this.#noteScope(this.#around(slot < 0 ? 0 : this.#parents[slot]!, scope));
    }
  }

  #noteModule(module: OwnedFrame): void {
    this.#note(module, noted.write, this.cursor.site);
    this.changedModules.add(module);
  }

  #noteScope(slot: number): void {
    if (slot < 0) return;
    const { at, seq, site } = this.cursor;
    const { scopes } = this;
    const head = scopes.head(slot);
    if (head === nothing) this.changedScopes.push(scopes.id(slot));
    scopes.setHead(slot, this.#log.add(head, noted.write, at, site, seq));
  }

  /** Slot of the scope in which a frame's function was made; -1: not known. */
  #around(parent: number, site: number): number {
    for (let id = parent; id !== 0;) {
      const slot = this.scopes.find(id);
      if (slot < 0 || this.scopes.site(slot) === site) return slot;
      id = this.scopes.outwards(slot);
    }
    return -1;
  }

  #openScope(slot: number, module: OwnedFrame | undefined): void {
    const { words, at, site } = this.cursor;
    const id = words[at + 1]! >>> 0;
    const parent = words[at + 2]! >>> 0;
    const isFunction = slot >= 0 && this.stack.calls[slot]!.site === site;
    if (isFunction) this.#parents[slot] = parent;
    if (id > this.highest) this.highest = id;
    this.#use(parent);
    if (id === 0) return;
    if (this.scopes.count >= maxEnvironments) this.#giveUp();
    this.scopes.open(id, site, parent);
    this.#ages.add(id);
    this.fresh = id;
    if (slot < 0) {
      if (module !== undefined) this.#hold((module.scopes ??= new Map<number, number>()), site, id);
      return;
    }
    this.#hold((this.#scopes[slot] ??= new Map<number, number>()), site, id);
    const frame = this.#frames[slot];
    if (frame !== undefined) frame.isChanged = true;
    if (isFunction) this.#moveParameters(slot, id);
  }

  /** A frame's scope; of a loop, the one before goes. */
  #hold(held: Map<number, number>, site: number, id: number): void {
    const before = held.get(site);
    if (before !== undefined) this.#letGo(before);
    this.scopes.hold(id, true);
    held.set(site, id);
  }

  /** The frame is gone. */
  #release(held: OwnedFrame['scopes']): void {
    for (const id of held?.values() ?? []) this.#letGo(id);
  }

  #letGo(id: number): void {
    this.scopes.hold(id, false);
    this.#ages.letGo(id);
  }

  /** Parameters were there before the scope was known. */
  #moveParameters(slot: number, id: number): void {
    const scope = this.scopes.view(this.scopes.find(id));
    const entries = this.#log.entries(this.#heads[slot]!);
    let head: number = nothing;
    for (const entry of entries) {
      const what = this.#log.what[entry]!;
      if (what === noted.parameters || what === noted.write) {
        if (scope.head === nothing) this.changedScopes.push(id);
        scope.head = this.#log.copy(scope.head, entry);
      } else head = this.#log.copy(head, entry);
    }
    this.#heads[slot] = head;
    const frame = this.#frames[slot];
    if (frame === undefined) return;
    const { cells } = frame.variables;
    for (let at = 0; at < cells.length; at += variableCells) {
      scope.variables.set(cells[at]!, cells[at + 1]!, cells[at + 2]!, cells[at + 3]!);
    }
    frame.variables = new StoredVariables();
  }

  /** Something begins inside the scope. */
  #use(id: number): void {
    for (let at = id; at !== 0;) {
      const slot = this.scopes.find(at);
      if (at <= this.highestBefore) this.#options.onUse(at, slot);
      if (slot < 0 || !this.scopes.use(slot, this.#stamp)) return;
      at = this.scopes.outwards(slot);
    }
  }

  #giveUp(): void {
    const drop = (id: number): void => {
      this.scopes.delete(id);
    };
    this.#ages.giveUp((id) => this.#fateOf(id), drop);
  }

  #fateOf(id: number): ScopeFate {
    const slot = this.scopes.find(id);
    if (slot < 0) return 'unknown';
    if (this.scopes.isHeld(slot)) return 'held';
    if (!this.scopes.takeUsed(slot)) return 'unused';
    this.#stamp++;
    return 'used';
  }

  /** Frames of calls that were taken off the stack; they still lie in their slots. */
  #setAside(call: Call): void {
    const isCut = call.state === callState.cut;
    const slot = isCut ? this.#cutCalls++ : this.stack.calls.length;
    let frame = this.#aside.get(call.seq);
    if (frame === undefined) {
      frame = this.#frameAt(slot, call);
      this.#aside.set(call.seq, frame);
      this.#scopes[slot] = undefined; // the frame holds them
    }
    this.changedAside.add(frame);
  }

  /** What the slot holds, as a frame of its own. */
  #frameAt(slot: number, call: Call): OwnedFrame {
    const frame = this.#frames[slot] ?? new OwnedFrame(call.seq, -1, call.site);
    frame.head = this.#heads[slot]!;
    frame.site = this.#latest[slot]!;
    frame.parent = this.#parents[slot]!;
    const scopes = this.#scopes[slot];
    if (frame.scopes !== scopes) frame.isChanged = true;
    frame.scopes = scopes;
    return frame;
  }

  /** The latest event of what was on top stands there, if it stands in its code. */
  #move(before: Call, depth: number): void {
    const { site } = this.cursor;
    if (this.#sites.of(site).function !== before.site) return;
    if (this.stack.calls[depth - 1] === before) this.#latest[depth - 1] = site;
    else {
      const frame = this.#aside.get(before.seq);
      if (frame !== undefined) frame.site = site;
    }
  }

  #putBack(): void {
    const { calls, top } = this.stack;
    const frame = top && this.#aside.get(top.seq);
    if (frame === undefined) return;
    const slot = calls.length - 1;
    this.#aside.delete(frame.callSeq);
    this.changedAside.delete(frame);
    this.#frames[slot] = frame;
    this.#heads[slot] = frame.head;
    this.#latest[slot] = frame.site;
    this.#parents[slot] = frame.parent;
    this.#release(this.#scopes[slot]);
    this.#scopes[slot] = frame.scopes;
  }

  #passEnded(): void {
    const { ended, endedCount } = this.stack;
    for (let index = 0; index < endedCount; index++) {
      const call = ended[index]!;
      if (this.#aside.size > 0) {
        const frame = this.#aside.get(call.seq);
        if (frame !== undefined) {
          this.#aside.delete(call.seq);
          this.changedAside.delete(frame);
          this.#release(frame.scopes);
        }
      }
      this.#noteEnd(call);
    }
  }

  /** The parent learns of it, wherever it is. */
  #noteEnd(call: Call): void {
    const { words, at, seq, kind: k } = this.cursor;
    const log = this.#log;
    const { parentSeq, site } = call;
    if (k === kind.leaveValue || k === kind.throwValue) this.#settling.hold(words, at + 1);
    const slot = parentSeq < 0 ? -1 : this.#slotOf(parentSeq);
    if (slot >= 0) {
      this.#heads[slot] = log.add(this.#heads[slot]!, noted.ended, at, site, seq);
      log.outcome[this.#heads[slot]] = callOutcomes.indexOf(call.outcome);
      return;
    }
    const owner = parentSeq < 0 ? this.outside : this.#aside.get(parentSeq);
    if (owner === undefined) return;
    if (owner !== this.outside) this.changedAside.add(owner);
    this.#note(owner, noted.ended, site);
    log.outcome[owner.head] = callOutcomes.indexOf(call.outcome);
  }

  /** Place on the stack of the call with this enter; -1: it is not there. */
  #slotOf(callSeq: number): number {
    const { calls } = this.stack;
    const last = calls.length - 1;
    if (last < 0 || calls[last]!.seq === callSeq) return last;
    // Calls lie in the order in which they were pushed, most of them by their enters.
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (calls[middle]!.pushedSeq <= callSeq) low = middle;
      else high = middle - 1;
    }
    return calls[low]!.seq === callSeq ? low : calls.findLastIndex(({ seq }) => seq === callSeq);
  }

  /** All that was noted goes to its owners, as far as they are still there. */
  #settle(): void {
    const { calls } = this.stack;
    const { words } = this.cursor;
    for (let slot = 0; slot < calls.length; slot++) {
      const frame = this.#frameAt(slot, calls[slot]!);
      this.#frames[slot] = frame;
      this.#settling.settle(words, frame);
      this.#heads[slot] = nothing;
    }
    this.#settling.settle(words, this.outside);
    for (const frame of this.changedAside) this.#settling.settle(words, frame);
    for (const module of this.changedModules) this.#settling.settle(words, module);
    const { scopes } = this;
    for (const id of this.changedScopes) {
      const slot = scopes.find(id);
      if (slot >= 0) this.#settling.settle(words, scopes.view(slot));
    }
  }
}
