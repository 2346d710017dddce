/**
 * The events of a window, thread by thread, with what was running at each. Only the blocks that the
 * window touches are read.
 */
import type { ObjectSink } from '../../reader/cursor-options.js';
import { kind } from '../../reader/format.js';
import { gapCauseNames } from '../../reader/gap.js';
import type { Recording } from '../../reader/recording.js';
import type { SiteInfo, SiteTable } from '../../reader/sites.js';
import type { RecordedThread } from '../../reader/thread.js';
import type { Value } from '../../reader/value.js';
import type { Call } from '../call.js';
import { threadIndex } from '../index/find-index.js';
import type { Seeker, ThreadIndex } from '../index/thread-index.js';
import { signalsOf, type Received } from '../signals.js';
import { taskLinks, type TaskLinks } from '../task-links.js';
import type { DagCut } from './graph.js';

export interface Window {
  /** Nanoseconds since the recording's start. */
  from: number;
  to: number;
}

/** A key frame of an object that the recorder took before an event. */
export interface Snapshot {
  id: number;
  label: string;
  entries: [Value, Value][];
}

export interface WindowEvent {
  /** `<thread>:<seq>` */
  id: string;
  seq: number;
  kind: number;
  time: number;
  site: SiteInfo | undefined;
  /** Id of the call whose event it is, or that runs; undefined where none does. */
  call: string | undefined;
  /** The same of the part of the call between two suspensions; the call's own for the first. */
  part: string | undefined;
  /** The part that ran before the event. */
  before: string | undefined;
  /** Of an event that begins a part: the one that was suspended; it may lie before the window. */
  resumes: string | undefined;
  /** TASK event of the run that it is in; -1: not known. */
  runSeq: number;
  /** Of an enter: TASK event of the run that made the call; -1 where another call did. */
  callRun: number;
  /** What its header says besides the kind. */
  argument: number;
  values: Value[];
  snapshots: Snapshot[];
}

export interface OpenPart {
  id: string;
  call: string;
  /** Id of the call that made it, where this is its first part. */
  caller: string | undefined;
  seq: number;
  site: SiteInfo;
  time: number;
}

export interface ThreadWindow {
  thread: RecordedThread;
  sites: SiteTable;
  links: TaskLinks;
  events: WindowEvent[];
  /** Parts that ran at its start, the outermost first. */
  open: OpenPart[];
  cuts: DagCut[];
  /** Messages and the like that it received in the window. */
  received: Received[];
  isUnfinished: boolean;
}

export interface WindowOptions {
  /** Whether values are wanted. */
  values: boolean;
  /** Events that are kept of each thread. */
  limit: number;
  threads?: readonly number[] | undefined;
}

export async function readWindow(
  recording: Recording,
  window: Window,
  options: WindowOptions,
): Promise<ThreadWindow[]> {
  const windows: ThreadWindow[] = [];
  for (const thread of recording.threads) {
    if (options.threads?.includes(thread.number) === false) continue;
    const sites = await recording.sites(thread.process);
    windows.push(new WindowReader(recording, thread, sites, window, options).read());
  }
  return windows.filter(({ events, cuts }) => events.length > 0 || cuts.length > 0);
}

class WindowReader {
  readonly #thread: RecordedThread;
  readonly #sites: SiteTable;
  readonly #window: Window;
  readonly #options: WindowOptions;
  readonly #index: ThreadIndex;
  readonly #seeker: Seeker;
  readonly #labels = new Map<number, string>();
  /** Parts of calls that were suspended in the window. */
  readonly #suspended = new Map<Call, string>();
  readonly #result: ThreadWindow;
  #snapshots: Snapshot[] = [];
  /** The part that ran before the present event. */
  #part: string | undefined;

  constructor(
    recording: Recording,
    thread: RecordedThread,
    sites: SiteTable,
    window: Window,
    options: WindowOptions,
  ) {
    this.#thread = thread;
    this.#sites = sites;
    this.#window = window;
    this.#options = options;
    const index = threadIndex(recording, thread);
    this.#index = index;
    const block = index.blockOfTime(window.from);
    this.#seeker = index.seek(block, {
      values: options.values,
      ...(options.values && { objects: this.#sink() }),
    });
    this.#result = {
      thread,
      sites,
      links: taskLinks(recording, thread),
      events: [],
      open: [],
      cuts: [],
      received: [...signalsOf(recording).received(thread)],
      isUnfinished: false,
    };
  }

  read(): ThreadWindow {
    const { cursor, stack } = this.#seeker;
    const { from, to } = this.#window;
    const result = this.#result;
    let before = stack.top;
    this.#part = before && partId(before);
    while (stack.step()) {
      const { time } = cursor;
      if (time > to) break;
      if (time >= from) {
        if (result.events.length >= this.#options.limit) {
          result.isUnfinished = true;
          break;
        }
        this.#add(before);
      }
      this.#snapshots = [];
      before = stack.top;
      this.#part = before && partId(before);
    }
    const first = result.events[0]?.seq ?? 0;
    const last = result.events.at(-1)?.seq ?? -1;
    result.received = result.received.filter(({ seq }) => seq >= first && seq <= last);
    return result;
  }

  #add(before: Call | undefined): void {
    const { cursor } = this.#seeker;
    const { seq, time, kind: k, site } = cursor;
    const thread = this.#thread.number;
    if (k === kind.loss) {
      const cause = gapCauseNames[cursor.lossCause] ?? 'unknown';
      this.#result.cuts.push({ thread, seq, time, lost: cursor.lostCount, cause });
      return;
    }
    if (this.#result.events.length === 0) this.#openParts(k, seq, before);
    const call = this.#callOf(k, before);
    const part = isSuspension(k) ? this.#part : call && partId(call);
    const isBegin = isResumption(k) && call?.pushedSeq === seq;
    const resumes = isBegin ? this.#suspendedPart(call) : undefined;
    if (isSuspension(k) && call !== undefined) this.#suspended.set(call, this.#part!);
    const values: Value[] = [];
    if (this.#options.values) {
      for (let index = 0; index < cursor.valueCount; index++) values.push(cursor.value(index));
    }
    this.#result.events.push({
      id: `${String(thread)}:${String(seq)}`,
      seq,
      kind: k,
      time,
      site: site < 0 ? undefined : this.#sites.get(site),
      call: call?.id,
      part,
      before: this.#part,
      resumes,
      runSeq: this.#seeker.stack.runSeq,
      callRun: k <= kind.enter8 ? (call?.runSeq ?? -1) : -1,
      argument: cursor.argument,
      values,
      snapshots: this.#snapshots,
    });
  }

  /** What ran when the window began; the first event is taken already. */
  #openParts(k: number, seq: number, before: Call | undefined): void {
    const { stack } = this.#seeker;
    const ended = stack.ended.slice(0, stack.endedCount);
    const begins = k <= kind.enter8 || isResumption(k);
    const open = [...stack.calls.filter((call) => !(begins && call.pushedSeq === seq)), ...ended];
    if (isSuspension(k) && before !== undefined) open.push(before);
    for (const call of open) {
      const site = this.#sites.get(call.site);
      const { id, start: time, pushedSeq, parent } = call;
      const caller = pushedSeq === call.seq && call.runSeq < 0 ? (parent ?? undefined) : undefined;
      this.#result.open.push({ id: partId(call), call: id, caller, seq: pushedSeq, site, time });
    }
  }

  /** Where the suspension lies before the window, its event stands for the part. */
  #suspendedPart(call: Call): string {
    return this.#suspended.get(call) ?? `${call.id}@${String(call.suspendedSeq)}`;
  }

  #callOf(k: number, before: Call | undefined): Call | undefined {
    const { stack } = this.#seeker;
    const isEnd = k >= kind.leave && k <= kind.throwValue;
    if (isEnd) return stack.endedCount > 0 ? stack.ended[stack.endedCount - 1] : undefined;
    return isSuspension(k) ? before : stack.top;
  }

  /** Most objects were met before the window. */
  #labelOf(id: number): string {
    return this.#labels.get(id) ?? this.#index.objectInfo(id)?.label ?? '';
  }

  #sink(): ObjectSink {
    return {
      define: (id, _class, label) => {
        if (this.#labels.size < this.#options.limit) this.#labels.set(id, label);
      },
      snapshot: (id, _total, _offset, entries) => {
        this.#snapshots.push({ id, label: this.#labelOf(id), entries });
      },
    };
  }
}

function partId(call: Call): string {
  return call.pushedSeq === call.seq ? call.id : `${call.id}/${String(call.pushedSeq)}`;
}

export function isSuspension(k: number): boolean {
  return k === kind.await || k === kind.awaitValue || k === kind.yield || k === kind.yieldValue;
}

export function isResumption(k: number): boolean {
  return k === kind.resume || k === kind.resumeValue;
}
