/** What node:test reports of a test is where the program has it, line and column. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { calls, record, register, scratch } from '../whole/harness.js';

const tests = `
const sum = (a, b) => a + b; test('one', () => { sum(1, 2); }); it('it', () => {});
describe('group', () => {
  const x = sum(3, 4); before(() => sum(1, 2)); it('inner', async (t) => {
    const a = sum(1, 2); await t.test('sub', () => { sum(2, 3) }); t.diagnostic('told'); await t.test('fails', () => { throw sum });
  }); test.skip('skipped', () => {});
});
function make(name) { const y = sum(1, 2); test(name, () => {}); } make('made');
`;
const folder = scratch();
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const programs = {
  CommonJS: file(
    'all.cjs',
    `const test = require('node:test'); const { describe, it, before } = test;${tests}`,
  ),
  'an ES module': file(
    'all.mjs',
    `import test, { describe, it, before } from 'node:test';${tests}`,
  ),
  'one that imports its tests from another': file(
    'other.mjs',
    `import { test, describe, it, before } from './own.mjs';${tests}`,
  ),
};
file('own.mjs', `export { default as test, describe, it, before } from 'node:test';`);
const mapped = Buffer.from(
  JSON.stringify({
    version: 3,
    sources: ['all.ts'],
    names: [],
    mappings: ';AAAA,2BAA4B,WAAW;AACvC',
  }),
);
const compiled = file(
  'compiled.cjs',
  `const test = require('node:test');
const sum = (a, b) => a; test('one', () => { sum(1, 2) }); test('two', () => {});
//# sourceMappingURL=data:application/json;base64,${mapped.toString('base64')}`,
);
const reporter = file(
  'reporter.mjs',
  `export default async function* (source) {
    for await (const { type, data } of source) {
      if (data.file) yield [type, data.name, data.file, data.line, data.column].join(' ') + '\\n';
    }
  }`,
);
const nodeArgs = ['--test-reporter', reporter];
const asked = file('asked.cjs', `require('node:test')`);

function places(program: string, preloads: string[], level: string, ...more: string[]): string[] {
  const env = { SCOPE_LEVEL: level };
  const run = record(program, { nodeArgs: [...nodeArgs, ...more], preloads, env });
  if (preloads.length > 0) assert.ok(calls(run.recording, '--fn', 'sum').length > 0);
  const lines = run.stdout.split('\n').sort();
  assert.ok(lines.length > 5, run.stderr);
  return lines;
}

for (const [name, program] of Object.entries(programs)) {
  test(`tests of ${name} are where they are without scope`, () => {
    const plain = places(program, [], '');
    for (const level of ['calls', 'values', 'state']) {
      assert.deepEqual(places(program, ['--import', register], level), plain, level);
    }
  });
}

test('so they are where node:test was loaded before scope', () => {
  const program = programs.CommonJS;
  const preloads = ['--require', asked, '--import', register];
  assert.deepEqual(places(program, preloads, 'values'), places(program, [], ''));
});

test('so they are where a source map leads from the program to another text', () => {
  const option = '--enable-source-maps';
  const plain = places(compiled, [], '', option);
  assert.ok(
    plain.some((line) => line.includes('all.ts')),
    plain.join('\n'),
  );
  assert.deepEqual(places(compiled, ['--import', register], 'values', option), plain);
});

const [major] = process.versions.node.split('.').map(Number) as [number];
const isolation = major < 24 ? '--experimental-test-isolation=none' : '--test-isolation=none';

test('so they are where node --test runs all in one process', { skip: major < 22 }, () => {
  for (const program of Object.values(programs)) {
    const options = ['--test', isolation];
    const recorded = places(program, ['--import', register], 'values', ...options);
    assert.deepEqual(recorded, places(program, [], '', ...options));
  }
});
