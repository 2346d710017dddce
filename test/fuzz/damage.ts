/**
 * Damage as disks, copies and people make it: bytes and blocks change, and no checksum is mended.
 * Whatever is read afterwards must be what was recorded.
 */
import { layout } from '../../lib/reader/format.js';
import { blockSpans } from './blocks.js';
import type { Files } from './files.js';
import type { Random } from './random.js';

/** Changes the files, and says what it did. */
type Damage = (files: Files, random: Random, other: Files) => string;

const isSegment = (name: string): boolean => name.endsWith('.seg');

function segmentNames(files: Files): string[] {
  return [...files.keys()].filter(isSegment);
}

/** Bytes of one segment, changed by `edit`. */
function onBytes(edit: (bytes: Buffer, random: Random) => Buffer): Damage {
  return (files, random) => {
    const names = segmentNames(files).filter((name) => files.get(name)!.length > 0);
    if (names.length === 0) return 'nothing';
    const name = random.pick(names);
    files.set(name, edit(Buffer.from(files.get(name)!), random));
    return name;
  };
}

/** Blocks of one segment, changed by `edit`; its header and footer stay. */
function onBlocks(edit: (blocks: Buffer[], random: Random) => void): Damage {
  return onBytes((bytes, random) => {
    const spans = blockSpans(bytes);
    const blocks = spans.map(({ from, to }) => bytes.subarray(from, to));
    if (blocks.length > 0) edit(blocks, random);
    const head = bytes.subarray(0, layout.SegmentHeader.size);
    return Buffer.concat([head, ...blocks, bytes.subarray(spans.at(-1)?.to ?? head.length)]);
  });
}

function move(files: Files, from: string, to: string): void {
  const bytes = files.get(from);
  if (bytes === undefined) return;
  files.delete(from);
  files.set(to, bytes);
}

function renumbered(name: string, number: number): string {
  return name.replace(/\d+\.seg$/, `${String(number).padStart(6, '0')}.seg`);
}

export const damages: Record<string, Damage> = {
  flip: onBytes((bytes, random) => {
    for (let left = random.pick([1, 1, 2, 8]); left > 0; left--) {
      bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
    }
    return bytes;
  }),
  overwrite: onBytes((bytes, random) => {
    const from = random.below(bytes.length);
    const to = Math.min(bytes.length, from + random.length(bytes.length));
    for (let at = from; at < to; at++) bytes[at] = random.bits();
    return bytes;
  }),
  zero: onBytes((bytes, random) => {
    const from = random.below(bytes.length);
    return bytes.fill(0, from, Math.min(bytes.length, from + random.length(bytes.length)));
  }),
  truncate: onBytes((bytes, random) => bytes.subarray(0, random.below(bytes.length))),
  append: onBytes((bytes, random) => {
    const from = random.below(bytes.length);
    return Buffer.concat([bytes, bytes.subarray(from, from + random.length(bytes.length))]);
  }),
  insert: onBytes((bytes, random) => {
    const at = random.below(bytes.length);
    const garbage = Buffer.from(Array.from({ length: random.length(300) }, () => random.bits()));
    return Buffer.concat([bytes.subarray(0, at), garbage, bytes.subarray(at)]);
  }),
  cut: onBytes((bytes, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([
      bytes.subarray(0, at),
      bytes.subarray(at + random.length(bytes.length - at)),
    ]);
  }),
  swapBlocks: onBlocks((blocks, random) => {
    const [a, b] = [random.below(blocks.length), random.below(blocks.length)];
    [blocks[a], blocks[b]] = [blocks[b]!, blocks[a]!];
  }),
  duplicateBlock: onBlocks((blocks, random) => {
    blocks.splice(random.below(blocks.length + 1), 0, random.pick(blocks));
  }),
  removeBlock: onBlocks((blocks, random) => {
    blocks.splice(random.below(blocks.length), 1);
  }),
  zeroBlock: onBlocks((blocks, random) => {
    const at = random.below(blocks.length);
    blocks[at] = Buffer.alloc(blocks[at]!.length);
  }),
  swapFiles(files, random) {
    const names = segmentNames(files);
    if (names.length < 2) return 'nothing';
    const [a, b] = [random.pick(names), random.pick(names)];
    const bytes = files.get(a)!;
    files.set(a, files.get(b)!);
    files.set(b, bytes);
    return `${a} and ${b}`;
  },
  renumberFile(files, random) {
    const name = random.pick(segmentNames(files));
    const to = renumbered(name, 1 + random.below(12));
    if (files.has(to)) return 'nothing';
    move(files, name, to);
    return `${name} to ${to}`;
  },
  duplicateFile(files, random) {
    const name = random.pick(segmentNames(files));
    const to = renumbered(name, 1 + random.below(12));
    files.set(to, files.get(name)!);
    return `${name} as ${to}`;
  },
  removeFile(files, random) {
    const name = random.pick(segmentNames(files));
    files.delete(name);
    return name;
  },
  spliceFile(files, random, other) {
    const from = random.pick(segmentNames(other));
    const base = random.pick(segmentNames(files));
    const to = renumbered(base, 1 + random.below(4));
    files.set(to, other.get(from)!);
    return `another recording's ${from} as ${to}`;
  },
  spliceBlocks(files, random, other) {
    const from = other.get(random.pick(segmentNames(other)))!;
    const name = random.pick(segmentNames(files));
    const spans = blockSpans(from);
    const bytes = files.get(name)!;
    const at = random.pick([...blockSpans(bytes).map(({ to }) => to), bytes.length]);
    const first = random.below(spans.length);
    const { to } = spans[Math.min(spans.length - 1, first + random.below(4))]!;
    const inserted = from.subarray(spans[first]!.from, to);
    files.set(name, Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]));
    return `another recording's blocks in ${name}`;
  },
};

/** One to three damages to a copy of `files`. */
export function damaged(files: Files, random: Random, other: Files): { files: Files; did: string } {
  const changed: Files = new Map(files);
  const did: string[] = [];
  for (let left = random.pick([1, 1, 2, 3]); left > 0; left--) {
    if (segmentNames(changed).length === 0) break;
    const name = random.pick(Object.keys(damages));
    did.push(`${name}: ${damages[name]!(changed, random, other)}`);
  }
  return { files: changed, did: did.join('; ') };
}
