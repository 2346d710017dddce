/**
 * Dies at every named place of the native room (native/faults.h), at its first hits and at later
 * ones, and reads what is left. The places are found in the sources, so that none is forgotten; one
 * that no program reaches is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../whole/harness.js';
import { checkDriver, readMirror, type Level } from './committed.js';

const driver = join(root, 'native/out/faults/scope_driver');
const hits = [1, 2, 3, 7, 40];

/** Under drop and overwrite a kill may take the count of the last losses with it (FORMAT.md). */
interface Program {
  args: Record<string, string | number>;
  env?: Record<string, string>;
  mayLose?: boolean;
}

const plain = { threads: 4, events: 400_000, chunks: 16, segment: 20_000 };

/** The program that reaches a place. */
function programFor(place: string): Program {
  const [step] = place.split(',');
  switch (step) {
    case 'rewind':
      return { args: { ...plain, backpressure: 'drop' }, mayLose: true };
    case 'overwrite':
      return { args: { ...plain, backpressure: 'overwrite' }, mayLose: true };
    case 'spill':
      return { args: { ...plain, chunks: 8, backpressure: 'spill' } };
    case 'keep':
      return { args: { ...plain, keep: 60_000 }, mayLose: true };
    case 'claim':
    case 'prefix':
      return { args: { ...plain, events: 20_000, pause: 1000 } };
    case 'rename in place':
      return { args: plain, env: { SCOPE_FAIL: 'rename:5:1' } };
    default:
      return { args: plain };
  }
}

export function killPlaces(): string[] {
  const folder = join(root, 'native');
  const places = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cc'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, place] of text.matchAll(/KillPoint\("([^"]+)"\)/g)) places.add(place!);
  }
  return [...places].sort();
}

/** Returns the problems, as sentences. */
export function runKillPoints(only?: string): string[] {
  const problems: string[] = [];
  for (const place of killPlaces()) {
    if (only !== undefined && place !== only) continue;
    let killed = 0;
    for (const hit of hits) {
      for (const level of ['calls', 'values'] as const) {
        const result = killAt(place, hit, level);
        if (result.wasKilled) killed++;
        problems.push(
          ...result.problems.map((what) => `${place}:${String(hit)} ${level}: ${what}`),
        );
      }
    }
    console.log(`${place}: killed ${String(killed)} times`);
    if (killed === 0) problems.push(`${place}: no program reaches it`);
  }
  return problems;
}

function killAt(place: string, hit: number, level: Level) {
  const folder = mkdtempSync(join(tmpdir(), 'scope-kill-'));
  try {
    const program = programFor(place);
    const mirror = join(folder, 'mirror');
    const orders = { directory: join(folder, 'run'), mirror, level, ...program.args };
    const ended = spawnSync(
      driver,
      Object.entries(orders).map(([name, value]) => `${name}=${value}`),
      {
        env: { ...program.env, SCOPE_KILL_AT: `${place}:${String(hit)}` },
        timeout: 60_000,
        encoding: 'utf8',
      },
    );
    const wasKilled = ended.signal === 'SIGKILL';
    const mayLose = program.mayLose === true;
    const { problems, found } = checkDriver(orders.directory, readMirror(mirror), level, mayLose);
    if (!wasKilled && ended.status !== 0) problems.push(`exit code ${String(ended.status)}`);
    if (ended.error !== undefined) problems.push(ended.error.message);
    return { wasKilled, found, problems };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
