/** What the survey finds in code, and that its names are those of the transform. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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
];
for (const [risk, source] of risks) {
  test(`the survey warns of ${risk}`, () => {
    assert.deepEqual(one(source).risks, [risk]);
  });
}

test('calm code has no risks', () => {
  const source = 'async function f(a) { const b = await g(a); if (b) return b; return await h(); }';
  assert.deepEqual(one(source).risks, []);
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
