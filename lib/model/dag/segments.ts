/**
 * Threads cut into segments: what ran in one go between two interactions. A segment ends behind
 * what it sends and begins with what it receives, so that no two of them wait for each other.
 *
 *   thread 1: [ main ... postMessage ][ ... ]   [ Timeout ... ]
 *                        └─ message ─┐
 *   thread 2:                 [ ... ][ onMessage ... ]
 */
import { kind, runtimeEvent, runtimeEventBits, taskRun } from '../../reader/format.js';
import type { Recording } from '../../reader/recording.js';
import { addCrossings } from './crossings.js';
import type { DagNode, GraphBuilder } from './graph.js';
import { beginsRun } from './temporal.js';
import type { ThreadWindow, WindowEvent } from './window.js';

const sends: ReadonlySet<number> = new Set([
  runtimeEvent.threadStarted,
  runtimeEvent.childStarted,
  runtimeEvent.messageSent,
  runtimeEvent.requestSent,
  runtimeEvent.requestPlaced,
  runtimeEvent.responseSent,
]);
const receives: ReadonlySet<number> = new Set([
  runtimeEvent.messageReceived,
  runtimeEvent.requestReceived,
  runtimeEvent.responseReceived,
]);
const runtimeEventMask = (1 << runtimeEventBits) - 1;

export interface Segment {
  node: DagNode;
  firstSeq: number;
  lastSeq: number;
  /** What began it, where a TASK event did. */
  run: WindowEvent | undefined;
}

export interface ThreadSegments {
  window: ThreadWindow;
  segments: Segment[];
}

/** Adds the nodes, in order. */
export function addSegments(graph: GraphBuilder, window: ThreadWindow): ThreadSegments {
  const segments: Segment[] = [];
  const { thread, links, events, cuts } = window;
  let isCut = true;
  let nextCut = 0;
  for (const event of events) {
    while (nextCut < cuts.length && cuts[nextCut]!.seq < event.seq) {
      isCut = true;
      nextCut++;
    }
    const { seq, time } = event;
    if (isCut || beginsRun(event) || isRuntime(event, receives)) {
      const run = beginsRun(event) ? event : undefined;
      const what = run && links.get(run.seq)?.type;
      const id = `${String(thread.number)}~${String(seq)}`;
      const node = graph.node({
        id,
        type: 'segment',
        thread: thread.number,
        seq,
        time,
        ...(what !== undefined && { what }),
      });
      segments.push({ node, firstSeq: seq, lastSeq: seq, run });
    }
    const segment = segments.at(-1)!;
    segment.lastSeq = seq;
    segment.node.end = time;
    segment.node.site ??= siteOf(event, window);
    const isEnd = event.kind === kind.task && event.argument === taskRun.runEnd;
    isCut = isEnd || isRuntime(event, sends);
  }
  return { window, segments };
}

/** The function that a person knows it by: the first that ran in it. */
function siteOf({ site }: WindowEvent, { sites }: ThreadWindow): DagNode['site'] {
  return site && sites.get(site.function);
}

function isRuntime(event: WindowEvent, types: ReadonlySet<number>): boolean {
  return event.kind === kind.runtime && types.has(event.argument & runtimeEventMask);
}

/** The segment that an event lies in. */
export function segmentAt({ segments }: ThreadSegments, seq: number): Segment | undefined {
  let low = 0;
  let high = segments.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (segments[middle]!.firstSeq <= seq) low = middle;
    else high = middle;
  }
  const found = segments[low];
  return found !== undefined && seq >= found.firstSeq && seq <= found.lastSeq ? found : undefined;
}

/** process: processes, threads and their segments; what started, scheduled and told what. */
export function addProcess(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
): void {
  const all = windows.map((window) => {
    addOwners(graph, recording, window);
    return addSegments(graph, window);
  });
  for (const threadSegments of all) {
    const { window, segments } = threadSegments;
    const owner = threadNode(window.thread.number);
    graph.edge(owner, segments[0]?.node.id, 'runs');
    for (let at = 1; at < segments.length; at++) {
      graph.edge(segments[at - 1]!.node.id, segments[at]!.node.id, 'next');
    }
    for (const { run, node } of segments) {
      const schedule = run && window.links.get(run.seq);
      if (schedule === undefined) continue;
      const from = segmentAt(threadSegments, schedule.madeSeq);
      graph.edge(from?.node.id, node.id, 'schedules', schedule.type);
    }
  }
  addCrossings(graph, recording, windows, (thread, seq) => {
    const found = all.find(({ window }) => window.thread.number === thread);
    return found && segmentAt(found, seq)?.node.id;
  });
}

function threadNode(thread: number): string {
  return `thread ${String(thread)}`;
}

function addOwners(graph: GraphBuilder, recording: Recording, { thread }: ThreadWindow): void {
  const process = recording.processes[thread.process]!;
  const { number } = thread;
  const owner = `process ${process.directory}`;
  const what = String(process.pid);
  const time = process.start;
  graph.node({ id: owner, type: 'process', what, thread: number, seq: -1, time });
  const name = thread.name || thread.kind;
  const start = thread.start ?? time;
  const id = threadNode(number);
  graph.node({ id, type: 'thread', what: name, thread: number, seq: -1, time: start });
  graph.edge(owner, id, 'has');
}
