/**
 * The governor on programs that are simulated: functions that are called so often and cost so much.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mode } from '../../loader/probes.js';
import { Governor, modeNow, type GovernedFunction } from '../../loader/tuning/governor.js';

const window = 0.1;
const windowNs = window * 1e9;

interface Simulated extends GovernedFunction {
  name: string;
  /** Nanoseconds a window that it costs without values, and for them. */
  load: [calls: number, values: number];
}

function made(name: string, calls: number, values: number, weight = 1): Simulated {
  const load: Simulated['load'] = [calls * windowNs, values * windowNs];
  const state = { planned: mode.values, governed: mode.values, isOrdered: false };
  const rates = { callsNs: 0, valuesNs: 0, callsRate: 0, valuesRate: 0 };
  return { name, load, weight, ...state, ...rates, raisedAt: 0, lowersAt: 0, wait: 0 };
}

/** Runs windows; the share of the program's own time that recording took in each. */
function run(governor: Governor, functions: Simulated[], windows: number): number[] {
  const shares: number[] = [];
  for (let index = 0; index < windows; index++) {
    let cost = 0;
    for (const fn of functions) {
      const now = modeNow(fn);
      fn.callsNs = now === mode.off ? 0 : fn.load[0];
      fn.valuesNs = now === mode.values ? fn.load[1] : 0;
      cost += fn.callsNs + fn.valuesNs;
    }
    shares.push(cost / windowNs);
    governor.step(functions, windowNs + 0.7 * cost, window);
  }
  return shares;
}

test('what fits stays as it is', () => {
  const functions = [made('a', 0.03, 0.03), made('b', 0.01, 0.01)];
  run(new Governor(0.1), functions, 100);
  assert.ok(functions.every((fn) => modeNow(fn) === mode.values));
});

test('the busiest functions that tell least are lowered first', () => {
  const busy = made('busy', 0.2, 0.2);
  const rich = made('rich', 0.02, 0.03, 8);
  const quiet = made('quiet', 0.001, 0.001);
  const shares = run(new Governor(0.1), [busy, rich, quiet], 3);
  assert.ok(shares[1]! <= 0.1, `share ${shares[1]!}`);
  assert.equal(modeNow(busy), mode.off);
  assert.equal(modeNow(rich), mode.values);
  assert.equal(modeNow(quiet), mode.values);
});

test('values go before calls', () => {
  const fn = made('f', 0.04, 0.2);
  const shares = run(new Governor(0.1), [fn], 2);
  assert.equal(modeNow(fn), mode.calls);
  assert.ok(shares[1]! <= 0.1);
});

test('a function is raised again when there is room for it', () => {
  const fn = made('f', 0.2, 0.2);
  const governor = new Governor(0.1);
  run(governor, [fn], 2);
  assert.equal(modeNow(fn), mode.off);
  fn.load = [0.005 * windowNs, 0.01 * windowNs];
  run(governor, [fn], 400);
  assert.equal(modeNow(fn), mode.values);
});

test('a function that stays too dear is tried ever more seldom', () => {
  const fn = made('f', 0.5, 0.5);
  const shares = run(new Governor(0.1), [fn], 4000);
  const over = shares.filter((share) => share > 0.1);
  assert.ok(over.length > 1, 'it is tried again');
  assert.ok(over.length < 40, `${over.length} windows over the bound`);
});

test('a person has the last word', () => {
  const ordered = { ...made('ordered', 0.5, 0.5), isOrdered: true };
  const other = made('other', 0.02, 0.02);
  run(new Governor(0.1), [ordered, other], 10);
  assert.equal(modeNow(ordered), mode.values);
  assert.equal(modeNow(other), mode.off);
});

test('nothing is raised above the plan', () => {
  const fn = { ...made('f', 0.001, 0.001), planned: mode.calls };
  run(new Governor(0.1), [fn], 100);
  assert.equal(modeNow(fn), mode.calls);
});
