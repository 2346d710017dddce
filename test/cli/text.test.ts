/** Text of a recording on a line of the terminal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable, valueText } from '../../lib/cli/text.js';
import type { ObjectValue, Value } from '../../lib/reader/value.js';

test('lines of a message stay readable on one line, and nothing moves the cursor', () => {
  assert.equal(printable('equal:\n\n1 !== 2\t\r'), 'equal:\\n\\n1 !== 2\\t\\r');
  assert.equal(printable('\u001b[2J\u202e'), '\\u001b[2J\\u202e');
});

function instance(label: string, entries: [Value, Value][], size = entries.length): ObjectValue {
  return { type: 'object', id: 1, class: 'instance', label, entries, size };
}

const request = instance('Request', [
  ['id', 'req-1'],
  ['query', instance('', [['items', 'apple:2,bread,cheese:7']])],
  ['raw', instance('IncomingMessage', [])],
  ['body', undefined],
]);

test('an object that does not fit shows as many of its entries as do', () => {
  assert.equal(valueText(request, 44), 'Request {id: "req-1", query: {…}, …}');
  assert.equal(valueText(request, 30), 'Request {id: "req-1", …}');
});

test('where too little room is left it shows its class', () => {
  assert.equal(valueText(request, 20), 'Request');
});

test('what has no class is shown as a plain object', () => {
  assert.equal(valueText(instance('', [['a', 1]])), '{a: 1}');
  assert.equal(valueText(instance('', [])), '{}');
});
