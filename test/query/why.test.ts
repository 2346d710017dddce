/** `scope why --value`: what carries a value stands first, and is followed to where it came from. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { record, scope } from '../whole/harness.js';

interface JsonReason {
  kind: string;
  role: string;
  event: string;
  name: string;
  value?: unknown;
  write?: string;
  updates?: { events: string[]; complete: boolean; since: { line: number; value: unknown } };
  causes: JsonReason[];
}

const folder = mkdtempSync(join(tmpdir(), 'scope-why-'));
after(() => rmSync(folder, { recursive: true }));
let programs = 0;

/** Why the variable of this name has its last value, where the text is run at level `state`. */
function why(text: string, ...subjects: string[]): JsonReason[] {
  const program = join(folder, `program${String(programs++)}.mjs`);
  writeFileSync(program, text);
  const { recording, stderr } = record(program, { env: { SCOPE_LEVEL: 'state' } });
  assert.equal(stderr, '');
  return subjects.map((subject) => {
    const { stdout } = scope('why', recording, '--value', subject, '--json');
    return (JSON.parse(stdout) as { effect: JsonReason }).effect;
  });
}

/** The names on the way from the effect that always goes to the first cause. */
function firstWay(effect: JsonReason): string[] {
  const names: string[] = [];
  for (let at: JsonReason | undefined = effect; at !== undefined; [at] = at.causes) {
    names.push(at.name);
  }
  return names;
}

function all(effect: JsonReason): JsonReason[] {
  return [effect, ...effect.causes.flatMap(all)];
}

test('counters of a loop are one line each, with all their events', () => {
  const [effect] = why(
    `let text = '';
let at = 0;
for (let i = 0; i < 40; i++) {
  at += i;
  text = text + 'x';
}
const end = at + text.length;`,
    'end',
  );
  const named = (name: string): JsonReason[] => all(effect!).filter((one) => one.name === name);
  assert.deepEqual([named('at').length, named('i').length], [1, 1]);
  const [{ updates }] = named('at') as [JsonReason];
  assert.equal(updates?.events.length, 40);
  assert.equal(updates.complete, true);
  assert.equal(updates.since.value, 0);
  assert.equal(updates.since.line, 2);
  assert.equal(all(effect!).length < 10, true);
});

test('the update at which a sum became NaN is no matter of counting', () => {
  const [effect] = why(
    `let sum = 0;
for (const price of [1, 2, undefined, 4, 5]) sum += price;
const end = sum;`,
    'end',
  );
  const sums = all(effect!).filter(({ name }) => name === 'sum');
  assert.deepEqual(
    sums.map(({ updates, causes }) => [updates?.events.length, causes[0]?.name]),
    [
      [2, 'sum'],
      [undefined, 'price'],
      [2, 'price'],
    ],
  );
});

test('a method gives what it returned, before the object of which it was called', () => {
  const [effect] = why(
    `class Shop {
  constructor(rate) {
    this.rate = rate;
  }
  price(cents) {
    return cents * this.rate;
  }
}
const rate = Number('x');
const shop = new Shop(rate);
const total = shop.price(3);`,
    'total',
  );
  assert.deepEqual(
    effect!.causes.map(({ name, role }) => [name, role]),
    [
      ['shop.price(3)', 'data'],
      ['shop', 'receiver'],
    ],
  );
  const way = ['total', 'shop.price(3)', 'this.rate', 'rate', 'rate'];
  assert.deepEqual(firstWay(effect!), way, 'through the constructor to its argument');
});

test('a new object is followed through its fields to what it was made with', () => {
  const [box, derived] = why(
    `class Base {
  #size;
  constructor(size) {
    this.#size = size;
  }
  get size() {
    return this.#size;
  }
}
class Box extends Base {
  constructor(wide) {
    super(wide * 2);
  }
}
function Old(x) {
  this.x = x;
}
const wide = Number('4');
const old = new Old(wide);
const box = new Box(wide);
const size = box.size;`,
    'old',
    'size',
  );
  assert.deepEqual(firstWay(box!), ['old', 'new Old(wide)', 'this.x', 'x', 'wide']);
  assert.deepEqual(firstWay(derived!), ['size', 'box.size', 'this.#size', 'size', 'wide', 'wide']);
});

test('elements are followed through push, spread, callbacks and join', () => {
  const [worst, text, sum] = why(
    `const parse = (line) => ({ cents: Number(line.slice(2)) });
function load(lines) {
  return lines.map(parse);
}
function column(rows) {
  const kept = [];
  for (const row of rows) kept.push(row.cents);
  return kept;
}
const cents = column(load(['a:1', 'b:x', 'c:3']));
const worst = [...cents, 7].filter((one) => one !== 1)[0];
const text = [...cents].join('+');
const sum = cents.reduce((total, one) => total + one, 0);`,
    'worst',
    'text',
    'sum',
  );
  const origin = ['row.cents', 'line', 'lines[1]'];
  for (const effect of [text, sum]) {
    const names = all(effect!).map(({ name }) => name);
    assert.deepEqual(
      origin.filter((name) => !names.includes(name)),
      [],
    );
  }
  assert.notEqual(worst!.causes.length, 0);
  assert.equal(all(text!)[1]?.name, 'cents[1]');
});

test('what patterns, spreads and collections hold is followed by its name or key', () => {
  const [colour, shape, price, last, half] = why(
    `const red = String('red');
const defaults = { colour: red, depth: 1 };
const options = { ...defaults, depth: 2 };
const { colour } = options;
const merged = Object.assign({}, { shape: red }, defaults);
const shape = merged.colour;
const prices = new Map([['pear', 3]]);
prices.set('plum', red.length);
const price = prices.get('plum');
const stack = [1];
stack.push(price);
const last = stack.pop();
function divide({ by: [, by] }, from = last) {
  return from / by;
}
const half = divide({ by: [0, price] });`,
    'colour',
    'shape',
    'price',
    'last',
    'half',
  );
  assert.deepEqual(firstWay(colour!), ['colour', 'options.colour', 'defaults.colour', 'red']);
  assert.deepEqual(firstWay(shape!), ['shape', 'merged.colour', 'defaults.colour', 'red']);
  assert.deepEqual(firstWay(price!), ['price', "prices.get('plum')", 'red']);
  assert.deepEqual(firstWay(last!).slice(0, 3), ['last', 'stack[1]', 'price']);
  const reasons = all(half!).map(({ kind, name }) => `${kind} ${name}`);
  for (const reason of ['argument from', 'argument by', 'variable price', 'variable last']) {
    assert.ok(reasons.includes(reason), reason);
  }
});

test('the length of an array is shown as a number', () => {
  const [effect] = why(
    `const row = { cells: [1, 2] };
row.cells.push(3);
const isWide = row.cells.length > 2;`,
    'isWide',
  );
  const [length] = effect!.causes;
  assert.deepEqual([length?.name, length?.value], ['row.cells.length', 3]);
});

test('of a branch that was not taken the condition is shown as false', () => {
  const [effect] = why(
    `function pick(n) {
  if (n > 5) return 'big';
  let word;
  if (!n) {
    word = 'none';
  } else if (n > 2) {
    word = 'some';
  } else {
    word = 'few';
  }
  return word;
}
const word = pick(1);`,
    'word == few',
  );
  const conditions = all(effect!).filter(({ kind }) => kind === 'branch');
  assert.deepEqual(conditions.map(({ name }) => name).sort(), ['!(n > 2)', '!(n > 5)', 'n']);
});

test('a condition that kept another write away is a reason, with that write', () => {
  const [due, best, kind, total, other] = why(
    `function price(order, member) {
  let total = order.cents;
  if (member.isActive) {
    total = total * 0.9;
  }
  return total;
}
function pick(rows) {
  let best = rows[0];
  for (const row of rows) {
    if (row.score > 10) best = row;
  }
  return best;
}
function sort(code, isLate) {
  let kind = 'none';
  switch (code) {
    case 1:
      kind = 'one';
      break;
  }
  if (isLate) return kind;
  kind = 'early';
  return kind;
}
function choose(n) {
  let other;
  if (n > 1) other = 'many';
  else other = 'one';
  return other;
}
const order = { cents: 100, discount: 0 };
const coupon = String('');
if (coupon === 'HALF') order.discount = 50;
const due = price(order, { isActive: false }) - order.discount;
const best = pick([{ score: 1 }, { score: 2 }]).score;
const kind = sort(2, true);
const other = choose(2);`,
    'due',
    'best',
    'kind',
    'total',
    'other',
  );
  const omitted = (effect: JsonReason | undefined): unknown[] =>
    all(effect!)
      .filter((one) => one.kind === 'omitted')
      .map(({ name, write }) => [name, write])
      .sort();
  assert.deepEqual(omitted(due), [
    ["!(coupon === 'HALF')", 'order.discount = 50'],
    ['!(member.isActive)', 'total = total * 0.9'],
  ]);
  const names = all(due!).map(({ name, value }) => [name, value]);
  const active = names.find(([name]) => name === 'member.isActive');
  assert.deepEqual(active, ['member.isActive', false], 'the condition is followed, too');
  assert.deepEqual(omitted(best), [['!(row.score > 10)', 'best = row']]);
  assert.deepEqual(omitted(kind), [['code !== 1', "kind = 'one'"]]);
  const branches = all(kind!).filter((one) => one.kind === 'branch');
  assert.deepEqual(
    branches.map(({ name }) => name),
    ['isLate'],
    'behind a return nothing was kept away',
  );
  const inTime = 'until its function ended, where the effect itself is the write';
  assert.deepEqual(omitted(total), [['!(member.isActive)', 'total = total * 0.9']], inTime);
  assert.deepEqual(omitted(other), [], 'the other way of a decision that was made is none');
});

test('updates are followed to what came before them, however many there are', () => {
  const [worse, count, sum] = why(
    `const tally = { count: 7 };
function addUp(n) {
  let sum = 3;
  for (let i = 0; i < n; i++) {
    sum += i;
    tally.count += 1;
  }
  return sum;
}
const sum = addUp(150000);
const count = tally.count + 0;
let bad = 0;
for (let i = 0; i < 150000; i++) bad += i === 60000 ? NaN : i;
const worse = bad + 1;`,
    'worse',
    'count',
    'sum',
  );
  const since = (effect: JsonReason | undefined, name: string): unknown[] =>
    all(effect!)
      .filter((one) => one.name === name && one.updates !== undefined)
      .map(({ updates }) => [updates?.complete, updates?.since.value, updates?.since.line]);
  assert.deepEqual(since(sum, 'sum'), [[false, 3, 3]]);
  assert.deepEqual(since(count, 'tally.count'), [[false, 7, 1]]);
  assert.deepEqual(since(worse, 'bad'), [
    [false, { type: 'number', value: 'NaN' }, 13],
    [false, 0, 12],
  ]);
  const turn = all(worse!).find(({ name, updates }) => name === 'bad' && updates === undefined);
  assert.equal(turn?.causes.find(({ name }) => name === 'i')?.value, 60000);
});

test('what splice moved, took out or put in, and what a rest took, is followed', () => {
  const [later, put, out, rest, more, left] = why(
    `const [a, b, c, d] = ['10', '20', '30', 'x'].map(Number);
const list = [a, b, d];
list.splice(0, 1);
const later = list[1];
list.splice(0, 0, c);
const put = list[0];
const gone = list.splice(1, 2);
const out = gone[1];
const [first, ...others] = [a, b, d];
const rest = others[1];
function pick(one, ...more) {
  return more[1];
}
const more = pick(a, b, d);
const { q, ...others2 } = { q: a, z: d };
const left = others2.z;`,
    'later',
    'put',
    'out',
    'rest',
    'more',
    'left',
  );
  const ways = { later, put, out, rest, more, left };
  for (const [name, effect] of Object.entries(ways)) {
    const origin = name === 'put' ? 'c' : 'd';
    assert.ok(firstWay(effect!).includes(origin), `${name}: ${firstWay(effect!).join(' <- ')}`);
  }
});

test('of long lists the element is followed that stands in the same place', () => {
  const [cents, kept, far] = why(
    `const lines = Array.from({ length: 1000 }, (_, i) => (i === 500 ? 'x' : String(i)));
const parse = (line) => ({ cents: Number(line) });
const amount = (line) => Number(line);
const rows = lines.map(parse);
const cents = rows[500].cents;
const amounts = lines.map(amount);
const filtered = amounts.filter((one) => !(one < 500));
const kept = filtered[0];
const far = filtered[300];`,
    'cents',
    'kept',
    'far',
  );
  const input = (effect: JsonReason | undefined): unknown[] =>
    all(effect!)
      .filter(({ name, kind }) => name === 'line' || (name === 'i' && kind === 'argument'))
      .map(({ value }) => value);
  assert.deepEqual(input(cents), ['x', 500]);
  assert.deepEqual(input(kept), ['x', 500]);
  assert.deepEqual(input(far), ['800', 800]);
});
