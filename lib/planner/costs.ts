/** What recording costs of a program that does so and so (lib/plan/probe-costs.ts). */
import {
  coldCalls,
  coldRuntimeEvents,
  firstObjects,
  firstWords,
  usualWords,
  type ProbeCosts,
} from '../plan/probe-costs.js';

/** What one function does in a run, as the costs count it. */
export interface Usage {
  calls: number;
  /** Those of its calls, in each process, that come before its code is optimized. */
  coldCalls: number;
  /** Calls of async and generator functions. */
  activations: number;
  /** Awaits and yields passed. */
  suspensions: number;
  /** Values, at level `values`. */
  values: number;
  objects: number;
  newObjects: number;
  newStrings: number;
  /** 32-bit words of values and of what they introduce, at level `values`. */
  valueWords: number;
  /** UTF-16 units of new strings behind those that are stored. */
  longUnits: number;
}

/** What a run costs whatever its functions do. */
export interface Setting {
  processes: number;
  /** Of them, those that record values. */
  valuesProcesses: number;
  /** Lines of functions in the plan that is obeyed. */
  lines: number;
  modules: number;
  /** UTF-16 units of CommonJS modules. */
  textUnits: number;
  /** UTF-16 units of modules that are transformed in this run. */
  madeUnits: number;
  runtimeEvents: number;
  /** Words of what is new, of all functions that record values. */
  newWords: number;
}

export interface Cost {
  ns: number;
  events: number;
  bytes: number;
}

export const noCost: Cost = { ns: 0, events: 0, bytes: 0 };

/** A function that is called so often by one process. */
export function called(calls: number): Pick<Usage, 'calls' | 'coldCalls'> {
  return { calls, coldCalls: Math.min(coldCalls, calls) };
}

/** What functions show for the first time: objects, and words of all. */
export function newIn(usages: readonly Usage[]): { newObjects: number; newWords: number } {
  let newObjects = 0;
  let newWords = 0;
  for (const usage of usages) {
    newObjects += usage.newObjects;
    newWords += usage.valueWords - usage.values;
  }
  return { newObjects, newWords };
}

/**
 * Of the objects that all functions show, those before the encoder is optimized: so many of each
 * function's are dear.
 */
export function firstShare(newObjects: number, processes: number): number {
  return newObjects === 0 ? 0 : Math.min(1, (processes * firstObjects) / newObjects);
}

/**
 * What recording a function so used costs, at `calls` and at `values`. `share`: of its new objects,
 * those among the first of the process.
 */
export function costOf(usage: Usage, withValues: boolean, costs: ProbeCosts, share: number): Cost {
  const { calls, activations, suspensions } = usage;
  const events = 2 * calls + activations + 2 * suspensions;
  const callNs = withValues ? costs.callValuesNs : costs.callNs;
  let ns = calls * callNs + activations * costs.activationNs + suspensions * costs.suspendNs;
  ns += usage.coldCalls * costs.coldCallNs;
  if (!withValues) return { ns, events, bytes: events * costs.eventBytes };
  const coldShare = calls === 0 ? 0 : usage.coldCalls / calls;
  const { newObjects, newStrings } = usage;
  const introduced = usage.valueWords - usage.values;
  const usual = newObjects * usualWords.object + newStrings * usualWords.string;
  ns +=
    usage.values * costs.valueNs +
    usage.objects * costs.objectNs +
    newObjects *
      (costs.newObjectNs + coldShare * costs.coldObjectNs + share * costs.firstObjectNs) +
    newStrings * costs.newStringNs +
    (introduced - usual) * costs.wordNs +
    usage.longUnits * costs.longUnitNs;
  const bytes =
    events * costs.valuesEventBytes +
    (usage.values - usage.objects) * costs.plainBytes +
    usage.objects * costs.objectBytes +
    introduced * costs.wordBytes;
  return { ns, events, bytes };
}

export function costOfSetting(setting: Setting, costs: ProbeCosts): Cost {
  const { processes, modules, madeUnits, runtimeEvents } = setting;
  const cold = Math.min(runtimeEvents, processes * coldRuntimeEvents);
  const words = Math.min(setting.newWords, processes * firstWords);
  return {
    ns:
      processes * costs.startNs +
      (modules > 0 ? processes * costs.modulesStartNs : 0) +
      setting.valuesProcesses * costs.valuesStartNs +
      processes * setting.lines * costs.lineNs +
      modules * costs.moduleNs +
      setting.textUnits * costs.textNs +
      madeUnits * costs.makeNs +
      runtimeEvents * costs.runtimeNs +
      cold * costs.coldRuntimeNs,
    events: runtimeEvents,
    bytes: runtimeEvents * costs.runtimeBytes + words * costs.firstWordBytes,
  };
}

export function addCosts(a: Cost, b: Cost): Cost {
  return { ns: a.ns + b.ns, events: a.events + b.events, bytes: a.bytes + b.bytes };
}
