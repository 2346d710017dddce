/** Every call of a concurrent program leads back, through what scheduled it, to its own request. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { calls, lines, record, root, scope } from '../whole/harness.js';
import { checkPairs, checkParents, type LinkedCall } from './origins.js';

const program = join(root, 'test/fixtures/observe/concurrent.mjs');

test('calls under 300 concurrent requests lead back to their own request', () => {
  const { recording, status, stdout } = record(program, { args: ['300'] });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: 'ok\n' });
  const all = calls(recording) as LinkedCall[];
  const { count, wrong } = checkParents(all);
  assert.ok(count > 2000);
  assert.deepEqual(wrong, []);
  const via = new Set(all.map((call) => call.via));
  const expected = ['promise', 'Timeout', 'Immediate', 'TickObject', 'Microtask', 'Job'];
  for (const type of [...expected, 'FSREQCALLBACK', 'HTTPINCOMINGMESSAGE']) {
    assert.ok(via.has(type), `${type} among ${[...via].join(', ')}`);
  }
});

test('requests and messages between processes and workers lead to who sent them', () => {
  const program = join(root, 'test/fixtures/observe/pairs.mjs');
  const { recording, status, stdout } = record(program, { args: ['100'] });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: 'ok\n' });
  assert.deepEqual(checkPairs(recording), { count: 400, wrong: [] });
});

test('with observation off there are no tasks, and the program is the same', () => {
  const { recording, stdout } = record(program, { args: ['20'], env: { SCOPE_OBSERVE: 'off' } });
  assert.equal(stdout, 'ok\n');
  const kinds = lines<{ kind: string }>(scope('events', '--json', recording).stdout);
  assert.ok(!kinds.some(({ kind }) => kind === 'task' || kind === 'runtime'));
});

test('the promises of the guest bear no mark of the hooks', () => {
  const source = `
    const p = Promise.resolve(1);
    await p;
    console.log(Reflect.ownKeys(p), Reflect.ownKeys((async () => {})()));`;
  const { stdout, stderr } = record('-', {
    nodeArgs: ['--input-type=module', '-e', source],
    args: [],
  });
  assert.deepEqual({ stdout, stderr }, { stdout: '[] []\n', stderr: '' });
});

test('a promise that is made and continued with nothing recorded in between has its origin', () => {
  const all = calls(recordFixture('unseen.mjs')) as LinkedCall[];
  const leaf = all.find(({ fn }) => fn === 'leaf');
  assert.deepEqual([leaf?.scheduledBy, leaf?.via], [idOf(all, 'start'), 'TickObject']);
});

test('more ticks than the table of their places holds lead back to their callers', () => {
  const all = calls(recordFixture('ticks.mjs')) as LinkedCall[];
  const counts = ['first', 'second'].map((caller) => {
    const id = idOf(all, caller);
    return all.filter(({ fn, scheduledBy }) => fn === 'tick' && scheduledBy === id).length;
  });
  assert.deepEqual(counts, [5000, 5000]);
});

function recordFixture(name: string): string {
  return record(join(root, 'test/fixtures/observe', name), { args: [] }).recording;
}

function idOf(all: LinkedCall[], fn: string): string | undefined {
  return all.find((call) => call.fn === fn)?.id;
}
