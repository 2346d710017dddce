/** What a cursor reads from, where it begins, and who is told of what it passes. */
import type { ArenaLosses } from './arena.js';
import type { Codec } from './codec.js';
import type { DamageLog } from './damage.js';
import type { ExpiredThread } from './expired.js';
import type { Segment } from './segment.js';
import type { ThreadBlocks } from './thread-blocks.js';
import type { Epoch } from './times.js';
import type { Value, ValueScope } from './value.js';

export interface CursorSource {
  blocks: ThreadBlocks;
  segments: Segment[];
  codec: Codec;
  epoch: Epoch;
  log: DamageLog;
  /** The writer's own account at the thread's end, where there is one. */
  end: { emitted: number; lost: number } | undefined;
  /** Losses that only the arena of a process that runs or was killed tells. */
  unwritten: ArenaLosses | undefined;
  /** What retention has removed of the thread; it comes before everything else. */
  expired: ExpiredThread | undefined;
}

export interface CursorOptions {
  /** Keep strings, doubles and objects, so that values can be decoded. Default true. */
  values?: boolean;
  /** Told of objects and their key frames; objects among values are then shown by identity only. */
  objects?: ObjectSink;
  /** Begin here instead of at the thread's first event. */
  from?: CursorMark;
  /** What value words refer to at `from`; needed to decode values from there on. */
  scope?: ValueScope;
  /** Told where the cursor stands before each block, and behind the last one. */
  onBlock?: (mark: CursorMark) => void;
}

export interface ObjectSink {
  /** Whether to be told of the object. Default: of all. */
  wants?: (id: number) => boolean;
  define: (id: number, objectClass: number, label: string) => void;
  /** `total` entries in all; `entries` from number `offset` on. */
  snapshot: (id: number, total: number, offset: number, entries: [Value, Value][]) => void;
}

/** A place between two blocks of a thread, and what a cursor must know to go on from there. */
export interface CursorMark {
  /** Index of the block that comes next. */
  block: number;
  nextSeq: number;
  lostSoFar: number;
  overwrittenSoFar: number;
  generation: number;
  /** In force there, in nanoseconds since the recording's start. */
  time: number;
}
