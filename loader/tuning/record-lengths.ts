/**
 * Lengths of records in words, for the thread that looks at what it has just stored itself (its
 * words can be trusted). native/format.h states them; test/tuning compares with the reader's.
 */

import { kind, kindBits, kindMask, runtimeEventBits } from '../../lib/records.js';

/** By kind; 0 where the header tells. */
const lengths = new Uint8Array(kindMask + 1);
for (let k = 1; k <= 9; k++) lengths[k] = k; // enter to enter8
for (const k of [10, 12, 31, 33, 38, 48, 61]) lengths[k] = 1;
for (const k of [11, 13, 14, 15, 17, 19, 24, 27]) lengths[k] = 2;
for (const k of [16, 18, 20, 21, 26, 28, 32, 35, 36, 39, 40]) lengths[k] = 3;
lengths[29] = 4;
lengths[30] = 5;

/** 0 for a kind that is not known here. */
export function storedLength(header: number): number {
  const fixed = lengths[header & kindMask]!;
  if (fixed !== 0) return fixed;
  const argument = header >>> kindBits;
  switch (header & kindMask) {
    case kind.runtime:
      return 1 + (argument >>> runtimeEventBits);
    case kind.string: {
      const units = argument >>> 1;
      return 4 + ((((argument & 1) === 0 ? units : 2 * units) + 3) >> 2);
    }
    case kind.snapshot:
    case kind.snapshotMore:
      return 3 + 2 * argument;
    default:
      return 0;
  }
}
