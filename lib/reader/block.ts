/**
 * Blocks of a segment: a checked header, then one zstd frame. The twin of native/block.cc.
 */
import type { Codec } from './codec.js';
import {
  blockFrameMagic,
  blockMagic,
  blockType,
  coding,
  layout,
  maxJsonBytes,
  maxRatio,
  maxWordsBytes,
} from './format.js';
import type { ReadFile } from './files.js';
import { undoPrediction } from './predict.js';

const fields = layout.BlockHeader;
export const blockHeaderBytes = fields.size;
const checkedFrom = fields.type;
const frameSize = fields.size - fields.block_magic;

export interface BlockHeader {
  /** Of the block, in bytes from the start of its file. */
  offset: number;
  type: number;
  thread: number;
  rawBytes: number;
  compressedBytes: number;
  payloadCrc: number;
  eventCount: number;
  firstSeq: number;
  /** CLOCK_MONOTONIC ns. */
  timeFirst: bigint;
  timeLast: bigint;
  chunkSeq: number;
  chunkOffset: number;
  generation: number;
  lostBefore: number;
  /** Start of the process that wrote it, CLOCK_MONOTONIC ns. */
  processTime: bigint;
  coding: number;
}

/** The bytes by which a block can be found in a damaged file. */
export const blockPattern = makePattern();

function makePattern(): Buffer {
  const pattern = Buffer.alloc(12);
  pattern.writeUInt32LE(blockFrameMagic, 0);
  pattern.writeUInt32LE(frameSize, 4);
  pattern.writeUInt32LE(blockMagic, 8);
  return pattern;
}

/** The header in `bytes`, or undefined where there is no valid one. */
export function parseBlockHeader(
  bytes: Buffer,
  offset: number,
  crc32c: Codec['crc32c'],
): BlockHeader | undefined {
  if (bytes.length < fields.size) return undefined;
  if (bytes.compare(blockPattern, 0, blockPattern.length, 0, blockPattern.length) !== 0) {
    return undefined;
  }
  if (crc32c(bytes.subarray(checkedFrom, fields.size)) !== bytes.readUInt32LE(fields.header_crc)) {
    return undefined;
  }
  const header: BlockHeader = {
    offset,
    type: bytes.readUInt16LE(fields.type),
    thread: bytes.readUInt32LE(fields.thread),
    rawBytes: bytes.readUInt32LE(fields.raw_bytes),
    compressedBytes: bytes.readUInt32LE(fields.compressed_bytes),
    payloadCrc: bytes.readUInt32LE(fields.payload_crc),
    eventCount: bytes.readUInt32LE(fields.event_count),
    firstSeq: Number(bytes.readBigUInt64LE(fields.first_seq)),
    timeFirst: bytes.readBigUInt64LE(fields.time_first),
    timeLast: bytes.readBigUInt64LE(fields.time_last),
    chunkSeq: Number(bytes.readBigUInt64LE(fields.chunk_seq)),
    chunkOffset: bytes.readUInt32LE(fields.chunk_offset),
    generation: bytes.readUInt32LE(fields.generation),
    lostBefore: Number(bytes.readBigUInt64LE(fields.lost_before)),
    processTime: bytes.readBigUInt64LE(fields.process_time),
    coding: bytes.readUInt16LE(fields.coding),
  };
  const counts = [header.firstSeq, header.chunkSeq, header.lostBefore];
  return counts.every(Number.isSafeInteger) && isPlausible(header) ? header : undefined;
}

export function holdsWords(header: BlockHeader): boolean {
  return header.type === blockType.eventsBlock || header.type === blockType.carryBlock;
}

function isPlausible(header: BlockHeader): boolean {
  const { rawBytes, compressedBytes, eventCount } = header;
  if (rawBytes > compressedBytes * maxRatio + maxRatio) return false;
  if (!holdsWords(header)) return rawBytes <= maxJsonBytes && header.coding === coding.plainCoding;
  return rawBytes <= maxWordsBytes && rawBytes % 4 === 0 && eventCount * 4 <= rawBytes;
}

/** The payload, checked and decompressed. Throws an Error that says what is wrong with it. */
export function readPayload(
  file: Pick<ReadFile, 'read'>,
  header: BlockHeader,
  codec: Codec,
): Uint8Array {
  const data = file.read(header.offset + fields.size, header.compressedBytes);
  if (data.length < header.compressedBytes) throw new Error('its payload is cut off');
  if (codec.crc32c(data) !== header.payloadCrc) {
    throw new Error('its payload does not fit its checksum');
  }
  return codec.decompress(data, header.rawBytes);
}

/** The text of a block that holds some; throws as above. */
export function readText(file: Pick<ReadFile, 'read'>, header: BlockHeader, codec: Codec): string {
  return Buffer.from(readPayload(file, header, codec)).toString('utf8');
}

/** The words of a block that holds some, checked, decompressed and decoded; throws as above. */
export function readBlockWords(
  file: Pick<ReadFile, 'read'>,
  header: BlockHeader,
  codec: Codec,
): Int32Array {
  const words = asWords(readPayload(file, header, codec));
  if (header.coding === coding.predictedCoding) undoPrediction(words);
  else if (header.coding !== coding.plainCoding) throw new Error('its coding is not known');
  return words;
}

export function asWords(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}
