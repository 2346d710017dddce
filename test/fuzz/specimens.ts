/**
 * Undamaged recordings to start from: some that the real recorder wrote, one of a process that was
 * killed, and one of several segments with losses, generations and carried strings.
 */
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chunkState, layout, lossCause } from '../../lib/reader/format.js';
import {
  functionsModule,
  makeBlock,
  makeSegment,
  metaBlock,
  wordsBytes,
  writeRecording,
} from '../reader/recording-writer.js';
import { WordsWriter } from '../reader/words-writer.js';
import { scratch } from '../scratch.js';
import { record, startRecorded } from '../whole/harness.js';
import { loadFiles, type Files } from './files.js';

export interface Specimen {
  name: string;
  files: Files;
}

/** All kinds of events and values, two threads, blocks by pauses. */
const program = `
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
class Cart { #total = 0; add(item) { this.#total += item.price; return this; } }
function* numbers(n) { for (let i = 0; i < n; i++) yield i * 0.5; }
function fails(text) { throw new TypeError('no ' + text); }
async function step(n, text, options) {
  const cart = new Cart();
  for (const price of numbers(5)) cart.add({ price, n, tags: ['a', text] });
  try { fails(text + n); } catch {}
  await null;
  return [n, 12n, Symbol('s'), -0, NaN, null, text.repeat(40)];
}
if (isMainThread) new Worker(new URL(import.meta.url));
for (let round = 0; round < 3; round++) {
  for (let n = 0; n < 12; n++) await step(n, 'text' + round, { round, map: new Map([[n, round]]) });
  await sleep(40);
}
if (isMainThread && process.send) { process.send('ready'); setInterval(() => step(1, 'x'), 1e6); }
`;

/** The least that has strings, numbers, a return and an await. */
const smallProgram = `
function add(a, b) { return a + b; }
for (let n = 0; n < 4; n++) await (async () => { add(n, 'x' + n); await null; })();
`;

function programFile(text = program): string {
  const folder = scratch();
  const path = join(folder, 'main.mjs');
  writeFileSync(path, text);
  return path;
}

/** A recording that ended cleanly. */
export function completeSpecimen(name = 'complete'): Specimen {
  return { name, files: recorded(programFile()) };
}

/** The same of a few kilobytes. */
export function smallSpecimen(): Specimen {
  return { name: 'small', files: recorded(programFile(smallProgram)) };
}

function recorded(program: string): Files {
  const { recording, status } = record(program);
  if (status !== 0) throw new Error(`the specimen's program ended with ${String(status)}`);
  return loadFiles(recording);
}

/** A recording that SIGKILL ended; its arena is made smaller, to the chunks that are in use. */
export async function killedSpecimen(): Promise<Specimen> {
  const { child, recording } = startRecorded(programFile());
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const files = loadFiles(recording);
  for (const [name, bytes] of files) {
    if (name.endsWith('arena.ring')) files.set(name, smallerArena(bytes));
  }
  return { name: 'killed', files };
}

function smallerArena(arena: Buffer): Buffer {
  const { chunk_bytes, chunk_count, chunk_table_offset, chunks_offset } = layout.ArenaHeader;
  const entryBytes = layout.ChunkEntry.size;
  const table = arena.readUInt32LE(chunk_table_offset);
  const chunks = arena.readUInt32LE(chunks_offset);
  const chunkBytes = arena.readUInt32LE(chunk_bytes);
  const used = Array.from({ length: arena.readUInt32LE(chunk_count) }, (_, index) => index).filter(
    (index) => arena.readUInt32LE(table + index * entryBytes) !== chunkState.free,
  );
  const head = Buffer.from(arena.subarray(0, table));
  const entries = used.map((index) => {
    return arena.subarray(table + index * entryBytes, table + (index + 1) * entryBytes);
  });
  head.writeUInt32LE(used.length, chunk_count);
  head.writeUInt32LE(table + used.length * entryBytes, chunks_offset);
  const data = used.map((index) => {
    return arena.subarray(chunks + index * chunkBytes, chunks + (index + 1) * chunkBytes);
  });
  return Buffer.concat([head, ...entries, ...data]);
}

/** Three segments; losses with and without records, strings that only a carry block defines. */
export function segmentsSpecimen(): Specimen {
  const startTime = '0';
  const starts = [
    metaBlock({ type: 'process', pid: 4711, ppid: 1, startTime }),
    metaBlock({ type: 'threadStart', thread: 1, kind: 'main', name: 'main', time: '0' }),
    functionsModule(6),
  ];
  const writer = new Writer();
  const first = [writer.block(40), writer.block(40)];
  const second = [writer.carry(), writer.block(30), writer.block(30)];
  writer.nextGeneration();
  const third = [writer.block(20), writer.block(20)];
  const end = writer.end();
  const files: Record<string, Buffer> = {
    '000001.seg': makeSegment([...starts, ...first], { close: false }),
    '000002.seg': makeSegment([...starts, ...second], { number: 2, close: false }),
    '000003.seg': makeSegment([...starts, ...third, metaBlock(end)], { number: 3 }),
  };
  const folder = writeRecording({ files });
  const loaded = loadFiles(folder);
  rmSync(folder, { recursive: true });
  return { name: 'segments', files: loaded };
}

/** The events of one thread, block by block, with the counts that headers state. */
class Writer {
  #words = new WordsWriter();
  #strings: number[] = [];
  #emitted = 0;
  #lost = 0;
  #chunk = 0;
  #generation = 0;

  block(calls: number): Buffer {
    const writer = this.#words;
    const from = writer.words.length;
    const eventsBefore = writer.events;
    writer.time(1000 * (this.#chunk + 1));
    for (let call = 0; call < calls; call++) {
      const site = 1 + (call % 6);
      writer.enter(site, [`text ${String(call % 7)}`, call + 0.25]);
      if (call % 5 === 0) writer.throwValue(site, { word: writer.plain(call + 1, { call }) });
      else writer.leaveValue(site, call);
    }
    const lost = this.#chunk % 2 === 0 ? 3 : 0;
    if (lost > 0) writer.loss(lossCause.lossDropped, lost);
    const words = writer.words.slice(from);
    const eventCount = writer.events - eventsBefore;
    const block = makeBlock(wordsBytes(words), {
      eventCount,
      firstSeq: this.#emitted,
      chunkSeq: this.#chunk++,
      generation: this.#generation,
      lostBefore: this.#lost,
      timeFirst: 1000 * this.#chunk,
    });
    this.#emitted += eventCount + lost;
    this.#lost += lost;
    this.#strings.push(...words);
    return block;
  }

  /** All that the generation defined so far; readers take the strings from it. */
  carry(): Buffer {
    return makeBlock(wordsBytes(this.#strings), {
      type: 4,
      firstSeq: this.#emitted,
      generation: this.#generation,
      lostBefore: this.#lost,
    });
  }

  nextGeneration(): void {
    this.#generation++;
    this.#words = new WordsWriter();
    this.#strings = [];
  }

  end(): object {
    return {
      type: 'threadEnd',
      thread: 1,
      emitted: String(this.#emitted),
      recorded: String(this.#emitted - this.#lost),
      lost: { dropped: this.#lost, overwritten: 0, stopped: 0 },
      time: '9000',
    };
  }
}

export async function allSpecimens(): Promise<{ specimens: Specimen[]; other: Files }> {
  const specimens = [completeSpecimen(), await killedSpecimen(), segmentsSpecimen()];
  return { specimens, other: completeSpecimen('other').files };
}
