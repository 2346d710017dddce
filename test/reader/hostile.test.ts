/**
 * Recordings made to hurt: with valid checksums and impossible contents, or with something else in
 * a file's place. Memory and time stay bounded, nothing outside the recording is opened, and
 * nothing in it reaches a terminal as a command.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { blockType, kind } from '../../lib/reader/format.js';
import { parseObject } from '../../lib/reader/json.js';
import { openPositionMap } from '../../lib/reader/position-map.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { scope } from '../cli/run-scope.js';
import { readEverything } from '../fuzz/oracle.js';
import { damageKinds } from './read-all.js';
import {
  eventsBlock,
  functionsModule,
  makeBlock,
  makeSegment,
  metaBlock,
  moduleBlock,
  testManifest,
  wordsBytes,
  writeBlocks,
  writeRecording,
} from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

const megabyte = 2 ** 20;
const fine = eventsBlock(new WordsWriter().enter(1, ['text']).leave(1));
const commands = ['info', 'events', 'calls', 'tree', 'verify'];

/** Reads the recording in all ways, within `seconds` of CPU and `megabytes` more than before. */
async function readsWithin(folder: string, seconds: number, megabytes = 300): Promise<void> {
  const before = process.memoryUsage().rss;
  const begin = process.cpuUsage();
  await readEverything(folder);
  const { user, system } = process.cpuUsage(begin);
  const used = (user + system) / 1e6;
  assert.ok(used < seconds, `${used.toFixed(1)} s`);
  const grown = (process.memoryUsage().rss - before) / megabyte;
  assert.ok(grown < megabytes, `${String(Math.round(grown))} MB`);
}

/** Every command ends by itself, with a code of the contract and at most one line on stderr. */
function inspectorStandsIt(folder: string, tried: readonly string[] = commands): void {
  for (const command of tried) {
    const { code, stdout, stderr, signal } = scope([command, folder]);
    assert.equal(signal, null);
    assert.ok(code === 0 || code === 1 || code === 3, `${command}: ${String(code)} ${stderr}`);
    assert.match(stderr, /^(scope: [^\n]*\n)?$/);
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  }
}

test('links and pipes in the place of files are reported and left alone', () => {
  const elsewhere = writeRecording({ files: { '000001.seg': makeSegment([fine]) } });
  const folder = writeRecording({ files: {} });
  const own = join(folder, 'p4711-1');
  symlinkSync(join(elsewhere, 'p4711-1/000001.seg'), join(own, '000001.seg'));
  execFileSync('mkfifo', [join(own, '000002.seg'), join(own, 'arena.ring')]);
  mkdirSync(join(own, '000003.seg'));
  symlinkSync(join(elsewhere, 'p4711-1'), join(folder, 'p4712-1'));
  const recording = openRecordingFiles(folder);
  assert.equal(recording.threads.length, 0);
  assert.equal(damageKinds(recording).filter((found) => found === 'corrupt').length, 5);
  inspectorStandsIt(folder);
});

test('a manifest that is a link or a pipe is none', () => {
  for (const make of [
    (path: string) => symlinkSync('/etc/passwd', path),
    (path: string) => execFileSync('mkfifo', [path]),
  ]) {
    const folder = writeRecording({
      manifestFile: '',
      files: { '000001.seg': makeSegment([fine]) },
    });
    make(join(folder, 'manifest.json'));
    const recording = openRecordingFiles(folder);
    assert.equal(recording.manifest.name, '');
    assert.ok(damageKinds(recording).includes('missing'));
  }
});

test('paths that a recording names are shown and never opened', async () => {
  const path = '../../../../etc/passwd';
  const module = functionsModule(2, 'values', {
    path,
    url: `file:///${path}`,
    sourceMap: JSON.stringify({ version: 3, sources: [path], names: [], mappings: 'AAAA' }),
  });
  const manifest = { ...testManifest, program: path, cwd: path, name: path };
  const folder = writeRecording({ manifest, files: { '000001.seg': makeSegment([module, fine]) } });
  const sites = await openRecordingFiles(folder).sites(0);
  assert.equal(sites.modules[0]?.path, path);
  for (const command of commands) {
    const { stdout, stderr } = scope([command, folder, '--json']);
    assert.doesNotMatch(stdout + stderr, /root:/);
  }
});

test('control characters in names, values and the manifest never reach the terminal', () => {
  const evil = '\u001b[2J\u001b]0;title\u0007\r\n\u009b31m\u202etxt\u0000';
  const module = functionsModule(2, 'values', { path: evil, url: evil });
  const sites = Array.from({ length: 2 }, (_, index) => {
    const at = { kind: 'function', line: 1, column: 1, start: 0, end: 0, function: index };
    return { ...at, name: evil, level: 'values', parameters: [evil] };
  });
  const second = moduleBlock({ firstSite: 3, sites });
  const writer = new WordsWriter();
  writer.enter(3, [evil]).throwValue(3, { word: writer.object(1, 3, evil, [['message', evil]]) });
  writer.enter(4, [Symbol(evil), { word: writer.plain(2, { [evil]: evil }) }]).leaveValue(4, evil);
  const metas = [
    metaBlock({ type: 'threadStart', thread: 1, kind: 'main', name: evil, time: '0' }),
    metaBlock({ type: 'skip', url: evil, reason: evil }),
    metaBlock({ type: 'note', text: evil }),
  ];
  const folder = writeRecording({
    manifest: { ...testManifest, name: evil, program: evil, argv: [evil], startWall: evil },
    files: { '000001.seg': makeSegment([...metas, module, second, eventsBlock(writer)]) },
  });
  inspectorStandsIt(folder);
  for (const command of commands) {
    const { stdout } = scope([command, folder, '--json']);
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    for (const line of stdout.trim().split('\n')) JSON.parse(line);
  }
});

test('a decompression bomb is refused by its size, and by its ratio', async () => {
  for (const fields of [
    { rawBytes: 0xffff_fffc },
    { rawBytes: 0x3fff_fffc, type: blockType.moduleBlock },
    { rawBytes: 64 * megabyte, type: blockType.metaBlock },
  ]) {
    await readsWithin(writeBlocks(makeBlock(wordsBytes([1]), fields), fine), 5);
  }
  const zeros = makeBlock(Buffer.alloc(64 * megabyte), { type: blockType.metaBlock, thread: 0 });
  await readsWithin(writeBlocks(zeros, zeros, zeros, fine), 5);
});

test('JSON is parsed only where its depth and the number of its parts are those of a recording', () => {
  assert.deepEqual(parseObject('{"a":["\\\\",{"b":"]]]]\\""}]}'), { a: ['\\', { b: ']]]]"' }] });
  assert.equal(parseObject(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`), undefined);
  const begin = performance.now();
  assert.equal(parseObject(`{"a":${'['.repeat(20 * megabyte)}`), undefined);
  assert.equal(parseObject(`{"a":[${'[],'.repeat(20 * megabyte)}1]}`), undefined);
  assert.equal(parseObject(`{"a":"${'\\'.repeat(20 * megabyte)}`), undefined);
  assert.equal(parseObject(`{"a":"${'\\"'.repeat(5 * megabyte)}`), undefined);
  assert.ok(performance.now() - begin < 10_000);
});

test('meta blocks full of brackets are damage', async () => {
  const nested = Buffer.from(`{"type":"note","text":${'['.repeat(megabyte)}`);
  const bomb = makeBlock(nested, { type: blockType.metaBlock, thread: 0 });
  const folder = writeBlocks(...Array.from({ length: 20 }, () => bomb), fine);
  await readsWithin(folder, 10);
  assert.ok(openRecordingFiles(folder).damage.seriousCount >= 20);
});

test('long texts are kept by their beginnings', () => {
  const text = 'x'.repeat(4 * megabyte);
  const notes = Array.from({ length: 50 }, () => metaBlock({ type: 'note', text }));
  const { notes: kept } = openRecordingFiles(writeBlocks(...notes)).processes[0]!.meta;
  assert.equal(kept.length, 50);
  assert.ok(kept.every((note) => note.length < 20_000));
});

test('sites may point anywhere', async () => {
  const lies = { kind: 5, name: null, line: -1, column: 1e300, function: 0x7fff_ffff, level: 'x' };
  const sites = [lies, { ...lies, function: 2 ** 60, parameters: [1, {}, null] }, null, 7];
  const module = moduleBlock({ firstSite: 1, sites });
  const far = moduleBlock({ firstSite: 2 ** 25 - 1, sites: [lies, lies] });
  const writer = new WordsWriter();
  for (const site of [1, 2, 3, 4, 5, 2 ** 25, 2 ** 26 - 1]) writer.enter(site, ['a']).leave(site);
  const folder = writeBlocks(module, far, eventsBlock(writer));
  await readsWithin(folder, 5);
  inspectorStandsIt(folder, ['info', 'tree']);
});

test('a module block whose header names other sites is damage', async () => {
  const sites = [{ name: 'f', kind: 'function', line: 1, column: 1, function: 0 }];
  const json = Buffer.from(JSON.stringify({ type: 'module', firstSite: 7, sites }));
  const block = makeBlock(json, { type: blockType.moduleBlock, firstSeq: 1, eventCount: 2 });
  const recording = openRecordingFiles(writeBlocks(block));
  assert.equal((await recording.sites(0)).size, 0);
  assert.equal(recording.damage.seriousCount, 1);
});

test('source maps made to hurt leave the positions as they are', async () => {
  const map = { version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA' };
  const section = { offset: { line: 0, column: 0 }, map };
  for (const hostile of [
    { ...map, mappings: 'AAAA,'.repeat(megabyte) },
    { ...map, mappings: ';'.repeat(8 * megabyte) },
    { ...map, mappings: 'gggggggggggggggggggggggggggB' },
    { ...map, mappings: 'A\u0000////////+++' },
    { ...map, sources: [null, 5, {}], mappings: 'AAAA,AEAA' },
    { ...map, sourceRoot: 'file:///../../etc/', sources: ['../../etc/passwd'] },
    { version: 3, sections: Array.from({ length: 5000 }, () => section) },
    { version: 3, sections: [{ offset: { line: -1, column: 'x' }, map: { sections: [section] } }] },
    { version: 3, sections: [{ offset: { line: 0, column: 0 }, url: 'file:///etc/passwd' }] },
  ]) {
    const begin = performance.now();
    const opened = await openPositionMap(JSON.stringify(hostile), '/app/main.js');
    for (const line of [0, 1, 2 ** 31, -1, NaN]) opened?.original(line, 1);
    opened?.close();
    assert.ok(performance.now() - begin < 10_000);
  }
});

test('objects that hold each other are shown to a bounded depth', async () => {
  const writer = new WordsWriter();
  const word = (id: number): { word: number } => ({ word: (id << 3) | 0b100 });
  for (let id = 1; id <= 40; id++) {
    const others = Array.from({ length: 32 }, (_, at) => [`k${String(at)}`, word(1 + at)] as const);
    writer.object(
      id,
      0,
      'Object',
      others.map(([key, value]) => [key, value]),
    );
  }
  for (let call = 0; call < 40; call++) writer.enter(1, [word(1), word(2)]).leave(1);
  const folder = writeBlocks(functionsModule(2), eventsBlock(writer));
  await readsWithin(folder, 5);
  const { stdout } = scope(['events', folder, '--json', '--limit', '1']);
  assert.ok(stdout.length < 500_000, String(stdout.length));
});

test('ends that fit no call, behind a deep stack and many cuts, take no quadratic time', async () => {
  const words: number[] = [];
  const word = (k: number, argument: number): number => ((argument << 6) | k) >>> 0;
  for (let at = 0; at < 400_000; at++) words.push(word(kind.enter, 1 + (at % 1000)));
  for (let at = 0; at < 400_000; at++) words.push(word(kind.leave, 5000 + (at % 1000)));
  for (let at = 0; at < 50_000; at++) words.push(word(kind.loss, 1), 1, 0, word(kind.leave, 9000));
  const events = words.filter((value, at) => at < 800_000 || (value & 63) === kind.leave).length;
  await readsWithin(writeBlocks(makeBlock(wordsBytes(words), { eventCount: events })), 30, 700);
});

test('thousands of threads cost memory in proportion to their bytes', async () => {
  const blocks = Array.from({ length: 4000 }, (_, thread) =>
    makeBlock(wordsBytes([(1 << 6) | kind.enter]), { thread: thread * 211_007, eventCount: 1 }),
  );
  await readsWithin(writeBlocks(...blocks), 30, 400);
});

test('losses beyond all numbers end their block', async () => {
  const writer = new WordsWriter().enter(1);
  writer.words.push((1 << 6) | kind.loss, -1, -1, (1 << 6) | kind.leave);
  const block = eventsBlock(writer, { eventCount: 2 });
  const folder = writeBlocks(block);
  const { threads, verdict } = await readEverything(folder);
  assert.equal([...threads.values()][0]!.events.length, 1);
  assert.equal(verdict.ok, false);
});

test('a manifest that is long or deep is no problem', () => {
  const manifest = { ...testManifest, argv: Array.from({ length: 5000 }, () => 'x'.repeat(100)) };
  const folder = writeRecording({ manifest, files: { '000001.seg': makeSegment([fine]) } });
  inspectorStandsIt(folder, ['info']);
  writeFileSync(join(folder, 'manifest.json'), '{"a":'.repeat(100_000));
  inspectorStandsIt(folder, ['info']);
});
