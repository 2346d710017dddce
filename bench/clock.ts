/**
 * What the default clock costs in truth: a program that makes the same calls in every run, recorded
 * with `exact` and with `adaptive`, call by call and function by function. A second exact run tells
 * how much two runs differ without any clock's error.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRecording } from '../lib/index.js';
import { median, recorded, run, withScratchAsync } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const rounds = 5;
const functionCount = 60;
const topFunctions = 50;
/** Share of the self time of the top functions, at most; from the issue. */
const shareTargets = [5, 2] as const;

export const clock: Benchmark = {
  name: 'clock',
  what: 'errors of the default clock against `exact`, on a program of 60 functions of fixed work',
  run: () => withScratchAsync(measure),
};

/** Durations of the calls in the order of their ends, and self time by function, in ns. */
interface Times {
  durations: number[];
  selves: Map<string, number>;
}

async function measure(out: string): Promise<Row[]> {
  const program = join(out, 'program.mjs');
  writeFileSync(program, programText());
  const errors = { default: [] as Errors[], repeat: [] as Errors[] };
  for (let round = 0; round < rounds; round++) {
    const record = (clockName: string, turn: string): Promise<Times> => {
      const name = `${clockName}-${turn}-${String(round)}`;
      const env = {
        SCOPE_CLOCK: clockName,
        SCOPE_NAME: name,
        SCOPE_LEVEL: 'calls',
      };
      run(recorded(name, out, env), program, []);
      return readTimes(join(out, name));
    };
    const exact = await record('exact', 'first');
    errors.default.push(compare(await record('adaptive', 'first'), exact));
    errors.repeat.push(compare(await record('exact', 'second'), exact));
  }
  return [...rows('default clock', errors.default, shareTargets), ...rows('exact', errors.repeat)];
}

interface Errors {
  p50: number;
  p99: number;
  share: number;
}

function compare(times: Times, exact: Times): Errors {
  const differences = exact.durations.map((ns, index) =>
    Math.abs((times.durations[index] ?? 0) - ns),
  );
  differences.sort((a, b) => a - b);
  const at = (part: number): number => differences[Math.floor(differences.length * part)] ?? NaN;
  const top = [...exact.selves].sort(([, a], [, b]) => b - a).slice(0, topFunctions);
  const share = (of: Times, name: string): number =>
    (of.selves.get(name) ?? 0) / [...of.selves.values()].reduce((sum, ns) => sum + ns, 0);
  const worst = Math.max(
    ...top.map(([name]) => Math.abs(share(times, name) - share(exact, name)) * 100),
  );
  return { p50: at(0.5) / 1e3, p99: at(0.99) / 1e3, share: worst };
}

function rows(variant: string, errors: Errors[], share?: readonly [number, number]): Row[] {
  const base = { benchmark: 'clock', variant };
  const of = (metric: keyof Errors): number => median(errors.map((error) => error[metric]));
  const worst: Row = {
    ...base,
    metric: 'worst error of a self-time share',
    value: of('share'),
    unit: '%',
  };
  if (share !== undefined) [worst.must, worst.aim] = share;
  return [
    {
      ...base,
      metric: 'call duration error, p50',
      value: of('p50'),
      unit: 'us',
    },
    {
      ...base,
      metric: 'call duration error, p99',
      value: of('p99'),
      unit: 'us',
    },
    worst,
  ];
}

async function readTimes(path: string): Promise<Times> {
  const recording = await openRecording(path);
  const times: Times = { durations: [], selves: new Map() };
  for await (const { fn, self, duration } of recording.calls({
    fn: ['work*'],
  })) {
    times.durations.push(duration ?? NaN);
    times.selves.set(fn, (times.selves.get(fn) ?? 0) + self);
  }
  return times;
}

/**
 * Functions whose work grows from 0.1 us to 100 us, each calling a smaller one; a third of the
 * rounds runs across awaits and timers.
 */
function programText(): string {
  const functions = Array.from({ length: functionCount }, (_, index) => {
    const inner = index < 3 ? '' : `work${String(Math.floor(index / 3))}();`;
    return `function work${String(index)}() { ${inner} spin(${String(80 + 30 * index * index)}); }`;
  });
  const names = functions.map((_, index) => `work${String(index)}`).join(', ');
  return `import { setTimeout as sleep } from 'node:timers/promises';
// Made from text, so that it holds no probe: the work itself.
const spin = Function(\`
  let state = 1;
  return (count) => {
    for (let i = 0; i < count; i++) state = (Math.imul(state, 1664525) + i) | 0;
    return state;
  }\`)();
${functions.join('\n')}
const all = [${names}];
async function workAsync(round) {
  await null;
  all[round % ${String(functionCount)}]();
  if (round % 10 === 0) await sleep(1);
  all[(round * 7) % ${String(functionCount)}]();
}
for (let round = 0; round < 150; round++) {
  for (const work of all) work();
  if (round % 3 === 0) await workAsync(round);
}
`;
}
