/**
 * Measures what recording costs on this machine: small programs run plain and recorded in turns;
 * the difference of their CPU time, divided by how often they do what they do, is the cost of it.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { openRecordingFiles } from '../reader/recording.js';
import { defaultCosts, type ProbeCosts } from '../plan/probe-costs.js';
import { recordedUsage } from './recorded-usage.js';

const registerUrl = new URL('../../guest/register.cjs', import.meta.url).href;
const rounds = 3;

interface Exercise {
  level: 'calls' | 'values';
  /** How often the thing is done. */
  count: number;
  /** Body of a module; `N` is the count, 0 to learn what starting costs. */
  code: string;
}

/** Many functions, so that not all of them are inlined into one loop. */
const broad = (parameters: string, body: string, call: (i: number) => string): string => {
  const names = Array.from({ length: 64 }, (_, i) => i);
  const functions = names.map((i) => `function f${String(i)}(${parameters}){${body}}`);
  const calls = names.map((i) => `s+=f${String(i)}(${call(i)})|0`);
  const loop = `for(let i=0;i<N/64;i++){${calls.join(';')}}`;
  return `let s=0;${functions.join('')}${loop}if(s===1.5)console.log(s)`;
};

const exercises = {
  call: { level: 'calls', count: 12e6, code: broad('a', 'return a^s', (i) => `i+${String(i)}`) },
  value: { level: 'values', count: 12e6, code: broad('a', 'return a^s', (i) => `i+${String(i)}`) },
  object: {
    level: 'values',
    count: 3e6,
    // Known objects of many shapes, more than caches hold: a single hot one costs a tenth.
    code:
      `const all=Array.from({length:1<<15},(_,i)=>({['k'+i%64]:i,a:i}));` +
      broad('o', 'return o.a', (i) => `all[(i*64+${String(i)})*7&32767]`),
  },
  newObject: {
    level: 'values',
    count: 6e5,
    code: broad('o', 'return o.a', (i) => `{a:i,b:${String(i)}}`),
  },
  newString: {
    level: 'values',
    count: 6e5,
    code: broad('o', 'return o.length', (i) => `'key '+i+${String(i)}`),
  },
  activation: {
    level: 'calls',
    count: 1e6,
    code:
      'async function f(a){return a}' +
      'for(let i=0;i<N;i+=1000){for(let j=0;j<1000;j++)f(j);await null}',
  },
  suspension: {
    level: 'calls',
    count: 2e6,
    code:
      'async function f(n){for(let i=0;i<n;i++)await null}' +
      'for(let i=0;i<N;i+=1000)await f(1000)',
  },
} satisfies Record<string, Exercise>;

type Name = keyof typeof exercises;

/** Runs for about a minute; writes the costs to `file`. */
export async function calibrate(
  file: string,
  onProgress: (done: number, total: number) => void,
): Promise<ProbeCosts> {
  const folder = mkdtempSync(join(tmpdir(), 'scope-calibrate-'));
  try {
    const each = {} as Record<Name, number>;
    const names = Object.keys(exercises) as Name[];
    for (const [index, name] of names.entries()) {
      onProgress(index, names.length);
      each[name] = await addedNs(folder, name);
    }
    const costs: ProbeCosts = {
      callNs: each.call,
      callValuesNs: Math.min(each.call, each.value),
      activationNs: positive(each.activation - each.call),
      suspendNs: each.suspension,
      valueNs: positive(each.value - each.call) / 2,
      objectNs: positive(each.object - each.value),
      newObjectNs: positive(each.newObject - each.value),
      newStringNs: positive(each.newString - each.value),
      runtimeNs: defaultCosts.runtimeNs,
      runtimeBytes: defaultCosts.runtimeBytes,
      ...(await sizes(folder)),
    };
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify(rounded(costs), null, 2)}\n`);
    return rounded(costs);
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

/** Nanoseconds of CPU that recording adds to one of what an exercise does. */
async function addedNs(folder: string, name: Name): Promise<number> {
  const { level, count, code } = exercises[name];
  const differences: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const plain = (await cpuMs(folder, code, count)) - (await cpuMs(folder, code, 0));
    const recorded =
      (await cpuMs(folder, code, count, level)) - (await cpuMs(folder, code, 0, level));
    differences.push(((recorded - plain) * 1e6) / count);
  }
  return positive(differences.sort((a, b) => a - b)[rounds >> 1]!);
}

const execute = promisify(execFile);

/** CPU time of a process to its end, as the shell tells it. */
async function cpuMs(
  folder: string,
  code: string,
  count: number,
  level?: 'calls' | 'values',
): Promise<number> {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, `const N=${String(count)};${code}\n`);
  const node = level === undefined ? [] : ['--import', registerUrl];
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] };
  if (level !== undefined) {
    const settings = { OUT: folder, NAME: 'run', LEVEL: level, CACHE: 'off', QUIET: '1' };
    for (const [key, value] of Object.entries(settings)) env[`SCOPE_${key}`] = value;
    rmSync(join(folder, 'run'), { recursive: true, force: true });
  }
  const script = 'TIMEFORMAT="%U %S"; time "$@"';
  const args = ['-c', script, 'calibrate', process.execPath, ...node, program];
  const { stderr } = await execute('bash', args, { cwd: folder, env });
  const [user = 0, system = 0] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return (user + system) * 1e3;
}

/** Bytes of an event, from a recording without values, and of a word of values. */
async function sizes(folder: string): Promise<Pick<ProbeCosts, 'eventBytes' | 'wordBytes'>> {
  const { eventBytes, wordBytes } = defaultCosts;
  const { code } = exercises.newObject;
  await cpuMs(folder, code, 2e5, 'values');
  const recording = openRecordingFiles(join(folder, 'run'));
  const { functions, events, bytes } = await recordedUsage(recording);
  recording.close();
  const words = functions.reduce((sum, { usage }) => sum + usage.valueWords, 0);
  const measured = (bytes - events * eventBytes) / words;
  return { eventBytes, wordBytes: measured > 0 ? Math.max(measured, wordBytes / 2) : wordBytes };
}

function positive(value: number): number {
  return Math.max(0, value);
}

function rounded(costs: ProbeCosts): ProbeCosts {
  const result = { ...costs };
  for (const key of Object.keys(result) as (keyof ProbeCosts)[]) {
    result[key] = Number(result[key].toPrecision(3));
  }
  return result;
}
