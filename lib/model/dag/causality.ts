/**
 * causality: why something happened. Every event of the window, with what it depends on: by
 * control (the call, its caller, what it awaited, what scheduled it), by message, and by data (the
 * same object seen before).
 */
import { kind, taskRun } from '../../reader/format.js';
import type { Recording } from '../../reader/recording.js';
import type { Value } from '../../reader/value.js';
import { addCrossings } from './crossings.js';
import type { GraphBuilder } from './graph.js';
import { addEventNodes, addSchedules, beginsRun, eventId } from './temporal.js';
import type { ThreadWindow, WindowEvent } from './window.js';

export function addCausality(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
): void {
  for (const window of windows) {
    addEventNodes(graph, window);
    addControl(graph, window);
    addSchedules(graph, window);
    addFlows(graph, window);
  }
  addCrossings(graph, recording, windows, eventId(graph));
}

/** The event on which the next one of a part depends, and how. */
interface Latest {
  id: string;
  type: 'then' | 'returns';
}

function addControl(graph: GraphBuilder, { events }: ThreadWindow): void {
  const latest = new Map<string, Latest>();
  let run: string | undefined;
  /** A call that has just returned. */
  let returned: WindowEvent | undefined;
  for (const event of events) {
    const { id, part, before, resumes } = event;
    // What the caller does next depends on what the call returned.
    if (returned !== undefined && before !== undefined && before !== returned.part) {
      latest.set(before, { id: returned.id, type: 'returns' });
    }
    returned = isEnd(event) ? event : undefined;
    if (beginsRun(event)) run = id;
    else if (event.kind === kind.task && event.argument === taskRun.runEnd) run = undefined;
    else if (part === undefined) graph.edge(run, id, 'runs');
    if (part === undefined) continue;
    const own = latest.get(part);
    if (own !== undefined) graph.edge(own.id, id, own.type);
    else if (resumes !== undefined) graph.edge(latest.get(resumes)?.id, id, 'resumes');
    else if (before !== undefined) graph.edge(latest.get(before)?.id, id, 'calls');
    if (own === undefined && (before === undefined || event.callRun >= 0)) {
      graph.edge(run, id, 'runs');
    }
    latest.set(part, { id, type: 'then' });
  }
}

function isEnd({ kind: k }: WindowEvent): boolean {
  return k >= kind.leave && k <= kind.throwValue;
}

function addFlows(graph: GraphBuilder, { events }: ThreadWindow): void {
  const seen = new Map<number, string>();
  for (const event of events) {
    for (const value of event.values) {
      const object = objectId(value);
      if (object === undefined) continue;
      graph.edge(seen.get(object), event.id, 'data');
      seen.set(object, event.id);
    }
  }
}

function objectId(value: Value): number | undefined {
  if (typeof value !== 'object' || value === null || value.type !== 'object') return undefined;
  return value.id > 0 ? value.id : undefined;
}
