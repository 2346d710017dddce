/**
 * The governor on programs that are simulated: functions that are called so often and cost so much.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mode } from '../../loader/probes.js';
import { Governor, modeNow, type GovernedFunction } from '../../loader/tuning/governor.js';

const windowNs = 20e6;
const windowsOfASecond = 1e9 / windowNs;
const nothing = { cpuNs: 0, otherNs: 0, onceNs: 0, drainNs: 0 };

interface Simulated extends GovernedFunction {
  name: string;
  /** Nanoseconds a window that it costs without values, and for them. */
  load: [calls: number, values: number];
}

function made(name: string, calls: number, values: number, weight = 1): Simulated {
  const load: Simulated['load'] = [calls * windowNs, values * windowNs];
  const state = { planned: mode.values, governed: mode.values, isOrdered: false };
  const bill = { callsNs: 0, valuesNs: 0, coldNs: 0, coldEvents: 0 };
  const shares = { callsShare: 0, valuesShare: 0, seenShare: 0 };
  return { name, load, weight, ...state, ...bill, ...shares, raisedAt: 0, raisesAt: 0, wait: 0 };
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
    const cpuNs = windowNs + 0.7 * cost;
    governor.step(functions, { ...nothing, cpuNs, drainNs: 0.3 * cost });
  }
  return shares;
}

test('what fits stays as it is', () => {
  const functions = [made('a', 0.03, 0.03), made('b', 0.01, 0.01)];
  run(new Governor(0.1), functions, 100);
  assert.ok(functions.every((fn) => modeNow(fn) === mode.values));
});

test('the busiest functions that tell least are lowered first', () => {
  const busy = made('busy', 0.1, 0.2);
  const rich = made('rich', 0.02, 0.03, 8);
  const quiet = made('quiet', 0.001, 0.001);
  const shares = run(new Governor(0.15), [busy, rich, quiet], 3);
  assert.ok(shares[1]! <= 0.15, `share ${shares[1]!}`);
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
  run(governor, [fn], 30 * windowsOfASecond);
  assert.equal(modeNow(fn), mode.values);
});

test('a function that stays too dear is tried ever more seldom', () => {
  const fn = made('f', 0.5, 0.5);
  const shares = run(new Governor(0.1), [fn], 400 * windowsOfASecond);
  const over = shares.filter((share) => share > 0.1);
  assert.ok(over.length > 1, 'it is tried again');
  assert.ok(over.length < 40, `${over.length} windows over the bound`);
});

test('the bound holds for the whole run, the start included', () => {
  for (const max of [0.05, 0.1, 0.2]) {
    const functions = [made('a', 0.1, 0.2), made('b', 0.01, 0.1, 4), made('c', 0.005, 0.005)];
    functions.push(made('d', 0.01, 0.02, 2));
    const governor = new Governor(max, 50e6);
    run(governor, functions, 5 * windowsOfASecond);
    const { costNs, ownNs } = governor.account;
    const spent = costNs / ownNs;
    assert.ok(spent <= max * 1.01, `${spent} of ${max}`);
    assert.ok(spent > max / 2, `${spent} of ${max} is too little`);
  }
});

test('a start that the bound does not yet pay leaves a tenth of it for recording', () => {
  const functions = [made('dear', 0.1, 0.2), made('cheap', 0.0005, 0.001, 4)];
  run(new Governor(0.1, 50e6), functions, 3);
  assert.deepEqual(functions.map(modeNow), [mode.off, mode.values]);
});

test('a bound below what calls that are off take leaves what costs next to nothing', () => {
  const functions = [made('dear', 0.3, 0.3), made('rare', 0.0001, 0.0002)];
  const governor = new Governor(0.05);
  run(governor, functions, windowsOfASecond);
  assert.deepEqual(functions.map(modeNow), [mode.off, mode.values]);
  const { ownNs, floorNs } = governor.account;
  assert.ok(floorNs > 0.05 * ownNs, 'its account tells of the floor');
});

test("its account tells apart what events of Node itself took, which no function's level saves", () => {
  const fn = made('f', 0, 0.001);
  const governor = new Governor(0.05);
  const observed = { ...nothing, cpuNs: windowNs, otherNs: 0.2 * windowNs };
  for (let index = 0; index < windowsOfASecond; index++) governor.step([fn], observed);
  const { floorNs, observedNs } = governor.account;
  assert.equal(observedNs, windowsOfASecond * 0.2 * windowNs);
  assert.ok(floorNs >= observedNs);
});

test('a busy machine and idling change nothing: only CPU time counts', () => {
  const fn = made('f', 0.04, 0.2);
  const governor = new Governor(0.1);
  for (let index = 0; index < 100; index++) governor.step([fn], nothing);
  assert.equal(modeNow(fn), mode.values);
});

test('what the drain took counts for the account where it was measured', () => {
  const governor = new Governor(0.1);
  governor.step([made('f', 0, 0)], { ...nothing, cpuNs: windowNs, drainNs: 0.05 * windowNs });
  assert.equal(governor.account.costNs, 0.05 * windowNs);
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
