/** Two runs: equal in spite of another order of tasks; else the first call that differs. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { damagedRecording, fineRecording, lossyRecording } from '../cli/golden.js';
import { scope } from '../cli/run-scope.js';
import { valueShape } from '../../lib/query/value-shape.js';
import { record, scratch } from '../whole/harness.js';

interface Side {
  thread: number;
  call: { fn: string; args: unknown[]; returned?: unknown } | null;
  path: { fn: string }[];
}

interface Diff {
  equal: boolean;
  equalCalls: number;
  cut: boolean;
  divergence: { what: string; a: Side | null; b: Side | null } | null;
  state?: { fn: string; path: string[]; a: unknown; b: unknown }[];
}

/** Jobs that take turns in an order of chance; settings change one thing of one of them. */
const program = `
const [wrong = '', delays = '1'] = process.argv.slice(2);
function price(item) { return wrong === 'result' && item === 3 ? -1 : item * 10 }
function audit(item) { return item }
async function job(item) {
  await new Promise((done) => setTimeout(done, Math.random() * Number(delays)));
  if (wrong === 'call' && item === 4) audit(item);
  return check(item, price(wrong === 'argument' && item === 2 ? 99 : item));
}
function check(item, total) {
  if (wrong === 'throw' && item === 5) throw new RangeError('no total');
  return total > 0;
}
await Promise.allSettled(Array.from({ length: 8 }, (_, item) => job(item)));
`;

const runs = new Map<string, string>();

before(() => {
  const folder = scratch();
  writeFileSync(join(folder, 'jobs.mjs'), program);
  for (const wrong of ['', 'again', 'result', 'call', 'argument', 'throw']) {
    const run = record(join(folder, 'jobs.mjs'), { args: [wrong, '20'] });
    assert.equal(run.status, 0, run.stderr);
    runs.set(wrong, run.recording);
  }
});

function diff(a: string, b: string, ...options: string[]): Diff {
  const { stdout, code, stderr } = scope(['diff', a, b, '--json', ...options]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Diff;
}

test('two runs of a program are equal whatever the order of their tasks', () => {
  const found = diff(runs.get('')!, runs.get('again')!);
  assert.deepEqual(
    { equal: found.equal, divergence: found.divergence },
    { equal: true, divergence: null },
  );
  assert.ok(found.equalCalls >= 8 * 3);
});

const rows: [wrong: string, what: string, fn: string, args: unknown[], path: string[]][] = [
  ['result', 'result', 'price', [3], ['job']],
  ['argument', 'arguments', 'price', [2], ['job']],
  ['throw', 'result', 'check', [5, 50], ['job']],
];

for (const [wrong, what, fn, args, path] of rows) {
  test(`another ${wrong} is found in its call`, () => {
    const { equal, divergence } = diff(runs.get('')!, runs.get(wrong)!);
    assert.equal(equal, false);
    assert.equal(divergence!.what, what);
    assert.deepEqual([divergence!.a!.call!.fn, divergence!.a!.call!.args], [fn, args]);
    assert.equal(divergence!.b!.call!.fn, fn);
    assert.deepEqual(
      divergence!.a!.path.map((call) => call.fn),
      path,
    );
  });
}

test('a call of one run only is found, from either side', () => {
  const one = diff(runs.get('')!, runs.get('call')!).divergence!;
  assert.deepEqual([one.what, one.a, one.b!.call!.fn], ['call', null, 'audit']);
  const other = diff(runs.get('call')!, runs.get('')!).divergence!;
  assert.deepEqual([other.what, other.a!.call!.fn, other.b], ['call', 'audit', null]);
});

test('without values only calls and how they ended are compared', () => {
  assert.equal(diff(runs.get('')!, runs.get('argument')!, '--no-values').equal, true);
  const { divergence } = diff(runs.get('')!, runs.get('throw')!, '--no-values');
  assert.equal(divergence!.a!.call!.fn, 'check');
});

test('a person sees the way to the difference and both of its sides', () => {
  const { stdout, code } = scope(['diff', runs.get('')!, runs.get('result')!]);
  assert.equal(code, 0);
  assert.match(stdout, /calls are the same\njob\(item: 3\)[^]*✗ ended in another way:/);
  assert.match(stdout, /\nA price\(item: 3\) → 30 [^\n]*\nB price\(item: 3\) → -1 [^\n]*\n/);
  assert.match(stdout, /\nresult: 30 ≠ -1\n/);
});

/** The rate reaches the first call that differs by a variable and by a property. */
const taxes = `
const rate = Number(process.argv[2]);
function tax(order) {
  let sum = 0;
  for (const { price } of order.lines) sum += price * rate;
  order.tax = sum;
  return check(order);
}
function check(order) { return order.lines.length > 0 && sumOf() > 10 ? 'high' : 'low' }
function sumOf() { return orders[0].tax }
const orders = [{ lines: [{ price: 20 }, { price: 30 }] }];
tax(orders[0]);
`;

test('at level state the variables are compared where two runs first differ', () => {
  const program = join(scratch(), 'taxes.cjs');
  writeFileSync(program, taxes);
  const [a, b] = ['0.1', '0.3'].map((rate) => {
    const run = record(program, { args: [rate], env: { SCOPE_LEVEL: 'state' } });
    assert.equal(run.status, 0, run.stderr);
    return run.recording;
  });
  const { divergence, state } = diff(a!, b!);
  assert.equal(divergence?.what, 'result');
  const told = state!.map(({ fn, path, a: one, b: other }) => [fn, path.join('.'), one, other]);
  assert.ok(
    told.some((line) => line.join() === 'tax,sum,5,15'),
    JSON.stringify(told),
  );
  assert.ok(
    told.some((line) => line.join() === 'tax,order.tax,5,15'),
    JSON.stringify(told),
  );
  const { stdout } = scope(['diff', a!, b!]);
  assert.match(stdout, /variables there:\n[^]*sum: 5 ≠ 15 {2}written at A 1:\d+, B 1:\d+/);
});

test('losses and damage are told by the exit code', () => {
  assert.equal(scope(['diff', fineRecording(), lossyRecording()]).code, 3);
  assert.equal(scope(['diff', fineRecording(), damagedRecording()]).code, 1);
  assert.match(scope(['diff', lossyRecording(), lossyRecording()]).stdout, /events are missing/);
  assert.equal(scope(['diff', fineRecording(), '/nonexistent']).code, 1);
  assert.equal(scope(['diff', fineRecording()]).code, 2);
});

test('what stands for a secret is the same in another run, cut off or not', () => {
  const shape = (hash: string): string =>
    valueShape({ type: 'string', head: `key [redacted 12 ${hash}`, length: 300, hash: '' });
  assert.equal(shape('184e219fb6'), shape('93ab'));
  assert.equal(shape('184e219fb6c2a304] and'), shape('0123456789abcdef] and'));
  assert.notEqual(shape('184e219fb6c2a304] and'), shape('184e219fb6c2a304] or'));
});
