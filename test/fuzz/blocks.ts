/**
 * Segments taken apart and put together again with checksums that fit, so that what is changed
 * inside reaches the code behind the checks. Everything follows from the tables of
 * lib/reader/format.ts.
 */
import { compress, decompress } from 'zstd-napi';
import { crc32c } from '../../lib/reader/crc32c.js';
import { blockPattern } from '../../lib/reader/block.js';
import { footerFrameMagic, footerMagic, layout } from '../../lib/reader/format.js';

const fields = layout.BlockHeader;

/** Where a block lies in its segment. */
export interface Span {
  from: number;
  to: number;
}

/** All blocks of a segment that was not damaged yet, in order. */
export function blockSpans(segment: Buffer): Span[] {
  const spans: Span[] = [];
  for (let at: number = layout.SegmentHeader.size; at + fields.size <= segment.length;) {
    if (segment.compare(blockPattern, 0, blockPattern.length, at, at + blockPattern.length) !== 0)
      break;
    const to = at + fields.size + segment.readUInt32LE(at + fields.compressed_bytes);
    if (to > segment.length) break;
    spans.push({ from: at, to });
    at = to;
  }
  return spans;
}

export function payloadOf(block: Buffer): Buffer {
  return decompress(block.subarray(fields.size));
}

/** `block` with another payload; its header tells the truth about it but for the event count. */
export function withPayload(block: Buffer, payload: Buffer): Buffer {
  const data = compress(payload);
  const header = Buffer.from(block.subarray(0, fields.size));
  header.writeUInt32LE(payload.length, fields.raw_bytes);
  return sealed(Buffer.concat([header, data]));
}

/** Makes the checksums fit what stands there. */
export function sealed(block: Buffer): Buffer {
  const data = block.subarray(fields.size);
  block.writeUInt32LE(crc32c(data), fields.payload_crc);
  block.writeUInt32LE(crc32c(block.subarray(fields.type, fields.size)), fields.header_crc);
  return block;
}

/** A valid segment of these blocks: the head of `segment`, then they, then a footer that fits. */
export function joinBlocks(segment: Buffer, blocks: readonly Buffer[], footer = true): Buffer {
  const head = segment.subarray(0, layout.SegmentHeader.size);
  if (!footer) return Buffer.concat([head, ...blocks]);
  let offset = head.length;
  const entries = blocks.map((block) => {
    const entry = Buffer.alloc(layout.FooterEntry.size);
    entry.writeBigUInt64LE(BigInt(offset), layout.FooterEntry.offset);
    entry.writeUInt32LE(block.readUInt16LE(fields.type), layout.FooterEntry.type);
    for (const name of ['thread', 'event_count', 'generation'] as const) {
      block.copy(entry, layout.FooterEntry[name], fields[name], fields[name] + 4);
    }
    for (const name of ['first_seq', 'time_first', 'time_last'] as const) {
      block.copy(entry, layout.FooterEntry[name], fields[name], fields[name] + 8);
    }
    offset += block.length;
    return entry;
  });
  return Buffer.concat([head, ...blocks, ...footerParts(entries, offset)]);
}

function footerParts(entries: readonly Buffer[], offset: number): Buffer[] {
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(footerFrameMagic, 0);
  head.writeUInt32LE(body.length + layout.FooterTail.size, 4);
  const tail = Buffer.alloc(layout.FooterTail.size);
  tail.writeUInt32LE(entries.length, layout.FooterTail.entry_count);
  tail.writeUInt32LE(crc32c(body), layout.FooterTail.crc);
  tail.writeBigUInt64LE(BigInt(offset), layout.FooterTail.footer_offset);
  tail.writeBigUInt64LE(footerMagic, layout.FooterTail.magic);
  return [head, body, tail];
}
