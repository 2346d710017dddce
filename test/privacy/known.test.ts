/** The table of known secrets: none is forgotten because others begin alike, or at the same time. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { rules } from '../../lib/plan/secret-names.js';
import { createKnownSecrets, secretBytes } from '../../loader/redaction/known.js';
import { createRedaction, inspected, type Redaction } from '../../loader/redaction/redaction.js';

/** The same numbers for the same seed: below 2^32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function withKey(seed: number): Redaction {
  const memory = new ArrayBuffer(secretBytes);
  const next = numbers(seed);
  new Uint32Array(memory, 0, 16).forEach((_, index, key) => (key[index] = next()));
  return createRedaction(memory);
}

function texts(seed: number, count: number, length: number): string[] {
  const next = numbers(seed);
  const letter = (): string => (next() % 36).toString(36);
  return Array.from({ length: count }, () => Array.from({ length }, letter).join(''));
}

const forms: [name: string, of: (text: string) => string][] = [
  ['as it is', (text) => text],
  ['inside', (text) => `user ada, ${text}`],
  ['hexadecimal', (text) => Buffer.from(text).toString('hex')],
  ['HEXADECIMAL', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['base64', (text) => Buffer.from(text).toString('base64')],
  ['base64 behind something', (text) => Buffer.from(`ada:${text}`).toString('base64')],
];

function forgotten(redaction: Redaction, secrets: string[]): string[] {
  const missing: string[] = [];
  for (const secret of secrets) {
    for (const [name, of] of forms) {
      if (redaction.inspect(of(secret)) === inspected.clean) missing.push(`${secret} ${name}`);
    }
  }
  return missing.slice(0, 5);
}

test('secrets that begin alike are all known, and nothing else is taken for one', () => {
  const redaction = withKey(1);
  const tokens = texts(2, 2000, 30).map((text) => `customer-number-${text}`);
  for (const token of tokens) redaction.learn(token, rules.password);
  assert.deepEqual(forgotten(redaction, tokens), []);
  for (const other of texts(3, 2000, 30)) {
    assert.equal(redaction.inspect(`customer-number-${other}`), inspected.clean);
  }
});

test('secrets beside those that begin alike stay known', () => {
  for (const seed of [1, 5, 9]) {
    const redaction = withKey(seed);
    const secrets = texts(seed, 9000, 24);
    secrets.forEach((secret, index) => {
      if (index % 2 === 0) redaction.learn(secret, rules.password);
      else redaction.learn(`sid=${secret}; Path=/`, rules.cookie);
    });
    assert.deepEqual(forgotten(redaction, secrets), [], `seed ${String(seed)}`);
  }
});

test('a beginning with ever new lengths hides whatever follows it', () => {
  const redaction = withKey(5);
  const secrets = texts(6, 100, 100).map((text, index) => `shared-start-${text.slice(index)}`);
  for (const secret of secrets) redaction.learn(secret, rules.password);
  assert.deepEqual(forgotten(redaction, secrets), []);
  assert.equal(redaction.inspect('it is shared-start-of-something-else'), inspected.masked);
  assert.match(redaction.shown(), /^it is \[redacted 30 \w+\]$/);
});

test('a table that is full knows the newest', () => {
  const memory = new ArrayBuffer(secretBytes);
  const known = createKnownSecrets(memory);
  const count = 700_000; // more than it has slots
  const codes = new Uint16Array(16);
  const spell = (index: number): void => {
    for (let at = 0; at < 16; at++) codes[at] = 97 + ((index >>> (2 * at)) & 3);
  };
  for (let index = 0; index < count; index++) {
    spell(index);
    known.learn(codes, 0, codes.length);
  }
  for (let index = count - 60_000; index < count; index++) {
    spell(index);
    let end = 0;
    known.find(codes, codes.length, codes.length, (_, to) => (end = to));
    assert.equal(end, codes.length, String(index));
  }
});

test('threads that learn at the same time lose none', async () => {
  const memory = new SharedArrayBuffer(secretBytes);
  const next = numbers(9);
  new Uint32Array(memory, 0, 16).forEach((_, index, key) => (key[index] = next()));
  const url = new URL('../../loader/redaction/known.js', import.meta.url).href;
  const code = `
    const { workerData: { memory, secrets } } = require('node:worker_threads');
    import(${JSON.stringify(url)}).then(({ createKnownSecrets }) => {
      const known = createKnownSecrets(memory);
      for (const text of secrets) {
        const codes = Uint16Array.from(text, (c) => c.charCodeAt(0));
        known.learn(codes, 0, codes.length);
      }
    });`;
  const shares = [10, 11, 12].map((seed) =>
    texts(seed, 5000, 20).map((text) => `begins-alike-${text}`),
  );
  await Promise.all(
    shares.map((secrets) => {
      const worker = new Worker(code, { eval: true, workerData: { memory, secrets } });
      return once(worker, 'exit');
    }),
  );
  const known = createKnownSecrets(memory);
  for (const text of shares.flat()) {
    const codes = Uint16Array.from(text, (c) => c.charCodeAt(0));
    let end = 0;
    known.find(codes, codes.length, codes.length, (_, to) => (end = to));
    assert.equal(end, text.length, text);
  }
});
