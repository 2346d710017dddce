/** What fails where level `state` has put probes: at which place, and in which function. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { node, record, root } from '../whole/harness.js';

test('what fails stands in the column and the function that V8 names', () => {
  const program = join(root, 'test/fixtures/state/places.cjs');
  const plain = node([program]);
  assert.equal(plain.stdout.split('\n').length, 22);
  const recorded = record(program, { env: { SCOPE_LEVEL: 'state' } });
  assert.equal(recorded.stdout, plain.stdout);
});
