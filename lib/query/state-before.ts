/**
 * The state of a thread at a moment: from its index where it has one, else by a pass from the
 * beginning.
 */
import { FrameNotes } from '../model/frame-notes.js';
import { stateIndex } from '../model/index/find-state.js';
import type { NotedState } from '../model/index/state-index.js';
import { ThreadState } from '../model/state.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';

/** The next step takes the event `seq`, or the first one behind it. */
export function noted(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  seq: number,
): NotedState {
  const index = stateIndex(recording, thread, sites);
  if (index !== undefined) return index.before(seq);
  const state = new ThreadState(thread, sites);
  return advanceNoted({ state, notes: new FrameNotes(state) }, seq);
}

/** Steps until the next event is `seq` or one behind it. */
export function advanceNoted(moved: NotedState, seq: number): NotedState {
  while (moved.state.nextSeq < seq && moved.state.step()) moved.notes.note();
  return moved;
}

/** Just behind the event `seq`. */
export function stateBehind(
  recording: Recording,
  thread: RecordedThread,
  sites: SiteTable,
  seq: number,
): ThreadState {
  const index = stateIndex(recording, thread, sites);
  const state = index?.before(seq).state ?? new ThreadState(thread, sites);
  return advanceTo(state, seq);
}

/** Steps up to the event `seq`, that one included. */
export function advanceTo(state: ThreadState, seq: number): ThreadState {
  while (state.nextSeq <= seq && state.step());
  return state;
}
