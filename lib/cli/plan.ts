/** `scope plan`: makes, explains, compares and checks plans. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { makeFolder } from '../cache-folder.js';
import { readConfig, type Config } from '../config.js';
import { ScopeError } from '../errors.js';
import { parsePlan } from '../plan/plan.js';
import { calibrate, readCosts } from '../planner/calibrate.js';
import { checkRecording } from '../planner/check.js';
import type { ProbeCosts } from '../plan/probe-costs.js';
import { diffPlans, mergePlans, readPlanFile } from '../planner/files.js';
import { strategies, type Strategy } from '../planner/heuristics.js';
import { plan, planText, type PlanOptions, type PlanResult } from '../planner/planner.js';
import { recordedUsage } from '../planner/recorded-usage.js';
import { adviser, type AiOptions } from './plan-ai.js';
import { changesText, comparisonText, explanation, summary, summaryJson } from './plan-text.js';
import { exitCode } from './exit.js';
import { openRecording, wholeNumber } from './open.js';
import { Output } from './output.js';
import { Progress } from './progress.js';
import { count, printable } from './text.js';

const examples = `
Examples:
  scope plan -o scope.plan.json                       for the code here, at most 10 % more CPU
  scope plan src --focus 'TypeError: x is undefined at cart.ts:41' -o scope.plan.json
  scope plan --since main --strategy minimal -o diff.plan.json
  scope plan --from .scope/latest --budget 1.05 -o scope.plan.json     with real counts
  scope plan --check .scope/latest                    predicted against actual
  scope plan --explain Cart.total
  scope plan --ai --dry-run                           what a language model would be sent
  scope plan --diff old.plan.json new.plan.json`;

interface Options extends AiOptions {
  output?: string;
  strategy: Strategy;
  budget?: number;
  focus?: string;
  since?: string;
  from?: string;
  check?: string;
  plan?: string;
  explain?: string;
  diff?: true;
  merge?: true;
  calibrate?: true;
  json?: boolean;
}

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('make a plan: what to record of each function, for a goal and a budget')
    .argument('[PATHS...]', 'files and folders to plan for (default: all but node_modules)')
    .option('-o, --output <FILE>', 'write the plan there (default: standard output)')
    .option('--strategy <S>', 'minimal, balanced or full', strategy, 'balanced')
    .option('--budget <X>', 'CPU time with recording, as a multiple: 1.1 is 10 % more', budget)
    .option('--focus <TEXT>', 'look at this: names, paths, file:line, a stack trace')
    .option('--since <REV>', 'look at what changed since this git revision')
    .option('--from <REC>', 'use the counts of an earlier recording')
    .option('--check <REC>', 'compare what was predicted with what a recording holds')
    .option('--plan <FILE>', 'with --check: the plan that the recording obeyed')
    .option('--explain <FUNCTION>', 'tell what the plan does with a function, and why')
    .option('--diff', 'PATHS are two plans: print what differs')
    .option('--merge', 'PATHS are two plans: join them, the higher levels win')
    .option('--calibrate', 'measure what probes cost on this machine, for later plans')
    .option('--ai', 'ask a language model, too (SCOPE_AI_MODEL, OPENAI_API_KEY, OPENAI_BASE_URL)')
    .option('--dry-run', 'with --ai: print what would be sent, and send nothing')
    .option('--token-budget <N>', 'with --ai: at most so many tokens of code sent', wholeNumber)
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runPlan(paths, options);
    });
}

async function runPlan(paths: string[], options: Options): Promise<number> {
  const config = readConfig(process.env, process.cwd());
  const out = new Output();
  if (options.calibrate === true) await calibrateHere(config, options, out);
  else if (options.check !== undefined) await check(options.check, config, options, out);
  else if (options.diff === true) diff(paths, options, out);
  else if (options.merge === true) merge(paths, options, out);
  else await make(paths, config, options, out);
  out.flush();
  return exitCode.fine;
}

async function make(
  paths: readonly string[],
  config: Config,
  options: Options,
  out: Output,
): Promise<void> {
  const progress = new Progress();
  const ai = options.ai === true ? adviser(options, config, options.focus ?? '') : undefined;
  if (config.cache !== '') makeOut(config);
  const result = await plan({
    ...goalOf(options),
    root: config.root,
    ...(paths.length === 0 ? {} : { paths: paths.map((path) => resolve(path)) }),
    costs: costsOf(config),
    cacheFile: config.cache === '' ? '' : join(config.out, 'survey.json'),
    ...(ai === undefined ? {} : { advise: ai.advise }),
    onProgress: (what, done, total) => {
      const of = total === undefined ? '' : ` of ${count(total)}`;
      progress.show(`${count(done)}${of} ${what}`);
    },
  });
  progress.done();
  ai?.report(out);
  if (options.dryRun === true) return;
  reportUnread(result);
  reportFocus(result, options);
  if (options.explain !== undefined) {
    out.write(explanation(result, options.explain, options.json === true));
    return;
  }
  write(result, options, out);
}

function goalOf({ strategy, budget, focus, since, from }: Options): PlanOptions {
  return {
    strategy,
    ...(budget === undefined ? {} : { budget }),
    ...(focus === undefined ? {} : { focus }),
    ...(since === undefined ? {} : { since }),
    ...(from === undefined ? {} : { from }),
  };
}

function write(result: PlanResult, { output, json }: Options, out: Output): void {
  if (output === undefined || output === '-') {
    out.write(json === true ? `${JSON.stringify(result.plan)}\n` : result.text);
    if (json !== true) process.stderr.write(summary(result));
    return;
  }
  writeFileSync(output, result.text);
  if (json === true) out.line(JSON.stringify({ file: resolve(output), ...summaryJson(result) }));
  else out.write(`${summary(result)}written to ${output}\n`);
}

function reportUnread({ survey }: PlanResult): void {
  const [first] = survey.unread;
  if (first === undefined) return;
  const files = survey.unread.length === 1 ? '1 file' : `${count(survey.unread.length)} files`;
  const line = `scope: ${files} not read, first ${first.file}: ${first.reason}`;
  process.stderr.write(`${printable(line)}\n`);
}

function reportFocus({ inFocus }: PlanResult, { focus, since }: Options): void {
  if (inFocus > 0 || (focus === undefined && since === undefined)) return;
  const what = focus === undefined ? `has changed since ${since!}` : 'is what --focus speaks of';
  process.stderr.write(`scope: no surveyed function ${printable(what)}\n`);
}

async function check(path: string, config: Config, options: Options, out: Output): Promise<void> {
  const progress = new Progress();
  const recorded = await recordedUsage(openRecording(path), progress.report);
  progress.done();
  const file = options.plan ?? (config.planFile === '' ? undefined : config.planFile);
  const obeyed = file === undefined ? undefined : readPlanFile(file);
  const rows = checkRecording(recorded, obeyed, costsOf(config));
  if (options.json === true) out.line(JSON.stringify(rows));
  else out.write(comparisonText(rows));
}

function diff(paths: readonly string[], { json }: Options, out: Output): void {
  const [a, b] = twoPlans(paths, '--diff');
  const changes = diffPlans(readPlanFile(a), readPlanFile(b));
  if (json === true) for (const change of changes) out.line(JSON.stringify(change));
  else out.write(changesText(changes));
}

function merge(paths: readonly string[], { output }: Options, out: Output): void {
  const [a, b] = twoPlans(paths, '--merge');
  const text = planText(mergePlans(readPlanFile(a), readPlanFile(b)));
  parsePlan(text);
  if (output === undefined || output === '-') out.write(text);
  else writeFileSync(output, text);
}

function twoPlans(paths: readonly string[], option: string): [string, string] {
  const [a, b, ...more] = paths;
  if (a !== undefined && b !== undefined && more.length === 0) return [a, b];
  throw new ScopeError('SCOPE_USAGE', `scope plan ${option}: give two plan files`);
}

async function calibrateHere(config: Config, { json }: Options, out: Output): Promise<void> {
  const progress = new Progress();
  makeOut(config);
  const costs = await calibrate(costsFile(config), (done, total) => {
    progress.show(`${count(done)} of ${count(total)} runs`);
  });
  progress.done();
  if (json === true) out.line(JSON.stringify(costs));
  else for (const [name, value] of Object.entries(costs)) out.line(`${name.padEnd(14)} ${value}`);
}

function costsOf(config: Config): ProbeCosts {
  return readCosts(costsFile(config));
}

/** The planner's files lie beside the recordings; whoever cannot write them says so, or goes on. */
function makeOut({ out }: Config): void {
  try {
    makeFolder(out);
  } catch {
    // read-only
  }
}

function costsFile(config: Config): string {
  return join(config.out, 'costs.json');
}

function strategy(text: string): Strategy {
  const found = strategies.find((known) => known === text);
  if (found === undefined) throw new InvalidArgumentError(`Expected ${strategies.join(', ')}.`);
  return found;
}

function budget(text: string): number {
  const value = Number(text);
  if (!(value >= 1)) throw new InvalidArgumentError('Expected a number from 1 on, such as 1.1.');
  return value;
}
