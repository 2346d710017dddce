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

/** As express does it, before the program sees the messages. */
const changing = `(http, handle) => {
  const [asked, answer] = [http.IncomingMessage, http.ServerResponse];
  const app = { value: 1, enumerable: true };
  const prototypes = [asked, answer].map((maker) => Object.create(maker.prototype, { app }));
  return (...messages) => {
    messages.forEach((message, at) => Object.setPrototypeOf(message, prototypes[at]));
    handle(...messages);
  };
}`;
const framework = program.replace(
  'createServer(handle)',
  `createServer(require('node:vm').runInThisContext(${JSON.stringify(changing)})(http, handle))`,
);

let recording: string;
let frameworks: string;

function recordingOf(text: string): string {
  const directory = scratch();
  writeFileSync(join(directory, 'main.cjs'), text);
  return record('main.cjs', { cwd: directory, env: { SCOPE_LEVEL: 'state' } }).recording;
}

before(() => {
  recording = recordingOf(program);
  frameworks = recordingOf(framework);
});

/** An object of this class while the program's `name` runs. */
function shownIn(name: string, label: string, where = recording): Shown {
  const line = program.split('\n').findIndex((text) => text.includes(`function ${name}(`)) + 2;
  const { stdout } = scope('at', where, '--line', `main.cjs:${line}`, '--json');
  const { objects } = (JSON.parse(stdout) as At).threads[0]!;
  return objects.find((one) => one.label === label && one.entries !== undefined) as Shown;
}

function entriesIn(name: string, label: string, where = recording): Map<string, unknown> {
  return new Map(shownIn(name, label, where).entries);
}

function tells(where: string): void {
  const { size, entries } = shownIn('told', 'IncomingMessage', where);
  const request = new Map(entries);
  assert.equal(request.get('url'), '/price');
  assert.equal(request.get('user'), 'ada');
  assert.equal(entriesIn('told', 'ServerResponse', where).get('statusCode'), 203);
  for (const name of request.keys()) assert.doesNotMatch(name, /^_|^rawTrailers$/);
  assert.ok(size > entries.length);
}

function compares(where: string): void {
  assert.equal(entriesIn('wrote', 'IncomingMessage', where).get('_began'), 6);
  assert.equal(entriesIn('assigned', 'ServerResponse', where).get('_tag'), 7);
}

test('a message shows what it tells and what unrecorded code put on it, not what Node keeps', () => {
  tells(recording);
});

test('what the program writes under such a name itself is kept, and compared from then on', () => {
  compares(recording);
});

test('so it is with messages that a framework gave other prototypes', () => {
  tells(frameworks);
  compares(frameworks);
});

test('a class of the program that derives from a message shows all', () => {
  assert.equal(entriesIn('derives', 'Asked').get('_own'), 1);
});
