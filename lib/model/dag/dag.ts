/** A window of a recording as one of the seven graphs. */
import type { Recording } from '../../reader/recording.js';
import { addCausality } from './causality.js';
import { addData } from './data.js';
import { GraphBuilder, type Dag, type DagKind } from './graph.js';
import { addCode } from './parts.js';
import { addPerformance } from './performance.js';
import { addProcess } from './segments.js';
import { addState } from './state.js';
import { addTemporal } from './temporal.js';
import { readWindow, type ThreadWindow, type Window } from './window.js';

export interface DagOptions {
  /** Events that are looked at in each thread. Default 20,000. */
  limit?: number | undefined;
  threads?: readonly number[] | undefined;
  /** Of `performance`: the event to which the critical path leads; default: the last one. */
  target?: { thread: number; seq: number };
}

type Add = (
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
  target: DagOptions['target'],
) => void;

const views: Readonly<Record<DagKind, { add: Add; values: boolean }>> = {
  temporal: { add: addTemporal, values: false },
  process: { add: addProcess, values: false },
  state: { add: (graph, _, windows) => addState(graph, windows), values: true },
  code: { add: (graph, _, windows) => addCode(graph, windows), values: false },
  data: { add: addData, values: true },
  performance: { add: addPerformance, values: false },
  causality: { add: addCausality, values: true },
};

const defaultLimit = 20_000;

export async function windowDag(
  recording: Recording,
  kind: DagKind,
  window: Window,
  options: DagOptions = {},
): Promise<Dag> {
  const { add, values } = views[kind];
  const { limit = defaultLimit, threads } = options;
  const windows = await readWindow(recording, window, { values, limit, threads });
  const graph = new GraphBuilder();
  add(graph, recording, windows, options.target);
  const contradictions = graph.removeContradictions();
  return {
    kind,
    ...window,
    nodes: graph.nodes,
    edges: graph.edges,
    cuts: windows.flatMap(({ cuts }) => cuts),
    unfinished: windows.filter((w) => w.isUnfinished).map(({ thread }) => thread.number),
    contradictions,
  };
}
