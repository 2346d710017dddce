/**
 * Measures what recording costs on this machine: small programs run plain and recorded in turns,
 * and the difference of their CPU time is compared with what it was on the machine that the shipped
 * costs are from. Each exercise scales the costs of its kind; what they are to each other was found
 * with real programs (bench/predict.ts).
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { defaultCosts, type ProbeCosts } from '../plan/probe-costs.js';

const registerUrl = new URL('../../guest/register.cjs', import.meta.url).href;
const rounds = 5;

interface Exercise {
  level: 'calls' | 'values';
  /** How often the thing is done. */
  count: number;
  /** Body of a module; `N` is the count. */
  code: string;
  /** Nanoseconds that one of it added on the machine of the shipped costs. */
  referenceNs: number;
  /** The costs that it scales. */
  scales: (keyof ProbeCosts)[];
  /** What the rest of the run is taken off by. */
  against: 'plain' | 'nothing done' | 'cached';
}

/** Many functions, so that not all of them are inlined into one loop. */
const broad = (parameters: string, body: string, call: (i: number) => string): string => {
  const names = Array.from({ length: 64 }, (_, i) => i);
  const functions = names.map((i) => `function f${String(i)}(${parameters}){${body}}`);
  const calls = names.map((i) => `s+=f${String(i)}(${call(i)})|0`);
  const loop = `for(let i=0;i<N/64;i++){${calls.join(';')}}`;
  return `let s=0;${functions.join('')}${loop}if(s===1.5)console.log(s)`;
};

/** Functions that are called a few times each, as most of a short program's are. */
const coldFunctions = 2000;
const cold =
  'let s=0;const all=[' +
  Array.from(
    { length: coldFunctions },
    (_, i) =>
      `function(o,k){let t=${String(i)};if(o.a>k)t+=o.b;else for(const x of [o.a,k])t^=x;` +
      'try{if(t===-1)throw new Error("t"+k)}catch(e){t=e.message.length}return{t,o}}',
  ).join(',') +
  '];if(N)for(const f of all)for(let k=0;k<5;k++)s+=f({a:k,b:s},k).t|0;if(s===1.5)console.log(s)';

const exercises = {
  start: {
    level: 'values',
    count: 1,
    code: 'if(N===-1)console.log(1)',
    referenceNs: 26e6,
    scales: ['startNs', 'modulesStartNs', 'valuesStartNs', 'lineNs'],
    against: 'plain',
  },
  cold: {
    level: 'values',
    count: coldFunctions,
    code: cold,
    referenceNs: 31.8e3,
    scales: ['moduleNs', 'textNs', 'coldCallNs', 'coldObjectNs', 'firstObjectNs'],
    against: 'nothing done',
  },
  make: {
    level: 'values',
    count: cold.length,
    code: cold,
    referenceNs: 1300,
    scales: ['makeNs'],
    against: 'cached',
  },
  call: {
    level: 'calls',
    count: 12e6,
    code: broad('a', 'return a^s', (i) => `i+${String(i)}`),
    referenceNs: 11,
    scales: ['callNs'],
    against: 'nothing done',
  },
  value: {
    level: 'values',
    count: 12e6,
    code: broad('a', 'return a^s', (i) => `i+${String(i)}`),
    referenceNs: 31.3,
    scales: ['callValuesNs', 'valueNs'],
    against: 'nothing done',
  },
  object: {
    level: 'values',
    count: 3e6,
    // Known objects of many shapes, more than caches hold: a single hot one costs a tenth.
    code:
      `const all=Array.from({length:1<<15},(_,i)=>({['k'+i%64]:i,a:i}));` +
      broad('o', 'return o.a', (i) => `all[(i*64+${String(i)})*7&32767]`),
    referenceNs: 73.1,
    scales: ['objectNs'],
    against: 'nothing done',
  },
  newObject: {
    level: 'values',
    count: 6e5,
    code: broad('o', 'return o.a', (i) => `{a:i,b:${String(i)}}`),
    referenceNs: 257,
    scales: ['newObjectNs', 'wordNs'],
    against: 'nothing done',
  },
  newString: {
    level: 'values',
    count: 6e5,
    code: broad('o', 'return o.length', (i) => `'key '+i+${String(i)}`),
    referenceNs: 520,
    scales: ['newStringNs', 'longUnitNs'],
    against: 'nothing done',
  },
  activation: {
    level: 'calls',
    count: 1e6,
    code:
      'async function f(a){return a}' +
      'for(let i=0;i<N;i+=1000){for(let j=0;j<1000;j++)f(j);await null}',
    referenceNs: 45.2,
    scales: ['activationNs'],
    against: 'nothing done',
  },
  suspension: {
    level: 'calls',
    count: 1e6,
    code:
      'async function f(n){for(let i=0;i<n;i++)await null}' +
      'for(let i=0;i<N;i+=1000)await f(1000)',
    referenceNs: 151,
    scales: ['suspendNs', 'runtimeNs', 'coldRuntimeNs'],
    against: 'nothing done',
  },
} satisfies Record<string, Exercise>;

/** No machine that runs Node is so much slower or faster: a measurement that says so failed. */
const mostTimes = 10;

/**
 * Runs for some minutes; writes the costs to `file`. `effort`: share of the counts that is done,
 * less than 1 for an answer that is rough and soon there.
 */
export async function calibrate(
  file: string,
  onProgress: (done: number, total: number) => void,
  effort = 1,
): Promise<ProbeCosts> {
  const folder = mkdtempSync(join(tmpdir(), 'scope-calibrate-'));
  try {
    const costs = { ...defaultCosts };
    const all: Exercise[] = Object.values(exercises);
    for (const [index, exercise] of all.entries()) {
      onProgress(index, all.length);
      const times = (await addedNs(folder, exercise, effort)) / exercise.referenceNs;
      const factor = Math.min(mostTimes, Math.max(1 / mostTimes, times));
      for (const name of exercise.scales) {
        costs[name] = Number((defaultCosts[name] * factor).toPrecision(3));
      }
    }
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify(costs, null, 2)}\n`);
    return costs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The costs that were measured here, else the ones that scope ships. */
export function readCosts(file: string): ProbeCosts {
  let read: Partial<Record<keyof ProbeCosts, unknown>>;
  try {
    read = JSON.parse(readFileSync(file, 'utf8')) as typeof read;
  } catch {
    return defaultCosts;
  }
  const costs = { ...defaultCosts };
  for (const key of Object.keys(costs) as (keyof ProbeCosts)[]) {
    const value = read[key];
    if (typeof value === 'number' && value >= 0) costs[key] = value;
  }
  return costs;
}

/** Nanoseconds of CPU that one of what an exercise does adds: the median of some rounds. */
async function addedNs(folder: string, exercise: Exercise, effort: number): Promise<number> {
  const { level, against, code } = exercise;
  const isScaled = against === 'nothing done' && exercise.count > coldFunctions;
  const count = isScaled ? Math.ceil(exercise.count * effort) : exercise.count;
  const recorded = (times: number, cache: string): Promise<number> =>
    cpuMs(folder, code, times, { level, cache });
  const plain = (times: number): Promise<number> => cpuMs(folder, code, times);
  const cached = async (times: number): Promise<number> => {
    await recorded(times, 'cache'); // fills the cache
    return recorded(times, 'cache');
  };
  const differences: number[] = [];
  for (let round = 0; round < Math.max(1, Math.round(rounds * effort)); round++) {
    const done = against === 'cached' ? await recorded(count, 'off') : await cached(count);
    let less = against === 'cached' ? await cached(count) : await plain(count);
    if (against === 'nothing done') less += (await cached(0)) - (await plain(0));
    differences.push(((done - less) * 1e6) / count);
  }
  return differences.sort((a, b) => a - b)[differences.length >> 1]!;
}

const execute = promisify(execFile);

/** CPU time of a process to its end, as the shell tells it. */
async function cpuMs(
  folder: string,
  code: string,
  count: number,
  recorded?: { level: string; cache: string },
): Promise<number> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, `const N=${String(count)};${code}\n`);
  const node = recorded === undefined ? [] : ['--import', registerUrl];
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] };
  if (recorded !== undefined) {
    const { level, cache } = recorded;
    const settings = { OUT: folder, NAME: 'run', LEVEL: level, CACHE: cache, QUIET: '1' };
    for (const [key, value] of Object.entries(settings)) env[`SCOPE_${key}`] = value;
    rmSync(join(folder, 'run'), { recursive: true, force: true });
  }
  const script = 'TIMEFORMAT="%U %S"; time "$@"';
  const args = ['-c', script, 'calibrate', process.execPath, ...node, program];
  const { stderr } = await execute('bash', args, { cwd: folder, env });
  const [user = 0, system = 0] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return (user + system) * 1e3;
}
