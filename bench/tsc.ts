/** tsc 5.9, whole, type-checking a small project with @types/node: 100 million events and more. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  alternate,
  median,
  pairedRatio,
  plain,
  recorded,
  root,
  run,
  withScratch,
} from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'node_modules/typescript/lib/tsc.js');
const project = join(root, 'bench/programs/project');
const rounds = 3;

const targets = {
  calls: { ratio: [1.8, 1.4], bytes: [0.1, 0.04] },
  values: { ratio: [3, 2.2], bytes: [1, 0.5] },
} as const;
/** Of level `state`, whose ratio is one of CPU time. */
const stateTargets = { ratio: [6, 3], bytes: [3, 1] } as const;

export const tsc: Benchmark = {
  name: 'tsc',
  what: 'tsc 5.9 on a small project, node_modules included, warm and cold cache',
  run: () => withScratch(measure),
};

function measure(out: string): Row[] {
  // The cache of transformed modules is on, as by default; the uncounted round fills it.
  const whole = { SCOPE_INCLUDE: '**', SCOPE_CACHE: join(out, 'cache') };
  const variants = [
    plain,
    recorded('calls', out, { ...whole, SCOPE_LEVEL: 'calls' }),
    recorded('values', out, { ...whole, SCOPE_LEVEL: 'values' }),
    recorded('state', out, { ...whole, SCOPE_LEVEL: 'state' }),
    recorded('calls, cold', out, { SCOPE_INCLUDE: '**', SCOPE_LEVEL: 'calls' }),
    recorded('values, cold', out, {
      SCOPE_INCLUDE: '**',
      SCOPE_LEVEL: 'values',
    }),
  ];
  let turn = 0;
  const runs = alternate(variants, rounds, (variant) => {
    const name = `${variant.name}-${String(turn++)}`;
    return run({ ...variant, env: { ...variant.env, SCOPE_NAME: name } }, program, ['-p', project]);
  });
  type Metric = 'wallMs' | 'cpuMs' | 'maxRssMb';
  const all = (name: string, metric: Metric): number[] =>
    (runs.get(name) ?? []).map((result) => result[metric]);
  const of = (name: string, metric: Metric): number => median(all(name, metric));
  const ratio = (name: string, metric: Metric): number =>
    pairedRatio(all(name, metric), all('plain', metric));

  const rows: Row[] = [];
  const add = (variant: string, metric: string, value: number, unit: string): Row => {
    const row: Row = { benchmark: 'tsc', variant, metric, value, unit };
    rows.push(row);
    return row;
  };
  const infoOf = (name: string): RecordingSize =>
    readInfo(join(out, `${name}-${String(variants.findIndex((v) => v.name === name))}`));
  add('plain', 'wall', of('plain', 'wallMs'), 'ms');
  for (const name of ['calls', 'values'] as const) {
    for (const variant of [name, `${name}, cold`]) {
      const row = add(variant, 'wall ratio', ratio(variant, 'wallMs'), 'x');
      [row.must, row.aim] = targets[name].ratio;
      add(variant, 'CPU ratio', ratio(variant, 'cpuMs'), 'x');
    }
    const memory = add(name, 'extra memory', of(name, 'maxRssMb') - of('plain', 'maxRssMb'), 'MB');
    [memory.must, memory.aim] = [192, 96];
    const info = infoOf(name);
    add(name, 'events', info.events / 1e6, 'M');
    const size = add(name, 'bytes per event', info.bytes / info.events, 'B');
    [size.must, size.aim] = targets[name].bytes;
  }
  const state = add('state', 'CPU ratio', ratio('state', 'cpuMs'), 'x');
  [state.must, state.aim] = stateTargets.ratio;
  const info = infoOf('state');
  add('state', 'events', info.events / 1e6, 'M');
  const size = add('state', 'bytes per event', info.bytes / info.events, 'B');
  [size.must, size.aim] = stateTargets.bytes;
  return rows;
}

interface RecordingSize {
  events: number;
  bytes: number;
}

function readInfo(recording: string): RecordingSize {
  const cli = join(root, 'dist/lib/cli/main.js');
  const info = JSON.parse(
    execFileSync(process.execPath, [cli, 'info', '--json', recording], {
      encoding: 'utf8',
    }),
  ) as RecordingSize;
  return info;
}
