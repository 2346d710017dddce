/**
 * fib(27) in an ES module that another imports: the worst case of a recorder, nothing but calls.
 */
import { join } from 'node:path';
import { alternate, pairedRatio, plain, recorded, root, run, withScratch } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'bench/programs/fib/main.mjs');
const fibRounds = '30';

export const fib: Benchmark = {
  name: 'fib',
  what: 'fib(27), every call; time inside the program, drain and disk running beside it',
  run: () =>
    withScratch((out) => {
      const variants = [
        plain,
        recorded('calls', out, { SCOPE_LEVEL: 'calls' }),
        recorded('values', out, { SCOPE_LEVEL: 'values' }),
      ];
      let turn = 0;
      const runs = alternate(variants, 7, (variant) => {
        const name = `${variant.name}-${String(turn++)}`;
        return run({ ...variant, env: { ...variant.env, SCOPE_NAME: name } }, program, [fibRounds]);
      });
      const inside = (name: string): number[] =>
        (runs.get(name) ?? []).map(
          ({ stdout }) => (JSON.parse(stdout) as { medianMs: number }).medianMs,
        );
      const cpu = (name: string): number[] => (runs.get(name) ?? []).map(({ cpuMs }) => cpuMs);
      const rows: Row[] = [];
      for (const [name, must, aim] of [
        ['calls', 4, 2.5],
        ['values', 5, 3.2],
      ] as const) {
        rows.push({
          benchmark: 'fib',
          variant: name,
          metric: 'time ratio',
          value: pairedRatio(inside(name), inside('plain')),
          unit: 'x',
          must,
          aim,
        });
        rows.push({
          benchmark: 'fib',
          variant: name,
          metric: 'process CPU ratio',
          value: pairedRatio(cpu(name), cpu('plain')),
          unit: 'x',
        });
      }
      return rows;
    }),
};
