/**
 * Random programs behave the same plain and instrumented, and their events keep their discipline.
 * The large version is `npm run differential`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSeed } from '../properties.js';
import { checkPrograms } from './campaign.js';

const programs = 500;

test('random programs behave the same at every level', async (t) => {
  t.diagnostic(`seed ${testSeed}`);
  const { compared, failure } = await checkPrograms({ programs, seed: testSeed });
  assert.equal(failure, undefined, failure);
  assert.ok(compared > programs / 2, `only ${compared} of ${programs} programs compile`);
});
