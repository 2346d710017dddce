/**
 * The probes of the real runtime, over a ring that keeps nothing, behind the checking model: what
 * campaigns run programs with. The encoder of values sees all that the programs pass around.
 */
import { maxCapturedParameters, probe } from '../../loader/probes.js';
import { secretBytes } from '../../loader/redaction/known.js';
import { createRedaction } from '../../loader/redaction/redaction.js';
import { createProbes } from '../../loader/runtime/probes.js';
import { createStateProbes } from '../../loader/runtime/state-probes.js';
import { createValueEncoder } from '../../loader/runtime/value.js';
import type { Ring } from '../../loader/runtime/ring.js';
import type { Model, Probe } from './model.js';

const firstWord = 2;
const ringWords = 1 << 18;
/** What one record may need behind the limit. */
const slack = 1 << 16;

/** The model names activations and sees disposals; everything else is the real probe's answer. */
const modelled = new Set<string>([probe.activation, probe.suspendAtExit, probe.resumeAtExit]);

/** One ring, and one encoder with its object ids, for all programs of this process. */
const real = realProbes();

/** The probes by the names that the transform writes: each is recorded, then checked. */
export function checkedProbes(model: Model): Record<string, Probe> {
  const checks = model.probes();
  const probes = { ...real } as Record<string, Probe>;
  for (const [name, check] of Object.entries(checks)) {
    const record = real[name] as (...values: unknown[]) => unknown;
    const answers = modelled.has(name) ? check : record;
    const watches = answers === check ? record : check;
    probes[name] = (...values) => {
      (watches as typeof record)(...values);
      return (answers as typeof record)(...values);
    };
    Object.defineProperty(probes[name], 'self', { value: probes[name] });
  }
  return probes;
}

function realProbes(): Record<string, unknown> {
  const words = new Int32Array(ringWords);
  const turn = (): void => {
    words[0] = firstWord;
  };
  const ring: Ring = { words, position: 0, limit: 1, turn };
  turn();
  words[1] = ringWords - slack;
  const redaction = createRedaction(new ArrayBuffer(secretBytes));
  const encoder = createValueEncoder(ring, redaction);
  const probes = {
    ...createProbes(ring, encoder, () => undefined),
    ...createStateProbes(ring, encoder),
  };
  const named: Record<string, unknown> = {};
  for (const key of Object.keys(probe) as (keyof typeof probe)[]) named[probe[key]] = probes[key];
  const narrow = [probes.enter1, probes.enter2, probes.enter3, probes.enter4];
  for (let count = 1; count <= maxCapturedParameters; count++) {
    named[`${probe.enter}${count}`] = narrow[count - 1] ?? probes.enterMany;
  }
  return named;
}
