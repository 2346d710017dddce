/** Costs that are measured on this machine: written, read by later plans, and sensible. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultCosts, type ProbeCosts } from '../../lib/plan/probe-costs.js';
import { calibrate, readCosts } from '../../lib/planner/calibrate.js';
import { plan } from '../../lib/planner/planner.js';
import { scratch } from '../whole/harness.js';

/** Enough to see that each exercise runs; a real calibration takes twenty times that. */
const effort = 0.02;

test('calibration measures each cost, and keeps what it finds', async () => {
  const file = join(scratch(), '.scope/costs.json');
  const told: string[] = [];
  const costs = await calibrate(file, (done, total) => told.push(`${done}/${total}`), effort);
  assert.equal(told[0], '0/10');
  assert.equal(told.length, 10);
  for (const [name, value] of Object.entries(costs) as [keyof ProbeCosts, number][]) {
    const times = value / defaultCosts[name];
    assert.ok(times >= 0.099 && times <= 10.1, `${name}: ${value} against ${defaultCosts[name]}`);
  }
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), costs);
  assert.deepEqual(readCosts(file), costs);
});

test('a plan reckons with the costs that it is given', async () => {
  const root = scratch();
  const count = 1200;
  const functions = Array.from(
    { length: count },
    (_, i) => `export function f${i}(a) { if (a > ${i}) throw new Error('x'); return { a }; }`,
  );
  writeFileSync(join(root, 'app.mjs'), functions.join('\n'));
  const recorded = async (times: number): Promise<number> => {
    const scaled = Object.entries(defaultCosts).map(([name, value]) => [name, value * times]);
    const costs = Object.fromEntries(scaled) as unknown as ProbeCosts;
    const { decisions } = await plan({ root, costs });
    return decisions.filter(({ level }) => level === 'values').length;
  };
  const [cheap, usual, dear] = [await recorded(0.01), await recorded(1), await recorded(50)];
  assert.equal(cheap, count);
  assert.ok(cheap > usual && usual > dear, `${cheap}, ${usual}, ${dear}`);
});

test('a file of costs that cannot be read leaves the shipped ones', () => {
  const file = join(scratch(), 'costs.json');
  assert.deepEqual(readCosts(file), defaultCosts);
  writeFileSync(file, '{"callNs":-5,"valueNs":"many","objectNs":12}');
  assert.deepEqual(readCosts(file), { ...defaultCosts, objectNs: 12 });
});
