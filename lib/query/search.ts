/**
 * Calls that an expression is true of, in the order of their starts. What the expression says of
 * functions and files is decided once for each site, and blocks in which none of those was entered,
 * in which a text that it asks for was not known, or no call began that lasted long enough or
 * threw, are not read. Of the others the calls are gone over with no more than the test needs
 * (search-scan.ts); all that is shown of a call is read when it is found.
 */
import type { Call } from '../model/call.js';
import { frame } from '../model/index/layout.js';
import { threadIndex } from '../model/index/find-index.js';
import type { ThreadIndex } from '../model/index/thread-index.js';
import { taskLinks } from '../model/task-links.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { TimeMerge } from '../reader/time-merge.js';
import { completeCalls } from './call-by-id.js';
import type { ListedCall } from './call-list.js';
import { leastDuration, neededTexts, needsThrow, startBounds } from './demands.js';
import type { Expression } from './expression.js';
import { mayLast, timesOf } from './long-calls.js';
import { ValueReader } from './read-values.js';
import { endsOtherwise, SearchScan, type Candidate } from './search-scan.js';
import { SiteTests } from './site-tests.js';
import { hasBreak } from './wanted-blocks.js';

export interface SearchOptions {
  limit?: number | undefined;
}

interface Stream {
  calls: Iterator<ListedCall, void>;
  found: ListedCall | undefined;
}

export async function* searchCalls(
  recording: Recording,
  expression: Expression,
  { limit = Infinity }: SearchOptions = {},
): AsyncGenerator<ListedCall, void, undefined> {
  const streams: Stream[] = [];
  for (const thread of recording.threads) {
    const sites = await recording.sites(thread.process);
    const search = new ThreadSearch(recording, thread, sites, expression);
    streams.push({ calls: search.run(), found: undefined });
  }
  const merge = new TimeMerge(streams, {
    advance(stream) {
      const next = stream.calls.next();
      stream.found = next.done === true ? undefined : next.value;
      return next.done !== true;
    },
    timeOf: ({ found }) => found!.call.start,
  });
  let count = 0;
  if (limit <= 0) return;
  for (let from = merge.next(); from !== undefined; from = merge.next()) {
    yield from.found!;
    if (++count >= limit) return;
  }
}

class ThreadSearch {
  readonly #recording: Recording;
  readonly #thread: RecordedThread;
  readonly #sites: SiteTable;
  readonly #index: ThreadIndex;
  readonly #tests: SiteTests;
  readonly #reader: ValueReader;
  /** For each text without which the expression is false: blocks that know it. */
  readonly #texts: readonly ReadonlySet<number>[];
  readonly #least: number;
  readonly #needsThrow: boolean;
  readonly #starts: ReturnType<typeof startBounds>;

  constructor(
    recording: Recording,
    thread: RecordedThread,
    sites: SiteTable,
    expression: Expression,
  ) {
    const index = threadIndex(recording, thread);
    this.#recording = recording;
    this.#thread = thread;
    this.#sites = sites;
    this.#index = index;
    this.#tests = new SiteTests(expression, recording, sites, thread.number);
    this.#reader = new ValueReader(index);
    this.#texts = neededTexts(expression).map((text) => new Set(index.blocksKnowing(text)));
    this.#least = leastDuration(expression);
    this.#needsThrow = needsThrow(expression);
    this.#starts = startBounds(expression);
  }

  *run(): Generator<ListedCall, void, undefined> {
    const index = this.#index;
    const scan = new SearchScan(index, this.#tests);
    for (let block = 0; block < index.blockCount; block++) {
      if (this.#mayHold(block)) yield* this.#finish(block, scan.read(block));
      else scan.leave();
    }
  }

  #mayHold(block: number): boolean {
    const { begin, end } = timesOf(this.#index, block);
    if (end < this.#starts.from || begin > this.#starts.to) return false;
    if (!this.#knowsTexts(block) || !this.#hasSites(block)) return false;
    // Where events are missing nobody knows what lasted how long.
    if (hasBreak(this.#index, block)) return true;
    if (!mayLast(this.#index, block, this.#least, this.#tests.wants)) return false;
    return !this.#needsThrow || this.#mayThrow(block);
  }

  /** Here, or where a call ends that begins here. */
  #knowsTexts(block: number): boolean {
    if (this.#texts.length === 0) return true;
    const last = this.#index.lastEndIn(block);
    return this.#texts.every((blocks) => {
      if (blocks.has(block)) return true;
      for (const at of blocks) if (at > block && at <= last) return true;
      return false;
    });
  }

  #hasSites(block: number): boolean {
    for (const [site] of this.#index.sitesOf(block)) if (this.#tests.wants(site)) return true;
    return false;
  }

  #mayThrow(block: number): boolean {
    const index = this.#index;
    return index.changes(block, frame.threw) || index.throwsFrom(block, this.#tests.wants);
  }

  *#finish(block: number, candidates: Candidate[]): Generator<ListedCall, void, undefined> {
    const possible = candidates.filter(({ call }) => {
      return isOver(call) || !endsOtherwise(this.#index, call, this.#tests.of(call.site)!);
    });
    const open = possible.filter(({ call }) => !isOver(call));
    completeCalls(
      this.#index,
      open.map(({ call }) => call),
    );
    const found = possible.filter(({ call }) => {
      return this.#tests.ask(call.site, call, this.#tests.of(call.site)!, true) === true;
    });
    this.#reader.read(block, found);
    for (const { call } of found) yield this.#listed(call);
  }

  #listed(call: Call): ListedCall {
    const thread = this.#thread;
    const links = taskLinks(this.#recording, thread);
    const origin = call.runSeq < 0 ? undefined : links.origin(call.runSeq);
    return { call, site: this.#sites.get(call.site), thread, origin };
  }
}

function isOver(call: Call): boolean {
  return call.end >= 0 || call.outcome === 'cut';
}
