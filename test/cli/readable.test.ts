/** What the inspector prints is read on a terminal: lines fit, tests come first, places are told. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fitted, narrowed } from '../../lib/cli/width.js';
import { lines, record, scope } from '../whole/harness.js';

const folder = mkdtempSync(join(tmpdir(), 'scope-readable-'));
after(() => rmSync(folder, { recursive: true }));
delete process.env['COLUMNS'];

function recorded(name: string, text: string, level = 'state'): string {
  const program = join(folder, name);
  writeFileSync(program, text);
  return record(program, { cwd: folder, env: { SCOPE_LEVEL: level } }).recording;
}

test('values take less room until a line fits', () => {
  const line = (characters: number): string => 'x'.repeat(20 + characters);
  assert.equal(fitted(line, 60).length, 52);
  assert.equal(fitted(line, 200).length, 100);
});

test('what has no room on a terminal loses its middle: the longest first, ids never', () => {
  const id = '1:123456789012345678';
  const path = '/home/somebody/projects/shop/node_modules/parser/lib/index.js:41';
  const line = `${id} parse(…)  \u001b[2m${path}\u001b[22m  ${id}`;
  const cut = narrowed(line, 80);
  assert.equal(cut, `${id} parse(…)  \u001b[2m/home/so…er/lib/index.js:41\u001b[22m  ${id}`);
  assert.equal(narrowed(line, 200), line);
  const call = `run(\u001b[2ma:\u001b[22m 1, \u001b[2mb:\u001b[22m "two", c: 3) → 4  x.js:1`;
  assert.equal(
    narrowed(call, 30),
    'run(\u001b[2ma:\u001b[22m 1, \u001b[2mb:\u001b[22m…c: 3) → 4  x.js:1',
  );
  assert.equal(narrowed(call, 12).replaceAll(/\u001b\[\d+m/g, ''), 'run(…) → 4 …');
  assert.ok(narrowed(line, 1).includes(`${id} parse(…)`), 'what is short stays');
  const faces = encodeURIComponent(narrowed('\u{1f600}'.repeat(40), 21));
  assert.match(faces, /%E2%80%A6/, 'between two characters, not in one');
});

test('no line of a call, a tree, a state, a history or a slice is wider than it may be', () => {
  const recording = recorded(
    'wide.mjs',
    `function widen(first, second, third, options) {
  const whole = { first, second, third, options, text: first + second };
  return { whole, list: [whole, whole, first, second, third], more: second.repeat(9) };
}
const text = 'abcdefghij'.repeat(30);
const options = { one: text, two: [text, text, text], three: { four: text } };
const wide = widen(text, text, options, options);
const end = wide.more + text;`,
  );
  for (const words of [
    ['calls', recording],
    ['tree', recording],
    ['events', recording],
    ['history', recording, 'whole'],
    ['at', recording, '--line', 'wide.mjs:2'],
    ['why', recording, '--value', 'end'],
    ['search', recording, 'fn == widen'],
  ]) {
    const { stdout, status } = scope(...words);
    assert.equal(status, 0);
    const wide = stdout.split('\n').filter((line) => line.length > 120);
    assert.deepEqual(wide, [], words[0]);
    assert.match(stdout, /wide\.mjs:\d/, words[0]);
  }
});

test('every version of a property says who wrote it, where and when, the first one too', () => {
  const recording = recorded(
    'account.mjs',
    `const account = { balance: 100 };
function pay(amount) {
  account.balance -= amount;
}
pay(80);
const seen = account;`,
  );
  const at = scope('at', recording, '--line', 'account.mjs:3', '--json').stdout;
  const id = /"id":"(1:\d+)","class":"object"/.exec(at)?.[1];
  const versions = lines<{ value: number; fn: string; line: number; first: boolean }>(
    scope('history', recording, `${id!}.balance`, '--json').stdout,
  );
  assert.deepEqual(
    versions.map(({ value, fn, line, first }) => ({ value, fn, line, first })),
    [
      { value: 100, fn: '(module)', line: 1, first: true },
      { value: 20, fn: 'pay', line: 3, first: false },
    ],
  );
});

test('events of a graph say what they are about', () => {
  const recording = recorded(
    'timer.mjs',
    `const box = { n: 1 };
setTimeout(() => {
  box.n = 2;
  console.log(box.n);
}, 1);`,
  );
  const event = /(1:\d+) +\.n = 2/.exec(
    scope('history', recording, `${objectWith(recording)}.n`).stdout,
  )![1]!;
  const { stdout } = scope('dag', 'temporal', recording, '--around', event, '--span', '1s');
  assert.match(stdout, /task Timeout/);
  assert.match(stdout, /set \.n /);
  assert.match(stdout, /printed/);
});

/** Id of the object that the program's first variable holds. */
function objectWith(recording: string): string {
  const at = scope('at', recording, '--line', 'timer.mjs:3', '--json').stdout;
  return /"id":"(1:\d+)","class":"object"/.exec(at)![1]!;
}

test('the tree of a test file begins with its tests, not with what declared them', () => {
  const recording = recorded(
    'cart.test.mjs',
    `import { describe, it, test } from 'node:test';
const table = ['a', 'b', 'c'].map((name) => row(name));
function row(name) { return { name }; }
function price(n) { return n * 2; }
describe('cart', () => {
  describe('total', () => {
    it('adds prices', () => { price(1); });
  });
});
test('outer', async (t) => { await t.test('inner', () => { price(2); }); });`,
    'values',
  );
  const shown = scope('tree', recording).stdout.split('\n').filter(Boolean);
  const roots = shown.filter((line) => !/^[ │├└]/.test(line));
  assert.match(roots[0]!, /^it\('adds prices'\)/);
  assert.match(roots[1]!, /^test\('outer'\)/);
  assert.match(roots[2]!, /^4 outermost calls outside of tests .* not shown; see --outside$/);
  assert.match(shown.join('\n'), /t\.test\('inner'\) callback/);
  const whole = scope('tree', recording, '--outside').stdout;
  assert.match(whole, /^\w*\.?map callback|^map callback/m);
  const json = scope('tree', recording, '--json').stdout;
  assert.match(json, /describe\('cart'\) callback/, 'scripts get everything');
});

test('a graph as text shows its first nodes and says how to see more; as JSON it is whole', () => {
  const recording = recorded(
    'many.mjs',
    'function f(n) { return n; }\nfor (let n = 0; n < 1500; n++) f(n);',
    'calls',
  );
  const text = scope('dag', 'code', recording).stdout.trimEnd().split('\n');
  assert.equal(text.filter((line) => /^ +[\d.]+ ms /.test(line)).length, 1000);
  assert.match(text.at(-2)!, /^50\d more behind [\d.]+ ms not shown: --limit 20000 shows them/);
  assert.match(text.at(-1)!, /^1,50\d nodes; /);
  const all = scope('dag', 'code', recording, '--limit', '20000').stdout;
  assert.doesNotMatch(all, /not shown/);
  assert.ok(all.split('\n').length > 1500);
  const { nodes } = JSON.parse(scope('dag', 'code', recording, '--json').stdout) as {
    nodes: unknown[];
  };
  assert.ok(nodes.length >= 1500);
});
