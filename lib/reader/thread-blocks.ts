/**
 * The blocks of one thread in the order in which it emitted them, from segments and arena, each
 * event once.
 *
 *   segments:  [chunk 0: 0..700] [chunk 1: 0..300]
 *   arena:                       [chunk 1: 0..650]   ->  its words 300..650 are new
 */
import type { ArenaPart } from './arena.js';
import { readBlockWords, type BlockHeader } from './block.js';
import type { Codec } from './codec.js';
import type { DamageLog } from './damage.js';
import type { Expired } from './expired.js';
import { blockType } from './format.js';
import type { Segment } from './segment.js';

/** A run of words of one thread, wherever it lies. */
export interface ThreadBlock {
  /** Path within the recording, and offset there, for damage reports. */
  file: string;
  offset: number;
  chunkSeq: number;
  chunkOffset: number;
  wordCount: number;
  /** Undefined in the arena, whose events nobody had counted yet. */
  header: BlockHeader | undefined;
  /** Index of the segment among the process's; -1 for the arena. */
  segment: number;
  /** Words stand in memory already (arena). */
  words: Int32Array | undefined;
  /** As an ArenaPart has it. */
  overwrittenBefore?: number;
}

export interface ThreadBlocks {
  /** Id within the process. */
  thread: number;
  events: ThreadBlock[];
  /** Carry blocks by index of their segment. */
  carries: Map<number, ThreadBlock[]>;
  /** Words of a record that a kill left unfinished. */
  tornWords: number;
  /** Where retention's work ends: words up to there are in no segment any more. */
  expiredEnd?: ChunkPlace;
}

export type ChunkPlace = Pick<ThreadBlock, 'chunkSeq' | 'chunkOffset' | 'wordCount'>;

/** Sorts all blocks of words by thread. */
export function collectThreads(
  segments: Segment[],
  arenaParts: ArenaPart[],
  arenaFile: string,
  expired: Expired,
  log: DamageLog,
): Map<number, ThreadBlocks> {
  const threads = new Map<number, ThreadBlocks>();
  const of = (thread: number): ThreadBlocks => {
    let found = threads.get(thread);
    if (found === undefined) {
      found = { thread, events: [], carries: new Map(), tornWords: 0 };
      threads.set(thread, found);
    }
    return found;
  };
  for (const [index, segment] of segments.entries()) {
    for (const header of segment.blocks) {
      if (header.type === blockType.eventsBlock) {
        of(header.thread).events.push(fromSegment(segment, index, header));
      } else if (header.type === blockType.carryBlock) {
        const { carries } = of(header.thread);
        const list = carries.get(index) ?? [];
        list.push(fromSegment(segment, index, header));
        carries.set(index, list);
      }
    }
  }
  for (const blocks of threads.values()) removeRepeated(blocks, log);
  for (const [thread, { chunkSeq, chunkEnd }] of expired.threads) {
    of(thread).expiredEnd = { chunkSeq, chunkOffset: 0, wordCount: chunkEnd };
  }
  const sorted = [...arenaParts].sort((a, b) => a.chunkSeq - b.chunkSeq);
  for (const part of sorted) addArenaPart(of(part.thread), part, arenaFile);
  return threads;
}

/** Bytes of words that are kept. */
const maxKeptBytes = 8 * 2 ** 20;
/** The one that was read last comes last. */
const kept = new Map<ThreadBlock, Int32Array>();
let keptBytes = 0;

/** The block's words, not to be changed; throws an Error that says what is wrong with it. */
export function readWords(block: ThreadBlock, segments: Segment[], codec: Codec): Int32Array {
  if (block.words !== undefined) return block.words;
  const segment = segments[block.segment];
  if (segment === undefined || block.header === undefined) throw new Error('it has no segment');
  return readBlockWords(segment.file, block.header, codec);
}

/** The same for who goes to and fro: what was read last is kept. */
export function readAndKeepWords(
  block: ThreadBlock,
  segments: Segment[],
  codec: Codec,
): Int32Array {
  const known = kept.get(block);
  kept.delete(block);
  const words = known ?? readWords(block, segments, codec);
  if (known === undefined) keptBytes += words.byteLength;
  kept.set(block, words);
  for (const [oldest, { byteLength }] of kept) {
    if (keptBytes <= maxKeptBytes) break;
    kept.delete(oldest);
    keptBytes -= byteLength;
  }
  return words;
}

function fromSegment(segment: Segment, index: number, header: BlockHeader): ThreadBlock {
  return {
    file: segment.name,
    offset: header.offset,
    chunkSeq: header.chunkSeq,
    chunkOffset: header.chunkOffset,
    wordCount: header.rawBytes / 4,
    header,
    segment: index,
    words: undefined,
  };
}

function compare(a: ThreadBlock, b: ThreadBlock): number {
  return a.chunkSeq - b.chunkSeq || a.chunkOffset - b.chunkOffset;
}

/** Orders the blocks and drops the second of two that cover the same words. */
function removeRepeated(blocks: ThreadBlocks, log: DamageLog): void {
  const { events } = blocks;
  const isSorted = events.every((block, at) => at === 0 || compare(events[at - 1]!, block) <= 0);
  if (!isSorted) events.sort(compare);
  const kept: ThreadBlock[] = [];
  for (const block of events) {
    const last = kept.at(-1);
    const isRepeated =
      last?.chunkSeq === block.chunkSeq && block.chunkOffset < last.chunkOffset + last.wordCount;
    if (isRepeated) {
      const chunk = String(block.chunkSeq);
      const what = `a second block for chunk ${chunk} of thread ${String(blocks.thread)}`;
      log.add({ file: block.file, offset: block.offset, kind: 'duplicate', what });
    } else {
      kept.push(block);
    }
  }
  blocks.events = kept;
}

function addArenaPart(blocks: ThreadBlocks, part: ArenaPart, file: string): void {
  const last = blocks.events.at(-1) ?? blocks.expiredEnd;
  let skip = 0;
  if (last !== undefined) {
    if (last.chunkSeq > part.chunkSeq) return;
    if (last.chunkSeq === part.chunkSeq) {
      skip = Math.max(0, last.chunkOffset + last.wordCount - part.chunkOffset);
    }
  }
  blocks.tornWords += part.tornWords;
  if (skip >= part.words.length) return;
  const words = part.words.subarray(skip);
  blocks.events.push({
    file,
    offset: 0,
    chunkSeq: part.chunkSeq,
    chunkOffset: part.chunkOffset + skip,
    wordCount: words.length,
    header: undefined,
    segment: -1,
    words,
    overwrittenBefore: part.overwrittenBefore,
  });
}
