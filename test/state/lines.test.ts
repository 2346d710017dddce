/** The lines that ran, exactly: V8's own coverage of the same program is the judge. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../whole/harness.js';
import { compareLines } from './covered.js';

const programs: [name: string, program: string, args: string[]][] = [
  ['acorn', 'node_modules/acorn/bin/acorn', ['--module', 'loader/probes.js']],
  ['astring', 'test/fixtures/state/print.mjs', []],
  ['commander', 'test/fixtures/state/arguments.mjs', ['--help']],
];

for (const [name, program, args] of programs) {
  test(`every line of ${name} ran, or did not, as V8 says`, async () => {
    const paths = args.map((arg) => (arg.endsWith('.js') ? join(root, 'dist', arg) : arg));
    const { lines, differences } = await compareLines(join(root, program), paths);
    assert.deepEqual(differences, []);
    assert.ok(lines > 300, `${String(lines)} lines`);
  });
}
