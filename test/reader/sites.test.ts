/** Sites, with positions in the sources that the user wrote. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceMapGenerator } from 'source-map';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import type { SiteTable } from '../../lib/reader/sites.js';
import { functionsModule, metaBlock, moduleBlock, writeBlocks } from './recording-writer.js';

function sitesOf(...blocks: Buffer[]): Promise<SiteTable> {
  return openRecordingFiles(writeBlocks(...blocks)).sites(0);
}

test('a site has the place that its module block gives', async () => {
  const site = (await sitesOf(functionsModule(3))).get(2);
  assert.deepEqual([site.fn, site.file, site.line, site.column], ['f2', '/app/main.js', 2, 1]);
  assert.deepEqual(site.parameters, ['a', 'b']);
});

test('an upstream source map leads to the original source', async () => {
  const map = new SourceMapGenerator({ file: 'main.js' });
  map.addMapping({
    generated: { line: 2, column: 0 },
    original: { line: 40, column: 6 },
    source: '../src/main.ts',
  });
  const table = await sitesOf(functionsModule(2, 'values', { sourceMap: map.toString() }));
  const { file, line, column } = table.get(2);
  assert.deepEqual([file, line, column], ['/src/main.ts', 40, 7]);
  assert.equal(table.get(1).file, '/app/main.js');
  assert.equal(table.modules[0]?.isMapped, true);
});

test('a map that is none leaves the positions of what ran', async () => {
  for (const sourceMap of ['{', '{}', '{"version":3,"mappings":"!!","sources":[1]}', '[]']) {
    const table = await sitesOf(functionsModule(1, 'values', { sourceMap }));
    assert.equal(table.get(1).line, 1);
  }
});

/** What a minifier makes of `function priceOf(item) {...}` and of a method that calls it. */
const minified = 'function a(t){return t.b}class n{c(e){return a(e)}}';
const renames: [text: string, name: string | null][] = [
  ['a(t)', 'priceOf'],
  ['t){', 'item'],
  ['t.b', 'item'],
  ['n{', 'Cart'],
  ['{c', null],
  ['e){', 'first'],
];

function minifiedModule(level: string): Buffer {
  const map = new SourceMapGenerator({ file: 'main.js' });
  for (const [text, name] of renames) {
    const column = minified.indexOf(text);
    const original = { line: 1, column };
    map.addMapping({ generated: original, original, source: 'cart.js', ...(name && { name }) });
  }
  const method = minified.indexOf('c(e)');
  const sites = [
    { kind: 'function', name: 'a', function: 0, start: 0, parameters: ['t'] },
    { kind: 'method', name: 'n.c', function: 1, start: method, parameters: ['e'] },
    { kind: 'return', name: 'n.c', function: 1, start: minified.indexOf('return a') },
    { kind: 'function', name: 'other', function: 3, start: 0, parameters: ['t', 'none'] },
    { kind: 'function', name: 'far', function: 2 ** 20, start: 0 },
  ].map((site) => ({ line: 1, column: 1, end: 0, level, ...site }));
  const path = '/app/main.js';
  const record = { firstSite: 1, sites, url: `file://${path}`, path, format: 'commonjs' };
  return moduleBlock({ ...record, source: minified, sourceMap: map.toString() } as typeof record);
}

test('functions and parameters of minified code have the names that were written', async () => {
  const table = await sitesOf(minifiedModule('values'));
  const named = [1, 2, 3].map((id) => [table.get(id).fn, ...table.get(id).parameters]);
  assert.deepEqual(named, [['priceOf', 'item'], ['Cart.c', 'first'], ['Cart.c']]);
});

test('at level state parameters keep the names in which the code is read', async () => {
  const { fn, parameters } = (await sitesOf(minifiedModule('state'))).get(1);
  assert.deepEqual([fn, ...parameters], ['priceOf', 't']);
});

test('sites that contradict the text keep their names', async () => {
  const table = await sitesOf(minifiedModule('values'));
  assert.deepEqual([table.get(4).fn, table.get(5).fn], ['other', 'far']);
  assert.deepEqual(table.get(4).parameters, ['item', 'none']);
});

test('a site without a module has a name of its own', async () => {
  const site = (await sitesOf(metaBlock({ type: 'note' }))).get(77);
  assert.deepEqual([site.fn, site.kind, site.file], ['(site 77)', 'unknown', '']);
});

test('a module that is repeated in the next segment counts once', async () => {
  const table = await sitesOf(functionsModule(2), functionsModule(2));
  assert.equal(table.modules.length, 1);
});

test('module blocks that make no sense are damage', async () => {
  const recording = openRecordingFiles(
    writeBlocks(moduleBlock({ firstSite: 2 ** 25, sites: [1, null, { name: 5 }] })),
  );
  const table = await recording.sites(0);
  assert.equal(table.size, 0);
  assert.equal(recording.damage.count, 1);
});
