/**
 * Measuring whole processes fairly on a noisy machine: plain and recorded runs alternate, the
 * medians of each are compared, and CPU time counts every thread to the end of the process, the
 * drain included.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const register = pathToFileURL(join(root, 'dist/guest/register.cjs')).href;

export interface Run {
  wallMs: number;
  cpuMs: number;
  maxRssMb: number;
  stdout: string;
}

export interface Variant {
  name: string;
  /** Node options before the program. */
  nodeArgs?: string[];
  env?: Record<string, string>;
}

export const plain: Variant = { name: 'plain' };

/** A variant that records into `out`. */
export function recorded(name: string, out: string, env: Record<string, string>): Variant {
  return {
    name,
    nodeArgs: ['--import', register],
    env: {
      SCOPE_OUT: out,
      SCOPE_NAME: name,
      SCOPE_QUIET: '1',
      SCOPE_CACHE: 'off',
      ...env,
    },
  };
}

/** Runs `node program args` once. Throws when it fails, or when it may fail but did not run. */
export function run(
  variant: Variant,
  program: string,
  args: string[],
  cwd = root,
  { mayFail = false } = {},
): Run {
  const scratch = mkdtempSync(join(tmpdir(), 'scope-bench-'));
  const rssFile = join(scratch, 'rss');
  const preload = `data:text/javascript,${encodeURIComponent(
    `import fs from 'node:fs';
    const report = () => String(process.resourceUsage().maxRSS);
    process.on('exit', () => fs.writeFileSync(process.env.BENCH_RSS, report()));`,
  )}`;
  const command = [
    process.execPath,
    '--import',
    preload,
    ...(variant.nodeArgs ?? []),
    program,
    ...args,
  ];
  const timed = 'TIMEFORMAT="%R %U %S"; time "$@" 2>"$BENCH_STDERR"';
  const result = spawnSync('bash', ['-c', timed, 'bench', ...command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 << 20,
    env: {
      ...process.env,
      ...variant.env,
      BENCH_RSS: rssFile,
      BENCH_STDERR: join(scratch, 'stderr'),
      NODE_OPTIONS: '',
    },
  });
  const stderr = readFileSync(join(scratch, 'stderr'), 'utf8');
  const failed = mayFail ? result.stderr === '' : result.status !== 0;
  if (failed || stderr.includes('scope: not recording')) {
    throw new Error(`${variant.name}: ${program} failed: ${stderr}${result.stdout}`);
  }
  const [real = 0, user = 0, system = 0] = result.stderr.trim().split(' ').map(Number);
  const maxRssMb = Number(readFileSync(rssFile, 'utf8')) / 1024;
  rmSync(scratch, { recursive: true, force: true });
  return {
    wallMs: real * 1e3,
    cpuMs: (user + system) * 1e3,
    maxRssMb,
    stdout: result.stdout,
  };
}

/** Alternates the variants `rounds` times; the first, uncounted round warms the page cache. */
export function alternate(
  variants: Variant[],
  rounds: number,
  runOnce: (variant: Variant) => Run,
): Map<string, Run[]> {
  const runs = new Map<string, Run[]>(variants.map((variant) => [variant.name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const variant of variants) {
      const result = runOnce(variant);
      if (round >= 0) runs.get(variant.name)?.push(result);
    }
  }
  return runs;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** As withScratch, for what takes its time. */
export async function withScratchAsync<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'scope-bench-out-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The median of the rounds' own ratios: what slows the machine for a while slows both runs of a
 * pair.
 */
export function pairedRatio(values: readonly number[], bases: readonly number[]): number {
  return median(values.map((value, round) => value / (bases[round] ?? NaN)));
}

/** A scratch folder for recordings that is removed afterwards. */
export function withScratch<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'scope-bench-out-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
