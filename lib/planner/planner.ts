/**
 * Makes a plan: surveys the code, reckons what recording each function would tell and cost, and
 * chooses within the budget. `scope plan` and scripts use it alike:
 *
 *   import { plan } from 'scope';
 *   const { text } = await plan({ root: '/app', paths: ['src'], budget: 1.1 });
 *   await writeFile('/app/scope.plan.json', text);
 */
import { resolve } from 'node:path';
import { formatEntry } from '../plan/entry.js';
import { planVersion, showsValues, type Level, type Plan, type Rule } from '../plan/plan.js';
import { openRecordingFiles } from '../reader/recording.js';
import { addCosts, costOfSetting, newIn, type Cost, type Setting } from './costs.js';
import { defaultCosts, type ProbeCosts } from '../plan/probe-costs.js';
import { changedSince, focusOn, type Focus } from './focus.js';
import {
  decide,
  totalCost,
  type Decision,
  type Goal,
  type Strategy,
  type Workload,
} from './heuristics.js';
import { costOfRecording, recordedUsage, type RecordedUsage } from './recorded-usage.js';
import { callGraph, type CallGraph } from './survey/graph.js';
import { surveyProject } from './survey/survey.js';
import type { Survey } from './survey/types.js';
import { guessedWorkload, recordedWorkload } from './workload.js';

export interface PlanOptions {
  /** Folder that the plan's paths refer to; default: the current one. */
  root?: string;
  /** Files and folders to plan for; default: all of the root but node_modules. */
  paths?: readonly string[];
  strategy?: Strategy;
  /** CPU time with recording as a multiple of that without; default 1.1, none for `full`. */
  budget?: number;
  /** What to look at: names, paths, `file.ts:41`, an error message, a stack trace. */
  focus?: string;
  /** A git revision: what changed since is looked at. */
  since?: string;
  /** An earlier recording, whose counts take the place of guesses. */
  from?: string;
  costs?: ProbeCosts;
  /** File that keeps surveys between runs. */
  cacheFile?: string;
  /** Asked what it thinks of the functions (provider/advice.ts). */
  advise?: (context: AdviceContext) => Promise<Goal['opinions']>;
  /** Told about long work. */
  onProgress?: (what: string, done: number, total?: number) => void;
}

export interface AdviceContext {
  graph: CallGraph;
  focus: Focus;
  workload: Workload;
}

export interface PlanResult {
  plan: Plan;
  /** The plan as a file: stable order, one line for each function. */
  text: string;
  decisions: Decision[];
  /** How many functions the focus speaks of, or is near to. */
  inFocus: number;
  survey: Survey;
  graph: CallGraph;
  /** Of a run like the one that counts are from. */
  cost: Cost;
  /** CPU time of such a run without recording. */
  programNs: number;
  /** The recording, where `from` names one. */
  recorded: RecordedUsage | undefined;
}

export const defaultBudget = 1.1;

/**
 * Throws ScopeError: SCOPE_USAGE for paths, revisions and budgets that make no sense, and what
 * opening a recording throws.
 */
export async function plan(options: PlanOptions = {}): Promise<PlanResult> {
  const { strategy = 'balanced', costs = defaultCosts, onProgress } = options;
  const root = resolve(options.root ?? '.');
  const survey = surveyProject({
    root,
    ...(options.paths === undefined ? {} : { paths: options.paths }),
    ...(options.cacheFile === undefined ? {} : { cacheFile: options.cacheFile }),
    onProgress: (done, total) => onProgress?.('modules surveyed', done, total),
  });
  const graph = callGraph(survey);
  const recorded = options.from === undefined ? undefined : await read(options.from, onProgress);
  const workload =
    recorded === undefined
      ? guessedWorkload(graph)
      : recordedWorkload(graph, recorded, root, costs);
  const focus = focusOf(options, root, graph);
  const opinions = (await options.advise?.({ graph, focus, workload })) ?? new Map<number, never>();
  const budget = options.budget ?? (strategy === 'full' ? Infinity : defaultBudget);
  const decisions = decide(graph, workload, { strategy, budget, focus, opinions }, costs);
  const cost = expectedCost(decisions, recorded, costs);
  const { programNs } = workload;
  const made = originOf(options, { strategy, budget, cost, programNs });
  const file = planOf(decisions, strategy, made);
  const text = planText(file);
  const inFocus = focus.size;
  return { plan: file, text, decisions, inFocus, survey, graph, cost, programNs, recorded };
}

async function read(path: string, onProgress: PlanOptions['onProgress']): Promise<RecordedUsage> {
  const recording = openRecordingFiles(path);
  try {
    return await recordedUsage(recording, (events) => onProgress?.('events read', events));
  } finally {
    recording.close();
  }
}

function focusOf({ focus, since }: PlanOptions, root: string, graph: CallGraph): Focus {
  const joined = focus === undefined ? new Map<number, number>() : focusOn(focus, graph);
  if (since === undefined) return joined;
  for (const [index, nearness] of changedSince(since, root, graph)) {
    joined.set(index, Math.max(nearness, joined.get(index) ?? 0));
  }
  return joined;
}

/**
 * Of a run like the recorded one, with a cache that knows its modules. Bytes in the measure of the
 * recording: how well a program's events compress is its own. One without values tells that of
 * events without values only.
 */
function expectedCost(
  decisions: readonly Decision[],
  recorded: RecordedUsage | undefined,
  costs: ProbeCosts,
): Cost {
  if (recorded === undefined) return totalCost(decisions);
  const { bytes, fixedBytes, madeBytes, unkeptUnits } = recorded;
  const hasValues = decisions.some(({ level }) => showsValues(level));
  const valuesProcesses = hasValues ? recorded.processes : 0;
  const run = { ...recorded, madeUnits: unkeptUnits, valuesProcesses, lines: decisions.length };
  const setting = costOfSetting({ ...run, ...newOf(decisions) }, costs);
  const own = totalCost(decisions);
  const modelled = costOfRecording(recorded, costs).bytes;
  const scale = modelled > 0 ? (bytes - fixedBytes) / modelled : 1;
  const knowsValues = recorded.functions.some(({ site }) => site.level !== 'calls');
  const alike = knowsValues ? decisions : decisions.filter(({ level }) => level === 'calls');
  const alikeSetting = costOfSetting({ ...run, ...newOf(alike) }, costs);
  const alikeBytes = totalCost(alike).bytes + alikeSetting.bytes;
  const all = addCosts(own, setting);
  const eventBytes = alikeBytes * scale + all.bytes - alikeBytes;
  return { ...all, bytes: fixedBytes - madeBytes + eventBytes };
}

function newOf(decisions: readonly Decision[]): Pick<Setting, 'newWords'> {
  return newIn(decisions.filter(({ level }) => showsValues(level)).map(({ usage }) => usage));
}

interface Outcome {
  strategy: Strategy;
  budget: number;
  cost: Cost;
  programNs: number;
}

function originOf(
  { focus, since, from }: PlanOptions,
  { strategy, budget, cost, programNs }: Outcome,
): NonNullable<Plan['made']> {
  const sought = [focus, since === undefined ? undefined : `since ${since}`];
  const focusText = sought.filter((text) => text !== undefined).join('; ');
  const milliseconds = (ns: number): number => Number((ns / 1e6).toPrecision(4));
  return {
    strategy,
    ...(budget === Infinity ? {} : { budget }),
    ...(focusText === '' ? {} : { focus: focusText }),
    basis: from === undefined ? 'static estimates' : `counts of ${from}`,
    ...(from === undefined
      ? {}
      : {
          expected: {
            events: Math.round(cost.events),
            bytes: Math.round(cost.bytes),
            addedCpuMs: milliseconds(cost.ns),
            programCpuMs: milliseconds(programNs),
          },
        }),
  };
}

/** What functions follow that were edited after the plan was made. */
const fallback: Record<Strategy, Level> = { minimal: 'calls', balanced: 'values', full: 'values' };

function planOf(
  decisions: readonly Decision[],
  strategy: Strategy,
  made: NonNullable<Plan['made']>,
): Plan {
  const rules: Rule[] = [
    {
      files: ['**'],
      level: fallback[strategy],
      reason: 'own code that is new or was edited since the plan was made',
    },
    { files: ['**/node_modules/**'], level: 'off', reason: 'dependencies' },
  ];
  const functions: Record<string, string[]> = {};
  for (const { ref, level, reason, redact, limits } of decisions) {
    const lines = (functions[ref.module.file] ??= []);
    const { name, hash, state } = ref.fn;
    const line = formatEntry({
      hash,
      level,
      ...(level === 'state' ? { state } : {}),
      ...(redact.length > 0 ? { redact } : {}),
      ...(limits && { entries: limits.entries, depth: limits.depth }),
      name,
      reason,
    });
    if (!lines.includes(line)) lines.push(line);
  }
  return { version: planVersion, made, rules, default: 'off', functions };
}

export function planText(file: Plan): string {
  const { redact, ...rest } = file;
  const lists = Object.entries<string[]>({ ...redact }).filter(([, names]) => names.length > 0);
  const shown = lists.length === 0 ? rest : { ...rest, redact: Object.fromEntries(lists) };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
