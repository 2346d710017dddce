/** What recording a function costs that is used so and so (lib/plan/probe-costs.ts). */
import type { ProbeCosts } from '../plan/probe-costs.js';

/** What one function does in a run, as the costs count it. */
export interface Usage {
  calls: number;
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
}

export interface Cost {
  ns: number;
  events: number;
  bytes: number;
}

export const noCost: Cost = { ns: 0, events: 0, bytes: 0 };

/** What recording a function so used costs, at `calls` and at `values`. */
export function costOf(usage: Usage, withValues: boolean, costs: ProbeCosts): Cost {
  const { calls, activations, suspensions } = usage;
  const events = 2 * calls + activations + 2 * suspensions;
  const callNs = withValues ? costs.callValuesNs : costs.callNs;
  let ns = calls * callNs + activations * costs.activationNs + suspensions * costs.suspendNs;
  let bytes = events * costs.eventBytes;
  if (withValues) {
    ns +=
      usage.values * costs.valueNs +
      usage.objects * costs.objectNs +
      usage.newObjects * costs.newObjectNs +
      usage.newStrings * costs.newStringNs;
    bytes += usage.valueWords * costs.wordBytes;
  }
  return { ns, events, bytes };
}

export function addCosts(a: Cost, b: Cost): Cost {
  return { ns: a.ns + b.ns, events: a.events + b.events, bytes: a.bytes + b.bytes };
}
