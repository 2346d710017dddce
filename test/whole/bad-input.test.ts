/**
 * Bad input is normal input: one clear line, the right exit code, and the guest as it always was.
 */
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { calls, info, node, cli, record, scope, scratch } from './harness.js';

function oneLine(text: string): boolean {
  return text.trimEnd() !== '' && !text.trimEnd().includes('\n');
}

/** Place, source line, caret and message of a fatal error, without the loader's frames. */
function untilStack(text: string): string {
  return text.slice(0, text.indexOf('\n    at '));
}

void t.test('a missing program', (t) => {
  const result = node([cli, 'run', join(scratch(), 'absent.js')]);
  t.equal(result.status, 2);
  t.ok(oneLine(result.stderr), result.stderr);
  t.end();
});

void t.test(
  'an unreadable plan: the program runs, one line says why there is no recording',
  (t) => {
    const folder = t.testdir({ 'main.mjs': `console.log('ran');`, 'plan.json': '{"version":9}' });
    const recorded = record(join(folder, 'main.mjs'), {
      env: { SCOPE_PLAN: join(folder, 'plan.json') },
    });
    t.equal(recorded.status, 0);
    t.equal(recorded.stdout, 'ran\n');
    t.ok(oneLine(recorded.stderr), recorded.stderr);
    t.match(recorded.stderr, /plan\.json: version: expected 1/);
    t.end();
  },
);

void t.test('a wrong setting', (t) => {
  const folder = t.testdir({ 'main.mjs': `console.log('ran');` });
  const recorded = record(join(folder, 'main.mjs'), { env: { SCOPE_LEVEL: 'everything' } });
  t.equal(recorded.stdout, 'ran\n');
  t.match(recorded.stderr, /SCOPE_LEVEL.*"everything" is not one of off, calls, values, state/);
  t.end();
});

void t.test("a syntax error is the guest's own", (t) => {
  const folder = t.testdir({
    'main.mjs': `import './broken.mjs';`,
    'broken.mjs': `const a = 1;\nfunction ( {`,
    'main.cjs': `require('./broken.cjs');`,
    'broken.cjs': `let x = ;`,
  });
  for (const name of ['main.mjs', 'main.cjs']) {
    const plain = node([join(folder, name)]);
    const recorded = record(join(folder, name));
    t.equal(untilStack(recorded.stderr), untilStack(plain.stderr));
    t.equal(recorded.status, plain.status);
  }
  t.end();
});

void t.test('a path that is no recording', (t) => {
  const folder = scratch();
  writeFileSync(join(folder, 'file'), 'text');
  mkdirSync(join(folder, 'empty'));
  for (const path of ['absent', 'file', 'empty']) {
    for (const command of ['info', 'events', 'calls', 'tree', 'verify']) {
      const result = scope(command, join(folder, path));
      t.equal(result.status, 1, `${command} ${path}`);
      t.ok(oneLine(result.stderr), result.stderr);
    }
  }
  t.equal(scope('calls', '--no-such-option').status, 2);
  t.equal(scope('nonsense').status, 2);
  t.end();
});

void t.test('a truncated segment: what is left is read, what is gone is said', (t) => {
  const folder = t.testdir({
    'main.mjs': `
      function f(n) { return n; }
      for (let i = 0; i < 200000; i++) f(i);
    `,
  });
  const { recording } = record(join(folder, 'main.mjs'));
  t.equal(calls(recording).length, 200_000);
  const directory = readdirSync(recording).find((name) => /^p\d+-\d+$/.test(name)) ?? '';
  const segment = join(recording, directory, '000001.seg');
  const { length } = readFileSync(segment);
  truncateSync(segment, Math.floor(length / 2));
  const left = calls(recording).length;
  t.ok(left > 1000 && left < 200_000, `${String(left)} calls left`);
  const verify = scope('verify', recording);
  t.equal(verify.status, 1);
  t.equal(info(recording).state, 'complete');
  t.end();
});
