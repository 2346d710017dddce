import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../lib/cli/text.js';

test('lines of a message stay readable on one line, and nothing moves the cursor', () => {
  assert.equal(printable('equal:\n\n1 !== 2\t\r'), 'equal:\\n\\n1 !== 2\\t\\r');
  assert.equal(printable('\u001b[2J\u202e'), '\\u001b[2J\\u202e');
});
