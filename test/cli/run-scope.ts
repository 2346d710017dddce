/** Runs the real command, as a user does. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const main = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));

export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

const runnersVariables = ['NODE_OPTIONS', 'NODE_TEST_CONTEXT', 'NO_COLOR', 'FORCE_COLOR'];

/** The environment without what a test runner, or scope itself, puts there. */
export function cleanEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...more };
  for (const name of Object.keys(env)) {
    const isOurs = name.startsWith('SCOPE_') || runnersVariables.includes(name);
    if (isOurs && !(name in more)) Reflect.deleteProperty(env, name);
  }
  return env;
}

export function scope(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Outcome {
  const { cwd = process.cwd(), env } = options;
  const child = spawnSync(process.execPath, [main, ...args], {
    cwd,
    env: cleanEnvironment(env),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { code: child.status, signal: child.signal, stdout: child.stdout, stderr: child.stderr };
}

/** The objects of NDJSON output. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
