import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTime } from '../../lib/query/time-text.js';

const rows: [string, number | undefined][] = [
  ['0', 0],
  ['4711', 4711],
  ['300us', 300_000],
  ['20ms', 20e6],
  ['1.5s', 1.5e9],
  ['2m', 120e9],
  ['1.5', 2],
  ['', undefined],
  ['5 parsecs', undefined],
  ['-1s', undefined],
  ['99999999999999s', undefined],
];

for (const [text, ns] of rows) {
  test(`"${text}" is ${String(ns)} ns`, () => {
    assert.equal(parseTime(text), ns);
  });
}
