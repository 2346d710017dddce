/**
 * test262's language tests, plain and instrumented, side by side.
 *
 *   npm run test262 -- FOLDER [--filter GLOB]... [--levels calls,values] [--node PATH]
 *
 * FOLDER is a checkout of tc39/test262. Prints how many tests pass plain and at each level, and
 * every test whose outcome is another one; exits with 1 when there is one.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import type { Level } from '../../lib/plan/plan.js';
import type { Job, Message } from './worker.js';

/** Tests of one job; a new process runs each, so that realms do not pile up. */
const jobTests = 400;
const testTimeoutMs = 180_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    filter: { type: 'string', multiple: true, default: ['**'] },
    levels: { type: 'string', default: 'calls,values' },
    node: { type: 'string', default: process.execPath },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: npm run test262 -- FOLDER [--filter GLOB] [--levels L,L] [--node PATH]');
  process.exit(2);
}
const suite = resolve(folder);
const levels = values.levels.split(',') as Level[];
const paths = testPaths();
const started = Date.now();
let tests = 0;
/** Texts of tests that pass, but were run as they are: by reason. */
const alone = new Map<string, number>();
const passed = [0, ...levels.map(() => 0)];
const differences: string[] = [];

await Promise.all(Array.from({ length: availableParallelism() }, () => worker()));
report();

function testPaths(): string[] {
  const wanted = picomatch(values.filter);
  return readdirSync(join(suite, 'test/language'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !path.includes('_FIXTURE') && wanted(path))
    .map((path) => join('test/language', path))
    .sort();
}

async function worker(): Promise<void> {
  while (paths.length > 0) await runJob(paths.splice(0, jobTests));
}

/** Runs the tests of one job; what a crash or an endless test leaves over goes to a new process. */
async function runJob(job: readonly string[]): Promise<void> {
  let left = job;
  while (left.length > 0) {
    const stopped = await runProcess(left);
    if (stopped === undefined) return;
    differences.push(`${stopped.path}: the process ended with ${stopped.end}`);
    left = left.slice(left.indexOf(stopped.path) + 1);
  }
}

function runProcess(left: readonly string[]): Promise<{ path: string; end: string } | undefined> {
  const child = startChild();
  const job: Job = { suite, levels, paths: [...left] };
  child.send(job);
  return new Promise((settle) => {
    let running = left[0] ?? '';
    let timer = setTimeout(() => undefined, 0);
    child.on('message', (message: Message) => {
      clearTimeout(timer);
      if (message.type === 'done') {
        settle(undefined);
        child.kill();
        return;
      }
      timer = setTimeout(() => child.kill('SIGKILL'), testTimeoutMs);
      if (message.type === 'start') running = message.path;
      else count(message);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      settle({ path: running, end: String(signal ?? code) });
    });
  });
}

function startChild(): ChildProcess {
  const worker = fileURLToPath(new URL('./worker.js', import.meta.url));
  const env = { ...process.env };
  delete env['NODE_OPTIONS'];
  return fork(worker, {
    execPath: values.node,
    execArgv: ['--experimental-vm-modules', '--no-warnings', '--expose-gc'],
    env,
  });
}

function count({ path, mode, plain, instrumented }: Message & { type: 'result' }): void {
  tests++;
  if (tests % 5000 === 0) console.error(`${tests} tests, ${differences.length} differences`);
  [plain, ...instrumented].forEach(({ outcome }, index) => {
    if (outcome.startsWith('pass')) passed[index]!++;
  });
  const reason = instrumented[0]?.alone ?? '';
  if (reason !== '' && plain.outcome === 'pass') {
    const kind = reason.replaceAll(/\d+/g, 'N');
    alone.set(kind, (alone.get(kind) ?? 0) + 1);
  }
  instrumented.forEach(({ outcome, problems }, index) => {
    const where = `${path} (${mode}, ${levels[index] ?? ''})`;
    if (outcome !== plain.outcome) {
      differences.push(`${where}\n    plain        ${plain.outcome}\n    instrumented ${outcome}`);
    }
    if (problems.length > 0) differences.push(`${where}\n    events: ${problems.join('; ')}`);
  });
}

function report(): void {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`test262 test/language, ${tests} runs, ${seconds} s`);
  ['plain', ...levels].forEach((name, index) => {
    console.log(`  ${name.padEnd(8)} ${passed[index]} pass`);
  });
  for (const [reason, count] of alone) console.log(`  ${count} pass uninstrumented: ${reason}`);
  console.log(`  ${differences.length} differences`);
  for (const difference of differences.sort()) console.log(`  ${difference}`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}
