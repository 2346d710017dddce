/**
 * The producer's end of the ring: this thread's words and how auxiliary records are stored in them.
 * Reserve, fill, commit: payload first, header word last, then the position (native/format.h).
 */
import type { Producer } from '../../lib/binding.js';
import { kindBits } from '../../lib/records.js';
import { imul } from './primordials.js';

export interface Ring {
  /** The whole arena as words. */
  readonly words: Int32Array;
  /** The thread's position and limit alone: an index of 0 is shorter bytecode than a constant. */
  readonly control: Int32Array;
  /** Index of the thread's position; the limit stands behind it. */
  readonly position: number;
  readonly limit: number;
  /** Slow path: call when the position is beyond the limit. */
  readonly turn: () => void;
}

export function openRing(producer: Producer, turn: () => void): Ring {
  return {
    words: new Int32Array(producer.arena),
    control: new Int32Array(producer.arena, 4 * producer.control, 2),
    position: producer.control,
    limit: producer.control + 1,
    turn,
  };
}

/** Words of a chunk, as kChunkBytes of native/format.h; a power of two. */
const chunkWords = 65_536;
/** In words: ArenaHeader.chunks_offset, ThreadControl.chunk_seq and last_time of format.h. */
const chunksOffsetWord = 52 >> 2;
const chunkSeqWord = 16 >> 2;
const lastTimeWord = 24 >> 2;

/**
 * Where the thread's next record will stand among all words that it ever stored: chunk number times
 * words of a chunk, and the offset within; the low 32 bits.
 */
export function streamPlace({ words, position }: Ring): number {
  const offset = words[position]! - (words[chunksOffsetWord]! >>> 2);
  return (imul(words[position + chunkSeqWord]!, chunkWords) + (offset & (chunkWords - 1))) | 0;
}

/** Low 32 bits of the number of the thread's present chunk. */
export function chunkSequence({ words, position }: Ring): number {
  return words[position + chunkSeqWord]!;
}

/** Index of the first word of the thread's present chunk. */
export function chunkStart({ words, position }: Ring): number {
  const at = words[position]!;
  return at - ((at - (words[chunksOffsetWord]! >>> 2)) & (chunkWords - 1));
}

/** Low 32 bits of the time of the thread's last time record, in nanoseconds. */
export function lastTime({ words, position }: Ring): number {
  return words[position + lastTimeWord]!;
}

/** What an auxiliary record's argument is stands in native/format.h. */
export function auxiliaryHeader(recordKind: number, argument: number): number {
  return (argument << kindBits) | recordKind;
}

/** Commits a record of `length` words whose payload was stored behind `at`. */
export function commit(ring: Ring, at: number, header: number, length: number): void {
  const { words } = ring;
  words[at] = header;
  words[ring.position] = at + length;
  if (at + length > (words[ring.limit] as number)) ring.turn();
}
