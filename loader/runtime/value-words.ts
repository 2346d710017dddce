/** Value words as native/format.h defines them: the low bits tell the type. */
import { immediate } from '../../lib/records.js';

export const valueTag = {
  string: 0b010,
  object: 0b100,
  bigint: 0b00110,
  symbol: 0b01110,
  double: 0b10110,
  redacted: 0b11110,
} as const;

function word(code: number): number {
  return code << 3;
}

export const immediates = {
  undefined: word(immediate.undefined),
  null: word(immediate.null),
  true: word(immediate.true),
  false: word(immediate.false),
  naN: word(immediate.naN),
  minusZero: word(immediate.minusZero),
  infinity: word(immediate.infinity),
  minusInfinity: word(immediate.minusInfinity),
  notCaptured: word(immediate.notCaptured),
  accessor: word(immediate.accessor),
  hole: word(immediate.hole),
  absent: word(immediate.absent),
} as const;

export function smallInteger(value: number): number {
  return (value << 1) | 1;
}
