/** What may be out of date says why, in what `scope at` prints of real programs. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { record, scope, scratch } from '../whole/harness.js';

interface Shown {
  name: string;
  value: unknown;
  doubt?: string;
}

interface At {
  threads: {
    frames: { args: Shown[]; locals: Shown[] }[];
    objects: { label: string; entries?: [unknown, unknown][]; doubts?: Record<string, string> }[];
  }[];
}

/** The state at the program's only call of `here`. */
function stateAtCall(source: string): At['threads'][number] {
  const directory = scratch();
  writeFileSync(join(directory, 'main.cjs'), `function here() {}\n${source}\n`);
  const { recording } = record('main.cjs', { cwd: directory, env: { SCOPE_LEVEL: 'state' } });
  const line = String(source.split('\n').findIndex((text) => text.includes(', here(')) + 2);
  const { stdout } = scope('at', recording, '--line', `main.cjs:${line}`, '--json');
  return (JSON.parse(stdout) as At).threads[0]!;
}

function variable(at: At['threads'][number], name: string): Shown | undefined {
  const frame = at.frames.find(({ args, locals }) =>
    [...args, ...locals].some((shown) => shown.name === name),
  );
  return [...(frame?.args ?? []), ...(frame?.locals ?? [])].find((shown) => shown.name === name);
}

test('a variable that eval wrote has its value, and that code of eval may write it again', () => {
  const at = stateAtCall(`function f() {
  let a = 1;
  const add = eval('a = 2; () => a++');
  eval('a = 3'), here(); return add;
}
f();`);
  const { value, doubt } = variable(at, 'a')!;
  assert.equal(value, 3);
  assert.match(doubt!, /eval/);
  assert.match(variable(at, 'f')!.doubt!, /eval/);
});

test('a parameter that has another name in arguments says so; one that is only read does not', () => {
  const at = stateAtCall(`function f(a) { const all = arguments; all[0] = 2; return g(a, 1); }
function g(b) { const first = arguments[0];
  b = 5, here(); return first; }
f(1);`);
  assert.equal(variable(at, 'b')?.value, 5);
  assert.equal(variable(at, 'b')?.doubt, undefined);
  assert.match(variable(at, 'a')!.doubt!, /arguments/);
});

test('a variable that an expression writes which no probe may surround says so', () => {
  const at = stateAtCall(`let n; let plain = 1; for (const one of (n ||= [])) one();
function f() {
  plain++, here(); }
f();`);
  assert.match(variable(at, 'n')!.doubt!, /not recorded/);
  assert.equal(variable(at, 'plain')?.doubt, undefined);
});

test('an object that a with statement has in its hands says so until it ends', () => {
  const source = `const o = { a: 1 }; let n = 0;
function inside() {
  n++, here(o); }
with (o) { a = 2; inside(); }
n = 5;`;
  const holder = ({ objects }: At['threads'][number]): At['threads'][number]['objects'][number] =>
    objects.find(({ entries = [] }) => entries.some(([key]) => key === 'a'))!;
  const during = holder(stateAtCall(source));
  assert.match(during.doubts!['a']!, /with/);
  const behind = holder(
    stateAtCall(source.replace('n++, here(o)', 'n++').replace('n = 5', 'n = 5, here(o)')),
  );
  assert.deepEqual(behind.entries, [['a', 2]]);
  assert.equal(behind.doubts, undefined);
});

test('properties that are not enumerable, and those of Maps, say that they are not compared', () => {
  const at =
    stateAtCall(`const o = Object.defineProperty({ a: 1 }, 'hidden', { value: 1, writable: true });
const map = new Map([['k', 1]]); map.extra = 2; o.hidden++; map.set('k', 2);
  o.a = 3, here(o, map);`);
  const found = at.objects.filter(({ doubts }) => doubts !== undefined);
  assert.deepEqual(
    found.map(({ entries }) => entries),
    [
      [
        ['a', 3],
        ['hidden', 2],
      ],
      [
        ['k', 2],
        ['.extra', 2],
      ],
    ],
  );
  assert.match(found[0]!.doubts!['hidden']!, /enumerable/);
  assert.match(found[1]!.doubts!['.extra']!, /collections/);
});

test('entries beyond those that are compared say so, and keep what was written', () => {
  const at = stateAtCall(`const s = Symbol('s'); const t = Symbol('s');
function f(large, keyed) {
  for (let i = 0; i < 300; i++) large['k' + i] = i;
  keyed[s] = 1; keyed[t] = 2; 
  keyed.plain = 3, here(large, keyed); }
f({}, {});`);
  const large = at.objects.find(({ entries = [] }) => entries.length >= 300);
  assert.deepEqual(
    large?.entries?.find(([key]) => key === 'k299'),
    ['k299', 299],
  );
  assert.match(Object.values(large.doubts ?? {})[0]!, /256/);
  const keyed = at.objects.find(({ entries = [] }) => entries.some(([key]) => key === 'plain'));
  assert.deepEqual(
    keyed?.entries?.map(([, value]) => value),
    [1, 2, 3],
  );
  assert.equal(Object.keys(keyed.doubts ?? {}).length, 2);
});

test('a collection of which only a part was shown says how many entries nobody has seen', () => {
  const at = stateAtCall(`const map = new Map(Array.from({ length: 300 }, (_, i) => [i, i]));
const list = Array.from({ length: 270 }, (_, i) => i);
map.set(299, 1); map.set('new', 2); map.delete(298); map.delete(3); list[260] = 0; delete list[261];
  list.push(5), here(map, list);`);
  const [map, list] = ['Map', 'Array'].map((name) => {
    const found = at.objects.find(({ label }) => label === name)!;
    return { doubt: found.doubts!['…'], entries: new Map(found.entries as [unknown, unknown][]) };
  });
  // 255 of the first 256, and the two that were set; 299 are there.
  assert.equal(map!.entries.size, 257);
  assert.match(map!.doubt!, /^42 more entries were never shown: a look shows the first 256/);
  assert.deepEqual([map!.entries.get(299), map!.entries.get('new')], [1, 2]);
  // Two of the fourteen were written since, and one was pushed.
  assert.match(list!.doubt!, /^12 more entries/);
  assert.deepEqual([list!.entries.get(260), list!.entries.get(270)], [0, 5]);
});

test('where nobody knows whether a property is new, so many at most were never shown', () => {
  const at =
    stateAtCall(`const large = JSON.parse('{' + Array.from({ length: 300 }, (_, i) => '"k' + i + '":1').join() + '}');
large.k299 = 2; large.other = 3; delete large.k298;
  large.k0 = 5, here(large);`);
  const { doubts } = at.objects.find(({ entries = [] }) => entries.length > 250)!;
  assert.match(doubts!['…']!, /^at most 44 more entries were never shown/);
});

test('an array that only a getter gives to a call that changes it says so, until it is shown', () => {
  const source = `const list = [1]; const holder = { get items() { return list; } }; const map = new Map([['k', 1]]);
holder.items.push(2);
  map.set('k', 2), here(list, map);`;
  const doubtsOf = (text: string): (string | undefined)[] =>
    ['Array', 'Map'].map(
      (label) => stateAtCall(text).objects.find((one) => one.label === label)?.doubts?.['…'],
    );
  const [ofList, ofMap] = doubtsOf(source);
  assert.equal(
    ofList,
    'the object that main.cjs:3 changed is not known, and may have been this one',
  );
  assert.equal(ofMap, undefined);
  assert.equal(doubtsOf(source.replace('push(2);', 'push(2); const again = list;'))[0], undefined);
  // Another array is seen, and is as it was; this one not yet.
  const other = `const other = [5];\n${source.replace('push(2);', 'push(2); const again = other;')}`;
  const { objects } = stateAtCall(other.replace('here(list, map)', 'here(map)'));
  const doubts = objects.map(({ label, entries, doubts }) =>
    label === 'Array' ? `${String(entries?.[0]?.[1])} ${String(doubts?.['…'] !== undefined)}` : '',
  );
  assert.deepEqual(doubts.filter(Boolean).sort(), ['1 true', '5 false']);
});
