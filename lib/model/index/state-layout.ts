/**
 * What the index of a thread's state holds. Rows say what an owner of variables (a frame, an
 * environment, the top level of a module) or a much written object held at a boundary between two
 * blocks; a row that is not whole adds to the rows before it. Touches say in which blocks something
 * happened to an object, or at a site.
 *
 *   row: owner, boundary, place in the stream
 *   stream of an owner:  isWhole parent site | variables | branches | ended calls | environments
 *   stream of an object: flags changes size event seenTo unseenTo | entries
 */

import type { Rows } from './growing.js';
import type { StoredColumns } from './index-file.js';
import type { Paged } from './paged.js';

export const row = { owner: 0, boundary: 1, place: 2, width: 3 } as const;

/** Numbers in the stream for each variable, branch, ended call, environment, object and entry. */
export const cells = {
  variable: 5,
  branch: 3,
  ended: 6,
  environment: 2,
  object: 8,
  entry: 6,
} as const;

/** Owners are numbered by kind and by enter, id, or first site. */
export const owners = {
  frame: (callSeq: number): number => callSeq * 3,
  environment: (id: number): number => id * 3 + 1,
  module: (first: number): number => first * 3 + 2,
} as const;

export interface RowColumns {
  rows: Paged<Float64Array>;
  /** Rows by owner, then by boundary. */
  order: Paged<Int32Array>;
  stream: Paged<Int32Array>;
  pool: Paged<Uint8Array>;
  poolStarts: Paged<Int32Array>;
}

export interface StateColumns extends RowColumns {
  /** By boundary: highest id of an environment so far, and the one that had just begun. */
  environments: Paged<Int32Array>;
  siteStarts: Paged<Int32Array>;
  siteBlocks: Paged<Int32Array>;
}

export interface ObjectColumns extends RowColumns {
  starts: Paged<Int32Array>;
  blocks: Paged<Int32Array>;
}

/** Rows in the order of their owners; within one in that of time. */
export function orderOf(rows: Rows): Int32Array {
  const order = Int32Array.from({ length: rows.count }, (_, at) => at);
  const field = (at: number, name: number): number => rows.get(at, name);
  return order.sort(
    (a, b) =>
      field(a, row.owner) - field(b, row.owner) ||
      field(a, row.boundary) - field(b, row.boundary) ||
      a - b,
  );
}

/** The columns of rows in a file; undefined where some are missing. */
export function rowColumns(stored: StoredColumns): RowColumns | undefined {
  const [rows, order, stream] = [stored.f64('rows'), stored.i32('order'), stored.i32('stream')];
  const [pool, poolStarts] = [stored.u8('pool'), stored.i32('poolStarts')];
  if (rows === undefined || order === undefined || stream === undefined) return undefined;
  if (pool === undefined || poolStarts === undefined) return undefined;
  return { rows, order, stream, pool, poolStarts };
}

/** A row of the owner, and the boundary of which it tells. */
export interface Place {
  boundary: number;
  /** In the stream. */
  at: number;
}

/**
 * The rows that tell what the owner held at the boundary, a whole one first; none where nothing is
 * known.
 */
export function placesAt(columns: RowColumns, owner: number, boundary: number): Place[] {
  const { rows, order, stream } = columns;
  const field = (at: number, name: number): number => rows.at(order.at(at)! * row.width + name)!;
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const by = field(middle, row.owner) - owner || field(middle, row.boundary) - boundary;
    if (by <= 0) low = middle + 1;
    else high = middle;
  }
  const places: Place[] = [];
  for (let at = low - 1; at >= 0 && field(at, row.owner) === owner; at--) {
    const place = field(at, row.place);
    places.push({ boundary: field(at, row.boundary), at: place });
    if ((stream.at(place)! & 1) === 1) return places.reverse();
  }
  return [];
}
