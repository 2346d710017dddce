/**
 * One segment file: its blocks by their headers, read in order. The twin of native/segment.cc.
 *
 *   SegmentHeader | BlockHeader payload | BlockHeader payload | ... | footer
 *
 * A missing footer and a torn tail are normal. Where bytes make no sense, the scan goes on at the
 * next block whose header is valid.
 */
import type { Codec } from './codec.js';
import { blockHeaderBytes, blockPattern, parseBlockHeader, type BlockHeader } from './block.js';
import type { Damage, DamageLog } from './damage.js';
import type { ReadFile } from './files.js';
import {
  footerFrameMagic,
  formatVersion,
  layout,
  segmentFrameMagic,
  segmentMagic,
} from './format.js';
import { checkFooter } from './footer.js';

const fields = layout.SegmentHeader;

export interface Segment {
  file: ReadFile;
  /** Path within the recording's directory. */
  name: string;
  number: number;
  bytes: number;
  /** As the header says; 0 where it is damaged. */
  pid: number;
  /** Start of its process, CLOCK_MONOTONIC ns; undefined where the header is damaged. */
  processTime: bigint | undefined;
  blocks: BlockHeader[];
  hasFooter: boolean;
}

/** Bytes looked through at a time when searching for the next valid block. */
const searchBytes = 2 ** 20;

/** Finds all blocks of a segment. Throws only where the file cannot be read at all. */
export function scanSegment(
  file: ReadFile,
  name: string,
  number: number,
  codec: Codec,
  log: DamageLog,
): Segment {
  const bytes = file.size();
  const segment: Segment = {
    file,
    name,
    number,
    bytes,
    pid: 0,
    processTime: undefined,
    blocks: [],
    hasFooter: false,
  };
  const report = (offset: number, kind: Damage['kind'], what: string): void => {
    log.add({ file: name, offset, kind, what });
  };
  if (!readHeader(segment, codec, report)) return segment;

  let offset: number = fields.size;
  while (offset < bytes) {
    const head = file.read(offset, Math.min(blockHeaderBytes, bytes - offset));
    const block = parseBlockHeader(head, offset, codec.crc32c);
    if (block !== undefined) {
      const end = offset + blockHeaderBytes + block.compressedBytes;
      if (end > bytes) {
        report(offset, 'torn-tail', 'the file ends within a block');
        return segment;
      }
      segment.blocks.push(block);
      offset = end;
      continue;
    }
    if (head.length >= 4 && head.readUInt32LE(0) === footerFrameMagic) {
      const wrong = checkFooter(segment, offset, codec);
      if (wrong === undefined) {
        segment.hasFooter = true;
        return segment;
      }
      report(offset, 'corrupt', wrong);
    }
    const next = findBlock(segment, offset + 1, codec);
    const isTail = next === bytes && head.length < blockHeaderBytes;
    if (isTail) report(offset, 'torn-tail', 'the file ends within a block header');
    else report(offset, 'corrupt', `${String(next - offset)} bytes that are no block`);
    offset = next;
  }
  report(bytes, 'no-footer', 'the segment has no valid footer');
  return segment;
}

type Report = (offset: number, kind: Damage['kind'], what: string) => void;

/** False where nothing in the file may be believed. */
function readHeader(segment: Segment, codec: Codec, report: Report): boolean {
  const header = segment.file.read(0, Math.min(fields.size, segment.bytes));
  if (header.length < fields.size) {
    report(0, 'torn-tail', 'the file ends within the segment header');
    return false;
  }
  const isSegment =
    header.readUInt32LE(fields.frame_magic) === segmentFrameMagic &&
    header.readBigUInt64LE(fields.magic) === segmentMagic &&
    codec.crc32c(header.subarray(0, fields.crc)) === header.readUInt32LE(fields.crc);
  if (!isSegment) {
    report(0, 'corrupt', 'the segment header is not valid');
    return true;
  }
  const version = header.readUInt32LE(fields.version);
  if (version !== formatVersion) {
    const known = String(formatVersion);
    report(0, 'corrupt', `format version ${String(version)}, this reader knows ${known}`);
    return false;
  }
  segment.pid = header.readUInt32LE(fields.pid);
  segment.processTime = header.readBigUInt64LE(fields.process_time);
  if (header.readUInt32LE(fields.number) !== segment.number) {
    report(0, 'corrupt', `the header says segment ${String(header.readUInt32LE(fields.number))}`);
  }
  return true;
}

/**
 * Offset of the next block with a valid header at or behind `from`; the file's size without one.
 */
function findBlock(segment: Segment, from: number, codec: Codec): number {
  const { file, bytes } = segment;
  for (let offset = from; offset < bytes;) {
    const window = file.read(offset, Math.min(searchBytes + blockHeaderBytes, bytes - offset));
    for (let at = window.indexOf(blockPattern); at >= 0 && at < searchBytes;) {
      const head = window.subarray(at, at + blockHeaderBytes);
      if (parseBlockHeader(head, offset + at, codec.crc32c) !== undefined) return offset + at;
      at = window.indexOf(blockPattern, at + 1);
    }
    if (window.length === 0) return bytes;
    offset += searchBytes;
  }
  return bytes;
}
