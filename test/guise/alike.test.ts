/**
 * The guest cannot tell: each program in test/fixtures/guise prints and returns byte for byte what
 * it does without scope, at every level. Its first line says what it shows, and the
 * options of node that it needs; files that begin with a parenthesis belong to another.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { node, register, root, scratch, type Finished } from '../whole/harness.js';

const fixtures = join(root, 'test/fixtures/guise');
const registerPath = fileURLToPath(register);
/** Scope is a CommonJS module, too: Node's way to it shows in stacks. */
const nothing = join(scratch(), 'nothing.cjs');
writeFileSync(nothing, 'delete require.cache[__filename];');

for (const folder of readdirSync(fixtures)) {
  for (const name of readdirSync(join(fixtures, folder))) {
    const program = join(fixtures, folder, name);
    const title = readFileSync(program, 'utf8').split('\n', 1)[0]?.slice('// '.length) ?? '';
    if (title.startsWith('(')) continue;
    const options = title.match(/--[\w-]+/g) ?? [];
    test(`${folder}/${basename(name)}: ${title}`, () => {
      const way = wayOf(folder, name);
      const plain = run(program, [...options, ...way, nothing]);
      for (const level of ['calls', 'values', 'state']) {
        const recorded = run(program, [...options, ...way, registerPath], level);
        assert.deepEqual(recorded, plain, `at ${level}`);
      }
    });
  }
}

/**
 * By `--require` a CommonJS program is loaded as without it. Where functions throw their last words
 * it is not: V8 remembers a probe as the place of the last throw, and what a promise is rejected
 * with says its place itself.
 */
function wayOf(folder: string, name: string): string[] {
  if (name.endsWith('.mjs')) return ['--import'];
  return folder === 'last-words' ? ['--import', nothing, '--import'] : ['--require'];
}

test('a CommonJS program that --import records runs as without it', () => {
  const program = join(fixtures, 'traces/main-module.cjs');
  const plain = run(program, []);
  const recorded = run(program, ['--import', registerPath], 'values');
  assert.deepEqual(withoutLoader(recorded), withoutLoader(plain));
});

/** Frames of Node's loader below a main module, which are others by `--import`. */
function withoutLoader({ stdout, stderr, ...rest }: Finished): Finished {
  const frames = /^ +at (?:wrapModuleLoad|.*run_main).*\n/gm;
  return { ...rest, stdout: stdout.replace(frames, ''), stderr: stderr.replace(frames, '') };
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
