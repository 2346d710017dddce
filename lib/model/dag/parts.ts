/**
 * Calls of a window, cut where they were suspended, and who made them.
 *
 *   main ─calls─> load ─resumes─> load/4711 ─calls─> parse
 */
import { kind } from '../../reader/format.js';
import type { DagNode, GraphBuilder } from './graph.js';
import type { ThreadWindow, WindowEvent } from './window.js';

interface Part {
  node: DagNode;
  lastSeq: number;
}

/** Adds the parts of one thread; tells in which part an event lies. */
export class Parts {
  readonly #graph: GraphBuilder;
  readonly #window: ThreadWindow;
  readonly #parts = new Map<string, Part>();
  /** Parts of one call in the order of time. */
  readonly #ofCall = new Map<string, Part[]>();

  constructor(graph: GraphBuilder, window: ThreadWindow) {
    this.#graph = graph;
    this.#window = window;
  }

  add(): void {
    const { open, events } = this.#window;
    for (const { id, call, caller, seq, site, time } of open) {
      this.#begin({ id, type: 'call', what: 'open', seq, time, site, call, thread: 0 });
      this.#graph.edge(caller && this.at(caller, seq), id, 'calls');
    }
    let time = events[0]?.time ?? 0;
    for (const event of events) {
      const before = event.before === undefined ? undefined : this.#parts.get(event.before);
      if (before !== undefined) {
        before.node.self = (before.node.self ?? 0) + event.time - time;
        before.node.end = event.time;
      }
      time = event.time;
      this.#pass(event);
    }
  }

  /** The part of the call with this id in which the event lies. */
  at(call: string, seq: number): string | undefined {
    return this.#ofCall.get(call)?.findLast(({ node }) => node.seq <= seq)?.node.id;
  }

  /** The part that runs at the event, if it is in the window. */
  of(event: WindowEvent): string | undefined {
    return event.part !== undefined && this.#parts.has(event.part) ? event.part : undefined;
  }

  #pass(event: WindowEvent): void {
    const { part, call, seq, time } = event;
    if (part === undefined || call === undefined) return;
    const known = this.#parts.get(part);
    if (known !== undefined) {
      known.lastSeq = seq;
      known.node.end = time;
      return;
    }
    const site = event.site && this.#window.sites.get(event.site.function);
    this.#begin({ id: part, type: 'call', seq, time, site, call, thread: 0 });
    if (event.kind <= kind.enter8) this.#addMaker(event, part);
    if (event.resumes !== undefined) {
      this.#outside(event.resumes, Number(/\d+$/.exec(event.resumes)?.[0]), site);
      this.#graph.edge(event.resumes, part, 'resumes');
    }
  }

  #addMaker(event: WindowEvent, part: string): void {
    if (event.callRun < 0) {
      this.#graph.edge(event.before, part, 'calls');
      return;
    }
    const origin = this.#window.links.origin(event.callRun);
    if (origin === undefined || origin.callSeq < 0) return;
    const { callSeq, madeSeq, via } = origin;
    const maker = `${String(this.#window.thread.number)}:${String(callSeq)}`;
    const from = this.at(maker, madeSeq) ?? this.#outside(maker, callSeq, undefined);
    this.#graph.edge(from, part, 'schedules', via);
  }

  #begin(node: DagNode): void {
    node.thread = this.#window.thread.number;
    const part = { node: this.#graph.node(node), lastSeq: node.seq };
    this.#parts.set(node.id, part);
    const list = this.#ofCall.get(node.call!);
    if (list === undefined) this.#ofCall.set(node.call!, [part]);
    else list.push(part);
  }

  /** What lies before the window stands in the graph without anything of its own. */
  #outside(id: string, seq: number, site: DagNode['site']): string {
    if (this.#graph.has(id)) return id;
    const time = this.#window.events[0]!.time;
    const thread = this.#window.thread.number;
    return this.#graph.node({ id, type: 'outside', thread, seq, time, site }).id;
  }
}

/** code: who called, resumed and scheduled whom. */
export function addCode(graph: GraphBuilder, windows: readonly ThreadWindow[]): void {
  for (const window of windows) new Parts(graph, window).add();
}
