/** Lists of blocks by thing take memory for the things that there are, not for their numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, TouchCollector } from '../../lib/model/index/touches.js';

const spread = 1000;

test('each thing has its blocks, in order', () => {
  const touches = new TouchCollector(spread);
  for (const [block, things] of [[7, 3, 7], [], [7]].entries()) {
    touches.beginBlock(block);
    for (const thing of things) touches.add(thing);
  }
  assert.equal(touches.isFull, false);
  const { starts, blocks } = touches.take();
  assert.deepEqual(
    [3, 5, 7].map((thing) => [...blocksOf(starts, blocks, thing)]),
    [[0], [], [0, 2]],
  );
});

test('one thing whose number is far too high makes the list too large', () => {
  const touches = new TouchCollector(spread);
  touches.beginBlock(0);
  touches.add(2 ** 26);
  touches.add(1);
  assert.equal(touches.isFull, true);
});

test('a high number is one of many where what went before was lost', () => {
  const touches = new TouchCollector(spread);
  touches.beginBlock(0);
  for (let thing = 100_000; thing < 110_000; thing++) touches.add(thing);
  assert.equal(touches.isFull, false);
  const { starts, blocks } = touches.take();
  assert.deepEqual([...blocksOf(starts, blocks, 100_000)], [0]);
});
