/** Programs that make long texts out of small pieces. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { calls, record, scratch } from './harness.js';

const pieces = 3000;
const piece = 100;

/** Every text in between is a new one: to look at each would copy 450 MB and more with each. */
const program = `
  function add(text) { return text.length }
  let text = '';
  for (let count = 0; count < ${String(pieces)}; count++) {
    text += '${'x'.repeat(piece)}';
    add(text);
  }
  add('the end');
  console.log(text.length);
`;

interface Shown {
  head: string;
  length: number;
  hash: string;
}

test('the first ones are looked at, of the others some, and all have their lengths', () => {
  const file = join(scratch(), 'texts.cjs');
  writeFileSync(file, program);
  const run = record(file);
  assert.equal(run.stdout, `${String(pieces * piece)}\n`, run.stderr);
  const texts = calls(run.recording, '--fn', 'add').map(({ args }) => args?.[0]);
  assert.equal(texts.length, pieces + 1);
  assert.equal(texts.pop(), 'the end');
  const lengths = texts.map((text) => (typeof text === 'string' ? text : (text as Shown)).length);
  assert.deepEqual(
    lengths,
    lengths.map((_, index) => (index + 1) * piece),
  );
  const heads = texts.map((text) => (typeof text === 'string' ? text : (text as Shown).head));
  const unseen = heads.filter((head) => head === '').length;
  assert.ok(unseen > pieces / 2 && unseen < pieces * 0.95, String(unseen));
  assert.ok(heads.slice(0, 500).every((head) => head.startsWith('x'.repeat(piece))));
});
