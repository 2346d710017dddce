/**
 * Puts the probes where instrumented code finds them: as constants of the realm's global lexical
 * scope. They are no properties of globalThis, so nothing the guest can enumerate changes.
 */
import { runInThisContext } from 'node:vm';
import { maxCapturedParameters, probe } from '../probes.js';
import type { Probes } from './probes.js';
import type { StateProbes } from './state-probes.js';

/** Defines the constants. Call once per realm, before any instrumented code runs. */
export function installProbes(probes: Probes & StateProbes): void {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(probe) as (keyof typeof probe)[]) values[probe[key]] = probes[key];
  const narrow = [probes.enter1, probes.enter2, probes.enter3, probes.enter4];
  for (let count = 1; count <= maxCapturedParameters; count++) {
    values[`${probe.enter}${String(count)}`] = narrow[count - 1] ?? probes.enterMany;
  }
  const names = Object.keys(values);
  const passage = Symbol('scope');
  Object.defineProperty(globalThis, passage, { value: values, configurable: true });
  try {
    const read = `globalThis[Object.getOwnPropertySymbols(globalThis).at(-1)]`;
    runInThisContext(`const {${names.join(',')}} = ${read};`, { filename: 'scope:probes' });
  } finally {
    Reflect.deleteProperty(globalThis, passage);
  }
}
