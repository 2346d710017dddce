/**
 * The recall study: of the functions that real bug fixes changed, how many would a plan that knew
 * nothing of the bug have recorded at `values`, within the budget, while the fix's own test ran on
 * the code before the fix?
 *
 *   node dist/bench/recall/main.js find REPOS        look for fixes whose tests run
 *   node dist/bench/recall/main.js REPOS             study bench/recall/commits.json
 *
 * REPOS holds clones named as in commits.json; `tools/node_modules` beside it, what their tests
 * need.
 * Nothing of the projects is kept here: only their names and the hashes of commits.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { root } from '../measure.js';
import { candidates } from './candidates.js';
import { study, type Fix, type Finding } from './study.js';

const arms = ['static', 'counted', 'by call count', 'random'] as const;

function share(findings: readonly Finding[], arm: (typeof arms)[number], budget: number): number {
  let recorded = 0;
  let changed = 0;
  for (const finding of findings) {
    recorded += finding.arms[`${arm} ${String(budget)}`]!.recorded;
    changed += finding.changed;
  }
  return changed === 0 ? NaN : recorded / changed;
}

function print(findings: readonly Finding[], budgets: readonly number[]): void {
  const table = new Table({ head: ['project', 'fixes', 'changed', 'budget', ...arms] });
  const projects = [...new Set(findings.map(({ fix }) => fix.project))];
  for (const project of [...projects, 'all']) {
    const own = findings.filter(({ fix }) => project === 'all' || fix.project === project);
    const changed = own.reduce((sum, finding) => sum + finding.changed, 0);
    for (const budget of budgets) {
      const shares = arms.map((arm) => `${(share(own, arm, budget) * 100).toFixed(1)} %`);
      table.push([project, own.length, changed, budget, ...shares]);
    }
  }
  console.log(table.toString());
}

async function main(args: string[]): Promise<void> {
  const isFinding = args[0] === 'find';
  const repos = (isFinding ? args[1] : args[0]) ?? '.';
  const fixes = isFinding
    ? candidates(repos)
    : (JSON.parse(readFileSync(join(root, 'bench/recall/commits.json'), 'utf8')) as Fix[]);
  const findings: Finding[] = [];
  const budgets = [1.1, 1.05, 1.02, 1.01, 1.005];
  for (const fix of fixes) {
    try {
      const finding = await study(repos, fix, budgets);
      if (finding === undefined) continue;
      findings.push(finding);
      console.error(`${fix.project} ${fix.commit.slice(0, 10)} ${JSON.stringify(finding.arms)}`);
      if (isFinding) appendFileSync(join(repos, 'found.jsonl'), `${JSON.stringify(fix)}\n`);
    } catch (error) {
      console.error(`${fix.project} ${fix.commit.slice(0, 10)} left out: ${String(error)}`);
    }
  }
  print(findings, budgets);
  if (!isFinding) {
    const file = join(root, 'bench/results/recall.json');
    writeFileSync(file, `${JSON.stringify(findings, null, 2)}\n`);
  }
}

await main(process.argv.slice(2));
