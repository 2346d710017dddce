/**
 * `scope run FILE`: runs a program recorded, workers and child processes included. The program's
 * exit code and its death by a signal become ours.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readCheckedPlan, readConfig } from '../config.js';
import { ScopeError } from '../errors.js';
import { openRecordingFiles, type Recording } from '../reader/recording.js';
import { exitCode } from './exit.js';
import { boundText } from './governed-text.js';
import { parseRunArguments, runOptions, type RunArguments } from './run-arguments.js';
import { printable } from './text.js';

const registerPath = fileURLToPath(new URL('../../guest/register.cjs', import.meta.url));
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const examples = `
Options of Node that stand before FILE go to Node; what stands behind FILE goes to the program.

Examples:
  scope run app.js --port 8080
  scope run --level calls --include 'src/**' -- app.js
  scope run --import tsx app.ts`;

export function addRun(program: Command): void {
  const command = program
    .command('run')
    .usage('[options] [--] FILE ARGS…')
    .description('run a program and record it')
    .argument('[FILE]', 'the program')
    .argument('[ARGS...]', 'its arguments');
  for (const { flag, value, text } of runOptions) command.option(`${flag} <${value}>`, text);
  command
    .option('--quiet', "do not print the recording's path at the end")
    .option('--node-arg <ARG>', 'an argument for Node (repeatable)')
    .addHelpText('after', examples);
}

/** Runs with the arguments behind `run`; undefined where they ask for help. */
export async function run(args: readonly string[]): Promise<number | undefined> {
  const parsed = parseRunArguments(args);
  if (parsed.wantsHelp) return undefined;
  const env = { ...process.env, ...parsed.settings };
  const config = readConfig(env, process.cwd());
  readCheckedPlan(config); // a wrong plan is told here, not by the program
  const name = config.name === '' ? defaultName(parsed.file) : config.name;
  const recording = join(config.out, name);
  if (existsSync(join(recording, 'manifest.json')) || existsSync(join(recording, 'incomplete'))) {
    throw new ScopeError(
      'SCOPE_USAGE',
      `${recording} is a recording already; choose another --name`,
    );
  }
  env['SCOPE_RECORDING'] = recording;
  env['NODE_OPTIONS'] = withRegister(process.env['NODE_OPTIONS'] ?? '');
  const { code, signal } = await runChild(parsed, env);
  if (!config.quiet) await printEnd(recording);
  if (signal === null) return code ?? exitCode.failed;
  return await dieBy(signal);
}

/** `20261123-194512-app-4711` */
function defaultName(file: string): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(now.getFullYear())}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = two(now.getHours()) + two(now.getMinutes()) + two(now.getSeconds());
  const program = basename(file).replace(/\.[^.]*$/, '');
  const safe = program.replaceAll(/[^\w.-]/g, '_').slice(0, 40) || 'node';
  return `${date}-${time}-${safe}-${String(process.pid)}`;
}

/** Not `--import`, with which Node loads a CommonJS program by its ES module loader. */
function withRegister(options: string): string {
  const ours = `--require="${registerPath.replaceAll(/["\\]/g, '\\$&')}"`;
  if (options.includes(ours)) return options;
  return options === '' ? ours : `${ours} ${options}`;
}

interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

function runChild(parsed: RunArguments, env: NodeJS.ProcessEnv): Promise<ChildEnd> {
  const args = [...parsed.nodeArguments, parsed.file, ...parsed.fileArguments];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  for (const signal of forwarded) {
    process.on(signal, () => {
      // Ctrl-C reaches the whole foreground group: the program has it already.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      reject(new ScopeError('SCOPE_RECORDER', `cannot run ${process.execPath}: ${error.message}`));
    });
    child.on('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
}

async function printEnd(path: string): Promise<void> {
  const inside = relative(process.cwd(), path);
  const shown = printable(inside.length < path.length ? inside : path);
  if (!existsSync(path)) {
    process.stderr.write(`scope: nothing was recorded (${shown} is not there)\n`);
    return;
  }
  const { hasFunctions, bound } = await lookInto(path);
  if (bound !== undefined) process.stderr.write(`scope: ${bound}\n`);
  const next = hasFunctions
    ? `look at it with: scope tree ${shown}`
    : 'no function that ran is in its plan (--include GLOBS, --plan FILE)';
  process.stderr.write(`scope: recorded ${shown}; ${next}\n`);
}

interface Look {
  hasFunctions: boolean;
  /** What to say where a bound was not kept. */
  bound: string | undefined;
}

async function lookInto(path: string): Promise<Look> {
  try {
    const recording = openRecordingFiles(path);
    try {
      return { hasFunctions: await hasFunctions(recording), bound: boundText(recording) };
    } finally {
      recording.close();
    }
  } catch {
    // The commands that read it say what is wrong with it.
    return { hasFunctions: true, bound: undefined };
  }
}

/** Looks into small recordings only: a large one has functions. */
async function hasFunctions(recording: Recording): Promise<boolean> {
  if (recording.storedBytes > 1e6) return true;
  for (const index of recording.processes.keys()) {
    if ((await recording.sites(index)).size > 0) return true;
  }
  return recording.processes.length === 0;
}

/** Ends this process as the program ended: by the same signal. */
async function dieBy(signal: NodeJS.Signals): Promise<number> {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // The signal arrives on the next turn of the loop; one that cannot kill us becomes an exit code.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return 128 + constants.signals[signal];
}
