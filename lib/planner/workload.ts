/**
 * What a run of the program does: guessed from the code, or counted in an earlier recording where
 * there is one. Functions that the recording did not instrument keep their guess, in its scale.
 */
import {
  costOfRecording,
  usageFinder,
  type FindUsage,
  type RecordedUsage,
} from './recorded-usage.js';
import type { Usage } from './costs.js';
import type { ProbeCosts } from '../plan/probe-costs.js';
import type { Workload } from './heuristics.js';
import type { CallGraph } from './survey/graph.js';
import type { FunctionRef } from './survey/types.js';
import { guessedProgramNs, staticUsage, usageOf, type StaticUsage } from './static-usage.js';

export function guessedWorkload(graph: CallGraph): Workload {
  const guesses = staticUsage(graph);
  return {
    usage: guesses.map(({ usage }) => usage),
    programNs: guessedProgramNs(graph, guesses),
    processes: 1,
  };
}

export function recordedWorkload(
  graph: CallGraph,
  recorded: RecordedUsage,
  root: string,
  costs: ProbeCosts,
): Workload {
  const find = usageFinder(recorded, root);
  const guesses = staticUsage(graph);
  const usage = graph.functions.map((ref) => found(ref, find));
  const scale = scaleOf(usage, guesses);
  return {
    usage: usage.map(
      (own, index) =>
        own ?? usageOf(graph.functions[index]!.fn, guesses[index]!.usage.calls * scale),
    ),
    programNs: programTime(recorded, costs),
    processes: recorded.processes,
  };
}

/** CPU time without recording: what the recording's processes took, less what recording cost. */
function programTime(recorded: RecordedUsage, costs: ProbeCosts): number {
  const cost = costOfRecording(recorded, costs).ns;
  const cpu = recorded.cpuNs ?? recorded.durationNs;
  // Where the costs are too high for this machine the program still took some of its own time.
  return Math.max(cpu - cost, cpu / 10);
}

function found(ref: FunctionRef, find: FindUsage): Usage | undefined {
  const entry = find(ref);
  if (entry === undefined) return undefined;
  if (entry.withValues) return entry.usage;
  const { calls, coldCalls, activations, suspensions } = entry.usage;
  return { ...usageOf(ref.fn, calls), coldCalls, activations, suspensions };
}

/** How many calls of the recording one guessed call stands for. */
function scaleOf(usage: readonly (Usage | undefined)[], guesses: readonly StaticUsage[]): number {
  let recorded = 0;
  let guessed = 0;
  for (const [index, own] of usage.entries()) {
    if (own === undefined) continue;
    recorded += own.calls;
    guessed += guesses[index]!.usage.calls;
  }
  return guessed === 0 ? 0 : recorded / guessed;
}
