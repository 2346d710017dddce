/**
 * What the planner predicts against what happens: recordings at `calls` and at `values` give the
 * counts, plans without a budget that are made from them predict events, bytes and CPU time of a
 * run at `values`, and runs that obey the plan tell. CPU time is that of the whole process with
 * the drain, what is added to a plain run; the cache knows the modules. Rows: predicted / actual.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plan, type PlanResult } from '../lib/planner/planner.js';
import { recordedUsage } from '../lib/planner/recorded-usage.js';
import { openRecordingFiles } from '../lib/reader/recording.js';
import { median, plain, recorded, root, withScratchAsync } from './measure.js';
import { programs, type Program } from './predict-programs.js';
import type { Benchmark, Row } from './rows.js';

const bases = ['calls', 'values'] as const;

export const predict: Benchmark = {
  name: 'predict',
  what: 'events, bytes and added CPU time that a plan predicts, as shares of the actual ones',
  run: () =>
    withScratchAsync(async (scratch) => {
      const rows: Row[] = [];
      for (const program of programs(scratch)) rows.push(...(await measure(program, scratch)));
      return rows;
    }),
};

async function measure(program: Program, scratch: string): Promise<Row[]> {
  const out = join(scratch, 'out');
  const cache = { SCOPE_CACHE: join(scratch, 'cache') };
  const results: PlanResult[] = [];
  for (const level of bases) {
    const env = { ...cache, SCOPE_INCLUDE: program.include, SCOPE_LEVEL: level };
    await program.run(recorded(level, out, env));
    results.push(await planFrom(join(out, level)));
  }
  const file = join(scratch, 'plan.json');
  writeFileSync(file, results[0]!.text);
  const obeying = recorded('planned', out, { ...cache, SCOPE_PLAN: file });
  const added: number[] = [];
  for (let round = -1; round < program.rounds; round++) {
    rmSync(join(out, 'planned'), { recursive: true, force: true });
    const plainMs = await program.run(plain);
    const ms = (await program.run(obeying)) - plainMs;
    if (round >= 0) added.push(ms); // the first round fills the cache
  }
  const recording = openRecordingFiles(join(out, 'planned'));
  const actual = await recordedUsage(recording);
  recording.close();
  rmSync(out, { recursive: true });
  const row = (metric: string, value: number, unit = 'x'): Row => {
    return { benchmark: 'predict', variant: program.name, metric, value, unit };
  };
  const rows = [row('added CPU, actual', median(added), 'ms')];
  for (const [index, { cost }] of results.entries()) {
    const from = `from ${bases[index]!}`;
    rows.push(row(`events, ${from}`, cost.events / actual.events));
    rows.push(row(`bytes, ${from}`, cost.bytes / actual.bytes));
    rows.push(row(`added CPU, ${from}`, cost.ns / 1e6 / median(added)));
  }
  return rows;
}

/** A plan for all modules of a recording. */
async function planFrom(from: string): Promise<PlanResult> {
  const recording = openRecordingFiles(from);
  const sites = await recording.sites(0);
  recording.close();
  const paths = sites.modules.map(({ path }) => path).filter((path) => path !== '');
  return plan({ root, paths, from, budget: Infinity });
}
