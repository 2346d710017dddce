/** From plan to recording: what is in the recording is what the plan said. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatEntry, type FunctionEntry } from '../../lib/plan/entry.js';
import { planText, plan } from '../../lib/planner/planner.js';
import { calls, record, scope, scratch, type Call } from '../whole/harness.js';

const source = `
export function login(user, password, email) { return user + password.length + email; }
export const twice = (n) => n * 2;
class Cart { #sum = 0; add(price) { this.#sum += price; return this.#sum; } }
export function busy() { let s = 0; for (let i = 0; i < 10; i++) s += twice(i); return s; }
const cart = new Cart();
cart.add(3);
login('ann', 'hunter2', 'ann@example.org');
busy();
`;

function project(text = source): string {
  const folder = scratch();
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'app.js'), text);
  return folder;
}

async function planFor(
  folder: string,
  change: (entry: FunctionEntry) => FunctionEntry,
): Promise<string> {
  const { plan: made, decisions } = await plan({ root: folder, strategy: 'full' });
  made.functions = {
    'app.js': decisions.map(({ ref: { fn }, level, reason, redact }) =>
      formatEntry(change({ hash: fn.hash, name: fn.name, level, reason, redact })),
    ),
  };
  const file = join(folder, 'scope.plan.json');
  writeFileSync(file, planText(made));
  return file;
}

function recordedCalls(folder: string): Map<string, unknown[] | undefined> {
  const { recording, status, stderr } = record(join(folder, 'app.js'), { cwd: folder });
  assert.equal(status, 0, stderr);
  assert.equal(scope('verify', recording).status, 0);
  return new Map(calls(recording).map(({ fn, args }) => [fn, args]));
}

test('each function is recorded as its entry says', async () => {
  const folder = project();
  await planFor(folder, (entry) => {
    if (entry.name === 'twice') return { ...entry, level: 'off' };
    if (entry.name === 'busy') return { ...entry, level: 'calls' };
    return { ...entry, level: 'values' };
  });
  const recorded = recordedCalls(folder);
  assert.deepEqual([...recorded.keys()].sort(), ['Cart.add', 'busy', 'login']);
  assert.deepEqual(recorded.get('Cart.add'), [3]);
  assert.deepEqual(recorded.get('busy') ?? [], []);
});

test('parameters that look secret or personal are redacted by every plan', async () => {
  const folder = project();
  await planFor(folder, (entry) => entry);
  const recorded = recordedCalls(folder);
  const [user, password, email] = recorded.get('login') as [string, unknown, unknown];
  assert.equal(user, 'ann');
  for (const value of [password, email]) assert.match(JSON.stringify(value), /redacted/);
});

test('an entry chooses which arguments are captured', async () => {
  const folder = project();
  await planFor(folder, (entry) => ({ ...entry, level: 'values', arguments: ['price'] }));
  const recorded = recordedCalls(folder);
  assert.deepEqual(recorded.get('Cart.add'), [3]);
  assert.deepEqual(recorded.get('twice') ?? [], []);
});

test('an edited function follows the rules again, the others keep their entries', async () => {
  const folder = project();
  await planFor(folder, (entry) => ({ ...entry, level: 'off' }));
  writeFileSync(join(folder, 'app.js'), source.replace('n * 2', 'n * 2 + 0'));
  const recorded = recordedCalls(folder);
  assert.deepEqual([...recorded.keys()], ['twice']);
});

test('a warm cache obeys a changed plan', async () => {
  const folder = project();
  const levelsOf = async (level: FunctionEntry['level']): Promise<string[]> => {
    await planFor(folder, (entry) => ({ ...entry, level }));
    const env = { SCOPE_CACHE: join(folder, 'cache') };
    const { recording } = record(join(folder, 'app.js'), { cwd: folder, env });
    return calls(recording).map(({ fn }) => fn);
  };
  assert.equal((await levelsOf('calls')).length, 13);
  assert.deepEqual(await levelsOf('off'), []);
  assert.equal((await levelsOf('values')).length, 13);
});

const shapes = `
const object = (end) => {
  const all = { inner: { deep: { deeper: { deepest: end } } } };
  for (let i = 1; i < 40; i++) all['k' + i] = i;
  return all;
};
export function taken(given) { return given.k1; }
export function given(from) { return object(from); }
export async function awaited(from) { const got = await object(from); return got.k2; }
export function* yielded(from) { const got = yield object(from); return got.k3; }
taken(object(1));
given(2);
await awaited(3);
const stepping = yielded(4);
stepping.next();
stepping.next(object(5));
`;

interface Shown {
  type: 'object';
  entries?: [key: string, value: Shown | number][];
}

/** Of each object that the program's functions saw first: entries shown, and levels of objects. */
async function shownBy(entries: number, depth: number): Promise<[number, number][]> {
  const folder = project(shapes);
  await planFor(folder, (entry) => {
    return entry.name === 'object'
      ? { ...entry, level: 'off' }
      : { ...entry, level: 'values', entries, depth };
  });
  const { recording, status, stderr } = record(join(folder, 'app.js'), { cwd: folder });
  assert.equal(status, 0, stderr);
  const { stdout } = scope('events', recording, '--json', '--limit', '1000');
  const levels = (value: Shown): number => {
    if (value.entries === undefined) return 0;
    const first = value.entries[0]![1];
    return 1 + (typeof first === 'number' ? 0 : levels(first));
  };
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return events
    .flatMap(({ kind, args, value }) =>
      kind === 'resume' ? [] : [...((args ?? []) as unknown[]), value],
    )
    .filter((value): value is Shown => (value as Shown | undefined)?.type === 'object')
    .map((value) => [value.entries?.length ?? 0, levels(value)]);
}

test('an entry says how much objects show, in arguments, results, awaits and yields', async () => {
  for (const [entries, depth] of [
    [3, 1],
    [32, 3],
    [20, 2],
  ] as const) {
    assert.deepEqual(await shownBy(entries, depth), Array(4).fill([entries, depth]));
  }
  assert.deepEqual(await shownBy(5, 0), Array(4).fill([0, 0]));
});

const jobs = `
const later = (value) => new Promise((done) => setTimeout(done, 1, value));
function leaf(id) { return id; }
async function job(id) { const { got } = await later({ got: id }); return leaf(got); }
async function* steps(id) { leaf((yield { id }).id); }
function asks(id) { job(id); return Promise.resolve().then(() => leaf(id + 100)); }
async function goes(id) {
  const stepping = steps(id); await stepping.next();
  const next = stepping.next({ id });
  await Promise.resolve().then(() => leaf(id + 200));
  return next;
}
await Promise.all([1, 2, 3].flatMap((id) => [asks(id), goes(id)]));
`;

test('what functions with limits schedule leads back to them', async () => {
  const folder = project(jobs);
  await planFor(folder, (entry) =>
    entry.name === 'later' || entry.name === 'done'
      ? { ...entry, level: 'off' }
      : { ...entry, level: 'values', entries: 3, depth: 1 },
  );
  const { recording, status, stderr } = record(join(folder, 'app.js'), { cwd: folder });
  assert.equal(status, 0, stderr);
  const all = calls(recording) as (Call & { scheduledBy?: string | null })[];
  const byId = new Map(all.map((call) => [call.id, call]));
  const makers = all
    .filter(({ fn }) => fn === 'leaf')
    .map((leaf) => {
      const own = byId.get(leaf.parent!)!;
      const above = /callback/.test(own.fn) ? byId.get(own.scheduledBy ?? '') : own;
      return `${String(above?.fn)} ${String(leaf.args![0])}`;
    });
  const expected = [1, 2, 3].flatMap((id) => [
    `job ${String(id)}`,
    `steps ${String(id)}`,
    `asks ${String(id + 100)}`,
    `goes ${String(id + 200)}`,
  ]);
  assert.deepEqual(makers.sort(), expected.sort());
});
