/** How busy the event loop of each thread was, and what its turns kept waiting. */
import { busyShare, samplesOf, timeOf } from '../model/samples.js';
import { nsPerMs } from '../model/signal.js';
import { addBuckets, turnsOf, type TurnBucket } from '../model/turns.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Filter } from './filter.js';

export interface LoopLoad {
  thread: RecordedThread;
  /** Shares of the time that was looked at, from 0 to 1. */
  busy: number;
  cpu: number;
  /** Bytes, at most. */
  heapUsed: number;
  rss: number;
  /** Nanoseconds: the longest turn; 99 of 100 were below the other. */
  longestTurn: number;
  mostTurns: number;
}

/** Threads that were sampled within the window of the filter: once a second of their work. */
export function loopLoads(recording: Recording, filter: Filter): LoopLoad[] {
  return recording.threads.flatMap((thread): LoopLoad[] => {
    if (!filter.passesThread(thread.number)) return [];
    const samples = samplesOf(recording, thread).filter(({ time }) => filter.passesTime(time));
    if (samples.length === 0) return [];
    const turns = turnsOf(recording, thread).filter(({ time }) => filter.passesTime(time));
    const buckets = turns.reduce<TurnBucket[] | undefined>(
      (sum, { buckets: more }) => addBuckets(sum, more),
      undefined,
    );
    const longestTurn = Math.max(0, ...turns.map(({ longest }) => longest));
    return [
      {
        thread,
        busy: busyShare(samples),
        cpu: samples.reduce((sum, { cpu }) => sum + cpu, 0) / Math.max(1, timeOf(samples)),
        heapUsed: Math.max(...samples.map(({ heapUsed }) => heapUsed)),
        rss: Math.max(...samples.map(({ rss }) => rss)),
        longestTurn,
        mostTurns: Math.min(longestTurn, limitOfMost(buckets ?? [])),
      },
    ];
  });
}

const most = 0.99;

/** Limit of the bucket up to which 99 of 100 turns lie. */
function limitOfMost(buckets: readonly TurnBucket[]): number {
  const all = buckets.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { below, count } of buckets) {
    seen += count;
    if (seen >= all * most) return below === null ? Infinity : below * nsPerMs;
  }
  return Infinity;
}
