/** The package as npm packs it, in a project of a user's. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { node, root, scratch } from './harness.js';

const project = scratch();

const program = `
import { greet } from './greet.cjs';
console.log(greet('Ana'));
`;
const questions = `
import { openRecording, plan } from 'scope';
const recording = await openRecording('.scope/latest');
for await (const call of recording.search('fn == greet')) console.log(call.args[0]);
console.log((await plan({ paths: ['.'] })).text);
`;

interface Packed {
  filename: string;
  files: { path: string; size: number }[];
}

let packed: Packed;

before(() => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', project];
  packed = (JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' })) as [Packed])[0];
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', packed.filename], { cwd: project });
  execFileSync('mv', ['package', 'node_modules/scope'], { cwd: project });
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(project, 'app.mjs'), program);
  writeFileSync(join(project, 'greet.cjs'), 'exports.greet = (name) => `Hello ${name}`;\n');
  writeFileSync(join(project, 'questions.mjs'), questions);
});

test('records, answers at the command line and answers to a program', () => {
  const run = node(['--import', 'scope/register', 'app.mjs'], { cwd: project });
  assert.equal(run.stdout, 'Hello Ana\n', run.stderr);
  const inspector = join(project, 'node_modules/scope/dist/lib/cli/main.js');
  const calls = node([inspector, 'calls', '--fn', 'greet'], { cwd: project });
  assert.match(calls.stdout, /greet\(name: "Ana"\) → "Hello Ana"/, calls.stderr);
  const asked = node(['questions.mjs'], { cwd: project });
  assert.equal(asked.stdout.split('\n')[0], 'Ana', asked.stderr);
  assert.match(asked.stdout, /"greet\b/);
});

test('brings what a user needs, and nothing of ours besides', () => {
  const strays = packed.files.filter(({ path }) => /^dist\/(test|bench)\/|\.map$|\.o$/.test(path));
  assert.deepEqual(strays, []);
  assert.ok(packed.files.some(({ path }) => path === 'native/out/Release/scope.node'));
});
