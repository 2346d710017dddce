/**
 * data: where values went. Each object has a node for every time that it was seen: passed,
 * returned, thrown, awaited, written into another; they form a chain in the order of time. The
 * same for texts that are equal, which says `equal` and not `flows`: nobody knows whether they are
 * one.
 */
import { kind } from '../../reader/format.js';
import { kindName } from '../../reader/kind-names.js';
import type { Recording } from '../../reader/recording.js';
import type { ObjectValue, Value } from '../../reader/value.js';
import { signalsOf } from '../signals.js';
import { memberName, type GraphBuilder } from './graph.js';
import type { ThreadWindow, WindowEvent } from './window.js';

/** Shorter texts are equal by chance. */
const minTextUnits = 4;

/** How an event has its values. */
const ways: Readonly<Record<string, string>> = {
  enter: 'passed',
  leave: 'returned',
  throw: 'thrown',
  await: 'awaited',
  resume: 'received',
  yield: 'yielded',
  write: 'assigned',
  set: 'stored',
  mutate: 'stored',
};

export function addData(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
): void {
  for (const window of windows) new ValueFlows(graph, window).add();
  addMessages(graph, recording, windows);
}

class ValueFlows {
  readonly #graph: GraphBuilder;
  readonly #window: ThreadWindow;
  /** Node of the latest time that a value was seen. */
  readonly #latest = new Map<string, string>();
  /** By object: what it was seen to hold since its latest use. */
  readonly #held = new Map<string, string[]>();

  constructor(graph: GraphBuilder, window: ThreadWindow) {
    this.#graph = graph;
    this.#window = window;
  }

  add(): void {
    for (const event of this.#window.events) {
      for (const { id, entries } of event.snapshots) this.#passSnapshot(event, id, entries);
      if (event.kind === kind.runtime) continue;
      for (const [index, value] of event.values.entries()) this.#see(event, index, value);
    }
  }

  #see(event: WindowEvent, index: number, value: Value): void {
    const key = keyOf(value);
    if (key === undefined) return;
    const name = kindName(event.kind);
    const parameter = name === 'enter' ? event.site?.parameters[index] : undefined;
    const way = ways[name] ?? name;
    const what = parameter === undefined ? way : `${way} as ${parameter}`;
    this.#add(event, `${event.id}#${String(index)}`, 'use', what, key, value);
  }

  /** The object `owner` was seen to hold others: it leads to them, and they to its next use. */
  #passSnapshot(event: WindowEvent, owner: number, entries: [Value, Value][]): void {
    const ownerKey = `object ${String(owner)}`;
    const before = this.#latest.get(ownerKey);
    const held = this.#held.get(ownerKey) ?? [];
    for (const [key, item] of entries) {
      if (!isKnownObject(item)) continue;
      const name = memberName(key);
      const id = `${event.id} ${String(owner)}.${name}`;
      this.#add(event, id, 'hold', `held as ${name}`, keyOf(item)!, item);
      this.#graph.edge(before, id, 'holds');
      held.push(id);
    }
    if (held.length > 0) this.#held.set(ownerKey, held);
  }

  #add(
    event: WindowEvent,
    id: string,
    type: string,
    what: string,
    key: string,
    value: Value,
  ): string {
    const { seq, time, call, site } = event;
    const { thread } = this.#window;
    this.#graph.node({
      id,
      type,
      what,
      thread: thread.number,
      seq,
      time,
      site: site && this.#window.sites.get(site.function),
      ...(call !== undefined && { call }),
      value,
    });
    const before = this.#latest.get(key);
    this.#graph.edge(before, id, key.startsWith('object') ? 'flows' : 'equal');
    this.#latest.set(key, id);
    for (const held of this.#held.get(key) ?? [])
      if (held !== id) this.#graph.edge(held, id, 'holds');
    this.#held.delete(key);
    return id;
  }
}

function isKnownObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && value.type === 'object' && value.id > 0;
}

function keyOf(value: Value): string | undefined {
  if (isKnownObject(value)) return `object ${String(value.id)}`;
  if (typeof value === 'string') return value.length < minTextUnits ? undefined : `text ${value}`;
  if (typeof value === 'object' && value !== null && value.type === 'string') {
    return `text ${String(value.length)} ${value.hash}`;
  }
  return undefined;
}

/** Messages whose ends lie in the window; what they carried was not recorded. */
function addMessages(
  graph: GraphBuilder,
  recording: Recording,
  windows: readonly ThreadWindow[],
): void {
  for (const { thread } of windows) {
    for (const { link, seq } of signalsOf(recording).received(thread)) {
      const from = windows.find((window) => window.thread === link.thread);
      const sent = from?.events.find((event) => event.seq === link.signal.seq);
      const to = windows.find((window) => window.thread === thread)!;
      const got = to.events.find((event) => event.seq === seq);
      if (sent === undefined || got === undefined) continue;
      const ends = [
        { event: sent, number: link.thread.number, what: 'sent' },
        { event: got, number: thread.number, what: 'received' },
      ];
      for (const { event, number, what } of ends) {
        const { id, time, call } = event;
        const base = { id, type: 'message', what, thread: number, seq: event.seq, time };
        graph.node({ ...base, ...(call !== undefined && { call }) });
      }
      graph.edge(sent.id, got.id, link.kind, link.text);
    }
  }
}
