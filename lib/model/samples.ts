/** What a thread told of itself about once a second: memory, CPU time, idle time of its loop. */
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { nsPerMs } from './signal.js';
import { taskLinks } from './task-links.js';

export interface Sample {
  /** The event that tells of it. */
  seq: number;
  /** Nanoseconds since the recording's start; from the sample before, or the thread's start. */
  from: number;
  time: number;
  /** Bytes. */
  heapUsed: number;
  heapTotal: number;
  rss: number;
  /** Nanoseconds of CPU time of the thread, and of waiting for events, since `from`. */
  cpu: number;
  idle: number;
}

export function samplesOf(recording: Recording, thread: RecordedThread): Sample[] {
  const found: Sample[] = [];
  let from = thread.start ?? 0;
  for (const { type, values, time, seq } of taskLinks(recording, thread).signals) {
    if (type !== runtimeEvent.sampled) continue;
    const [heapUsed, heapTotal, rss, cpu, idle] = values.map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const times = { cpu: cpu * nsPerMs, idle: idle * nsPerMs };
    found.push({ seq, from, time, heapUsed, heapTotal, rss, ...times });
    from = time;
  }
  return found;
}

/** Nanoseconds that they tell of. */
export function timeOf(samples: readonly Pick<Sample, 'from' | 'time'>[]): number {
  return samples.reduce((sum, { from, time }) => sum + time - from, 0);
}

/** Share of the time in which its loop did not wait for events; from 0 to 1. */
export function busyShare(samples: readonly Pick<Sample, 'from' | 'time' | 'idle'>[]): number {
  const passed = timeOf(samples);
  const idle = samples.reduce((sum, sample) => sum + sample.idle, 0);
  return passed <= 0 ? 0 : Math.min(1, Math.max(0, 1 - idle / passed));
}

/** A share as text. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
