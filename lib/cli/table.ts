/** Tables without lines: columns that stand below each other, as wide as what is in them. */
import Table from 'cli-table3';
import { paint } from './text.js';
import { onTerminal } from './width.js';

const sides = ['top', 'bottom', 'left', 'right'];
const joints = sides.flatMap((side) => [`${side}-mid`, `${side}-left`, `${side}-right`]);
const noLines = Object.fromEntries(
  [...sides, ...joints, 'mid', 'middle', 'mid-mid'].map((name) => [name, '']),
);

export interface TableOptions {
  head?: string[];
  aligns?: ('left' | 'right')[];
}

export function plainTable({ head, aligns }: TableOptions = {}): Table.Table {
  return new Table({
    chars: noLines,
    style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [] },
    ...(head && { head: head.map((name) => paint.dim(name)) }),
    ...(aligns && { colAligns: aligns }),
  });
}

/** Without the blanks that fill the last column; on a terminal no wider than that. */
export function tableText(table: Table.Table): string {
  const blanks = /[ ]+((?:\u001b\[\d+m)*)$/gm;
  const lines = table.toString().replaceAll(blanks, '$1').split('\n');
  return lines.map((line) => onTerminal(line)).join('\n');
}
