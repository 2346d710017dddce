/**
 * The core under load: how long a producer stands still, how events grow with threads, how fast the
 * arena of a killed process is read, and what tasks cost a program that does nothing but await.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { openRecording } from '../lib/index.js';
import { countEvents } from './drain.js';
import { median, plain, recorded, register, root, run, withScratchAsync } from './measure.js';
import type { Variant } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const rounds = 5;
const programs = join(root, 'bench/programs');
/** Until the arena's chunks wait for the drain, all of them. */
const fillMs = 1500;

export const core: Benchmark = {
  name: 'core',
  what: 'stalls of a producer, events of 1 to 4 threads, reading after SIGKILL, cost of tasks',
  run: () =>
    withScratchAsync(async (out) => [
      ...stalls(out),
      ...threads(out),
      await recovery(out),
      awaits(out),
    ]),
};

let turn = 0;

/** What the program prints. */
function figures(variant: Variant, program: string, args: string[] = []): Record<string, number> {
  const env = { ...variant.env, SCOPE_NAME: `run-${String(turn++)}` };
  const { stdout } = run({ ...variant, env }, join(programs, program), args);
  return JSON.parse(stdout) as Record<string, number>;
}

function stalls(out: string): Row[] {
  const results = Array.from({ length: rounds }, () =>
    figures(recorded('stalls', out, {}), 'stalls.mjs'),
  );
  const row = { benchmark: 'core', metric: 'longest of 1,000 batches, above the median' };
  const of = (name: 'plain' | 'recorded'): number =>
    median(results.map((result) => result[name] ?? NaN));
  return [
    { ...row, variant: 'no events', value: of('plain'), unit: 'us' },
    { ...row, variant: '400 events', value: of('recorded'), unit: 'us', must: 1000, aim: 100 },
  ];
}

function threads(out: string): Row[] {
  const variant = recorded('threads', out, { SCOPE_BACKPRESSURE: 'drop' });
  return [1, 2, 4].map((count): Row => {
    const speeds = Array.from({ length: rounds }, () => {
      return figures(variant, 'threads.mjs', [String(count)])['eventsPerSecond'] ?? NaN;
    });
    const name = count === 1 ? '1 thread' : `${String(count)} threads`;
    const value = median(speeds) / 1e6;
    return { benchmark: 'core', variant: name, metric: 'emitted', value, unit: 'M/s' };
  });
}

async function recovery(out: string): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = `killed-${String(round)}`;
    const env = { ...process.env, SCOPE_OUT: out, SCOPE_NAME: name, SCOPE_QUIET: '1' };
    const child = fork(join(programs, 'full-arena.mjs'), { execArgv: ['--import', register], env });
    await new Promise((resolve) => child.once('message', resolve));
    await new Promise((resolve) => setTimeout(resolve, fillMs));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    times.push(await recover(join(out, name)));
  }
  const row = { benchmark: 'core', variant: 'SIGKILL, full arena', metric: 'time to read it' };
  return { ...row, value: median(times), unit: 's', must: 1, aim: 0.2 };
}

/** Seconds until the recording is open: the arena is read then, segments when asked for. */
async function recover(path: string): Promise<number> {
  const start = process.hrtime.bigint();
  const recording = await openRecording(path);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (countEvents(recording) === 0) throw new Error(`${path} holds no events`);
  return seconds;
}

function awaits(out: string): Row {
  const variants = { plain, tasks: recorded('awaits', out, { SCOPE_LEVEL: 'off' }) };
  const ratios = Array.from({ length: rounds }, () => {
    const ns = (variant: Variant): number => figures(variant, 'awaits.mjs')['ns'] ?? NaN;
    return ns(variants.tasks) / ns(variants.plain);
  });
  const [must, aim] = process.version.startsWith('v20.') ? [2, 1.5] : [1.3, 1.1];
  const row = { benchmark: 'core', variant: '1 M bare awaits', metric: 'time ratio, tasks on' };
  return { ...row, value: median(ratios), unit: 'x', must, aim };
}
