/** Rows of the index of a state, written owner by owner and boundary by boundary. */
import { Rows, Words } from './growing.js';
import { orderOf, row, type RowColumns } from './state-layout.js';
import { variableCells, type OwnedFrame, type Owner, type StoredEnd } from './state-owners.js';
import { ValuePool } from './stored-values.js';

/** Numbers in the stream of an index; one with more is not made. */
const maxStream = 2 ** 26;

export class StateRows {
  readonly pool = new ValuePool();
  readonly #rows = new Rows(row.width);
  readonly #stream = new Words();

  get isFull(): boolean {
    return this.#stream.length > maxStream || this.pool.isFull;
  }

  take(): RowColumns {
    const rows = this.#rows;
    return { rows, order: orderOf(rows), stream: this.#stream, ...this.pool.take() };
  }

  /** What it holds besides its variables is nothing. */
  addScope(key: number, scope: Owner, place: Place): void {
    this.#addVariables(key, scope, place);
    for (let part = 0; part < 3; part++) this.#stream.push(0);
  }

  /** A row that says that nothing is known. */
  addUnknown(key: number, { boundary }: Place): void {
    this.#rows.add([key, boundary, this.#stream.length]);
    for (const part of [1, 0, -1, 0, 0, 0, 0]) this.#stream.push(part);
  }

  addFrame(key: number, frame: OwnedFrame, place: Place): void {
    const since = frame.row?.nextSeq ?? 0;
    const isWhole = this.#addVariables(key, frame, place);
    const branches = [...frame.branches];
    this.#addBranches(isWhole ? branches : branches.filter(([, seq]) => seq >= since));
    this.#addEnded(isWhole ? frame.ended : frame.ended.filter(({ endSeq }) => endSeq >= since));
    const stream = this.#stream;
    stream.push(frame.scopes?.size ?? 0);
    for (const [site, id] of frame.scopes ?? []) {
      stream.push(site);
      stream.push(id);
    }
  }

  /** A row with its variables: all, or those that changed since the row before. */
  #addVariables(key: number, owner: Owner, { boundary, nextSeq }: Place): boolean {
    const { variables, site, parent, row: before } = owner;
    const { cells, count: all } = variables;
    let count = all;
    let isWhole = true;
    if (before?.variables === variables) {
      count = countSince(cells, before.nextSeq);
      isWhole = before.added + count + 1 > before.whole + 16;
      if (isWhole) count = all;
    }
    const stream = this.#stream;
    this.#rows.add([key, boundary, stream.length]);
    for (const part of [isWhole ? 1 : 0, parent, site, count]) stream.push(part);
    for (let at = 0; at < cells.length; at += variableCells) {
      if (!isWhole && cells[at + 2]! < before!.nextSeq) continue;
      stream.push(cells[at]!);
      stream.push(cells[at + 1]!);
      stream.pushWide(cells[at + 2]!);
      stream.push(cells[at + 3]!);
    }
    const whole = isWhole ? count : before!.whole;
    const added = isWhole ? 0 : before!.added + count + 1;
    owner.row = { variables, nextSeq, site, parent, whole, added };
    owner.isChanged = false;
    return isWhole;
  }

  #addBranches(branches: readonly [number, number][]): void {
    this.#stream.push(branches.length);
    for (const [site, seq] of branches) {
      this.#stream.push(site);
      this.#stream.pushWide(seq);
    }
  }

  #addEnded(ended: readonly StoredEnd[]): void {
    this.#stream.push(ended.length);
    for (const { site, outcome, endSeq, hasResult, word } of ended) {
      this.#stream.push(site);
      this.#stream.push(outcome);
      this.#stream.pushWide(endSeq);
      this.#stream.push(hasResult ? 1 : 0);
      this.#stream.push(word);
    }
  }
}

/** Variables that were written at `seq` or later. */
function countSince(cells: readonly number[], seq: number): number {
  let count = 0;
  for (let at = 0; at < cells.length; at += variableCells) if (cells[at + 2]! >= seq) count++;
  return count;
}

/** A boundary, and the first event that a row there does not tell of. */
export interface Place {
  boundary: number;
  nextSeq: number;
}
