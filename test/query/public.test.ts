/** What the inspector asks, a program can ask as well. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { openRecording, type Recording } from '../../lib/index.js';
import { record, scratch } from '../whole/harness.js';

const program = `
const rate = Number(process.argv[2]);
function price(cents) { return cents * rate }
function sum(items) {
  let total = 0;
  for (const item of items) total += price(item);
  return total;
}
sum([100, 250]);
`;

const runs: Recording[] = [];

before(async () => {
  const file = join(scratch(), 'sum.cjs');
  writeFileSync(file, program);
  for (const rate of ['2', '3']) {
    const run = record(file, { args: [rate], env: { SCOPE_LEVEL: 'state' } });
    assert.equal(run.status, 0, run.stderr);
    runs.push(await openRecording(run.recording));
  }
});

test('functions by what they took, and calls by what is true of them', async () => {
  const rows = await runs[0]!.top({}, 'calls');
  assert.deepEqual([rows[0]!.site.fn, rows[0]!.calls], ['price', 2]);
  const found: unknown[] = [];
  for await (const call of runs[0]!.search('returned == 500')) found.push([call.fn, call.args]);
  assert.deepEqual(found, [['price', [250]]]);
});

test('graphs of a window', async () => {
  const { nodes, edges } = await runs[0]!.dag('code');
  const names = new Map(nodes.map(({ id, site }) => [id, site?.fn]));
  const calls = edges.map(({ from, to }) => `${names.get(from)!} > ${names.get(to)!}`);
  assert.deepEqual(calls, ['sum > price', 'sum > price']);
});

test('versions of a variable, from the first on', async () => {
  const { versions } = await runs[0]!.history('total');
  assert.deepEqual(
    versions.map(({ before, value }) => [before, value]),
    [
      [{ type: 'absent' }, 0],
      [0, 200],
      [200, 700],
    ],
  );
});

test('where two runs differ, and that one does not differ from itself', async () => {
  const [a, b] = [runs[0]!, runs[1]!];
  assert.equal((await a.diff(a)).divergence, undefined);
  assert.equal((await a.diff(b)).divergence?.what, 'result');
  assert.ok(a.collections(a.threads[0]!).every(({ duration }) => duration >= 0));
});
