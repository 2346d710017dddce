/**
 * Test runners compile the modules of a project themselves: what they print is what they print
 * without scope, and the functions of the project are recorded, with the places where they were
 * written.
 */
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import t from 'tap';
import { calls, node, record, scope, scratch } from './harness.js';
import { recordedNames, same } from './same.js';

const cart = `interface Line { price?: number }

export class Cart {
  #lines: Line[] = [];
  add(line: Line): this { this.#lines.push(line); return this; }
  total(): number { return this.#lines.reduce((sum, { price }) => sum + price!, 0); }
}
export function fail(): never { throw new Error('failed'); }
`;

/** Modules as vitest runs them: in the guest's realm, each an async function, with its map. */
const vitest = `
  import { readFileSync } from 'node:fs';
  import vm from 'node:vm';
  const filename = import.meta.dirname + '/cart.ts';
  const head = "'use strict';async (__vite_ssr_exportName__,__vite_ssr_exports__)=>{{";
  const text = readFileSync(import.meta.dirname + '/cart.compiled', 'utf8');
  const options = { filename, lineOffset: 0, columnOffset: -head.length };
  const run = vm.runInThisContext(head + text + '\\n}}', options);
  const cart = {};
  const exportName = (name, get) => Object.defineProperty(cart, name, { get });
  await run(exportName, cart);
  console.log(new cart.Cart().add({ price: 2 }).add({}).total(), String(cart.Cart));
  try { cart.fail() } catch ({ stack }) { console.log(stack) }
  try { vm.runInThisContext('let a; let a', options) } catch ({ stack }) { console.log(stack) }
  console.log(String(run).length, run.length, Object.getPrototypeOf(vm.Script).name);
`;

void t.test('vitest: modules in the realm of the program', (t) => {
  const { code } = transformSync(cart, {
    loader: 'ts',
    sourcemap: 'inline',
    sourcefile: 'cart.ts',
    target: 'node20',
  });
  const names = ['Cart', 'fail'];
  const exported = names.map((name) => `__vite_ssr_exportName__("${name}",()=>${name});`);
  const compiled = exported.join('') + code.replaceAll('export ', '');
  const folder = t.testdir({ 'main.mjs': vitest, 'cart.ts': cart, 'cart.compiled': compiled });
  const program = join(folder, 'main.mjs');
  const env = { SCOPE_CACHE: scratch() };
  same(t, program, { env });
  const run = same(t, program, { env });
  const found = calls(run.recording).filter(({ file }) => file.endsWith('/cart.ts'));
  const places = found.map(({ fn, line }) => `${fn}:${String(line)}`);
  t.same(
    [...new Set(places)],
    ['Cart.add:5', 'this.#lines.reduce callback:6', 'Cart.total:6', 'fail:8'],
  );
  t.match(found[0]?.args, [{ entries: [['price', 2]] }]);
  same(t, program, { env: { SCOPE_LEVEL: 'state' } });
  t.end();
});

void t.test('a program that patches array iteration and counts its use', (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const vm = require('node:vm');
      const iterate = Array.prototype[Symbol.iterator];
      let count = 0;
      const patch = () => (Array.prototype[Symbol.iterator] = function () {
        count++;
        return iterate.call(this);
      });
      const restore = () => (Array.prototype[Symbol.iterator] = iterate);
      const filename = __dirname + '/code.js';
      const realm = vm.createContext({});
      patch();
      const many = 'var f = (a, b, c, d, e) => a + b + c + d + e; f(1, 2, 3, 4, 5)';
      const script = new vm.Script(many, { filename });
      const results = [script.runInThisContext(), script.runInContext(realm)];
      const compiled = vm.compileFunction('return ((x) => x)(a)', ['a'], { filename });
      results.push(compiled(7));
      restore();
      console.log(count, results);
    `,
    'code.js': '',
  });
  const program = join(folder, 'main.cjs');
  for (const tunable of ['off', 'on']) {
    const run = same(t, program, { env: { SCOPE_TUNABLE: tunable } });
    t.equal(calls(run.recording, '--fn', 'f').length, 2);
  }
  t.end();
});

/** Modules as jest runs them: functions in a realm whose global object is a Proxy. */
const jest = `
  const vm = require('node:vm'), fs = require('node:fs'), path = require('node:path');
  const realm = vm.createContext(new Proxy({ console }, { set: Reflect.set }));
  const errors = vm.runInContext('Error', realm);
  function load(file) {
    const filename = path.join(__dirname, file);
    const names = ['module', 'exports', 'require'];
    const module = { exports: {} };
    vm.compileFunction(fs.readFileSync(filename, 'utf8'), names, { parsingContext: realm, filename })
      .call(module.exports, module, module.exports, load);
    return module.exports;
  }
  load('sum.test.js');
  errors.prepareStackTrace = (error, sites) => sites[0].getLineNumber() + ':' + sites[0].getColumnNumber();
  load('sum.test.js');
  console.log(errors.prepareStackTrace.length, Object.keys(realm));
`;

void t.test('jest: modules in a realm of their own', (t) => {
  const folder = t.testdir({
    'main.cjs': jest,
    'sum.js': 'module.exports = function sum(list) { return list.reduce((a, b) => a + b, 0) };',
    'sum.test.js': `const sum = require('sum.js');
      console.log(sum([1, 2]), String(sum), [] instanceof Array, arguments.callee.toString().length);
      try { sum(null) } catch (error) { console.log(error instanceof TypeError, error.stack.split('\\n', 3)) }
      console.log(Reflect.ownKeys(globalThis).length);`,
  });
  const program = join(folder, 'main.cjs');
  for (const level of ['calls', 'values', 'state'])
    same(t, program, { env: { SCOPE_LEVEL: level } });
  const run = same(t, program);
  t.same(recordedNames(run), ['errors.prepareStackTrace', 'list.reduce callback', 'load', 'sum']);
  t.same(calls(run.recording).find(({ fn, returned }) => fn === 'sum' && returned === 3)?.line, 1);
  t.end();
});

void t.test('a realm that takes no probes runs what was written', (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const vm = require('node:vm');
      const filename = __dirname + '/code.js';
      const script = new vm.Script('var twice = (a) => a * 2; twice', { filename });
      const hardened = vm.createContext({});
      vm.runInContext('Object.freeze(Function.prototype)', hardened);
      for (const realm of [hardened, vm.createContext({}), hardened]) {
        const twice = script.runInContext(realm);
        console.log(twice(4), String(twice), script instanceof vm.Script);
      }
      console.log(script.runInThisContext()(5), script.runInNewContext()(6));
    `,
    'code.js': '',
  });
  const run = same(t, join(folder, 'main.cjs'));
  const results = calls(run.recording, '--fn', 'twice').map(({ returned }) => returned);
  t.same(results, [8, 10, 12]);
  t.end();
});

/** Modules as jest runs ES modules, with --experimental-vm-modules. */
const esm = `
  import fs from 'node:fs';
  import vm, { SourceTextModule } from 'node:vm';
  const folder = import.meta.dirname;
  const context = vm.createContext({ console });
  const source = (name) => fs.readFileSync(folder + '/' + name, 'utf8');
  const made = (name) => new SourceTextModule(source(name), {
    context,
    identifier: folder + '/' + name,
    initializeImportMeta: (meta) => void (meta.name = name),
    importModuleDynamically: async (name) => {
      const module = made(name);
      await module.link(made);
      await module.evaluate();
      return module;
    },
  });
  const module = made('sum.test.mjs');
  const { length } = module.createCachedData();
  await module.link(made);
  await module.evaluate();
  const { constructor } = module;
  console.log(constructor === SourceTextModule, constructor === vm.SourceTextModule, length > 0);
  console.log(module, Object.keys(module.namespace), String(SourceTextModule).length);
  try { made('wrong.mjs') } catch ({ stack }) { console.log(stack) }
  class Own extends SourceTextModule {}
  const own = new Own(source('sum.mjs'), { identifier: folder + '/sum.mjs' });
  await own.link(() => undefined);
  await own.evaluate();
  console.log(own instanceof Own, own.namespace.sum([1]), own.identifier);
  try { made('sum.mjs').createCachedData.call({}) } catch ({ name }) { console.log(name) }
`;

void t.test('jest: ES modules in a realm of their own', (t) => {
  const folder = t.testdir({
    'main.mjs': esm,
    'sum.mjs': 'export const sum = (list) => list.reduce((a, b) => a + b, 0);',
    'wrong.mjs': 'let a; let a',
    'sum.test.mjs': `import { sum } from 'sum.mjs';
      console.log(sum([1, 2]), String(sum), [] instanceof Array, import.meta.name);
      try { sum(null) } catch (error) { console.log(error instanceof TypeError, error.stack.split('\\n', 3)) }
      export const { sum: again } = await import('sum.mjs');
      again([3]);`,
  });
  const program = join(folder, 'main.mjs');
  const nodeArgs = ['--experimental-vm-modules', '--no-warnings'];
  for (const level of ['calls', 'values', 'state'])
    same(t, program, { nodeArgs, env: { SCOPE_LEVEL: level } });
  const run = same(t, program, { nodeArgs });
  const sums = calls(run.recording, '--fn', 'sum').map(({ returned, line }) => [returned, line]);
  t.same(sums, [
    [3, 1],
    [undefined, 1],
    [3, 1],
    [1, 1],
  ]);
  t.end();
});

void t.test("V8's data of a script is of what was written", (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const vm = require('node:vm');
      const filename = __dirname + '/code.js';
      const text = 'function code() { return 1 } code()';
      const first = new vm.Script(text, { filename });
      const data = first.createCachedData();
      const other = new vm.Script(text, { filename: 'other', cachedData: data });
      const script = new vm.Script(text, { filename, cachedData: data });
      const wrong = new vm.Script(text + ' + 1', { filename, cachedData: data });
      for (const each of [first, other, script, wrong]) {
        console.log(each.cachedDataRejected, Object.keys(each), each.runInThisContext());
      }
      const again = script.createCachedData();
      console.log(new vm.Script(text, { filename: 'other', cachedData: again }).cachedDataRejected);
    `,
    'code.js': '',
  });
  const program = join(folder, 'main.cjs');
  const env = { SCOPE_CACHE: scratch() };
  same(t, program, { env });
  const run = same(t, program, { env });
  t.equal(calls(run.recording, '--fn', 'code').length, 3);
  t.end();
});

void t.test("what comes with V8's data, or is part of a file, is left alone and listed", (t) => {
  const folder = t.testdir({
    'main.cjs': `
      const vm = require('node:vm');
      const filename = __dirname + '/code.js';
      const text = 'function code() { return 1 } code()';
      const cachedData = new vm.Script(text, { filename: 'other' }).createCachedData();
      const script = new vm.Script(text, { filename, produceCachedData: true });
      console.log(script.cachedDataRejected, script.runInThisContext());
      console.log(vm.compileFunction(text, [], { filename, cachedData }).cachedDataRejected);
      console.log(vm.runInThisContext(text, { filename, lineOffset: 7 }));
    `,
    'code.js': '',
  });
  const run = same(t, join(folder, 'main.cjs'));
  t.same(recordedNames(run), []);
  const { stdout } = scope('info', run.recording);
  t.match(stdout, "compiled with V8's data of it");
  t.match(stdout, 'compiled as part of a file');
  t.end();
});

void t.test("where V8's coverage is measured, it is that of what was written", (t) => {
  const folder = t.testdir({
    'inspector.cjs': `
      const { Session } = require('node:inspector');
      const session = new Session();
      session.connect();
      const post = (method, parameters) =>
        new Promise((resolve) => session.post(method, parameters, (_, result) => resolve(result)));
      (async () => {
        await post('Profiler.enable');
        await post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
        require('./code.js');
        const { result } = await post('Profiler.takePreciseCoverage');
        const { functions } = result.find(({ url }) => url.endsWith('/code.js'));
        console.log(JSON.stringify(functions));
      })();
    `,
    'environment.cjs': `
      const { readdirSync, readFileSync } = require('node:fs');
      const { takeCoverage } = require('node:v8');
      require('./code.js');
      takeCoverage();
      const folder = process.env.NODE_V8_COVERAGE;
      const { result } = JSON.parse(readFileSync(folder + '/' + readdirSync(folder)[0], 'utf8'));
      const { functions } = result.find(({ url }) => url.endsWith('/code.js'));
      console.log(JSON.stringify(functions));
    `,
    'code.js': `function used(x) { if (x > 3) return 'big'; return x === 1 ? 'one' : 'other' }
      function unused() { return 5 }
      used(1);`,
  });
  const runs = [same(t, join(folder, 'inspector.cjs'))];
  const program = join(folder, 'environment.cjs');
  const plain = node([program], { env: { NODE_V8_COVERAGE: scratch() } });
  const run = record(program, { env: { NODE_V8_COVERAGE: scratch() } });
  t.equal(run.stdout, plain.stdout, run.stderr);
  t.not(run.stdout, '');
  for (const { recording } of [...runs, run]) {
    t.same(calls(recording, '--fn', 'used'), []);
    t.match(scope('info', recording).stdout, /code\.js.*V8's coverage/);
  }
  t.end();
});
