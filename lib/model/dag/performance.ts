/**
 * performance: what took the time. Segments at work, the calls in them, waits between a segment
 * that scheduled something and the one in which it ran; and the critical path: from the segment
 * that ended last back over what it was told, scheduled or settled by.
 */
import type { Recording } from '../../reader/recording.js';
import { collectionsOf } from '../collections.js';
import { busyShare, percent, samplesOf } from '../samples.js';
import { turnsOf } from '../turns.js';
import { addCrossings } from './crossings.js';
import type { DagEdge, DagNode, GraphBuilder } from './graph.js';
import { Parts } from './parts.js';
import { addSegments, segmentAt, type ThreadSegments } from './segments.js';
import type { ThreadWindow } from './window.js';

export function addPerformance(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
  target?: { thread: number; seq: number },
): void {
  const all = windows.map((window) => addSegments(graph, window));
  for (const threadSegments of all) {
    const { segments } = threadSegments;
    for (const [at, { node }] of segments.entries()) {
      node.self = (node.end ?? node.time) - node.time;
      if (at > 0) graph.edge(segments[at - 1]!.node.id, node.id, 'next');
    }
    addWaits(graph, threadSegments);
    const { window } = threadSegments;
    addCollections(graph, recording, threadSegments);
    addSamples(graph, recording, threadSegments);
    new Parts(graph, window).add();
    for (const event of window.events) {
      // The first call of a stretch hangs on its segment.
      const isOutermost = event.before === undefined && event.part !== undefined;
      if (isOutermost)
        graph.edge(segmentAt(threadSegments, event.seq)?.node.id, event.part, 'runs');
    }
  }
  const nodeAt = (thread: number, seq: number): string | undefined => {
    const found = all.find(({ window }) => window.thread.number === thread);
    return found && segmentAt(found, seq)?.node.id;
  };
  addCrossings(graph, recording, windows, nodeAt);
  const last = target === undefined ? undefined : nodeAt(target.thread, target.seq);
  markCriticalPath(graph, last);
}

function addWaits(graph: GraphBuilder, threadSegments: ThreadSegments): void {
  const { window, segments } = threadSegments;
  for (const { run, node } of segments) {
    const schedule = run && window.links.get(run.seq);
    if (schedule === undefined) continue;
    const from = segmentAt(threadSegments, schedule.madeSeq);
    if (from === undefined || from.node === node) continue;
    const made = window.events.find(({ seq }) => seq >= schedule.madeSeq)!;
    const id = `${node.id} wait`;
    graph.node({
      id,
      type: 'wait',
      what: schedule.type,
      thread: node.thread,
      seq: schedule.madeSeq,
      time: made.time,
      end: node.time,
    });
    graph.edge(from.node.id, id, 'waits');
    graph.edge(id, node.id, 'wakes');
  }
}

/** Hang on the segment in which they ran. */
function addCollections(
  graph: GraphBuilder,
  recording: Recording,
  { window, segments }: ThreadSegments,
): void {
  const { thread } = window;
  for (const { kind, seq, start, duration } of collectionsOf(recording, thread)) {
    const segment = segments.findLast(({ node }) => node.time <= start);
    if (segment === undefined || start > (segment.node.end ?? segment.node.time)) continue;
    const id = `${String(thread.number)}:${String(seq)} collection`;
    const what = `garbage collection (${kind})`;
    const end = start + duration;
    graph.node({ id, type: 'collection', what, thread: thread.number, seq, time: start, end });
    graph.edge(segment.node.id, id, 'collects');
  }
}

/** What the thread told of itself hangs on the segment behind which it did. */
function addSamples(
  graph: GraphBuilder,
  recording: Recording,
  threadSegments: ThreadSegments,
): void {
  const { thread } = threadSegments.window;
  const add = (type: 'sample' | 'turns', seq: number, time: number, what: string): void => {
    const segment = segmentAt(threadSegments, seq);
    if (segment === undefined) return;
    const id = `${String(thread.number)}:${String(seq)} ${type}`;
    graph.node({ id, type, what, thread: thread.number, seq, time });
    graph.edge(segment.node.id, id, 'tells');
  };
  for (const sample of samplesOf(recording, thread)) {
    const { seq, time, heapUsed, rss, cpu } = sample;
    const memory = `heap ${megabytes(heapUsed)}, resident ${megabytes(rss)}`;
    const busy = `loop ${percent(busyShare([sample]))} busy`;
    add('sample', seq, time, `${memory}, CPU ${milliseconds(cpu)}, ${busy}`);
  }
  for (const { seq, time, count, longest } of turnsOf(recording, thread)) {
    const what = `${String(count)} turns of the event loop, the longest ${milliseconds(longest)}`;
    add('turns', seq, time, what);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function milliseconds(ns: number): string {
  return `${(ns / 1e6).toFixed(1)} ms`;
}

/** Edges over which time passes. */
const timed: ReadonlySet<string> = new Set([
  'next',
  'waits',
  'wakes',
  'message',
  'request',
  'response',
  'thread',
  'process',
]);

/** Marks the way back from a segment; from the one that ended last where none is given. */
function markCriticalPath({ nodes, edges }: GraphBuilder, last: string | undefined): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const into = new Map<string, DagEdge[]>();
  for (const edge of edges) {
    if (!timed.has(edge.type)) continue;
    const list = into.get(edge.to);
    if (list === undefined) into.set(edge.to, [edge]);
    else list.push(edge);
  }
  let at = last === undefined ? lastSegment(nodes) : byId.get(last);
  while (at !== undefined && at.isCritical !== true) {
    at.isCritical = true;
    const causes: DagEdge[] = into.get(at.id) ?? [];
    const isMicrotask = at.what === 'promise';
    const best = [...causes].sort((a, b) => rank(b, isMicrotask) - rank(a, isMicrotask))[0];
    at = best && byId.get(best.from);
  }
}

function lastSegment(nodes: readonly DagNode[]): DagNode | undefined {
  const endOf = (node: DagNode): number => node.end ?? node.time;
  return nodes
    .filter(({ type }) => type === 'segment')
    .reduce<DagNode | undefined>((best, node) => {
      return best === undefined || endOf(node) >= endOf(best) ? node : best;
    }, undefined);
}

/**
 * What a segment was told by comes before what scheduled it, and that before what merely ran before
 * it. But a promise's continuation runs because of what settled the promise just before.
 */
function rank({ type }: DagEdge, isMicrotask: boolean): number {
  if (type === 'next') return isMicrotask ? 3 : 0;
  return type === 'wakes' || type === 'waits' ? 1 : 2;
}
