/**
 * What a process had stored and the drain had not yet written: read in place from arena.ring, of a
 * process that was killed or that still runs. The twin of native/arena.cc.
 *
 *   chunk:  [ already in a segment | whole records ... | 0 ]
 *           0              drained_words          sealed_words, or the first zero header
 */
import { asWords } from './block.js';
import type { Damage, DamageLog } from './damage.js';
import type { ReadFile } from './files.js';
import { arenaMagic, chunkState, formatVersion, layout, maxThreads } from './format.js';
import { walk } from './walk.js';

const headerFields = layout.ArenaHeader;
const controlFields = layout.ThreadControl;
const chunkFields = layout.ChunkEntry;

/** Bounds of what is believed: 4 GiB of chunks of at most 16 MiB. */
const maxArenaBytes = 4 * 2 ** 30;
const maxChunkBytes = 16 * 2 ** 20;
const maxChunks = 65_536;
/** A chunk of a running process may be recycled while it is copied; then it is read again. */
const maxAttempts = 4;

export interface ArenaHeader {
  pid: number;
  processStart: bigint;
  startTime: bigint;
  chunkBytes: number;
  chunkCount: number;
  threadCount: number;
  controlsOffset: number;
  chunkTableOffset: number;
  chunksOffset: number;
}

/** Losses of a living thread that its segments may not tell yet. */
export interface ArenaLosses {
  /** All events of the thread that `overwrite` has taken so far. */
  overwritten: number;
  /** Events that a rewind under `drop` was taking away when the process was killed. */
  rewound: number;
  /** Where it was at work, in words from the start of the arena; 0: nowhere. */
  rewindWord: number;
}

/** Whole records of one chunk that lie behind its drained part. */
export interface ArenaPart {
  thread: number;
  chunkSeq: number;
  /** Words before the first in the chunk. */
  chunkOffset: number;
  words: Int32Array;
  /** Words behind the last whole record that are not zero: a record that was not finished. */
  tornWords: number;
  /** How many of the thread's overwritten events come before it: all, unless the drain took it. */
  overwrittenBefore: number;
}

/** The header, or undefined (and an entry in the log) where it is none. */
export function readArenaHeader(
  file: ReadFile,
  name: string,
  log: DamageLog,
): ArenaHeader | undefined {
  const header = parseHeader(file.read(0, headerFields.size), file.size());
  if (!('what' in header)) return header;
  log.add({ file: name, offset: 0, ...header });
  return undefined;
}

type Wrong = Pick<Damage, 'kind' | 'what'>;

function parseHeader(bytes: Buffer, fileBytes: number): ArenaHeader | Wrong {
  // A kill between the reservation of the file and its header leaves zeros.
  if (bytes.length < headerFields.size || bytes.every((byte) => byte === 0)) {
    return { kind: 'torn-tail', what: 'the arena has no header yet' };
  }
  if (bytes.readBigUInt64LE(headerFields.magic) !== arenaMagic) {
    return { kind: 'corrupt', what: 'the arena header is not valid' };
  }
  const version = bytes.readUInt32LE(headerFields.version);
  if (version !== formatVersion) {
    const known = String(formatVersion);
    return {
      kind: 'corrupt',
      what: `format version ${String(version)}, this reader knows ${known}`,
    };
  }
  const header: ArenaHeader = {
    pid: bytes.readUInt32LE(headerFields.pid),
    processStart: bytes.readBigUInt64LE(headerFields.process_start),
    startTime: bytes.readBigUInt64LE(headerFields.start_time),
    chunkBytes: bytes.readUInt32LE(headerFields.chunk_bytes),
    chunkCount: bytes.readUInt32LE(headerFields.chunk_count),
    threadCount: bytes.readUInt32LE(headerFields.thread_count),
    controlsOffset: bytes.readUInt32LE(headerFields.controls_offset),
    chunkTableOffset: bytes.readUInt32LE(headerFields.chunk_table_offset),
    chunksOffset: bytes.readUInt32LE(headerFields.chunks_offset),
  };
  if (fits(header, fileBytes)) return header;
  return { kind: 'corrupt', what: 'the arena header states impossible sizes' };
}

function fits(header: ArenaHeader, fileBytes: number): boolean {
  const { chunkBytes, chunkCount, threadCount, controlsOffset } = header;
  const { chunkTableOffset, chunksOffset } = header;
  return (
    chunkBytes > 0 &&
    chunkBytes <= maxChunkBytes &&
    chunkBytes % 4 === 0 &&
    chunkCount <= maxChunks &&
    threadCount <= maxThreads &&
    controlsOffset + threadCount * controlFields.size <= chunkTableOffset &&
    chunkCount * chunkBytes <= maxArenaBytes &&
    chunkTableOffset + chunkCount * chunkFields.size <= chunksOffset &&
    chunksOffset <= fileBytes
  );
}

/** Losses by thread, of threads whose control blocks are in use. */
export function readArenaLosses(file: ReadFile, header: ArenaHeader): Map<number, ArenaLosses> {
  const losses = new Map<number, ArenaLosses>();
  const table = file.read(header.controlsOffset, header.threadCount * controlFields.size);
  for (let at = 0; at + controlFields.size <= table.length; at += controlFields.size) {
    const thread = table.readUInt32LE(at + controlFields.thread);
    if (thread === 0) continue;
    const overwritten = Number(table.readBigUInt64LE(at + controlFields.overwritten));
    const rewindWord = table.readInt32LE(at + controlFields.rewind_word);
    // What the rewind leaves begins with a word that is not 0: then it is complete.
    const isUnderWay = rewindWord > 0 && isZero(file.read(rewindWord * 4, 4));
    const rewound = isUnderWay ? Number(table.readBigUInt64LE(at + controlFields.rewound)) : 0;
    if (!Number.isSafeInteger(overwritten) || !Number.isSafeInteger(rewound)) continue;
    losses.set(thread, { overwritten, rewound, rewindWord: isUnderWay ? rewindWord : 0 });
  }
  addTakenChunks(file, header, losses);
  return losses;
}

/** A kill may come between the taking of a chunk, whose entry tells the count, and the count. */
function addTakenChunks(
  file: ReadFile,
  header: ArenaHeader,
  losses: Map<number, ArenaLosses>,
): void {
  const table = file.read(header.chunkTableOffset, header.chunkCount * chunkFields.size);
  for (let at = 0; at + chunkFields.size <= table.length; at += chunkFields.size) {
    if (table.readUInt32LE(at + chunkFields.state) !== chunkState.free) continue;
    const of = losses.get(table.readUInt32LE(at + chunkFields.thread));
    if (of === undefined) continue;
    const overwritten = Number(table.readBigUInt64LE(at + chunkFields.overwritten));
    if (Number.isSafeInteger(overwritten)) of.overwritten = Math.max(of.overwritten, overwritten);
  }
}

function isZero(word: Buffer): boolean {
  return word.length === 4 && word.readUInt32LE(0) === 0;
}

/** Copies what chunks hold behind their drained parts; at most the arena's size. */
export function readArenaParts(
  file: ReadFile,
  name: string,
  header: ArenaHeader,
  losses: Map<number, ArenaLosses>,
  log: DamageLog,
): ArenaPart[] {
  const parts: ArenaPart[] = [];
  const rewinding = new Set(
    [...losses.values()].map(({ rewindWord }) =>
      Math.floor((rewindWord * 4 - header.chunksOffset) / header.chunkBytes),
    ),
  );
  const size = file.size();
  const end = header.chunksOffset + header.chunkCount * header.chunkBytes;
  if (size < end) {
    const what = `the arena is ${String(end)} bytes long, and its file ends before`;
    log.add({ file: name, offset: size, kind: 'missing', what });
  }
  for (let index = 0; index < header.chunkCount; index++) {
    const part = readChunk(file, name, header, index, log);
    // What a rewind has not cleared yet is counted by it, and no torn record.
    if (part !== undefined && rewinding.has(index)) part.tornWords = 0;
    if (part !== undefined && (part.words.length > 0 || part.tornWords > 0)) parts.push(part);
  }
  return parts;
}

function readChunk(
  file: ReadFile,
  name: string,
  header: ArenaHeader,
  index: number,
  log: DamageLog,
): ArenaPart | undefined {
  const entryOffset = header.chunkTableOffset + index * chunkFields.size;
  const chunkOffset = header.chunksOffset + index * header.chunkBytes;
  const chunkWords = header.chunkBytes / 4;
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const entry = file.read(entryOffset, chunkFields.size);
    const state = entry.readUInt32LE(chunkFields.state);
    if (state === chunkState.free) return undefined;
    const drained = entry.readUInt32LE(chunkFields.drained_words);
    const sealed = entry.readUInt32LE(chunkFields.sealed_words);
    const end = state === chunkState.open ? chunkWords : sealed;
    const chunkSeq = Number(entry.readBigUInt64LE(chunkFields.chunk_seq));
    if (
      state > chunkState.draining ||
      end > chunkWords ||
      drained > end ||
      !Number.isSafeInteger(chunkSeq)
    ) {
      const what = `the entry of chunk ${String(index)} makes no sense`;
      log.add({ file: name, offset: entryOffset, kind: 'corrupt', what });
      return undefined;
    }
    const words = asWords(file.read(chunkOffset + drained * 4, (end - drained) * 4));
    if (!sameChunk(entry, file.read(entryOffset, chunkFields.size))) continue;
    const valid = walk(words).words;
    const overwritten = Number(entry.readBigUInt64LE(chunkFields.overwritten));
    // `words` covers the whole chunk: keep what is used of it and let the rest go.
    return {
      thread: entry.readUInt32LE(chunkFields.thread),
      chunkSeq,
      chunkOffset: drained,
      words: words.slice(0, valid),
      tornWords: nonZeroWords(words, valid),
      overwrittenBefore: state === chunkState.draining ? overwritten : Infinity,
    };
  }
  return undefined;
}

function sameChunk(before: Buffer, after: Buffer): boolean {
  const { thread, chunk_seq: chunkSeq } = chunkFields;
  return (
    after.readUInt32LE(chunkFields.state) !== chunkState.free &&
    before.readUInt32LE(thread) === after.readUInt32LE(thread) &&
    before.readBigUInt64LE(chunkSeq) === after.readBigUInt64LE(chunkSeq)
  );
}

/**
 * A record's payload is stored before its header: what stands behind the end was never an event.
 */
function nonZeroWords(words: Int32Array, from: number): number {
  let at = words.length;
  while (at > from && words[at - 1] === 0) at--;
  return at - from;
}
