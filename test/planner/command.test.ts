/** `scope plan` as a user runs it. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkEntries, parsePlan } from '../../lib/plan/plan.js';
import { scope } from '../cli/run-scope.js';
import { node, record, root, scratch } from '../whole/harness.js';

const folder = scratch();
cpSync(join(root, 'test/demo'), folder, { recursive: true });
const at = { cwd: folder };

function levelOf(text: string, name: string): string | undefined {
  return new RegExp(`[0-9a-f]{16} (\\w+)[^|]* \\| ${name} \\|`).exec(text)?.[1];
}

test('a plan goes to standard output, and is the same every time', () => {
  const [one, two] = [scope(['plan'], at), scope(['plan'], at)];
  assert.equal(one.code, 0, one.stderr);
  checkEntries(parsePlan(one.stdout));
  assert.equal(one.stdout, two.stdout);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const modules = files.filter((name) => /\.m?js$/.test(name)).length;
  assert.match(one.stderr, new RegExp(`functions in ${modules} modules`));
});

test('what the planner keeps is not for the repository that it is asked in', () => {
  const cwd = scratch();
  writeFileSync(join(cwd, 'main.js'), 'function own() {}');
  assert.equal(scope(['plan'], { cwd }).code, 0);
  assert.deepEqual(readdirSync(join(cwd, '.scope')).sort(), ['.gitignore', 'survey.json']);
});

test('a minimal plan looks only where the focus is', () => {
  const focus = 'UnknownItemError: no price at priceOf (src/prices.js:20:9)';
  const { stdout } = scope(['plan', '--strategy', 'minimal', '--focus', focus], at);
  assert.equal(levelOf(stdout, 'priceOf'), 'values');
  assert.equal(levelOf(stdout, 'startServer'), 'off');
});

test("a compiler's helpers are off, with all that stands in them", () => {
  const compiled = scratch();
  const text = `var __awaiter = (this && this.__awaiter) || function (value) {
  return new Promise(function step(resolve) { resolve(value); });
};
function own() { return __awaiter(1); }
own();
`;
  writeFileSync(join(compiled, 'main.js'), text);
  const { stdout } = scope(['plan'], { cwd: compiled });
  const levels = ['__awaiter', 'step', 'own'].map((name) => levelOf(stdout, name));
  assert.deepEqual(levels, ['off', 'off', 'values']);
});

test('a focus is a path, a name, a message, a place or a test that fails', () => {
  const inFocus = (focus: string): string[] => {
    const { stdout } = scope(['plan', '--strategy', 'minimal', '--focus', focus], at);
    const lines = stdout.matchAll(/values entries=32 depth=3 \| ([^|]+) \| [^|]*in focus/g);
    return [...lines].map(([, name]) => name!);
  };
  assert.deepEqual(inFocus('src/prices.js'), [
    'UnknownItemError.constructor',
    'priceOf',
    'new Promise callback',
  ]);
  assert.deepEqual(inFocus('Cart.total'), ['Cart.total']);
  assert.deepEqual(inFocus('Error: no price for unicorn'), ['UnknownItemError.constructor']);
  assert.deepEqual(inFocus('at cart.js:11'), ['Cart.total']);
  const { stdout, stderr } = scope(['plan', '--focus', 'nobody knows this'], at);
  assert.equal(stderr.split('\n')[0], 'scope: no surveyed function is what --focus speaks of');
  checkEntries(parsePlan(stdout));
});

test('a failing test is a focus as node:test prints it: plain, in colours, or by its title', () => {
  const project = scratch();
  const tests =
    "import { test } from 'node:test';\nimport { discount } from './discount.js';\n" +
    "test('small sums have a rule', () => discount(5));\n";
  const source =
    'export function discount(cents) { return rule(cents); }\n' +
    'function rule(cents) { return cents.rule.value; }\n' +
    'function unrelated() { return 1; }\n';
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  writeFileSync(join(project, 'a.test.js'), tests);
  writeFileSync(join(project, 'discount.js'), source);
  const printed = (reporter: string, colour = '0'): string =>
    node(['--test', `--test-reporter=${reporter}`, 'a.test.js'], {
      cwd: project,
      env: { FORCE_COLOR: colour },
    }).stdout;
  const title = '✖ small sums have a rule (0.18ms)';
  for (const focus of [printed('spec'), printed('spec', '1'), printed('tap'), title]) {
    const arguments_ = ['plan', '--strategy', 'minimal', '--focus', focus];
    const { stdout, stderr } = scope(arguments_, { cwd: project });
    assert.equal(levelOf(stdout, 'discount'), 'values', `${focus}${stderr}`);
    assert.match(stdout, /\| test\('small sums have a rule'\) callback \| in focus/);
    assert.equal(levelOf(stdout, 'unrelated'), 'off');
  }
});

test('a plan from a recording states what it expects, and --check compares', () => {
  const { recording } = record(join(folder, 'src/main.js'), { cwd: folder });
  const made = scope(['plan', '--from', recording, '-o', 'scope.plan.json', '--json'], at);
  assert.equal(made.code, 0, made.stderr);
  const { events } = JSON.parse(made.stdout) as { events: number };
  assert.ok(events > 100, made.stdout);
  const again = record(join(folder, 'src/main.js'), { cwd: folder });
  const rows = JSON.parse(scope(['plan', '--check', again.recording, '--json'], at).stdout) as {
    what: string;
    predicted: number;
    actual: number;
  }[];
  for (const what of ['events', 'bytes']) {
    const { predicted, actual } = rows.find((row) => row.what === what)!;
    assert.ok(Math.abs(predicted / actual - 1) < 0.3, `${what}: ${predicted} / ${actual}`);
  }
});

test('explain tells level, reason, cost and callers of a function', () => {
  const { stdout } = scope(['plan', '--explain', 'handle'], at);
  assert.match(stdout, /^handle {2}src\/server\.js:15\n {2}level {5}\w+: /);
  assert.match(stdout, /called by createServer callback/);
});

test('diff names what changed, merge takes the higher level', () => {
  scope(['plan', '--strategy', 'full', '-o', 'a.json'], at);
  const text = readFileSync(join(folder, 'a.json'), 'utf8');
  writeFileSync(join(folder, 'b.json'), text.replace(/values(?= \| applyDiscount)/, 'off'));
  assert.equal(scope(['plan', '--diff', 'a.json', 'a.json'], at).stdout.split('\n').length, 2);
  const { stdout } = scope(['plan', '--diff', 'a.json', 'b.json'], at);
  assert.equal(stdout, '~ src/cart.js applyDiscount: values -> off\n');
  assert.equal(
    levelOf(scope(['plan', '--merge', 'a.json', 'b.json'], at).stdout, 'applyDiscount'),
    'values',
  );
});

test('a merged rule stands where the exceptions to it still come behind it', () => {
  const dependencies = { files: ['**/node_modules/**'], level: 'off' };
  for (const [name, level] of [
    ['one.json', 'values'],
    ['two.json', 'calls'],
  ] as const) {
    const rules = [{ files: ['**'], level }, dependencies];
    writeFileSync(join(folder, name), JSON.stringify({ version: 1, rules, default: 'off' }));
  }
  for (const order of [
    ['one.json', 'two.json'],
    ['two.json', 'one.json'],
  ]) {
    const { rules } = parsePlan(scope(['plan', '--merge', ...order], at).stdout);
    assert.deepEqual(rules, [{ files: ['**'], level: 'values' }, dependencies]);
  }
});

test('what one plan redacts stays redacted in the merged one, and limits widen', () => {
  const made = readFileSync(join(folder, 'a.json'), 'utf8');
  const a = { ...parsePlan(made), redact: { keys: ['customer*'], allow: ['csrfToken'] } };
  const b = { ...parsePlan(made), redact: { patterns: ['INV-[0-9]{4,}'] } };
  const limit = (text: string, limits: string): string =>
    text.replace(/ values(?= \| applyDiscount)/, ` values ${limits}`);
  writeFileSync(join(folder, 'a.json'), limit(JSON.stringify(a), 'entries=3 depth=1'));
  writeFileSync(join(folder, 'b.json'), limit(JSON.stringify(b), 'entries=20'));
  const { stdout } = scope(['plan', '--merge', 'a.json', 'b.json'], at);
  const { redact } = parsePlan(stdout);
  assert.deepEqual(redact, { keys: ['customer*'], patterns: ['INV-[0-9]{4,}'], allow: [] });
  assert.match(stdout, / values entries=20 depth=2 \| applyDiscount \|/);
});

test("README's script makes a plan", () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const script = /```js\n([^]*?)```/.exec(readme)![1]!;
  const index = JSON.stringify(pathToFileURL(join(root, 'dist/lib/index.js')).href);
  writeFileSync(join(folder, 'make-plan.mjs'), script.replace("'scope'", index));
  const { status, stdout, stderr } = node(['make-plan.mjs'], at);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^\d+ functions with values\n$/);
  checkEntries(parsePlan(readFileSync(join(folder, 'scope.plan.json'), 'utf8')));
});

const wrong: [string, string[], RegExp][] = [
  ['a path that is not there', ['nowhere'], /no such file or folder/],
  ['a strategy that is none', ['--strategy', 'wild'], /minimal, balanced, full/],
  ['a budget below one', ['--budget', '0.9'], /from 1 on/],
  ['a function that is not there', ['--explain', 'nobody'], /no function "nobody"/],
  ['one plan to compare', ['--diff', 'a.json'], /two plan files/],
  ['a revision outside of git', ['--since', 'main'], /git says/],
];
for (const [what, args, message] of wrong) {
  test(`${what} is told in one line`, () => {
    const { code, stderr } = scope(['plan', ...args], at);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^scope: [^\n]+\n$/);
    assert.match(stderr, message);
  });
}

test('a hostile plan stops a run before the program starts', () => {
  const plan = '{"version":1,"rules":[],"functions":{"a.js":["rm -rf"]}}';
  writeFileSync(join(folder, 'hostile.json'), plan);
  const { code, stderr } = scope(['run', '--plan', 'hostile.json', 'src/main.js'], at);
  assert.equal(code, 2);
  assert.match(stderr, /^scope: plan .*hostile\.json: functions\["a\.js"\]\[0\]: expected .*\n$/);
});
