/**
 * A window of a recording as a graph. Nodes are added in an order in which every edge within a
 * thread leads forwards, so those cannot make a cycle; edges between threads follow messages, and
 * one that contradicts the others (only a damaged recording has such) is left out and counted.
 */
import type { GapCause } from '../../reader/gap.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Value } from '../../reader/value.js';

export const dagKinds = [
  'temporal',
  'process',
  'state',
  'code',
  'data',
  'performance',
  'causality',
] as const;
export type DagKind = (typeof dagKinds)[number];

export interface DagNode {
  id: string;
  /** What it stands for; the table in ARCHITECTURE.md lists them by kind of graph. */
  type: string;
  /** What is special about it: an event's kind, the type of a resource, a variable's name. */
  what?: string;
  /** The same for a person, with what the event is about: `write total`, `task Timeout`. */
  text?: string;
  thread: number;
  /** Sequence number of the event with which it begins; -1: it has none. */
  seq: number;
  /** Nanoseconds since the recording's start. */
  time: number;
  /** Where it lasts. */
  end?: number;
  site?: SiteInfo | undefined;
  /** Id of the call that it belongs to. */
  call?: string;
  /** Nanoseconds at work; in `performance`. */
  self?: number;
  /** On the critical path; in `performance`. */
  isCritical?: boolean;
  /** A value, as text of the inspector prints it; in `data` and `state`. */
  value?: unknown;
}

export interface DagEdge {
  from: string;
  to: string;
  type: string;
  /** For a person: `GET /users`, `Timeout`. */
  text?: string;
}

/** A place where events are missing. What led over it is not in the graph. */
export interface DagCut {
  thread: number;
  seq: number;
  time: number;
  /** 0: nobody knows how many. */
  lost: number;
  cause: GapCause;
}

export interface Dag {
  kind: DagKind;
  from: number;
  to: number;
  nodes: DagNode[];
  edges: DagEdge[];
  cuts: DagCut[];
  /** Threads whose part of the window was cut short by the limit. */
  unfinished: number[];
  /** Edges between threads that contradict the others. */
  contradictions: number;
}

export class GraphBuilder {
  readonly nodes: DagNode[] = [];
  readonly edges: DagEdge[] = [];
  readonly #byId = new Map<string, DagNode>();
  readonly #seen = new Set<string>();

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  get(id: string): DagNode | undefined {
    return this.#byId.get(id);
  }

  /** The node, which is added unless it is there. */
  node(node: DagNode): DagNode {
    const known = this.#byId.get(node.id);
    if (known !== undefined) return known;
    this.#byId.set(node.id, node);
    this.nodes.push(node);
    return node;
  }

  /** Once; what lacks an end is left out, and so is what leads to itself. */
  edge(from: string | undefined, to: string | undefined, type: string, text?: string): void {
    if (from === undefined || to === undefined || from === to) return;
    if (!this.#byId.has(from) || !this.#byId.has(to)) return;
    const key = `${from} ${to} ${type}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.edges.push(
      text === undefined || text === '' ? { from, to, type } : { from, to, type, text },
    );
  }

  /** Takes out edges between threads that close a cycle; returns how many. */
  removeContradictions(): number {
    let removed = 0;
    for (;;) {
      const stuck = inCycles(this.nodes, this.edges);
      if (stuck.size === 0) return removed;
      const wrong = this.edges.findIndex(
        ({ from, to }) =>
          stuck.has(from) && stuck.has(to) && this.get(from)!.thread !== this.get(to)!.thread,
      );
      this.edges.splice(wrong < 0 ? this.edges.length - 1 : wrong, 1);
      removed++;
    }
  }
}

/** Nodes that stand in a cycle or behind one. */
export function inCycles(nodes: readonly DagNode[], edges: readonly DagEdge[]): Set<string> {
  const incoming = new Map<string, number>(nodes.map(({ id }) => [id, 0]));
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    incoming.set(to, (incoming.get(to) ?? 0) + 1);
    const list = next.get(from);
    if (list === undefined) next.set(from, [to]);
    else list.push(to);
  }
  const ready = nodes.filter(({ id }) => incoming.get(id) === 0).map(({ id }) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    incoming.delete(id);
    for (const to of next.get(id) ?? []) {
      const left = incoming.get(to)! - 1;
      incoming.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return new Set(incoming.keys());
}

/** The key of a property or an entry, in a few words. */
export function memberName(key: Value): string {
  if (typeof key === 'string' || typeof key === 'number') return String(key);
  const isSymbol = typeof key === 'object' && key?.type === 'symbol';
  return isSymbol ? `[${key.description ?? 'symbol'}]` : '[…]';
}
