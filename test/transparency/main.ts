/**
 * The own test suites of well-known packages, plain and recorded whole, side by side.
 *
 *   npm run transparency -- FOLDER [NAME...] [--level values] [--keep FOLDER]
 *   npm run transparency -- FOLDER builds
 *
 * FOLDER holds the packages' sources, each with its dependencies installed (README.md in test/).
 * Exits with 1 where the counts differ; `--keep` keeps what the runs printed.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import { compareBuilds } from './builds.js';
import { run, type Run } from './run.js';
import { suites, type Counts, type Suite } from './suites.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { level: { type: 'string', default: 'values' }, keep: { type: 'string' } },
});
const [folder, ...names] = positionals;
if (folder === undefined) {
  console.error('usage: npm run transparency -- FOLDER [builds | NAME...] [--level L]');
  process.exit(2);
}
const sources = resolve(folder);
const same = names[0] === 'builds' ? compareBuilds(sources, names.slice(1)) : compareSuites();
process.exitCode = same ? 0 : 1;

function compareSuites(): boolean {
  const wanted = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  const cells = ['package', 'plain', 'recorded', 'wall', ''];
  console.log(row(cells));
  return wanted.map(compareSuite).every((isSame) => isSame);
}

function compareSuite(suite: Suite): boolean {
  const where = join(sources, suite.name);
  const major = Number(process.versions.node.split('.')[0]);
  const missing = !existsSync(where)
    ? 'no sources'
    : major < (suite.node ?? 0)
      ? `needs node ${suite.node ?? 0}`
      : '';
  if (missing !== '') {
    console.log(row([suite.name, '', '', '', missing]));
    return true;
  }
  const plain = runSuite(suite, where, undefined);
  const recorded = runSuite(suite, where, values.level);
  const [before, after] = [suite.count(plain.output), suite.count(recorded.output)];
  const isSame =
    before.passed === after.passed &&
    before.failed === after.failed &&
    before.passed > 0 &&
    plain.status === recorded.status;
  const wall = `${plain.seconds.toFixed(1)} s, ${recorded.seconds.toFixed(1)} s`;
  console.log(row([suite.name, shown(before), shown(after), wall, isSame ? 'same' : 'DIFFERENT']));
  if (values.keep !== undefined) {
    writeFileSync(join(values.keep, `${suite.name}.plain.txt`), plain.output);
    writeFileSync(join(values.keep, `${suite.name}.recorded.txt`), recorded.output);
  }
  return isSame;
}

function runSuite(suite: Suite, where: string, level: string | undefined): Run {
  if (suite.each === undefined) return run(where, suite.command.flatMap(expand(where)), level);
  const whole: Run = { output: '', status: 0, seconds: 0 };
  for (const file of expand(where)(suite.each)) {
    const { output, status, seconds } = run(where, [...suite.command, file], level);
    whole.output += output;
    whole.seconds += seconds;
    if (status !== 0) whole.status = status;
  }
  return whole;
}

/** Files that a glob names; an argument without a star is itself. */
function expand(where: string): (argument: string) => string[] {
  return (argument) => {
    if (!argument.includes('*')) return [argument];
    const matches = picomatch(argument);
    const base = argument.split('/')[0] ?? '';
    return readdirSync(join(where, base), { recursive: true, encoding: 'utf8' })
      .map((path) => `${base}/${path}`)
      .filter((path) => matches(path))
      .sort();
  };
}

function shown({ passed, failed }: Counts): string {
  return `${passed} pass, ${failed} fail`;
}

function row([name = '', plain = '', recorded = '', wall = '', verdict = '']: string[]): string {
  const cells = [name.padEnd(14), plain.padEnd(22), recorded.padEnd(22), wall.padEnd(20), verdict];
  return cells.join(' ').trimEnd();
}
