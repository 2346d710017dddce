/** HTTP messages at level `state`: what they tell, and what the program puts on them itself. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { record, scope, scratch } from '../whole/harness.js';

interface Shown {
  label: string;
  size: number;
  entries: [string, unknown][];
}

interface At {
  threads: { objects: { label: string; size: number; entries?: [string, unknown][] }[] }[];
}

const program = `const http = require('node:http');
const unseen = require('node:vm').runInThisContext('(o, k, v) => { o[k] = v; }');
class Asked extends http.IncomingMessage { _own = 1; }
function handle(request, response) {
  unseen(request, 'user', 'ada');
  unseen(response, 'statusCode', 203);
  told(request, response);
  request._began = 5;
  unseen(request, '_began', 6);
  wrote(request);
  Object.assign(response, { _tag: 7 });
  assigned(response);
  response.end('x');
  server.close();
}
function told(request, response) {
  let here = 1; return here; }
function wrote(request) {
  let here = 1; return here; }
function assigned(response) {
  let here = 1; return here; }
const server = http.createServer(handle).listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, path: '/price' }, (answer) => answer.resume());
});
const derived = new Asked(null);
derives(derived);
function derives(asked) {
  let here = 1; return here; }
`;

let recording: string;

before(() => {
  const directory = scratch();
  writeFileSync(join(directory, 'main.cjs'), program);
  ({ recording } = record('main.cjs', { cwd: directory, env: { SCOPE_LEVEL: 'state' } }));
});

/** An object of this class while the program's `name` runs. */
function shownIn(name: string, label: string): Shown {
  const line = program.split('\n').findIndex((text) => text.includes(`function ${name}(`)) + 2;
  const { stdout } = scope('at', recording, '--line', `main.cjs:${line}`, '--json');
  const { objects } = (JSON.parse(stdout) as At).threads[0]!;
  return objects.find((one) => one.label === label && one.entries !== undefined) as Shown;
}

function entriesIn(name: string, label: string): Map<string, unknown> {
  return new Map(shownIn(name, label).entries);
}

test('a message shows what it tells and what unrecorded code put on it, not what Node keeps', () => {
  const { size, entries } = shownIn('told', 'IncomingMessage');
  const request = new Map(entries);
  assert.equal(request.get('url'), '/price');
  assert.equal(request.get('user'), 'ada');
  assert.equal(entriesIn('told', 'ServerResponse').get('statusCode'), 203);
  for (const name of request.keys()) assert.doesNotMatch(name, /^_|^rawTrailers$/);
  assert.ok(size > entries.length);
});

test('what the program writes under such a name itself is kept, and compared from then on', () => {
  assert.equal(entriesIn('wrote', 'IncomingMessage').get('_began'), 6);
  assert.equal(entriesIn('assigned', 'ServerResponse').get('_tag'), 7);
});

test('a class of the program that derives from a message shows all', () => {
  assert.equal(entriesIn('derives', 'Asked').get('_own'), 1);
});
