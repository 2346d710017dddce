/** What V8 made of modules is kept with them (Node 20), and the guest sees none of it. */
import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { node, record, scratch } from '../whole/harness.js';

/** A module that gets what it evaluates from elsewhere, and names no eval. */
const hiding = (exported: string): string => `
  const key = ['ev', 'al'].join(''), code = ['im', 'port("./asked.mjs")'].join('');
  const Make = (() => {}).constructor;
  ${exported} async () => [
    (await globalThis[key](code)).default,
    (await new Make('return ' + code)()).default,
    (await Reflect.construct(Make, ['return globalThis[' + JSON.stringify(key) + ']("1,' +
      code.replaceAll('"', "'") + '")'])()).default,
  ];
`;

const program = {
  'main.mjs': `
    import cjs from './required.cjs';
    import { where, later, hidden, fromTimer } from './imported.mjs';
    console.log(cjs.isMain, cjs.parent, cjs.dirname, cjs.stack);
    console.log(where, await later(), await cjs.later(), await cjs.evaluated());
    console.log(...await hidden(), ...await cjs.hidden(), await fromTimer());
    process.exitCode = 3;
  `,
  'required.cjs': `
    const child = require('./child.cjs');
    exports.isMain = require.main === module;
    exports.parent = module.parent === undefined;
    exports.dirname = child.dirname;
    exports.stack = child.stack;
    exports.later = child.later;
    exports.evaluated = child.evaluated;
    exports.hidden = child.hidden;
    child.fail(this === exports);
  `,
  'child.cjs': `
    exports.dirname = [__dirname, __filename, require('path').basename(module.parent.filename)];
    exports.stack = (function inner() { return new Error('here').stack })();
    exports.later = require('./asks.cjs').later;
    exports.evaluated = require('./evaluates.cjs').evaluated;
    exports.hidden = require('./hides.cjs').hidden;
    exports.fail = (isThis) => {
      try { require('./fails.cjs') } catch (error) { console.log(isThis, error.stack) }
    };
    exports.sites = (() => {
      const { prepareStackTrace } = Error;
      Error.prepareStackTrace = (_, sites) => sites.map((site) => [
        site.getFileName(), site.getLineNumber(), site.getColumnNumber(), site.getMethodName(),
        site.getTypeName(), site.getFunctionName(), String(site), site.isNative()]);
      const { stack } = new Error();
      Error.prepareStackTrace = prepareStackTrace;
      return stack;
    })();
    console.log(JSON.stringify(exports.sites));
  `,
  'asks.cjs': `exports.later = async () => (await import('./asked.mjs')).default`,
  'evaluates.cjs': `exports.evaluated = async () => (await eval("import('./asked.mjs')")).default`,
  'hides.cjs': hiding('exports.hidden ='),
  'fails.cjs': `function fail() { throw new TypeError('as it loads') }\nfail();`,
  'imported.mjs': `
    export const where = [import.meta.url, import.meta.resolve('./asked.mjs')];
    export async function later() { return (await import('./asked.mjs')).default }
    export { hidden } from './hides.mjs';
    export { fromTimer } from './timer.mjs';
  `,
  'hides.mjs': hiding('export const hidden ='),
  'timer.mjs': `
    import texts from './texts.cjs';
    const run = globalThis[texts.name];
    export const fromTimer = () => new Promise((done, fail) => setTimeout(
      () => run(texts.code).then((got) => done(got.default), fail)));
  `,
  'texts.cjs': `module.exports = { name: 'ev' + 'al', code: 'im' + 'port("./asked.mjs")' }`,
  'asked.mjs': `export default function asked() {}; export const url = import.meta.url;`,
};

const is20 = process.version.startsWith('v20.');

/** By the names of entries. */
function sizes(cache: string): Map<string, number> {
  const names = readdirSync(cache).filter((name) => /^[0-9a-f]{40}$/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(cache, name)).length]));
}

for (const observe of ['on', 'off']) {
  const name = `a start that finds no data of V8 leaves it, and later ones run by it: observe ${observe}`;
  void t.test(name, (t) => {
    const main = join(t.testdir(program), 'main.mjs');
    const cache = join(scratch(), 'cache');
    const plain = node([main]);
    t.equal(plain.status, 3);
    const grown: number[] = [];
    const runs = [1, 2, 3, 4].map(() => {
      const { stdout, stderr, status } = record(main, {
        env: { SCOPE_CACHE: cache, SCOPE_OBSERVE: observe },
      });
      grown.push([...sizes(cache).values()].reduce((sum, bytes) => sum + bytes, 0));
      return { stdout, stderr, status };
    });
    for (const { stdout, stderr, status } of runs) {
      t.equal(stdout, plain.stdout);
      t.same([stderr, status], [plain.stderr, plain.status]);
    }
    t.equal(grown[1]! > grown[0]!, is20);
    t.same(grown.slice(2), [grown[1], grown[1]]);
    t.end();
  });
}

void t.test('data that V8 rejects is made again, in a read-only folder it is not', (t) => {
  const main = join(t.testdir(program), 'main.mjs');
  const cache = join(scratch(), 'cache');
  const expected = node([main]).stdout;
  const run = (...nodeArgs: string[]): string =>
    record(main, { env: { SCOPE_CACHE: cache }, nodeArgs }).stdout;
  for (let n = 0; n < 3; n++) t.equal(run(), expected);
  const before = sizes(cache);
  t.equal(run('--no-opt'), expected, 'other flags, other code');
  t.equal(run('--no-opt'), expected);
  t.equal(run(), expected);
  t.same([...sizes(cache).keys()], [...before.keys()]);
  chmodSync(cache, 0o500);
  t.equal(run('--no-opt'), expected);
  chmodSync(cache, 0o700);
  t.end();
});

void t.test('errors that nobody catches while a required module runs are said as they are', (t) => {
  const folder = t.testdir({
    'main.cjs': `require('./middle.cjs')`,
    'middle.cjs': `const x = 1; require('./fails.cjs')`,
    'hides.cjs': hiding('exports.hidden ='),
    'fails.cjs': `function fail() { throw new TypeError('as it loads') }\nfail();`,
  });
  const main = join(folder, 'main.cjs');
  const cache = join(scratch(), 'cache');
  const stack = (text: string): string => text.slice(text.indexOf('TypeError:'));
  const expected = stack(node([main]).stderr);
  const runs = [1, 2, 3].map(() => record(main, { env: { SCOPE_CACHE: cache } }).stderr);
  for (const stderr of runs) t.equal(stack(stderr), expected);
  t.same(runs.slice(1), [runs[0], runs[0]]);
  t.end();
});
