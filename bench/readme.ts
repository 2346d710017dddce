/**
 * `npm run bench:readme`: puts the figures of bench/results/latest.json between the markers of two
 * documents, so that they say what the benchmark printed: all into bench/README.md, those with a
 * target into README.md.
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

function section(rows: Row[]): string {
  const { node, cores } = result.machine;
  return [
    '<!-- costs -->',
    '',
    `Medians of alternating runs against plain node ${node} on ${String(cores)} shared cores,`,
    `drain and disk included (\`npm run bench\`, ${result.date.slice(0, 10)}):`,
    '',
    '| benchmark | variant | figure | value | must | aim | reached |',
    '|---|---|---|--:|--:|--:|---|',
    ...rows.map((row) => {
      const { benchmark, variant, metric, value, unit, must, aim } = row;
      const cells = [figure(value, unit), figure(must, unit), figure(aim, unit), verdict(row)];
      return `| ${[benchmark, variant, metric, ...cells].join(' | ')} |`;
    }),
    '',
    '<!-- /costs -->',
  ].join('\n');
}

function put(document: string, rows: Row[]): void {
  const path = join(root, document);
  const text = readFileSync(path, 'utf8');
  const marked = /<!-- costs -->[\s\S]*<!-- \/costs -->/;
  if (!marked.test(text)) throw new Error(`${document} has no <!-- costs --> section`);
  writeFileSync(
    path,
    text.replace(marked, () => section(rows)),
  );
}

put('bench/README.md', result.rows);
put(
  'README.md',
  result.rows.filter(({ must }) => must !== undefined),
);
