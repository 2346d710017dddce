/**
 * The footer of a segment: an index of its blocks. The reader finds blocks by their own headers,
 * so the footer only confirms that nothing was cut off or lost.
 */
import type { Codec } from './codec.js';
import { footerMagic, layout } from './format.js';
import type { Segment } from './segment.js';

const tailFields = layout.FooterTail;
const entryFields = layout.FooterEntry;
const frameHeadBytes = 8;

/** What is wrong with the footer at `offset`; undefined when it is valid and fits the blocks. */
export function checkFooter(segment: Segment, offset: number, codec: Codec): string | undefined {
  const head = segment.file.read(offset, frameHeadBytes);
  const rest = segment.bytes - offset - frameHeadBytes;
  if (head.length < frameHeadBytes || head.readUInt32LE(4) !== rest || rest < tailFields.size) {
    return 'the footer is cut off or of a wrong size';
  }
  const entriesBytes = rest - tailFields.size;
  if (entriesBytes !== segment.blocks.length * entryFields.size) {
    return 'the footer does not name as many blocks as there are';
  }
  const body = segment.file.read(offset + frameHeadBytes, rest);
  const entries = body.subarray(0, entriesBytes);
  const tail = body.subarray(entriesBytes);
  if (
    tail.length < tailFields.size ||
    tail.readBigUInt64LE(tailFields.magic) !== footerMagic ||
    tail.readBigUInt64LE(tailFields.footer_offset) !== BigInt(offset) ||
    tail.readUInt32LE(tailFields.entry_count) !== segment.blocks.length ||
    tail.readUInt32LE(tailFields.crc) !== codec.crc32c(entries)
  ) {
    return 'the footer is not valid';
  }
  for (const [index, block] of segment.blocks.entries()) {
    const at = index * entryFields.size;
    if (
      entries.readBigUInt64LE(at + entryFields.offset) !== BigInt(block.offset) ||
      entries.readUInt32LE(at + entryFields.type) !== block.type ||
      entries.readUInt32LE(at + entryFields.thread) !== block.thread ||
      entries.readBigUInt64LE(at + entryFields.first_seq) !== BigInt(block.firstSeq) ||
      entries.readUInt32LE(at + entryFields.event_count) !== block.eventCount
    ) {
      return `the footer contradicts the block at ${String(block.offset)}`;
    }
  }
  return undefined;
}
