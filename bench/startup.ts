/**
 * Start to end of programs that mostly load modules: an app of 500 modules with all of its own code
 * recorded, prettier and eslint whole (node_modules included) and under the default plan, where
 * nothing of them is recorded. Warm starts share a cache that one start filled; cold ones begin
 * with an empty one. The Node that runs the benchmark runs the programs.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../lib/plan/parse.js';
import { alternate, median, plain, recorded, root, run, withScratch } from './measure.js';
import type { Run, Variant } from './measure.js';
import type { Benchmark, Row } from './rows.js';
import { writeApp } from './startup-app.js';

const warmRounds = 9;
const coldRounds = 3;

interface Program {
  name: string;
  program: string;
  args: string[];
  env: Record<string, string>;
  /** Time that acorn takes for the program's modules, where it is known. */
  parseMs?: number;
}

function programs(scratch: string): Program[] {
  const apps = (['esm', 'cjs'] as const).map((format): Program => {
    const folder = join(scratch, format);
    const program = writeApp(folder, format);
    const env = { SCOPE_INCLUDE: `${folder}/**` };
    return { name: `app ${format}`, program, args: [], env, parseMs: parseTime(folder, format) };
  });
  const file = 'bench/programs/fib/main.mjs';
  const tools = [
    { name: 'prettier', program: 'prettier/bin/prettier.cjs', args: ['--check', file] },
    { name: 'eslint', program: 'eslint/bin/eslint.js', args: ['--no-config-lookup', file] },
  ].map((tool) => ({ ...tool, program: join(root, 'node_modules', tool.program), env: {} }));
  const whole = tools.map((tool) => {
    return { ...tool, name: `${tool.name} whole`, env: { SCOPE_INCLUDE: '**' } };
  });
  return [...apps, ...tools, ...whole];
}

/** In a process of its own, as cold as the recorder's parser is. */
function parseTime(folder: string, format: 'esm' | 'cjs'): number {
  const times = [1, 2, 3].map(() => {
    const child = spawnSync(process.execPath, [parseProgram, folder, format], { encoding: 'utf8' });
    return Number(child.stdout);
  });
  return median(times);
}

const parseProgram = join(root, 'dist/bench/startup.js');

if (process.argv[1] === parseProgram) {
  const [folder = '', format] = process.argv.slice(2);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const start = performance.now();
  for (const source of sources) parse(source, format === 'esm' ? 'module' : 'commonjs');
  console.log(performance.now() - start);
}

function measure(scratch: string, { name, program, args, env, parseMs }: Program): Row[] {
  const out = join(scratch, 'out');
  const cache = join(scratch, `cache-${name.replace(' ', '-')}`);
  const variant = recorded('scope', out, env);
  let turn = 0;
  const once = (each: Variant, folder: string): Run => {
    const own = { SCOPE_NAME: `run${String(turn++)}`, SCOPE_CACHE: folder };
    return run({ ...each, env: { ...each.env, ...own } }, program, args);
  };
  const warm = alternate([plain, variant], warmRounds, (each) => once(each, cache));
  // Another folder each time, none removed before the end: ext4 takes five times as long to make
  // files while those that were removed before are not forgotten.
  const cold = alternate([plain, variant], coldRounds, (each) =>
    once(each, `${cache}-${String(turn)}`),
  );
  const added = (runs: Map<string, Run[]>, of: (run: Run) => number): number =>
    median((runs.get('scope') ?? []).map(of)) - median((runs.get('plain') ?? []).map(of));
  const plainMs = median((warm.get('plain') ?? []).map(({ wallMs }) => wallMs));
  const base = { benchmark: 'startup', variant: name, unit: 'ms' };
  const mustWarm = 40 + 0.1 * (plainMs - emptyMs(scratch));
  return [
    { ...base, metric: 'plain wall', value: plainMs },
    { ...base, metric: 'added wall, warm', value: added(warm, wallOf), must: mustWarm },
    { ...base, metric: 'added CPU, warm', value: added(warm, cpuOf) },
    {
      ...base,
      metric: 'added wall, cold',
      value: added(cold, wallOf),
      ...(parseMs === undefined ? {} : { must: 2 * parseMs }),
    },
    { ...base, metric: 'added CPU, cold', value: added(cold, cpuOf) },
  ];
}

function wallOf({ wallMs }: Run): number {
  return wallMs;
}

function cpuOf({ cpuMs }: Run): number {
  return cpuMs;
}

/** Node alone: what is not module load. */
function emptyMs(scratch: string): number {
  const program = join(scratch, 'empty.cjs');
  writeFileSync(program, '');
  return median([1, 2, 3, 4, 5].map(() => run(plain, program, []).wallMs));
}

export const startup: Benchmark = {
  name: 'startup',
  what: 'apps of 500 modules, prettier and eslint, warm and cold, start to end',
  run: () =>
    withScratch((scratch) => programs(scratch).flatMap((program) => measure(scratch, program))),
};
