/**
 * state: versions. An object or a variable has a node for each event that changed it, or with which
 * its state was first seen, and those lead from one to the next. What a version holds by reference
 * leads to it from the version that was in force.
 */
import { kind } from '../../reader/format.js';
import type { ObjectValue, Value } from '../../reader/value.js';
import { memberName, type GraphBuilder } from './graph.js';
import type { ThreadWindow, WindowEvent } from './window.js';

export function addState(graph: GraphBuilder, windows: readonly ThreadWindow[]): void {
  for (const window of windows) new Versions(graph, window).add();
}

class Versions {
  readonly #graph: GraphBuilder;
  readonly #window: ThreadWindow;
  readonly #latest = new Map<string, string>();

  constructor(graph: GraphBuilder, window: ThreadWindow) {
    this.#graph = graph;
    this.#window = window;
  }

  add(): void {
    for (const event of this.#window.events) {
      for (const { id, label, entries } of event.snapshots) {
        const held = entries.flat();
        this.#version(event, `object ${String(id)}`, 'object', label, undefined, held);
      }
      this.#passWrite(event);
    }
  }

  #passWrite(event: WindowEvent): void {
    const { kind: k, values, site, call } = event;
    if (k === kind.write) {
      const name = site?.variable ?? '';
      const key = `variable ${call ?? ''} ${String(site?.scope)}.${name}`;
      this.#version(event, key, 'variable', name, values[0], values);
      return;
    }
    if (k !== kind.set && k !== kind.setKey && k !== kind.mutate) return;
    const [target, ...rest] = values;
    if (!isObject(target)) return;
    const property = k === kind.set ? (site?.property ?? '') : memberName(rest[0]);
    const written = rest.at(-1);
    const key = `object ${String(target.id)}`;
    this.#version(event, key, 'object', `${target.label}.${property}`, written, rest);
  }

  #version(
    event: WindowEvent,
    key: string,
    type: string,
    what: string,
    value: Value,
    held: readonly Value[],
  ): void {
    const id = `${event.id} ${key}`;
    // Several key frames of one object before one event are one version.
    if (this.#graph.has(id)) return;
    const { seq, time, call, site } = event;
    this.#graph.node({
      id,
      type,
      what,
      thread: this.#window.thread.number,
      seq,
      time,
      site: site && this.#window.sites.get(site.function),
      ...(call !== undefined && { call }),
      ...(value !== undefined && { value }),
    });
    this.#graph.edge(this.#latest.get(key), id, 'next');
    for (const item of held) {
      if (isObject(item))
        this.#graph.edge(this.#latest.get(`object ${String(item.id)}`), id, 'held');
    }
    this.#latest.set(key, id);
  }
}

function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null && value.type === 'object' && value.id > 0;
}
