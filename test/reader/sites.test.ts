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
