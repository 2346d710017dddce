import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyDiscount, parseItems } from '../src/cart.js';
import { handle } from '../src/server.js';

test('a cart is the sum of its lines', async () => {
  const url = new URL('http://localhost/total?items=apple:2,bread');
  assert.deepEqual(await handle(url), { total: 589 });
});

test('ten percent off from twenty euros on', () => {
  assert.equal(applyDiscount(1999), 1999);
  assert.equal(applyDiscount(2697), 2427);
});

test('an unknown item is an error that names it', async () => {
  const url = new URL('http://localhost/total?items=unicorn');
  await assert.rejects(handle(url), /no price for unicorn/);
});

test('items are parsed with quantities', () => {
  assert.deepEqual(
    [...parseItems('apple:2,bread')],
    [
      { item: 'apple', quantity: 2 },
      { item: 'bread', quantity: 1 },
    ],
  );
});
