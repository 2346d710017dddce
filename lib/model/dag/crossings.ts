/** Edges between threads and processes, for graphs whose nodes cover stretches of events. */
import type { Recording } from '../../reader/recording.js';
import { signalsOf } from '../signals.js';
import type { GraphBuilder } from './graph.js';
import type { ThreadWindow } from './window.js';

/** The node that an event belongs to. */
export type NodeOf = (thread: number, seq: number) => string | undefined;

/**
 * Adds what was received in the window. Where the sender lies outside of it, a node stands for it.
 */
export function addCrossings(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
  nodeOf: NodeOf,
): void {
  for (const { thread, received } of windows) {
    for (const { link, seq } of received) {
      const to = nodeOf(thread.number, seq);
      if (to === undefined) continue;
      const { signal } = link;
      const from =
        nodeOf(link.thread.number, signal.seq) ?? outside(graph, link.thread.number, signal);
      graph.edge(from, to, link.kind, link.text);
    }
  }
  for (const window of windows) addStart(graph, recording, window, nodeOf);
}

function addStart(
  graph: GraphBuilder,
  recording: Recording,
  { thread, events }: ThreadWindow,
  nodeOf: NodeOf,
): void {
  const first = events[0];
  if (first?.seq !== 0) return;
  const start = signalsOf(recording).start(thread);
  if (start === undefined) return;
  const { signal, kind, text } = start;
  const from =
    nodeOf(start.thread.number, signal.seq) ?? outside(graph, start.thread.number, signal);
  graph.edge(from, nodeOf(thread.number, 0), kind, text);
}

function outside(
  graph: GraphBuilder,
  thread: number,
  { seq, time }: { seq: number; time: number },
): string {
  const id = `${String(thread)}:${String(seq)}`;
  return graph.node({ id, type: 'outside', thread, seq, time }).id;
}
