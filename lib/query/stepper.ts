/**
 * Moves through a thread's recording, forwards and backwards: by event, by line (over calls or into
 * them), out of a call, to a write of a variable, to a task, to where a condition holds. Backwards
 * costs one pass from the beginning, as far as the present moment.
 *
 *   const stepper = await Stepper.open(recording, moment);
 *   stepper.move('line', 'back');     // false: there is no such place before
 */
import { ThreadState } from '../model/state.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { threadAt, type ThreadAt } from './at.js';
import { holds, type Condition } from './condition.js';
import type { Moment } from './moment.js';
import { advanceTo } from './state-before.js';

export type Direction = 'forth' | 'back';
export type Unit = 'event' | 'line' | 'into' | 'out' | 'task';

/** Decides on the event that a state has just taken. */
type Test = (state: ThreadState) => boolean;

export class Stepper {
  readonly recording: Recording;
  readonly #sites: SiteTable;
  #state: ThreadState;
  #seq: number;

  private constructor(recording: Recording, sites: SiteTable, thread: RecordedThread, seq: number) {
    this.recording = recording;
    this.#sites = sites;
    this.#seq = seq;
    this.#state = advanceTo(new ThreadState(thread, sites), seq);
  }

  static async open(recording: Recording, { thread, seq }: Moment): Promise<Stepper> {
    const sites = await recording.sites(thread.process);
    return new Stepper(recording, sites, thread, seq);
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
    return threadAt(this.#state, this.#sites, this.#seq);
  }

  /** Moves; false, and nothing changed, where there is no such place. */
  move(unit: Unit, direction: Direction): boolean {
    return this.find(this.#testOf(unit, direction), direction);
  }

  toWrite(name: string, direction: Direction): boolean {
    let isWritten = false;
    const test: Test = () => {
      const was = isWritten;
      isWritten = false;
      return was;
    };
    const watch = (state: ThreadState): void => {
      state.onWrite = (_owner, variable) => {
        if (variable.name === name) isWritten = true;
      };
    };
    return this.find(test, direction, watch);
  }

  /** To where the condition begins to hold. */
  toCondition(condition: Condition, direction: Direction): boolean {
    let held = direction === 'forth' && holds(condition, this.#state);
    const test: Test = (state) => {
      const before = held;
      held = holds(condition, state);
      return held && !before;
    };
    return this.find(test, direction);
  }

  goTo(seq: number): void {
    if (seq < this.#seq) this.#state = new ThreadState(this.thread, this.#sites);
    advanceTo(this.#state, seq);
    this.#seq = this.#state.cursor.seq;
  }

  find(test: Test, direction: Direction, watch?: (state: ThreadState) => void): boolean {
    const found = direction === 'forth' ? this.#next(test, watch) : this.#last(test, watch);
    if (found < 0) return false;
    this.goTo(found);
    return true;
  }

  #next(test: Test, watch?: (state: ThreadState) => void): number {
    const state = this.#state;
    watch?.(state);
    while (state.step()) {
      const { cursor } = state;
      if (cursor.kind === kind.loss || !test(state)) continue;
      state.onWrite = undefined;
      this.#seq = cursor.seq;
      return cursor.seq;
    }
    // It ran to the end: back to where it was.
    this.#state = advanceTo(new ThreadState(this.thread, this.#sites), this.#seq);
    return -1;
  }

  #last(test: Test, watch?: (state: ThreadState) => void): number {
    const state = new ThreadState(this.thread, this.#sites);
    watch?.(state);
    let found = -1;
    while (state.nextSeq < this.#seq && state.step()) {
      const { cursor } = state;
      if (cursor.kind !== kind.loss && cursor.seq < this.#seq && test(state)) found = cursor.seq;
    }
    return found;
  }

  #testOf(unit: Unit, direction: Direction): Test {
    const top = this.#state.top;
    const call = top?.call;
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
        if (direction === 'back') return ({ cursor }) => cursor.seq === call.seq;
        return ({ stack }) => {
          for (let index = 0; index < stack.endedCount; index++) {
            if (stack.ended[index]!.seq === call.seq) return true;
          }
          return false;
        };
      case 'line':
        return (state) => {
          const at = this.#lineAt(state);
          if (at === '' || at === line) return false;
          const now = state.top?.call;
          if (now === undefined || call === undefined) return true;
          return now.seq === call.seq || isAround(now.seq, call.seq, call.parentSeq, state);
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

/** Whether the running call is the caller of one that has ended. */
function isAround(now: number, call: number, parent: number, state: ThreadState): boolean {
  return !state.isOpen(call) && (now === parent || parent < 0);
}
