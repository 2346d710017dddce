/**
 * Files of real recordings, cut: segments and manifests at every byte. What is left is read, what
 * is gone is said, and nothing is made up.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layout } from '../../lib/reader/format.js';
import { FilesOnDisk, type Files } from '../fuzz/files.js';
import { compare, readEverything, readOrRefuse, type Reading } from '../fuzz/oracle.js';
import { killedSpecimen, smallSpecimen } from '../fuzz/specimens.js';
import { scratch } from '../scratch.js';

async function open(files: Files): Promise<{ disk: FilesOnDisk; whole: Reading }> {
  const disk = new FilesOnDisk(scratch());
  disk.write(files);
  return { disk, whole: await readEverything(disk.folder) };
}

function eventCount(reading: Reading): number {
  let count = 0;
  for (const thread of reading.threads.values()) count += thread.events.length;
  return count;
}

const small = smallSpecimen();

test('a segment cut at any byte: a prefix of its events, and a report', async () => {
  const { disk, whole } = await open(small.files);
  const [name, segment] = [...small.files].find(([file]) => file.endsWith('.seg'))!;
  let last = 0;
  for (let length = 0; length < segment.length; length++) {
    disk.write(new Map(small.files).set(name, segment.subarray(0, length)));
    const cut = await readEverything(disk.folder);
    compare(whole, cut);
    assert.equal(cut.verdict.ok, false, `cut at ${String(length)}`);
    assert.ok(cut.verdict.damage.some(({ file }) => file === name));
    const events = eventCount(cut);
    assert.ok(events >= last, 'more bytes, not fewer events');
    last = events;
  }
  assert.ok(last > 0);
  assert.equal(last, eventCount(whole));
});

test('a cut arena gives the events before the cut, and says where it ends', async () => {
  const killed = await killedSpecimen();
  const { disk, whole } = await open(killed.files);
  const name = [...killed.files.keys()].find((file) => file.endsWith('arena.ring'))!;
  const arena = killed.files.get(name)!;
  const chunks = arena.readUInt32LE(layout.ArenaHeader.chunks_offset);
  const lengths = [
    ...Array.from({ length: layout.ArenaHeader.size + 2 }, (_, at) => at),
    ...Array.from({ length: 40 }, (_, at) => chunks - 20 + at),
    ...Array.from({ length: 60 }, (_, at) => Math.floor((arena.length * at) / 60)),
    arena.length - 1,
  ];
  let last = 0;
  for (const length of lengths.sort((a, b) => a - b)) {
    disk.write(new Map(killed.files).set(name, arena.subarray(0, length)));
    const cut = await readEverything(disk.folder);
    compare(whole, cut);
    assert.ok(
      cut.verdict.damage.some(({ file }) => file === name),
      `cut at ${String(length)}`,
    );
    assert.ok(eventCount(cut) >= last, 'more bytes, not fewer events');
    last = eventCount(cut);
  }
});

test('a manifest cut at any byte: every event is still read', async () => {
  const { disk, whole } = await open(small.files);
  const manifest = small.files.get('manifest.json')!;
  const text = manifest.toString().trimEnd();
  for (let length = 0; length < text.length; length++) {
    disk.write(new Map(small.files).set('manifest.json', manifest.subarray(0, length)));
    const cut = await readOrRefuse(disk.folder);
    assert.ok(cut !== undefined && cut.verdict.damageCount > 0, `cut at ${String(length)}`);
    assert.equal(eventCount(cut), eventCount(whole));
  }
});
