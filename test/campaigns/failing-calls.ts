/**
 * Every system call of the writer fails, with every error that it may meet, early and late; then real
 * trouble: a full disk, a read-only folder, no descriptors. The guest must print and return what it
 * does without scope; the recording must be readable and say why it stopped.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { verifyRecording, type Verdict } from '../../lib/query/verify.js';
import { cleanEnv, root } from '../whole/harness.js';

const programs = join(root, 'test/fixtures/campaigns');
const guest = join(programs, 'guest.mjs');

interface Case {
  name: string;
  env?: Record<string, string>;
  /** Shell commands before the guest, in its own shell. */
  prepare?: string;
  out?: string;
  program?: string;
  /** What the recording must say; undefined where the recording may be whole or not begin. */
  reason?: RegExp;
}

const errors = { ENOSPC: 28, EIO: 5, EFBIG: 27, EDQUOT: 122, EMFILE: 24, EROFS: 30, EACCES: 13 };

function injected(): Case[] {
  const cases: Case[] = [];
  const add = (call: string, error: number | string, hit: number, reason?: RegExp): void => {
    const order = `${call}:${String(error)}:${String(hit)}`;
    cases.push({ name: order, env: { SCOPE_FAIL: order }, ...(reason && { reason }) });
  };
  for (const hit of [1, 2, 3, 4, 6]) {
    add('pwrite', errors.ENOSPC, hit);
    add('open', errors.EMFILE, hit);
    add('open', errors.EACCES, hit);
  }
  for (const hit of [6, 10, 15]) {
    add('append', errors.ENOSPC, hit, /000001\.seg: No space left on device/);
    add('append', errors.EIO, hit, /000001\.seg: Input\/output error/);
    add('append', errors.EFBIG, hit, /000001\.seg: File too large/);
    add('append', errors.EDQUOT, hit, /000001\.seg: Disk quota exceeded/);
    // Not even the manifest can be written: then the recording looks as after a kill.
    add('pwrite', errors.EIO, hit);
  }
  for (const hit of [1, 5]) add('pwrite', 'short', hit);
  add('compress', 12, 10, /cannot compress a block: Cannot allocate memory/);
  const starting: [string, number][] = [
    ['mkdir', errors.EROFS],
    ['fallocate', errors.ENOSPC],
    ['fallocate', errors.EIO],
    ['mmap', 12],
    ['flock', 37],
    ['eventfd', errors.EMFILE],
    ['thread', 11],
    ['rename', errors.EIO],
    ['external', 22],
  ];
  for (const [call, error] of starting) add(call, error, 1);
  return cases;
}

/** Trouble that is not injected; mounting needs root. */
function real(folder: string): Case[] {
  const cases: Case[] = [{ name: 'no descriptor left', prepare: 'ulimit -n 22' }];
  if (process.getuid?.() !== 0) {
    console.log('not root: nothing is mounted, so no real full disk and no read-only folder');
    return cases;
  }
  const mount = (name: string, options: string): string => {
    const path = join(folder, name);
    mkdirSync(path);
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
    return path;
  };
  const full = mount('full', 'size=65m');
  cases.push(
    { name: 'a disk too small to begin', out: mount('small', 'size=20m') },
    {
      name: 'a disk that fills',
      out: full,
      prepare: `head -c 400000 /dev/zero >${full}/filler`,
      reason: /No space left/,
    },
    {
      name: 'a disk that a child process fills',
      out: mount('child', 'size=140m'),
      program: join(programs, 'filling-child.mjs'),
      reason: /No space left/,
    },
    { name: 'a read-only folder', out: mount('readonly', 'ro') },
  );
  return cases;
}

/** A tree with the addon that obeys orders, laid out as the package is. */
function makeTree(folder: string): string {
  cpSync(join(root, 'dist/guest'), join(folder, 'dist/guest'), { recursive: true });
  mkdirSync(join(folder, 'native/out/Release'), { recursive: true });
  const addon = 'native/out/Release/scope.node';
  cpSync(join(root, 'native/out/faults/Release/scope.node'), join(folder, addon));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  return pathToFileURL(join(folder, 'dist/guest/register.cjs')).href;
}

function runGuest(
  nodeArgs: string[],
  env: Record<string, string>,
  { prepare = '', program = guest }: Pick<Case, 'prepare' | 'program'>,
) {
  const command = `${prepare}\nexec "$@"`;
  const args = ['-c', command, 'guest', process.execPath, ...nodeArgs, program];
  const { status, signal, stdout, stderr } = spawnSync('bash', args, {
    env: cleanEnv(env),
    encoding: 'utf8',
    timeout: 120_000,
  });
  // What scope itself says is one line with its name.
  const own = stderr.split('\n').filter((line) => !line.startsWith('scope: '));
  return { status, signal, stdout, stderr: own.join('\n'), said: stderr };
}

/** Returns the problems, as sentences. */
export async function runFailingCalls(only?: string): Promise<string[]> {
  const problems: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'scope-fail-'));
  const mounts: string[] = [];
  try {
    const register = makeTree(folder);
    const cases = [...injected(), ...real(folder)];
    for (const { out } of cases) if (out !== undefined) mounts.push(out);
    for (const [index, one] of cases.entries()) {
      if (only !== undefined && one.name !== only) continue;
      const out = one.out ?? join(folder, `out-${String(index)}`);
      const env = { SCOPE_OUT: out, SCOPE_NAME: 'run', SCOPE_CACHE: 'off', ...one.env };
      const plain = runGuest([], {}, { ...(one.program && { program: one.program }) });
      const run = runGuest(['--import', register], env, one);
      const report = (what: string): void => void problems.push(`${one.name}: ${what}`);
      for (const key of ['status', 'signal', 'stdout', 'stderr'] as const) {
        if (run[key] === plain[key]) continue;
        report(
          `${key} is ${JSON.stringify(run[key])}, without scope ${JSON.stringify(plain[key])}`,
        );
      }
      console.log(`${one.name}: ${await judge(join(out, 'run'), one, run.said, report)}`);
      if (one.out === undefined) rmSync(out, { recursive: true, force: true });
    }
  } finally {
    for (const path of mounts) execFileSync('umount', [path]);
    rmSync(folder, { recursive: true, force: true });
  }
  return problems;
}

async function judge(
  path: string,
  one: Case,
  said: string,
  report: (what: string) => void,
): Promise<string> {
  const { reason } = one;
  const isBegun = existsSync(join(path, 'incomplete'));
  if (!existsSync(join(path, 'manifest.json')) && !isBegun) {
    const line = /^scope: not recording: .*$/m.exec(said)?.[0];
    if (line === undefined) report('no recording, and not a word about it');
    if (reason !== undefined) report(`no recording, expected one that says ${String(reason)}`);
    return line ?? 'nothing';
  }
  const recording = openRecordingFiles(path);
  const verdict = await verifyRecording(recording);
  const { stopReason } = recording;
  recording.close();
  if (!verdict.ok) report(`verify: ${describe(verdict)}`);
  const mayLookKilled = one.env?.['SCOPE_FAIL']?.startsWith('pwrite') === true;
  const expected = isBegun && mayLookKilled ? 'died' : 'complete';
  if (recording.state !== expected) report(`its state is ${recording.state}`);
  if (reason !== undefined && !reason.test(stopReason)) {
    report(`the recording says "${stopReason}", expected ${String(reason)}`);
  }
  const counts = verdict.threads.every(({ isAccounted }) => isAccounted);
  if (expected === 'complete' && !counts) report('a thread has no account');
  if (verdict.lost > 0 && stopReason === '') report('events were lost without a reason');
  return `${String(verdict.recorded)} recorded, ${String(verdict.lost)} lost; "${stopReason}", ${recording.state}`;
}

function describe({ damage, threads }: Verdict): string {
  const books = threads.map(({ emitted, recorded, lost, balanced, anomalyExamples }) => {
    return { emitted, recorded, lost, balanced, anomalyExamples };
  });
  return JSON.stringify({ damage, books });
}
