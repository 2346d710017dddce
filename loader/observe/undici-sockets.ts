/**
 * The WebSocket of undici, a client: Node's own (22 and later) and the package's. It tells of
 * openings and closings in diagnostics channels; messages are seen where it hands them to its
 * listeners, through dispatchEvent, and where the program sends them.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { Disguise } from '../guise/disguise.js';
import {
  apply,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  indexOf,
  isProxy,
  lastIndexOf,
  slice,
} from '../runtime/primordials.js';
import { field } from './fields.js';
import type { Upgrades } from './http.js';
import type { WebSocketEnd, WebSocketEnds } from './web-sockets.js';

type Getter = (this: object) => unknown;

/** WebSocket.OPEN. */
const open = 1;
const maxPrototypes = 16;
const defaultPorts: Readonly<Record<string, number>> = { 'ws:': 80, 'wss:': 443 };

interface Class {
  prototype: object;
  url: Getter;
  readyState: Getter;
}

export class UndiciSockets {
  readonly #classes: Class[] = [];
  readonly #disguise: Disguise;
  readonly #ends: WebSocketEnds;
  readonly #upgrades: Upgrades;
  /** Undici 6 tells of the connection just before it opens, and not whose it is. */
  #opening: unknown;

  constructor(disguise: Disguise, ends: WebSocketEnds, upgrades: Upgrades) {
    this.#disguise = disguise;
    this.#ends = ends;
    this.#upgrades = upgrades;
    subscribe('undici:request:create', (message) => {
      const { request } = message as { request: object };
      // Whoever asks earlier for the class makes Node load it.
      if (this.#classes.length > 0 || field(request, 'upgrade') !== 'websocket') return;
      this.watch(getOwnPropertyDescriptor(globalThis, 'WebSocket')?.value);
    });
    subscribe('undici:websocket:open', (message) => {
      const { websocket, address } = message as { websocket?: object; address: unknown };
      if (websocket === undefined) this.#opening = address;
      else {
        this.#watchPrototype(getPrototypeOf(websocket));
        this.#connected(websocket, address);
      }
    });
    subscribe('undici:websocket:close', (message) => {
      const { websocket, code, reason } = message as Record<string, unknown>;
      const end = ends.of(websocket);
      if (end !== undefined) ends.closed(end, code, reason);
    });
  }

  /** This may be such a class. */
  watch(made: unknown): void {
    if (typeof made === 'function') this.#watchPrototype(field(made, 'prototype'));
  }

  #watchPrototype(prototype: unknown): void {
    if (typeof prototype !== 'object' || prototype === null) return;
    if (getPrototypeOf(prototype) !== EventTarget.prototype) return;
    const classes = this.#classes;
    for (let index = 0; index < classes.length; index++) {
      if (classes[index]!.prototype === prototype) return;
    }
    const url = getterOf(prototype, 'url');
    const readyState = getterOf(prototype, 'readyState');
    if (url === undefined || readyState === undefined) return;
    if (classes.length === 0) {
      this.#disguise.replace(EventTarget.prototype, 'dispatchEvent', {
        before: (args, self) => {
          this.#dispatched(args[0], self);
        },
      });
    }
    classes[classes.length] = { prototype, url, readyState };
    this.#disguise.replace(prototype, 'send', {
      after: (_result, self) => {
        if (apply(readyState, self, []) !== open) return;
        const end = this.#endOf(self as object);
        if (end !== undefined) this.#ends.sent(end);
      },
    });
  }

  #endOf(webSocket: object): WebSocketEnd | undefined {
    const end = this.#ends.of(webSocket);
    if (end !== undefined) return end;
    return this.#classOf(webSocket) && this.#ends.add(webSocket);
  }

  #connected(webSocket: object, address: unknown): void {
    const made = this.#classOf(webSocket);
    const end = this.#endOf(webSocket);
    if (made === undefined || end === undefined) return;
    const isKnown = typeof address === 'object' && address !== null;
    const local = isKnown ? field(address, 'port') : undefined;
    this.#upgrades.opened(local);
    this.#ends.opened(end, local, portOf(apply(made.url, webSocket, []) as string), 'client');
  }

  #dispatched(event: unknown, webSocket: unknown): void {
    if (typeof webSocket !== 'object' || webSocket === null || isProxy(event)) return;
    const made = this.#classOf(webSocket);
    if (made === undefined) return;
    const type = apply(typeOfEvent, event, []) as unknown;
    if (type === 'open') {
      if (this.#opening !== undefined) this.#connected(webSocket, this.#opening);
      else if (this.#isOpening(webSocket, made)) this.#upgrades.opened();
      this.#opening = undefined;
    } else if (type === 'message' && isItsOwn(event as object, made, webSocket)) {
      this.#ends.received(this.#endOf(webSocket)!);
    }
  }

  /** Not for events of the program's own making. */
  #isOpening(webSocket: object, { readyState }: Class): boolean {
    return this.#ends.of(webSocket) === undefined && apply(readyState, webSocket, []) === open;
  }

  #classOf(object: object): Class | undefined {
    const classes = this.#classes;
    let prototype: unknown = object;
    for (let depth = 0; depth < maxPrototypes; depth++) {
      if (isProxy(prototype)) return undefined;
      prototype = getPrototypeOf(prototype) as unknown;
      if (prototype === null) return undefined;
      for (let index = 0; index < classes.length; index++) {
        if (classes[index]!.prototype === prototype) return classes[index];
      }
    }
    return undefined;
  }
}

function getterOf(prototype: object, key: string): Getter | undefined {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this`
  return getOwnPropertyDescriptor(prototype, key)?.get;
}

const typeOfEvent = getterOf(Event.prototype, 'type')!;
let originOfEvent: Getter | undefined;

/** Undici states the origin, the program's own events none. */
function isItsOwn(event: object, { url }: Class, webSocket: object): boolean {
  originOfEvent ??= getterOf(MessageEvent.prototype, 'origin');
  const text = apply(url, webSocket, []) as string;
  try {
    const origin = originOfEvent && apply(originOfEvent, event, []);
    return typeof origin === 'string' && origin !== '' && indexOf(text, origin) === 0;
  } catch {
    return false; // an event of another class
  }
}

/** The port of TCP that the URL, as the class gives it, leads to. */
function portOf(url: string): number | undefined {
  const scheme = slice(url, 0, indexOf(url, '/'));
  const start = scheme.length + 2;
  const slash = indexOf(url, '/', start);
  const host = slice(url, start, slash < 0 ? url.length : slash);
  const colon = lastIndexOf(host, ':');
  if (colon < 0 || host[host.length - 1] === ']') return defaultPorts[scheme];
  return Number(slice(host, colon + 1));
}
