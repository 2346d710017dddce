/**
 * Runs a command plain or recorded whole: node_modules, child processes and workers included.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const register = pathToFileURL(join(root, 'dist/guest/register.cjs')).href;
const timeoutMs = 20 * 60_000;

export interface Run {
  output: string;
  status: number | null;
  seconds: number;
}

/** `level` undefined: plain. */
export function run(folder: string, args: readonly string[], level: string | undefined): Run {
  const out = mkdtempSync(join(tmpdir(), 'scope-transparency-'));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  delete env['NODE_OPTIONS'];
  delete env['NODE_TEST_CONTEXT'];
  if (level !== undefined) {
    Object.assign(env, {
      NODE_OPTIONS: `--import=${register}`,
      SCOPE_INCLUDE: '**',
      SCOPE_LEVEL: level,
      SCOPE_OUT: out,
      SCOPE_CACHE: join(tmpdir(), 'scope-transparency-cache'),
      SCOPE_BACKPRESSURE: 'drop',
      SCOPE_QUIET: '1',
    });
  }
  const started = Date.now();
  try {
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      timeout: timeoutMs,
    });
    return { output: stdout + stderr, status, seconds: (Date.now() - started) / 1000 };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
