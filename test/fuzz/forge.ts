/**
 * Recordings as an attacker makes them: every checksum fits, and what stands behind it is wrong.
 * The reader may show any events for them; it must stay within bounds and tell a clean story.
 */
import { arenaMagic, blockType, kind, kindBits, layout } from '../../lib/reader/format.js';
import { blockSpans, joinBlocks, payloadOf, sealed, withPayload } from './blocks.js';
import type { Files } from './files.js';
import type { Random } from './random.js';

const blockFields = layout.BlockHeader;

/** One to four forgeries of a copy of `files`. */
export function forged(files: Files, random: Random): { files: Files; did: string } {
  const changed: Files = new Map(files);
  const did: string[] = [];
  for (let left = random.pick([1, 1, 2, 4]); left > 0; left--) {
    const name = random.pick([...changed.keys()]);
    const bytes: Buffer = changed.get(name)!;
    if (name.endsWith('.seg')) {
      const forgery = forgeSegment(bytes, random);
      changed.set(name, forgery.bytes);
      did.push(`${name}: ${forgery.did}`);
    } else if (isArena(bytes)) {
      changed.set(name, forgeArena(bytes, random));
      did.push(`${name}: arena`);
    } else {
      changed.set(name, Buffer.from(forgeJson(bytes.toString(), random)));
      did.push(`${name}: manifest`);
    }
  }
  return { files: changed, did: did.join('; ') };
}

function isArena(bytes: Buffer): boolean {
  return bytes.length > layout.ArenaHeader.size && bytes.readBigUInt64LE(0) === arenaMagic;
}

function forgeSegment(segment: Buffer, random: Random): { bytes: Buffer; did: string } {
  const blocks: Buffer[] = blockSpans(segment).map(({ from, to }) => {
    return Buffer.from(segment.subarray(from, to));
  });
  if (blocks.length === 0) return { bytes: segment, did: 'nothing' };
  const at = random.below(blocks.length);
  let did: string;
  if (random.chance(0.4)) {
    did = forgeHeader(blocks[at]!, random);
  } else {
    did = `payload of block ${String(at)}`;
    blocks[at] = forgePayload(blocks[at]!, random);
  }
  return { bytes: joinBlocks(segment, blocks, random.chance(0.8)), did };
}

/** A field of the header, made to lie. */
function forgeHeader(block: Buffer, random: Random): string {
  const names = Object.keys(blockFields).filter((name) => name !== 'size');
  const name = random.pick(names) as keyof typeof blockFields;
  const at = blockFields[name];
  block.writeUInt32LE(random.word(), at);
  if (random.chance(0.3) && at + 8 <= blockFields.size) {
    block.writeUInt32LE(random.word(), at + 4);
  }
  sealed(block);
  return `header field ${name}`;
}

function forgePayload(block: Buffer, random: Random): Buffer {
  let payload: Buffer;
  try {
    payload = payloadOf(block);
  } catch {
    return block; // an earlier forgery took its payload's sense
  }
  const type = block.readUInt16LE(blockFields.type);
  if (type === blockType.moduleBlock || type === blockType.metaBlock) {
    return withPayload(block, Buffer.from(forgeJson(payload.toString(), random)));
  }
  return withPayload(block, forgeWords(payload, random));
}

/** Headers of every kind there is, with arguments that fit or do not. */
function header(random: Random): number {
  const known = random.pick(Object.values(kind));
  const argument = random.pick([random.below(8), random.below(600), random.word()]);
  return ((argument << kindBits) | known) >>> 0;
}

export function forgeWords(payload: Buffer, random: Random): Buffer {
  const words = Buffer.from(payload.subarray(0, payload.length & ~3));
  const count = words.length / 4;
  if (count === 0) return words;
  switch (random.below(5)) {
    case 0: // words that are swapped
      for (let left = random.length(20); left > 0; left--) {
        const [a, b] = [random.below(count) * 4, random.below(count) * 4];
        const word = words.readUInt32LE(a);
        words.writeUInt32LE(words.readUInt32LE(b), a);
        words.writeUInt32LE(word, b);
      }
      return words;
    case 1: {
      const at = random.below(count) * 4;
      return Buffer.concat([
        words.subarray(0, at),
        words.subarray(at + random.length(count - at / 4) * 4),
      ]);
    }
    case 2: {
      const at = random.below(count) * 4;
      const from = random.below(count) * 4;
      const copied = words.subarray(from, from + random.length(count) * 4);
      return Buffer.concat([words.subarray(0, at), copied, words.subarray(at)]);
    }
    default:
      for (let left = random.length(20); left > 0; left--) {
        const at = random.below(count) * 4;
        words.writeUInt32LE(random.chance(0.6) ? header(random) : random.word(), at);
      }
      return words;
  }
}

const values: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  2 ** 53,
  1e308,
  '',
  '../../../../etc/passwd',
  '\u001b[2J\u0007\r\n\u202e',
  '18446744073709551615',
  '\ud800',
  [],
  {},
  [[[[[]]]]],
  'x'.repeat(5000),
];

/** A value somewhere in a JSON text, replaced; or the text itself, broken. */
export function forgeJson(text: string, random: Random): string {
  if (random.chance(0.1)) return random.pick(['', '{', '[1]', 'null', text.slice(1), `${text}x`]);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return text;
  }
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key]);
      visit(inner);
    }
  };
  visit(json);
  for (let left = random.length(4); left > 0 && places.length > 0; left--) {
    const [owner, key] = random.pick(places);
    owner[key] = random.chance(0.2) ? random.word() : random.pick(values);
  }
  return JSON.stringify(json);
}

/** An arena has no checksums: header, control blocks, chunk entries and words may say anything. */
function forgeArena(arena: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(arena);
  const table = bytes.readUInt32LE(layout.ArenaHeader.chunk_table_offset);
  const chunks = bytes.readUInt32LE(layout.ArenaHeader.chunks_offset);
  const regions: [number, number][] = [
    [0, layout.ArenaHeader.size],
    [table, chunks],
    [chunks, Math.min(bytes.length, chunks + 4096)],
  ];
  for (let left = random.length(8); left > 0; left--) {
    const [from, to] = random.pick(regions);
    const at = from + random.below(Math.max(4, to - from));
    if (at + 4 <= bytes.length) bytes.writeUInt32LE(random.word(), at);
  }
  return random.chance(0.2) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}
