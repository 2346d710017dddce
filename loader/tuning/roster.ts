/**
 * What a thread must know about the functions of a module to change their levels: made by the
 * transform, kept in the cache beside the code.
 */
import type { Level } from '../../lib/plan/plan.js';
import type { Site } from '../../lib/plan/site.js';
import { mode } from '../probes.js';

export interface Roster {
  functions: RosterEntry[];
  /** For each site of the module, the site of its function. */
  owners: number[];
}

/** Site within the module, name, mode by the plan, best mode, and how much a call tells. */
export type RosterEntry = [
  site: number,
  name: string,
  planned: number,
  best: number,
  weight: number,
];

/** More code, more to learn; awaits are where orders of events go wrong. */
const codeOfOneWeight = 64;
const suspendingFactor = 1.5;

export function rosterOf(sites: readonly Site[]): Roster {
  const owners = sites.map((site) => site.function);
  const suspending = new Set(
    sites.flatMap((site, index) => (owners[index] === index ? [] : [site.function])),
  );
  const functions: RosterEntry[] = [];
  for (const [index, { name, level, tunable, start, end }] of sites.entries()) {
    if (tunable === undefined) continue;
    const weight = 1 + Math.log2(1 + (end - start) / codeOfOneWeight);
    const factor = suspending.has(index) ? suspendingFactor : 1;
    const rounded = Math.round(weight * factor * 10) / 10;
    functions.push([index, name, modeOf(level), modeOf(tunable), rounded]);
  }
  return { functions, owners };
}

export function modeOf(level: Level): number {
  return level === 'off' ? mode.off : level === 'calls' ? mode.calls : mode.values;
}
