/**
 * What programs of the wild do with Node around their code: the program prints what it prints
 * without scope, and its functions are recorded.
 */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import t from 'tap';
import { calls, node, record, register, root } from './harness.js';
import { recordedNames, same } from './same.js';

void t.test('ES modules from data: URLs, JSON, wasm and a native addon', (t) => {
  const zstd = JSON.stringify(join(root, 'node_modules/zstd-napi'));
  const folder = t.testdir({
    'main.mjs': `
      import { createRequire } from 'node:module';
      import settings from './settings.json' with { type: 'json' };
      const require = createRequire(import.meta.url);
      const { twice } = await import('data:text/javascript,export function twice(n) { return n * 2 }');
      const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2,
        1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]);
      const { instance } = await WebAssembly.instantiate(bytes);
      const zstd = require(${zstd});
      function sum() { return instance.exports.add(settings.a, require('./settings.json').a); }
      console.log(twice(4), sum(), zstd.decompress(zstd.compress(Buffer.from('text'))).toString());
    `,
    'settings.json': '{"a":20}',
  });
  const run = same(t, join(folder, 'main.mjs'), { nodeArgs: ['--no-warnings'] });
  t.same(recordedNames(run), ['sum', 'twice']);
  t.end();
});

void t.test('packages of a monorepo behind symbolic links', (t) => {
  const folder = t.testdir({
    packages: {
      app: {
        'package.json': '{"name":"app","type":"module"}',
        'main.js': `import { lib } from 'lib'; import { realpathSync } from 'node:fs';
          import { fileURLToPath } from 'node:url';
          const path = fileURLToPath(import.meta.resolve('lib'));
          console.log(lib(), path === realpathSync(path));`,
        node_modules: {},
      },
      lib: {
        'package.json': '{"name":"lib","type":"module","exports":"./index.js"}',
        'index.js':
          'export function lib() { return new Error("here").stack.split("\\n")[1].trim(); }',
      },
    },
  });
  symlinkSync('../../lib', join(folder, 'packages/app/node_modules/lib'), 'dir');
  const run = same(t, join(folder, 'packages/app/main.js'), { cwd: folder });
  t.same(recordedNames(run), ['lib']);
  const preserved = same(t, join(folder, 'packages/app/main.js'), {
    cwd: folder,
    nodeArgs: ['--preserve-symlinks'],
  });
  t.equal(preserved.status, 0);
  t.end();
});

void t.test('a bundled and minified application with a source map', (t) => {
  const folder = t.testdir({
    src: {
      'main.js': `import { price } from './price.js';
console.log(price(2));
try { price(-1) } catch (error) { console.log(error.stack.split('\\n')[1].replace(/^.*[\\\\/]/, '')); }`,
      'price.js': `export const price = (count) => {
  if (count < 0) throw new RangeError('count');
  return count * 3;
};`,
    },
  });
  const base: BuildOptions = {
    entryPoints: [join(folder, 'src/main.js')],
    bundle: true,
    platform: 'node',
    sourcemap: true,
    minify: true,
    target: 'node20',
  };
  for (const format of ['esm', 'cjs'] as const) {
    const outfile = join(folder, `app.${format === 'esm' ? 'mjs' : 'cjs'}`);
    buildSync({ ...base, format, outfile });
    same(t, outfile);
    const run = same(t, outfile, { nodeArgs: ['--enable-source-maps'] });
    const price = calls(run.recording).find(({ file }) => file.endsWith('src/price.js'));
    t.match(price, { fn: 'price', line: 1, parameters: ['count'] });
  }
  t.end();
});

void t.test('vm contexts and modules of vm stay as they are', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import vm from 'node:vm';
      const context = vm.createContext({ print: console.log });
      vm.runInContext('function f(a) { return a + 1 } print(f(1), f.toString())', context);
      const module = new vm.SourceTextModule('export const g = () => 2; print(g())', { context });
      await module.link(() => {});
      await module.evaluate();
      function compiled() { return vm.compileFunction('return a * 2', ['a'])(4); }
      const script = new vm.Script('(x) => x instanceof Array');
      console.log(compiled(), script.runInThisContext()([]), script.runInContext(context)([]));
      console.log(Object.getOwnPropertyNames(vm.runInContext('globalThis', context)).join());
    `,
  });
  const nodeArgs = ['--experimental-vm-modules', '--no-warnings'];
  const run = same(t, join(folder, 'main.mjs'), { nodeArgs });
  t.same(recordedNames(run), ['compiled']);
  t.end();
});

void t.test('a runner like jest: modules wrapped by hand in a context of their own', (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const vm = require('node:vm'), fs = require('node:fs'), path = require('node:path');
      const context = vm.createContext({ console, expect(value) { console.log('expect', value); } });
      function load(file) {
        const text = fs.readFileSync(path.join(__dirname, file), 'utf8');
        const names = ['module', 'exports', 'require'];
        const module = { exports: {} };
        vm.compileFunction(text, names, { parsingContext: context, filename: file })
          .call(module.exports, module, module.exports, load);
        return module.exports;
      }
      load('sum.test.js');
    `,
    'sum.js': 'module.exports = function sum(a, b) { return a + b };',
    'sum.test.js':
      "const sum = require('sum.js'); expect(sum(1, 2)); expect(String(sum)); expect([] instanceof Array);",
  });
  t.same(recordedNames(same(t, join(folder, 'main.cjs'))), ['expect', 'load']);
  t.end();
});

void t.test('node:test with module mocks', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      import { mock, test } from 'node:test';
      import assert from 'node:assert';
      mock.module('./price.mjs', { namedExports: { price: () => 7 } });
      const { total } = await import('./total.mjs');
      test('mocked', () => assert.equal(total(2), 14));
      test('methods', () => {
        const object = { m(a) { return a } };
        mock.method(object, 'm', () => 5);
        assert.equal(object.m(1), 5);
        assert.deepEqual(object.m.mock.calls[0].arguments, [1]);
      });
    `,
    'price.mjs': 'export function price() { return 1 }',
    'total.mjs':
      "import { price } from './price.mjs'; export function total(n) { return n * price() }",
  });
  const nodeArgs = ['--experimental-test-module-mocks', '--no-warnings', '--test-reporter=tap'];
  const program = join(folder, 'main.mjs');
  const timeless = (text: string): string => text.replaceAll(/duration_ms.*/g, '');
  const plain = node([...nodeArgs, program]);
  const recorded = record(program, { nodeArgs });
  t.equal(timeless(recorded.stdout), timeless(plain.stdout), recorded.stderr);
  t.match(plain.stdout, /# pass 2/);
  t.ok(recordedNames(recorded).includes('total'));
  t.end();
});

void t.test('other loaders in the chain, before scope and behind it', (t) => {
  const folder = t.testdir({
    'main.mjs': "import { double } from './double.shout'; console.log(double('a'));",
    'double.shout': 'EXPORT FUNCTION DOUBLE(A) { RETURN A + A; }',
    'register.mjs':
      "import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);",
    'hooks.mjs': `export async function load(url, context, next) {
      if (!url.endsWith('.shout')) return next(url, context);
      const { source } = await next(url, { ...context, format: 'module' });
      return { format: 'module', shortCircuit: true, source: String(source).toLowerCase() };
    }`,
  });
  const program = join(folder, 'main.mjs');
  const own = ['--import', register];
  const other = ['--import', join(folder, 'register.mjs')];
  for (const preloads of [
    [...own, ...other],
    [...other, ...own],
  ]) {
    const run = record(program, { preloads, nodeArgs: ['--no-warnings'] });
    t.equal(run.stdout, 'aa\n', run.stderr);
    t.same(recordedNames(run), ['double']);
  }
  t.end();
});
