/** What a request took its time for: from its response back over what that waited for. */
import { ScopeError } from '../errors.js';
import { windowDag } from '../model/dag/dag.js';
import type { DagNode } from '../model/dag/graph.js';
import { taskLinks } from '../model/task-links.js';
import { runtimeEvent } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import { matchingRequests } from './crossings.js';

export interface RequestPath {
  /** `GET /users/7` */
  text: string;
  thread: number;
  from: number;
  to: number;
  /** Segments at work and waits, in the order of time. */
  steps: DagNode[];
  isCut: boolean;
}

/** Of the first request that matches. Throws SCOPE_USAGE where none does, or it has no response. */
export async function requestPath(recording: Recording, wanted: string): Promise<RequestPath> {
  const [key, seq] = [...matchingRequests(recording, wanted)][0] ?? [];
  const thread = recording.threads.find(({ number }) => key?.startsWith(`${String(number)}:`));
  if (thread === undefined || seq === undefined) {
    throw new ScopeError('SCOPE_USAGE', `top: no recorded request matches ${wanted}`);
  }
  const { signals } = taskLinks(recording, thread);
  const received = signals.find((signal) => signal.seq === seq)!;
  const connection = received.values.slice(0, 3).join(' ');
  const sent = signals.find(
    (signal) =>
      signal.type === runtimeEvent.responseSent &&
      signal.seq > seq &&
      signal.values.slice(0, 3).join(' ') === connection,
  );
  const text = `${String(received.values[3])} ${String(received.values[4])}`;
  if (sent === undefined) {
    throw new ScopeError('SCOPE_USAGE', `top: ${text} has no recorded response`);
  }
  const window = { from: received.time, to: sent.time };
  const target = { thread: thread.number, seq: sent.seq };
  const dag = await windowDag(recording, 'performance', window, { target });
  const steps = dag.nodes.filter(({ isCritical }) => isCritical);
  steps.sort((a, b) => a.time - b.time || (a.end ?? a.time) - (b.end ?? b.time));
  return {
    text,
    thread: thread.number,
    ...window,
    steps: steps.filter(({ site, end, time }) => site !== undefined || (end ?? time) > time),
    isCut: dag.cuts.length > 0,
  };
}
