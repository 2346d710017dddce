/** What the sampler charges, from words that stand in a ring of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultCosts } from '../../lib/plan/probe-costs.js';
import { header, kind } from '../../loader/probes.js';
import { createSampler, type Bill, type Sampler } from '../../loader/tuning/sample.js';
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

function bills(sites: number): { all: Bill[]; of: (site: number) => Bill } {
  const all = Array.from({ length: sites }, billed);
  return { all, of: (site) => all[site]! };
}

test('all events of a chosen interval are charged, wherever in it they stand', () => {
  const ring = ringOfOneChunk();
  const sampler = createSampler(ring, defaultCosts);
  const { all, of } = bills(3);
  phase(ring, [0, 1, 2], 1000);
  sampler.pass(of);
  assert.deepEqual(
    all.map(({ callsNs }) => Math.round(callsNs)),
    [1000, 1000, 1000].map((calls) => calls * defaultCosts.callNs),
  );
  assert.equal(sampler.takeScale(), 1);
});

test('what is not looked at is scaled up, and none of it is charged twice', () => {
  const ring = ringOfOneChunk();
  const sampler = createSampler(ring, defaultCosts);
  const { all, of } = bills(2);
  const calls = firstChunk / 4 - 64; // two events each of two sites fill a chunk, but for its slack
  const intervals = 19;
  let callsNs = 0;
  let looks = 0;
  for (let interval = 0; interval < intervals; interval++) {
    phase(ring, [0, 1], calls);
    sampler.pass(of);
    sampler.choose(64); // the words of half a chunk
    ring.words[position] = firstChunk;
    ring.words[position + 4]!++;
    const scale = sampler.takeScale();
    if (scale === undefined) continue;
    looks++;
    callsNs += all[1]!.callsNs * scale;
    all[1]!.callsNs = 0;
  }
  assert.equal(looks, 11); // as long as what was saved up lasts, then every other one
  const share = callsNs / defaultCosts.callNs / (intervals * calls);
  assert.ok(Math.abs(share - 1) < 0.01, `${share} of the calls`);
});

test('the first calls of a function cost more', () => {
  const ring = ringOfOneChunk();
  const sampler: Sampler = createSampler(ring, defaultCosts);
  const bill = { ...billed(), coldEvents: 10 };
  phase(ring, [0], 100);
  sampler.pass(() => bill);
  assert.equal(bill.coldEvents, 0);
  assert.equal(bill.coldNs, 5 * defaultCosts.coldCallNs);
});
