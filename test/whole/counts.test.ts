/**
 * Calls are counted as V8 itself counts them: precise coverage of the plain program against the calls
 * in the recording, function by function, on three real programs.
 */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { openRecording } from '../../lib/index.js';
import { cleanEnv, record, root, scope, scratch } from './harness.js';

interface Coverage {
  result: {
    url: string;
    functions: { functionName: string; ranges: { startOffset: number; count: number }[] }[];
  }[];
}

/** Calls by file and start offset of the function, as V8 counted them. */
function countsOfV8(program: string, args: string[]): Map<string, number> {
  const folder = mkdtempSync(join(scratch(), 'coverage-'));
  const env = { ...cleanEnv(), NODE_V8_COVERAGE: folder };
  spawnSync(process.execPath, [program, ...args], { env, cwd: root, encoding: 'utf8' });
  const counts = new Map<string, number>();
  for (const name of readdirSync(folder)) {
    const coverage = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage;
    for (const { url, functions } of coverage.result) {
      if (!url.startsWith('file:')) continue;
      for (const { ranges } of functions) {
        const range = ranges[0];
        if (range === undefined) continue;
        const key = `${fileURLToPath(url)}:${String(range.startOffset)}`;
        counts.set(key, (counts.get(key) ?? 0) + range.count);
      }
    }
  }
  return counts;
}

const programs = [
  {
    name: 'prettier',
    program: join(root, 'node_modules/prettier/bin/prettier.cjs'),
    args: ['--no-config', 'bench/programs/server/quote.mjs'],
  },
  {
    name: 'eslint',
    program: join(root, 'node_modules/eslint/bin/eslint.js'),
    args: ['--no-config-lookup', 'bench/programs/server/quote.mjs'],
  },
  {
    name: 'tsc',
    program: join(root, 'node_modules/typescript/lib/tsc.js'),
    args: ['--noEmit', '--types', '', '--lib', 'es5', 'bench/programs/project/inventory.ts'],
  },
];

for (const { name, program, args } of programs) {
  void t.test(`${name}: every call that V8 counts is recorded, and no other`, async (t) => {
    const expected = countsOfV8(program, args);
    const recorded = record(program, {
      args,
      cwd: root,
      env: { SCOPE_INCLUDE: '**', SCOPE_LEVEL: 'calls' },
    });
    t.equal(scope('verify', recorded.recording).status, 0);
    const recording = await openRecording(recorded.recording);
    const found = new Map<string, number>();
    for (const { path, start, calls } of recording.callCounts()) {
      const key = `${path}:${String(start)}`;
      found.set(key, (found.get(key) ?? 0) + calls);
    }
    const wrong = [...found].filter(([key, count]) => (expected.get(key) ?? 0) !== count);
    t.same(wrong.slice(0, 10), [], `${String(found.size)} functions compared`);
    t.ok(found.size > 500);
  });
}
