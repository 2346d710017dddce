/** Whole processes that share a cache: warm, concurrent, damaged, refused; and what the guest sees. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { binding } from '../../lib/binding.js';
import {
  calls,
  cleanEnv,
  info,
  node,
  record,
  register,
  root,
  scope,
  scratch,
} from '../whole/harness.js';

const program = {
  'main.mjs': `
    import { createRequire } from 'node:module';
    import { double } from './double.mjs';
    const { half } = createRequire(import.meta.url)('./half.cjs');
    console.log(double(4), half(4));
  `,
  'double.mjs': `export function double(n) { return n * 2 }`,
  'half.cjs': `exports.half = function half(n) { return n / 2 }`,
};

function entriesOf(cache: string): string[] {
  return readdirSync(cache).filter((name) => /^[0-9a-f]{40}$/.test(name));
}

/** What V8 made of scope's own scripts. */
function dataIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.v8'));
}

/** Of a scope that was built by another Node. */
function unbuiltRegister(): string {
  const tree = scratch();
  cpSync(join(root, 'dist/guest'), join(tree, 'dist/guest'), { recursive: true });
  rmSync(join(tree, 'dist/guest/code'), { recursive: true });
  symlinkSync(join(root, 'native'), join(tree, 'native'));
  cpSync(join(root, 'package.json'), join(tree, 'package.json'));
  return pathToFileURL(join(tree, 'dist/guest/register.cjs')).href;
}

void t.test('a warm start runs the code of the cache and records the same', (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const cache = join(scratch(), 'cache');
  const runs = [1, 2, 3].map(() => record(main, { env: { SCOPE_CACHE: cache } }));
  for (const { stdout, stderr } of runs) t.same([stdout, stderr], ['8 2\n', '']);
  t.equal(entriesOf(cache).length, 3);
  const names = runs.map(({ recording }) => calls(recording).map(({ fn, file }) => [fn, file]));
  t.equal(names[0]?.length, 2);
  t.same(names[1], names[0]);
  t.same(names[2], names[0]);
  t.end();
});

void t.test(
  "what V8 made of scope's scripts is taken at the end, and again where far more ran",
  (t) => {
    const cache = join(scratch(), 'cache');
    const preloads = ['--import', unbuiltRegister()];
    const stages = (main: string): number[] => {
      record(main, { preloads, env: { SCOPE_CACHE: cache } });
      return dataIn(cache).map((name) => binding().readCode(cache, name)?.stage ?? 0);
    };
    const small = join(t.testdir(program), 'main.mjs');
    t.same(stages(small), [3, 3, 3]);
    t.same(stages(small), [3, 3, 3]);
    const names = Array.from({ length: 45 }, (_, index) => `part${String(index)}.cjs`);
    const large = scratch();
    for (const name of names) writeFileSync(join(large, name), 'exports.f = () => 1;');
    writeFileSync(
      join(large, 'main.cjs'),
      `for (const n of ${JSON.stringify(names)}) require('./' + n);`,
    );
    t.same(stages(join(large, 'main.cjs')), [20, 20, 20]);
    t.same(stages(join(large, 'main.cjs')).sort(), [20, 46, 46], 'the transform was not needed');
    t.end();
  },
);

void t.test("what V8 made of scope's scripts in the build spares the first start the work", (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const built = dataIn(join(root, 'dist/guest/code'));
  t.equal(built.length, 3, 'recorder, modules, transform');
  const cache = join(scratch(), 'cache');
  const { stdout, recording } = record(main, { env: { SCOPE_CACHE: cache } });
  t.equal(stdout, '8 2\n');
  t.equal(calls(recording).length, 2);
  const own = join(scratch(), 'cache');
  record(main, { preloads: ['--import', unbuiltRegister()], env: { SCOPE_CACHE: own } });
  // The Node that runs this may be another than the one that has built.
  const isOfThisNode = dataIn(own).every((name) => built.includes(name));
  t.equal(dataIn(cache).length, isOfThisNode ? 0 : 3);
  t.end();
});

void t.test('site ids are the same in every run, so that the text is', (t) => {
  const folder = t.testdir({
    'main.cjs': `function f() { return f.toString() } process.stdout.write(f());`,
  });
  const cache = join(scratch(), 'cache');
  const entry = (): string => {
    record(join(folder, 'main.cjs'), { env: { SCOPE_CACHE: cache } });
    const [name = ''] = entriesOf(cache);
    return readFileSync(join(cache, name), 'latin1');
  };
  const first = entry();
  t.equal(scope('cache', 'clear', '--cache', cache).status, 0);
  t.equal(entry(), first);
  t.end();
});

void t.test('damaged entries are made again, and the program never notices', (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const cache = join(scratch(), 'cache');
  record(main, { env: { SCOPE_CACHE: cache } });
  const whole = entriesOf(cache).map((name) => readFileSync(join(cache, name)));
  entriesOf(cache).forEach((name, index) => {
    const bytes = Buffer.from(whole[index] ?? '');
    const damaged = [bytes.subarray(0, 20), Buffer.alloc(0), bytes.fill('!', 8, 12)][index % 3];
    writeFileSync(join(cache, name), damaged ?? '');
  });
  const { stdout, recording } = record(main, { env: { SCOPE_CACHE: cache } });
  t.equal(stdout, '8 2\n');
  t.equal(calls(recording).length, 2);
  t.same(
    entriesOf(cache).map((name) => readFileSync(join(cache, name))),
    whole,
  );
  t.end();
});

void t.test('processes that start at the same time fill one cache', async (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const cache = join(scratch(), 'cache');
  const out = scratch();
  const finished = Array.from({ length: 6 }, (_, n) => {
    const env = { SCOPE_OUT: out, SCOPE_NAME: `run${String(n)}`, SCOPE_CACHE: cache };
    const child = spawn(process.execPath, ['--import', register, main], { env: cleanEnv(env) });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    return new Promise<string>((resolve) => child.on('close', () => resolve(text)));
  });
  t.same(await Promise.all(finished), Array<string>(6).fill('8 2\n'));
  t.same(
    readdirSync(cache).filter((name) => !/^(\.pruned|v8|[0-9a-f]{40}\.v8)$/.test(name)),
    entriesOf(cache),
    'no half-written files',
  );
  t.equal(entriesOf(cache).length, 3);
  for (let n = 0; n < 6; n++) t.equal(calls(join(out, `run${String(n)}`)).length, 2);
});

void t.test('a folder that others can write is not used, and the recording says so', (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const cache = join(scratch(), 'cache');
  mkdirSync(cache);
  chmodSync(cache, 0o777);
  const { stdout, recording } = record(main, { env: { SCOPE_CACHE: cache } });
  t.equal(stdout, '8 2\n');
  t.equal(calls(recording).length, 2);
  t.same(readdirSync(cache), []);
  t.match(scope('info', '--json', recording).stdout, /no cache: .* only this user can write/);
  t.end();
});

void t.test('workers that load a module have its sites once', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import { Worker } from 'node:worker_threads';
      import { shared } from './shared.mjs';
      shared('main');
      const start = () => new Promise((resolve) =>
        new Worker(new URL('./worker.mjs', import.meta.url)).on('exit', resolve));
      for (let n = 0; n < 3; n++) await start();
    `,
    'worker.mjs': `import { shared } from './shared.mjs'; shared('worker');`,
    'shared.mjs': `export function shared(who) { return who }`,
  });
  for (const cache of ['off', join(scratch(), 'cache')]) {
    const { recording } = record(join(folder, 'main.mjs'), { env: { SCOPE_CACHE: cache } });
    t.equal(calls(recording, '--fn', 'shared').length, 4);
    const { process } = JSON.parse(scope('info', '--json', recording).stdout) as {
      process: { modules: { path: string }[] }[];
    };
    const paths = process.flatMap(({ modules }) => modules.map(({ path }) => path));
    t.equal(paths.filter((path) => path.endsWith('shared.mjs')).length, 1);
    t.equal(info(recording).lost, 0);
  }
  t.end();
});

void t.test('the guest sees no hook, no inspector and no compile cache', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import module from 'node:module';
      import inspector from 'node:inspector';
      const cache = [module.getCompileCacheDir?.(), module.enableCompileCache?.length];
      console.log(JSON.stringify({
        cache, url: inspector.url() ?? null,
        symbols: Object.getOwnPropertySymbols(globalThis).length,
        names: Object.keys(module).length,
      }));
    `,
  });
  const main = join(folder, 'main.mjs');
  const { stdout } = record(main, { env: { SCOPE_CACHE: join(scratch(), 'cache') } });
  t.equal(stdout, node([main]).stdout);
  t.end();
});

void t.test('scope cache prints and empties the folder', (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const cache = join(scratch(), 'cache');
  record(main, { env: { SCOPE_CACHE: cache } });
  const before = JSON.parse(scope('cache', 'info', '--cache', cache, '--json').stdout) as {
    path: string;
    files: number;
    bytes: number;
  };
  t.equal(before.path, cache);
  t.ok(before.files >= 3 && before.bytes > 300);
  t.match(scope('cache', 'info', '--cache', cache).stdout, / holds \d+ files, /);
  t.match(scope('cache', 'clear', '--cache', cache).stdout, / cleared of \d+ files, /);
  const after = JSON.parse(scope('cache', 'info', '--cache', cache, '--json').stdout) as object;
  t.same(after, { path: cache, files: 0, bytes: 0 });
  t.equal(scope('cache', 'info', '--cache', 'off').status, 2);
  t.match(scope('cache', '--help').stdout, /clear/);
  t.end();
});
