/**
 * The planner that needs nobody: gives each function the level that its worth, its cost and the
 * budget allow, and says why in one sentence.
 *
 *   maximise   sum of worth(f) x detail(level of f)
 *   while      sum of cost(f, level of f) <= (budget - 1) x CPU time of the program
 */
import { mostLimits } from '../plan/limits.js';
import { showsValues, type Level } from '../plan/plan.js';
import { createSecretNames } from '../plan/secret-names.js';
import { choose, type Step } from './choose.js';
import { addCosts, costOf, firstShare, newIn, noCost, type Cost, type Usage } from './costs.js';
import type { ProbeCosts } from '../plan/probe-costs.js';
import type { Focus } from './focus.js';
import { isTestFile } from './survey/roles.js';
import type { CallGraph } from './survey/graph.js';
import type { FunctionRef } from './survey/types.js';
import { worthOf } from './worth.js';

export const strategies = ['minimal', 'balanced', 'full'] as const;
export type Strategy = (typeof strategies)[number];

export interface Goal {
  strategy: Strategy;
  /** CPU time with recording as a multiple of that without; Infinity: no bound. */
  budget: number;
  focus: Focus;
  /** What a language model or a person thinks of a function: a factor of its worth, and why. */
  opinions: ReadonlyMap<number, { factor: number; reason: string }>;
}

/** What is known or guessed about a run of the program. */
export interface Workload {
  usage: Usage[];
  /** CPU time without recording. */
  programNs: number;
  processes: number;
}

export interface Decision {
  ref: FunctionRef;
  level: Level;
  worth: number;
  usage: Usage;
  cost: Cost;
  reason: string;
  redact: string[];
  /** How much new objects show, where it is not as usual. */
  limits: Limits | undefined;
}

interface Limits {
  entries: number;
  depth: number;
  because: string;
}

/** Share of a function's worth that each level shows. */
const detail = { off: 0, calls: 0.35, values: 1, state: 1.15 } as const;
/** Worth below which a minimal plan looks away, and share of functions that it may take. */
const minimalShare = 0.15;
const focusFactor = 20;
/** What is in focus shows all that a snapshot holds. */
const inDepth: Limits = { ...mostLimits, because: 'objects in depth' };
/** A run that shows more new objects of one function than anybody looks at. */
const manyObjects = 20_000;
const inShort: Limits = { entries: 6, depth: 1, because: 'its many objects in short' };
/** Personal data is no secret by its name alone, but nothing that a debugger needs in clear. */
const personal = /^(?:e?mail|phone|iban|ssn|birth_?(?:date|day)|passport|address)/i;
const secrets = createSecretNames();

export function decide(
  graph: CallGraph,
  workload: Workload,
  goal: Goal,
  costs: ProbeCosts,
): Decision[] {
  const share = firstShare(newIn(workload.usage).newObjects, workload.processes);
  const candidates = graph.functions.map((ref) => candidate(ref, workload, goal, costs, share));
  const wanted = wantedSteps(candidates, goal);
  const budgetNs = (goal.budget - 1) * workload.programNs;
  const taken =
    budgetNs === Infinity
      ? wanted.map((steps) => steps.length)
      : choose(wanted, Math.max(0, budgetNs));
  return candidates.map((one, index) => decision(one, taken[index]!, wanted[index]!.length, goal));
}

interface Candidate {
  ref: FunctionRef;
  usage: Usage;
  worth: number;
  because: string[];
  /** Costs at `calls` and at `values`. */
  costs: [Cost, Cost];
  nearness: number;
  redact: string[];
}

function candidate(
  ref: FunctionRef,
  { usage }: Workload,
  { focus, opinions }: Goal,
  costs: ProbeCosts,
  share: number,
): Candidate {
  const { score, because } = worthOf(ref);
  const own = usage[ref.index]!;
  const nearness = focus.get(ref.index) ?? 0;
  const opinion = opinions.get(ref.index);
  const reasons = [...(opinion === undefined ? [] : [opinion.reason]), ...because];
  return {
    ref,
    usage: own,
    worth: score * (1 + focusFactor * nearness) * (opinion?.factor ?? 1),
    because:
      nearness === 0 ? reasons : [nearness === 1 ? 'in focus' : 'near the focus', ...reasons],
    costs: [costOf(own, false, costs, share), costOf(own, true, costs, share)],
    nearness,
    redact: ref.fn.parameters.filter((name) => secrets.rule(name) !== 0 || personal.test(name)),
  };
}

/** The steps that a strategy considers for each function. */
function wantedSteps(candidates: readonly Candidate[], { strategy, focus }: Goal): Step[][] {
  const least = strategy === 'minimal' ? leastWorth(candidates) : 0;
  return candidates.map(({ worth, costs: [calls, values], ref, nearness }) => {
    if (ref.fn.isOfCompiler) return [];
    if (strategy === 'minimal') {
      const isAside = focus.size > 0 ? nearness === 0 : worth < least;
      if (isAside || (nearness < 1 && isTestFile(ref.module.file))) return [];
    }
    return [
      { cost: calls.ns, value: worth * detail.calls },
      { cost: values.ns, value: worth * detail.values },
    ];
  });
}

function leastWorth(candidates: readonly Candidate[]): number {
  const sorted = candidates.map(({ worth }) => worth).sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length * minimalShare)] ?? 0;
}

const levelOfSteps: readonly Level[] = ['off', 'calls', 'values'];

function decision(one: Candidate, taken: number, wanted: number, goal: Goal): Decision {
  const { ref, worth, usage, costs, redact } = one;
  const isDeep = goal.strategy === 'full' && taken === 2 && ref.fn.state.length > 0;
  const level = isDeep ? 'state' : levelOfSteps[taken]!;
  const limits = level === 'values' ? limitsOf(one, goal) : undefined;
  return {
    ref,
    level,
    worth,
    usage,
    cost: taken === 0 ? noCost : costs[taken - 1]!,
    reason: [reasonOf(one, level, wanted), ...(limits ? [limits.because] : [])].join(', '),
    redact,
    limits,
  };
}

function limitsOf({ nearness, usage }: Candidate, { strategy }: Goal): Limits | undefined {
  if (nearness === 1) return inDepth;
  return strategy !== 'full' && usage.newObjects > manyObjects ? inShort : undefined;
}

function reasonOf({ because, usage, ref }: Candidate, level: Level, wanted: number): string {
  if (ref.fn.isOfCompiler) return "a compiler's helper";
  const why = because.slice(0, 3).join(', ') || 'plain code';
  if (wanted === 0) return `aside in a minimal plan: ${why}`;
  if (showsValues(level)) return why;
  return `${runsText(usage.calls)}, more detail would exceed the budget: ${why}`;
}

function runsText(calls: number): string {
  const rounded = calls >= 10 ? String(Number(calls.toPrecision(2))) : String(Math.round(calls));
  return `${rounded} calls expected`;
}

export function totalCost(decisions: readonly Decision[]): Cost {
  return decisions.reduce((sum, { cost }) => addCosts(sum, cost), noCost);
}
