/**
 * What the planner predicts against what happens: a recording at `calls` gives the counts, a full
 * plan made from it predicts events, bytes and CPU time at `values`, and a run that obeys the plan
 * tells. Rows are predicted / actual.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecordingFiles } from '../lib/reader/recording.js';
import { plan } from '../lib/planner/planner.js';
import { recordedUsage } from '../lib/planner/recorded-usage.js';
import { alternate, median, plain, recorded, root, run } from './measure.js';
import type { Benchmark, Row } from './rows.js';

interface Workload {
  name: string;
  program: string;
  args: string[];
  /** Files to plan for. */
  paths: string[];
  rounds: number;
}

const workloads: Workload[] = [
  {
    name: 'fib',
    program: join(root, 'bench/programs/fib/main.mjs'),
    args: ['30'],
    paths: ['bench/programs/fib'],
    rounds: 5,
  },
  {
    name: 'demo',
    program: join(root, 'test/demo/src/main.js'),
    args: [],
    paths: ['test/demo/src'],
    rounds: 7,
  },
  {
    name: 'tsc',
    program: join(root, 'node_modules/typescript/lib/tsc.js'),
    args: ['-p', join(root, 'bench/programs/project')],
    paths: ['node_modules/typescript/lib/_tsc.js'],
    rounds: 1,
  },
];

export const predict: Benchmark = {
  name: 'predict',
  what: 'events, bytes and CPU time that a plan predicts, as shares of the actual ones',
  run: async () => {
    const rows: Row[] = [];
    for (const workload of workloads) rows.push(...(await inScratch(workload)));
    return rows;
  },
};

async function inScratch(workload: Workload): Promise<Row[]> {
  const out = mkdtempSync(join(tmpdir(), 'scope-bench-out-'));
  try {
    return await measure(workload, out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function measure(workload: Workload, out: string): Promise<Row[]> {
  const { program, args, paths, rounds } = workload;
  const whole = { SCOPE_INCLUDE: '**', SCOPE_CACHE: join(out, 'cache') };
  const counts = recorded('counts', out, { ...whole, SCOPE_LEVEL: 'calls' });
  run(counts, program, args);
  const from = join(out, 'counts');
  const { text, cost } = await plan({ root, paths, from, strategy: 'full' });
  const file = join(out, 'plan.json');
  writeFileSync(file, text);
  let turn = 0;
  const obeyed = recorded('planned', out, { SCOPE_PLAN: file, SCOPE_CACHE: join(out, 'cache') });
  const started = recorded('started', out, { SCOPE_INCLUDE: 'nothing', SCOPE_LEVEL: 'calls' });
  const runs = alternate([plain, started, obeyed], rounds, (variant) => {
    const unique = { ...variant.env, SCOPE_NAME: `${variant.name}-${String(turn++)}` };
    return run({ ...variant, env: unique }, program, args);
  });
  const cpu = (name: string): number => median((runs.get(name) ?? []).map(({ cpuMs }) => cpuMs));
  const recording = openRecordingFiles(join(out, `planned-${String(turn - 1)}`));
  const actual = await recordedUsage(recording);
  recording.close();
  const row = (metric: string, value: number): Row => {
    return { benchmark: 'predict', variant: workload.name, metric, value, unit: 'x' };
  };
  const addedMs = cpu('planned') - cpu('started');
  return [
    row('events', cost.events / actual.events),
    row('bytes', cost.bytes / actual.bytes),
    row('added CPU', cost.ns / 1e6 / addedMs),
    row('whole CPU', (cpu('started') + cost.ns / 1e6) / cpu('planned')),
  ];
}
