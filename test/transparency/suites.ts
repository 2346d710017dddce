/**
 * Well-known packages and how their own tests run: with which command below the package's folder,
 * and how the output tells what passed. README.md in test/ says how a folder of sources is filled.
 */

export interface Suite {
  name: string;
  /** Arguments of node, globs included. */
  command: string[];
  /** One process a file, with these arguments before it. */
  each?: string;
  count: (output: string) => Counts;
  /** Oldest major version of Node that the package runs on. */
  node?: number;
}

export interface Counts {
  passed: number;
  failed: number;
}

export const suites: readonly Suite[] = [
  { name: 'acorn', command: ['test/run.js'], count: acorn },
  {
    name: 'async',
    command: ['node_modules/mocha/bin/mocha', '-R', 'tap', '--timeout', '30000', 'test/*.js'],
    count: tap,
  },
  {
    name: 'chai',
    command: [
      'node_modules/mocha/bin/mocha',
      '-R',
      'tap',
      '--require',
      './test/bootstrap/index.js',
      'test/*.js',
    ],
    count: tap,
  },
  { name: 'commander.js', command: ['--test', '--test-reporter=tap'], count: nodeTest, node: 22 },
  {
    name: 'express',
    command: [
      'node_modules/mocha/bin/mocha',
      '-R',
      'tap',
      '--require',
      'test/support/env',
      '--check-leaks',
      'test/',
      'test/acceptance/',
    ],
    count: tap,
  },
  {
    name: 'fastify',
    command: ['--test', '--test-reporter=tap', 'test/*.test.js'],
    count: nodeTest,
    node: 22,
  },
  {
    name: 'immer',
    command: ['node_modules/vitest/vitest.mjs', 'run', '--no-color'],
    count: runner,
  },
  { name: 'koa', command: ['--test', '--test-reporter=tap'], count: nodeTest },
  { name: 'lodash', command: ['test/test.js'], count: qunit },
  {
    name: 'marked',
    command: ['--test', '--test-reporter=tap', 'test/unit/*.test.js'],
    count: nodeTest,
  },
  {
    name: 'node-semver',
    command: [],
    each: 'test/{*,functions/*,classes/*,ranges/*,internal/*}.js',
    count: tap,
  },
  {
    name: 'prettier',
    command: [
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--runInBand',
      '--no-color',
      'tests/format/js',
      'tests/unit',
    ],
    count: runner,
  },
  { name: 'qs', command: ['node_modules/tape/bin/tape', 'test/*.js'], count: tap },
  {
    name: 'uuid',
    command: ['--test', '--test-reporter=tap', 'dist-node/test/*.js'],
    count: nodeTest,
  },
  {
    name: 'ws',
    command: ['node_modules/mocha/bin/mocha', '-R', 'tap', '--throw-deprecation', 'test/*.test.js'],
    count: tap,
  },
  {
    name: 'zod',
    command: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--no-color',
      '--typecheck.enabled=false',
      '--project',
      'zod',
      '--testTimeout',
      '120000',
    ],
    count: runner,
  },
];

/** `ok 1 - name`, indented ones of subtests too. */
function tap(output: string): Counts {
  return {
    passed: output.match(/^ *ok \d+/gm)?.length ?? 0,
    failed: output.match(/^ *not ok \d+/gm)?.length ?? 0,
  };
}

/** The sums at the end of node:test. */
function nodeTest(output: string): Counts {
  const last = (key: string): number =>
    Number([...output.matchAll(new RegExp(`^# ${key} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
  return { passed: last('pass'), failed: last('fail') };
}

/** `PASS: 6790  FAIL: 0  TOTAL: 6790` */
function qunit(output: string): Counts {
  const number = (key: string): number =>
    Number(new RegExp(`${key}:\\s*(\\d+)`).exec(output)?.[1] ?? 0);
  return { passed: number('PASS'), failed: number('FAIL') };
}

/** `Tests  3 failed | 3761 passed (3764)` of vitest, `Tests: 5 passed, 5 total` of jest. */
function runner(output: string): Counts {
  const sums = /^ *Tests:? .*$/m.exec(output)?.[0] ?? '';
  const number = (key: string): number => Number(new RegExp(`(\\d+) ${key}`).exec(sums)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') };
}

/** `Total: 13541 tests run in 6435ms; all passed.` or `2 failures.` */
function acorn(output: string): Counts {
  const [, run = '0', failures = '0'] =
    /Total: (\d+) tests run in \d+ms; (?:all passed|(\d+) failures)/.exec(output) ?? [];
  return { passed: Number(run) - Number(failures), failed: Number(failures) };
}
