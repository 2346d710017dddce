/**
 * Calls are counted as V8 itself counts them: precise coverage of the plain program against the
 * calls in the recording, function by function, on three real programs.
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

/** `line:column` of each offset in a text. */
function positions(text: string): (offset: number) => string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return `${String(line + 1)}:${String(offset - (starts[line] ?? 0) + 1)}`;
  };
}

/** Calls by file and start of the function, as V8 counted them. */
function countsOfV8(program: string, args: string[]): Map<string, number> {
  const folder = mkdtempSync(join(scratch(), 'coverage-'));
  // As many variables as a recorded run has: programs walk over process.env.
  const same = { SCOPE_OUT: '', SCOPE_NAME: '', SCOPE_CACHE: '', SCOPE_INCLUDE: '' };
  const env = { ...cleanEnv(same), NODE_V8_COVERAGE: folder };
  // A preload as scope's own: programs look at process.execArgv.
  const preload = ['--import', 'data:text/javascript,'];
  spawnSync(process.execPath, [...preload, program, ...args], { env, cwd: root, encoding: 'utf8' });
  const counts = new Map<string, number>();
  for (const name of readdirSync(folder)) {
    const coverage = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage;
    for (const { url, functions } of coverage.result) {
      if (!url.startsWith('file:')) continue;
      const path = fileURLToPath(url);
      const position = positions(readFileSync(path, 'utf8'));
      for (const { ranges } of functions) {
        const range = ranges[0];
        if (range === undefined) continue;
        const key = `${path}:${position(range.startOffset)}`;
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
    args: [
      '--noEmit',
      '--strict',
      '--lib',
      'es2022',
      '--typeRoots',
      'bench/programs/fib',
      'bench/programs/project/inventory.ts',
    ],
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
    for (const { site, calls } of await recording.callCounts()) {
      if (site.fn.endsWith('.static')) continue; // V8 places a method named `static` elsewhere
      const key = `${site.file}:${String(site.line)}:${String(site.column)}`;
      found.set(key, (found.get(key) ?? 0) + calls);
    }
    // Modules with a source map are reported at their sources; V8 knows only the generated text.
    const files = new Set([...expected.keys()].map((key) => key.replace(/:\d+:\d+$/, '')));
    for (const key of found.keys()) if (!files.has(key.replace(/:\d+:\d+$/, ''))) found.delete(key);
    const wrong = [...found].filter(([key, count]) => (expected.get(key) ?? 0) !== count);
    t.same(wrong.slice(0, 10), [], `${String(found.size)} functions compared`);
    t.ok(found.size > 500);
  });
}
