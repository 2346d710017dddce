/** The lines that ran, exactly: V8's own coverage of the same program is the judge. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { record, root, scope, scratch } from '../whole/harness.js';
import { compareLines } from './covered.js';

const programs: [name: string, program: string, args: string[]][] = [
  ['acorn', 'node_modules/acorn/bin/acorn', ['--module', 'loader/probes.js']],
  ['astring', 'test/fixtures/state/print.mjs', []],
  ['commander', 'test/fixtures/state/arguments.mjs', ['--help']],
];

test('operands in values of fields and of parameters ran, or did not, as V8 says', async () => {
  const { lines, differences } = await compareLines(
    join(root, 'test/fixtures/state/fields.mjs'),
    [],
  );
  assert.deepEqual(differences, []);
  assert.ok(lines > 40, `${String(lines)} lines`);
});

test('fields of a class that nobody constructs did not run', () => {
  const directory = scratch();
  const source = [
    'class A {',
    'a = 1;',
    'b = () => 2;',
    'static c = 3;',
    '}',
    'new (class {',
    'd = 4;',
    '})();',
  ];
  writeFileSync(join(directory, 'main.mjs'), source.join('\n'));
  const { recording } = record('main.mjs', { cwd: directory, env: { SCOPE_LEVEL: 'state' } });
  const { stdout } = scope('lines', recording, '--json');
  const lines = stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as { line: number });
  assert.deepEqual(
    lines.map((shown) => [shown.line, (shown as { count?: number }).count]),
    [
      [1, 1],
      [2, 0],
      [3, 0],
      [4, 1],
      [6, 1],
      [7, 1],
      [8, 1],
    ],
  );
});

for (const [name, program, args] of programs) {
  test(`every line of ${name} ran, or did not, as V8 says`, async () => {
    const paths = args.map((arg) => (arg.endsWith('.js') ? join(root, 'dist', arg) : arg));
    const { lines, differences } = await compareLines(join(root, program), paths);
    assert.deepEqual(differences, []);
    assert.ok(lines > 300, `${String(lines)} lines`);
  });
}
