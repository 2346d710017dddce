/**
 * One fix: runs its test on the code before it, plain for the CPU time and recorded for the counts,
 * and asks each way of choosing which of the changed functions it would have recorded.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choose } from '../../lib/planner/choose.js';
import { costOf, costOfSetting, firstShare } from '../../lib/planner/costs.js';
import { showsValues } from '../../lib/plan/plan.js';
import { defaultCosts } from '../../lib/plan/probe-costs.js';
import type { Decision } from '../../lib/planner/heuristics.js';
import { plan, type PlanOptions } from '../../lib/planner/planner.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import {
  costOfRecording,
  noUsage,
  recordedUsage,
  usageFinder,
  type RecordedUsage,
} from '../../lib/planner/recorded-usage.js';
import { alternate, median, plain, recorded, run, type Variant } from '../measure.js';
import { checkOut, type Checkout } from './checkout.js';

export interface Fix {
  project: string;
  commit: string;
  runner: 'mocha' | 'tape' | 'tap';
  sources: string[];
  tests: string[];
}

export interface Finding {
  fix: Fix;
  /** Functions that the fix changes and its test runs. */
  changed: number;
  /** Functions of the project's own sources. */
  functions: number;
  programMs: number;
  /** CPU time that everything at `values` adds to a run without, by the costs and as measured. */
  modelledMs: number;
  measuredMs: number;
  /** CPU time with everything at `values`, as a multiple, by the costs. */
  everything: number;
  /** By arm and budget: how many of the changed functions, and the CPU time as a multiple. */
  arms: Record<string, { recorded: number; ratio: number }>;
}

const randomSeeds = 20;
const rounds = 3;

/** Undefined where the test does not run on the parent, or runs none of the changed functions. */
export async function study(
  repos: string,
  fix: Fix,
  budgets: readonly number[],
): Promise<Finding | undefined> {
  const checkout = checkOut(repos, fix);
  const out = mkdtempSync(join(tmpdir(), 'scope-recall-'));
  try {
    const [program = '', ...args] = commandOf(checkout.folder, fix);
    const cache = { SCOPE_CACHE: join(out, 'cache') };
    const include = { SCOPE_INCLUDE: '**', SCOPE_EXCLUDE: '**/node_modules/**,test/**' };
    const started = recorded('started', out, { ...cache, SCOPE_INCLUDE: 'nothing' });
    const everything = recorded('counts', out, { ...cache, ...include, SCOPE_LEVEL: 'values' });
    let turn = 0;
    const runs = alternate([plain, started, everything], rounds, (variant) => {
      const unique = { ...variant.env, SCOPE_NAME: `${variant.name}-${String(turn++)}` };
      return runTest({ ...variant, env: unique }, checkout, program, args);
    });
    const cpu = (name: string): number => median((runs.get(name) ?? []).map((r) => r.cpuMs));
    const times = { programMs: cpu('plain'), measuredMs: cpu('counts') - cpu('started') };
    const recording = join(out, `counts-${String(turn - 1)}`);
    return await compare(checkout, fix, recording, times, budgets);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** A test that fails is what a fix's test does on the parent: only crashes of tools count. */
function runTest(variant: Variant, { folder }: Checkout, program: string, args: string[]) {
  return run(variant, program, args, folder, { mayFail: true });
}

function commandOf(folder: string, { runner, tests }: Fix): string[] {
  const present = tests.filter((test) => existsSync(join(folder, test)));
  if (present.length === 0) throw new Error('no test on the parent');
  const tools = join(folder, 'node_modules');
  if (runner === 'tape') return [join(tools, 'tape/bin/tape'), ...present];
  if (runner === 'tap') return [join(folder, present[0]!)];
  const setup = join(folder, 'test/support/env.js');
  const preload = existsSync(setup) ? ['--require', setup] : [];
  return [join(tools, 'mocha/bin/_mocha'), '--exit', ...preload, ...present];
}

async function compare(
  { folder, changed }: Checkout,
  fix: Fix,
  recording: string,
  { programMs, measuredMs }: { programMs: number; measuredMs: number },
  budgets: readonly number[],
): Promise<Finding | undefined> {
  const files = openRecordingFiles(recording);
  const counts = await recordedUsage(files);
  const find = usageFinder(counts, folder);
  files.close();
  const options: PlanOptions = { root: folder, paths: pathsOf(folder) };
  const { decisions } = await plan({ ...options, strategy: 'full' });
  const share = firstShare(counts.newObjects, counts.processes);
  const all = decisions.map(({ ref }) => {
    const own = find(ref)?.usage ?? noUsage();
    const ns = costOf(own, true, defaultCosts, share).ns;
    return { ref, calls: own.calls, ns, callsNs: costOf(own, false, defaultCosts, share).ns };
  });
  const changedSet = new Set(changedFunctions(decisions, changed).filter((i) => all[i]!.calls > 0));
  if (changedSet.size === 0) return undefined;
  const programNs = programMs * 1e6;
  const arms: Finding['arms'] = {};
  const rate = (name: string, values: Iterable<number>, calls: Iterable<number> = []): void => {
    let [hits, ns] = [0, 0];
    for (const index of values) {
      ns += all[index]!.ns;
      if (changedSet.has(index)) hits++;
    }
    for (const index of calls) ns += all[index]!.callsNs;
    arms[name] = { recorded: hits, ratio: Number((1 + ns / programNs).toFixed(4)) };
  };
  for (const budget of budgets) {
    const left = (budget - 1) * programNs;
    const guessed = await plan({ ...options, budget });
    rate(`static ${String(budget)}`, at(guessed.decisions, true), at(guessed.decisions, false));
    const counted = choose(
      guessed.decisions.map(({ worth }, i) => [
        { cost: all[i]!.callsNs, value: 0.35 * worth },
        { cost: all[i]!.ns, value: worth },
      ]),
      left,
    );
    const taken = (steps: number): number[] =>
      counted.flatMap((step, index) => (step === steps ? [index] : []));
    rate(`counted ${String(budget)}`, taken(2), taken(1));
    const order = all.map((_, i) => i).filter((i) => all[i]!.calls > 0);
    const costs = all.map(({ ns }) => ns);
    const byCount = [...order].sort((a, b) => all[b]!.calls - all[a]!.calls);
    rate(`by call count ${String(budget)}`, untilSpent(byCount, costs, left));
    arms[`random ${String(budget)}`] = random(order, costs, left, changedSet, programNs);
  }
  const allNs = all.reduce((sum, { ns }) => sum + ns, 0);
  return {
    fix,
    changed: changedSet.size,
    functions: all.length,
    programMs,
    modelledMs: Number((addedNs(counts) / 1e6).toFixed(2)),
    measuredMs: Number(measuredMs.toFixed(1)),
    everything: Number((1 + allNs / programNs).toFixed(4)),
    arms,
  };
}

/** What a recording costs more than a run in which scope records nothing. */
function addedNs(counts: RecordedUsage): number {
  const { processes, runtimeEvents } = counts;
  const nothing = { valuesProcesses: 0, lines: 0, modules: 0, textUnits: 0, madeUnits: 0 };
  const started = costOfSetting(
    { ...nothing, newWords: 0, processes, runtimeEvents },
    defaultCosts,
  );
  return costOfRecording(counts, defaultCosts).ns - started.ns;
}

function pathsOf(folder: string): string[] {
  const { main = '.' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    main?: string;
  };
  const known = ['lib', 'classes', 'functions', 'internal', 'ranges'].map((p) => join(folder, p));
  const found = known.filter((path) => existsSync(path));
  return found.length > 0 ? found : [join(folder, main)];
}

function at(decisions: readonly Decision[], values: boolean): number[] {
  return decisions.flatMap(({ level }, index) =>
    (values ? showsValues(level) : level === 'calls') ? [index] : [],
  );
}

/** Innermost functions around the lines. */
function changedFunctions(decisions: readonly Decision[], changed: Checkout['changed']): number[] {
  const found = new Set<number>();
  for (const [file, ranges] of changed) {
    for (const [from, to] of ranges) {
      for (let line = from; line <= to; line++) {
        let inner = -1;
        for (const [index, { ref }] of decisions.entries()) {
          const { fn, module } = ref;
          if (module.file !== file || line < fn.line || line > fn.line + fn.lines - 1) continue;
          if (inner < 0 || fn.start >= decisions[inner]!.ref.fn.start) inner = index;
        }
        if (inner >= 0) found.add(inner);
      }
    }
  }
  return [...found];
}

function untilSpent(order: readonly number[], costs: readonly number[], budget: number): number[] {
  let left = budget;
  const taken: number[] = [];
  for (const index of order) {
    if (costs[index]! > left) break;
    left -= costs[index]!;
    taken.push(index);
  }
  return taken;
}

/** Mean over shuffles from fixed seeds. */
function random(
  order: readonly number[],
  costs: readonly number[],
  budget: number,
  changed: ReadonlySet<number>,
  programNs: number,
): { recorded: number; ratio: number } {
  let [hits, ns] = [0, 0];
  for (let seed = 1; seed <= randomSeeds; seed++) {
    const keys = order.map((_, i) => (Math.imul(i + 1, 0x9e3779b1 * seed) >>> 0) ^ (seed * 7919));
    const shuffled = order
      .map((index, i) => ({ index, key: keys[i]! }))
      .sort((a, b) => a.key - b.key);
    for (const index of untilSpent(
      shuffled.map(({ index: i }) => i),
      costs,
      budget,
    )) {
      if (changed.has(index)) hits++;
      ns += costs[index]!;
    }
  }
  const ratio = 1 + ns / randomSeeds / programNs;
  return { recorded: hits / randomSeeds, ratio: Number(ratio.toFixed(4)) };
}
