/** `scope why --call ID --result` of a call that threw: to what it read, over the calls between. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { record, scope } from '../whole/harness.js';

const folder = mkdtempSync(join(tmpdir(), 'scope-thrown-'));
after(() => rmSync(folder, { recursive: true }));
let recording: string;

before(() => {
  const program = join(folder, 'program.mjs');
  writeFileSync(
    program,
    `const rows = new Map([['a', { price: 3 }]]);
async function get(id) {
  await null;
  return rows.get(id);
}
async function price(id) {
  const row = await get(id);
  return row.price;
}
async function quote(ids) {
  const prices = [];
  for (const id of ids) prices.push(await price(id));
  return prices;
}
async function order(ids) {
  const prices = await quote(ids);
  return prices.length;
}
function check(age) {
  if (age < 18) {
    throw new RangeError(age + ' is too young');
  }
  return age;
}
const shared = { region: 'public' };
function name(tenant) {
  shared.region = tenant;
}
name('acme');
await order(['a', 'b']).catch(() => 0);
try {
  check(17);
} catch {}
`,
  );
  recording = record(program, { env: { SCOPE_LEVEL: 'state' } }).recording;
});

function namesOfWhy(fn: string): string[] {
  const found = scope('search', recording, `fn == ${fn} && threw`, '--json').stdout;
  const { id } = JSON.parse(found.split('\n')[0]!) as { id: string };
  const { stdout } = scope('why', recording, '--call', id, '--result');
  return stdout.split('\n').map((line) => line.replace(/^[├└─│ ]+/, '').replace(/ {2}.*$/, ''));
}

test('a TypeError is followed over three awaits to what was undefined, and why', () => {
  const names = namesOfWhy('order');
  const way = names.slice(0, 5).map((name) => name.replace(/ properties .*$/, ''));
  assert.deepEqual(way, [
    'order threw TypeError: Cannot read',
    'quote threw TypeError: Cannot read',
    'price threw TypeError: Cannot read',
    'row = undefined',
    'get(id) returned undefined',
  ]);
  assert.ok(names.includes('because of id of ids'), names.join('\n'));
});

test('a throw statement is followed to what it was given, and to its condition', () => {
  const names = namesOfWhy('check');
  assert.deepEqual(names.slice(0, 2), ['check threw RangeError: 17 is too young', 'age = 17']);
  assert.ok(names.includes('because of age < 18'), names.join('\n'));
});

test('events of a write say what it wrote, and history where a property of that name is', () => {
  const { stdout } = scope('events', recording, '--fn', 'name');
  assert.match(stdout, /set +name \{region: "public"\}\.region = "acme"/);
  const module = scope('events', recording).stdout;
  assert.match(module, /write +\(module\) shared = \{region: "public"\}/);
  const asked = scope('history', recording, 'region').stdout;
  assert.match(asked, /^no write of region was recorded\na property of that name is written at/);
  const at = /scope at --line (\S+)"/.exec(asked)?.[1];
  const state = scope('at', recording, '--line', at!).stdout;
  const id = /shared += .*object (\S+)/.exec(state)?.[1];
  const { stdout: versions } = scope('history', recording, `${id!}.region`);
  assert.match(versions, /\.region = "acme" {2}name/);
});
