/**
 * How the thread is: collections of garbage, and once a second its heap, its CPU time, how long its
 * loop waited, and how long its turns were, which is how long an event may have to wait. Nothing of
 * it wakes the thread: the engine's callbacks only store, and what they stored, like the samples,
 * is recorded behind a callback of the program that ends anyway.
 */
import type { Binding } from '../../lib/binding.js';
import { apply } from '../runtime/primordials.js';
import { lastTime, type Ring } from '../runtime/ring.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

const { memoryUsage } = process;

/** v8::GCType. */
const collectionKinds: Partial<Record<number, string>> = {
  1: 'scavenge',
  2: 'minor',
  4: 'major',
  8: 'incremental',
  16: 'weak',
};
/** Mirror native/pulse.cc: what stands before the latest collections, and of each. */
const head = 2;
const words = 3;

const second = 1e9;
/** Times are recorded in these: a long row of digits could be the number of a card. */
const millisecond = 1e6;

/** Call where nothing of the program runs: records what there is to tell. */
export type Pulse = () => void;

export function createPulse(native: Binding, ring: Ring, record: RecordRuntimeEvent): Pulse {
  const collections = native.watchCollections();
  const kept = collections === undefined ? 0 : (collections.length - head) / words;
  const turns = native.watchTurns();
  let seen = 0;
  /** Nanoseconds of the collections that were recorded. */
  let told = 0;
  let sampled = lastTime(ring);
  let cpu = native.threadCpu();
  let idle = native.loopIdle();

  function recordCollections(latest: Float64Array): void {
    const count = latest[0]!;
    const first = Math.max(seen, count - kept);
    if (first > seen) recordSum(latest, first);
    for (let index = first; index < count; index++) {
      const at = head + (index % kept) * words;
      const kind = collectionKinds[latest[at]!] ?? 'other';
      tell(kind, latest[at + 1]!, latest[at + 2]! - latest[at + 1]!);
    }
    seen = count;
  }

  /** Of those before number `first` only the sum is known: the thread did not come to its loop. */
  function recordSum(latest: Float64Array, first: number): void {
    let duration = latest[1]! - told;
    for (let at = head; at < head + kept * words; at += words) {
      duration -= latest[at + 2]! - latest[at + 1]!;
    }
    const start = latest[head + (first % kept) * words + 1]! - duration;
    tell(`${String(first - seen)} earlier`, start, duration);
  }

  function tell(kind: string, start: number, duration: number): void {
    told += duration;
    record(runtimeEvent.collected, kind, start / millisecond, duration);
  }

  function sample(): void {
    const { heapUsed, heapTotal, rss } = memoryUsage();
    const cpuBefore = cpu;
    const idleBefore = idle;
    cpu = native.threadCpu();
    idle = native.loopIdle();
    const ran = (cpu - cpuBefore) / millisecond;
    const waited = (idle - idleBefore) / millisecond;
    record(runtimeEvent.sampled, heapUsed, heapTotal, rss, ran, waited);
    if (turns !== undefined && turns[0] !== 0) recordTurns(turns);
  }

  function recordTurns(counts: Float64Array): void {
    // Not numbers alone: as doubles they would cost `record` the code that V8 made of it.
    const values: unknown[] = [undefined];
    values[0] = runtimeEvent.turned;
    for (let index = 0; index < counts.length; index++) {
      const isTime = index === 1 || index === 2;
      values[index + 1] = isTime ? counts[index]! / millisecond : counts[index]!;
      counts[index] = 0;
    }
    apply(record, undefined, values as Parameters<RecordRuntimeEvent>);
  }

  return () => {
    if (collections !== undefined && collections[0] !== seen) recordCollections(collections);
    const now = lastTime(ring);
    const passed = (now - sampled) | 0;
    if (passed < second && passed >= 0) return;
    sampled = now;
    sample();
  };
}
