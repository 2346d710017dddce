/**
 * The call tree from the roots of all threads, or from one call or task. Memory is bounded by the
 * number of nodes asked for: what lies deeper or comes later is counted, not kept.
 */
import type { Call } from '../model/call.js';
import { CallStack } from '../model/call-stack.js';
import { taskLinks, type Origin, type TaskLinks } from '../model/task-links.js';
import { gapCauseNames, type GapCause } from '../reader/gap.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo, SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import type { Filter } from './filter.js';

export interface TreeOptions {
  /** Only from this call. */
  call?: string;
  /** Levels below a root that are kept. Default: all. */
  depth?: number;
  /** Nodes that are kept. Default 1000. */
  limit?: number;
  /** Fold neighbouring leaf calls of one function into one node. */
  fold?: boolean;
}

export interface CallNode {
  type: 'call';
  call: Call;
  site: SiteInfo;
  thread: RecordedThread;
  /** What led to the first call of a run; its node stands below the call that scheduled it. */
  origin: Origin | undefined;
  children: TreeNode[];
  /** Levels below its root. */
  depth: number;
  /** Calls below that are not kept. */
  hidden: number;
  /** Calls that this node stands for; more than one where neighbours were folded. */
  count: number;
  /** Sum of their durations, in nanoseconds. */
  total: number;
}

/** Events that are missing between two roots of a thread. */
export interface GapNode {
  type: 'gap';
  thread: RecordedThread;
  time: number;
  lost: number;
  cause: GapCause;
}

export type TreeNode = CallNode | GapNode;

export interface CallTree {
  roots: TreeNode[];
  /** Calls that were left out for the limit or the depth. */
  hidden: number;
}

const defaultLimit = 1000;
/** Levels that are kept at most: who prints a tree goes down it with the stack. */
const maxDepth = 1000;

export async function callTree(
  recording: Recording,
  filter: Filter,
  options: TreeOptions,
): Promise<CallTree> {
  const tree: CallTree = { roots: [], hidden: 0 };
  const budget = { left: options.limit ?? defaultLimit };
  for (const thread of recording.threads) {
    if (!filter.passesThread(thread.number)) continue;
    const owner = (options.call ?? filter.options.task)?.split(':')[0];
    if (owner !== undefined && owner !== String(thread.number)) continue;
    const sites = await recording.sites(thread.process);
    new TreeBuilder({ recording, thread, sites, filter, options, tree, budget }).run();
  }
  return tree;
}

interface BuilderContext {
  recording: Recording;
  thread: RecordedThread;
  sites: SiteTable;
  filter: Filter;
  options: TreeOptions;
  tree: CallTree;
  budget: { left: number };
}

class TreeBuilder {
  readonly #context: BuilderContext;
  /** Open calls that are in the tree, or lie below a node of it. */
  readonly #open = new Map<Call, Place>();
  /** Nodes by the sequence number of their call's enter. */
  readonly #kept = new Map<number, CallNode>();
  readonly #links: TaskLinks;
  readonly #passes: (site: number) => boolean;

  constructor(context: BuilderContext) {
    this.#context = context;
    this.#links = taskLinks(context.recording, context.thread);
    this.#passes = context.filter.siteTest(context.sites);
  }

  run(): void {
    const { thread } = this.#context;
    const cursor = thread.cursor();
    const stack = new CallStack(cursor, {
      thread: thread.number,
      onEnter: (call) => this.#enter(call),
    });
    while (stack.step()) {
      if (cursor.kind === kind.loss) {
        this.#gap(cursor.lostCount, cursor.lossCause, cursor.time);
      }
      for (let index = 0; index < stack.endedCount; index++) this.#end(stack.ended[index]!);
    }
    for (const call of stack.takeOpen()) this.#end(call);
  }

  #gap(lost: number, cause: number, time: number): void {
    const { tree, thread, budget, options } = this.#context;
    if (budget.left <= 0 || options.call !== undefined) return;
    budget.left--;
    tree.roots.push({ type: 'gap', thread, time, lost, cause: gapCauseNames[cause] ?? 'unknown' });
  }

  /** Whether the call has a node, for which its values are wanted. */
  #enter(call: Call): boolean {
    const origin = call.runSeq < 0 ? undefined : this.#links.origin(call.runSeq);
    const scheduledBy = origin?.callSeq ?? -1;
    const parentSeq = scheduledBy >= 0 ? scheduledBy : call.parentSeq;
    const parent = this.#parents.get(parentSeq) ?? this.#scheduler(parentSeq);
    const place =
      parent === undefined
        ? this.#asRoot(call, parentSeq, origin)
        : this.#below(call, parent, origin);
    if (place === undefined) return false;
    this.#open.set(call, place);
    this.#parents.set(call.seq, place);
    return place.node !== undefined;
  }

  /** Places by the sequence number of their call's enter. */
  readonly #parents = new Map<number, Place>();

  /** The call has ended, but is kept: what it scheduled belongs below it. */
  #scheduler(seq: number): Place | undefined {
    const node = this.#kept.get(seq);
    if (node === undefined) return undefined;
    return { node, siblings: undefined, holder: node, depth: node.depth };
  }

  #asRoot(call: Call, parentSeq: number, origin: Origin | undefined): Place | undefined {
    const { options, filter, tree, budget } = this.#context;
    const isRoot =
      options.call !== undefined
        ? call.id === options.call
        : filter.options.task !== undefined
          ? call.id === filter.options.task
          : filter.hasSiteConditions
            ? this.#passes(call.site)
            : parentSeq < 0;
    if (!isRoot || !filter.passesTime(call.start)) return undefined;
    if (budget.left <= 0) {
      tree.hidden++;
      return { node: undefined, siblings: undefined, holder: undefined, depth: 0 };
    }
    const node = this.#makeNode(call, origin, 0);
    tree.roots.push(node);
    return { node, siblings: tree.roots, holder: undefined, depth: 0 };
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
    this.#kept.set(call.seq, node);
    return node;
  }

  #end(call: Call): void {
    const place = this.#open.get(call);
    if (place === undefined) return;
    this.#open.delete(call);
    this.#parents.delete(call.seq);
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
    siblings.pop();
    this.#kept.delete(node.call.seq);
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

function isFoldable(node: CallNode): boolean {
  return (
    node.children.length === 0 &&
    node.hidden === 0 &&
    node.call.outcome === 'returned' &&
    !node.call.isCut &&
    node.origin === undefined
  );
}
