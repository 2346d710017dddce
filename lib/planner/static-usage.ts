/**
 * How often functions run and how long a call takes, guessed from the code alone: work flows from
 * entry points along the call graph, more where a call stands in loops, less under conditions. The
 * unit is arbitrary (one call of the program's top level), so only shares mean something.
 */
import { usualWords } from '../plan/probe-costs.js';
import { called, type Usage } from './costs.js';
import type { CallGraph } from './survey/graph.js';
import { repeats } from './survey/measure.js';
import type { FunctionSurvey, Role } from './survey/types.js';

/** Runs of what something outside of the code calls, for one start of the program. */
const outsideRuns: Partial<Record<Role, number>> = {
  route: 200,
  middleware: 200,
  'queue consumer': 200,
  'event listener': 20,
  reducer: 50,
  worker: 20,
  command: 1,
  timer: 5,
  test: 1,
};
const publicRuns = 10;
const rounds = 12;
const branchShare = 0.6;
const maxBranches = 4;
/** A recursive function comes back to itself so often for each call from outside. */
const recursionRuns = 12;
const maxRuns = 1e9;

/** Nanoseconds of a node of the syntax tree, of a call into Node or a library, and of I/O. */
const nodeNs = 2;
const foreignCallNs = 40;
const ioNs = 15_000;
const awaitNs = 300;
/** What Node itself does for a request. */
const requestNs = 60_000;

/**
 * What Node, a framework or test runner and the libraries that nobody surveys take of a program
 * that runs and ends, and the loading of each of its own modules.
 */
const startNs = 350e6;
const moduleNs = 700e3;
const serving = new Set<Role>(['route', 'middleware', 'queue consumer', 'worker', 'http server']);
/** A server runs on: what happens for the first time in it hardly counts. */
const serverRuns = 100;

/** CPU time of a whole run without recording; a server's start does not count. */
export function guessedProgramNs(graph: CallGraph, guesses: readonly StaticUsage[]): number {
  const own = guesses.reduce((sum, { ownNs }) => sum + ownNs, 0);
  if (isServer(graph)) return own;
  const modules = new Set(graph.functions.map(({ module }) => module)).size;
  return own + startNs + modules * moduleNs;
}

function isServer({ functions }: CallGraph): boolean {
  return functions.some(({ fn }) => fn.roles.some((role) => serving.has(role)));
}

export interface StaticUsage {
  usage: Usage;
  /** Time of all calls in the function's own code, without recording. */
  ownNs: number;
}

export function staticUsage(graph: CallGraph): StaticUsage[] {
  const runs = callRuns(graph);
  const times = isServer(graph) ? serverRuns : 1;
  return graph.functions.map(({ fn }, index) => {
    const calls = runs[index]! * times;
    return { usage: usageOf(fn, calls), ownNs: calls * callTime(fn) };
  });
}

function callRuns({ functions, edges, callers, isRecursive }: CallGraph): number[] {
  const base = functions.map(({ fn }, index) => baseRuns(fn, callers[index]!.length));
  let runs = [...base];
  for (let round = 0; round < rounds; round++) {
    const next = [...base];
    for (const { from, to, loops, branches } of edges) {
      if (from === to || (from >= 0 && isRecursive[from]! && isRecursive[to]!)) continue;
      const share = repeats(loops) * branchShare ** Math.min(branches, maxBranches);
      next[to] = Math.min(maxRuns, next[to]! + (from < 0 ? 1 : runs[from]!) * share);
    }
    runs = next.map((value, index) => value * (isRecursive[index]! ? recursionRuns : 1));
  }
  return runs;
}

function baseRuns(fn: FunctionSurvey, callers: number): number {
  const outside = fn.roles.map((role) => outsideRuns[role] ?? 0);
  const most = Math.max(0, ...outside);
  if (most > 0) return most;
  if (fn.isExported) return publicRuns;
  return callers === 0 ? 1 : 0.1;
}

function callTime(fn: FunctionSurvey): number {
  const served = fn.roles.includes('route') ? requestNs : 0;
  const code = fn.work * nodeNs + fn.calls.length * foreignCallNs + fn.awaits * awaitNs;
  return code + fn.io * ioNs + served;
}

/** How values usually are of which the text tells nothing, as shares. */
const objectShare = 0.5;
const newObjectShare = 0.14;
const newStringShare = 0.02;
/** A function that is called more often than this sees more and more of what it has seen. */
const freshCalls = 3000;
/** As the transform captures them. */
const maxCaptured = 8;

/** The usage of `calls` calls, where no recording tells about their values. */
export function usageOf(fn: FunctionSurvey, calls: number): Usage {
  const parameters = Math.min(fn.parameters.length, maxCaptured);
  const results = fn.returns > 0 ? 1 : 0;
  const values = calls * (parameters + results + fn.awaits);
  const plain = Math.min(parameters, fn.plainParameters) + results * fn.plainReturns;
  const fresh = calls * results * fn.freshReturns;
  const unknown = values - calls * plain - fresh;
  const news = Math.min(1, Math.sqrt(freshCalls / calls));
  const newObjects = fresh + unknown * newObjectShare * news;
  const newStrings = unknown * newStringShare * news;
  return {
    ...called(calls),
    activations: fn.isAsync || fn.isGenerator ? calls : 0,
    suspensions: calls * (fn.awaits + fn.yields),
    values,
    objects: fresh + unknown * objectShare,
    newObjects,
    newStrings,
    valueWords: values + newObjects * usualWords.object + newStrings * usualWords.string,
    longUnits: 0,
  };
}
