/**
 * scope's public interface: open a recording and ask.
 *
 *   import { openRecording } from 'scope';
 *   const recording = await openRecording('.scope/latest');
 *   for await (const { fn, duration } of recording.calls({ fn: ['Cart.*'] })) print(fn, duration);
 *
 * Times are nanoseconds since the recording's start. Ids of calls are `<thread>:<seq>`.
 */
import { callCounts, type CallCount } from './query/call-counts.js';
import { CallList, type ListedCall } from './query/call-list.js';
import { dagWindow, type WindowOptions } from './query/dag-window.js';
import { diffRecordings, type Diff, type DiffOptions } from './query/diff.js';
import { EventList } from './query/event-list.js';
import { parseExpression } from './query/expression.js';
import { Filter, type FilterOptions } from './query/filter.js';
import { historyOf, parseSubject, type History, type HistoryOptions } from './query/history.js';
import { recordingInfo, type RecordingInfo } from './query/info.js';
import { searchCalls, type SearchOptions } from './query/search.js';
import { topFunctions, type FunctionTime, type TopOrder } from './query/top.js';
import { callTree } from './query/tree.js';
import type { CallTree, TreeOptions } from './query/tree-nodes.js';
import { verifyRecording, type Verdict } from './query/verify.js';
import type { CallOutcome } from './model/call.js';
import { collectionsOf, type Collection } from './model/collections.js';
import { windowDag, type DagOptions } from './model/dag/dag.js';
import type { Dag, DagKind } from './model/dag/graph.js';
import type { Damage } from './reader/damage.js';
import { kind } from './reader/format.js';
import { gapCauseNames, type GapCause } from './reader/gap.js';
import type { Manifest, RecordingState } from './reader/manifest.js';
import { openRecordingFiles, type Recording as Files } from './reader/recording.js';
import type { SiteInfo } from './reader/sites.js';
import type { RecordedThread } from './reader/thread.js';
import type { Value } from './reader/value.js';
import { namesActivation } from './reader/walk.js';

export { errorCodes, ScopeError, type ScopeErrorCode } from './errors.js';
export * from './plan/plan.js';
export { plan, type PlanOptions, type PlanResult } from './planner/planner.js';
export type { ModuleRecord, Site, SiteKind, Skip } from './plan/site.js';
export { kind } from './reader/format.js';
export { ThreadCursor } from './reader/cursor.js';
export type { CursorOptions } from './reader/cursor-options.js';
export type {
  AbsentValue,
  ObjectClassName,
  ObjectValue,
  RedactedValue,
  SymbolValue,
  Value,
} from './reader/value.js';
export type { TruncatedString } from './reader/strings.js';
export type {
  CallCount,
  CallOutcome,
  CallTree,
  Collection,
  Dag,
  DagKind,
  DagOptions,
  Damage,
  Diff,
  DiffOptions,
  FilterOptions,
  FunctionTime,
  GapCause,
  History,
  HistoryOptions,
  Manifest,
  RecordedThread,
  RecordingInfo,
  RecordingState,
  SearchOptions,
  SiteInfo,
  TopOrder,
  TreeOptions,
  Verdict,
  WindowOptions,
};

/** One event, or (kind.loss) a place where events are missing. */
export interface RecordedEvent {
  /** Within its thread, from 0, lost events included. */
  seq: number;
  /** Record kind; see `kind`. */
  kind: number;
  time: number;
  thread: number;
  /** Undefined at a loss. */
  site: SiteInfo | undefined;
  /** Of async and generator calls. */
  activation: number | undefined;
  /** Arguments of an enter; else at most one value. */
  values: Value[];
  /** At a loss: how many events are missing (0: nobody knows), and why. */
  lost: number;
  cause: GapCause | undefined;
}

export interface RecordedCall {
  id: string;
  /** Id of the calling call; null for none, or where it is not known. */
  parent: string | null;
  /** Id of the outermost call under which it was made. */
  task: string;
  fn: string;
  site: SiteInfo;
  thread: number;
  start: number;
  /** Undefined while it had not ended. */
  duration: number | undefined;
  /** Time in the call itself: neither in calls that it made nor suspended. */
  self: number;
  args: Value[];
  outcome: CallOutcome;
  /** What it returned or threw, where that was recorded. */
  result: Value;
  /** Events are missing where it was made or ran. */
  isCut: boolean;
}

export class Recording {
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  get path(): string {
    return this.#files.path;
  }

  get state(): RecordingState {
    return this.#files.state;
  }

  get manifest(): Manifest {
    return this.#files.manifest;
  }

  /** Threads of all processes; `thread.cursor()` is the fast way to their events. */
  get threads(): readonly RecordedThread[] {
    return this.#files.threads;
  }

  /** What is wrong with the files, as far as they were read. */
  get damage(): readonly Damage[] {
    return this.#files.damage.entries;
  }

  /** Events and losses, all threads in the order of time. */
  async *events(filter: FilterOptions = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    const list = await EventList.open(this.#files, new Filter(filter, this.#files));
    for (let at = list.next(); at !== undefined; at = list.next()) {
      const { cursor, thread, sites } = at;
      const isLoss = cursor.kind === kind.loss;
      const hasActivation = namesActivation(cursor.kind);
      const values: Value[] = [];
      for (let index = 0; index < cursor.valueCount; index++) values.push(cursor.value(index));
      yield {
        seq: cursor.seq,
        kind: cursor.kind,
        time: cursor.time,
        thread: thread.number,
        site: isLoss ? undefined : sites.get(cursor.site),
        activation: hasActivation ? cursor.activation : undefined,
        values,
        lost: isLoss ? cursor.lostCount : 0,
        cause: isLoss ? gapCauseNames[cursor.lossCause] : undefined,
      };
    }
  }

  /** Calls in the order in which they ended; then the ones that were still open. */
  async *calls(filter: FilterOptions = {}): AsyncGenerator<RecordedCall, void, undefined> {
    const list = await CallList.open(this.#files, new Filter(filter, this.#files));
    for (const listed of list) yield recordedCall(listed);
  }

  /** Calls of which an expression is true, by their starts: `value == 42 && fn ~ price`. */
  async *search(
    expression: string,
    options: SearchOptions = {},
  ): AsyncGenerator<RecordedCall, void, undefined> {
    const found = searchCalls(this.#files, parseExpression(expression), options);
    for await (const listed of found) yield recordedCall(listed);
  }

  /** The call tree; bounded by `options.limit` nodes (default 1000). */
  tree(filter: FilterOptions = {}, options: TreeOptions = {}): Promise<CallTree> {
    return callTree(this.#files, new Filter(filter, this.#files), options);
  }

  /** The functions that took the time, the first by `order`; one pass over all events. */
  async top(filter: FilterOptions = {}, order: TopOrder = 'self'): Promise<FunctionTime[]> {
    const { rows } = await topFunctions(this.#files, new Filter(filter, this.#files), order);
    return rows;
  }

  /** A window as one of seven graphs; of each thread `options.limit` events (default 20,000). */
  dag(kind: DagKind, window: WindowOptions = {}, options: DagOptions = {}): Promise<Dag> {
    return windowDag(this.#files, kind, dagWindow(this.#files, window), options);
  }

  /**
   * Every version of a variable (`total`, `cart.ts:41:total`), a property (`1:7.price`) or an
   * object (`1:7`), with the event that wrote it; recorded at level `state`.
   */
  history(subject: string, options: HistoryOptions = {}): Promise<History> {
    return historyOf(this.#files, parseSubject(subject), options);
  }

  /** Collections of garbage that a thread told of, in the order of its events. */
  collections(thread: RecordedThread): Collection[] {
    return collectionsOf(this.#files, thread);
  }

  /** Where this run and another one of the same program first differ. */
  diff(other: Recording, options: DiffOptions = {}): Promise<Diff> {
    return diffRecordings(this.#files, other.#files, options);
  }

  /** How often each recorded function was called; one pass over all events. */
  callCounts(): Promise<CallCount[]> {
    return callCounts(this.#files);
  }

  /** Counts, sizes, busiest functions; one pass over all events. */
  info(): Promise<RecordingInfo> {
    return recordingInfo(this.#files);
  }

  /** Every checksum, sequence and account. */
  verify(): Promise<Verdict> {
    return verifyRecording(this.#files);
  }

  /** Closes its files; the recording can still be used and opens them again. */
  close(): void {
    this.#files.close();
  }
}

function recordedCall({ call, site, thread }: ListedCall): RecordedCall {
  return {
    id: call.id,
    parent: call.parent,
    task: call.task,
    fn: site.fn,
    site,
    thread: thread.number,
    start: call.start,
    duration: call.end < 0 ? undefined : call.duration,
    self: call.self,
    args: call.args ?? [],
    outcome: call.outcome,
    result: call.result,
    isCut: call.isCut,
  };
}

/**
 * Opens a recording read-only; it may still run, or be what a kill left. Throws ScopeError with
 * SCOPE_NO_RECORDING, SCOPE_BAD_RECORDING or SCOPE_NO_ZSTD.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- may read asynchronously one day
export async function openRecording(path: string): Promise<Recording> {
  return new Recording(openRecordingFiles(path));
}
