/** The calls of a recording that pass a filter, in the order in which they ended. */
import type { Call } from '../model/call.js';
import { CallStack, type CallCounts } from '../model/call-stack.js';
import { CallStream, type CallSteps } from '../model/calls.js';
import { threadIndex } from '../model/index/find-index.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import { taskLinks, type Origin } from '../model/task-links.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { TimeMerge } from '../reader/time-merge.js';
import { BlockPass } from './block-pass.js';
import { groupBy, readArguments } from './call-by-id.js';
import type { Filter } from './filter.js';
import { blocksOfCalls } from './wanted-blocks.js';

export interface ListedCall {
  call: Call;
  site: SiteInfo;
  thread: RecordedThread;
  /** Of calls without a parent: what led to them. */
  origin: Origin | undefined;
}

interface ThreadCalls {
  stream: CallStream;
  thread: RecordedThread;
  site: (id: number) => SiteInfo;
  passes: (site: number) => boolean;
}

export interface CallListOptions {
  /** Decode arguments and results. Default true. */
  values?: boolean;
}

interface Wanted {
  values: boolean;
  passes: (site: number) => boolean;
}

function allCalls(thread: RecordedThread, { values, passes }: Wanted): CallSteps {
  const stack = new CallStack(thread.cursor({ values }), {
    thread: thread.number,
    onEnter: (call) => values && passes(call.site),
  });
  return { stack, step: () => stack.step() };
}

/** Of blocks in which calls that pass begin or end. */
function someCalls(index: ThreadIndex, filter: Filter, { values, passes }: Wanted): CallSteps {
  /** By the block of their end: calls that were open where the pass began anew, unread. */
  let unread = new Map<number, Call[]>();
  return new BlockPass(index, {
    values,
    wants: blocksOfCalls(index, filter, passes),
    onEnter: (call) => values && passes(call.site),
    onSeek(_, { stack }) {
      const open = values ? stack.open.filter((call) => passes(call.site)) : [];
      unread = groupBy(open, ({ seq }) => index.endBlockOf(seq));
    },
    onBlock: ({ block }) => readArguments(index, unread.get(block) ?? []),
  });
}

export class CallList {
  readonly #threads: ThreadCalls[] = [];
  readonly #recording: Recording;
  readonly #filter: Filter;

  private constructor(recording: Recording, filter: Filter) {
    this.#recording = recording;
    this.#filter = filter;
  }

  static async open(
    recording: Recording,
    filter: Filter,
    options: CallListOptions = {},
  ): Promise<CallList> {
    const list = new CallList(recording, filter);
    const values = options.values ?? true;
    for (const thread of recording.threads) {
      if (!filter.passesThread(thread.number)) continue;
      const table = await recording.sites(thread.process);
      const passes = filter.siteTest(table);
      const wanted = { values, passes };
      const stream = new CallStream(
        filter.narrows
          ? someCalls(threadIndex(recording, thread), filter, wanted)
          : allCalls(thread, wanted),
      );
      list.#threads.push({ stream, thread, site: (id) => table.get(id), passes });
    }
    return list;
  }

  /** The next calls that pass, one at a time; at most the filter's limit. */
  *[Symbol.iterator](): Generator<ListedCall, void, undefined> {
    const limit = this.#filter.options.limit ?? Infinity;
    if (limit <= 0) return;
    const merge = new TimeMerge(this.#threads, {
      advance: ({ stream }) => stream.next(),
      timeOf: ({ stream }) => stream.time,
    });
    let count = 0;
    for (let from = merge.next(); from !== undefined; from = merge.next()) {
      const call = from.stream.call!;
      if (!from.passes(call.site) || !this.#filter.passesCall(call)) continue;
      const origin =
        call.runSeq < 0 ? undefined : taskLinks(this.#recording, from.thread).origin(call.runSeq);
      yield { call, site: from.site(call.site), thread: from.thread, origin };
      if (++count >= limit) return;
    }
  }

  /** Per thread, as far as the pass has come. */
  get counts(): { thread: RecordedThread; counts: CallCounts; anomalies: string[] }[] {
    return this.#threads.map(({ thread, stream }) => ({
      thread,
      counts: stream.stack.counts,
      anomalies: stream.stack.anomalies,
    }));
  }
}
