/**
 * Goes over a block for the calls that begin in it and may be searched for. Those that end in the
 * same stretch of brief calls are tested as they end, with no more of their values than the test
 * asks for, and are calls only from then on.
 */
import { BriefCalls, endThrew, type BriefSink } from '../model/brief-calls.js';
import { callState, type Call } from '../model/call.js';
import { frame } from '../model/index/layout.js';
import type { Seeker, ThreadIndex } from '../model/index/thread-index.js';
import { kind, kindMask } from '../reader/format.js';
import type { Value } from '../reader/value.js';
import type { TestedCall } from './call-test.js';
import type { SiteTest, SiteTests } from './site-tests.js';

/** A call that the expression is true of, or may be when it has ended. */
export interface Candidate {
  call: Call;
  /** Sequence number of the event that ended it, if its result is still to be read; else -1. */
  endSeq: number;
}

/** Nobody asks for them before the call is found. */
const unread: Value[] = [];

export class SearchScan implements BriefSink {
  readonly #index: ThreadIndex;
  readonly #tests: SiteTests;
  #seeker: Seeker | undefined;
  #brief: BriefCalls | undefined;
  #tested: TestedBrief | undefined;
  /** By place in a stretch, where the test reads them; undefined: they decide against the call. */
  readonly #args: (Value[] | undefined)[] = [];
  #found: Candidate[] = [];
  /** Calls that are no brief ones. */
  #begun: Call[] = [];

  constructor(index: ThreadIndex, tests: SiteTests) {
    this.#index = index;
    this.#tests = tests;
  }

  /** The next block is another one than that behind the last. */
  leave(): void {
    this.#seeker = undefined;
  }

  /** In the order of their enters. */
  read(block: number): Candidate[] {
    const index = this.#index;
    if (this.#seeker === undefined) {
      const onEnter = (call: Call): boolean => this.#begin(call);
      this.#seeker = index.seek(block, { values: true, onEnter });
      this.#brief = new BriefCalls(this.#seeker.cursor, this.#seeker.stack, this);
      this.#tested = new TestedBrief(this.#brief);
    }
    const { cursor, stack } = this.#seeker;
    this.#found = [];
    this.#begun = [];
    const end = index.at(block + 1, frame.nextSeq);
    while (cursor.nextSeq < end) {
      this.#brief!.pass();
      if (cursor.nextSeq < end && !stack.step()) break;
    }
    const found = this.#found;
    for (const call of this.#begun) {
      const isOver = call.end >= 0 || call.outcome === 'cut';
      if (this.#tests.ask(call.site, call, this.#tests.of(call.site)!, isOver) === false) continue;
      found.push({ call, endSeq: -1 });
    }
    return found.sort((a, b) => a.call.seq - b.call.seq);
  }

  enter(site: number, place: number, at: number): void {
    const asked = this.#tests.of(site);
    if (asked === null || !asked.readsArguments) return;
    const { cursor } = this.#seeker!;
    const { words } = cursor;
    const args: Value[] = [];
    const last = at + (words[at]! & kindMask) - kind.enter;
    for (let word = at + 1; word <= last; word++) args.push(cursor.glance(words[word]!));
    this.#args[place] = args;
    if (!asked.judgesArguments) return;
    const begun = this.#tested!;
    begun.set(site, place);
    begun.args = args;
    if (this.#tests.ask(site, begun, asked, false) === false) this.#args[place] = undefined;
  }

  end(site: number, place: number, time: number, at: number, ordinal: number): void {
    const asked = this.#tests.of(site);
    const { open, firstSeq } = this.#brief!;
    if (asked === null || time - open.starts[place]! < asked.least) return;
    const { cursor } = this.#seeker!;
    const header = cursor.words[at]!;
    const threw = endThrew(header);
    if (asked.needsThrow && !threw) return;
    const args = asked.readsArguments ? this.#args[place] : unread;
    if (args === undefined) return;
    const ended = this.#tested!;
    ended.set(site, place);
    ended.end = time;
    ended.outcome = threw ? 'threw' : 'returned';
    ended.args = args;
    const recordKind = header & kindMask;
    ended.hasResult = recordKind === kind.leaveValue || recordKind === kind.throwValue;
    const isRead = ended.hasResult && asked.readsResult;
    ended.result = isRead ? cursor.glance(cursor.words[at + 1]!) : undefined;
    if (this.#tests.ask(site, ended, asked, true) !== true) return;
    this.#found.push({ call: ended.call(), endSeq: ended.hasResult ? firstSeq + ordinal : -1 });
  }

  goesOn(place: number, call: Call): void {
    const asked = this.#tests.of(call.site);
    if (asked === null) return;
    const args = asked.readsArguments ? this.#args[place] : unread;
    if (args === undefined) return;
    // With arguments its result is read when it ends.
    call.args = args;
    this.#begun.push(call);
  }

  #begin(call: Call): boolean {
    const isWanted = this.#tests.of(call.site) !== null;
    if (isWanted) this.#begun.push(call);
    return isWanted;
  }
}

/** A call of a stretch while it is tested: most are none that is searched for, and make no Call. */
class TestedBrief implements TestedCall {
  end = -1;
  outcome: Call['outcome'] = 'open';
  args: Value[] = unread;
  result: Value = undefined;
  hasResult = false;
  readonly #brief: BriefCalls;
  #site = 0;
  #place = 0;

  constructor(brief: BriefCalls) {
    this.#brief = brief;
  }

  /** Another one, which has begun. */
  set(site: number, place: number): void {
    this.#site = site;
    this.#place = place;
  }

  get start(): number {
    return this.#brief.open.starts[this.#place]!;
  }

  get self(): number {
    return this.#brief.open.selves[this.#place]!;
  }

  get duration(): number {
    return this.end - this.start;
  }

  get id(): string {
    return this.#made.id;
  }

  get parent(): string | null {
    return this.#made.parent;
  }

  get task(): string {
    return this.#made.task;
  }

  get #made(): Call {
    return this.#brief.callAt(this.#place, this.#site);
  }

  /** Of one that has ended. */
  call(): Call {
    const call = this.#made;
    call.end = this.end;
    call.self = this.self;
    call.childCount = this.#brief.open.children[this.#place]!;
    call.outcome = this.outcome;
    call.state = callState.ended;
    call.args = this.args;
    call.result = this.result;
    call.hasResult = this.hasResult;
    return call;
  }
}

/** Whether an end that the index knows decides against a call. */
export function endsOtherwise(index: ThreadIndex, call: Call, asked: SiteTest): boolean {
  const known = index.endOf(call.seq);
  if (known === undefined) return false;
  if (asked.needsThrow && known.outcome !== 'threw') return true;
  return known.end >= 0 && known.end - call.start < asked.least;
}
