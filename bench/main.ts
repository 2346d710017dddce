/**
 * `npm run bench [-- NAME...]`: runs the benchmarks, each in a process of its own, prints a table
 * and writes bench/results/latest.json. What one leaves behind in the heap, and in what V8 has
 * learned of shared code, would be in another's figures. Figures are ratios of medians from
 * alternating runs; absolute times hold for this machine only.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { clock } from './clock.js';
import { core } from './core.js';
import { drain } from './drain.js';
import { fib } from './fib.js';
import { governor } from './governor.js';
import { hotPath } from './hot-path.js';
import { http } from './http.js';
import { root } from './measure.js';
import { verdict, type Benchmark, type Row } from './rows.js';
import { predict } from './predict.js';
import { queries } from './queries.js';
import { startup } from './startup.js';
import { stateQueries } from './state-queries.js';
import { tsc } from './tsc.js';

const benchmarks: Benchmark[] = [
  hotPath,
  fib,
  tsc,
  http,
  startup,
  drain,
  core,
  clock,
  predict,
  governor,
  queries,
  stateQueries,
];

/** Before a name: that benchmark runs here, and its rows are printed as JSON. */
const here = '--here';

const names = process.argv.slice(2);
if (names[0] === here) {
  const benchmark = benchmarks.find(({ name }) => name === names[1]);
  process.stdout.write(JSON.stringify(await benchmark?.run()));
  process.exit();
}
const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0 || names.includes('--help')) {
  for (const { name, what } of benchmarks) console.error(`${name.padEnd(10)} ${what}`);
  process.exit(2);
}

function measured({ name }: Benchmark): Row[] {
  const command = ['--enable-source-maps', fileURLToPath(import.meta.url), here, name];
  const rows = execFileSync(process.execPath, command, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(rows) as Row[];
}

const rows: Row[] = [];
for (const benchmark of benchmarks) {
  if (names.length > 0 && !names.includes(benchmark.name)) continue;
  console.error(`${benchmark.name}: ${benchmark.what}`);
  rows.push(...measured(benchmark));
}

const table = new Table({
  head: ['benchmark', 'variant', 'metric', 'value', 'must', 'aim', 'reached'],
  colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'left'],
  style: process.stdout.isTTY ? {} : { head: [], border: [] },
});
for (const row of rows) {
  const figure = (value: number | undefined): string =>
    value === undefined ? '' : `${String(Number(value.toPrecision(3)))} ${row.unit}`;
  table.push([
    row.benchmark,
    row.variant,
    row.metric,
    figure(row.value),
    figure(row.must),
    figure(row.aim),
    verdict(row),
  ]);
}
console.log(table.toString());

const folder = join(root, 'bench/results');
mkdirSync(folder, { recursive: true });
const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
};
const result = { date: new Date().toISOString(), machine, rows };
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
