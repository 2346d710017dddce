/**
 * Every way in which a module can reach the guest is recorded, and the guest's output is its own.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync, type BuildOptions } from 'esbuild';
import t from 'tap';
import { calls, info, node, record, register, root, scope, scratch, type Call } from './harness.js';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const stripsTypes = major > 22 || (major === 22 && minor >= 18);

function fileNamed(call: Call, name: string): boolean {
  return call.file.endsWith(name);
}

function names(found: Call[]): string[] {
  return found.map((call) => call.fn);
}

void t.test('a program of ES modules, CommonJS, require(esm) and import()', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import { twice } from './lib.mjs';
      import legacy from './legacy.cjs';
      const { late } = await import('./late.mjs');
      console.log(twice(4), legacy.greet('you'), late(1));
    `,
    'lib.mjs': `export function twice(n) { return n * 2; }`,
    'late.mjs': `export const late = (x) => x + 1;`,
    'legacy.cjs': `
      const { square } = require('./square.mjs');
      exports.greet = function greet(who) { return 'hello ' + who + ' ' + square(3); };
    `,
    'square.mjs': `export function square(n) { return n * n; }`,
  });
  const main = join(folder, 'main.mjs');
  const plain = node([main]);
  const recorded = record(main);
  t.equal(recorded.stdout, plain.stdout, 'prints what it prints without scope');
  t.equal(recorded.status, 0);
  const found = calls(recorded.recording);
  t.same(names(found).sort(), ['greet', 'late', 'square', 'twice']);
  const greet = found.find(({ fn }) => fn === 'greet');
  t.same(greet?.args, ['you']);
  t.equal(greet?.returned, 'hello you 9');
  t.equal(found.find(({ fn }) => fn === 'square')?.parent, greet?.id, 'calls cross module kinds');
  t.equal(found.find(({ fn }) => fn === 'twice')?.returned, 8);
  t.equal(scope('verify', recorded.recording).status, 0, 'verifies clean');
  t.equal(info(recorded.recording).state, 'complete');
  t.end();
});

void t.test('a CommonJS program', (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const { sum } = require('./sum.cjs');
      console.log(sum([1, 2, 3]), require.main === module, __filename.endsWith('main.cjs'));
    `,
    'sum.cjs': `module.exports.sum = (list) => list.reduce((a, b) => a + b, 0);`,
  });
  const recorded = record(join(folder, 'main.cjs'));
  t.equal(recorded.stdout, '6 true true\n');
  const found = calls(recorded.recording);
  t.equal(found.filter((call) => fileNamed(call, 'sum.cjs')).length, 4);
  t.equal(found.find(({ fn }) => fn === 'sum')?.returned, 6);
  t.end();
});

void t.test('dependencies are off until a rule brings them in', (t) => {
  const folder = t.testdir({
    'package.json': '{"name":"app","type":"module"}',
    'main.js': `import { dep } from 'dep'; function own() { return dep(); } console.log(own());`,
    node_modules: {
      dep: {
        'package.json': '{"name":"dep","type":"module","exports":"./index.js"}',
        'index.js': `export function dep() { return 'dep'; }`,
      },
    },
  });
  const main = join(folder, 'main.js');
  t.same(names(calls(record(main, { cwd: folder }).recording)), ['own']);
  const whole = record(main, { cwd: folder, env: { SCOPE_INCLUDE: '**' } });
  t.same(names(calls(whole.recording)).sort(), ['dep', 'own']);
  const plan = join(scratch(), 'plan.json');
  const rules = [
    { files: ['**'], functions: ['d*'], level: 'values' },
    { files: ['**/main.js'], level: 'off' },
  ];
  writeFileSync(plan, JSON.stringify({ version: 1, rules, default: 'off' }));
  const planned = record(main, { cwd: folder, env: { SCOPE_PLAN: plan } });
  t.same(names(calls(planned.recording)), ['dep']);
  t.end();
});

void t.test('packages in a bundle are off until a rule brings them in', (t) => {
  const folder = t.testdir({
    'package.json': '{"name":"bundled"}',
    src: {
      'main.js': `import { twice } from 'dep';
        export function own(x) { return twice(x, (y) => y + 1) }
        console.log(own(2));
        try { own(null) } catch ({ stack }) { console.log(stack.split('\\n', 4)) }`,
    },
    node_modules: {
      dep: {
        'package.json': '{"main":"index.js"}',
        'index.js': `exports.twice = function twice(x, f) { if (x === null) throw new Error('no x');
          return f(f(x)) };`,
      },
    },
  });
  const bundle = (options: BuildOptions): string => {
    const outfile = join(folder, 'dist.cjs');
    const entryPoints = [join(folder, 'src/main.js')];
    buildSync({ bundle: true, entryPoints, outfile, platform: 'node', ...options });
    return outfile;
  };
  for (const minify of [false, true]) {
    for (const sourcemap of ['inline', 'linked'] as const) {
      const program = bundle({ minify, sourcemap });
      const options = { cwd: folder, env: { SCOPE_CACHE: scratch() } };
      const plain = node([program], { cwd: folder });
      for (let round = 0; round < 2; round++) {
        const run = record(program, options);
        t.equal(run.stdout, plain.stdout, run.stderr);
        const places = calls(run.recording)
          .filter(({ file }) => file.startsWith(join(folder, 'src')))
          .map(({ line }) => line);
        t.ok(places.includes(2), 'own code is recorded');
        t.notOk(calls(run.recording).some(({ file }) => file.includes('node_modules')));
      }
    }
  }
  for (const glob of ['**', 'dist.cjs,node_modules/dep/**']) {
    const env = { SCOPE_INCLUDE: glob };
    const all = record(bundle({ sourcemap: true }), { cwd: folder, env });
    t.equal(calls(all.recording, '--fn', 'twice').length, 2, glob);
  }
  const run = record(bundle({ sourcemap: false }), { cwd: folder });
  t.equal(calls(run.recording, '--fn', 'twice2').length, 2);
  t.end();
});

void t.test('mappings of a bundle that lead nowhere are own code', (t) => {
  // A mapping without a source, one whose source is not known, and a package's.
  const map = {
    version: 3,
    sources: [null, 'node_modules/dep/index.js'],
    names: [],
    mappings: 'A;AAAA;ACAA',
  };
  const comment = `//# sourceMappingURL=data:application/json;base64,`;
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  const lines = ['function one() {}', 'function two() {}', 'function three() {}'];
  const code = [...lines, "one(two(three(console.log('done'))));", comment + data];
  const folder = t.testdir({ 'dist.cjs': code.join('\n') });
  const run = record(join(folder, 'dist.cjs'), { cwd: folder });
  t.equal(run.stdout, 'done\n', run.stderr);
  t.same(
    calls(run.recording).map(({ fn }) => fn),
    ['two', 'one'],
  );
  t.end();
});

void t.test('a plan for a package in a bundle may say state', (t) => {
  const map = {
    version: 3,
    sources: ['src/main.js', 'node_modules/dep/index.js'],
    names: [],
    mappings: 'AAAA;ACAA',
  };
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  const folder = t.testdir({
    'dist.cjs': [
      'function own() { let x = 1; x = 2; return x }',
      'function dep() { let y = 3; y = 4; return y }',
      'own(dep());',
      `//# sourceMappingURL=data:application/json;base64,${data}`,
    ].join('\n'),
    'plan.json': JSON.stringify({
      version: 1,
      rules: [
        { files: ['**'], level: 'calls' },
        { files: ['node_modules/dep/**'], level: 'state' },
      ],
      default: 'off',
    }),
  });
  const env = { SCOPE_PLAN: join(folder, 'plan.json') };
  const run = record(join(folder, 'dist.cjs'), { cwd: folder, env });
  t.match(scope('history', run.recording, 'y').stdout, /y = 3[\s\S]*y = 4/);
  t.match(scope('info', run.recording).stdout, 'events');
  t.end();
});

void t.test('TypeScript that Node runs itself', { skip: !stripsTypes }, (t) => {
  const folder = t.testdir({
    'main.mts': `
      import { half } from './half.mts';
      const n: number = half(8 as number);
      console.log(n);
    `,
    'half.mts': `export function half(n: number): number {\n  return n / 2;\n}\n`,
  });
  const recorded = record(join(folder, 'main.mts'), { nodeArgs: ['--no-warnings'] });
  t.equal(recorded.stdout, '4\n', recorded.stderr);
  const half = calls(recorded.recording).find(({ fn }) => fn === 'half');
  t.ok(half?.file.endsWith('half.mts'));
  t.equal(half?.line, 1);
  t.end();
});

void t.test('TypeScript under tsx, with positions in the original file', (t) => {
  const folder = t.testdir({
    'main.mts': `
interface Box { value: number }

enum Unit { Cent = 100 }

export function open(box: Box): number {
  return box.value * Unit.Cent;
}

console.log(open({ value: 2 }));
`,
  });
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/esm/index.mjs')).href;
  const orders = [
    ['--import', tsx, '--import', register],
    ['--import', register, '--import', tsx],
  ];
  for (const nodeArgs of orders) {
    const recorded = record(join(folder, 'main.mts'), { preloads: nodeArgs });
    t.equal(recorded.stdout, '200\n', recorded.stderr);
    const open = calls(recorded.recording).find(({ fn }) => fn === 'open');
    t.ok(open?.file.endsWith('main.mts'));
    t.equal(open?.line, 6);
    t.equal(open?.returned, 200);
  }
  t.end();
});

void t.test('compiled TypeScript leads back to its source through the map beside it', (t) => {
  const folder = t.testdir({
    src: { 'calc.ts': `type N = number;\n\nexport const add = (a: N, b: N): N => a + b;\n` },
    'run.mjs': `import { add } from './dist/calc.js'; console.log(add(1, 2));`,
  });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--sourceMap', '--module', 'nodenext', '--target', 'es2022'];
  node([tsc, ...options, '--outDir', join(folder, 'dist'), join(folder, 'src/calc.ts')]);
  const recorded = record(join(folder, 'run.mjs'), { cwd: folder });
  t.equal(recorded.stdout, '3\n', recorded.stderr);
  const add = calls(recorded.recording).find(({ fn }) => fn === 'add');
  t.ok(add?.file.endsWith('src/calc.ts'));
  t.equal(add?.line, 3);
  t.end();
});
