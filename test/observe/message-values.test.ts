/** HTTP messages show at first sight what a reader wants to know of them, not Node's own plumbing. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { calls, record, root, scratch } from '../whole/harness.js';

interface Shown {
  label: string;
  size: number;
  entries: [string, unknown][];
}

let shown: Shown[];

before(() => {
  const { recording } = record(join(root, 'test/fixtures/observe/message-values.mjs'));
  const told = calls(recording).filter(({ fn }) => fn === 'told');
  shown = told.map(({ args }) => args![0] as Shown);
});

function named(label: string): Map<string, unknown> {
  return new Map(shown.find((value) => value.label === label)!.entries);
}

test('a request shows its method, its path, its headers and what the program put on it', () => {
  const request = named('Asked');
  assert.equal(request.get('method'), 'GET');
  assert.equal(request.get('url'), '/price');
  assert.equal(request.get('user'), 'ada');
  const headers = request.get('rawHeaders') as Shown;
  assert.deepEqual(headers.entries[0], [0, 'Host']);
});

test('a response shows its status and its request, on both sides', () => {
  assert.equal(named('Answer').get('statusCode'), 203);
  assert.equal((named('Answer').get('req') as Shown).label, 'Asked');
  assert.equal(named('IncomingMessage').get('statusCode'), 203);
});

test('what Node keeps on a message for itself is counted, and not shown', () => {
  for (const { label, size, entries } of shown) {
    if (label === 'Outgoing') continue;
    for (const [name] of entries) assert.doesNotMatch(name, /^_|^outputData$|^rawTrailers$/);
    assert.ok(size > entries.length);
  }
});

test('a secret on a message is sealed, and the other names stay chosen', () => {
  assert.match(JSON.stringify(named('Answer').get('session')), /redacted/);
});

test('a class of the program with such names shows all', () => {
  assert.deepEqual([...named('Outgoing').keys()], ['_private', 'writable', 'useChunked']);
});

test('a message is one object, whatever prototypes it has one after the other', () => {
  const directory = scratch();
  const program = `const { IncomingMessage } = require('node:http');
const other = Object.create(IncomingMessage.prototype);
function told(request) {}
for (const first of [IncomingMessage.prototype, other]) {
  const request = Object.setPrototypeOf(new IncomingMessage(null), first);
  for (const next of [first, IncomingMessage.prototype, other, null]) {
    told(request);
    Object.setPrototypeOf(request, next);
  }
  told(request);
}
`;
  writeFileSync(join(directory, 'main.cjs'), program);
  const { recording } = record('main.cjs', { cwd: directory });
  const seen = calls(recording).filter(({ fn }) => fn === 'told');
  const ids = seen.map(({ args }) => (args![0] as { id: string }).id);
  assert.equal(ids.length, 10);
  assert.equal(new Set(ids.slice(0, 5)).size, 1);
  assert.equal(new Set(ids.slice(5)).size, 1);
  assert.notEqual(ids[0], ids[5]);
});
