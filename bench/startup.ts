/**
 * Start to end of prettier and eslint under the default plan: what scope costs where it records
 * nothing.
 */
import { join } from 'node:path';
import { alternate, median, plain, recorded, root, run, withScratch } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const rounds = 9;
const programs = [
  {
    name: 'prettier',
    program: join(root, 'node_modules/prettier/bin/prettier.cjs'),
    args: ['--check', 'bench/programs/fib/main.mjs'],
  },
  {
    name: 'eslint',
    program: join(root, 'node_modules/eslint/bin/eslint.js'),
    args: ['--no-config-lookup', 'bench/programs/fib/main.mjs'],
  },
];

export const startup: Benchmark = {
  name: 'startup',
  what: 'prettier and eslint on one file, default plan, start to end',
  run: () =>
    withScratch((out) =>
      programs.flatMap(({ name, program, args }): Row[] => {
        let turn = 0;
        const runs = alternate([plain, recorded('scope', out, {})], rounds, (variant) => {
          const unique = { ...variant.env, SCOPE_NAME: `${name}-${String(turn++)}` };
          return run({ ...variant, env: unique }, program, args);
        });
        const wall = (variant: string): number =>
          median((runs.get(variant) ?? []).map(({ wallMs }) => wallMs));
        const base = { benchmark: 'startup', variant: name, unit: 'ms' };
        return [
          { ...base, metric: 'plain wall', value: wall('plain') },
          {
            ...base,
            metric: 'added wall',
            value: wall('scope') - wall('plain'),
            must: 120,
            aim: 50,
          },
        ];
      }),
    ),
};
