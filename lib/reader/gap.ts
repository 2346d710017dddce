/**
 * Places where events of a thread are missing. A loss was recorded by the writer (or follows from
 * its counts); damage is what the files lost since.
 */
import { lossCause } from './format.js';

/** By cause number; all but the first and the last as LossCause of native/format.h. */
export const gapCause = {
  /** The writer counted the events as lost; the record that says why is gone. */
  unknown: 0,
  dropped: lossCause.lossDropped,
  overwritten: lossCause.lossOverwritten,
  stopped: lossCause.lossStopped,
  /** Retention removed their segment. */
  expired: lossCause.lossExpired,
  /** Not lost by the writer: blocks are damaged or missing. */
  damaged: lossCause.lossCauses,
} as const;

export type GapCause = keyof typeof gapCause;

export const gapCauseNames: readonly GapCause[] = [
  'unknown',
  'dropped',
  'overwritten',
  'stopped',
  'expired',
  'damaged',
];
