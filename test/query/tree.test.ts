/** Trees of one request across threads and HTTP, and of what ran around an event. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fineRecording } from '../cli/golden.js';
import { scope } from '../cli/run-scope.js';
import { calls, record, root, scratch } from '../whole/harness.js';

interface Node {
  fn: string;
  hidden: number;
  via?: string;
  args?: unknown[];
  children: Node[];
}

let path: string;

before(() => {
  const run = record(join(root, 'test/fixtures/observe/shop.mjs'), { args: ['6'] });
  assert.equal(run.status, 0, run.stderr);
  path = run.recording;
});

function tree(...options: string[]): Node[] {
  const { stdout, code, stderr } = scope(['tree', path, '--json', ...options]);
  assert.equal(code, 0, stderr);
  return (JSON.parse(stdout) as { roots: Node[] }).roots;
}

/** Names below a node, with how another thread led to them. */
function names({ fn, via, children }: Node): string[] {
  const crossing = /^(message|GET)/.exec(via ?? '')?.[0];
  return [crossing === undefined ? fn : `${crossing} ${fn}`, ...children.flatMap(names)];
}

const handled = ['GET onRequest', 'price', 'compute', 'new Promise callback'];
const worked = ['message onJob', 'square', 'message onResult'];

test('each request leads through the worker and back, and to nothing of another', () => {
  for (let number = 1; number <= 6; number++) {
    const [found, ...more] = tree('--request', `/${String(number)}`);
    assert.deepEqual(more, []);
    assert.deepEqual(names(found!), [...handled, ...worked, 'finish']);
    assert.deepEqual(found!.children[0]!.args, [number]);
  }
});

test('requests are found by number, part and glob', () => {
  assert.equal(tree('--request', '2').length, 1);
  assert.equal(tree('--request', '/[12]').length, 2);
  assert.equal(tree('--request', 'GET /').length, 6);
  assert.equal(tree('--request', 'POST').length, 0);
});

test('below a call stand its request and what the server and the worker did for it', () => {
  const [client] = calls(path, '--fn', 'client').filter((call) => call.args![0] === 2);
  const [found] = tree('--call', client!.id);
  const all = names(found!);
  assert.equal(all[0], 'client');
  assert.ok(all.includes('GET onRequest') && all.includes('message onJob'), all.join());
});

test('behind the last call of a long recording the index counts', () => {
  const program = join(scratch(), 'long.cjs');
  const [outer, inner] = [900_000, 300_000];
  writeFileSync(
    program,
    `function leaf() {}
    function within() { for (let i = 0; i < ${String(inner)}; i++) leaf(); }
    function root() { leaf(); within(); for (let i = 0; i < ${String(outer)}; i++) leaf(); }
    root(); leaf();`,
  );
  const { recording } = record(program, { env: { SCOPE_LEVEL: 'calls' } });
  const { stdout, code } = scope(['tree', recording, '--json', '--limit', '4']);
  assert.equal(code, 0);
  const { roots, hidden } = JSON.parse(stdout) as { roots: Node[]; hidden: number };
  const [top] = roots;
  assert.deepEqual(names(top!), ['root', 'leaf', 'within', 'leaf']);
  assert.equal(top!.hidden, outer);
  assert.equal(top!.children[1]!.hidden, inner - 1);
  assert.equal(hidden, outer + inner);
});

test('around an event stands the stack with its values, and what was called near by', () => {
  const fine = fineRecording();
  const { stdout } = scope(['tree', fine, '--around', '1:4', '--no-fold']);
  const text = stdout.replaceAll(/ +[\d.]+ (ns|µs)/g, '').replaceAll(/ main\.js:1/g, '');
  assert.match(text, /^f1\(a: "users.json", b: 2\) → "done"\n├─ f2\(a: "\{"\) ✗ SyntaxError/);
  assert.equal(scope(['tree', fine, '--around', 'x']).code, 2);
});

test('the critical path of a request leads through the worker to the response', () => {
  const { stdout, code } = scope(['top', path, '--request', '/3', '--json']);
  assert.equal(code, 0);
  const found = JSON.parse(stdout) as {
    request: string;
    duration: number;
    path: { fn?: string; time: number; thread: number }[];
  };
  assert.equal(found.request, 'GET /3');
  assert.ok(found.duration > 0);
  const functions = found.path.map(({ fn }) => fn).filter((fn) => fn !== undefined);
  for (const fn of ['onRequest', 'onJob', 'onResult']) assert.ok(functions.includes(fn), fn);
  assert.equal(new Set(found.path.map(({ thread }) => thread)).size, 2);
  const times = found.path.map(({ time }) => time);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
});
