/**
 * The native decoders and the reader make the same of the same bytes: a dump of both is compared,
 * record by record and by the checksum of
 * all words, for words and blocks of real recordings, forged ones, and random words.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  asWords,
  holdsWords,
  parseBlockHeader,
  readBlockWords,
  readPayload,
} from '../../lib/reader/block.js';
import { codec } from '../../lib/reader/codec.js';
import { crc32c } from '../../lib/reader/crc32c.js';
import { kind, kindBits, kindMask } from '../../lib/reader/format.js';
import { recordLength, walk } from '../../lib/reader/walk.js';
import { blockSpans, payloadOf, sealed, withPayload } from '../fuzz/blocks.js';
import { forgeWords } from '../fuzz/forge.js';
import { Random } from '../fuzz/random.js';
import { completeSpecimen, segmentsSpecimen } from '../fuzz/specimens.js';

const build = fileURLToPath(new URL('../../../native/out', import.meta.url));

interface Case {
  type: 'W' | 'B';
  bytes: Buffer;
}

/** See native/fuzz/dump.cc. */
function nativeDumps(cases: readonly Case[]): string[] {
  execFileSync('cmake', ['--build', build, '--target', 'scope_dump'], { stdio: 'pipe' });
  const input = cases.flatMap(({ type, bytes }) => {
    const head = Buffer.alloc(5, type, 'latin1');
    head.writeUInt32LE(bytes.length, 1);
    return [head, bytes];
  });
  const dump = execFileSync(`${build}/scope_dump`, {
    input: Buffer.concat(input),
    maxBuffer: 2 ** 30,
  });
  return dump.toString().match(/(?:\d.*\n)*=.*\n/g) ?? [];
}

function dumpWords(words: Int32Array): string {
  const totals = walk(words);
  let dump = '';
  for (let at = 0; at < totals.words;) {
    const header = words[at]!;
    const length = recordLength(words, at, totals.words);
    dump += `${String(header & kindMask)} ${String(header >>> kindBits)} ${String(length)}\n`;
    at += length;
  }
  const lost = totals.lost.reduce((sum, count) => sum + count, 0);
  const crc = crc32c(new Uint8Array(words.buffer, words.byteOffset, words.byteLength));
  return `${dump}= ${[totals.words, totals.events, lost, totals.generations, crc].join(' ')}\n`;
}

/** What stands behind the last whole word is left out. */
function wholeWords(bytes: Uint8Array): Int32Array {
  return asWords(Uint8Array.from(bytes.subarray(0, bytes.length & ~3)));
}

function dumpBlock(bytes: Buffer): string {
  const header = parseBlockHeader(bytes, 0, crc32c);
  if (header === undefined) return '= no block\n';
  const file = {
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
  };
  try {
    if (holdsWords(header)) return dumpWords(readBlockWords(file, header, codec()));
    return dumpWords(wholeWords(readPayload(file, header, codec())));
  } catch {
    return '= no block\n';
  }
}

const random = new Random(1);

function randomWords(): Buffer {
  const words = Array.from({ length: random.below(200) }, () => {
    const known = random.pick(Object.values(kind));
    return random.chance(0.7) ? ((random.below(40) << kindBits) | known) >>> 0 : random.word();
  });
  return Buffer.from(Uint32Array.from(words).buffer);
}

/** A block that is as it was, forged, or not even sealed. */
function variants(block: Buffer): Case[] {
  const cases: Case[] = [
    { type: 'B', bytes: block },
    { type: 'W', bytes: payloadOf(block) },
  ];
  for (let round = 0; round < 60; round++) {
    const words = forgeWords(payloadOf(block), random);
    cases.push({ type: 'W', bytes: words });
    const forged = Buffer.from(round % 2 === 0 ? block : withPayload(block, words));
    forged.writeUInt32LE(random.word(), random.below((forged.length >> 2) - 1) * 4);
    cases.push({ type: 'B', bytes: random.chance(0.8) ? sealed(forged) : forged });
  }
  return cases;
}

test('both decoders make the same of the same bytes', () => {
  const cases: Case[] = [];
  for (let round = 0; round < 5000; round++) cases.push({ type: 'W', bytes: randomWords() });
  for (const { files } of [completeSpecimen(), segmentsSpecimen()]) {
    for (const [name, bytes] of files) {
      if (!name.endsWith('.seg')) continue;
      for (const { from, to } of blockSpans(bytes)) {
        cases.push(...variants(Buffer.from(bytes.subarray(from, to))));
      }
    }
  }
  const dumps = nativeDumps(cases);
  assert.equal(dumps.length, cases.length);
  for (const [index, { type, bytes }] of cases.entries()) {
    const ours = type === 'W' ? dumpWords(wholeWords(bytes)) : dumpBlock(bytes);
    assert.equal(ours, dumps[index], `${type} ${bytes.toString('hex').slice(0, 400)}`);
  }
  const whole = dumps.filter((dump) => dump !== '= no block\n').length;
  assert.ok(whole > dumps.length / 2 && whole < dumps.length, 'some are blocks and some are not');
});
