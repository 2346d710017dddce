/** What the survey finds in code, and that its names are those of the transform. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { functionHash } from '../../lib/plan/hash.js';
import type { Format } from '../../lib/plan/parse.js';
import { callGraph } from '../../lib/planner/survey/graph.js';
import { surveyModule } from '../../lib/planner/survey/module.js';
import { surveyProject } from '../../lib/planner/survey/survey.js';
import type { FunctionSurvey } from '../../lib/planner/survey/types.js';
import { transform } from '../../loader/transform/transform.js';
import { root, scratch } from '../whole/harness.js';

function survey(source: string, format: Format = 'module', file = 'src/a.js') {
  const module = surveyModule(source, { file, format, hash: '' });
  return new Map(module.functions.map((fn) => [fn.name, fn]));
}

function one(source: string): FunctionSurvey {
  return [...survey(source).values()][0]!;
}

const casesFolder = join(root, 'test/transform/cases');
for (const name of readdirSync(casesFolder)) {
  test(`${name}: the survey names and places functions as the transform does`, () => {
    const file = readdirSync(join(casesFolder, name)).find((entry) => entry.startsWith('input'))!;
    const source = readFileSync(join(casesFolder, name, file), 'utf8');
    const format = file.endsWith('.mjs') ? 'module' : 'commonjs';
    const surveyed = surveyModule(source, { file, format, hash: '' }).functions;
    const hashes = new Set(surveyed.map(({ hash }) => hash));
    const { sites } = transform(source, { format, levelOf: () => 'calls' });
    const functions = sites.filter((site, index) => site.function === index);
    for (const site of functions) {
      const text = source.slice(site.start, site.end);
      assert.ok(hashes.has(functionHash(site.name, text)), `${site.name} ${String(site.line)}`);
    }
  });
}

const measures: [string, string, Partial<FunctionSurvey>][] = [
  [
    'branches and loops',
    'function f(a) { for (const x of a) { if (x && a) g(); } }',
    {
      cyclomatic: 4,
      loops: 1,
      loopDepth: 1,
    },
  ],
  [
    'awaits in loops',
    'async function f(a) { for (const x of a) await x; await 1; }',
    {
      awaits: 2,
      awaitsInLoops: 1,
    },
  ],
  [
    'shared state',
    'let n = 0; function f() { n++; this.x = 1; const y = {}; y.z = 1; }',
    {
      state: ['n', 'this.x'],
      writes: 3,
    },
  ],
  ['errors', 'function f() { try { throw 1; } catch (e) { log(e); } }', { throws: 1, catches: 1 }],
];
for (const [what, source, expected] of measures) {
  test(`the survey measures ${what}`, () => {
    const fn = one(source);
    for (const [key, value] of Object.entries(expected)) {
      assert.deepEqual(fn[key as keyof FunctionSurvey], value, key);
    }
  });
}

const roles: [string, string, string][] = [
  ['a route of express', "app.get('/u', (req, res) => res.end())", 'route'],
  ['a route of fastify', "fastify.post('/u', async (request, reply) => 1)", 'route'],
  ['middleware of koa', 'app.use(async (ctx, next) => { await next(); })', 'middleware'],
  ['middleware of express', 'function f(req, res, next) { next(); }', 'middleware'],
  ['a server of node:http', 'createServer((request, response) => response.end())', 'http server'],
  ['a controller of nest', 'class UserController { find(id) { return id; } }', 'route'],
  [
    'a route of nest by its decorator',
    'class Cats { find() {} } __decorate([(0, c.Get)(":id")], Cats.prototype, "find", null);',
    'route',
  ],
  [
    'an entity by its decorator',
    'let Cat = class Cat { age() {} }; Cat = __decorate([Entity()], Cat);',
    'model',
  ],
  ['a guard of nest', 'class AuthGuard { canActivate(c) { return true; } }', 'middleware'],
  ['a route that is handed over by name', 'function list(a, b) {} app.get("/", list);', 'route'],
  ['an event listener', "socket.on('data', (chunk) => chunk)", 'event listener'],
  ['a reducer', 'function reduce(state, action) { return state; }', 'reducer'],
  ['a model', 'class User extends Model { full() { return 1; } }', 'model'],
  ['a store', 'class UserStore { save(u) { this.u = u; } }', 'store'],
  ['a queue consumer', "new Worker('mail', async (job) => job)", 'queue consumer'],
  ['a command', "program.command('x').action((options) => options)", 'command'],
  ['a test', "describe('x', () => {})", 'test'],
  [
    'a route of a router by another name',
    "const v1 = Router(); v1.get('/', (q, r) => 1);",
    'route',
  ],
  ['a route of koa', "const shop = new Router(); shop.get('/', async (c) => {});", 'route'],
  ['a route in its options', "fastify.route({ url: '/', handler: async (q) => 1 });", 'route'],
  ['a hook in the options of a route', 'app.get("/", { preHandler: (q) => 1 }, f);', 'middleware'],
  ['what stands before the handler', 'function check(q) {} app.get("/", check, f);', 'middleware'],
  ['middleware in a list', 'function check(q) {} app.get("/", [check], f);', 'middleware'],
  [
    'a route that is a bound method',
    'class A { f(q) {} g() { app.get("/", this.f.bind(this)); } }',
    'route',
  ],
  ['a listener of requests', "server.on('request', (a, b) => b.end())", 'route'],
  ['a consumer of kafka', 'consumer.run({ eachMessage: async (m) => m })', 'queue consumer'],
  ['the work of a worker', "parentPort.once('message', (m) => m)", 'worker'],
  ['what emits events', "function f() { bus.emit('x'); }", 'event emitter'],
  [
    'an emitter whose base has another name',
    "import Events from 'node:events'; class Bus extends Events { go() {} }",
    'event emitter',
  ],
  ['a reducer of a slice', "createSlice({ name: 'x', reducers: { add(s, a) {} } })", 'reducer'],
  [
    'a reducer that is handed over',
    'function todos(s, a) { return s; } createStore(todos);',
    'reducer',
  ],
  [
    'a store of zustand',
    "import { create } from 'zustand'; const use = create((set) => ({ n: 0 }));",
    'store',
  ],
  ['a method of a mongoose schema', 'schema.methods.speak = function () {}', 'model'],
  ['a hook of a mongoose schema', "const s = new Schema({}); s.pre('save', () => {});", 'model'],
  ['a command of yargs', "yargs().command({ command: 'x', handler: (argv) => 1 })", 'command'],
  ['what reads the command line', 'function main() { return parseArgs({}); }', 'command'],
];
for (const [what, source, role] of roles) {
  test(`the survey recognises ${what}`, () => {
    assert.ok(one(source).roles.includes(role as never), one(source).roles.join());
  });
}

const risks: [string, string][] = [
  ['floating promise', 'function f() { g().then(h); }'],
  ['missing await', "async function f() { fs.promises.rm('x'); }"],
  ['swallowed error', 'function f() { try { g(); } catch {} }'],
  [
    'check-then-act across await',
    'async function f() { if (!this.db) { await g(); this.db = 1; } }',
  ],
  ['unbounded growth', 'class A { f(x) { this.all.push(x); } }'],
  ['synchronous I/O', "function f() { return fs.readFileSync('x'); }"],
  ['floating promise', 'function f(all) { all.forEach(async (x) => { await x; }); }'],
  ['swallowed error', 'function f() { try { g(); } catch (error) { return null; } }'],
  ['swallowed error', 'function f() { return g().catch(() => {}); }'],
  ['check-then-act across await', 'async function f() { if (!this.db) this.db = await g(); }'],
  ['check-then-act across await', 'let n = 0; async function f() { n += await g(); }'],
  [
    'check-then-act across await',
    'async function f(k) { const old = acc.money; await g(); acc.money = old - k; }',
  ],
  [
    'check-then-act across await',
    'async function f(k) { if (!this.all.has(k)) this.all.set(k, await g(k)); this.all.clear(); }',
  ],
  [
    'check-then-act across await',
    'async function f(a, n) { if (a.money >= n) { await g(); a.money -= n; } }',
  ],
  ['unbounded growth', 'const seen = new Set(); function f(x) { seen.add(x); }'],
];
for (const [risk, source] of risks) {
  test(`the survey warns of ${risk}`, () => {
    assert.deepEqual(one(source).risks, [risk]);
  });
}

const calm: [string, string][] = [
  ['awaits', 'async function f(a) { const b = await g(a); if (b) return b; return await h(); }'],
  [
    'promises with a handler',
    'function f() { g().then(a, b); h().then(a).catch(report); void i(); }',
  ],
  ['errors that are told', 'function f() { try { g(); } catch (error) { log(error); } }'],
  ['own variables', 'async function f(a) { let n = 0; if (n) await a; n = 1; return n; }'],
  ['writes before the await', 'async function f() { if (!this.a) { this.a = 1; await g(); } }'],
  ['new objects', 'async function f() { const a = {}; if (a.b) await g(); a.b = 1; return a; }'],
  ['requests', 'async function f(req) { if (!req.user) req.user = await g(); }'],
  ['constructors', 'class A { constructor(x) { this.all = []; this.all.push(x); } }'],
  [
    'queues that are taken from',
    'class A { f(x) { this.q.push(x); } g() { return this.q.shift(); } }',
  ],
  [
    'lists that are begun anew',
    'let all = []; function f(x) { all.push(x); } function g() { all = []; }',
  ],
  ['lists of a call', 'function f(x) { const all = []; all.push(x); return all; }'],
];
for (const [what, source] of calm) {
  test(`the survey warns of nothing: ${what}`, () => {
    for (const { name, risks } of survey(source).values()) assert.deepEqual(risks, [], name);
  });
}

function risksOf(source: string): Record<string, readonly string[]> {
  const modules = [surveyModule(source, { file: 'src/a.js', format: 'module', hash: '' })];
  const { functions } = callGraph({ root: '', modules, unread: [] });
  return Object.fromEntries(functions.map(({ fn, risks: own }) => [fn.name, own]));
}

test('a promise of the own code that nobody takes is a risk', () => {
  const source =
    'async function save() {} function plain() { save(); } async function late() { save(); }' +
    'function fine() { return save(); } async function good() { await save(); }';
  assert.deepEqual(risksOf(source), {
    save: [],
    plain: ['floating promise'],
    late: ['missing await'],
    fine: [],
    good: [],
  });
});

test('in a program that serves, synchronous I/O is a risk where a request waits for it', () => {
  const source =
    "function load() { return fs.readFileSync('x'); } load();" +
    "function deep() { return fs.readFileSync('y'); } function render() { return deep(); }" +
    'function page(q, r) { r.end(render()); } app.get("/", page);';
  assert.deepEqual(risksOf(source), {
    load: [],
    deep: ['synchronous I/O'],
    render: [],
    page: ['synchronous I/O'],
  });
});

function write(files: Record<string, string>): string {
  const folder = scratch();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const shop = {
  'package.json': '{"type":"module"}',
  'src/cart.js':
    "import { price } from './price.js';\n" +
    'export class Cart { total(xs) { return xs.map((x) => this.one(x)); } one(x) { return price(x); } }',
  'src/price.js': 'export function price(x) { return x > 0 ? x : price(-x); }',
  'node_modules/dep/index.js': 'function hidden() {}',
  'broken.js': 'function (',
};

test('the call graph follows methods, imports, callbacks and recursion', () => {
  const graph = callGraph(surveyProject({ root: write(shop) }));
  const names = graph.functions.map(({ fn }) => fn.name);
  const edges = graph.edges.map(({ from, to }) => `${names[from] ?? '-'} > ${names[to] ?? '-'}`);
  for (const edge of [
    'Cart.total > xs.map callback',
    'xs.map callback > Cart.one',
    'Cart.one > price',
    'price > price',
  ]) {
    assert.ok(edges.includes(edge), `${edge} among ${edges.join(', ')}`);
  }
  assert.deepEqual(
    graph.isRecursive,
    names.map((name) => name === 'price'),
  );
});

test('a survey reads no dependency, and names what it cannot read', () => {
  const { modules, unread } = surveyProject({ root: write(shop) });
  assert.deepEqual(
    modules.map(({ file }) => file),
    ['src/cart.js', 'src/price.js'],
  );
  assert.deepEqual(
    unread.map(({ file }) => file),
    ['broken.js'],
  );
});

test('a second survey is the same, from the cache and without', () => {
  const folder = write(shop);
  const cacheFile = join(folder, '.scope/survey.json');
  const first = surveyProject({ root: folder, cacheFile });
  assert.deepEqual(surveyProject({ root: folder, cacheFile }), first);
  assert.deepEqual(surveyProject({ root: folder }), first);
  writeFileSync(join(folder, 'src/price.js'), 'export function cost() {}');
  const { modules } = surveyProject({ root: folder, cacheFile });
  assert.equal(modules[1]!.functions[0]!.name, 'cost');
});

test("TypeScript with decorators is compiled by the project's own compiler", () => {
  const folder = write({
    'package.json': '{}',
    'src/cats.ts':
      "import { Controller, Get } from '@nestjs/common';\n" +
      '@Controller()\nexport class Cats {\n  constructor(private readonly all: string[]) {}\n' +
      '  @Get()\n  find(): string[] { return this.all; }\n}\n',
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { modules, unread } = surveyProject({ root: folder });
  assert.deepEqual(unread, []);
  const [constructor, find] = modules[0]!.functions;
  assert.deepEqual([constructor!.name, find!.name], ['Cats.constructor', 'Cats.find']);
  assert.ok(find!.roles.includes('route'), find!.roles.join());
});

const strips = 'stripTypeScriptTypes' in module;
test('a line of text that begins like a decorator is none', { skip: !strips }, () => {
  const folder = write({
    'src/style.ts': 'export const style = (width: number) => `\n@media (width: ${width}px) {}`;',
    'src/cats.ts': '@Controller()\nexport class Cats {}',
  });
  const { modules, unread } = surveyProject({ root: folder });
  assert.deepEqual(
    modules.map(({ file, functions }) => [file, ...functions.map(({ name }) => name)]),
    [['src/style.ts', 'style']],
  );
  assert.match(unread[0]!.reason, /^TypeScript with decorators/);
});

test('compiled code takes the place of its source', () => {
  const map = JSON.stringify({ version: 3, sources: ['../src/a.ts'], names: [], mappings: 'AAAA' });
  const url = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  const folder = write({
    'package.json': '{"type":"module"}',
    'src/a.ts': 'export function a(x) { return x; }',
    'dist/a.js': `export function a(x) { return x; }\n//# sourceMappingURL=${url}\n`,
  });
  const { modules } = surveyProject({ root: folder });
  assert.deepEqual(
    modules.map(({ file, original }) => [file, original]),
    [['dist/a.js', 'src/a.ts']],
  );
});
