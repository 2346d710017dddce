/**
 * `npm run torture -- [--kills N] [--seed S] [--only I]`: kills recorded programs from outside at
 * random moments, N times, and reads what is left. No committed event may be missing, and at most
 * one record a thread may be torn. Threads 1, 4 and 8, both levels; every fourth program is a Node
 * guest with workers, the others are the native driver over the same core.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cleanEnv, register, root } from '../whole/harness.js';
import { checkDriver, checkGuest, readMirror, type Checked, type Level } from './committed.js';

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
  },
});
const kills = Number(options.kills);
const seed = Number(options.seed);
const driver = join(root, 'native/out/faults/scope_driver');
const guest = join(root, 'test/fixtures/campaigns/torture.mjs');
const mirrorBytes = 64 * 64;
/** Of the driver; the guest blocks. */
const policies = ['block', 'block', 'spill', 'overwrite', 'drop'] as const;
const mayLose = new Set<string>(['overwrite', 'drop']);

/** mulberry32: the same numbers for the same seed, everywhere. */
function randomOf(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Round {
  isGuest: boolean;
  threads: number;
  level: Level;
  /** From the moment the program emits (driver: from its start). */
  delayMs: number;
  chunks: number;
  segmentBytes: number;
  backpressure: (typeof policies)[number];
}

function plan(index: number): Round {
  const random = randomOf(seed * 1_000_003 + index);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const isGuest = index % 4 === 3;
  return {
    isGuest,
    threads: pick([1, 4, 8]),
    level: pick(['calls', 'values']),
    delayMs: random() * (isGuest ? 400 : 60),
    chunks: pick([24, 32, 64]),
    segmentBytes: pick([20_000, 200_000, 256 * 2 ** 20]),
    backpressure: pick(policies),
  };
}

function start(round: Round, folder: string): ChildProcess {
  const mirror = join(folder, 'mirror');
  if (round.isGuest) {
    writeFileSync(mirror, Buffer.alloc(mirrorBytes));
    const env = { SCOPE_OUT: folder, SCOPE_NAME: 'run', SCOPE_LEVEL: round.level };
    return spawn(process.execPath, ['--import', register, guest, mirror, String(round.threads)], {
      env: cleanEnv({ ...env, SCOPE_CACHE: 'off' }),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }
  const args = {
    directory: join(folder, 'run'),
    mirror,
    threads: round.threads,
    level: round.level,
    chunks: round.chunks,
    segment: round.segmentBytes,
    backpressure: round.backpressure,
  };
  const list = Object.entries(args).map(([name, value]) => `${name}=${String(value)}`);
  return spawn(driver, list, { stdio: 'inherit' });
}

async function runRound(index: number): Promise<Checked> {
  const round = plan(index);
  const folder = mkdtempSync(join(tmpdir(), 'scope-torture-'));
  try {
    const child = start(round, folder);
    const ended = once(child, 'exit');
    if (round.isGuest) await once(child, 'message');
    await sleep(round.delayMs);
    child.kill('SIGKILL');
    const [, signal] = (await ended) as [number | null, string | null];
    const mirror = readMirror(join(folder, 'mirror'));
    const path = join(folder, 'run');
    const checked = round.isGuest
      ? await checkGuest(path, mirror, round.level)
      : checkDriver(path, mirror, round.level, mayLose.has(round.backpressure));
    if (signal !== 'SIGKILL') checked.problems.push(`it ended before it was killed`);
    for (const problem of checked.problems) {
      const again = `--seed ${String(seed)} --only ${String(index)}`;
      console.log(`kill ${String(index)} ${JSON.stringify(round)}: ${problem} (${again})`);
    }
    return checked;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const indices = options.only === undefined ? [...Array(kills).keys()] : [Number(options.only)];
const sums = { kills: 0, failed: 0, committed: 0, found: 0, torn: 0, empty: 0 };
for (const index of indices) {
  const checked = await runRound(index);
  sums.kills++;
  if (checked.problems.length > 0) sums.failed++;
  sums.committed += checked.committed;
  sums.found += checked.found;
  sums.torn += checked.torn;
  if (checked.found === 0) sums.empty++;
  if (sums.kills % 50 === 0) console.log(`${String(sums.kills)} of ${String(indices.length)}`);
}
const millions = (count: number): string => `${(count / 1e6).toFixed(1)} million`;
console.log(
  `torture: ${String(sums.kills)} kills, seed ${String(seed)}: ${millions(sums.committed)} events ` +
    `committed, ${millions(sums.found)} found, ${String(sums.torn)} torn records, ` +
    `${String(sums.empty)} killed before the first event, ${String(sums.failed)} failed`,
);
process.exitCode = sums.failed > 0 ? 1 : 0;
