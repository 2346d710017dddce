/**
 * WebSockets: connections of the `ws` package, server and client, and of undici's WebSocket, which
 * Node 22 and later have built in. Each end counts its messages, as the ends of a channel do
 * (ports.ts); which two ends are one connection is told by the ports of TCP
 * (lib/model/channels.ts).
 *
 *   socket.send('x')         webSocketOpened 4 41532 8080 client, messageSent 4 1
 *   in the server            webSocketOpened 2 8080 41532 server, messageReceived 2 1
 *
 * Frames may be compressed, so messages are counted where the packages have them whole.
 */
import module from 'node:module';
import type { Disguise } from '../guise/disguise.js';
import {
  indexOf,
  isArrayBufferView,
  lastIndexOf,
  privateWeakMap,
  slice,
} from '../runtime/primordials.js';
import { textOfBytes } from '../runtime/texts-of-bytes.js';
import { field, hiddenField } from './fields.js';
import type { Upgrades } from './http.js';
import type { Port, Ports } from './ports.js';
import { runtimeEvent, type RecordRuntimeEvent } from './runtime-events.js';
import { UndiciSockets } from './undici-sockets.js';

const packageFolder = '/ws/lib/';
const undiciModule = '/undici/lib/web/websocket/websocket.js';

export type Side = 'client' | 'server';

/** One end of a connection. */
export interface WebSocketEnd extends Port {
  /** Messages whose frame was not written yet. */
  unwritten: number;
}

export class WebSocketEnds {
  readonly #ends = privateWeakMap<object, WebSocketEnd>();

  constructor(
    private readonly record: RecordRuntimeEvent,
    private readonly ports: Ports,
  ) {}

  /** `keys`: whatever shows later which end is meant. */
  add(...keys: object[]): WebSocketEnd {
    const end = { ...this.ports.add(), unwritten: 0 };
    for (let index = 0; index < keys.length; index++) this.#ends.set(keys[index]!, end);
    return end;
  }

  of(key: unknown): WebSocketEnd | undefined {
    return typeof key === 'object' && key !== null ? this.#ends.get(key) : undefined;
  }

  know(key: object, end: WebSocketEnd): void {
    this.#ends.set(key, end);
  }

  opened(end: WebSocketEnd, local: unknown, remote: unknown, side: Side): void {
    this.record(runtimeEvent.webSocketOpened, end.number, local, remote, side);
  }

  closed(end: WebSocketEnd, code: unknown, reason: unknown): void {
    this.record(runtimeEvent.webSocketClosed, end.number, code, reason);
  }

  sent(end: WebSocketEnd): void {
    this.record(runtimeEvent.messageSent, end.number, ++end.sent);
  }

  received(end: WebSocketEnd): void {
    this.record(runtimeEvent.messageReceived, end.number, ++end.received);
  }
}

/** Packages are seen when their modules have run, whoever asked for them. */
export function observeWebSockets(
  disguise: Disguise,
  record: RecordRuntimeEvent,
  ports: Ports,
  upgrades: Upgrades,
): void {
  const ends = new WebSocketEnds(record, ports);
  const undici = new UndiciSockets(disguise, ends, upgrades);
  const parts = partsOfWs(disguise, ends, upgrades);

  const { prototype } = module as unknown as { prototype: { _compile: () => unknown } };
  const watched = disguise.around(prototype._compile, {
    after(_result, self, args) {
      const path = args[1] as string;
      const at = lastIndexOf(path, packageFolder);
      if (at >= 0) {
        const made = classIn(self as object);
        if (made !== undefined) parts[slice(path, at + packageFolder.length)]?.(made);
        return;
      }
      const exported = field(self as object, 'exports');
      if (typeof exported === 'object' && exported !== null)
        undici.watch(field(exported, 'WebSocket'));
    },
  });
  disguise.replace(prototype, '_compile', {
    before(args) {
      const path = args[1] as string;
      const isWatched = indexOf(path, packageFolder) >= 0 || indexOf(path, undiciModule) >= 0;
      return isWatched ? watched : undefined;
    },
  });
}

/** The prototype of the class that a module exports. */
function classIn(loaded: object): object | undefined {
  const exported = field(loaded, 'exports');
  const prototype = typeof exported === 'function' ? field(exported, 'prototype') : undefined;
  return typeof prototype === 'object' && prototype !== null ? prototype : undefined;
}

type Part = (prototype: object) => void;

/** What is replaced in the classes of ws (7 and 8), by module. */
function partsOfWs(
  disguise: Disguise,
  ends: WebSocketEnds,
  upgrades: Upgrades,
): Readonly<Record<string, Part>> {
  return {
    'websocket-server.js': (server) => {
      disguise.replace(server, 'handleUpgrade', {
        before(args) {
          upgrades.received(args[0] as object, args[1]);
        },
      });
      disguise.replace(server, 'completeUpgrade', {
        before(args) {
          // Its place among them is another in each major version.
          for (let index = 0; index < args.length; index++) {
            const connection = upgrades.connection(args[index]);
            if (connection === undefined) continue;
            upgrades.accepts(connection);
            return;
          }
        },
      });
    },
    'websocket.js': (webSocket) => {
      upgrades.expect();
      disguise.replace(webSocket, 'setSocket', {
        before(args, self) {
          const socket = args[0];
          const side = field(self as object, '_isServer') === true ? 'server' : 'client';
          if (side === 'client') upgrades.accepted(socket);
          const connection = upgrades.connection(socket);
          const end = ends.add(self as object, socket as object);
          ends.opened(end, connection?.local, connection?.remote, side);
        },
      });
      disguise.replace(webSocket, 'emitClose', {
        before(_args, self) {
          const end = ends.of(self);
          if (end === undefined) return;
          ends.closed(end, field(self as object, '_closeCode'), reasonOf(self as object));
        },
      });
    },
    'sender.js': (sender) => {
      observeSender(disguise, ends, sender);
    },
    'receiver.js': (receiver) => {
      disguise.replace(receiver, 'dataMessage', {
        before(_args, self) {
          // A message may come in several frames.
          const end = field(self as object, '_fin') === true && endOf(ends, self as object);
          if (end) ends.received(end);
        },
      });
    },
  };
}

/** Of a sender or receiver. */
function endOf(ends: WebSocketEnds, part: object): WebSocketEnd | undefined {
  let end = ends.of(part);
  if (end !== undefined) return end;
  end = ends.of(field(part, '_socket') ?? hiddenField(part, 'websocket'));
  if (end !== undefined) ends.know(part, end);
  return end;
}

/**
 * Messages come through `send`, and their frames, perhaps later, through `sendFrame`. Who has made
 * a frame himself (engine.io, for many receivers at once) calls that alone.
 */
function observeSender(disguise: Disguise, ends: WebSocketEnds, sender: object): void {
  /** Undefined: it is not the last piece of a message. */
  const whose = (self: unknown, options: unknown): WebSocketEnd | undefined => {
    if (typeof options !== 'object' || options === null) return undefined;
    return field(options, 'fin') === false ? undefined : endOf(ends, self as object);
  };
  disguise.replace(sender, 'send', {
    before(args, self) {
      const end = whose(self, args[1]);
      if (end === undefined) return;
      end.unwritten++;
      ends.sent(end);
    },
    failed(_error, self, args) {
      const end = whose(self, args[1]);
      if (end === undefined) return;
      end.unwritten--;
      end.sent--; // its number is given again
    },
  });
  disguise.replace(sender, 'sendFrame', {
    before(args, self) {
      if (!endsMessage(args[0])) return;
      const end = endOf(ends, self as object);
      if (end === undefined) return;
      if (end.unwritten > 0) end.unwritten--;
      else ends.sent(end);
    },
  });
}

/** FIN, and one of the opcodes that are no control frames. */
function endsMessage(frames: unknown): boolean {
  const head = typeof frames === 'object' && frames !== null ? field(frames, 0) : undefined;
  const first = typeof head === 'object' && head !== null ? field(head, 0) : undefined;
  return typeof first === 'number' && (first & 0x80) !== 0 && (first & 0x0f) <= 2;
}

/** Text, or (ws 8) bytes. */
function reasonOf(webSocket: object): unknown {
  const reason = field(webSocket, '_closeMessage');
  return isArrayBufferView(reason) ? textOfBytes(reason) : reason;
}
