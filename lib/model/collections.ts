/** Collections of garbage that a thread told of. */
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { nsPerMs } from './signal.js';
import { taskLinks } from './task-links.js';

export interface Collection {
  /** 'scavenge', 'major', ... */
  kind: string;
  /** The event that tells of it; it stands behind the code in which it happened. */
  seq: number;
  /** Nanoseconds since the recording's start. */
  start: number;
  duration: number;
}

const wordRange = 2 ** 32;

export function collectionsOf(recording: Recording, thread: RecordedThread): Collection[] {
  const found: Collection[] = [];
  for (const { type, values, seq } of taskLinks(recording, thread).signals) {
    const [kind, start, duration] = values;
    if (type !== runtimeEvent.collected) continue;
    if (typeof start !== 'number' || typeof duration !== 'number') continue;
    const ns = Math.round(start * nsPerMs);
    const time = recording.epoch.since(ns % wordRange, Math.floor(ns / wordRange));
    found.push({ kind: String(kind), seq, start: time, duration });
  }
  return found;
}
