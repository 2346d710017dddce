/**
 * `npm run bench:readme`: puts the figures of bench/results/latest.json into README.md, between the
 * markers, so that the document says what the benchmark printed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './measure.js';
import { verdict, type Row } from './rows.js';

const result = JSON.parse(readFileSync(join(root, 'bench/results/latest.json'), 'utf8')) as {
  date: string;
  machine: { node: string; cores: number };
  rows: Row[];
};

function figure(value: number | undefined, unit: string): string {
  return value === undefined ? '' : `${String(Number(value.toPrecision(3)))} ${unit}`;
}

const table = [
  '| benchmark | variant | figure | value | must | aim | reached |',
  '|---|---|---|--:|--:|--:|---|',
  ...result.rows.map((row) => {
    const { benchmark, variant, metric, value, unit, must, aim } = row;
    const cells = [figure(value, unit), figure(must, unit), figure(aim, unit), verdict(row)];
    return `| ${[benchmark, variant, metric, ...cells].join(' | ')} |`;
  }),
];
const { node, cores } = result.machine;
const text = [
  '<!-- costs -->',
  '',
  `Medians of alternating runs against plain node ${node} on ${String(cores)} shared cores,`,
  `drain and disk included (\`npm run bench\`, ${result.date.slice(0, 10)}):`,
  '',
  ...table,
  '',
  '<!-- /costs -->',
].join('\n');

const path = join(root, 'README.md');
const readme = readFileSync(path, 'utf8');
const section = /<!-- costs -->[\s\S]*<!-- \/costs -->/;
if (!section.test(readme)) throw new Error('README.md has no <!-- costs --> section');
writeFileSync(
  path,
  readme.replace(section, () => text),
);
