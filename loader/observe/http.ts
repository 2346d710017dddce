/**
 * HTTP from client to server, through Node's diagnostics channels. Nothing is added to a request:
 * both ends know the ports of their connection and count the requests on it, and the reader
 * brings the two together.
 */
import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import type { Between, Disguise } from '../guise/disguise.js';
import {
  getPrototypeOf,
  indexOf,
  isArray,
  privateWeakMap,
  slice,
  toLowerCase,
} from '../runtime/primordials.js';
import { field, hiddenField } from './fields.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';

/** Requests that end in another protocol on the same connection, of which Node tells nobody. */
export interface Upgrades {
  connection: (socket: unknown) => Connection | undefined;
  /** A server got such a request. */
  received: (request: object, socket: unknown) => void;
  /** It is about to agree. */
  accepts: (connection: Connection) => void;
  /** There is a client that makes such requests. */
  expect: () => void;
  /** A server has agreed on this connection. */
  accepted: (socket: unknown) => void;
  /**
   * A connection of undici is about to open, or did. Without its local port: where only one was
   * agreed on and did not open yet, it is that.
   */
  opened: (port?: unknown) => void;
}

/** Requests to upgrade that wait for their answer. */
const maxUpgrading = 1024;
/** Status of the answer. */
const switching = 101;

export function observeHttp(disguise: Disguise, record: RecordRuntimeEvent): Upgrades {
  const connections = createConnections();
  subscribe('net.server.socket', (message) => {
    const connection = connections.of((message as { socket: unknown }).socket);
    if (connection === undefined) return;
    record(runtimeEvent.connectionAccepted, connection.remote, connection.local);
  });
  const received = observeServer(record, connections);
  const client = observeClient(record, connections);
  const opened = observeFetch(disguise, record, connections);
  return {
    connection: (socket) => connections.of(socket),
    received,
    accepts({ remote, local, count }) {
      record(runtimeEvent.responseSent, remote, local, count, switching);
    },
    ...client,
    opened,
  };
}

export interface Connection {
  local: number;
  remote: number;
  /** Requests so far. */
  count: number;
}

interface Connections {
  /** The connection with one more request; undefined where `socket` is none of Node's own. */
  next: (socket: unknown) => Connection | undefined;
  of: (socket: unknown) => Connection | undefined;
}

function createConnections(): Connections {
  const known = privateWeakMap<object, Connection>();
  let ports: ((socket: object) => Connection) | undefined;

  function of(socket: unknown): Connection | undefined {
    if (typeof socket !== 'object' || socket === null) return undefined;
    let connection = known.get(socket);
    if (connection === undefined) {
      ports ??= portReader();
      try {
        connection = ports(socket);
      } catch {
        return undefined; // no socket, or one of somebody else's making
      }
      known.set(socket, connection);
    }
    return connection;
  }

  return {
    of,
    next(socket) {
      const connection = of(socket);
      if (connection !== undefined) connection.count++;
      return connection;
    },
  };
}

/** What is below a socket of Node's. */
interface Handle {
  getsockname: (name: SocketName) => void;
  getpeername: (name: SocketName) => void;
}

interface SocketName {
  port?: unknown;
}

/**
 * For when the first connection is there and node:net is loaded anyway. The getters of the socket
 * would keep what they find: the program would see it, also when the connection is gone.
 */
function portReader(): (socket: object) => Connection {
  const { Socket } = createRequire(import.meta.url)('node:net') as typeof import('node:net');
  return (socket) => {
    if (!(socket instanceof Socket)) throw new TypeError('no socket');
    const handle = hiddenField(socket, 'kHandle') as Handle;
    const local: SocketName = {};
    const remote: SocketName = {};
    handle.getsockname(local);
    handle.getpeername(remote);
    if (typeof local.port !== 'number' || typeof remote.port !== 'number') {
      throw new TypeError('not connected');
    }
    return { local: local.port, remote: remote.port, count: 0 };
  };
}

const traceparent = 'traceparent';

/** The W3C header among names and values in a row, or in their text; undefined where it is not. */
function traceparentOf(headers: unknown): unknown {
  if (typeof headers === 'string') {
    // By hand: a regular expression would show in the guest's RegExp.$1.
    const at = indexOf(toLowerCase(headers), `${traceparent}: `);
    if (at < 0) return undefined;
    const start = at + traceparent.length + 2;
    return slice(headers, start, indexOf(headers, '\r', start));
  }
  if (!isArray(headers)) return undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index] as unknown;
    if (typeof name !== 'string' || name.length !== traceparent.length) continue;
    if (toLowerCase(name) === traceparent) return headers[index + 1];
  }
  return undefined;
}

function observeServer(record: RecordRuntimeEvent, connections: Connections): Upgrades['received'] {
  const received = (request: object, socket: unknown): void => {
    const connection = connections.next(socket);
    if (connection === undefined) return;
    const { remote, local, count } = connection;
    const method = field(request, 'method');
    const parent = traceparentOf(field(request, 'rawHeaders'));
    const url = field(request, 'url');
    record(runtimeEvent.requestReceived, remote, local, count, method, url, parent);
  };
  subscribe('http.server.request.start', (message) => {
    const { request, socket } = message as { request: object; socket: unknown };
    received(request, socket);
  });
  subscribe('http.server.response.finish', (message) => {
    const { response, socket } = message as { response: object; socket: unknown };
    const connection = connections.of(socket);
    if (connection === undefined) return;
    const { remote, local, count } = connection;
    record(runtimeEvent.responseSent, remote, local, count, field(response, 'statusCode') ?? 200);
  });
  return received;
}

function observeClient(
  record: RecordRuntimeEvent,
  connections: Connections,
): Pick<Upgrades, 'expect' | 'accepted'> {
  const numbers = privateWeakMap<object, number>();
  /** Undefined: none are expected. */
  let upgrading: object[] | undefined;
  const sent = (message: unknown): void => {
    const { request } = message as { request: object };
    if (numbers.get(request) !== undefined) return;
    numbers.set(request, nextRequest());
    const path = field(request, 'path') ?? hiddenField(request, 'kPath');
    const host = field(request, 'host');
    const headers = hiddenField(request, 'kOutHeaders') as object | null | undefined;
    const entry = headers && (field(headers, 'traceparent') as unknown[] | undefined);
    const parent = isArray(entry) ? field(entry, 1) : undefined;
    record(runtimeEvent.requestSent, requests, field(request, 'method'), host, path, parent);
    if (upgrading === undefined || !headers || field(headers, 'upgrade') === undefined) return;
    if (upgrading.length === maxUpgrading) upgrading = [];
    upgrading[upgrading.length] = request;
  };
  subscribe('http.client.request.created', sent); // not in Node 20
  subscribe('http.client.request.start', sent); // perhaps not before the connection is there
  const placed = (request: object, socket: unknown): number | undefined => {
    const number = numbers.get(request);
    const connection = connections.next(socket);
    if (number === undefined || connection === undefined) return undefined;
    const { local, remote, count } = connection;
    record(runtimeEvent.requestPlaced, number, local, remote, count);
    return number;
  };
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: object; response: object };
    const number = placed(request, socketOf(request));
    if (number === undefined) return;
    record(runtimeEvent.responseReceived, number, field(response, 'statusCode'));
  });
  return {
    expect: () => void (upgrading ??= []),
    accepted(socket) {
      const waiting = upgrading ?? [];
      upgrading = [];
      for (let index = 0; index < waiting.length; index++) {
        const request = waiting[index]!;
        if (socketOf(request) !== socket) upgrading[upgrading.length] = request;
        else record(runtimeEvent.responseReceived, placed(request, socket), switching);
      }
    },
  };
}

function socketOf(request: object): unknown {
  return field(request, 'socket') ?? hiddenField(request, 'kSocket');
}

/** fetch, and the undici package where it is one that publishes. */
function observeFetch(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  connections: Connections,
): Upgrades['opened'] {
  const numbers = privateWeakMap<object, number>();
  const ports = privateWeakMap<object, number>();
  /** Requests that were agreed on, whose connection did not open yet. */
  let agreed: object[] = [];
  const watched = privateWeakMap<object, true>();
  const watchUpgrades = (prototype: object): void => {
    if (watched.get(prototype) === true) return;
    watched.set(prototype, true);
    const between: Between = {
      before(_args, self) {
        if (numbers.get(self as object) === undefined) return;
        if (agreed.length === maxUpgrading) agreed = [];
        agreed[agreed.length] = self as object;
      },
    };
    disguise.replace(prototype, 'onUpgrade', between);
    disguise.replace(prototype, 'onRequestUpgrade', between); // undici 8
  };
  subscribe('undici:request:create', (message) => {
    const { request } = message as { request: object };
    numbers.set(request, nextRequest());
    const host = field(request, 'origin');
    const path = field(request, 'path');
    const parent = traceparentOf(field(request, 'headers'));
    record(runtimeEvent.requestSent, requests, field(request, 'method'), host, path, parent);
    if (field(request, 'upgrade') === 'websocket') watchUpgrades(getPrototypeOf(request) as object);
  });
  subscribe('undici:client:sendHeaders', (message) => {
    const { request, socket } = message as { request: object; socket: object };
    const number = numbers.get(request);
    const connection = connections.next(socket);
    if (number === undefined || connection === undefined) return;
    const { local, remote, count } = connection;
    record(runtimeEvent.requestPlaced, number, local, remote, count);
    ports.set(request, local);
  });
  subscribe('undici:request:headers', (message) => {
    const { request, response } = message as { request: object; response: object };
    const number = numbers.get(request);
    const status = field(response, 'statusCode');
    // Where it is told of at all, not all versions do it in what opens the connection.
    if (number !== undefined && status !== switching) {
      record(runtimeEvent.responseReceived, number, status);
    }
  });
  return (port) => {
    const waiting = agreed;
    if (port === undefined && waiting.length !== 1) return;
    agreed = [];
    for (let index = 0; index < waiting.length; index++) {
      const request = waiting[index]!;
      if (port === undefined || ports.get(request) === port) {
        record(runtimeEvent.responseReceived, numbers.get(request), switching);
      } else agreed[agreed.length] = request;
    }
  };
}

/** Requests of this thread so far, of all clients. */
let requests = 0;

function nextRequest(): number {
  return ++requests;
}
