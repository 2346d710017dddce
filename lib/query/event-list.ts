/**
 * The events of a recording that pass a filter, all threads in the order of time. There is no
 * object for each event: the list stands on one, and its cursor tells.
 */
import { CallStack } from '../model/call-stack.js';
import { threadIndex } from '../model/index/find-index.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import { noSite, type ThreadCursor } from '../reader/cursor.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { TimeMerge } from '../reader/time-merge.js';
import { BlockPass } from './block-pass.js';
import type { Filter } from './filter.js';
import { blocksOfEvents } from './wanted-blocks.js';

export interface ThreadEvents {
  thread: RecordedThread;
  /** Stands on the present event; at a gap its kind is kind.loss. */
  cursor: ThreadCursor;
  sites: SiteTable;
}

interface Source extends ThreadEvents {
  advance: () => boolean;
  passes: (site: number) => boolean;
  /** Id of the task to which the event belongs; empty where it is not asked for. */
  task: () => string;
}

export class EventList {
  readonly #sources: Source[] = [];
  readonly #filter: Filter;
  readonly #merge: TimeMerge<Source>;
  #left: number;

  private constructor(filter: Filter, sources: Source[]) {
    this.#filter = filter;
    this.#sources = sources;
    this.#left = filter.options.limit ?? Infinity;
    this.#merge = new TimeMerge(this.#sources, {
      advance: (source) => source.advance(),
      timeOf: (source) => source.cursor.time,
    });
  }

  static async open(recording: Recording, filter: Filter): Promise<EventList> {
    const sources: Source[] = [];
    for (const thread of recording.threads) {
      if (!filter.passesThread(thread.number)) continue;
      const sites = await recording.sites(thread.process);
      const index = filter.narrows ? threadIndex(recording, thread) : undefined;
      sources.push(openSource(thread, sites, filter, index));
    }
    return new EventList(filter, sources);
  }

  /** Moves to the next event or gap that passes; undefined at the end. */
  next(): ThreadEvents | undefined {
    if (this.#left <= 0) return undefined;
    const { from, to, task, threw } = this.#filter.options;
    const hasSites = this.#filter.hasSiteConditions;
    const hasWindow = from !== undefined || to !== undefined;
    for (;;) {
      const source = this.#merge.next();
      if (source === undefined) return undefined;
      const { cursor } = source;
      const isGap = cursor.kind === kind.loss;
      if (hasWindow && !this.#filter.passesTime(cursor.time)) continue;
      if (!isGap) {
        if (hasSites && (cursor.site === noSite || !source.passes(cursor.site))) continue;
        if (threw === true && cursor.kind !== kind.throw && cursor.kind !== kind.throwValue)
          continue;
        if (task !== undefined && source.task() !== task) continue;
      }
      this.#left--;
      return source;
    }
  }
}

/** What goes over the events of a thread. */
interface Pass {
  readonly cursor: ThreadCursor;
  readonly stack: CallStack;
  /** Moves the stack, or the cursor alone. */
  step: () => boolean;
  next: () => boolean;
}

function wholePass(thread: RecordedThread): Pass {
  const cursor = thread.cursor();
  const stack = new CallStack(cursor, { thread: thread.number });
  return { cursor, stack, step: () => stack.step(), next: () => cursor.next() };
}

function openSource(
  thread: RecordedThread,
  sites: SiteTable,
  filter: Filter,
  index: ThreadIndex | undefined,
): Source {
  const passes = filter.siteTest(sites);
  const pass =
    index === undefined
      ? wholePass(thread)
      : new BlockPass(index, {
          values: true,
          wants: blocksOfEvents(index, filter, sites, passes),
        });
  const base = {
    ...{ thread, sites, passes },
    get cursor(): ThreadCursor {
      return pass.cursor;
    },
  };
  if (filter.options.task === undefined) {
    return Object.assign(base, { advance: () => pass.next(), task: () => '' });
  }
  let task = '';
  const advance = (): boolean => {
    // An end belongs to the call that it ends, which is on the stack only before.
    const before = pass.stack.top?.task ?? '';
    if (!pass.step()) return false;
    const { stack } = pass;
    task = (stack.endedCount > 0 ? stack.ended[0]?.task : undefined) ?? stack.top?.task ?? before;
    return true;
  };
  return Object.assign(base, { advance, task: () => task });
}
