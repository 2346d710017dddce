/**
 * Moves through a thread's recording, forwards and backwards: by event, by line (over calls or into
 * them), out of a call, to a write of a variable, to a task, to where a condition holds. Blocks are
 * read one after the other, each from the state at its beginning, and only those in which the place
 * may be; a thread without an index is one block.
 *
 *   const stepper = await Stepper.open(recording, moment);
 *   await stepper.move('line', 'back');     // false: there is no such place before
 */
import { stateIndex } from '../model/index/find-state.js';
import { frame } from '../model/index/layout.js';
import type { StateIndex } from '../model/index/state-index.js';
import { ThreadState } from '../model/state.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { threadAt, type ThreadAt } from './at.js';
import type { Condition } from './condition.js';
import type { Moment } from './moment.js';
import { advanceTo } from './state-before.js';
import { beside, ofTasks, ofWrites, type Direction, type NextBlock } from './step-blocks.js';

export type { Direction } from './step-blocks.js';
export type Unit = 'event' | 'line' | 'into' | 'out' | 'task';

export interface StepperOptions {
  /** Asked between the blocks of a search: false ends it, as if there were no such place. */
  goesOn?: () => Promise<boolean>;
}

/** Decides on the event that a state has just taken. */
type Test = (state: ThreadState) => boolean;

interface Search {
  test: Test;
  /** A state from which events will be taken. */
  begin?: (state: ThreadState) => void;
  /** The block to go on with. */
  next?: NextBlock;
}

export class Stepper {
  readonly recording: Recording;
  readonly #sites: SiteTable;
  readonly #index: StateIndex | undefined;
  readonly #goesOn: (() => Promise<boolean>) | undefined;
  #state: ThreadState;
  #seq: number;

  private constructor(
    recording: Recording,
    sites: SiteTable,
    { thread, seq }: Moment,
    { goesOn }: StepperOptions,
  ) {
    this.recording = recording;
    this.#goesOn = goesOn;
    this.#sites = sites;
    this.#index = stateIndex(recording, thread, sites);
    this.#seq = seq;
    this.#state = advanceTo(this.#stateAt(thread, this.#blockOf(seq)), seq);
  }

  static async open(
    recording: Recording,
    moment: Moment,
    options: StepperOptions = {},
  ): Promise<Stepper> {
    const sites = await recording.sites(moment.thread.process);
    return new Stepper(recording, sites, moment, options);
  }

  get thread(): RecordedThread {
    return this.#state.thread;
  }

  get seq(): number {
    return this.#seq;
  }

  get time(): number {
    return this.#state.cursor.time;
  }

  /** What there is at the present moment. */
  get here(): ThreadAt {
    return threadAt(this.#state, this.#sites, this.#seq, { objects: 0 });
  }

  /** Moves; false, and nothing changed, where there is no such place. */
  async move(unit: Unit, direction: Direction): Promise<boolean> {
    const call = this.#state.top?.call;
    if (unit === 'out' && call !== undefined) {
      const end = this.#index?.threads.endOf(call.seq)?.endSeq;
      const seq = direction === 'back' ? call.seq : end;
      if (seq !== undefined) return this.#goFrom(seq, direction);
    }
    return this.#find(this.#searchOf(unit), direction);
  }

  toWrite(name: string, direction: Direction): Promise<boolean> {
    let isWritten = false;
    const begin = (state: ThreadState): void => {
      state.onWrite = (_owner, variable) => {
        if (variable.name === name) isWritten = true;
      };
    };
    const test: Test = () => {
      const was = isWritten;
      isWritten = false;
      return was;
    };
    const next = this.#index && ofWrites(this.#index, name);
    return this.#find({ test, begin, ...(next && { next }) }, direction);
  }

  /** To where the condition begins to hold. */
  toCondition(condition: Condition, direction: Direction): Promise<boolean> {
    let held = false;
    const begin = (state: ThreadState): void => {
      held = condition(state);
    };
    const test: Test = (state) => {
      const before = held;
      held = condition(state);
      return held && !before;
    };
    return this.#find({ test, begin }, direction);
  }

  goTo(seq: number): void {
    const block = this.#blockOf(seq);
    const isNear = seq >= this.#seq && block === this.#blockOf(this.#seq);
    const from = isNear ? this.#state : this.#stateAt(this.thread, block);
    this.#stopAt(advanceTo(from, seq));
  }

  #goFrom(seq: number, direction: Direction): boolean {
    if (seq < 0 || (direction === 'back' ? seq >= this.#seq : seq <= this.#seq)) return false;
    this.goTo(seq);
    return true;
  }

  async #find(search: Search, direction: Direction): Promise<boolean> {
    if (direction === 'forth') return this.#next(search);
    const found = await this.#last(search);
    if (found >= 0) this.goTo(found);
    return found >= 0;
  }

  async #next({ test, begin, next }: Search): Promise<boolean> {
    let state = this.#state;
    begin?.(state);
    for (let block = this.#blockOf(this.#seq); block < this.#blockCount;) {
      const end = this.#seqOf(block + 1);
      while (state.nextSeq < end && state.step()) {
        if (state.cursor.kind !== kind.loss && test(state)) return this.#stopAt(state);
      }
      if ((await this.#goesOn?.()) === false) break;
      const following = block + 1;
      block = next?.(following, 'forth') ?? following;
      if (block === following || block >= this.#blockCount) continue;
      state = this.#stateAt(this.thread, block);
      begin?.(state);
    }
    // It went on to the end, or was stopped: back to where it was.
    const before = this.#stateAt(this.thread, this.#blockOf(this.#seq));
    this.#stopAt(advanceTo(before, this.#seq));
    return false;
  }

  #stopAt(state: ThreadState): true {
    state.onWrite = undefined;
    this.#state = state;
    this.#seq = state.cursor.seq;
    return true;
  }

  /** -1: there is none. */
  async #last({ test, begin, next }: Search): Promise<number> {
    for (let block = this.#blockOf(this.#seq); block >= 0; block--) {
      block = next?.(block, 'back') ?? block;
      if (block < 0) return -1;
      const state = this.#stateAt(this.thread, block);
      begin?.(state);
      const end = Math.min(this.#seq, this.#seqOf(block + 1));
      let found = -1;
      while (state.nextSeq < end && state.step()) {
        const { cursor } = state;
        if (cursor.kind !== kind.loss && cursor.seq < this.#seq && test(state)) found = cursor.seq;
      }
      if (found >= 0) return found;
      if ((await this.#goesOn?.()) === false) return -1;
    }
    return -1;
  }

  get #blockCount(): number {
    return this.#index?.threads.blockCount ?? 1;
  }

  #blockOf(seq: number): number {
    return this.#index?.threads.blockOfSeq(seq) ?? 0;
  }

  /** First event of the block. */
  #seqOf(block: number): number {
    if (block === 0) return 0;
    return block >= this.#blockCount ? Infinity : this.#index!.threads.at(block, frame.nextSeq);
  }

  #stateAt(thread: RecordedThread, block: number): ThreadState {
    return this.#index?.at(block).state ?? new ThreadState(thread, this.#sites);
  }

  #searchOf(unit: Unit): Search {
    const call = this.#state.top?.call;
    const index = this.#index?.threads;
    const test = this.#testOf(unit);
    if (unit === 'task' && index !== undefined) return { test, next: ofTasks(index) };
    if (unit !== 'line' || call === undefined) return { test };
    const around = new CallsAround(this.#state);
    const line = this.#lineAt(this.#state);
    return {
      test: (state) => {
        around.follow(state);
        const at = this.#lineAt(state);
        return at !== '' && at !== line && around.isNext(state.top?.call?.seq);
      },
      begin: (state) => {
        around.begin(state);
      },
      ...(index && { next: beside(index, around.calls) }),
    };
  }

  #testOf(unit: Unit): Test {
    const call = this.#state.top?.call;
    const line = this.#lineAt(this.#state);
    switch (unit) {
      case 'event':
        return () => true;
      case 'into':
        return (state) => this.#lineAt(state) !== line && this.#lineAt(state) !== '';
      case 'task':
        return ({ cursor }) => cursor.kind === kind.task;
      case 'out':
        if (call === undefined) return () => false;
        return ({ stack }) => {
          for (let index = 0; index < stack.endedCount; index++) {
            if (stack.ended[index]!.seq === call.seq) return true;
          }
          return false;
        };
      case 'line':
        return (state) => {
          const at = this.#lineAt(state);
          return at !== '' && at !== line;
        };
    }
  }

  /** File and line of an event in the running frame; empty for ends and events of the runtime. */
  #lineAt({ cursor, top }: ThreadState): string {
    if (cursor.site < 0 || cursor.kind === kind.loss) return '';
    if (cursor.kind >= kind.leave && cursor.kind <= kind.throwValue) return '';
    const site = this.#sites.get(cursor.site);
    if (top?.call !== undefined && top.call.site !== site.function) return '';
    return `${site.file}:${String(site.line)}`;
  }
}

/** A call and those that it stood in: the next line is one of its own, or of who goes on for it. */
class CallsAround {
  /** By their enters; the innermost is 0. */
  readonly calls: ReadonlyMap<number, number>;
  #open = new Set<number>();

  constructor(state: ThreadState) {
    const inwards = state.stack.calls.map(({ seq }) => seq);
    this.calls = new Map(inwards.reverse().map((seq, place) => [seq, place]));
  }

  /** Events of this state come next. */
  begin({ stack }: ThreadState): void {
    this.#open = new Set(stack.open.map(({ seq }) => seq).filter((seq) => this.calls.has(seq)));
  }

  follow({ cursor, stack }: ThreadState): void {
    if (this.calls.has(cursor.seq)) this.#open.add(cursor.seq);
    for (let index = 0; index < stack.endedCount; index++) {
      this.#open.delete(stack.ended[index]!.seq);
    }
  }

  /** Whether the running call goes on where the innermost that is still open would. */
  isNext(now: number | undefined): boolean {
    if (now === undefined) return true;
    const place = this.calls.get(now);
    if (place === 0) return true;
    if (place === undefined) return this.#open.size === 0;
    return [...this.#open].every((seq) => this.calls.get(seq)! >= place);
  }
}
