/** The heap, the loop and what operations are for are recorded, and the program does not notice. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { lines, node, record, root, scope } from '../whole/harness.js';

const program = join(root, 'test/fixtures/observe/pulse.mjs');
const { recording, status, stdout, stderr } = record(program);
const runtime = lines<{ event?: string; values: unknown[]; time: number }>(
  scope('events', '--json', recording).stdout,
);
const values = (event: string): unknown[][] =>
  runtime.filter((one) => one.event === event).map((one) => one.values);

test('no handle is added, and the output is the same', () => {
  assert.deepEqual({ status, stdout, stderr, signal: null }, node([program]));
});

test('collections are recorded with their times, and shown among the tasks', () => {
  const collected = values('collected');
  assert.ok(collected.length > 0);
  for (const [kind, start, duration] of collected as [string, number, number][]) {
    assert.match(kind, /^(scavenge|minor|major|incremental|weak|\d+ earlier)$/);
    assert.ok(start > 0 && duration > 0 && duration < 2e9, `${start} ${duration}`);
  }
  const rows = lines<{ type: string; runs: number; self: number }>(
    scope('top', '--tasks', '--json', recording).stdout,
  ).filter(({ type }) => type.startsWith('garbage collection'));
  const sum = (list: number[]): number => list.reduce((total, one) => total + one, 0);
  assert.equal(sum(rows.map(({ runs }) => runs)), collected.length);
  assert.ok(sum(rows.map(({ self }) => self)) > 0);
});

test('collections, samples and turns hang on the segments of the performance graph', () => {
  const args = ['performance', recording, '--format', 'json', '--limit', '100000'];
  const { nodes, edges } = JSON.parse(scope('dag', ...args).stdout) as {
    nodes: { id: string; type: string }[];
    edges: { to: string; type: string }[];
  };
  for (const [types, edge] of [
    [['collection'], 'collects'],
    [['sample', 'turns'], 'tells'],
  ] as const) {
    for (const type of types)
      assert.ok(
        nodes.some((one) => one.type === type),
        type,
      );
    const found = nodes.filter(({ type }) => types.some((one) => one === type));
    const hung = edges.filter(({ type }) => type === edge).map(({ to }) => to);
    assert.deepEqual(new Set(hung), new Set(found.map(({ id }) => id)));
  }
});

test('heap, CPU time and waiting are sampled once a second', () => {
  const samples = values('sampled') as number[][];
  assert.ok(samples.length >= 1 && samples.length <= 3, String(samples.length));
  for (const [used, total, rss, cpu, idle] of samples as [
    number,
    number,
    number,
    number,
    number,
  ][]) {
    assert.ok(used > 0 && used < total && total < rss);
    assert.ok(cpu > 0 && idle >= 0);
  }
});

test('turns of the event loop are counted by how long they took, and shown', () => {
  const turned = values('turned') as number[][];
  assert.ok(turned.length >= 1 && turned.length <= 3, String(turned.length));
  for (const [count, longest, sum, ...buckets] of turned as [number, number, number][]) {
    assert.equal(
      count,
      (buckets as number[]).reduce((total, one) => total + one, 0),
    );
    assert.ok(longest > 1 && longest <= sum && sum < 2000, `${longest} of ${sum}`);
  }
  const load = /^thread 1 {2}event loop \d+ % busy, CPU \d+ % · turns up to [\d.]+ ms, 99 % below/m;
  assert.match(scope('top', recording).stdout, load);
  const shown = scope('top', '--tasks', recording).stdout;
  assert.match(shown, /turn of the event loop, milliseconds\n +< 1 +[\d,]+ +█+\n/);
});

test('lookups and connections have names', () => {
  const names = values('named').map(([, name]) => name);
  assert.ok(names.includes('localhost'));
  assert.ok(names.some((name) => /^127\.0\.0\.1:\d+$/.test(String(name))));
});
