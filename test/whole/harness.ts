/**
 * Runs real programs in real child processes, recorded by the real addon, and reads what they left
 * through the real inspector. Tests of whole processes use tap as a library (fixtures by
 * `t.testdir`).
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { scratch } from '../scratch.js';

export { scratch };

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const cli = join(root, 'dist/lib/cli/main.js');
export const register = pathToFileURL(join(root, 'dist/guest/register.cjs')).href;

export interface Finished {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Call {
  id: string;
  parent: string | null;
  fn: string;
  file: string;
  line: number;
  column: number;
  thread: number;
  start: number;
  duration: number | null;
  self: number | null;
  args?: unknown[];
  returned?: unknown;
  threw?: unknown;
}

export interface Info {
  state: string;
  events: number;
  lost: number;
  threads: number;
  processes: number;
  segments: number;
  bytes: number;
  duration: number;
}

/** The environment without what test runners put into it. */
export function cleanEnv(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  delete env['NODE_OPTIONS'];
  delete env['NODE_TEST_CONTEXT'];
  delete env['NODE_V8_COVERAGE'];
  return { ...env, ...extra };
}

export function node(args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
  const result = spawnSync(process.execPath, args, {
    cwd: options.cwd ?? root,
    env: cleanEnv(options.env),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: 300_000,
  });
  const { status, signal, stdout, stderr } = result;
  return { status, signal, stdout, stderr } satisfies Finished;
}

export interface Recorded extends Finished {
  recording: string;
}

/** `node --import scope/register program args`, recorded into a scratch folder. */
export function record(
  program: string,
  options: {
    args?: string[];
    nodeArgs?: string[];
    /** Preload options in place of scope's own alone. */
    preloads?: string[];
    env?: Record<string, string>;
    cwd?: string;
  } = {},
): Recorded {
  const out = scratch();
  const env = { SCOPE_OUT: out, SCOPE_NAME: 'run', SCOPE_CACHE: 'off', ...options.env };
  const preloads = options.preloads ?? ['--import', register];
  const args = [...(options.nodeArgs ?? []), ...preloads, program, ...(options.args ?? [])];
  const finished = node(args, { env, ...(options.cwd === undefined ? {} : { cwd: options.cwd }) });
  return { ...finished, recording: join(out, 'run') };
}

/** Starts a recorded program without waiting for its end. */
export function startRecorded(
  program: string,
  env: Record<string, string> = {},
  args: string[] = [],
): { child: ChildProcess; recording: string; output: () => string } {
  const out = scratch();
  const child = spawn(process.execPath, ['--import', register, program, ...args], {
    env: cleanEnv({ SCOPE_OUT: out, SCOPE_NAME: 'run', SCOPE_CACHE: 'off', ...env }),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { child, recording: join(out, 'run'), output: () => output };
}

/** Runs the inspector. */
export function scope(...args: string[]): Finished {
  return node([cli, ...args]);
}

export function info(recording: string): Info {
  return JSON.parse(scope('info', '--json', recording).stdout) as Info;
}

export function calls(recording: string, ...filters: string[]): Call[] {
  return lines<Call>(scope('calls', '--json', recording, ...filters).stdout);
}

export function lines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
