/** temporal: every event of the window; what happened before what. */
import { kindName, runtimeEventName, taskRunName } from '../../reader/kind-names.js';
import type { Recording } from '../../reader/recording.js';
import { kind, taskRun } from '../../reader/format.js';
import { addCrossings } from './crossings.js';
import type { GraphBuilder } from './graph.js';
import type { ThreadWindow, WindowEvent } from './window.js';

export function addTemporal(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
): void {
  for (const window of windows) {
    addEventNodes(graph, window);
    addOrder(graph, window);
    addSchedules(graph, window);
  }
  addCrossings(graph, recording, windows, eventId(graph));
}

export function addEventNodes(graph: GraphBuilder, { thread, events, links }: ThreadWindow): void {
  for (const event of events) {
    const { id, seq, time, site, call } = event;
    graph.node({
      id,
      type: 'event',
      what: kindName(event.kind),
      text: eventText(event, links.get(seq)?.type),
      thread: thread.number,
      seq,
      time,
      site,
      ...(call !== undefined && { call }),
    });
  }
}

function eventText({ kind: k, argument, site }: WindowEvent, resource: string | undefined): string {
  const name = kindName(k);
  if (k === kind.task) return `${name} ${resource ?? taskRunName(argument)}`;
  if (k === kind.runtime) return runtimeEventName(argument);
  const about = site?.variable || (site?.property && `.${site.property}`);
  return about ? `${name} ${about}` : name;
}

/** The node of an event that is one. */
export function eventId(graph: GraphBuilder): (thread: number, seq: number) => string | undefined {
  return (thread, seq) => {
    const id = `${String(thread)}:${String(seq)}`;
    return graph.get(id)?.type === 'event' ? id : undefined;
  };
}

/** From where a promise or resource was made to where its callback began. */
export function addSchedules(graph: GraphBuilder, { thread, links, events }: ThreadWindow): void {
  for (const event of events) {
    if (!beginsRun(event)) continue;
    const schedule = links.get(event.seq);
    if (schedule === undefined) continue;
    const made = `${String(thread.number)}:${String(schedule.madeSeq)}`;
    graph.edge(made, event.id, 'schedules', schedule.type);
  }
}

export function beginsRun(event: WindowEvent): boolean {
  const { argument, part } = event;
  if (event.kind !== kind.task || argument === taskRun.runEnd) return false;
  return argument !== taskRun.contextRun || part === undefined;
}

function addOrder(graph: GraphBuilder, { events, cuts }: ThreadWindow): void {
  for (let at = 1; at < events.length; at++) {
    const before = events[at - 1]!;
    const event = events[at]!;
    // Over a cut the order is known, too, but not that nothing lies between.
    const isCut = cuts.some(({ seq }) => seq > before.seq && seq <= event.seq);
    graph.edge(before.id, event.id, isCut ? 'later' : 'next');
  }
}
