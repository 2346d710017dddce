/**
 * The guest cannot tell: each program in test/fixtures/guise prints and returns byte for byte what
 * it does without scope, at every level. Its first line says what it shows, and the
 * options of node that it needs; files that begin with a parenthesis belong to another.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { node, register, root, scratch, type Finished } from '../whole/harness.js';

const fixtures = join(root, 'test/fixtures/guise');
/** Scope is a CommonJS module, too: Node's way to it shows in stacks. */
const nothing = join(scratch(), 'nothing.cjs');
writeFileSync(nothing, 'delete require.cache[__filename];');

for (const folder of readdirSync(fixtures)) {
  for (const name of readdirSync(join(fixtures, folder))) {
    const program = join(fixtures, folder, name);
    const title = readFileSync(program, 'utf8').split('\n', 1)[0]?.slice('// '.length) ?? '';
    if (title.startsWith('(')) continue;
    test(`${folder}/${basename(name)}: ${title}`, () => {
      const options = title.match(/--[\w-]+/g) ?? [];
      const plain = run(program, [...options, '--import', nothing]);
      for (const level of ['calls', 'values', 'state']) {
        const recorded = run(program, [...options, '--import', register], level);
        assert.deepEqual(recorded, plain, `at ${level}`);
      }
    });
  }
}

/** Without what differs from run to run: numbers of processes and scripts. */
function run(program: string, options: string[], level = ''): Finished {
  const settings = { SCOPE_INCLUDE: '**', SCOPE_CACHE: 'off', SCOPE_QUIET: '1' };
  const env = { ...settings, SCOPE_OUT: scratch(), SCOPE_LEVEL: level };
  const finished = node([...options, program], level === '' ? {} : { env });
  return {
    ...finished,
    stdout: finished.stdout.replace(/scriptId: '\d+'/g, "scriptId: ''"),
    stderr: finished.stderr.replace(/\(node:\d+\)/g, '(node)'),
  };
}
