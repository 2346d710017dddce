/**
 * The rules of the house, checked: what each room may import, sizes, leftovers, one source list.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function under(room: string): string[] {
  return tracked.filter((path) => path.startsWith(room) && path.endsWith('.ts'));
}

/** Project files that a module imports, types included. */
function imports(path: string): string[] {
  const found: string[] = [];
  for (const [, from] of read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
    found.push(normalize(join(dirname(path), from ?? '')).replace(/\.js$/, '.ts'));
  }
  return found;
}

const rooms: { room: string; may: string[] }[] = [
  {
    room: 'loader/',
    may: [
      'loader/',
      'lib/plan/',
      'lib/binding.ts',
      'lib/errors.ts',
      'lib/config.ts',
      'lib/cache-folder.ts',
      'lib/records.ts',
    ],
  },
  { room: 'lib/plan/', may: ['lib/plan/'] },
  {
    room: 'lib/reader/',
    may: ['lib/reader/', 'lib/records.ts', 'lib/errors.ts', 'lib/binding.ts', 'lib/plan/'],
  },
  { room: 'lib/model/', may: ['lib/model/', 'lib/reader/', 'lib/plan/'] },
  {
    room: 'lib/query/',
    may: ['lib/query/', 'lib/model/', 'lib/reader/', 'lib/errors.ts', 'lib/plan/'],
  },
  {
    room: 'lib/planner/',
    may: ['lib/planner/', 'lib/plan/', 'lib/reader/', 'lib/errors.ts'],
  },
  { room: 'lib/cli/', may: ['lib/'] },
  { room: 'lib/', may: ['lib/'] },
];

for (const { room, may } of rooms) {
  test(`${room} imports only ${may.join(', ')}`, () => {
    const wrong = under(room).flatMap((path) =>
      imports(path)
        .filter((target) => !may.some((allowed) => target.startsWith(allowed)))
        .map((target) => `${path} imports ${target}`),
    );
    assert.deepEqual(wrong, []);
  });
}

test('nobody imports the command line, benchmarks or tests', () => {
  const wrong = [...under('loader/'), ...under('lib/')].flatMap((path) =>
    imports(path)
      .filter((target) => /^(bench|test)\//.test(target) || target.startsWith('lib/cli/'))
      .filter(() => !path.startsWith('lib/cli/'))
      .map((target) => `${path} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('the guest never loads a network client', () => {
  for (const path of [...under('loader/'), ...under('lib/plan/')]) {
    assert.doesNotMatch(read(path), /from '(openai|node:https?|node:net|undici)'/, path);
  }
});

test('what reads a plan in the guest imports nothing but what it needs', () => {
  assert.deepEqual(imports('lib/plan/plan.ts'), ['lib/plan/entry.ts', 'lib/plan/hash.ts']);
  assert.deepEqual(imports('lib/plan/entry.ts'), ['lib/plan/plan.ts']);
  assert.deepEqual(imports('lib/plan/hash.ts'), []);
});

const ours = tracked.filter(
  (path) =>
    /\.(ts|cc|h)$/.test(path) &&
    !/^(test\/(transform\/cases|fixtures|demo)|bench\/programs)\//.test(path),
);

test('no file is longer than 500 lines, no line than 100 columns', () => {
  const wrong: string[] = [];
  for (const path of ours) {
    const lines = read(path).split('\n');
    if (path.startsWith('test/')) continue; // programs under test stand in templates
    if (lines.length > 501) wrong.push(`${path} has ${lines.length} lines`);
    lines.forEach((line, index) => {
      if (line.length > 100) wrong.push(`${path}:${index + 1} is ${line.length} columns wide`);
    });
  }
  assert.deepEqual(wrong, []);
});

test('every file opens with what it is', () => {
  const wrong = ours
    .filter((path) => !path.includes('test/'))
    .filter((path) => !/^(#!.*\n)?\s*(\/\*\*|\/\/)/.test(read(path)));
  assert.deepEqual(wrong, []);
});

test('no leftovers, no registry host, no path of a machine', () => {
  const forbidden = new RegExp(
    ['TO' + 'DO', 'FIX' + 'ME', '/wo' + 'rk/', 'registry\\.' + 'npm'].join('|'),
  );
  for (const path of tracked.filter((name) => !name.endsWith('.png'))) {
    assert.doesNotMatch(read(path), forbidden, path);
  }
});

test('native sources are listed once', () => {
  const lists = read('native/CMakeLists.txt');
  for (const path of tracked.filter((name) => /^native\/[^/]+\.cc$/.test(name))) {
    const name = path.slice('native/'.length);
    const uses = lists.split('\n').filter((line) => line.split(/[\s()]+/).includes(name));
    assert.equal(uses.length, 1, `${name} in CMakeLists.txt`);
  }
  assert.doesNotMatch(read('binding.gyp'), /drain\.cc/);
});

test('README names every entry of package.json exports and every command', () => {
  const readme = read('README.md');
  assert.match(readme, /scope\/register/);
  for (const path of under('lib/cli/commands/')) {
    const command = path.slice('lib/cli/commands/'.length, -'.ts'.length);
    assert.ok(readme.includes(`scope ${command}`), command);
  }
});
