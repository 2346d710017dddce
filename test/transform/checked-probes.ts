/**
 * The probes of the real runtime, over a ring that keeps nothing, behind the checking model: what
 * campaigns run programs with. The encoder of values sees all that the programs pass around.
 */
import assert from 'node:assert/strict';
import {
  activationBits,
  kindBits,
  lowered,
  maxCapturedParameters,
  mode,
  probe,
  tunableProbe,
} from '../../loader/probes.js';
import { secretBytes } from '../../loader/redaction/known.js';
import { createRedaction } from '../../loader/redaction/redaction.js';
import { namedProbes, namedTunableProbes } from '../../loader/runtime/install.js';
import { createProbes } from '../../loader/runtime/probes.js';
import { createStateProbes } from '../../loader/runtime/state-probes.js';
import { createValueEncoder } from '../../loader/runtime/value.js';
import type { Ring } from '../../loader/runtime/ring.js';
import { createTunableProbes } from '../../loader/runtime/tunable-probes.js';
import type { Model, Probe } from './model.js';

const firstWord = 2;
const ringWords = 1 << 18;
/** What one record may need behind the limit. */
const slack = 1 << 16;

/** The model names activations and sees disposals; everything else is the real probe's answer. */
const modelled = new Set<string>([probe.activation, probe.suspendAtExit, probe.resumeAtExit]);

const modes = new Uint8Array(1 << 20);
const idMask = 2 ** activationBits - 1;
let realTunable: Record<string, unknown> = {};

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

/**
 * The probes of functions whose level changes with each call: a call is checked where its mode says
 * that it is recorded, whole or not at all.
 */
export function checkedTunableProbes(model: Model): Record<string, Probe> {
  const checks = model.probes() as unknown as Record<string, Any>;
  const all: Record<string, Probe> = {};
  let entered = 0;
  all[tunableProbe.warm] = realTunable[tunableProbe.warm] as Probe;
  for (const [name, plainName] of tunableNames()) {
    const check = checks[plainName] as Any;
    const record = realTunable[name] as Any;
    if (name.startsWith(tunableProbe.enter)) {
      all[name] = (h: number, ...values) => {
        const m = (modes[h >>> kindBits] = entered++ % 3);
        assert.equal(record(h, ...values), m);
        if (m !== mode.off) check(h, ...values);
        return m;
      };
    } else if (name === tunableProbe.activation) {
      all[name] = (h: number, m: number) => {
        const own = record(h, m) as number;
        const below = mode.values - m;
        assert.equal(own >>> activationBits, below);
        return m === mode.off ? own : (check(h) as number) | (below << activationBits);
      };
    } else {
      all[name] = (h: number, m: number, ...values) => {
        if (m !== mode.off) check(h, ...values);
        return record(h, m, ...values);
      };
    }
  }
  return { ...all, ...checkedSuspensions(checks) };
}

/** A probe, whose arguments are as its name says. */
type Any = (...values: unknown[]) => unknown;

function tunableNames(): [name: string, plainName: string][] {
  const names: [string, string][] = [];
  for (const [key, name] of Object.entries(tunableProbe)) {
    if (key === 'warm') continue;
    const plainName = probe[key as Exclude<keyof typeof tunableProbe, 'warm'>];
    names.push([name, plainName]);
    if (key !== 'enter') continue;
    for (let count = 1; count <= maxCapturedParameters; count++) {
      names.push([`${name}${count}`, `${plainName}${count}`]);
    }
  }
  return names;
}

/** They see the mode in the activation. */
function checkedSuspensions(checks: Record<string, Any>): Record<string, Probe> {
  const all: Record<string, Probe> = {};
  for (const key of ['await', 'awaitValue', 'resume', 'resumeValue', 'yield', 'yieldValue']) {
    const name = probe[key as 'await'];
    const own = (h: number, c: number, v?: unknown): unknown => {
      const answer = (realTunable[name] as Any)(h, c, v);
      if (c >>> activationBits !== lowered.off) (checks[name] as Any)(h, c & idMask, v);
      return answer;
    };
    all[name] = Object.defineProperty(own, 'self', { value: own });
  }
  all[probe.suspendAtExit] = (resumes: number, awaiting: number, c: number) =>
    c >>> activationBits === lowered.off
      ? null
      : (checks[probe.suspendAtExit] as Any)(resumes, awaiting, c & idMask);
  all[probe.resumeAtExit] = (h: number, c: number) =>
    c >>> activationBits === lowered.off
      ? null
      : (checks[probe.resumeAtExit] as Any)(h, c & idMask);
  return all;
}

function realProbes(): Record<string, unknown> {
  const words = new Int32Array(ringWords);
  const turn = (): void => {
    words[0] = firstWord;
  };
  const control = words.subarray(0, 2);
  const ring: Ring = { words, control, position: 0, limit: 1, turn };
  turn();
  words[1] = ringWords - slack;
  const redaction = createRedaction(new ArrayBuffer(secretBytes));
  const encoder = createValueEncoder(ring, redaction, () => false);
  const plain = createProbes(ring, encoder, () => undefined);
  const options = { ring, encoder, plain, modes };
  realTunable = namedTunableProbes(createTunableProbes(options));
  return namedProbes({ ...plain, ...createStateProbes(ring, encoder, () => undefined) });
}
