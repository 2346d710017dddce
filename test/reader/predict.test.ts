/** Coded value words come back as native/FORMAT.md says, and no words lead the decoder astray. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { kind, kindBits } from '../../lib/reader/format.js';
import { undoPrediction } from '../../lib/reader/predict.js';
import { walk } from '../../lib/reader/walk.js';

const header = (recordKind: number, argument: number): number =>
  (argument << kindBits) | recordKind;
const object = (id: number): number => (id << 3) | 4;
const integer = (value: number): number => (value << 1) | 1;
const recentInteger = (place: number): number => (2 ** 20 + place) << 3;

function undone(...words: number[]): number[] {
  const copy = Int32Array.from(words);
  undoPrediction(copy);
  return [...copy];
}

test('a position that grows by one is the difference one', () => {
  const enter = header(kind.enter + 1, 5);
  assert.deepEqual(undone(enter, integer(100), enter, integer(1), enter, integer(-2)), [
    enter,
    integer(100),
    enter,
    integer(101),
    enter,
    integer(99),
  ]);
});

test('an integer of another place may be one of the two latest', () => {
  const enter = header(kind.enter + 1, 5);
  const leave = header(kind.leaveValue, 6);
  assert.deepEqual(undone(enter, integer(100), enter, integer(7), leave, recentInteger(1)), [
    enter,
    integer(100),
    enter,
    integer(107),
    leave,
    integer(100),
  ]);
});

test('objects are the latest ones, the last at this place, or so far from the newest', () => {
  const enter = header(kind.enter + 1, 5);
  const far = (folded: number): number => object(17 + folded);
  const born = header(kind.object, 0);
  assert.deepEqual(
    undone(born, 50, 8, enter, far(0), enter, far(4), enter, object(1), enter, object(0)),
    [born, 50, 8, enter, object(50), enter, object(48), enter, object(50), enter, object(50)],
  );
  const leave = header(kind.leaveValue, 9);
  const many = Array.from({ length: 16 }, (_, at) => [leave, far(2 * at)]).flat();
  assert.equal(undone(born, 50, 8, enter, far(40), ...many, enter, object(16)).at(-1), object(30));
});

test('snapshots and activations are differences, other words stand as they are', () => {
  const born = header(kind.object, 0);
  const snapshot = header(kind.snapshot, 1);
  const resume = header(kind.resumeValue, 3);
  assert.deepEqual(
    undone(
      born,
      50,
      8,
      born,
      1,
      8,
      snapshot,
      1,
      1,
      10,
      7,
      snapshot,
      0,
      1,
      10,
      3,
      resume,
      4,
      26,
      resume,
      1,
      26,
    ),
    [
      born,
      50,
      8,
      born,
      51,
      8,
      snapshot,
      50,
      1,
      10,
      7,
      snapshot,
      51,
      1,
      10,
      9,
      resume,
      4,
      26,
      resume,
      5,
      26,
    ],
  );
});

test('environments are told by their distance to the newest one, and none stays none', () => {
  const scope = header(kind.scope, 3);
  const codes = [scope, -41, 0, scope, -1, 1, scope, 0, 1, scope, 42, 42, scope, -1, 0];
  const before = [scope, 41, 0, scope, 42, 41, scope, 0, 41, scope, 42, 42, scope, 43, 0];
  assert.deepEqual(undone(...codes), before);
});

test('objects, keys and values of writes, sets and mutations are coded as values', () => {
  const born = header(kind.object, 0);
  const set = header(kind.setKey, 4);
  const mutate = header(kind.mutate, 7);
  const codes = [set, object(17), integer(7), object(0), set, object(0), integer(1), object(0)];
  const values = [set, object(50), integer(7), object(50), set, object(50), integer(8), object(50)];
  const mutation = [mutate, object(0), integer(4), object(0), integer(0)];
  const after = [mutate, object(50), integer(4), object(50), integer(0)];
  assert.deepEqual(undone(born, 50, 8, ...codes, ...mutation), [born, 50, 8, ...values, ...after]);
});

test('whatever the words are, the records stay the same', () => {
  const anyWords = fc.array(fc.oneof(fc.integer(), fc.integer({ min: 0, max: 5000 })));
  fc.assert(
    fc.property(anyWords, (any) => {
      const words = Int32Array.from(any);
      const before = walk(words);
      undoPrediction(words);
      assert.equal(walk(words).words, before.words);
    }),
    { numRuns: 1000 },
  );
});
