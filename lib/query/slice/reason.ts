/** A step of a slice: an event on the way to the outcome, and how it bears on what it led to. */
import type { SiteInfo } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import type { Value } from '../../reader/value.js';

export type ReasonKind =
  | 'variable'
  | 'property'
  | 'argument'
  | 'result'
  | 'thrown'
  | 'branch'
  | 'omitted'
  | 'message'
  | 'unrecorded';

/**
 * How a reason bears on the one that it led to: `data` brought the value; a `part` is one of
 * several that the value holds; a `receiver` is the object of which a method was called, a key, or
 * what a call was passed whose result says more; `control` let it happen.
 */
export type Role = 'data' | 'part' | 'receiver' | 'control';

/** Updates of a variable or property by itself, one after the other: `i++`, `pos += n`. */
export interface Updates {
  /** Events of all, the one of the reason last; where there are more than are kept, the last. */
  seqs: readonly number[];
  /** All of them are there. */
  isWhole: boolean;
  /** What it was before the first of all, and where that was written, where it was found. */
  since: { value: Value; site: SiteInfo | undefined } | undefined;
}

export interface Reason {
  kind: ReasonKind;
  thread: RecordedThread;
  /** The event: a write, an enter, a leave, a branch, the sending of a message. */
  seq: number;
  /** `total`, `row.price`, `readRow(...)`, the condition of a branch. */
  name: string;
  value: Value;
  hasValue: boolean;
  /** Where it happened. */
  site: SiteInfo | undefined;
  /** Of an argument: its index among the function's parameters. */
  index: number;
  /** Names that lead from the value to the part of it that matters. */
  path: readonly string[];
  /** Of an argument: an object inside it that had the property when it came. */
  object?: number;
  /** How it bears on what it led to. */
  role: Role;
  /** Not empty: what this step rests on besides recorded ids. */
  inferred: string;
  /** `omitted`, a branch that was not taken: the write in it that would have changed the value. */
  write?: string;
  /** It stands for these, too. */
  updates?: Updates;
  causes: Reason[];
}

export function makeReason(
  kind: ReasonKind,
  thread: RecordedThread,
  seq: number,
  fields: Partial<Reason>,
): Reason {
  return {
    kind,
    thread,
    seq,
    name: '',
    value: undefined,
    hasValue: false,
    site: undefined,
    index: 0,
    path: [],
    role: 'data',
    inferred: '',
    causes: [],
    ...fields,
  };
}

export function markInferred(causes: readonly Reason[], why: string): void {
  for (const cause of causes) if (cause.inferred === '') cause.inferred = why;
}

export function withRole(causes: readonly Reason[], role: Role): Reason[] {
  return causes.map((cause) => ({ ...cause, role }));
}
