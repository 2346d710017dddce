/**
 * Owners of variables while the index of a state is built: what they held at the boundary before
 * the present block, and the head of the list of what happened to them since.
 */
import { maxEnded } from '../frame-notes.js';
import { nothing } from './block-log.js';

/** Numbers of one variable. */
export const variableCells = 4;
/** Up to so many variables are stored without room for more, which would take more than they do. */
const fewVariables = 16;
/** Beyond so many, their places are remembered. */
const manyVariables = 64;

/**
 * Variables as the index keeps them, four numbers each: the place of the declaration, the site and
 * the event of the write, and the value as a word of the index's pool. There may be hundreds of
 * thousands of owners, most of them with one or two.
 */
export class StoredVariables implements Variables {
  cells: readonly number[] = [];
  /** By declaration: its place among the cells. */
  #places: Map<number, number> | undefined;

  get count(): number {
    return this.cells.length / variableCells;
  }

  set(declared: number, site: number, seq: number, word: number): void {
    const at = this.#placeOf(declared);
    if (at < 0) {
      this.#add([declared, site, seq, word]);
      return;
    }
    const cells = this.cells as number[];
    cells[at + 1] = site;
    cells[at + 2] = seq;
    cells[at + 3] = word;
  }

  #add(variable: number[]): void {
    const { cells } = this;
    this.#places?.set(variable[0]!, cells.length);
    // Spreading both would make room for more.
    if (this.count < fewVariables) this.cells = cells.concat(variable);
    else (cells as number[]).push(...variable);
  }

  #placeOf(declared: number): number {
    const { cells } = this;
    if (this.count > manyVariables && this.#places === undefined) {
      this.#places = new Map();
      for (let at = 0; at < cells.length; at += variableCells) this.#places.set(cells[at]!, at);
    }
    if (this.#places !== undefined) return this.#places.get(declared) ?? -1;
    for (let at = 0; at < cells.length; at += variableCells) if (cells[at] === declared) return at;
    return -1;
  }
}

export interface StoredEnd {
  site: number;
  outcome: number;
  endSeq: number;
  hasResult: boolean;
  word: number;
}

/** What the latest row of an owner says, or those that add up to it. */
export interface LatestRow {
  variables: Variables;
  /** First event that no row tells of. */
  nextSeq: number;
  parent: number;
  site: number;
  /** Variables of the latest whole row, and of those since. */
  whole: number;
  added: number;
}

/** Variables, of which each is set again and again. */
export interface Variables {
  readonly count: number;
  readonly cells: readonly number[];
  set(declared: number, site: number, seq: number, word: number): void;
}

export interface Owner {
  readonly variables: Variables;
  /** Of the list of what happened to it in the present block. */
  head: number;
  /** Since its latest row. */
  isChanged: boolean;
  row: LatestRow | undefined;
  readonly site: number;
  readonly parent: number;
}

/** A frame that is there at a boundary or set aside, a module's top level, or what is around. */
export class OwnedFrame implements Owner {
  variables = new StoredVariables();
  head: number = nothing;
  isChanged = false;
  row: LatestRow | undefined;
  /** Sequence number of its enter; -1: no call. */
  readonly callSeq: number;
  /** First site of the module whose top level it is; of a call of no use. */
  readonly module: number;
  /** Ids of the scopes that it made, by their sites. */
  scopes: Map<number, number> | undefined;
  /** Id of the environment around its function. */
  parent = 0;
  /** Site of its latest event. */
  site: number;
  ended: StoredEnd[] = [];
  branches = new Map<number, number>();

  constructor(callSeq: number, module: number, site: number) {
    this.callSeq = callSeq;
    this.module = module;
    this.site = site;
  }

  end(call: StoredEnd): void {
    this.ended.push(call);
    if (this.ended.length > maxEnded) this.ended.shift();
  }
}
