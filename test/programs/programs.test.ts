/**
 * Random programs behave the same plain and instrumented, and their events keep their discipline.
 * The large version is `npm run differential`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPrograms } from './campaign.js';

const programs = 500;

test('random programs behave the same at every level', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const { compared, failure } = await checkPrograms({ programs, seed });
  assert.equal(failure, undefined, failure);
  assert.ok(compared > programs / 2, `only ${compared} of ${programs} programs compile`);
});
