/** What level `state` looks at of objects stays within bounds, however large they are. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lines, record, scope, scratch } from '../whole/harness.js';

interface Event {
  kind: string;
}

function recorded(source: string, nodeArgs: string[] = []): { stdout: string; recording: string } {
  const directory = scratch();
  writeFileSync(join(directory, 'main.cjs'), source);
  const run = record('main.cjs', { cwd: directory, nodeArgs, env: { SCOPE_LEVEL: 'state' } });
  assert.equal(run.status, 0, run.stderr);
  return run;
}

test('a property of a large buffer is defined in a small heap', () => {
  const source = `
const bytes = new Uint8Array(1e7), list = Array.from({ length: 1000 });
Object.defineProperty(bytes, 'x', { value: 1, configurable: true });
Object.defineProperties(bytes, { x: { value: 2 } });
Object.defineProperties(list, { x: { value: 2 } });
console.log(bytes.x);`;
  assert.equal(recorded(source, ['--max-old-space-size=64']).stdout, '2\n');
});

test('a property defined on a large object costs one event, and no second look at the others', () => {
  const source = `
const o = {};
for (let i = 0; i < 3000; i++) Object.defineProperty(o, 'k' + i, { value: i, enumerable: true });`;
  const { recording } = recorded(source);
  const events = lines<Event>(scope('events', '--json', recording).stdout);
  assert.equal(events.filter(({ kind }) => kind === 'set').length, 3000);
  // A key frame for each would take six million words.
  const { bytes } = JSON.parse(scope('info', '--json', recording).stdout) as { bytes: number };
  assert.ok(bytes < 500_000, `${String(bytes)} bytes`);
});

test('what a with statement reaches is shown anew only where it differs', () => {
  const source = `
const held = { n: 0 };
for (let i = 0; i < 60; i++) held['list' + i] = Array.from({ length: 200 }, (_, at) => at * i);
for (let i = 0; i < 300; i++) with (held) n++;`;
  // To show the lists each time would take thirty million words.
  const { bytes } = JSON.parse(scope('info', '--json', recorded(source).recording).stdout) as {
    bytes: number;
  };
  assert.ok(bytes < 100_000, `${String(bytes)} bytes`);
});
