/** An error in a statement around which level `state` has put probes stands where it stood. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { node, record, root } from '../whole/harness.js';

test('writes, deletes and reads that fail are placed at the column that V8 gives them', () => {
  const program = join(root, 'test/fixtures/state/places.cjs');
  const plain = node([program]);
  assert.equal(plain.stdout.split('\n').length, 16);
  const recorded = record(program, { env: { SCOPE_LEVEL: 'state' } });
  assert.equal(recorded.stdout, plain.stdout);
});
