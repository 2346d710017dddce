/**
 * Calls of a stretch of events in which calls begin and end in order and nothing else happens to
 * them: kept as numbers, without an object for each. Most events of most threads are in such
 * stretches. What is still open at the end of one becomes calls of the CallStack, which takes
 * everything else.
 *
 *   enter f  enter g  leave g  enter h | await h        f and h become calls, g never is one
 */
import type { ThreadCursor } from '../reader/cursor.js';
import { kind, kindBits, kindMask, recordLengths } from '../reader/format.js';
import type { CallStack } from './call-stack.js';
import { Call } from './call.js';
import type { FunctionTimes } from './function-times.js';

/** Told of the calls of a stretch, each by its place in `open`, and of branches. */
export interface BriefSink {
  /** A call begins with the record at word `at`. */
  enter: (site: number, place: number, at: number) => void;
  /** A call ends at `time`, by the block's event `ordinal`, the record at word `at`. */
  end?: (site: number, place: number, time: number, at: number, ordinal: number) => void;
  /** The stretch is over, and the call goes on. */
  goesOn?: (place: number, call: Call) => void;
  branch?: (site: number) => void;
}

/** For who wants to come to a place only. */
export const noSink: BriefSink = { enter() {} };

/** What a record does to calls: ends the stretch, or ... */
const begins = 1;
const ends = 2;
/** An event that only takes time. */
const happens = 3;
const defines = 4;
const passes = 5;

const effects = new Uint8Array(kindMask + 1);
for (let k: number = kind.enter; k <= kind.enter8; k++) effects[k] = begins;
for (const k of [kind.leave, kind.leaveValue, kind.throw, kind.throwValue]) effects[k] = ends;
for (let k: number = kind.scope; k <= kind.branch; k++) effects[k] = happens;
effects.fill(defines, kind.firstAuxiliaryKind);
effects[kind.loss] = 0;
for (const k of [kind.time, kind.timeDelta, kind.idle]) effects[k] = passes;

/** Of the header of a call's end. */
export function endThrew(header: number): boolean {
  const recordKind = header & kindMask;
  return recordKind === kind.throw || recordKind === kind.throwValue;
}

/** More events than a block holds. */
const maxOrdinal = 2 ** 30 - 1;

export class BriefCalls {
  readonly #cursor: ThreadCursor;
  readonly #stack: CallStack;
  readonly #sink: BriefSink;
  readonly #times: FunctionTimes | undefined;
  readonly open = new OpenCalls();
  /** Sequence number of the first event of the block, to which ordinals are added. */
  firstSeq = 0;

  /** `times`, where they are kept, are told of the ends. */
  constructor(cursor: ThreadCursor, stack: CallStack, sink: BriefSink, times?: FunctionTimes) {
    this.#cursor = cursor;
    this.#stack = stack;
    this.#sink = sink;
    this.#times = times;
  }

  /**
   * Takes the events of the stretch that begins here, those before `beforeSeq`; their number, which
   * may be 0.
   */
  pass(beforeSeq = Infinity): number {
    const cursor = this.#cursor;
    const sink = this.#sink;
    const times = this.#times;
    const open = this.open;
    let { sites, ordinals, children, starts, selves } = open;
    const { words, nextOrdinal: firstOrdinal } = cursor;
    const end = words.length;
    let at = cursor.ahead;
    if (at >= end || effects[words[at]! & kindMask] === 0) return 0;
    const { blockTimes } = cursor;
    const firstSeq = (this.firstSeq = cursor.nextSeq - firstOrdinal);
    const lastOrdinal = Math.min(beforeSeq - firstSeq, maxOrdinal) | 0;
    let ordinal = firstOrdinal;
    let time = this.#stack.time;
    let [depth, enters, ended, topChildren, topSelf] = [0, 0, 0, 0, 0];
    while (at < end) {
      const header = words[at]!;
      const recordKind = header & kindMask;
      const effect = effects[recordKind]!;
      const length = recordLengths[recordKind]!;
      if (effect >= defines) {
        const behind =
          effect === passes && at + length <= end ? at + length : cursor.takeDefinition(at);
        if (behind < 0) break;
        at = behind;
        continue;
      }
      if (effect === 0 || at + length > end || ordinal >= lastOrdinal) break;
      const site = header >>> kindBits;
      const isEnd = effect === ends;
      if (isEnd && (depth === 0 || sites[depth - 1] !== site)) break;
      const now = blockTimes.of(ordinal);
      if (depth > 0) selves[depth - 1]! += now - time;
      else topSelf += now - time;
      time = now;
      if (isEnd) {
        depth--;
        ended++;
        if (times !== undefined) {
          const seq = firstSeq + ordinals[depth]!;
          times.endBrief(site, seq, starts[depth]!, now, selves[depth]!, endThrew(header));
        } else sink.end?.(site, depth, now, at, ordinal);
      } else if (effect === begins) {
        if (depth > 0) children[depth - 1]!++;
        else topChildren++;
        if (depth === sites.length) {
          open.grow();
          ({ sites, ordinals, children, starts, selves } = open);
        }
        sites[depth] = site;
        ordinals[depth] = ordinal;
        children[depth] = 0;
        starts[depth] = now;
        selves[depth] = 0;
        sink.enter(site, depth, at);
        depth++;
        enters++;
      } else if (recordKind === kind.branch) sink.branch?.(site);
      ordinal++;
      at += length;
    }
    const events = ordinal - firstOrdinal;
    cursor.goOn(at, events);
    if (events === 0) return 0;
    this.#stack.goOn({ time, enters, ends: ended, topSelf, topChildren });
    this.#beginOpen(depth, firstSeq);
    return events;
  }

  /** A call at a place that is or was open, with its enter. */
  callAt(place: number, site: number): Call {
    const stack = this.#stack;
    const { ordinals, starts } = this.open;
    const seq = this.firstSeq + ordinals[place]!;
    if (place === 0) return stack.make(seq, site, starts[place]!);
    const taskSeq = stack.calls[0]?.taskSeq ?? this.firstSeq + ordinals[0]!;
    const parentSeq = this.firstSeq + ordinals[place - 1]!;
    const call = new Call(stack.thread, seq, site, parentSeq, taskSeq, starts[place]!);
    call.cutsBefore = stack.counts.cuts;
    return call;
  }

  /** What is open behind the stretch becomes calls. */
  #beginOpen(depth: number, firstSeq: number): void {
    const { sites, ordinals, children, starts, selves } = this.open;
    for (let place = 0; place < depth; place++) {
      const seq = firstSeq + ordinals[place]!;
      const call = this.#stack.begin(seq, sites[place]!, starts[place]!);
      call.childCount = children[place]!;
      call.self = selves[place]!;
      this.#sink.goesOn?.(place, call);
    }
  }
}

/** Open calls of a stretch, the outermost first. */
export class OpenCalls {
  sites = new Int32Array(64);
  /** Of their enters, in the block. */
  ordinals = new Int32Array(64);
  children = new Int32Array(64);
  starts = new Float64Array(64);
  selves = new Float64Array(64);

  grow(): void {
    const length = this.sites.length * 2;
    this.sites = grown(this.sites, new Int32Array(length));
    this.ordinals = grown(this.ordinals, new Int32Array(length));
    this.children = grown(this.children, new Int32Array(length));
    this.starts = grown(this.starts, new Float64Array(length));
    this.selves = grown(this.selves, new Float64Array(length));
  }
}

function grown<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
