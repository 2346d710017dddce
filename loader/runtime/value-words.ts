/** Value words as native/format.h defines them: the low bits tell the type. */

export const valueTag = {
  string: 0b010,
  object: 0b100,
  bigint: 0b00110,
  symbol: 0b01110,
  double: 0b10110,
  redacted: 0b11110,
} as const;

function immediate(code: number): number {
  return code << 3;
}

export const immediates = {
  undefined: immediate(1),
  null: immediate(2),
  true: immediate(3),
  false: immediate(4),
  nan: immediate(5),
  minusZero: immediate(6),
  infinity: immediate(7),
  minusInfinity: immediate(8),
  notCaptured: immediate(9),
  accessor: immediate(10),
  hole: immediate(11),
  symbolNoDescription: immediate(12),
  absent: immediate(13),
} as const;

export function smallInteger(value: number): number {
  return (value << 1) | 1;
}
