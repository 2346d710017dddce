/** What a call tree is made of, and what it may be asked for. */
import type { Call } from '../model/call.js';
import type { Origin } from '../model/task-links.js';
import type { GapCause } from '../reader/gap.js';
import type { SiteInfo } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';

export interface TreeOptions {
  /** Only from this call. */
  call?: string;
  /** Levels below a root that are kept. Default: all. */
  depth?: number;
  /** Nodes that are kept. Default 1000. */
  limit?: number;
  /** Only the requests to a server that match: a number from 1, or a part or glob of `GET /url`. */
  request?: string;
  /** What ran around this event of a thread: the stack there, and its calls near by. */
  around?: [thread: number, seq: number];
  /** Fold neighbouring leaf calls of one function into one node. */
  fold?: boolean;
  /** Where the program ran tests, these and their hooks are the roots. */
  tests?: boolean;
  /** Blocks without anything for the tree that are worth a jump. Default 4. */
  worthJump?: number;
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
  /** Outermost calls that belong to no test, where tests are the roots. */
  outside: number;
}
