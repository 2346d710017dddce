/** What the sampler looks at, from words that stand in a ring of its own, and what is charged. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultCosts, usualWords } from '../../lib/plan/probe-costs.js';
import { header, kind, kindBits } from '../../loader/probes.js';
import { charge, createSampler, tallyColumn, type Bill } from '../../loader/tuning/sample.js';
import type { Ring } from '../../loader/runtime/ring.js';

const position = 32;
const chunksOffsetWord = 13;
const firstChunk = 65_536;

function ringOfOneChunk(): Ring {
  const words = new Int32Array(2 * firstChunk);
  words[chunksOffsetWord] = 4 * firstChunk;
  words[position] = firstChunk;
  const control = words.subarray(position, position + 2);
  return { words, control, position, limit: position + 1, turn: () => assert.fail() };
}

function billed(): Bill {
  return { callsNs: 0, valuesNs: 0, coldNs: 0, coldEvents: 0 };
}

/** A pause of the program's, in which it passes no limit, then this many calls of each site. */
function phase({ words }: Ring, sites: readonly number[], calls: number): void {
  for (const site of sites) {
    for (let call = 0; call < calls; call++) {
      words[words[position]!++] = header(site, kind.enter);
      words[words[position]!++] = header(site, kind.leave);
    }
  }
}

/** Counts by site, as native/tally.cc does. */
function counter({ words }: Ring) {
  const counts = new Map<number, number>();
  const look = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      const site = words[at]! >>> kindBits;
      counts.set(site, (counts.get(site) ?? 0) + 1);
    }
  };
  return { counts, look };
}

test('all events of a chosen interval are counted, wherever in it they stand', () => {
  const ring = ringOfOneChunk();
  const { counts, look } = counter(ring);
  const sampler = createSampler(ring, look);
  phase(ring, [0, 1, 2], 1000);
  sampler.pass();
  assert.deepEqual([...counts.values()], [2000, 2000, 2000]);
  assert.equal(sampler.takeScale(), 1);
});

test('what is not looked at is scaled up, and none of it is counted twice', () => {
  const ring = ringOfOneChunk();
  const { counts, look } = counter(ring);
  const sampler = createSampler(ring, look);
  const calls = firstChunk / 4 - 64; // two events each of two sites fill a chunk, but for its slack
  const intervals = 19;
  let events = 0;
  let looks = 0;
  for (let interval = 0; interval < intervals; interval++) {
    phase(ring, [0, 1], calls);
    sampler.pass();
    sampler.choose(32); // the words of half a chunk
    ring.words[position] = firstChunk;
    ring.words[position + 4]!++;
    const scale = sampler.takeScale();
    if (scale === undefined) continue;
    looks++;
    events += counts.get(1)! * scale;
    counts.clear();
  }
  assert.equal(looks, 11); // as long as what was saved up lasts, then every other one
  const share = events / 2 / (intervals * calls);
  assert.ok(Math.abs(share - 1) < 0.01, `${share} of the calls`);
});

/** Of events of Node itself, and the drain's CPU time. */
const rest = new Array<number>(tallyColumn.columns + 1).fill(0);

test('a function pays for its calls, its values and what these introduce', () => {
  const bill = billed();
  const usual = 10 * usualWords.object + 5 * usualWords.string;
  const row = [7, 200, 0, 0, 100, 50, 10, 5, usual + 40, 0];
  const otherNs = charge(Float64Array.of(...row, ...rest), 2, defaultCosts, () => bill);
  const { callNs, valueNs, objectNs, newObjectNs, newStringNs, wordNs } = defaultCosts;
  assert.equal(bill.callsNs, 2 * 100 * callNs);
  const introducedNs = 10 * newObjectNs + 5 * newStringNs + 40 * wordNs;
  assert.equal(bill.valuesNs, 2 * (100 * valueNs + 50 * objectNs + introducedNs));
  assert.equal(otherNs, 0);
});

test('what no governed function stored is paid for by nobody', () => {
  const row = [7, 200, 0, 0, 100, 50, 10, 0, 10 * usualWords.object, 0];
  const runtime = [0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0];
  const otherNs = charge(Float64Array.of(...row, ...runtime), 1, defaultCosts, () => undefined);
  const objectsNs = 10 * defaultCosts.newObjectNs;
  assert.equal(otherNs, objectsNs + 3 * defaultCosts.runtimeNs);
});

test('the first calls of a function cost more', () => {
  const bill = { ...billed(), coldEvents: 10 };
  const row = [0, 200, 0, 0, 0, 0, 0, 0, 0, 0];
  charge(Float64Array.of(...row, ...rest), 1, defaultCosts, () => bill);
  assert.equal(bill.coldEvents, 0);
  assert.equal(bill.coldNs, 5 * defaultCosts.coldCallNs);
});

test('a chunk that is begun anew does not end the sampling', () => {
  const ring = ringOfOneChunk();
  const { counts, look } = counter(ring);
  const sampler = createSampler(ring, look);
  phase(ring, [0], 1000);
  sampler.pass();
  ring.words[position] = firstChunk + 20;
  sampler.pass();
  phase(ring, [1], 1000);
  sampler.pass();
  sampler.choose(1);
  phase(ring, [2], 1000);
  sampler.pass();
  assert.deepEqual([...counts.values()], [2000, 2000, 2000]);
  assert.equal(sampler.takeScale(), 1);
});

test('columns of counts are those of native code', () => {
  const header = readFileSync(new URL('../../../native/tally.h', import.meta.url), 'utf8');
  const body = /enum Column \{([^}]*)\}/.exec(header)![1]!;
  const names = [...body.replaceAll(/\/\/.*/g, '').matchAll(/k(\w)(\w+)/g)];
  const columns = names.map(([, first, rest]) => first!.toLowerCase() + rest!);
  assert.deepEqual(columns, Object.keys(tallyColumn));
  assert.deepEqual(Object.values(tallyColumn), [...columns.keys()]);
});
