/**
 * What retention (`--keep`) has removed: the last block of its kind in the segments that are left
 * says up to which segment everything is gone, and how much of each thread.
 */
import { readText } from './block.js';
import type { Codec } from './codec.js';
import type { DamageLog } from './damage.js';
import { blockType } from './format.js';
import { asCount, asObject, parseObject } from './json.js';
import type { Segment } from './segment.js';

export interface ExpiredThread {
  /** Events that were recorded and are gone with their segments. */
  recorded: number;
  /** Events that were lost before, and whose records are gone. */
  dropped: number;
  overwritten: number;
  /** The chunk that the last of them stood in, and its words up to there. */
  chunkSeq: number;
  chunkEnd: number;
}

export interface Expired {
  /** Number of the last segment that is gone; 0: none. */
  through: number;
  threads: Map<number, ExpiredThread>;
  /** Threads that are gone as a whole, and the events of all of them together. */
  endedThreads: number;
  endedEvents: number;
}

export function noneExpired(): Expired {
  return { through: 0, threads: new Map(), endedThreads: 0, endedEvents: 0 };
}

export function readExpired(segments: Segment[], codec: Codec, log: DamageLog): Expired {
  for (const segment of [...segments].reverse()) {
    const header = segment.blocks.findLast((block) => block.type === blockType.expiredBlock);
    if (header === undefined) continue;
    try {
      const text = readText(segment.file, header, codec);
      return toExpired(parseObject(text) ?? {});
    } catch (error) {
      const what = (error as Error).message;
      log.add({ file: segment.name, offset: header.offset, kind: 'corrupt', what });
    }
  }
  return noneExpired();
}

function toExpired(record: Record<string, unknown>): Expired {
  const threads = new Map<number, ExpiredThread>();
  const list: unknown[] = Array.isArray(record['threads']) ? record['threads'] : [];
  for (const entry of list) {
    const fields = asObject(entry);
    threads.set(asCount(fields['thread']) ?? 0, {
      recorded: asCount(fields['recorded']) ?? 0,
      dropped: asCount(fields['dropped']) ?? 0,
      overwritten: asCount(fields['overwritten']) ?? 0,
      chunkSeq: asCount(fields['chunkSeq']) ?? 0,
      chunkEnd: asCount(fields['chunkEnd']) ?? 0,
    });
  }
  return {
    through: asCount(record['through']) ?? 0,
    threads,
    endedThreads: asCount(record['endedThreads']) ?? 0,
    endedEvents: asCount(record['endedEvents']) ?? 0,
  };
}
