/**
 * What slices ask of a frame besides its variables: the calls that ended in it lately, and when it
 * took each of its branches last.
 */
import { kind } from '../reader/format.js';
import type { Value } from '../reader/value.js';
import type { Call } from './call.js';
import type { ThreadState } from './state.js';

/** A call that has ended in a frame, and the event with which it did. */
export interface EndedCall {
  site: number;
  outcome: Call['outcome'];
  result: Value;
  hasResult: boolean;
  endSeq: number;
}

export interface NotesOfFrame {
  /** The earliest first. */
  ended: EndedCall[];
  /** By site: the last event of the branch. */
  branches: Map<number, number>;
}

/** Ended calls that are remembered of one frame. */
export const maxEnded = 64;
/** Frames with notes before those of calls that are gone are thrown away. */
const maxFrames = 4096;

export class FrameNotes {
  readonly #state: ThreadState;
  readonly #load: ((callSeq: number) => NotesOfFrame | undefined) | undefined;
  /** By the sequence number of the frame's enter; -1: all top levels of modules. */
  readonly #frames = new Map<number, NotesOfFrame>();
  #limit = maxFrames;

  /** `load` gives the notes of frames as they were where the state began. */
  constructor(state: ThreadState, load?: (callSeq: number) => NotesOfFrame | undefined) {
    this.#state = state;
    this.#load = load;
  }

  of(callSeq: number): NotesOfFrame {
    let notes = this.#frames.get(callSeq);
    if (notes === undefined) {
      notes = this.#load?.(callSeq) ?? { ended: [], branches: new Map() };
      this.#frames.set(callSeq, notes);
      if (this.#frames.size > this.#limit) this.#throwAway();
    }
    return notes;
  }

  /** Whether there is something to know of the frame. */
  has(callSeq: number): boolean {
    return this.#frames.has(callSeq);
  }

  /** Behind each step of the state. */
  note(): void {
    const { cursor, stack } = this.#state;
    for (let index = 0; index < stack.endedCount; index++) {
      const { seq, parentSeq, site, outcome, result, hasResult } = stack.ended[index]!;
      this.#frames.delete(seq);
      const { ended } = this.of(parentSeq);
      ended.push({ site, outcome, result, hasResult, endSeq: cursor.seq });
      if (ended.length > maxEnded) ended.shift();
    }
    if (cursor.kind !== kind.branch) return;
    this.of(this.#state.here?.call?.seq ?? -1).branches.set(cursor.site, cursor.seq);
  }

  #throwAway(): void {
    const open = new Set(this.#state.stack.open.map(({ seq }) => seq));
    for (const seq of this.#frames.keys()) {
      if (seq >= 0 && !open.has(seq)) this.#frames.delete(seq);
    }
    this.#limit = Math.max(maxFrames, 2 * this.#frames.size);
  }
}
