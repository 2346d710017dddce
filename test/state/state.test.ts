/** The state that a recording gives back equals the live program's, variable by variable. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scratch } from '../whole/harness.js';
import { compareStates } from './compare.js';

test('every checkpoint of random programs has the state that the program had', async () => {
  const found = await compareStates(scratch(), 1, 12);
  const { looks, variables, differences, doubted, uncompared } = found;
  assert.deepEqual(differences, []);
  assert.ok(looks > 100, `${String(looks)} checkpoints`);
  assert.ok(variables > 500, `${String(variables)} variables`);
  assert.ok(doubted < variables / 100, `${String(doubted)} in doubt`);
  assert.equal(uncompared, 0);
});

test('so has it where objects are no longer compared, and the recording says so', async () => {
  const found = await compareStates(scratch(), 21, 8, true);
  const { variables, differences, doubted, uncompared } = found;
  assert.deepEqual(differences, []);
  assert.ok(variables > 300, `${String(variables)} variables`);
  assert.ok(doubted < variables / 50, `${String(doubted)} of ${String(variables)} in doubt`);
  assert.ok(uncompared > 0);
});
