/** Values come back as they were recorded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import type { ObjectValue, Value } from '../../lib/reader/value.js';
import { objectClass } from '../../lib/reader/format.js';
import { eventsBlock, writeBlocks } from './recording-writer.js';
import { WordsWriter } from './words-writer.js';

/** What a reader makes of one leave event with the value. */
function roundTrip(write: (writer: WordsWriter) => unknown): Value {
  const writer = new WordsWriter();
  writer.leaveValue(1, write(writer));
  const recording = openRecordingFiles(writeBlocks(eventsBlock(writer)));
  const cursor = recording.threads[0]!.cursor();
  assert.ok(cursor.next());
  return cursor.value(0);
}

test('primitives are themselves', () => {
  const values = [0, -0, 1, -1, 2 ** 30 - 1, -(2 ** 30), 2 ** 30, 0.1, NaN, Infinity, -Infinity];
  for (const value of [
    ...values,
    true,
    false,
    null,
    undefined,
    12n,
    -(2n ** 80n),
    '',
    'ä',
    '→😀',
  ]) {
    assert.deepEqual(
      roundTrip(() => value),
      value,
    );
  }
});

test('any number, string or bigint comes back', () => {
  const writer = new WordsWriter();
  const seen: unknown[] = [];
  const any = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.bigInt(),
    fc.string({ maxLength: 256 }),
    fc.string({ unit: 'binary', maxLength: 100 }),
  );
  fc.assert(
    fc.property(any, (value) => {
      writer.leaveValue(1, value);
      seen.push(value);
    }),
    { numRuns: 2000 },
  );
  const recording = openRecordingFiles(writeBlocks(eventsBlock(writer)));
  const cursor = recording.threads[0]!.cursor();
  for (const value of seen) {
    assert.ok(cursor.next());
    assert.deepEqual(cursor.value(0), value);
  }
});

test('a long string is known by head, length and hash', () => {
  const value = roundTrip(() => 'x'.repeat(1000));
  assert.deepEqual(value, {
    type: 'string',
    head: 'x'.repeat(256),
    length: 1000,
    hash: '00000000',
  });
});

test('symbols, redacted values and what was not captured have a type', () => {
  assert.deepEqual(
    roundTrip(() => Symbol('s')),
    { type: 'symbol', id: 1, description: 's' },
  );
  assert.deepEqual(
    roundTrip(() => Symbol()),
    { type: 'symbol', id: 1 },
  );
  assert.deepEqual(
    roundTrip(() => Symbol.for('s')),
    { type: 'symbol', description: 's' },
  );
  assert.deepEqual(
    roundTrip((w) => w.redacted('12:abc:password')),
    { type: 'redacted', length: 12, hash: 'abc', rule: 'password' },
  );
  assert.deepEqual(
    roundTrip(() => ({ word: 9 << 3 })),
    { type: 'notCaptured' },
  );
});

test('an object has identity, class, label and its snapshot', () => {
  const value = roundTrip((w) => ({
    word: w.object(7, objectClass.classInstance, 'Cart', [
      ['total', 1.5],
      ['owner', { word: w.plain(8, { name: 'Ann' }) }],
    ]),
  })) as ObjectValue;
  assert.equal(value.label, 'Cart');
  assert.equal(value.class, 'instance');
  assert.equal(value.id, 7);
  assert.deepEqual(value.entries![0], ['total', 1.5]);
  assert.deepEqual((value.entries![1]![1] as ObjectValue).entries, [['name', 'Ann']]);
});

test('cycles end', () => {
  const value = roundTrip((w) => {
    const word = (9 << 3) | 0b100;
    return { word: w.plain(9, { self: { word } }) };
  });
  assert.equal((value as ObjectValue).id, 9);
  JSON.stringify(value);
});

test('references to what is not there are unknown, not wrong', () => {
  for (const word of [(99 << 3) | 2, (99 << 5) | 6, (99 << 5) | 0b01110, (5 << 5) | 0b10110]) {
    assert.deepEqual(
      roundTrip(() => ({ word })),
      { type: 'unknown' },
    );
  }
  const orphan = roundTrip(() => ({ word: (77 << 3) | 4 })) as ObjectValue;
  assert.deepEqual([orphan.class, orphan.id], ['unknown', 77]);
});

test('any word decodes to something', () => {
  const writer = new WordsWriter();
  fc.assert(
    fc.property(fc.integer(), (word) => {
      writer.leaveValue(1, { word });
    }),
    { numRuns: 5000 },
  );
  const cursor = openRecordingFiles(writeBlocks(eventsBlock(writer))).threads[0]!.cursor();
  while (cursor.next()) cursor.value(0);
});
