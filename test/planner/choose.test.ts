/** Levels within a budget: the greedy choice against every possible one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { choose, type Step } from '../../lib/planner/choose.js';

const amount = fc.integer({ min: 1, max: 50 });
const item = fc
  .array(fc.tuple(amount, amount), { minLength: 1, maxLength: 3 })
  .map((steps): Step[] => {
    let [cost, value] = [0, 0];
    return steps.map(([c, v]) => ({ cost: (cost += c), value: (value += v) }));
  });
const items = fc.array(item, { minLength: 1, maxLength: 7 });

function total(all: readonly Step[][], taken: readonly number[], key: keyof Step): number {
  return all.reduce((sum, steps, i) => sum + (steps[taken[i]! - 1]?.[key] ?? 0), 0);
}

function best(all: readonly Step[][], budget: number, from = 0): number {
  if (from === all.length) return 0;
  const options = all[from]!.filter(({ cost }) => cost <= budget).map(
    ({ cost, value }) => value + best(all, budget - cost, from + 1),
  );
  return Math.max(best(all, budget, from + 1), ...options);
}

test('the choice never exceeds the budget', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 200 }), (all, budget) => {
      assert.ok(total(all, choose(all, budget), 'cost') <= budget);
    }),
  );
});

test('the choice misses the best one by less than the largest upgrade', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 200 }), (all, budget) => {
      const largest = Math.max(...all.flatMap((steps) => steps.map(({ value }) => value)));
      const got = total(all, choose(all, budget), 'value');
      assert.ok(best(all, budget) - got <= largest);
    }),
  );
});

test('the choice has 95 % of the best information on average', () => {
  const cases = fc.sample(fc.tuple(items, fc.integer({ min: 20, max: 150 })), {
    numRuns: 400,
    seed: 7,
  });
  const shares = cases.map(([all, budget]) => {
    const most = best(all, budget);
    return most === 0 ? 1 : total(all, choose(all, budget), 'value') / most;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  assert.ok(mean >= 0.95, String(mean));
});

test('what costs nothing is always taken', () => {
  assert.deepEqual(choose([[{ cost: 0, value: 1 }], [{ cost: 5, value: 1 }]], 0), [1, 0]);
});
