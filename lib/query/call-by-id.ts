/** Calls by the sequence numbers of their enters, with arguments and results. */
import { BriefCalls, noSink } from '../model/brief-calls.js';
import type { Call } from '../model/call.js';
import { threadIndex } from '../model/index/find-index.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import { frame } from '../model/index/layout.js';
import { taskLinks } from '../model/task-links.js';
import type { ThreadCursor } from '../reader/cursor.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { RecordedThread } from '../reader/thread.js';
import type { ListedCall } from './call-list.js';

/** What is no call of the thread is absent. Only the blocks where calls begin and end are read. */
export async function callsBySeq(
  recording: Recording,
  thread: RecordedThread,
  seqs: ReadonlySet<number>,
): Promise<Map<number, ListedCall>> {
  const sites = await recording.sites(thread.process);
  const index = threadIndex(recording, thread);
  const calls = readCalls(index, seqs);
  const links = taskLinks(recording, thread);
  return new Map(
    calls.map((call) => {
      const origin = call.runSeq < 0 ? undefined : links.origin(call.runSeq);
      return [call.seq, { call, site: sites.get(call.site), thread, origin }];
    }),
  );
}

/** As readCalls of one thread: the calls with their arguments, results and ends. */
export function readCalls(index: ThreadIndex, seqs: Iterable<number>): Call[] {
  const known = [...seqs].filter((seq) => seq >= 0);
  const byBlock = groupBy(known, (seq) => index.blockOfSeq(seq));
  const found = [...byBlock].flatMap(([block, wanted]) => {
    return beginIn(index, block, new Set(wanted), true);
  });
  completeCalls(
    index,
    found.filter(({ outcome, end }) => outcome === 'open' && end < 0),
  );
  return found.sort((a, b) => a.seq - b.seq);
}

/** Reads the arguments of calls that an index tells of. */
export function readArguments(index: ThreadIndex, calls: readonly Call[]): void {
  for (const [block, unread] of groupBy(calls, ({ seq }) => index.blockOfSeq(seq))) {
    const bySeq = new Map(unread.map((call) => [call.seq, call]));
    for (const { seq, args } of beginIn(index, block, bySeq, false)) bySeq.get(seq)!.args = args;
  }
}

/** Calls that are entered in the block; with their ends, where they are wanted and lie in it. */
function beginIn(
  index: ThreadIndex,
  block: number,
  wanted: ReadonlySet<number> | ReadonlyMap<number, Call>,
  withEnds: boolean,
): Call[] {
  const calls: Call[] = [];
  const { cursor, stack } = index.seek(block, {
    values: true,
    onEnter: (call) => {
      if (!wanted.has(call.seq)) return false;
      calls.push(call);
      return true;
    },
  });
  const end = index.at(block + 1, frame.nextSeq);
  const last = Math.max(...wanted.keys());
  const isDone = (): boolean =>
    cursor.nextSeq > last &&
    (!withEnds || calls.every((call) => call.end >= 0 || call.outcome === 'cut'));
  while (cursor.nextSeq < end && stack.step()) if (isDone()) break;
  return calls;
}

/** Adds what the index, and the block of its end, tell of a call that was open at a boundary. */
export function completeCall(index: ThreadIndex, call: Call): void {
  completeCalls(index, [call]);
}

/** The same of several: a block in which many of them end is read once. */
export function completeCalls(index: ThreadIndex, calls: Iterable<Call>): void {
  const ends = [...calls].map((call) => ({ call, endSeq: index.endOf(call.seq)?.endSeq ?? -1 }));
  const known = ends.filter(({ endSeq }) => endSeq >= 0);
  for (const [block, ending] of groupBy(known, ({ endSeq }) => index.blockOfSeq(endSeq))) {
    const bySeq = new Map(ending.map(({ call }) => [call.seq, call]));
    const { cursor, stack } = index.seek(block, { values: true });
    // What was open at the boundary ends in no stretch of brief calls.
    const brief = new BriefCalls(cursor, stack, noSink);
    for (;;) {
      brief.pass();
      if (bySeq.size === 0 || !stack.step()) break;
      for (let at = 0; at < stack.endedCount; at++) {
        const ended = stack.ended[at]!;
        const call = bySeq.get(ended.seq);
        if (call !== undefined) complete(call, ended, cursor);
        bySeq.delete(ended.seq);
      }
    }
  }
}

function complete(call: Call, ended: Call, cursor: ThreadCursor): void {
  call.end = ended.end;
  call.self = ended.self;
  call.outcome = ended.outcome;
  call.isCut ||= ended.isCut;
  call.childCount = ended.childCount;
  call.activation = ended.activation;
  if (cursor.kind !== kind.leaveValue && cursor.kind !== kind.throwValue) return;
  if (call.args === undefined || call.outcome === 'cut') return;
  call.result = cursor.value(0);
  call.hasResult = true;
}

/** The event with which a call ended; undefined where none was recorded, or it is no call. */
export function endOfCall(index: ThreadIndex, seq: number): number | undefined {
  const known = index.endOf(seq);
  if (known !== undefined) return known.endSeq < 0 ? undefined : known.endSeq;
  const block = index.blockOfSeq(seq);
  const begun: Call[] = [];
  const { cursor, stack } = index.seek(block, {
    values: true,
    onEnter: (call) => call.seq === seq && begun.push(call) > 0,
  });
  const end = index.at(block + 1, frame.nextSeq);
  while (cursor.nextSeq < end && stack.step()) {
    const [call] = begun;
    if (call !== undefined && call.outcome !== 'open') {
      return call.outcome === 'cut' ? undefined : cursor.seq;
    }
  }
  return undefined;
}

/** By what `keyOf` says of each, in the order in which they come. */
export function groupBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => number,
): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
