/** `scope run`: the program's manners are its own, and a recording is left behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../scratch.js';
import { cleanEnvironment, jsonLines, main, scope } from './run-scope.js';

function folderWith(source: string): string {
  const folder = scratch();
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'app.js'), source);
  return folder;
}

test('a program is run and recorded; its arguments and output are its own', () => {
  const cwd = folderWith(
    'function add(a, b) { return a + b; }\nconsole.log(add(2, 3), process.argv.slice(2));',
  );
  const ran = scope(['run', 'app.js', '--port', '80'], { cwd });
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(ran.stdout, "5 [ '--port', '80' ]\n");
  assert.match(
    ran.stderr,
    /^scope: recorded \.scope\/\d{8}-\d{6}-app-\d+; look at it with: scope tree .*\n$/,
  );
  const calls = jsonLines(scope(['calls', '--json', '--fn', 'add'], { cwd }).stdout);
  assert.deepEqual(
    calls.map((call) => [call['args'], call['returned']]),
    [[[2, 3], 5]],
  );
});

test('options become settings', () => {
  const cwd = folderWith('function f() {}\nf();');
  const args = ['run', '--out', 'here', '--name=mine', '--quiet', '--level', 'calls', 'app.js'];
  const ran = scope(args, { cwd });
  assert.deepEqual([ran.code, ran.stderr], [0, '']);
  assert.ok(existsSync(join(cwd, 'here', 'mine', 'manifest.json')));
  const [call] = jsonLines(scope(['calls', 'here/mine', '--json'], { cwd }).stdout);
  assert.deepEqual(call!['returned'], { type: 'notCaptured' });
  assert.ok(!('args' in call!));
  assert.equal(scope(args, { cwd }).code, 2, 'the name is taken');
});

test('a path is as good as a glob, from the root or from the package', () => {
  const cwd = folderWith('import { add } from "./parts/add.js";\nadd(2, 3);');
  mkdirSync(join(cwd, 'parts'));
  writeFileSync(join(cwd, 'parts', 'add.js'), 'export function add(a, b) { return a + b; }');
  const real = realpathSync(cwd);
  for (const include of ['parts', './parts/', `${real}/parts/*.js`, 'parts/add.js']) {
    scope(['run', '--include', include, 'app.js'], { cwd: real });
    const calls = jsonLines(scope(['calls', '--json'], { cwd }).stdout);
    assert.deepEqual([include, ...calls.map((call) => call['fn'])], [include, 'add']);
  }
});

test('a plan that matches nothing is told', () => {
  const cwd = folderWith('function f() {}\nf();');
  const ran = scope(['run', '--include', 'source/**', 'app.js'], { cwd });
  assert.match(
    ran.stderr,
    /; no function that ran is in its plan \(--include GLOBS, --plan FILE\)\n$/,
  );
});

test("the program's exit code is ours", () => {
  const cwd = folderWith('process.exit(42);');
  assert.equal(scope(['run', 'app.js'], { cwd }).code, 42);
  assert.equal(scope(['run', '--', 'app.js'], { cwd }).code, 42);
});

test("the program's death by a signal is ours", () => {
  const cwd = folderWith("process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);");
  assert.equal(scope(['run', '--quiet', 'app.js'], { cwd }).signal, 'SIGKILL');
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  test(`${signal} is passed on`, async () => {
    const cwd = folderWith(
      `process.on('${signal}', () => { console.log('got it'); process.exit(7); });\n` +
        "setInterval(() => {}, 1000); console.log('ready');",
    );
    const child = spawn(process.execPath, [main, 'run', '--quiet', 'app.js'], {
      cwd,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      lines.push(text);
      if (text.includes('ready')) child.kill(signal);
    });
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 7);
    assert.match(lines.join(''), /got it/);
  });
}

test("options of Node go to Node, the guest's NODE_OPTIONS stay", () => {
  const cwd = folderWith('console.log(process.title, typeof gc, process.env.NODE_OPTIONS);');
  const args = ['run', '--quiet', '--title', 'mine', '--expose-gc', '--no-warnings', 'app.js'];
  const { stdout, code } = scope(args, { cwd });
  assert.equal(code, 0);
  assert.match(stdout, /^mine function --require="\/.+\/register\.cjs"\n$/);
});

test('what it writes is not for the repository that it is run in', () => {
  const cwd = folderWith('');
  assert.equal(scope(['run', '--quiet', 'app.js'], { cwd }).code, 0);
  assert.equal(readFileSync(join(cwd, '.scope/.gitignore'), 'utf8'), '*\n');
});

const wrong: [string, string[], RegExp][] = [
  ['no FILE', ['run'], /no FILE given/],
  ['a FILE that is not there', ['run', 'nothing.js'], /nothing\.js: no such file/],
  ['node in place of FILE', ['run', 'node', 'app.js'], /leave it out, scope runs Node itself/],
  ['an option that nobody knows', ['run', '--frobnicate', 'app.js'], /unknown option --frobnicate/],
  ['an option without its value', ['run', '--out'], /--out needs a value/],
  ['a level that is none', ['run', '--level', 'loud', 'app.js'], /"loud" is not one of/],
  ['a plan that is not there', ['run', '--plan', 'no.json', 'app.js'], /no\.json/],
];

for (const [what, args, message] of wrong) {
  test(`${what}: one line and exit code 2`, () => {
    const cwd = folderWith('');
    const ran = scope(args, { cwd });
    assert.equal(ran.code, 2);
    assert.match(ran.stderr, /^scope: [^\n]+\n$/);
    assert.match(ran.stderr, message);
    assert.deepEqual(readdirSync(cwd).sort(), ['app.js', 'package.json']);
  });
}
