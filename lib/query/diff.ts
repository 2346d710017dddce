/**
 * Where two runs of a program first differ. Processes are aligned by their order, threads likewise,
 * calls by what made or scheduled them (`call-keys.ts`), so that tasks may take turns in another
 * order. Both recordings are read once, side by side; what one of them has and the other has not
 * yet waits.
 */
import type { Call } from '../model/call.js';
import { CallStack } from '../model/call-stack.js';
import { taskLinks } from '../model/task-links.js';
import type { ThreadCursor } from '../reader/cursor.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import { CallKeys, siteName } from './call-keys.js';
import { commonPrefix, type PrefixSide, type Rest } from './common-prefix.js';
import { hashText } from './hash-text.js';
import { valueShape } from './value-shape.js';

export interface DiffOptions {
  /** Compare which calls there were only, and how they ended. */
  values?: boolean;
  /** Blocks of a thread from which on what both have in common is passed over first. */
  minBlocks?: number;
}

/** One side of a divergence: the call, or undefined where this side has none. */
export interface DiffSide {
  thread: RecordedThread;
  /** Sequence of the enter of the call. */
  seq: number | undefined;
  /** The event at which the difference showed. */
  at: number | undefined;
  time: number;
}

export interface Divergence {
  /**
   * `arguments` and `result` differ; `call`: only one side made it; `end`: only one side saw it
   * end; `thread`: only one side has the thread.
   */
  what: 'arguments' | 'result' | 'call' | 'end' | 'thread';
  a: DiffSide | undefined;
  b: DiffSide | undefined;
}

export interface Diff {
  /** Undefined: no difference. */
  divergence: Divergence | undefined;
  /** Calls that are the same on both sides, up to where the comparison came. */
  equalCalls: number;
  /** Events are missing in one of them: what is said holds for what is left. */
  isCut: boolean;
  /** The runs were so far apart that the comparison gave up waiting. */
  isUnbounded: boolean;
}

export async function diffRecordings(
  a: Recording,
  b: Recording,
  { values = true, minBlocks = worthPassingBlocks }: DiffOptions = {},
): Promise<Diff> {
  const diff: Diff = { divergence: undefined, equalCalls: 0, isCut: false, isUnbounded: false };
  let first = Infinity;
  const note = (divergence: Divergence, time: number): void => {
    if (time >= first) return;
    first = time;
    diff.divergence = divergence;
  };
  for (const [index, process] of longer(a, b).entries()) {
    const threadsA = a.processes[index]?.threads ?? [];
    const threadsB = b.processes[index]?.threads ?? [];
    for (let at = 0; at < Math.max(threadsA.length, threadsB.length); at++) {
      const threadA = threadsA[at];
      const threadB = threadsB[at];
      if (threadA === undefined || threadB === undefined) {
        const only = (threadA ?? threadB)!;
        const side: DiffSide = {
          thread: only,
          seq: undefined,
          at: undefined,
          time: only.start ?? process.start,
        };
        const sides = threadA === undefined ? { a: undefined, b: side } : { a: side, b: undefined };
        note({ what: 'thread', ...sides }, side.time);
        continue;
      }
      const [ofA, ofB] = [
        { recording: a, thread: threadA },
        { recording: b, thread: threadB },
      ];
      const blocks = Math.min(threadA.blocks.events.length, threadB.blocks.events.length);
      const prefix = blocks >= minBlocks ? await commonPrefix(ofA, ofB) : undefined;
      diff.equalCalls += prefix?.calls ?? 0;
      const sideA = await Side.open(ofA, values, prefix?.a);
      const sideB = await Side.open(ofB, values, prefix?.b);
      new ThreadDiff(sideA, sideB, diff, note).run();
    }
  }
  return diff;
}

function longer(a: Recording, b: Recording): Recording['processes'] {
  return a.processes.length >= b.processes.length ? a.processes : b.processes;
}

/** Fewer blocks are aligned as quickly. */
const worthPassingBlocks = 8;

/** Something that is compared: the beginning or the end of a call. */
interface Entry {
  key: number;
  isEnd: boolean;
  hash: number;
  seq: number;
  /** The event: an enter, or an end. */
  at: number;
  time: number;
  /** Time on side A near which it happened, for entries of side B. */
  near: number;
}

class Side {
  readonly thread: RecordedThread;
  isCut = false;
  readonly #cursor: ThreadCursor;
  readonly #stack: CallStack;
  readonly #keys: CallKeys;
  readonly #shapes: boolean;

  private constructor(
    thread: RecordedThread,
    keys: CallKeys,
    names: (site: number) => number,
    values: boolean,
    rest: Rest | undefined,
  ) {
    this.thread = thread;
    this.#keys = keys;
    this.#shapes = values;
    this.#nameOf = names;
    const options = { values, onEnter: () => values };
    if (rest === undefined) {
      this.#cursor = thread.cursor({ values });
      this.#stack = new CallStack(this.#cursor, { thread: thread.number, ...options });
    } else {
      const { cursor, stack } = rest.index.seekSeq(rest.seq, options);
      this.#cursor = cursor;
      this.#stack = stack;
      // What they return is compared, too.
      if (values) for (const call of stack.open) call.args ??= [];
    }
  }

  readonly #nameOf: (site: number) => number;

  /** From the thread's beginning, or where the rest begins. */
  static async open(
    { recording, thread }: PrefixSide,
    values: boolean,
    rest: Rest | undefined,
  ): Promise<Side> {
    const sites = await recording.sites(thread.process);
    const names: (number | undefined)[] = [];
    const { cwd } = recording.manifest;
    const nameOf = (id: number): number => (names[id] ??= hashText(siteName(sites.get(id), cwd)));
    const earlier = (callSeq: number): number | undefined =>
      rest === undefined || callSeq < 0 || callSeq >= rest.seq
        ? undefined
        : hashText(`before ${String(rest.ordinalOf(callSeq))}`);
    const keys = new CallKeys(taskLinks(recording, thread), nameOf, earlier);
    return new Side(thread, keys, nameOf, values, rest);
  }

  get time(): number {
    return this.#stack.time;
  }

  /** Takes an event, adds what is to be compared; false at the end. */
  step(entries: Entry[]): boolean {
    const stack = this.#stack;
    if (!stack.step()) return false;
    const { kind: k } = this.#cursor;
    if (k === kind.loss) this.isCut = true;
    if (k <= kind.enter8) {
      const call = stack.top!;
      const hash = this.#hash(
        call,
        call.args === undefined ? '' : call.args.map(valueShape).join(),
      );
      entries.push(this.#entry(call, this.#keys.begin(call), false, hash));
    }
    for (let index = 0; index < stack.endedCount; index++) {
      const call = stack.ended[index]!;
      const key = this.#keys.end(call);
      if (key === undefined || call.outcome === 'cut') continue;
      const result = call.hasResult ? valueShape(call.result) : '';
      entries.push(this.#entry(call, key, true, this.#hash(call, `${call.outcome} ${result}`)));
    }
    return true;
  }

  #hash(call: Call, text: string): number {
    const name = String(this.#nameOf(call.site));
    return hashText(this.#shapes ? `${name} ${text}` : `${name} ${call.outcome}`);
  }

  #entry(call: Call, key: number, isEnd: boolean, hash: number): Entry {
    return { key, isEnd, hash, seq: call.seq, at: this.#cursor.seq, time: this.time, near: 0 };
  }
}

/** Entries that wait for the other side; beyond this the comparison gives up. */
const maxWaiting = 1 << 20;
/** Events that one side takes before the other gets its turn. */
const turn = 1024;

class ThreadDiff {
  readonly #a: Side;
  readonly #b: Side;
  readonly #diff: Diff;
  readonly #note: (divergence: Divergence, time: number) => void;
  readonly #waitingA = new Map<number, Entry>();
  readonly #waitingB = new Map<number, Entry>();
  /** Time on side A of the latest entry that was matched. */
  #near = 0;
  #first = Infinity;
  #found: Divergence | undefined;

  constructor(a: Side, b: Side, diff: Diff, note: (found: Divergence, time: number) => void) {
    this.#a = a;
    this.#b = b;
    this.#diff = diff;
    this.#note = note;
    this.#near = a.time;
  }

  run(): void {
    let goesA = true;
    let goesB = true;
    while (goesA || goesB) {
      goesA &&= this.#advance(this.#a, this.#waitingA, this.#waitingB);
      goesB &&= this.#advance(this.#b, this.#waitingB, this.#waitingA);
      if (this.#isSettled()) break;
      if (this.#waitingA.size + this.#waitingB.size > maxWaiting) {
        this.#diff.isUnbounded = true;
        break;
      }
    }
    for (const entry of this.#waitingA.values()) this.#missing(entry, 'b');
    for (const entry of this.#waitingB.values()) this.#missing(entry, 'a');
    this.#diff.isCut ||= this.#a.isCut || this.#b.isCut;
    if (this.#found !== undefined) this.#note(this.#found, this.#first);
  }

  /** Nothing that is read from here on can come before the divergence that was found. */
  #isSettled(): boolean {
    if (this.#a.time <= this.#first) return false;
    for (const { time } of this.#waitingA.values()) if (time < this.#first) return false;
    for (const { near } of this.#waitingB.values()) if (near <= this.#first) return false;
    return true;
  }

  #advance(side: Side, own: Map<number, Entry>, other: Map<number, Entry>): boolean {
    const entries: Entry[] = [];
    let goes = true;
    for (let taken = 0; goes && taken < turn; taken++) goes = side.step(entries);
    for (const entry of entries) {
      const key = entry.isEnd ? -entry.key : entry.key;
      const match = other.get(key);
      entry.near = side === this.#a ? entry.time : this.#near;
      if (match === undefined) {
        own.set(key, entry);
        continue;
      }
      other.delete(key);
      const [a, b] = side === this.#a ? [entry, match] : [match, entry];
      this.#near = Math.max(this.#near, a.time);
      if (a.hash === b.hash) {
        if (!a.isEnd) this.#diff.equalCalls++;
      } else this.#take(a.isEnd ? 'result' : 'arguments', a, b);
    }
    return goes;
  }

  #missing(entry: Entry, from: 'a' | 'b'): void {
    const what = entry.isEnd ? 'end' : 'call';
    if (from === 'b') this.#take(what, entry, undefined);
    else this.#take(what, undefined, entry);
  }

  /**
   * The earliest counts. What only B did comes before what A did at the same time: how much before,
   * depends on where the comparison began.
   */
  #take(what: Divergence['what'], a: Entry | undefined, b: Entry | undefined): void {
    const time = a?.time ?? b!.near;
    const isBefore = a === undefined && this.#found?.a !== undefined;
    if (time > this.#first || (time === this.#first && !isBefore)) return;
    this.#first = time;
    const side = (entry: Entry | undefined, { thread }: Side): DiffSide | undefined =>
      entry && { thread, seq: entry.seq, at: entry.at, time: entry.time };
    this.#found = { what, a: side(a, this.#a), b: side(b, this.#b) };
  }
}
