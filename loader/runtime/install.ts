/**
 * Puts the probes where instrumented code finds them: as constants of a realm's global lexical
 * scope. They are no properties of globalThis, so nothing the guest can enumerate changes.
 */
import { Script } from 'node:vm';
import { maxCapturedParameters, probe, probePrefix, tunableProbe } from '../probes.js';
import type { Probes } from './probes.js';
import type { StateProbes } from './state-probes.js';
import type { TunableProbes } from './tunable-probes.js';

/** Of Function.prototype, while the constants are being declared. */
const passage = `${probePrefix}passage`;

/** Declares the probes in a realm, of which it gets the Function.prototype. */
export type DeclareProbes = (run: (script: Script) => unknown, functionPrototype: object) => void;

/** Call `declare` once per realm, before any instrumented code runs. */
export function probeConstants(
  probes: Probes & StateProbes,
  tunable?: TunableProbes,
): DeclareProbes {
  const value = { ...namedProbes(probes), ...(tunable && namedTunableProbes(tunable)) };
  const text = `const {${Object.keys(value).join(',')}} = (() => {}).${passage};`;
  const script = new Script(text, { filename: 'scope:probes' });
  const { defineProperty, deleteProperty } = Reflect;
  return (run, functionPrototype) => {
    const isPut = defineProperty(functionPrototype, passage, { value, configurable: true });
    if (!isPut) throw new TypeError('Function.prototype takes no property');
    try {
      run(script);
    } finally {
      deleteProperty(functionPrototype, passage);
    }
  };
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
