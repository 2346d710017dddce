/**
 * Each probe alone: a child process with the real addon runs a loop of one probe and prints ns per
 * event. The loop itself (`empty call`) is a row of its own, so that a reader can subtract it.
 */
import { join } from 'node:path';
import { alternate, median, recorded, root, run, withScratch } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'bench/programs/hot-path.mjs');
const rounds = 3;

const targets: Record<string, [must: number, aim: number]> = {
  'calls: enter + leave': [3, 1.5],
  'values: small integers': [8, 3],
  'values: boolean': [8, 3],
  'values: double': [8, 3],
  'values: known string': [8, 3],
  'values: known object': [25, 10],
  'values: new object {a,b}': [80, 40],
};

export const hotPath: Benchmark = {
  name: 'hot-path',
  what: 'ns per event of each probe and kind of value, swap and drain included',
  run: () =>
    withScratch((out) => {
      let turn = 0;
      const runs = alternate(
        [recorded('probe', out, { SCOPE_TUNABLE: 'on' })],
        rounds,
        (variant) => {
          const unique = {
            ...variant.env,
            SCOPE_NAME: `run-${String(turn++)}`,
          };
          return run({ ...variant, env: unique }, program, []);
        },
      );
      const results = (runs.get('probe') ?? []).map(
        ({ stdout }) => JSON.parse(stdout) as Record<string, number>,
      );
      return Object.keys(results[0] ?? {}).map((name): Row => {
        const row: Row = {
          benchmark: 'hot-path',
          variant: name,
          metric: 'time',
          value: median(results.map((result) => result[name] ?? NaN)),
          unit: 'ns',
        };
        const target = targets[name];
        if (target !== undefined) [row.must, row.aim] = target;
        return row;
      });
    }),
};
