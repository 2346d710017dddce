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
import type { FunctionTimes } from './function-times.js';

/** Told of each call of a stretch as it begins, and of branches. */
export interface BriefSink {
  enter: (site: number) => void;
  branch: (site: number) => void;
}

/** What a record does to calls: ends the stretch, or ... */
const begins = 1;
const returns = 2;
const throws = 3;
/** An event that only takes time. */
const happens = 4;
const defines = 5;
const passes = 6;

const effects = new Uint8Array(kindMask + 1);
for (let k: number = kind.enter; k <= kind.enter8; k++) effects[k] = begins;
for (const k of [kind.leave, kind.leaveValue]) effects[k] = returns;
for (const k of [kind.throw, kind.throwValue]) effects[k] = throws;
for (let k: number = kind.scope; k <= kind.branch; k++) effects[k] = happens;
effects.fill(defines, kind.firstAuxiliaryKind);
effects[kind.loss] = 0;
for (const k of [kind.time, kind.timeDelta, kind.idle]) effects[k] = passes;

export class BriefCalls {
  readonly #cursor: ThreadCursor;
  readonly #stack: CallStack;
  readonly #times: FunctionTimes;
  readonly #sink: BriefSink;
  readonly #open = new OpenCalls();

  /** `times` is told of the ends. */
  constructor(cursor: ThreadCursor, stack: CallStack, times: FunctionTimes, sink: BriefSink) {
    this.#cursor = cursor;
    this.#stack = stack;
    this.#times = times;
    this.#sink = sink;
  }

  /** Takes the events of the stretch that begins here; their number, which may be 0. */
  pass(): number {
    const cursor = this.#cursor;
    const sink = this.#sink;
    const times = this.#times;
    const open = this.#open;
    let { sites, ordinals, children, starts, selves } = open;
    const { words, nextOrdinal: firstOrdinal } = cursor;
    const end = words.length;
    let at = cursor.ahead;
    if (at >= end || effects[words[at]! & kindMask] === 0) return 0;
    const { blockTimes } = cursor;
    const firstSeq = cursor.nextSeq - firstOrdinal;
    let ordinal = firstOrdinal;
    let time = this.#stack.time;
    let [depth, enters, ends, topChildren, topSelf] = [0, 0, 0, 0, 0];
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
      if (effect === 0 || at + length > end) break;
      const site = header >>> kindBits;
      const isEnd = effect === returns || effect === throws;
      if (isEnd && (depth === 0 || sites[depth - 1] !== site)) break;
      const now = blockTimes.of(ordinal);
      if (depth > 0) selves[depth - 1]! += now - time;
      else topSelf += now - time;
      time = now;
      if (isEnd) {
        depth--;
        ends++;
        const seq = firstSeq + ordinals[depth]!;
        const [start, self] = [starts[depth]!, selves[depth]!];
        times.endBrief(site, seq, start, now, self, effect === throws);
      } else if (effect === begins) {
        sink.enter(site);
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
        depth++;
        enters++;
      } else if (recordKind === kind.branch) sink.branch(site);
      ordinal++;
      at += length;
    }
    const events = ordinal - firstOrdinal;
    cursor.goOn(at, events);
    if (events === 0) return 0;
    this.#stack.goOn({ time, enters, ends, topSelf, topChildren });
    this.#beginOpen(depth, firstSeq);
    return events;
  }

  /** What is open behind the stretch becomes calls. */
  #beginOpen(depth: number, firstSeq: number): void {
    const { sites, ordinals, children, starts, selves } = this.#open;
    for (let place = 0; place < depth; place++) {
      const seq = firstSeq + ordinals[place]!;
      const call = this.#stack.begin(seq, sites[place]!, starts[place]!);
      call.childCount = children[place]!;
      call.self = selves[place]!;
    }
  }
}

/** Open calls of a stretch, the outermost first. */
class OpenCalls {
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
