/**
 * Calls that an expression is true of, in the order of their starts. What the expression says of
 * functions and files is decided once for each site, and blocks in which none of those was entered,
 * in which a text that it asks for was not known, or no call began that lasted long enough, are not
 * read.
 */
import { frame } from '../model/index/layout.js';
import type { Call } from '../model/call.js';
import { threadIndex } from '../model/index/find-index.js';
import type { Seeker, ThreadIndex } from '../model/index/thread-index.js';
import { taskLinks } from '../model/task-links.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { TimeMerge } from '../reader/time-merge.js';
import { completeCalls } from './call-by-id.js';
import type { ListedCall } from './call-list.js';
import { compileTest, type CallTest, type Subject } from './call-test.js';
import type { Truth } from './expression-test.js';
import type { Expression } from './expression.js';
import { pathForms } from './filter.js';
import { leastDuration, mayLast } from './long-calls.js';
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
  const test = compileTest(expression);
  const texts = neededTexts(expression);
  const least = leastDuration(expression);
  const streams: Stream[] = [];
  for (const thread of recording.threads) {
    const sites = await recording.sites(thread.process);
    const search = new ThreadSearch(recording, thread, sites, { test, texts, least });
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

/** Texts without which the expression is false. */
function neededTexts(expression: Expression): string[] {
  switch (expression.type) {
    case 'and':
      return [...neededTexts(expression.left), ...neededTexts(expression.right)];
    case 'compare': {
      const { field, operator, literal } = expression;
      const isValue = /^(value|returned|threw|arg.*)$/.test(field);
      return isValue && operator === '==' && typeof literal === 'string' ? [literal] : [];
    }
    default:
      return [];
  }
}

interface Wanted {
  test: CallTest;
  texts: readonly string[];
  /** Nanoseconds that a call must last. */
  least: number;
}

class ThreadSearch {
  readonly #recording: Recording;
  readonly #thread: RecordedThread;
  readonly #sites: SiteTable;
  readonly #test: CallTest;
  readonly #texts: readonly string[];
  readonly #least: number;
  readonly #index: ThreadIndex;
  /** By site: what the expression says of all of its calls. */
  readonly #verdicts: (Truth | null)[] = [];
  readonly #files = new Map<string, string[]>();

  constructor(
    recording: Recording,
    thread: RecordedThread,
    sites: SiteTable,
    { test, texts, least }: Wanted,
  ) {
    this.#recording = recording;
    this.#thread = thread;
    this.#sites = sites;
    this.#test = test;
    this.#texts = texts;
    this.#least = least;
    this.#index = threadIndex(recording, thread);
  }

  *run(): Generator<ListedCall, void, undefined> {
    const index = this.#index;
    const known = this.#texts.map((text) => index.blocksKnowing(text));
    let seeker: Seeker | undefined;
    let begun: Call[] = [];
    const onEnter = (call: Call): boolean => {
      if (this.#ofSite(call.site) === false) return false;
      begun.push(call);
      return true;
    };
    for (let block = 0; block < index.blockCount; block++) {
      const last = index.lastEndIn(block);
      const mayHold = known.every((blocks) => blocks.some((at) => at >= block && at <= last));
      if (!mayHold || !this.#hasSites(block) || !this.#hasLong(block)) {
        seeker = undefined;
        continue;
      }
      seeker ??= index.seek(block, { values: true, onEnter });
      begun = [];
      const end = index.at(block + 1, frame.nextSeq);
      while (seeker.cursor.nextSeq < end) if (!seeker.stack.step()) break;
      yield* this.#finish(begun);
    }
  }

  #hasSites(block: number): boolean {
    for (const [site] of this.#index.sitesOf(block)) if (this.#ofSite(site) !== false) return true;
    return false;
  }

  /** Where events are missing nobody knows what lasted how long. */
  #hasLong(block: number): boolean {
    const passes = (site: number): boolean => this.#ofSite(site) !== false;
    return hasBreak(this.#index, block) || mayLast(this.#index, block, this.#least, passes);
  }

  *#finish(begun: readonly Call[]): Generator<ListedCall, void, undefined> {
    const possible = begun.filter((call) => {
      return this.#test(this.#subject(call, isOver(call))) !== false;
    });
    completeCalls(
      this.#index,
      possible.filter((call) => !isOver(call)),
    );
    for (const call of possible) {
      if (this.#test(this.#subject(call, true)) === true) yield this.#listed(call);
    }
  }

  #listed(call: Call): ListedCall {
    const thread = this.#thread;
    const links = taskLinks(this.#recording, thread);
    const origin = call.runSeq < 0 ? undefined : links.origin(call.runSeq);
    return { call, site: this.#sites.get(call.site), thread, origin };
  }

  #ofSite(id: number): Truth {
    let verdict = this.#verdicts[id];
    if (verdict === undefined) {
      verdict = this.#test(this.#subject(undefined, false, id)) ?? null;
      this.#verdicts[id] = verdict;
    }
    return verdict ?? undefined;
  }

  #subject(call: Call | undefined, isComplete: boolean, id = call?.site ?? -1): Subject {
    const site = this.#sites.get(id);
    let files = this.#files.get(site.file);
    if (files === undefined) {
      files = pathForms(site.file, this.#recording.manifest.cwd);
      this.#files.set(site.file, files);
    }
    return { site, thread: this.#thread.number, files, call, isComplete };
  }
}

function isOver(call: Call): boolean {
  return call.end >= 0 || call.outcome === 'cut';
}
