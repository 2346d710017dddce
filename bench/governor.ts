/**
 * What `--max-overhead` keeps: CPU time that a governed run adds to a plain one, the recorder's
 * start and the drain included, of a program that would cost several times the bound.
 */
import { join } from 'node:path';
import { median, plain, recorded, root, run, withScratch } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'bench/programs/governed.mjs');
const workRounds = '60000';
const rounds = 5;
const bounds = [5, 10, 20];

export const governor: Benchmark = {
  name: 'governor',
  what: 'CPU time that governed runs add, against their bounds',
  run: () => withScratch(measure),
};

function measure(out: string): Row[] {
  const env = { SCOPE_CACHE: join(out, 'cache') };
  const variants = bounds.map((bound) =>
    recorded(`${String(bound)} %`, out, { ...env, SCOPE_MAX_OVERHEAD: `${String(bound)}%` }),
  );
  const all = [recorded('not governed', out, env), ...variants];
  const added = new Map(all.map(({ name }) => [name, [] as number[]]));
  let turn = 0;
  const cpu = (variant = plain): number => {
    const unique = { ...variant.env, SCOPE_NAME: `run${String(turn++)}` };
    return run({ ...variant, env: unique }, program, [workRounds]).cpuMs;
  };
  for (let round = -1; round < rounds; round++) {
    for (const variant of all) {
      const plainMs = cpu();
      const share = (100 * (cpu(variant) - plainMs)) / plainMs;
      if (round >= 0) added.get(variant.name)!.push(share);
    }
  }
  return all.map(({ name }, index): Row => {
    const row: Row = {
      benchmark: 'governor',
      variant: name,
      metric: 'added CPU',
      value: median(added.get(name)!),
      unit: '%',
    };
    return index === 0 ? row : { ...row, must: bounds[index - 1]! };
  });
}
