/**
 * How long turns of a thread's event loop were, waiting for events left out: as long an event may
 * have waited before anybody looked for it.
 */
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { nsPerMs } from './signal.js';
import { taskLinks } from './task-links.js';

export interface TurnBucket {
  /** Milliseconds; null: no limit. */
  below: number | null;
  count: number;
}

/** What a thread told of its turns since it told last. */
export interface Turns {
  /** The event that tells of them. */
  seq: number;
  /** When it told: nanoseconds since the recording's start. */
  time: number;
  count: number;
  /** Nanoseconds. */
  longest: number;
  sum: number;
  buckets: TurnBucket[];
}

export function turnsOf(recording: Recording, thread: RecordedThread): Turns[] {
  const found: Turns[] = [];
  for (const { type, values, time, seq } of taskLinks(recording, thread).signals) {
    if (type !== runtimeEvent.turned) continue;
    const [count, longest, sum, ...counts] = values.map(Number) as [number, number, number];
    const buckets = (counts as number[]).map((inBucket, index) => ({
      below: index === counts.length - 1 ? null : 2 ** index,
      count: inBucket,
    }));
    found.push({ seq, time, count, longest: longest * nsPerMs, sum: sum * nsPerMs, buckets });
  }
  return found;
}

export function addBuckets(
  sum: readonly TurnBucket[] | undefined,
  added: TurnBucket[],
): TurnBucket[] {
  if (sum === undefined) return added;
  return added.map(({ below, count }, index) => ({
    below,
    count: count + (sum[index]?.count ?? 0),
  }));
}
