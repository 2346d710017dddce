/**
 * Predicted against actual: what a plan (or the costs alone) said about a run, and what a recording
 * of that run holds.
 */
import type { Plan } from '../plan/plan.js';
import type { ProbeCosts } from '../plan/probe-costs.js';
import { costOfRecording, type RecordedUsage } from './recorded-usage.js';

export interface Comparison {
  what: 'events' | 'bytes' | 'events per second' | 'bytes per minute' | 'added CPU';
  unit: '' | 'B' | 'ms';
  /** By the plan that the recording obeyed; undefined where it made no prediction. */
  predicted: number | undefined;
  /** By the costs of what the recording holds. */
  modelled: number;
  actual: number | undefined;
}

const nsPerSecond = 1e9;

/** `plan`: the one that was obeyed, where it states what it expects. */
export function checkRecording(
  recorded: RecordedUsage,
  plan: Plan | undefined,
  costs: ProbeCosts,
): Comparison[] {
  const expected = plan?.made?.expected;
  const lines = Object.values(plan?.functions ?? {}).reduce((sum, { length }) => sum + length, 0);
  const events = costOfRecording(recorded, costs, lines);
  const model = { ...events, bytes: events.bytes + recorded.fixedBytes };
  const seconds = Math.max(recorded.durationNs, 1) / nsPerSecond;
  const program = expected?.programCpuMs;
  const addedMs =
    program === undefined || recorded.cpuNs === undefined
      ? undefined
      : recorded.cpuNs / 1e6 - program;
  return [
    {
      what: 'events',
      unit: '',
      predicted: expected?.events,
      modelled: model.events,
      actual: recorded.events,
    },
    {
      what: 'bytes',
      unit: 'B',
      predicted: expected?.bytes,
      modelled: model.bytes,
      actual: recorded.bytes,
    },
    {
      what: 'events per second',
      unit: '',
      predicted: expected && expected.events / seconds,
      modelled: model.events / seconds,
      actual: recorded.events / seconds,
    },
    {
      what: 'bytes per minute',
      unit: 'B',
      predicted: expected && (expected.bytes / seconds) * 60,
      modelled: (model.bytes / seconds) * 60,
      actual: (recorded.bytes / seconds) * 60,
    },
    {
      what: 'added CPU',
      unit: 'ms',
      predicted: expected?.addedCpuMs,
      modelled: model.ns / 1e6,
      actual: addedMs,
    },
  ];
}
