/** Where a slice stands in a thread: its state, and what its frames did lately. */
import type { EndedCall } from '../../model/frame-notes.js';
import { stateIndex } from '../../model/index/find-state.js';
import type { NotedState } from '../../model/index/state-index.js';
import type { ThreadState } from '../../model/state.js';
import type { Recording } from '../../reader/recording.js';
import type { SiteInfo, SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import { advanceNoted, noted } from '../state-before.js';

/** Events that are stepped over rather than sought from their block's beginning. */
const nearEvents = 10_000;

export class SlicePass {
  readonly thread: RecordedThread;
  readonly sites: SiteTable;
  readonly recording: Recording;
  #noted: NotedState | undefined;

  constructor(recording: Recording, thread: RecordedThread, sites: SiteTable) {
    this.recording = recording;
    this.thread = thread;
    this.sites = sites;
  }

  get state(): ThreadState {
    return this.#at.state;
  }

  get #at(): NotedState {
    return (this.#noted ??= noted(this.recording, this.thread, this.sites, 0));
  }

  /** To the moment just before the event `seq`. */
  moveTo(seq: number): void {
    const ahead = this.#noted === undefined ? -1 : seq - this.#noted.state.nextSeq;
    const isSought = stateIndex(this.recording, this.thread, this.sites) !== undefined;
    const isNear = ahead >= 0 && (!isSought || ahead < nearEvents);
    this.#noted = isNear
      ? advanceNoted(this.#at, seq)
      : noted(this.recording, this.thread, this.sites, seq);
  }

  /** Calls that ended in the frame, the latest first. */
  ended(callSeq: number): EndedCall[] {
    return this.#at.notes.of(callSeq).ended.toReversed();
  }

  /** Branches around the place that the frame took, the innermost first: site and event. */
  branches(callSeq: number, { id, start, end }: SiteInfo): { site: number; seq: number }[] {
    const module = this.sites.moduleOf(id);
    const found: { site: number; seq: number; size: number }[] = [];
    for (const [site, seq] of this.#at.notes.of(callSeq).branches) {
      const info = this.sites.get(site);
      if (info.start > start || info.end < end) continue;
      if (this.sites.moduleOf(site) !== module) continue;
      found.push({ site, seq, size: info.end - info.start });
    }
    return found.sort((a, b) => a.size - b.size);
  }

  /** When the frame took the branch last; -1: not yet. */
  lastTaken(callSeq: number, site: number): number {
    return this.#at.notes.of(callSeq).branches.get(site) ?? -1;
  }
}
