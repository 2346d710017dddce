/**
 * The whole program at one moment: for each thread the frames on its stack and the calls that wait,
 * with their variables; what the objects that they reach held; messages on their way.
 */
import { signalsOf, type Link } from '../model/signals.js';
import { entryDoubts } from '../model/doubts.js';
import { isObject } from '../model/object-states.js';
import type { Frame, ThreadState, Variable } from '../model/state.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo, SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import type { ObjectValue, Value } from '../reader/value.js';
import { lastEventAt, type Moment } from './moment.js';
import { stateBehind } from './state-before.js';

export interface FrameAt {
  frame: Frame;
  /** Of the function. */
  site: SiteInfo;
  /** The place that it had reached, as far as its events tell. */
  place: SiteInfo;
  variables: Variable[];
  /** Why there are no more values; empty where the level `state` shows them. */
  unknown: string;
}

export interface ThreadAt {
  thread: RecordedThread;
  sites: SiteTable;
  state: ThreadState;
  /** Sequence number of its last event; -1: it had none. */
  seq: number;
  /** Site and kind of that event. */
  site: SiteInfo | undefined;
  kind: number;
  /** The innermost first. */
  frames: FrameAt[];
  /** Async and generator calls that wait. */
  tasks: FrameAt[];
  /** Objects that can be reached from the above, by id. */
  objects: Map<number, ObjectValue>;
  /** Why entries of these may be others by now, by their keys. */
  doubts: Map<number, Map<string, string>>;
  /** Objects that were left out for the limit. */
  hiddenObjects: number;
}

/** Something that was sent and had not arrived. */
export interface InFlight {
  link: Link;
  to: RecordedThread;
}

export interface ProgramAt {
  moment: Moment;
  threads: ThreadAt[];
  messages: InFlight[];
}

export interface AtOptions {
  /** Objects that are kept for each thread. Default 10,000. */
  objects?: number;
}

const defaultObjects = 10_000;

export async function stateAt(
  recording: Recording,
  moment: Moment,
  options: AtOptions = {},
): Promise<ProgramAt> {
  const threads: ThreadAt[] = [];
  for (const thread of recording.threads) {
    const isOwn = thread === moment.thread;
    const seq = isOwn ? moment.seq : lastEventAt(recording, thread, moment.time).seq;
    if (seq < 0) continue;
    const sites = await recording.sites(thread.process);
    threads.push(threadAt(stateBehind(recording, thread, sites, seq), sites, seq, options));
  }
  // The thread that was asked for comes first.
  threads.sort((a, b) => Number(b.thread === moment.thread) - Number(a.thread === moment.thread));
  return { moment, threads, messages: inFlight(recording, threads) };
}

export function threadAt(
  state: ThreadState,
  sites: SiteTable,
  seq: number,
  options: AtOptions = {},
): ThreadAt {
  const { cursor } = state;
  const { here } = state;
  const running = state.running.reverse();
  // The code of a module's top level is no call.
  if (here !== undefined && here.call === undefined) running.unshift(here);
  const frames = running.map((frame) => frameAt(frame, state, sites));
  const tasks = state.suspended.map((frame) => frameAt(frame, state, sites));
  const roots = [...frames, ...tasks].flatMap(({ variables }) => variables.map((v) => v.value));
  const { objects, hidden } = reachable(state, roots, options.objects ?? defaultObjects);
  return {
    thread: state.thread,
    sites,
    state,
    seq,
    site: cursor.site < 0 || cursor.kind === kind.loss ? undefined : sites.get(cursor.site),
    kind: cursor.kind,
    frames,
    tasks,
    objects,
    doubts: doubtsOf(objects.keys(), state, sites),
    hiddenObjects: hidden,
  };
}

export function frameAt(frame: Frame, state: ThreadState, sites: SiteTable): FrameAt {
  const site = frame.call === undefined ? topLevel(frame, sites) : sites.get(frame.call.site);
  const reasons: Record<string, string> = {
    calls: 'arguments and variables: recorded at level calls',
    values: 'variables: recorded at level values',
  };
  return {
    frame,
    site,
    place: sites.get(frame.site),
    variables: state.visible(frame),
    unknown: reasons[site.level] ?? '',
  };
}

function topLevel(frame: Frame, sites: SiteTable): SiteInfo {
  return { ...sites.get(frame.site), fn: '(module)', parameters: [] };
}

/** Breadth first: each ring of objects is read at once. */
function reachable(
  state: ThreadState,
  roots: Value[],
  limit: number,
): { objects: Map<number, ObjectValue>; hidden: number } {
  const objects = new Map<number, ObjectValue>();
  const left = new Set<number>();
  let ring = roots;
  while (ring.length > 0) {
    const ids = new Set<number>();
    for (const value of ring) {
      if (!isObject(value) || value.id === 0 || objects.has(value.id)) continue;
      if (objects.size + ids.size < limit || ids.has(value.id)) ids.add(value.id);
      else left.add(value.id);
    }
    state.objects.prepare([...ids]);
    ring = [];
    for (const id of ids) {
      const shown = state.objects.value(id, 1);
      objects.set(id, shown);
      for (const pair of shown.entries ?? []) ring.push(...pair);
    }
  }
  return { objects, hidden: left.size };
}

/** Of many entries with one reason the first are named. */
const maxDoubts = 8;

function doubtsOf(
  ids: Iterable<number>,
  { objects }: ThreadState,
  sites: SiteTable,
): ThreadAt['doubts'] {
  const found: ThreadAt['doubts'] = new Map();
  for (const id of ids) {
    const object = objects.get(id);
    if (object === undefined) continue;
    const own = new Map<string, string>();
    for (const [key, doubt] of entryDoubts(object, sites, objects)) {
      own.set(key, doubt);
      if (own.size >= maxDoubts) break;
    }
    if (own.size > 0) found.set(id, own);
  }
  return found;
}

function inFlight(recording: Recording, threads: ThreadAt[]): InFlight[] {
  const signals = signalsOf(recording);
  const reached = new Map(threads.map(({ thread, seq }) => [thread, seq]));
  const found: InFlight[] = [];
  for (const thread of recording.threads) {
    for (const { link, seq } of signals.received(thread)) {
      const isSent = link.signal.seq <= (reached.get(link.thread) ?? -1);
      const isThere = seq <= (reached.get(thread) ?? -1);
      if (isSent && !isThere) found.push({ link, to: thread });
    }
  }
  return found;
}
