/** Every call of a concurrent program leads back, through what scheduled it, to its own request. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { calls, lines, record, root, scope, type Call } from '../whole/harness.js';

interface LinkedCall extends Call {
  scheduledBy?: string | null;
  via?: string;
}

const program = join(root, 'test/fixtures/observe/concurrent.mjs');

/** The call of `request` above `call`, through schedulers where there are any. */
function requestOf(call: LinkedCall, byId: Map<string, LinkedCall>): LinkedCall | undefined {
  let at: LinkedCall | undefined = call;
  while (at !== undefined && at.fn !== 'request') {
    const above: string | null = at.scheduledBy ?? at.parent;
    at = above === null ? undefined : byId.get(above);
  }
  return at;
}

test('calls under 300 concurrent requests lead back to their own request', () => {
  const { recording, status, stdout } = record(program, { args: ['300'] });
  assert.deepEqual({ status, stdout }, { status: 0, stdout: 'ok\n' });
  const all = calls(recording) as LinkedCall[];
  const byId = new Map(all.map((call) => [call.id, call]));
  const leaves = all.filter((call) => call.fn === 'leaf');
  assert.ok(leaves.length > 2000);
  const wrong = leaves.filter((leaf) => requestOf(leaf, byId)?.args?.[0] !== leaf.args?.[0]);
  assert.deepEqual(wrong, []);
  const via = new Set(all.map((call) => call.via));
  const expected = ['promise', 'Timeout', 'Immediate', 'TickObject', 'Microtask', 'Job'];
  for (const type of [...expected, 'FSREQCALLBACK', 'HTTPINCOMINGMESSAGE']) {
    assert.ok(via.has(type), `${type} among ${[...via].join(', ')}`);
  }
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
