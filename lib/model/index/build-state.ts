/**
 * Builds the index of a thread's state in one pass: at each boundary between two blocks a row for
 * each frame, environment and module that changed since its row before. An environment gets its
 * first row in the block that is the first to use it after the one in which it began; until then
 * whoever asks for it reads that one block.
 */
import type { CursorMark } from '../../reader/cursor-options.js';
import { kind } from '../../reader/format.js';
import type { SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { CallStack } from '../call-stack.js';
import { FrameNotes, type EndedCall } from '../frame-notes.js';
import {
  newEnvironment,
  newFrame,
  ThreadState,
  type Environment,
  type Frame,
  type Variables,
} from '../state.js';
import { writtenObject } from '../object-states.js';
import { Rows, Words } from './growing.js';
import { callOutcomes } from './layout.js';
import { orderOf, owners, row, type StateColumns } from './state-layout.js';
import { ValuePool } from './stored-values.js';
import { TouchCollector } from './touches.js';

const progressEvents = 1 << 20;
/** Numbers in the stream of an index; one with more is not made. */
const maxStream = 2 ** 26;

/** What the latest row of an owner says, or those that add up to it. */
interface Kept {
  variables: Variables;
  parent: number;
  site: number;
  environments: string;
  /** First event that no row tells of. */
  nextSeq: number;
  /** Variables of the latest whole row, and of those since. */
  whole: number;
  added: number;
}

export interface BuiltState {
  state: StateColumns;
  objects: TouchCollector;
}

/** Undefined where the index would be too large. */
export function buildState(
  thread: RecordedThread,
  sites: SiteTable,
  onProgress?: (events: number) => void,
): BuiltState | undefined {
  return new StateBuilder(thread, sites).build(onProgress);
}

class StateBuilder {
  readonly #state: ThreadState;
  readonly #notes: FrameNotes;
  readonly #rows = new Rows(row.width);
  readonly #stream = new Words();
  readonly #pool = new ValuePool();
  readonly #objects = new TouchCollector();
  readonly #sites = new TouchCollector();
  readonly #environments = new Words();
  /** Stands for the top levels of all modules, where it is about calls and branches. */
  readonly #outside = newFrame(undefined, -1, -1);
  readonly #frames = new WeakMap<Frame, Kept>();
  readonly #keptEnvironments = new Map<number, Kept>();
  /** Changed since the boundary before. */
  readonly #changedEnvironments = new Set<Environment>();
  readonly #changedModules = new Set<Frame>();
  #aside = new Set<number>();
  #highest = 0;
  /** Environments up to this one began before the present block. */
  #before = 0;
  #block = 0;

  constructor(thread: RecordedThread, sites: SiteTable) {
    this.#state = new ThreadState(thread, sites, {
      open: ({ onEnter }) => {
        const cursor = thread.cursor({
          objects: {
            wants: (id) => {
              this.#objects.add(id);
              return false;
            },
            define: () => undefined,
            snapshot: () => undefined,
          },
          onBlock: (mark) => {
            this.#passBoundary(mark);
          },
        });
        const stack = new CallStack(cursor, {
          thread: thread.number,
          ...(onEnter && { onEnter }),
          onAside: ({ seq }) => this.#aside.add(seq),
        });
        return { cursor, stack };
      },
      frame: () => undefined,
      environment: () => undefined,
      module: () => undefined,
      objects: () => [],
      fresh: 0,
    });
    this.#notes = new FrameNotes(this.#state);
    this.#state.onWrite = ({ environment, frame }) => {
      if (environment !== undefined) this.#changedEnvironments.add(environment);
      else if (frame.call === undefined) this.#changedModules.add(frame);
    };
  }

  build(onProgress?: (events: number) => void): BuiltState | undefined {
    const state = this.#state;
    const { cursor } = state;
    let events = 0;
    while (state.step()) {
      const k = cursor.kind;
      if (k <= kind.enter8 || k === kind.write) this.#sites.add(cursor.site);
      else if (k === kind.scope) this.#passScope();
      else if (k >= kind.set && k <= kind.mutate) {
        const id = writtenObject(cursor);
        if (id !== 0) this.#objects.add(id);
      }
      this.#notes.note();
      if ((++events & (progressEvents - 1)) === 0) onProgress?.(events);
    }
    if (this.#isTooLarge()) return undefined;
    const rows = this.#rows.take();
    const sites = this.#sites.take();
    const columns = {
      rows,
      order: orderOf(rows),
      stream: this.#stream.take(),
      ...this.#pool.take(),
      environments: this.#environments.take(),
      siteStarts: sites.starts,
      siteBlocks: sites.blocks,
    };
    return { state: columns, objects: this.#objects };
  }

  #isTooLarge(): boolean {
    const isFull = this.#objects.isFull || this.#sites.isFull || this.#pool.isFull;
    return isFull || this.#stream.length > maxStream;
  }

  #passScope(): void {
    const { words, at } = this.#state.cursor;
    this.#highest = Math.max(this.#highest, words[at + 1]! >>> 0);
    this.#keepAround(words[at + 2]! >>> 0, this.#block, false);
  }

  #passBoundary({ block }: CursorMark): void {
    this.#block = block;
    this.#objects.beginBlock(block);
    this.#sites.beginBlock(block);
    const state = this.#state;
    this.#before = this.#highest;
    for (const frame of state.running) this.#keepFrame(frame, frame.call!.seq);
    if (this.#aside.size > 0) {
      for (const call of state.stack.open) {
        if (this.#aside.has(call.seq)) this.#keepFrame(state.frameOf(call), call.seq);
      }
      this.#aside = new Set();
    }
    this.#keepFrame(this.#outside, -1);
    for (const module of this.#changedModules) this.#keepFrame(module, undefined);
    this.#changedModules.clear();
    for (const environment of this.#changedEnvironments) {
      if (this.#keptEnvironments.has(environment.id)) this.#keepEnvironment(environment, block);
    }
    this.#changedEnvironments.clear();
    this.#environments.push(this.#before);
    this.#environments.push(state.fresh);
  }

  /** Environments from this one outwards, as far as they began before the present block. */
  #keepAround(id: number, boundary: number, isBoundary: boolean): void {
    for (let at = id; at !== 0;) {
      const environment = this.#state.environment(at);
      const isKept = this.#keptEnvironments.has(at);
      if (environment === undefined) {
        // It was given up: nobody shall look for it where it began.
        if (!isKept) this.#keepEnvironment(newEnvironment(at, -1, 0), boundary);
        return;
      }
      if (at <= this.#before && (isBoundary || !isKept)) {
        this.#keepEnvironment(environment, boundary);
      }
      at = environment.parent < at ? environment.parent : 0;
    }
  }

  #keepEnvironment(environment: Environment, boundary: number): void {
    const { id, variables, parent, site, changed } = environment;
    const before = this.#keptEnvironments.get(id);
    if (before !== undefined && changed < before.nextSeq) return;
    const what = { variables, parent, site, environments: '' };
    const kept = this.#keep(owners.environment(id), boundary, what, before);
    this.#stream.append(Int32Array.of(0, 0, 0), 0, 3);
    this.#keptEnvironments.set(id, kept);
  }

  /** `callSeq` tells whose notes are its own; undefined: nobody's. */
  #keepFrame(frame: Frame, callSeq: number | undefined): void {
    const { module, variables, parent, site, changed } = frame;
    for (const { id } of frame.environments.values()) this.#keepAround(id, this.#block, true);
    this.#keepAround(parent, this.#block, true);
    const before = this.#frames.get(frame);
    const environments = [...frame.environments].map(([at, { id }]) => `${at}:${id}`).join();
    const hasNotes = callSeq !== undefined && this.#notes.has(callSeq);
    const notes = hasNotes ? this.#notes.of(callSeq) : undefined;
    const since = before?.nextSeq ?? 0;
    const ended = notes?.ended.filter(({ endSeq }) => endSeq >= since) ?? [];
    const branches = [...(notes?.branches ?? [])].filter(([, seq]) => seq >= since);
    const isSame =
      before?.variables === variables &&
      before.parent === parent &&
      before.site === site &&
      before.environments === environments &&
      changed < since &&
      ended.length === 0 &&
      branches.length === 0;
    if (isSame) return;
    const owner = callSeq === undefined ? owners.module(module) : owners.frame(callSeq);
    const what = { variables, parent, site, environments };
    const kept = this.#keep(owner, this.#block, what, before);
    const isWhole = kept.added === 0;
    this.#putBranches(isWhole ? [...(notes?.branches ?? [])] : branches);
    this.#putEnded(isWhole ? (notes?.ended ?? []) : ended);
    this.#stream.push(frame.environments.size);
    for (const [at, { id }] of frame.environments) {
      this.#stream.push(at);
      this.#stream.push(id);
    }
    this.#frames.set(frame, kept);
  }

  /** A row with its variables: all, or those that changed since the row before. */
  #keep(
    owner: number,
    boundary: number,
    what: Pick<Kept, 'variables' | 'parent' | 'site' | 'environments'>,
    before: Kept | undefined,
  ): Kept {
    const { variables, parent, site } = what;
    const nextSeq = this.#state.nextSeq;
    let changed = [...variables];
    let isWhole = true;
    if (before?.variables === variables) {
      const since = changed.filter(([, { seq }]) => seq >= before.nextSeq);
      isWhole = before.added + since.length + 1 > before.whole + 16;
      if (!isWhole) changed = since;
    }
    this.#rows.add([owner, boundary, this.#stream.length]);
    for (const part of [isWhole ? 1 : 0, parent, site, changed.length]) this.#stream.push(part);
    for (const [declared, variable] of changed) {
      this.#stream.push(declared);
      this.#stream.push(variable.site);
      this.#stream.pushWide(variable.seq);
      this.#stream.push(this.#pool.word(variable.value));
    }
    const whole = isWhole ? changed.length : before!.whole;
    const added = isWhole ? 0 : before!.added + changed.length + 1;
    return { ...what, nextSeq, whole, added };
  }

  #putBranches(branches: readonly [number, number][]): void {
    this.#stream.push(branches.length);
    for (const [site, seq] of branches) {
      this.#stream.push(site);
      this.#stream.pushWide(seq);
    }
  }

  #putEnded(ended: readonly EndedCall[]): void {
    this.#stream.push(ended.length);
    for (const { site, outcome, endSeq, hasResult, result } of ended) {
      this.#stream.push(site);
      this.#stream.push(callOutcomes.indexOf(outcome));
      this.#stream.pushWide(endSeq);
      this.#stream.push(hasResult ? 1 : 0);
      this.#stream.push(this.#pool.word(result));
    }
  }
}
