/**
 * Calls and times by function, added up while a thread's events pass: for each site its calls, the
 * time in itself, and the time under it. Recursive calls count once towards the time under it.
 */
import { kind } from '../reader/format.js';
import type { ThreadCursor } from '../reader/cursor.js';
import type { Call } from './call.js';

/** Places of a site's figures; times in nanoseconds. */
export const figure = {
  calls: 0,
  threw: 1,
  self: 2,
  total: 3,
  waiting: 4,
  /** Of the call that took longest: its time (-1: none ended), and its enter. */
  longest: 5,
  longestSeq: 6,
  /** Calls that are open at present. */
  open: 7,
  width: 8,
} as const;

const pageBits = 10;
const pageSize = 1 << pageBits;

export class FunctionTimes {
  /** Pages exist where a site was entered: hostile ids may be anywhere. */
  readonly #pages: (Float64Array | undefined)[] = [];
  readonly #waits = new Waits();
  /** Calls of all functions that ended by an exception. */
  threwCount = 0;

  /** The cursor's event has happened. */
  pass(cursor: ThreadCursor, time: number): void {
    this.#waits.pass(cursor, time);
  }

  /** The pass goes on elsewhere, where these calls are open. */
  goOn(open: readonly Call[]): void {
    for (const page of this.#pages) {
      if (page === undefined) continue;
      for (let at: number = figure.open; at < page.length; at += figure.width) page[at] = 0;
    }
    for (const { site } of open) this.enter(site);
  }

  enter(site: number): void {
    const page = (this.#pages[site >>> pageBits] ??= newPage());
    page[(site & (pageSize - 1)) * figure.width + figure.open]!++;
  }

  /**
   * A call that was never suspended has ended; times are those at its enter and its end, below zero
   * where that is not known.
   */
  endBrief(
    site: number,
    seq: number,
    start: number,
    end: number,
    self: number,
    threw: boolean,
  ): void {
    const page = this.#pages[site >>> pageBits]!;
    const at = (site & (pageSize - 1)) * figure.width;
    const open = --page[at + figure.open]!;
    page[at + figure.calls]!++;
    page[at + figure.self]! += self;
    if (threw) {
      page[at + figure.threw]!++;
      this.threwCount++;
    }
    if (end < 0) return;
    const duration = end - start;
    if (open === 0) page[at + figure.total]! += duration;
    if (duration < page[at + figure.longest]!) return;
    page[at + figure.longest] = duration;
    page[at + figure.longestSeq] = seq;
  }

  /** The call has ended, or the recording has. Those that are not counted end, too. */
  end(call: Call, counts = true): void {
    const page = this.#pages[call.site >>> pageBits]!;
    const at = (call.site & (pageSize - 1)) * figure.width;
    const waiting = call.activation === undefined ? 0 : this.#waits.take(call.activation);
    if (!counts) {
      page[at + figure.open]!--;
      return;
    }
    page[at + figure.waiting]! += waiting;
    const { site, seq, start, end, self, outcome } = call;
    this.endBrief(site, seq, start, end, self, outcome === 'threw');
  }

  /** Figures of the sites that have any, each behind its site. */
  *rows(): Generator<[site: number, figures: Float64Array], void, undefined> {
    for (const [number, page] of this.#pages.entries()) {
      for (let at = 0; page !== undefined && at < page.length; at += figure.width) {
        if (page[at + figure.calls] === 0) continue;
        const site = (number << pageBits) + at / figure.width;
        yield [site, page.subarray(at, at + figure.width)];
      }
    }
  }
}

function newPage(): Float64Array {
  const page = new Float64Array(pageSize * figure.width);
  for (let at: number = figure.longest; at < page.length; at += figure.width) page[at] = -1;
  return page;
}

/** How long the open calls of a thread were suspended. */
class Waits {
  /** By activation: since when, and how long before that. */
  readonly #open = new Map<number, { since: number; sum: number }>();

  pass(cursor: ThreadCursor, time: number): void {
    const { kind: k } = cursor;
    if (k < kind.await || k > kind.yieldValue) return;
    const { activation } = cursor;
    const known = this.#open.get(activation);
    if (k === kind.resume || k === kind.resumeValue) {
      if (known === undefined || known.since < 0) return;
      known.sum += time - known.since;
      known.since = -1;
    } else if (known === undefined) this.#open.set(activation, { since: time, sum: 0 });
    else known.since = time;
  }

  /** Of a call that has ended. */
  take(activation: number): number {
    const known = this.#open.get(activation);
    this.#open.delete(activation);
    return known?.sum ?? 0;
  }
}
