/** What the text of a program says about a value: what it was made of, which condition led to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Code } from '../../lib/query/slice/code.js';
import type { Step } from '../../lib/query/slice/code-parts.js';
import type { Reference } from '../../lib/query/slice/references.js';

const source = `function price(row, rows, i) {
  let total = 0;
  if (row.tax.rate > limit) {
    total = rows[i].count * unit(row, 1) + this.base;
  }
  total += 2;
  for (const { a, b } of list) total += a;
  return total || fallback(row);
}
send({ price: price(x, y, 2) });
`;
const code = new Code(source, 'commonjs');

function range(text: string): [start: number, end: number] {
  const start = source.indexOf(text);
  assert.ok(start >= 0, text);
  return [start, start + text.length];
}

function shown(references: Reference[]): string[] {
  return references.map((reference) =>
    reference.type === 'call'
      ? `${reference.name}()`
      : [reference.base, ...reference.steps.map(stepText)].join('.'),
  );
}

function stepText(step: Step): string {
  if ('element' in step) return '[]';
  return 'name' in step ? step.name : `[${code.text(step.key)}]`;
}

test('an assignment reads what stands on its right', () => {
  const reads = code.reads(...range('total = rows[i].count * unit(row, 1) + this.base'), 'total');
  assert.deepEqual(shown(reads), ['rows.[i].count', 'i', 'unit()', 'row', 'this.base']);
});

test('a compound assignment reads its target too', () => {
  assert.deepEqual(shown(code.reads(...range('total += 2'), 'total')), ['total']);
});

test('a declaration reads its initial value', () => {
  assert.deepEqual(shown(code.reads(...range('total = 0'), 'total')), []);
});

test('a branch is taken for the condition before it', () => {
  const [start] = range('{\n    total = rows');
  const condition = code.condition(start, source.indexOf('}\n  total += 2') + 1);
  assert.equal(condition && code.text(condition), 'row.tax.rate > limit');
});

test('a function returns what its return statements say', () => {
  const end = source.indexOf('}\nsend') + 1;
  const texts = code.returned(0, end, 0).map((node) => code.text(node));
  assert.deepEqual(texts, ['total || fallback(row)']);
});

test('a part of a literal was made by the expression that stands there', () => {
  const made = new Code('box = { a: x, list: [y.z, call(w)], n };', 'commonjs');
  const part = (...path: string[]): string[] => shown(made.reads(0, 37, 'box', path));
  assert.deepEqual(part('a'), ['x']);
  assert.deepEqual(part('list', '0', 'deep'), ['y.z.deep']);
  assert.deepEqual(part('list', '1', 'deep'), ['call()', 'w']);
  assert.deepEqual(part('n', 'm'), ['n.m']);
});

test('calls are found by the name of what they call, in one function or at the top level', () => {
  const end = source.indexOf('}\nsend') + 1;
  assert.deepEqual(
    code.calls('unit', { start: 0, end }).map((call) => code.text(call)),
    ['unit(row, 1)'],
  );
  assert.deepEqual(
    code.calls('price', undefined).map((call) => code.text(call)),
    ['price(x, y, 2)'],
  );
});

test('a text in which stars took the place of code still answers', () => {
  const text =
    "fail('wrong token: '***********', ' + more); key = '******'; /* ''***'' */ x = a + b;";
  const start = text.indexOf('x = ');
  const starred = new Code(text, 'commonjs');
  assert.deepEqual(shown(starred.reads(start, text.length - 1, 'x')), ['a', 'b']);
});

test('text that is no program answers nothing', () => {
  const broken = new Code('function (', 'module');
  assert.deepEqual(broken.reads(0, 5, 'x'), []);
  assert.equal(broken.condition(0, 5), undefined);
});
