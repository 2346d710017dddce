/** Conditions of `scope step` speak the language of `scope search`, about variables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ThreadState } from '../../lib/model/state.js';
import { parseCondition } from '../../lib/query/condition.js';
import { ExpressionError } from '../../lib/query/expression.js';
import type { Value } from '../../lib/reader/value.js';

const cart: Value = { type: 'object', id: 7, class: 'object', label: 'Cart' };
const variables: [string, Value][] = [
  ['n', 3],
  ['total', NaN],
  ['name', 'pear'],
  ['big', 12n],
  ['cart', cart],
  ['gone', undefined],
];
const state = {
  top: {},
  named: (_frame: unknown, wanted: string) =>
    variables.map(([name, value]) => ({ name, value })).find(({ name }) => name === wanted),
  objects: {
    get: (id: number) =>
      id === 7 ? { entries: new Map([["'price", { value: 2.5 }]]) } : undefined,
  },
} as unknown as ThreadState;

const rows: [condition: string, holds: boolean][] = [
  ['n == 3', true],
  ['n === 3', true],
  ['n !== 3', false],
  ['n > 2 && n <= 3', true],
  ['n < 2 || name ~ pea', true],
  ['!(n == 3)', false],
  ['total == NaN', true],
  ["name != 'apple'", true],
  ['name == pear', true],
  ['big == 12', true],
  ['gone == undefined', true],
  ['cart.price >= 2.5', true],
  ['cart ~ Cart', true],
  ['cart.count == 1', false],
  ['cart.count != 1', false],
  ['absent != 3', false],
  ['!(absent == 3)', false],
  ['n', true],
];

test('what is said of variables that the code sees holds or does not; of others nothing does', () => {
  for (const [text, expected] of rows) assert.equal(parseCondition(text)(state), expected, text);
});

test('what is no condition says where it is wrong', () => {
  for (const text of ['', 'n ==', '3 == n', 'n = 3', '(n == 3', 'n > 2 and']) {
    assert.throws(() => parseCondition(text), ExpressionError, text);
  }
});
