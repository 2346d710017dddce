/** Counts of what is missing, by cause. */
import { gapCauseNames, type GapCause } from '../reader/gap.js';

/**
 * Events that the writer counted as lost, by cause; `damaged` ones are what the files lost since.
 */
export type LossCounts = Record<GapCause, number>;

export function noLosses(): LossCounts {
  return { unknown: 0, dropped: 0, overwritten: 0, stopped: 0, expired: 0, damaged: 0 };
}

export function addGap(losses: LossCounts, cause: number, count: number): void {
  losses[gapCauseNames[cause] ?? 'unknown'] += count;
}

/** Losses that the recording itself knows of. */
export function recordedLosses(losses: LossCounts): number {
  const { unknown, dropped, overwritten, stopped, expired } = losses;
  return unknown + dropped + overwritten + stopped + expired;
}
