/** What a benchmark reports: one figure a row, with its targets where it has some. */

export interface Row {
  benchmark: string;
  variant: string;
  metric: string;
  value: number;
  unit: string;
  /** Bounds from the issue; `higher` tells which side is good. */
  must?: number;
  aim?: number;
  higher?: true;
}

export interface Benchmark {
  name: string;
  what: string;
  run(): Row[] | Promise<Row[]>;
}

export function verdict(row: Row): string {
  if (row.must === undefined) return '';
  const reaches = (bound: number): boolean =>
    row.higher === true ? row.value >= bound : row.value <= bound;
  if (row.aim !== undefined && reaches(row.aim)) return 'aim';
  return reaches(row.must) ? 'must' : 'MISSED';
}
