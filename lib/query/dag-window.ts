/** Which window of a recording is meant: times, an event and what is around it, a call. */
import { ScopeError } from '../errors.js';
import type { Dag } from '../model/dag/graph.js';
import type { Window } from '../model/dag/window.js';
import { threadIndex } from '../model/index/find-index.js';
import type { Recording } from '../reader/recording.js';
import { readCalls } from './call-by-id.js';
import { findThread } from './moment.js';

export interface WindowOptions {
  from?: number;
  to?: number;
  /** An event: its thread's number and its sequence number. */
  around?: [thread: number, seq: number];
  /** Nanoseconds around it. */
  span?: number;
  call?: [thread: number, seq: number];
}

const defaultSpan = 1e6;

export function dagWindow(recording: Recording, options: WindowOptions): Window {
  const { from, to, around, call, span = defaultSpan } = options;
  if (around !== undefined && call !== undefined) {
    throw new ScopeError('SCOPE_USAGE', 'give one of --around and --call');
  }
  let window: Window = { from: 0, to: Infinity };
  if (around !== undefined) {
    const time = timeOf(recording, around);
    window = { from: Math.max(0, time - span / 2), to: time + span / 2 };
  } else if (call !== undefined) {
    const [number, seq] = call;
    const found = readCalls(threadIndex(recording, findThread(recording, number)), [seq])[0];
    if (found === undefined) {
      throw new ScopeError(
        'SCOPE_USAGE',
        `${number}:${seq} is no call; ids come from "scope calls"`,
      );
    }
    window = { from: found.start, to: found.end < 0 ? Infinity : found.end };
  }
  return { from: from ?? window.from, to: to ?? window.to };
}

function timeOf(recording: Recording, [number, seq]: [number, number]): number {
  const index = threadIndex(recording, findThread(recording, number));
  const { cursor, stack } = index.seekSeq(seq);
  while (stack.step()) if (cursor.seq >= seq) break;
  if (cursor.seq === seq) return cursor.time;
  const id = `${String(number)}:${String(seq)}`;
  const last = String(cursor.nextSeq - 1);
  throw new ScopeError('SCOPE_USAGE', `there is no event ${id}; the thread's last is ${last}`);
}

/** The part of the graph to which edges lead from the call. */
export function onlyBelow(dag: Dag, [thread, seq]: [number, number]): Dag {
  const call = `${String(thread)}:${String(seq)}`;
  const next = new Map<string, string[]>();
  for (const { from, to } of dag.edges) {
    const list = next.get(from);
    if (list === undefined) next.set(from, [to]);
    else list.push(to);
  }
  const kept = new Set<string>();
  const queue = dag.nodes.filter((node) => node.call === call).map(({ id }) => id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (kept.has(id)) continue;
    kept.add(id);
    queue.push(...(next.get(id) ?? []));
  }
  return {
    ...dag,
    nodes: dag.nodes.filter(({ id }) => kept.has(id)),
    edges: dag.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}
