/** Parts of large JSON texts, found among their bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementsOf, membersOf, parsed } from '../../lib/reader/json-parts.js';

const tricky = ['', '"', '\\', '\\"', '{"a":[', ']}', ',', ':', 'é€𝕏', '\u2028', '\\\\"'];

test('members are found whatever their texts hold', () => {
  const object = Object.fromEntries(
    tricky.map((text, at) => [`${text}${String(at)}`, { [text]: [text, at] }]),
  );
  for (const indent of [0, 2]) {
    const members = membersOf(Buffer.from(JSON.stringify(object, null, indent)))!;
    assert.deepEqual(
      Object.fromEntries([...members].map(([name, text]) => [name, parsed(text)])),
      object,
    );
  }
});

test('elements come in their order, however many there are', () => {
  for (const count of [0, 1, 2, 5000]) {
    const list = Array.from({ length: count }, (_, at) => ({
      at,
      text: tricky[at % 11],
      in: [at],
    }));
    assert.deepEqual([...elementsOf(Buffer.from(JSON.stringify(list)))], list);
  }
});

test('what is no JSON is no object, has no value, or throws', () => {
  for (const text of ['', '[]', '{', '{"a":1', '{"a":1}}', '{"a" 1}', '{"a":}', '{a:1}', '"a"'])
    assert.equal(membersOf(Buffer.from(text)), undefined, text);
  for (const text of ['', '{}', '[', '[1', '[1,', '[1,]', '[1 2]', '[1]]', '[[1]', '["a]'])
    assert.throws(() => [...elementsOf(Buffer.from(text))], Error, text);
  assert.equal(parsed(Buffer.from('{"a":1')), undefined);
  assert.equal(parsed(undefined), undefined);
});
