/**
 * Random access to a thread: a cursor and a call stack at any block, without reading those before.
 *
 *   const index = threadIndex(recording, thread);
 *   const { cursor, stack } = index.seek(index.blockOfSeq(4711));
 *   while (stack.step() && cursor.seq < 4711) ...
 */
import type { CursorMark, ObjectSink } from '../../reader/cursor-options.js';
import type { ThreadCursor } from '../../reader/cursor.js';
import { chunkBytes } from '../../reader/format.js';
import type { ObjectInfo } from '../../reader/objects.js';
import { asCount, asText, parseObject } from '../../reader/json.js';
import type { Recording } from '../../reader/recording.js';
import type { RecordedThread } from '../../reader/thread.js';
import { BriefCalls, noSink } from '../brief-calls.js';
import { Call, type CallOutcome } from '../call.js';
import { CallStack, type CallStackOptions } from '../call-stack.js';
import { figure } from '../function-times.js';
import type { Signal } from '../signal.js';
import {
  callOutcomes,
  frame,
  spanning,
  version,
  type CallColumns,
  type IndexFacts,
  type ValueColumns,
} from './layout.js';
import { blocksKnowing } from './known-texts.js';
import { objectInfo, scopeAt } from './value-scope.js';

const chunkWords = chunkBytes / 4;

export interface Seeker {
  cursor: ThreadCursor;
  stack: CallStack;
}

export interface SeekOptions extends Pick<CallStackOptions, 'onEnter'> {
  /** Whether values will be decoded. */
  values?: boolean;
  /** Told of objects, as CursorOptions say. */
  objects?: ObjectSink;
  onBlock?: (mark: CursorMark) => void;
}

/** How a call ended that was open at a boundary; -1 and `open` where it did not. */
export interface CallEnd {
  end: number;
  endSeq: number;
  outcome: CallOutcome;
}

export class ThreadIndex {
  readonly thread: RecordedThread;
  readonly facts: IndexFacts;
  readonly #recording: Recording;
  readonly #columns: CallColumns;
  readonly #values: () => ValueColumns;
  #signals: Signal[] | undefined;

  constructor(
    recording: Recording,
    thread: RecordedThread,
    columns: CallColumns,
    values: () => ValueColumns,
  ) {
    this.#recording = recording;
    this.thread = thread;
    this.#columns = columns;
    this.#values = values;
    this.facts = parseFacts(text(columns.facts));
  }

  /** Blocks of the thread; boundary `blockCount` is its end. */
  get blockCount(): number {
    return this.#columns.frames.length / frame.width - 1;
  }

  /** The block in which the event is; the last one for what lies behind. */
  blockOfSeq(seq: number): number {
    return this.#lastBoundary((boundary) => this.at(boundary, frame.nextSeq) <= seq);
  }

  /** A block before which nothing happened at `time` or later. */
  blockOfTime(time: number): number {
    return this.#lastBoundary((boundary) => this.at(boundary, frame.time) < time);
  }

  /** The block that holds this word of the thread's stream, first of those of its chunk. */
  blockOfPlace(place: number): number {
    const { events } = this.thread.blocks;
    let block = this.#lastBoundary((boundary) => {
      const { chunkSeq, chunkOffset } = events[boundary]!;
      return chunkSeq * chunkWords + chunkOffset <= place;
    });
    while (block > 0 && events[block - 1]!.chunkSeq === events[block]!.chunkSeq) block--;
    return block;
  }

  /** The block in which the async resource was made. */
  blockOfAsyncId(asyncId: number): number {
    return this.#lastBoundary((boundary) => this.at(boundary, frame.lastAsyncId) < asyncId);
  }

  /** A field of the frame at a boundary. */
  at(boundary: number, field: number): number {
    return this.#columns.frames[boundary * frame.width + field]!;
  }

  /** Whether the count is another behind the block than before it. */
  changes(block: number, field: number): boolean {
    return this.at(block, field) !== this.at(block + 1, field);
  }

  /** The last block whose boundary passes; boundaries pass up to one and then no more. */
  #lastBoundary(passes: (boundary: number) => boolean): number {
    let low = 0;
    let high = this.blockCount;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (passes(middle)) low = middle;
      else high = middle;
    }
    return low;
  }

  /** A cursor and a stack that go on from the boundary before `block`. */
  seek(block: number, options: SeekOptions = {}): Seeker {
    const { onEnter } = options;
    const cursor = this.cursorAt(block, options);
    const stack = new CallStack(cursor, {
      thread: this.thread.number,
      ...(onEnter && { onEnter }),
      from: this.#stackAt(block),
    });
    return { cursor, stack };
  }

  cursorAt(block: number, options: SeekOptions = {}): ThreadCursor {
    const { objects, onBlock } = options;
    const hasValues = options.values === true;
    const scope = hasValues ? this.#scopeAt(block) : undefined;
    return this.thread.cursor({
      values: hasValues,
      from: this.#markAt(block),
      ...(scope && { scope }),
      ...(objects && { objects }),
      ...(onBlock && { onBlock }),
    });
  }

  /** As seek, at the first event of `seq` or later: the next step takes it. */
  seekSeq(seq: number, options: SeekOptions = {}): Seeker {
    const seeker = this.seek(this.blockOfSeq(seq), options);
    const { cursor, stack } = seeker;
    // Who is told of each call gets them one by one.
    const brief = options.onEnter === undefined ? new BriefCalls(cursor, stack, noSink) : undefined;
    while (cursor.nextSeq < seq) {
      brief?.pass(seq);
      if (cursor.nextSeq < seq && !stack.step()) break;
    }
    return seeker;
  }

  /** The calls that are open at the boundary before `block`, by when they were last pushed. */
  openAt(block: number): Call[] {
    const { calls } = this.#columns;
    const open: Call[] = [];
    const { width, last } = spanning;
    const end = Math.min(this.at(block, frame.calls) * width, calls.length);
    for (let at = 0; at < end; at += width) {
      if (calls[at + last]! >= block) open.push(this.#callAt(at / width, block));
    }
    return open.sort((a, b) => a.pushedSeq - b.pushedSeq);
  }

  /**
   * The end of the call with this enter, where it was open at a boundary; undefined where it ended
   * in the block in which it began.
   */
  endOf(seq: number): CallEnd | undefined {
    const row = this.#rowOf(seq);
    if (row === undefined) return undefined;
    const { calls } = this.#columns;
    const field = (name: number): number => calls[row * spanning.width + name]!;
    return {
      end: field(spanning.end),
      endSeq: field(spanning.endSeq),
      outcome: callOutcomes[field(spanning.outcome)] ?? 'open',
    };
  }

  /** Sites that were entered in the block, and how often. */
  *sitesOf(block: number): Generator<[site: number, count: number], void, undefined> {
    const pairs = this.#pairsOf(block);
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      if (pairs[at + 1]! > 0) yield [pairs[at]!, pairs[at + 1]!];
    }
  }

  /** Whether a call of a site that passes begins or ends in the block, or changes its level. */
  hasCallOf(block: number, passes: (site: number) => boolean): boolean {
    const pairs = this.#pairsOf(block);
    for (let at = 0; at < pairs.length; at += 2) if (passes(pairs[at]!)) return true;
    return false;
  }

  #pairsOf(block: number): Int32Array {
    const { sites } = this.#columns;
    return sites.subarray(this.at(block, frame.sites), this.at(block + 1, frame.sites));
  }

  /** How often each branch was taken, behind its site. */
  *branchCounts(): Generator<[site: number, count: number], void, undefined> {
    const { branches } = this.#columns;
    for (let at = 0; at + 1 < branches.length; at += 2) yield [branches[at]!, branches[at + 1]!];
  }

  /** Figures of each function that was called, behind its site. */
  *functionTimes(): Generator<[site: number, figures: Float64Array], void, undefined> {
    const { times } = this.#columns;
    for (let at = 0; at + figure.width <= times.length; at += figure.width) {
      yield [times[at]!, times.subarray(at + 1, at + figure.width)];
    }
  }

  /** The last block in which a call ends that was entered in this one. */
  lastEndIn(block: number): number {
    const { calls } = this.#columns;
    const { width, last } = spanning;
    const end = Math.min(this.at(block + 1, frame.calls), calls.length / width);
    let latest = block;
    for (let row = this.at(block, frame.calls); row < end; row++) {
      latest = Math.max(latest, Math.min(calls[row * width + last]!, this.blockCount - 1));
    }
    return latest;
  }

  /**
   * How long the longest call of a site that passes lasts, of those that are entered in this block
   * and end in another one; Infinity where one has no end.
   */
  longestFrom(block: number, passes: (site: number) => boolean): number {
    const { calls } = this.#columns;
    const { width, end, start, site } = spanning;
    const last = Math.min(this.at(block + 1, frame.calls), calls.length / width);
    let longest = -1;
    for (let row = this.at(block, frame.calls); row < last; row++) {
      const at = row * width;
      if (!passes(calls[at + site]!)) continue;
      const ended = calls[at + end]!;
      longest = Math.max(longest, ended < 0 ? Infinity : ended - calls[at + start]!);
    }
    return longest;
  }

  /** Whether a call of a site that passes is entered in this block, and throws in another one. */
  throwsFrom(block: number, passes: (site: number) => boolean): boolean {
    const { calls } = this.#columns;
    const { width, outcome, site } = spanning;
    const last = Math.min(this.at(block + 1, frame.calls), calls.length / width);
    for (let row = this.at(block, frame.calls); row < last; row++) {
      const isThrown = callOutcomes[calls[row * width + outcome]!] === 'threw';
      if (isThrown && passes(calls[row * width + site]!)) return true;
    }
    return false;
  }

  /** The block in which the call ends that was open at a boundary; blockCount where none is. */
  endBlockOf(seq: number): number {
    const row = this.#rowOf(seq);
    if (row === undefined) return this.blockOfSeq(seq);
    return Math.min(this.#columns.calls[row * spanning.width + spanning.last]!, this.blockCount);
  }

  /** Blocks at whose beginnings a call is open that passes, by its site and its task. */
  blocksOpen(passes: (site: number, taskSeq: number) => boolean): (block: number) => boolean {
    const { calls } = this.#columns;
    /** First the changes at each boundary, then their sums. */
    const open = new Int32Array(this.blockCount + 2);
    for (let at = 0; at < calls.length; at += spanning.width) {
      if (!passes(calls[at + spanning.site]!, calls[at + spanning.taskSeq]!)) continue;
      open[calls[at + spanning.first]!]!++;
      open[Math.min(calls[at + spanning.last]!, this.blockCount) + 1]!--;
    }
    for (let block = 1; block < open.length; block++) open[block]! += open[block - 1]!;
    return (block) => open[block]! > 0;
  }

  /**
   * Blocks in which calls were suspended or resumed that pass, and are open at one of the
   * boundaries from `first` to `last`.
   */
  blocksOfTurns(
    passes: (site: number, taskSeq: number) => boolean,
    { first, last }: { first: number; last: number },
  ): Set<number> {
    const { calls, versions } = this.#columns;
    const { width } = version;
    const blocks = new Set<number>();
    for (let at = 0; at < calls.length; at += spanning.width) {
      const field = (name: number): number => calls[at + name]!;
      const isBefore = field(spanning.end) >= 0 && field(spanning.last) < first;
      if (isBefore || field(spanning.first) > last) continue;
      if (!passes(field(spanning.site), field(spanning.taskSeq))) continue;
      const end = calls[at + spanning.width + spanning.versions] ?? versions.length / width;
      for (let row = field(spanning.versions); row < end; row++) {
        const told = (name: number): number | undefined => versions.at(row * width + name);
        // An activation begins with the first suspension; behind each resumption it is pushed anew.
        if (told(version.activation) !== -1) blocks.add(told(version.boundary)! - 1);
      }
    }
    return blocks;
  }

  /** Class and label of an object, wherever in the thread it was met. */
  objectInfo(id: number): ObjectInfo | undefined {
    return objectInfo(this.#values(), id);
  }

  /** Blocks in which events may refer to the text. */
  blocksKnowing(text: string): number[] {
    return blocksKnowing(this.#values(), this, text);
  }

  /** Messages, requests, threads and children, in order. */
  get signals(): readonly Signal[] {
    this.#signals ??= parseSignals(text(this.#columns.signals));
    return this.#signals;
  }

  #markAt(block: number): CursorMark {
    return {
      block,
      nextSeq: this.at(block, frame.nextSeq),
      lostSoFar: this.at(block, frame.lostSoFar),
      overwrittenSoFar: this.at(block, frame.overwrittenSoFar),
      generation: this.at(block, frame.generation),
      time: this.at(block, frame.time),
    };
  }

  #stackAt(block: number): NonNullable<CallStackOptions['from']> {
    const first = block === 0 ? 0 : this.at(block - 1, frame.outerRuns);
    return {
      time: this.at(block, frame.eventTime),
      runSeq: this.at(block, frame.runSeq),
      turnSeq: this.at(block, frame.turnSeq),
      outerRuns: [...this.#columns.outerRuns.subarray(first, this.at(block, frame.outerRuns))],
      counts: {
        enters: this.at(block, frame.enters),
        ends: this.at(block, frame.ends),
        open: this.at(block, frame.open),
        cuts: this.at(block, frame.cuts),
        orphans: this.at(block, frame.orphans),
        anomalies: this.at(block, frame.anomalies),
      },
      open: this.openAt(block),
    };
  }

  #scopeAt(block: number): ReturnType<typeof scopeAt> {
    const { files } = this.#recording.processes[this.thread.process]!;
    return scopeAt(this.#values(), this, block, files.segments, this.#recording.codec);
  }

  #callAt(row: number, boundary: number): Call {
    const { calls, versions } = this.#columns;
    const field = (name: number): number => calls[row * spanning.width + name]!;
    const call = new Call(
      this.thread.number,
      field(spanning.seq),
      field(spanning.site),
      field(spanning.parentSeq),
      field(spanning.taskSeq),
      field(spanning.start),
    );
    const nextRow = (row + 1) * spanning.width + spanning.versions;
    const count = versions.length / version.width;
    let low = Math.min(field(spanning.versions), count);
    let high = Math.min(calls[nextRow] ?? count, count);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (versions.at(middle * version.width + version.boundary)! <= boundary) low = middle;
      else high = middle;
    }
    const state = (name: number): number => versions.at(low * version.width + name)!;
    call.runSeq = field(spanning.runSeq);
    call.cutsBefore = field(spanning.cutsBefore);
    call.state = state(version.state);
    call.pushedSeq = state(version.pushedSeq);
    call.suspendedSeq = state(version.suspendedSeq);
    call.self = state(version.self);
    call.childCount = state(version.childCount);
    call.isCut = state(version.isCut) === 1;
    const activation = state(version.activation);
    if (activation !== -1) call.activation = activation;
    return call;
  }

  #rowOf(seq: number): number | undefined {
    const { calls } = this.#columns;
    const block = this.blockOfSeq(seq);
    const end = Math.min(this.at(block + 1, frame.calls), calls.length / spanning.width);
    for (let row = this.at(block, frame.calls); row < end; row++) {
      if (calls[row * spanning.width + spanning.seq] === seq) return row;
    }
    return undefined;
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function parseFacts(json: string): IndexFacts {
  const facts = parseObject(json) ?? {};
  return {
    events: asCount(facts['events']) ?? 0,
    lost: asCounts(facts['lost']),
    redactions: asCounts(facts['redactions']),
    uncompared: asCount(facts['uncompared']) ?? 0,
    lastTime: asCount(facts['lastTime']) ?? 0,
  };
}

function parseSignals(json: string): Signal[] {
  const list = parseObject(json)?.['signals'];
  if (!Array.isArray(list)) return [];
  return (list as Partial<Signal>[]).map(({ seq, callSeq, runSeq, type, values, time }) => ({
    seq: Number(seq),
    callSeq: Number(callSeq),
    runSeq: Number(runSeq),
    type: Number(type),
    values: Array.isArray(values) ? values.map((v) => (typeof v === 'number' ? v : asText(v))) : [],
    time: Number(time),
  }));
}

function asCounts(value: unknown): number[] {
  return Array.isArray(value) ? value.map((count) => asCount(count) ?? 0) : [];
}
