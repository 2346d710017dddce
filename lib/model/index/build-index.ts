/**
 * Builds the index of a thread in one pass over its events: at each boundary between two blocks a
 * frame, and the open calls that are new or have changed since the boundary before.
 */
import type { CursorMark } from '../../reader/cursor-options.js';
import { kind, runtimeEvent, runtimeEventBits } from '../../reader/format.js';
import type { ThreadCursor } from '../../reader/cursor.js';
import { progressEvents } from '../../reader/recording.js';
import type { RecordedThread } from '../../reader/thread.js';
import { namesActivation } from '../../reader/walk.js';
import { BriefCalls } from '../brief-calls.js';
import { CallStack } from '../call-stack.js';
import { callState, type Call } from '../call.js';
import { figure, FunctionTimes } from '../function-times.js';
import { SiteCounts } from '../site-counts.js';
import { readSignal, type Signal } from '../signal.js';
import { Rows, Words } from './growing.js';
import {
  callOutcomes,
  frame,
  spanning,
  version,
  type CallColumns,
  type ValueColumns,
} from './layout.js';
import { SiteCounter } from './site-counter.js';
import { ValueCollector } from './value-columns.js';

const runtimeEventMask = (1 << runtimeEventBits) - 1;

export interface BuiltIndex {
  calls: CallColumns;
  values: ValueColumns;
}

export function buildIndex(
  thread: RecordedThread,
  onProgress?: (events: number) => void,
): BuiltIndex {
  return new IndexBuilder(thread).build(onProgress);
}

class IndexBuilder {
  readonly #cursor: ThreadCursor;
  readonly #stack: CallStack;
  readonly #brief: BriefCalls;
  readonly #values = new ValueCollector();
  readonly #frames = new Rows(frame.width);
  readonly #outerRuns = new Rows(1);
  readonly #calls = new Rows(spanning.width);
  readonly #versions = new Rows(version.width + 1);
  readonly #sites = new Words();
  readonly #signals: Signal[] = [];
  /** Rows of open calls, and the latest version of each. */
  readonly #rows = new Map<Call, number>();
  readonly #latest: number[] = [];
  /** Calls that were suspended or set aside since the last boundary. */
  #aside: Call[] = [];
  readonly #entered = new SiteCounter();
  readonly #branches = new SiteCounts();
  readonly #times: FunctionTimes;
  #boundary = -1;
  #boundarySeq = 0;
  #lastAsyncId = 0;
  #tasks = 0;

  constructor(thread: RecordedThread) {
    this.#cursor = thread.cursor({
      scope: this.#values.scope,
      onBlock: (mark) => {
        this.#passBoundary(mark);
      },
    });
    this.#times = new FunctionTimes();
    this.#stack = new CallStack(this.#cursor, {
      thread: thread.number,
      onAside: (call) => this.#aside.push(call),
    });
    this.#brief = new BriefCalls(this.#cursor, this.#stack, this, this.#times);
  }

  build(onProgress?: (events: number) => void): BuiltIndex {
    const cursor = this.#cursor;
    const stack = this.#stack;
    const lost: number[] = [];
    let events = 0;
    let told = 0;
    for (;;) {
      events += this.#brief.pass();
      if (events - told >= progressEvents) onProgress?.((told = events));
      if (!stack.step()) break;
      const k = cursor.kind;
      if (k === kind.loss) {
        lost[cursor.lossCause] = (lost[cursor.lossCause] ?? 0) + cursor.lostCount;
        if (stack.endedCount > 0) this.#passEnded();
        continue;
      }
      events++;
      if (k <= kind.enter8) this.enter(cursor.site);
      else if (k === kind.branch) this.branch(cursor.site);
      else if (k === kind.task) this.#tasks++;
      else if (k === kind.runtime) this.#passRuntime();
      else if (k === kind.level) this.#entered.meet(cursor.site);
      else {
        // Damage may name a function there that no call is of.
        if (namesActivation(k)) this.#entered.meet(cursor.site);
        this.#times.pass(cursor, stack.time);
      }
      if (stack.endedCount > 0) this.#passEnded();
    }
    const redactions = Array.from(cursor.redactions, (count) => count ?? 0);
    const lostByCause = Array.from(lost, (count: number | undefined) => count ?? 0);
    const { uncompared, lastTime } = cursor;
    const facts = { events, lost: lostByCause, redactions, uncompared, lastTime };
    return {
      calls: {
        frames: this.#frames.take(),
        outerRuns: this.#outerRuns.take(),
        versions: this.#takeVersions(),
        calls: this.#calls.take(),
        sites: this.#sites,
        times: this.#takeTimes(),
        branches: this.#takeBranches(),
        signals: Buffer.from(JSON.stringify({ signals: this.#signals })),
        facts: Buffer.from(JSON.stringify(facts)),
      },
      values: this.#values.columns(),
    };
  }

  enter(site: number): void {
    this.#entered.add(site);
    this.#times.enter(site);
  }

  branch(site: number): void {
    this.#branches.add(site);
  }

  #passBoundary(mark: CursorMark): void {
    const stack = this.#stack;
    this.#entered.take(this.#sites);
    this.#boundary = mark.block;
    this.#boundarySeq = mark.nextSeq;
    const doubles = this.#values.passBoundary(mark.block);
    for (const call of stack.calls) this.#keep(call);
    for (const call of this.#aside) if (isAside(call)) this.#keep(call);
    for (const seq of stack.outerRuns) this.#outerRuns.add([seq]);
    this.#aside = [];
    const { counts } = stack;
    this.#frames.add([
      mark.nextSeq,
      mark.lostSoFar,
      mark.overwrittenSoFar,
      mark.generation,
      mark.time,
      stack.time,
      stack.runSeq,
      stack.turnSeq,
      counts.enters,
      counts.ends,
      counts.open,
      counts.cuts,
      counts.orphans,
      counts.anomalies,
      this.#lastAsyncId,
      this.#outerRuns.count,
      this.#calls.count,
      this.#sites.length,
      this.#values.stringCount,
      this.#values.scope.generation,
      doubles,
      this.#tasks,
      this.#times.threwCount,
    ]);
  }

  #keep(call: Call): void {
    const row = this.#rows.get(call) ?? this.#addRow(call);
    const versions = this.#versions;
    const { state, pushedSeq, suspendedSeq, self, childCount, isCut } = call;
    const activation = call.activation ?? -1;
    const latest = this.#latest[row]!;
    const isSame =
      latest >= 0 &&
      versions.get(latest, version.self) === self &&
      versions.get(latest, version.state) === state &&
      versions.get(latest, version.pushedSeq) === pushedSeq &&
      versions.get(latest, version.childCount) === childCount &&
      versions.get(latest, version.activation) === activation &&
      versions.get(latest, version.isCut) === Number(isCut);
    if (isSame) return;
    const cut = Number(isCut);
    const now = [this.#boundary, state, pushedSeq, suspendedSeq, self, childCount, activation, cut];
    this.#latest[row] = versions.add([...now, row]);
  }

  #addRow(call: Call): number {
    const { seq, parentSeq, taskSeq, start, runSeq, site, cutsBefore } = call;
    const open = callOutcomes.indexOf('open');
    const born = [seq, parentSeq, taskSeq, start, runSeq, site, cutsBefore];
    const row = this.#calls.add([...born, this.#boundary, Infinity, -1, -1, open, 0]);
    this.#rows.set(call, row);
    this.#latest.push(-1);
    return row;
  }

  #passEnded(): void {
    const { ended, endedCount } = this.#stack;
    const { kind: k, seq } = this.#cursor;
    for (let index = 0; index < endedCount; index++) {
      const call = ended[index]!;
      this.#times.end(call);
      if (call.seq >= this.#boundarySeq) continue;
      const row = this.#rows.get(call);
      if (row === undefined) continue;
      this.#entered.meet(call.site);
      this.#rows.delete(call);
      this.#calls.set(row, spanning.last, this.#boundary);
      this.#calls.set(row, spanning.end, call.end);
      this.#calls.set(row, spanning.endSeq, k === kind.loss ? -1 : seq);
      this.#calls.set(row, spanning.outcome, callOutcomes.indexOf(call.outcome));
    }
  }

  #passRuntime(): void {
    const cursor = this.#cursor;
    if ((cursor.argument & runtimeEventMask) === runtimeEvent.taskInit) {
      const asyncId = cursor.value(0);
      if (typeof asyncId === 'number') this.#lastAsyncId = Math.max(this.#lastAsyncId, asyncId);
      return;
    }
    const { top, runSeq } = this.#stack;
    this.#signals.push(readSignal(cursor, top?.seq ?? -1, runSeq));
  }

  #takeTimes(): Float64Array {
    for (const call of this.#stack.takeOpen()) this.#times.end(call);
    const rows = new Rows(figure.width);
    for (const [site, figures] of this.#times.rows()) {
      rows.add([site, ...figures.subarray(0, figure.open)]);
    }
    return rows.take();
  }

  #takeBranches(): Float64Array {
    const rows = new Rows(2);
    this.#branches.forEach((count, site) => rows.add([site, count]));
    return rows.take();
  }

  /** Versions of one call one behind the other, in the order of time. */
  #takeVersions(): Float64Array {
    const { width } = version;
    const from = this.#versions;
    const counts = new Float64Array(this.#calls.count + 1);
    for (let at = 0; at < from.count; at++) counts[from.get(at, width) + 1]!++;
    for (let row = 0; row < this.#calls.count; row++) {
      counts[row + 1]! += counts[row]!;
      this.#calls.set(row, spanning.versions, counts[row]!);
    }
    const sorted = new Float64Array(from.count * width);
    for (let at = 0; at < from.count; at++) {
      const to = counts[from.get(at, width)]!++ * width;
      for (let field = 0; field < width; field++) sorted[to + field] = from.get(at, field);
    }
    return sorted;
  }
}

function isAside(call: Call): boolean {
  return call.state === callState.suspended || call.state === callState.cut;
}
