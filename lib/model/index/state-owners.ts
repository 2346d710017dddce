/**
 * Owners of variables while the index of a state is built: what they held at the boundary before
 * the present block, and the head of the list of what happened to them since.
 */
import { maxEnded } from '../frame-notes.js';
import { nothing } from './block-log.js';

/** A variable as the index keeps it: its value is a word of the index's pool. */
export interface StoredVariable {
  site: number;
  seq: number;
  word: number;
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
  variables: Map<number, StoredVariable>;
  /** First event that no row tells of. */
  nextSeq: number;
  parent: number;
  site: number;
  /** Variables of the latest whole row, and of those since. */
  whole: number;
  added: number;
}

export class Owner {
  variables = new Map<number, StoredVariable>();
  /** Of the list of what happened to it in the present block. */
  head: number = nothing;
  /** Since its latest row. */
  isChanged = false;
  row: LatestRow | undefined;
}

/** A scope that closures share. */
export class OwnedScope extends Owner {
  readonly id: number;
  readonly site: number;
  readonly parent: number;
  /** Something began inside it since it was last looked at for being given up. */
  isUsed = false;
  /** Stamp of the pass when that was last noted; those around it were, too. */
  usedAt = 0;

  constructor(id: number, site: number, parent: number) {
    super();
    this.id = id;
    this.site = site;
    this.parent = parent;
  }
}

export type OwnedScopes = Map<number, OwnedScope>;

/** A frame that is there at a boundary or set aside, a module's top level, or what is around. */
export class OwnedFrame extends Owner {
  /** Sequence number of its enter; -1: no call. */
  readonly callSeq: number;
  /** First site of the module whose top level it is; of a call of no use. */
  readonly module: number;
  scopes: OwnedScopes | undefined;
  /** Id of the environment around its function. */
  parent = 0;
  /** Site of its latest event. */
  site: number;
  ended: StoredEnd[] = [];
  branches = new Map<number, number>();

  constructor(callSeq: number, module: number, site: number) {
    super();
    this.callSeq = callSeq;
    this.module = module;
    this.site = site;
  }

  end(call: StoredEnd): void {
    this.ended.push(call);
    if (this.ended.length > maxEnded) this.ended.shift();
  }
}
