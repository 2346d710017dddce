/**
 * What HTTP messages show at first sight. Node's constructors put twenty to forty properties on
 * each, most of which tell nothing of it, and the first sixteen had no room for a status or for
 * what the program adds. Known by the class of Node's that they derive from and by what that puts
 * on them.
 *
 *   IncomingMessage {_events, _readableState, ..., url, method, ..., user}
 *     shows         {socket, httpVersion, complete, rawHeaders, ..., url, method, ..., user}
 */
import { charCodeAt, create } from './primordials.js';

/** Constructors of Node's, and a name that stands on what they made, and on little else. */
const signs = named({
  IncomingMessage: 'httpVersionMinor',
  OutgoingMessage: 'useChunkedEncodingByDefault',
});

/** Constructors of Node's; a class that derives from one may have fields under any name. */
const makers = named({
  ClientRequest: true,
  IncomingMessage: true,
  OutgoingMessage: true,
  ServerResponse: true,
});

/** Besides names that begin with a low line. */
const plumbing = named({
  agent: true,
  chunkedEncoding: true,
  client: true, // the socket again
  httpValidation: true,
  httpVersionMajor: true,
  httpVersionMinor: true,
  insecureHTTPParser: true,
  joinDuplicateHeaders: true,
  maxHeaderSize: true,
  maxHeadersCount: true,
  maxRequestsOnConnectionReached: true,
  outputData: true,
  outputSize: true,
  parser: true,
  rawTrailers: true,
  reusedSocket: true,
  sendDate: true,
  shouldKeepAlive: true,
  socketPath: true,
  strictContentLength: true,
  timeoutCb: true,
  upgradeOrConnect: true,
  useChunkedEncodingByDefault: true,
  writable: true,
});

const lowLine = '_'.charCodeAt(0);
/** Lists of keys that are remembered; a power of two. */
const listCount = 16;

interface Telling {
  readonly of: readonly string[];
  readonly keys: readonly string[];
}

/** The sign of messages, where a prototype's constructor is called `name`; else undefined. */
export function messageSign(name: string): string | undefined {
  return signs[name];
}

/** The same of what Node itself made: level `state` leaves out what nobody else wrote. */
export function ownMessageSign(name: string, sign: string | undefined): string | undefined {
  return makers[name] === true ? sign : undefined;
}

const lists: (Telling | undefined)[] = [];
for (let slot = 0; slot < listCount; slot++) lists[slot] = undefined;

/** Those of a message's keys that are shown. */
export function tellingKeys(keys: readonly string[], sign: string): readonly string[] {
  const slot = keys.length & (listCount - 1);
  const known = lists[slot];
  if (known !== undefined && isSame(known.of, keys)) return known.keys;
  const made = { of: keys, keys: isMessage(keys, sign) ? withoutPlumbing(keys) : keys };
  lists[slot] = made;
  return made.keys;
}

function isMessage(keys: readonly string[], sign: string): boolean {
  for (let index = 0; index < keys.length; index++) if (keys[index] === sign) return true;
  return false;
}

function withoutPlumbing(keys: readonly string[]): string[] {
  const telling: string[] = [];
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (isPlumbing(key)) continue;
    telling[telling.length] = key;
  }
  return telling;
}

/** What only Node needs. */
export function isPlumbing(key: unknown): boolean {
  return typeof key === 'string' && (plumbing[key] === true || charCodeAt(key, 0) === lowLine);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}

/** Without a prototype, which the program could give more names. */
function named<Value>(entries: Record<string, Value>): Record<string, Value | undefined> {
  const table = create(null) as Record<string, Value | undefined>;
  for (const name of Object.keys(entries)) table[name] = entries[name];
  return table;
}
