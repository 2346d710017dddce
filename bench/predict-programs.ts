/**
 * The programs that `predict` runs, from a tenth of a second to many: each as a process whose CPU
 * time is measured from its start to its end.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { load } from './http.js';
import { root, run, type Variant } from './measure.js';
import { writeApp } from './startup-app.js';

export interface Program {
  name: string;
  /** What of it is recorded. */
  include: string;
  rounds: number;
  /** CPU time in milliseconds. */
  run(variant: Variant): number | Promise<number>;
}

const served = 6000;

export function programs(scratch: string): Program[] {
  const installed = (path: string): string => join(root, 'node_modules', path);
  const small = join(root, 'bench/programs/fib/main.mjs');
  const app = writeApp(join(scratch, 'app'), 'esm');
  const each: [name: string, file: string, args: string[], rounds: number, include?: string][] = [
    ['fib', small, ['30'], 5],
    ['demo', join(root, 'test/demo/src/main.js'), [], 9],
    ['prettier', installed('prettier/bin/prettier.cjs'), ['--check', small], 5],
    ['eslint', installed('eslint/bin/eslint.js'), ['--no-config-lookup', small], 7],
    ['app of 500 modules', app, [], 5, `${join(scratch, 'app')}/**`],
    ['tsc', installed('typescript/lib/tsc.js'), ['-p', join(root, 'bench/programs/project')], 2],
  ];
  const processes = each.map(([name, file, args, rounds, include = '**']): Program => {
    return { name, include, rounds, run: (variant) => run(variant, file, args).cpuMs };
  });
  return [...processes, { name: 'http', include: '**', rounds: 5, run: serve }];
}

/** Some thousand requests, start and end of the server included. */
async function serve({ nodeArgs = [], env }: Variant): Promise<number> {
  const program = join(root, 'bench/programs/server/server.mjs');
  const timed = 'TIMEFORMAT="%U %S"; time "$@"';
  const server = spawn('bash', ['-c', timed, 'bench', process.execPath, ...nodeArgs, program], {
    env: { ...process.env, ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  server.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  const message = (): Promise<unknown> => new Promise((resolve) => server.once('message', resolve));
  const closed = new Promise((resolve) => server.once('close', resolve));
  const { port } = (await message()) as { port: number };
  await load(port, served);
  server.send('end');
  await closed;
  const [user = NaN, system = NaN] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return (user + system) * 1e3;
}
