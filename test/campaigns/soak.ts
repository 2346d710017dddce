/**
 * `npm run soak -- [--minutes N]`: records a program that emits ever new strings, shapes and objects,
 * and watches its memory. Prints the slope of the resident set over the second half, against the
 * same program unrecorded; fails when scope adds more than a megabyte a minute.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cleanEnv, register, root } from '../whole/harness.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
const program = join(root, 'test/fixtures/campaigns/soak.mjs');
const sampleMs = 1000;
/** A leak of what the program emits, about 50,000 objects a second, would show as gigabytes. */
const mostAddedMbPerMinute = 1;

interface Sample {
  minute: number;
  mb: number;
}

async function watch(name: string, nodeArgs: string[], env: Record<string, string>) {
  const args = [...nodeArgs, program, String(minutes * 60_000)];
  const child = spawn(process.execPath, args, { env: cleanEnv(env), stdio: 'inherit' });
  const samples: Sample[] = [];
  const start = Date.now();
  while (child.exitCode === null && child.signalCode === null) {
    const mb = residentMb(child.pid!);
    if (mb !== undefined) samples.push({ minute: (Date.now() - start) / 60_000, mb });
    if (samples.length % 60 === 0) console.log(`${name}: ${String(Math.round(mb ?? 0))} MB`);
    await sleep(sampleMs);
  }
  if (child.exitCode !== 0) throw new Error(`${name}: exit code ${String(child.exitCode)}`);
  const half = samples.slice(samples.length >> 1);
  const slope = slopeOf(half);
  const [first, last] = [half[0]?.mb ?? 0, half.at(-1)?.mb ?? 0];
  console.log(
    `${name}: ${slope.toFixed(2)} MB per minute over the second half ` +
      `(${first.toFixed(0)} MB to ${last.toFixed(0)} MB, ${String(samples.length)} samples)`,
  );
  return slope;
}

function residentMb(pid: number): number | undefined {
  try {
    const kb = /^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined; // it has just ended
  }
}

/** Least squares, in MB per minute. */
function slopeOf(samples: Sample[]): number {
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const minute = mean((sample) => sample.minute);
  const mb = mean((sample) => sample.mb);
  const covariance = mean((sample) => (sample.minute - minute) * (sample.mb - mb));
  return covariance / mean((sample) => (sample.minute - minute) ** 2);
}

const out = mkdtempSync(join(tmpdir(), 'scope-soak-'));
try {
  const env = { SCOPE_OUT: out, SCOPE_NAME: 'soak', SCOPE_CACHE: 'off', SCOPE_QUIET: '1' };
  const [plain, recorded] = await Promise.all([
    watch('plain', [], {}),
    watch('recorded', ['--import', register], env),
  ]);
  const added = recorded - plain;
  console.log(`scope adds ${added.toFixed(2)} MB per minute`);
  process.exitCode = added <= mostAddedMbPerMinute ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
