/**
 * Puts the probes where instrumented code finds them: as constants of the realm's global lexical
 * scope. They are no properties of globalThis, so nothing the guest can enumerate changes.
 */
import { runInThisContext } from 'node:vm';
import { maxCapturedParameters, probe, tunableProbe } from '../probes.js';
import type { Probes } from './probes.js';
import type { StateProbes } from './state-probes.js';
import type { TunableProbes } from './tunable-probes.js';

/** Defines the constants. Call once per realm, before any instrumented code runs. */
export function installProbes(probes: Probes & StateProbes, tunable?: TunableProbes): void {
  const values = { ...namedProbes(probes), ...(tunable && namedTunableProbes(tunable)) };
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

/** By the names that the transform calls them. */
export function namedProbes(probes: Probes & StateProbes): Record<string, unknown> {
  const { enter1, enter2, enter3, enter4, enterMany } = probes;
  return named(probe, { ...probes, enters: [enter1, enter2, enter3, enter4], enterMany });
}

/** Suspensions have their plain names: they see the mode in the activation. */
export function namedTunableProbes(tunable: TunableProbes): Record<string, unknown> {
  return { ...named(probe, tunable.suspensions), ...named(tunableProbe, tunable) };
}

function named(names: Record<string, string>, probes: object): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, name] of Object.entries(names)) {
    const value = (probes as Record<string, unknown>)[key];
    if (value !== undefined) values[name] = value;
  }
  const { enters, enterMany } = probes as { enters?: unknown[]; enterMany?: unknown };
  for (let count = 1; enters !== undefined && count <= maxCapturedParameters; count++) {
    values[`${names['enter']!}${String(count)}`] = enters[count - 1] ?? enterMany;
  }
  return values;
}
