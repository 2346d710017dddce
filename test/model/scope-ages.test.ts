/** Which scopes go where more began than are kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScopeAges } from '../../lib/model/scope-ages.js';

const count = 3000;

/** Scopes 0, 1, ... of which those of `held` are of frames that are there. */
function open(held: Set<number>): { ages: ScopeAges; gone: number[]; giveUp: () => void } {
  const ages = new ScopeAges();
  const gone: number[] = [];
  for (let id = 0; id < count; id++) ages.add(id);
  const giveUp = (): void => {
    ages.giveUp((id) => (held.has(id) ? 'held' : 'unused'), gone.push.bind(gone));
  };
  return { ages, gone, giveUp };
}

test('the oldest goes that no frame holds, and a held one when its frame is gone', () => {
  const held = new Set(Array.from({ length: count - 1 }, (_, id) => id));
  const { ages, gone, giveUp } = open(held);
  giveUp();
  assert.deepEqual(gone, [count - 1]);
  held.delete(7);
  ages.letGo(7);
  giveUp();
  assert.deepEqual(gone, [count - 1, 7]);
});

test('where all are held the oldest go, not the newest', () => {
  const { gone, giveUp } = open(new Set(Array.from({ length: count }, (_, id) => id)));
  giveUp();
  assert.ok(gone.length > 0 && gone.length < count / 2);
  assert.deepEqual(gone, [...gone.keys()]);
});
