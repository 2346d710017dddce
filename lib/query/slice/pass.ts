/**
 * A pass over a thread that remembers what slices ask for: calls that ended lately in each frame,
 * and the branches that each frame took last.
 */
import { ThreadState } from '../../model/state.js';
import type { Call } from '../../model/call.js';
import { kind } from '../../reader/format.js';
import type { SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';

/** A call that has ended, and the event with which it did. */
export interface EndedCall {
  call: Call;
  endSeq: number;
}

/** Ended calls that are remembered of one frame. */
const maxEnded = 64;

export class SlicePass {
  readonly thread: RecordedThread;
  readonly sites: SiteTable;
  readonly state: ThreadState;
  /** By the sequence number of the caller's enter; -1: of the module's top level. */
  readonly #ended = new Map<number, EndedCall[]>();
  /** By the same: the last event of each branch. */
  readonly #branches = new Map<number, Map<number, number>>();

  constructor(thread: RecordedThread, sites: SiteTable) {
    this.thread = thread;
    this.sites = sites;
    this.state = new ThreadState(thread, sites);
  }

  /** To the moment just before the event `seq`. */
  moveTo(seq: number): void {
    while (this.state.nextSeq < seq && this.state.step()) this.#note();
  }

  /** Calls that ended in the frame, the latest first. */
  ended(callSeq: number): EndedCall[] {
    return [...(this.#ended.get(callSeq) ?? [])].reverse();
  }

  /** The innermost branch around the place that the frame took: its site and event. */
  branch(callSeq: number, start: number, end: number): { site: number; seq: number } | undefined {
    let best: { site: number; seq: number; size: number } | undefined;
    for (const [site, seq] of this.#branches.get(callSeq) ?? []) {
      const info = this.sites.get(site);
      if (info.start > start || info.end < end) continue;
      const size = info.end - info.start;
      if (best === undefined || size < best.size) best = { site, seq, size };
    }
    return best;
  }

  #note(): void {
    const { cursor, stack } = this.state;
    for (let index = 0; index < stack.endedCount; index++) {
      const call = stack.ended[index]!;
      this.#ended.delete(call.seq);
      this.#branches.delete(call.seq);
      const list = this.#ended.get(call.parentSeq) ?? [];
      list.push({ call, endSeq: cursor.seq });
      if (list.length > maxEnded) list.shift();
      this.#ended.set(call.parentSeq, list);
    }
    if (cursor.kind !== kind.branch) return;
    const callSeq = this.state.here?.call?.seq ?? -1;
    const branches = this.#branches.get(callSeq) ?? new Map<number, number>();
    branches.set(cursor.site, cursor.seq);
    this.#branches.set(callSeq, branches);
  }
}
