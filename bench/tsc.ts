/** tsc 5.9, whole, type-checking a small project with @types/node: 100 million events and more. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { alternate, median, plain, recorded, root, run, withScratch } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'node_modules/typescript/lib/tsc.js');
const project = join(root, 'bench/programs/project');
const rounds = 3;

const targets = {
  calls: { ratio: [2, 1.5], bytes: [0.3, 0.05] },
  values: { ratio: [4, 2.5], bytes: [2, 0.8] },
} as const;

export const tsc: Benchmark = {
  name: 'tsc',
  what: 'tsc 5.9 on a small project, node_modules included, warm cache',
  run: () => withScratch(measure),
};

function measure(out: string): Row[] {
  // The cache of transformed modules is on, as by default; the uncounted round fills it.
  const whole = { SCOPE_INCLUDE: '**', SCOPE_CACHE: join(out, 'cache') };
  const variants = [
    plain,
    recorded('calls', out, { ...whole, SCOPE_LEVEL: 'calls' }),
    recorded('values', out, { ...whole, SCOPE_LEVEL: 'values' }),
  ];
  let turn = 0;
  const runs = alternate(variants, rounds, (variant) => {
    const name = `${variant.name}-${String(turn++)}`;
    return run({ ...variant, env: { ...variant.env, SCOPE_NAME: name } }, program, ['-p', project]);
  });
  const of = (name: string, metric: 'wallMs' | 'cpuMs' | 'maxRssMb'): number =>
    median((runs.get(name) ?? []).map((result) => result[metric]));

  const rows: Row[] = [];
  const add = (variant: string, metric: string, value: number, unit: string): Row => {
    const row: Row = { benchmark: 'tsc', variant, metric, value, unit };
    rows.push(row);
    return row;
  };
  add('plain', 'wall', of('plain', 'wallMs'), 'ms');
  for (const name of ['calls', 'values'] as const) {
    const { ratio, bytes } = targets[name];
    const row = add(name, 'wall ratio', of(name, 'wallMs') / of('plain', 'wallMs'), 'x');
    [row.must, row.aim] = ratio;
    add(name, 'CPU ratio', of(name, 'cpuMs') / of('plain', 'cpuMs'), 'x');
    const memory = add(name, 'extra memory', of(name, 'maxRssMb') - of('plain', 'maxRssMb'), 'MB');
    [memory.must, memory.aim] = [192, 96];
    const info = readInfo(
      join(out, `${name}-${String(variants.findIndex((v) => v.name === name))}`),
    );
    add(name, 'events', info.events / 1e6, 'M');
    const size = add(name, 'bytes per event', info.bytes / info.events, 'B');
    [size.must, size.aim] = bytes;
  }
  return rows;
}

function readInfo(recording: string): { events: number; bytes: number } {
  const cli = join(root, 'dist/lib/cli/main.js');
  const info = JSON.parse(
    execFileSync(process.execPath, [cli, 'info', '--json', recording], { encoding: 'utf8' }),
  ) as { events: number; bytes: number };
  return info;
}
