/**
 * Writes segments, arenas and whole recordings for tests: an independent twin of
 * native/segment.cc and native/arena.cc. zstd comes from zstd-napi, CRC32C is computed bit by
 * bit.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compress } from 'zstd-napi';
import { blockType, chunkState } from '../../lib/reader/format.js';
import { scratch } from '../scratch.js';
import type { WordsWriter } from './words-writer.js';

export interface BlockFields {
  type?: number;
  thread?: number;
  eventCount?: number;
  firstSeq?: number;
  timeFirst?: number;
  timeLast?: number;
  chunkSeq?: number;
  chunkOffset?: number;
  generation?: number;
  lostBefore?: number;
  /** Of the process that wrote the block. */
  processTime?: number;
  /** Stated instead of the true one. */
  rawBytes?: number;
  compressedBytes?: number;
}

export function slowCrc32c(data: Uint8Array): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

export function makeBlock(payload: Buffer, fields: BlockFields): Buffer {
  const data = compress(payload);
  const header = Buffer.alloc(96);
  header.writeUInt32LE(0x184d2a53, 0);
  header.writeUInt32LE(88, 4);
  header.writeUInt32LE(0x4b4c4253, 8);
  header.writeUInt32LE(fields.type ?? blockType.eventsBlock, 16);
  header.writeUInt32LE(fields.thread ?? 1, 20);
  header.writeUInt32LE(fields.rawBytes ?? payload.length, 24);
  header.writeUInt32LE(fields.compressedBytes ?? data.length, 28);
  header.writeUInt32LE(slowCrc32c(data), 32);
  header.writeUInt32LE(fields.eventCount ?? 0, 36);
  header.writeBigUInt64LE(BigInt(fields.firstSeq ?? 0), 40);
  header.writeBigUInt64LE(BigInt(fields.timeFirst ?? 0), 48);
  header.writeBigUInt64LE(BigInt(fields.timeLast ?? fields.timeFirst ?? 0), 56);
  header.writeBigUInt64LE(BigInt(fields.chunkSeq ?? 0), 64);
  header.writeUInt32LE(fields.chunkOffset ?? 0, 72);
  header.writeUInt32LE(fields.generation ?? 0, 76);
  header.writeBigUInt64LE(BigInt(fields.lostBefore ?? 0), 80);
  header.writeBigUInt64LE(BigInt(fields.processTime ?? 1), 88);
  header.writeUInt32LE(slowCrc32c(header.subarray(16)), 12);
  return Buffer.concat([header, data]);
}

export function wordsBytes(words: readonly number[]): Buffer {
  return Buffer.from(Int32Array.from(words).buffer);
}

export function eventsBlock(writer: WordsWriter, fields: BlockFields = {}): Buffer {
  return makeBlock(wordsBytes(writer.words), { eventCount: writer.events, ...fields });
}

export function metaBlock(json: object): Buffer {
  return makeBlock(Buffer.from(JSON.stringify(json)), { type: blockType.metaBlock, thread: 0 });
}

export function moduleBlock(json: { firstSite: number; sites: unknown[] }): Buffer {
  return makeBlock(Buffer.from(JSON.stringify({ type: 'module', skips: [], ...json })), {
    type: blockType.moduleBlock,
    thread: 0,
    firstSeq: json.firstSite,
    eventCount: json.sites.length,
  });
}

/** Functions named f1, f2, ... */
export function functionSites(count: number, level = 'values'): object[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: 'function',
    name: `f${String(index + 1)}`,
    line: index + 1,
    column: 1,
    start: 0,
    end: 0,
    function: index,
    level,
    parameters: ['a', 'b'],
  }));
}

/** The same with sites 1, 2, ... in /app/main.js. */
export function functionsModule(count: number, level = 'values', more: object = {}): Buffer {
  const path = '/app/main.js';
  return moduleBlock({
    firstSite: 1,
    sites: functionSites(count, level),
    ...{ url: `file://${path}`, path, format: 'module', source: '' },
    ...more,
  });
}

export function segmentHeader(number = 1, version = 1, pid = 4711): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(0x184d2a50, 0);
  header.writeUInt32LE(32, 4);
  header.write('SCPSEG01', 8, 'latin1');
  header.writeUInt32LE(version, 16);
  header.writeUInt32LE(number, 20);
  header.writeBigUInt64LE(1n, 24);
  header.writeUInt32LE(pid, 32);
  header.writeUInt32LE(slowCrc32c(header.subarray(0, 36)), 36);
  return header;
}

/** With a footer, and with a close record unless `close` is false, as a clean end leaves it. */
export function makeSegment(
  given: readonly Buffer[],
  options: { number?: number; footer?: boolean; close?: boolean; pid?: number } = {},
): Buffer {
  const parts = [segmentHeader(options.number, 1, options.pid), ...given];
  if (options.footer === false) return Buffer.concat(parts);
  const close = metaBlock({ type: 'close', reason: 'exit', time: '1' });
  const blocks = options.close === false ? given : [...given, close];
  if (options.close !== false) parts.push(close);
  let offset = 40;
  const entries = blocks.map((block) => {
    const entry = Buffer.alloc(48);
    entry.writeBigUInt64LE(BigInt(offset), 0);
    block.copy(entry, 8, 16, 24); // type, thread
    block.copy(entry, 16, 40, 48); // first_seq
    block.copy(entry, 24, 36, 40); // event_count
    block.copy(entry, 28, 76, 80); // generation
    block.copy(entry, 32, 48, 64); // times
    offset += block.length;
    return entry;
  });
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a5f, 0);
  head.writeUInt32LE(body.length + 24, 4);
  const tail = Buffer.alloc(24);
  tail.writeUInt32LE(entries.length, 0);
  tail.writeUInt32LE(slowCrc32c(body), 4);
  tail.writeBigUInt64LE(BigInt(offset), 8);
  tail.write('SCPEND01', 16, 'latin1');
  return Buffer.concat([...parts, head, body, tail]);
}

export interface TestChunk {
  state?: number;
  thread?: number;
  chunkSeq?: number;
  words: readonly number[];
  sealedWords?: number;
  drainedWords?: number;
  overwritten?: number;
}

/**
 * An arena of small chunks, as a process that is no more had it. `overwritten`: what thread 1's
 * control block says of its losses.
 */
export function makeArena(
  chunks: readonly TestChunk[],
  chunkWords = 1024,
  overwritten?: number,
): Buffer {
  const tableOffset = 4096;
  const chunksOffset = 8192;
  const arena = Buffer.alloc(chunksOffset + chunks.length * chunkWords * 4);
  arena.write('SCPARA01', 0, 'latin1');
  arena.writeUInt32LE(1, 8);
  arena.writeUInt32LE(0x7fff_fffe, 12); // a pid that no process has
  arena.writeBigUInt64LE(1n, 24);
  arena.writeUInt32LE(chunkWords * 4, 32);
  arena.writeUInt32LE(chunks.length, 36);
  arena.writeUInt32LE(1, 40);
  arena.writeUInt32LE(64, 44);
  arena.writeUInt32LE(tableOffset, 48);
  arena.writeUInt32LE(chunksOffset, 52);
  if (overwritten !== undefined) {
    arena.writeUInt32LE(1, 64 + 8);
    arena.writeBigUInt64LE(BigInt(overwritten), 64 + 32);
  }
  for (const [index, chunk] of chunks.entries()) {
    const at = tableOffset + index * 64;
    const state = chunk.state ?? chunkState.open;
    arena.writeUInt32LE(state, at);
    arena.writeUInt32LE(chunk.thread ?? 1, at + 4);
    arena.writeBigUInt64LE(BigInt(chunk.chunkSeq ?? 0), at + 8);
    const sealed = state === chunkState.open ? 0 : chunk.words.length;
    arena.writeUInt32LE(chunk.sealedWords ?? sealed, at + 16);
    arena.writeUInt32LE(chunk.drainedWords ?? 0, at + 20);
    arena.writeBigUInt64LE(BigInt(chunk.overwritten ?? 0), at + 32);
    wordsBytes(chunk.words).copy(arena, chunksOffset + index * chunkWords * 4);
  }
  return arena;
}

export const testManifest = {
  format: 1,
  version: '0.1.0',
  name: 'golden',
  program: '/app/main.js',
  argv: ['x'],
  cwd: '/app',
  node: 'v20.20.2',
  platform: 'linux-x64',
  startWall: '2026-01-01T00:00:00.000Z',
  startTime: '0',
  settings: { level: 'values', clock: 'adaptive', backpressure: 'block' },
  plan: '0',
};

export interface TestRecording {
  manifest?: object | string;
  /** Name of the manifest; empty for none. */
  manifestFile?: 'manifest.json' | 'incomplete' | '';
  /** Files of p4711-1 by name. */
  files?: Record<string, Buffer>;
  /** More process directories. */
  processes?: Record<string, Record<string, Buffer>>;
}

/** Writes a recording into a fresh folder and returns its path. */
export function writeRecording(recording: TestRecording): string {
  const folder = scratch();
  const file = recording.manifestFile ?? 'manifest.json';
  const manifest = recording.manifest ?? { ...testManifest, endTime: '1000000' };
  if (file !== '') {
    writeFileSync(
      join(folder, file),
      typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    );
  }
  const processes = {
    ...(recording.files && { 'p4711-1': recording.files }),
    ...recording.processes,
  };
  for (const [name, files] of Object.entries(processes)) {
    mkdirSync(join(folder, name));
    for (const [fileName, bytes] of Object.entries(files)) {
      writeFileSync(join(folder, name, fileName), bytes);
    }
  }
  return folder;
}

/** A recording with one segment of these blocks. */
export function writeBlocks(...blocks: Buffer[]): string {
  return writeRecording({ files: { '000001.seg': makeSegment(blocks) } });
}
