/**
 * The part of a call tree that one thread adds: a pass over its events, from node to node. Where
 * nothing follows for a while that the tree could hold, it jumps.
 */
import { callId, type Call } from '../model/call.js';
import { CallStack } from '../model/call-stack.js';
import { isWorthKeeping, threadIndex } from '../model/index/find-index.js';
import { frame } from '../model/index/layout.js';
import type { Seeker, ThreadIndex } from '../model/index/thread-index.js';
import { taskLinks, type Origin, type TaskLinks } from '../model/task-links.js';
import { showsValues } from '../plan/plan.js';
import type { ThreadCursor } from '../reader/cursor.js';
import { gapCauseNames } from '../reader/gap.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { completeCall, readCalls } from './call-by-id.js';
import type { Crossings } from './crossings.js';
import type { Filter } from './filter.js';
import { TreeBlocks } from './tree-blocks.js';
import type { TestSites } from './test-sites.js';
import type { CallNode, CallTree, TreeNode, TreeOptions } from './tree-nodes.js';

/** Levels that are kept at most: who prints a tree goes down it with the stack. */
const maxDepth = 1000;

/** By ids of calls. */
export interface Shared {
  parents: Map<string, Place>;
  kept: Map<string, CallNode>;
  /** By thread. */
  builders: Map<number, TreeBuilder>;
}

interface BuilderContext {
  recording: Recording;
  thread: RecordedThread;
  sites: SiteTable;
  filter: Filter;
  options: TreeOptions;
  tree: CallTree;
  budget: { left: number };
  shared: Shared;
  /** No call before this time belongs to the tree; in nanoseconds. */
  since: number;
  /** Present where other threads' calls belong to the tree. */
  crossings: Crossings | undefined;
  /** Ids of TASK events of runs that handle the requests asked for, and the sequence of each. */
  requests: ReadonlyMap<string, number> | undefined;
  /** Present where tests are the roots. */
  tests: TestSites | undefined;
}

/** To begin anew at a block takes about as long as to read this many. */
const worthJump = 4;
/** Events around the one that is asked for. */
const aroundEvents = 1000;

/** From the beginning, for which nothing of the index is read. */
function firstOf(thread: RecordedThread, onEnter: (call: Call) => boolean): Seeker {
  const cursor = thread.cursor();
  return { cursor, stack: new CallStack(cursor, { thread: thread.number, onEnter }) };
}

export class TreeBuilder {
  readonly #context: BuilderContext;
  /** Open calls that are in the tree, or lie below a node of it. */
  readonly #open = new Map<Call, Place>();
  readonly #links: TaskLinks;
  readonly #passes: (site: number) => boolean;
  #cursor: ThreadCursor;
  #stack: CallStack;
  readonly #endSeq: number;
  /** The index can count what is behind the last node. */
  readonly #canCount: boolean;
  /** What the index counts begins at this event, a boundary of the index. */
  #restSeq = Infinity;
  #isDone = false;
  readonly #worthJump: number;
  readonly #blocks: TreeBlocks | undefined;
  /** The next boundary of the index. */
  #boundarySeq = Infinity;

  constructor(context: BuilderContext) {
    const { recording, thread, options, filter, crossings, tests } = context;
    const isWhole = crossings === undefined && options.around === undefined;
    const isAll = isWhole && !filter.narrows && tests === undefined;
    this.#canCount = isAll && isWorthKeeping(thread);
    this.#context = context;
    this.#links = taskLinks(recording, thread);
    this.#passes = tests?.isTest ?? filter.siteTest(context.sites);
    this.#worthJump = options.worthJump ?? worthJump;
    const onEnter = (call: Call): boolean => this.#enter(call);
    const index = threadIndex(recording, thread);
    if (options.around === undefined) {
      if (index.blockCount >= this.#worthJump * 8) {
        const { call, request } = options;
        const isBySite = filter.hasSiteConditions || tests !== undefined;
        const conditions = { thread, filter, call, passes: this.#passes, isBySite, crossings };
        this.#blocks = new TreeBlocks(index, { ...conditions, isRequest: request !== undefined });
        this.#boundarySeq = 0;
      }
      const block = index.blockOfTime(context.since);
      const { cursor, stack } =
        block === 0 ? firstOf(thread, onEnter) : index.seek(block, { values: true, onEnter });
      this.#cursor = cursor;
      this.#stack = stack;
      this.#endSeq = Infinity;
      return;
    }
    const seq = options.around[1];
    const from = Math.max(0, seq - aroundEvents);
    this.#endSeq = seq + aroundEvents;
    let isThere = false;
    const seeker = index.seekSeq(from, {
      values: true,
      onEnter: (call) => isThere && this.#enter(call),
    });
    isThere = true;
    this.#cursor = seeker.cursor;
    this.#stack = seeker.stack;
    this.#addSpine(index);
  }

  get time(): number {
    return this.#stack.time;
  }

  /** Takes an event; false when the tree needs no more of them. */
  step(): boolean {
    if (this.#isDone) return false;
    const stack = this.#stack;
    const cursor = this.#cursor;
    if (cursor.nextSeq >= this.#restSeq) this.#countRest();
    else if (cursor.nextSeq >= this.#boundarySeq) return this.#passBoundary();
    if (cursor.nextSeq > this.#endSeq || cursor.nextSeq >= this.#restSeq || !stack.step()) {
      this.#isDone = true;
      this.#finish();
      return false;
    }
    if (cursor.kind === kind.loss) this.#gap(cursor.lostCount, cursor.lossCause, cursor.time);
    for (let index = 0; index < stack.endedCount; index++) this.#end(stack.ended[index]!);
    return true;
  }

  /** Times of threads are not exact: what was sent comes before what received it in any case. */
  catchUp(seq: number): void {
    while (this.#cursor.nextSeq <= seq && this.step());
  }

  #finish(): void {
    const { options, recording, thread } = this.#context;
    for (const call of this.#stack.takeOpen()) {
      // It may have ended behind the events that were looked at.
      const isCutShort = options.around !== undefined || this.#restSeq < Infinity;
      if (isCutShort && this.#open.get(call)?.node !== undefined) {
        const index = threadIndex(recording, thread);
        if (this.#recordsValues(call)) completeCall(index, call);
        else Object.assign(call, endOf(index, call));
      }
      this.#end(call);
    }
  }

  /**
   * No more calls are kept: the rest of the block is read, so that the index knows which are open,
   * and what follows is counted. What a call of this part has scheduled is hidden below no node.
   */
  #refuse({ seq }: Call): void {
    if (!this.#canCount || this.#restSeq < Infinity) return;
    const { recording, thread } = this.#context;
    const index = threadIndex(recording, thread);
    this.#restSeq = index.at(index.blockOfSeq(seq) + 1, frame.nextSeq);
  }

  #countRest(): void {
    const { recording, thread, tree } = this.#context;
    const index = threadIndex(recording, thread);
    const all = index.at(index.blockCount, frame.enters);
    let counted = this.#stack.counts.enters;
    tree.hidden += all - counted;
    for (const call of [...this.#stack.calls].reverse()) {
      const node = this.#open.get(call)?.node;
      if (node === undefined || node.site.isAsync || node.site.isGenerator) continue;
      const { endSeq } = index.endOf(call.seq) ?? { endSeq: -1 };
      const until = endSeq < 0 ? all : index.seekSeq(endSeq).stack.counts.enters;
      node.hidden += until - counted;
      counted = until;
    }
  }

  /** Jumps where nothing follows for a while that the tree could hold; takes no event. */
  #passBoundary(): boolean {
    const { recording, thread, budget } = this.#context;
    const index = threadIndex(recording, thread);
    const { nextSeq } = this.#cursor;
    const block = index.blockOfSeq(nextSeq);
    this.#boundarySeq = block < index.blockCount ? index.at(block + 1, frame.nextSeq) : Infinity;
    if (this.#boundarySeq <= nextSeq) this.#boundarySeq = Infinity;
    if (index.at(block, frame.nextSeq) !== nextSeq || this.#hasGenerator()) return true;
    const { calls } = this.#stack;
    const node = calls.findLastIndex((call) => this.#open.get(call)?.node !== undefined);
    const above = calls.slice(node + 1);
    const hidden = above.find((call) => this.#open.has(call)) ?? above[0];
    const around = hidden ?? (budget.left <= 0 ? calls.at(-1) : undefined);
    if (around === undefined && calls.length > 0) return true;
    const place = around && this.#open.get(around);
    const isInTree = place !== undefined;
    const next = this.#blocks!.nextOf(block, around && { seq: around.seq, isInTree });
    if (next - block >= this.#worthJump) this.#jump(index, next, place);
    return true;
  }

  /** One with a node may go on at any time, and what it calls then belongs below it. */
  #hasGenerator(): boolean {
    return this.#stack.suspended.some(
      (call) => this.#open.get(call)?.node?.site.isGenerator === true,
    );
  }

  /** What was called since lies below the call of `place`. */
  #jump(index: ThreadIndex, block: number, place: Place | undefined): void {
    const { tree, shared } = this.#context;
    const passed = index.at(block, frame.enters) - this.#stack.counts.enters;
    const { nextSeq } = this.#cursor;
    const { cursor, stack } = index.seek(block, {
      values: true,
      onEnter: (call) => this.#enter(call),
    });
    const holder = place?.node ?? place?.holder;
    if (place !== undefined) {
      tree.hidden += passed;
      if (holder !== undefined) holder.hidden += passed;
    }
    const before = new Map([...this.#open].map(([call, at]) => [call.seq, { call, at }]));
    this.#open.clear();
    for (const call of stack.open) {
      const known = before.get(call.seq);
      before.delete(call.seq);
      if (known === undefined) {
        if (place === undefined || call.seq < nextSeq) continue;
        const at: Place = { ...place, node: undefined, siblings: undefined, holder };
        this.#open.set(call, at);
        shared.parents.set(call.id, at);
        continue;
      }
      call.args = known.call.args;
      if (known.at.node !== undefined) known.at.node.call = call;
      this.#open.set(call, known.at);
    }
    for (const { call } of before.values()) shared.parents.delete(call.id);
    this.#cursor = cursor;
    this.#stack = stack;
  }

  #recordsValues({ site }: Call): boolean {
    return showsValues(this.#context.sites.get(site).level);
  }

  /** The calls that are open where the tree begins, each below its caller. */
  #addSpine(index: ThreadIndex): void {
    const { calls } = this.#stack;
    const wanted = calls.filter((call) => this.#recordsValues(call)).map(({ seq }) => seq);
    const known = new Map(readCalls(index, wanted).map((call) => [call.seq, call]));
    for (const call of calls) {
      call.args = known.get(call.seq)?.args;
      this.#enter(call);
    }
  }

  #gap(lost: number, cause: number, time: number): void {
    const { tree, thread, budget, options } = this.#context;
    if (budget.left <= 0 || options.call !== undefined || options.request !== undefined) return;
    budget.left--;
    tree.roots.push({ type: 'gap', thread, time, lost, cause: gapCauseNames[cause] ?? 'unknown' });
  }

  /** Whether the call has a node, for which its values are wanted. */
  #enter(call: Call): boolean {
    const { thread, crossings, shared } = this.#context;
    const own = call.runSeq < 0 ? undefined : this.#links.origin(call.runSeq);
    const crossing = isOutermost(call, own) ? crossings?.of(thread, call) : undefined;
    if (crossing) shared.builders.get(crossing.thread)?.catchUp(crossing.seq);
    const origin = crossing === undefined ? own : { ...noOrigin, via: crossing.text };
    const scheduledBy = own?.callSeq ?? -1;
    const parentSeq = scheduledBy >= 0 ? scheduledBy : call.parentSeq;
    const parentId = crossing?.call ?? callId(thread.number, parentSeq);
    const parent = this.#isApart(call)
      ? undefined
      : (shared.parents.get(parentId) ?? this.#scheduler(parentId));
    const place =
      parent === undefined
        ? this.#asRoot(call, parentSeq, origin)
        : this.#below(call, parent, origin);
    if (place === undefined) return false;
    this.#open.set(call, place);
    shared.parents.set(call.id, place);
    return place.node !== undefined;
  }

  /** The runner calls a test, whichever test or suite led it there. */
  #isApart({ site }: Call): boolean {
    const { tests } = this.#context;
    return tests?.isTest(site) === true && !tests.isInner(site);
  }

  /** The call has ended, but is kept: what it scheduled belongs below it. */
  #scheduler(id: string): Place | undefined {
    const node = this.#context.shared.kept.get(id);
    if (node === undefined) return undefined;
    return { node, siblings: undefined, holder: node, depth: node.depth };
  }

  #asRoot(call: Call, parentSeq: number, origin: Origin | undefined): Place | undefined {
    const { options, filter, tree, budget, tests } = this.#context;
    const isRoot =
      options.around !== undefined
        ? true
        : options.call !== undefined
          ? call.id === options.call
          : this.#context.requests !== undefined
            ? this.#handlesRequest(call)
            : filter.options.task !== undefined
              ? call.id === filter.options.task
              : filter.hasSiteConditions || tests !== undefined
                ? this.#passes(call.site)
                : parentSeq < 0;
    if (!isRoot && tests !== undefined && parentSeq < 0) tree.outside++;
    if (!isRoot || !filter.passesTime(call.start)) return undefined;
    if (budget.left <= 0) {
      tree.hidden++;
      this.#refuse(call);
      return { node: undefined, siblings: undefined, holder: undefined, depth: 0 };
    }
    const node = this.#makeNode(call, origin, 0);
    tree.roots.push(node);
    return { node, siblings: tree.roots, holder: undefined, depth: 0 };
  }

  /** It runs because of a request that is asked for. */
  #handlesRequest(call: Call): boolean {
    if (call.runSeq < 0) return false;
    const { requests, thread } = this.#context;
    const seq = requests!.get(callId(thread.number, call.runSeq));
    return seq !== undefined && call.seq > seq;
  }

  #below(call: Call, parent: Place, origin: Origin | undefined): Place {
    const { options, budget, tree } = this.#context;
    const depth = parent.depth + 1;
    const holder = parent.node ?? parent.holder;
    const isKept =
      parent.node !== undefined &&
      depth <= Math.min(options.depth ?? maxDepth, maxDepth) &&
      budget.left > 0;
    if (!isKept || parent.node === undefined) {
      if (holder !== undefined) holder.hidden++;
      tree.hidden++;
      if (budget.left <= 0) this.#refuse(call);
      return { node: undefined, siblings: undefined, holder, depth };
    }
    const node = this.#makeNode(call, origin, depth);
    parent.node.children.push(node);
    return { node, siblings: parent.node.children, holder, depth };
  }

  #makeNode(call: Call, origin: Origin | undefined, depth: number): CallNode {
    const { thread, sites, budget } = this.#context;
    budget.left--;
    const node: CallNode = {
      type: 'call',
      call,
      site: sites.get(call.site),
      thread,
      origin,
      depth,
      children: [],
      hidden: 0,
      count: 1,
      total: 0,
    };
    this.#context.shared.kept.set(call.id, node);
    return node;
  }

  #end(call: Call): void {
    const place = this.#open.get(call);
    if (place === undefined) return;
    this.#open.delete(call);
    this.#context.shared.parents.delete(call.id);
    const { node, siblings } = place;
    if (node === undefined || siblings === undefined) return;
    node.total = Math.max(0, call.duration);
    if (this.#context.options.fold === true) this.#fold(node, siblings);
  }

  /** A leaf that ended joins the leaf of the same function before it. */
  #fold(node: CallNode, siblings: TreeNode[]): void {
    const before = siblings.at(-2);
    if (siblings.at(-1) !== node || before?.type !== 'call') return;
    if (before.site.id !== node.site.id || before.thread !== node.thread) return;
    if (!isFoldable(node) || !isFoldable(before)) return;
    const isApart = node.origin !== undefined || before.origin !== undefined;
    if (isApart && node.call.runSeq !== before.call.runSeq) return;
    siblings.pop();
    this.#context.shared.kept.delete(node.call.id);
    before.count += node.count;
    before.total += node.total;
    this.#context.budget.left++;
  }
}

interface Place {
  /** Undefined where the call is not kept. */
  node: CallNode | undefined;
  siblings: TreeNode[] | undefined;
  /** The nearest kept node above a call that is not kept. */
  holder: CallNode | undefined;
  depth: number;
}

function endOf(index: ThreadIndex, { seq }: Call): Partial<Call> {
  const known = index.endOf(seq);
  return known === undefined ? {} : { end: known.end, outcome: known.outcome };
}

const noOrigin = { callSeq: -1, madeSeq: -1 };

/** Nothing in its own thread made it. */
function isOutermost(call: Call, own: Origin | undefined): boolean {
  return call.parentSeq < 0 && (own?.callSeq ?? -1) < 0;
}

function isFoldable(node: CallNode): boolean {
  return (
    node.children.length === 0 &&
    node.hidden === 0 &&
    node.call.outcome === 'returned' &&
    !node.call.isCut
  );
}
