/**
 * Moments as people name them: an event, a call, a time, a line of a file. Each comes down to one
 * event of one thread; the state of a moment is that just behind the event.
 *
 *   { event: '1:4711' }   { call: '1:33' }   { time: 20e6 }   { line: 'cart.ts:41#2' }
 */
import { ScopeError } from '../errors.js';
import { threadIndex } from '../model/index/find-index.js';
import { frame } from '../model/index/layout.js';
import type { ThreadCursor } from '../reader/cursor.js';
import { kind } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';

export interface MomentOptions {
  /** `thread:seq`, or a sequence number on thread 1. */
  event?: string;
  /** Id of a call: the moment of its enter. */
  call?: string;
  /** Nanoseconds since the recording's start. */
  time?: number;
  /** `FILE:LINE`, or `FILE:LINE#HIT` for a later time that the line was reached. */
  line?: string;
}

export interface Moment {
  thread: RecordedThread;
  /** Sequence number of the last event that has happened; -1: none has. */
  seq: number;
  time: number;
}

/** Throws SCOPE_USAGE where the recording has no such moment. */
export async function findMoment(recording: Recording, options: MomentOptions): Promise<Moment> {
  const { event, call, time, line } = options;
  const given = [event, call, time, line].filter((option) => option !== undefined).length;
  if (given !== 1) {
    const what = 'give one of --event ID, --call ID, --time T and --line FILE:LINE';
    throw new ScopeError('SCOPE_USAGE', what);
  }
  if (line !== undefined) return findLine(recording, line);
  if (time !== undefined) return findTime(recording, time);
  return findEvent(recording, (event ?? call)!, call !== undefined);
}

/** `1:4711` or `4711`; undefined for anything else. */
export function parseEventId(text: string): [thread: number, seq: number] | undefined {
  const match = /^(?:(\d{1,9}):)?(\d{1,15})$/.exec(text);
  return match === null ? undefined : [Number(match[1] ?? 1), Number(match[2])];
}

/** The thread of that number. Throws SCOPE_USAGE. */
export function findThread(recording: Recording, number: number): RecordedThread {
  const thread = recording.threads.find((candidate) => candidate.number === number);
  if (thread !== undefined) return thread;
  throw new ScopeError('SCOPE_USAGE', `the recording has no thread ${String(number)}`);
}

function findEvent(recording: Recording, text: string, isCall: boolean): Moment {
  const id = parseEventId(text);
  if (id === undefined) {
    throw new ScopeError('SCOPE_USAGE', `${text}: expected thread:number, such as 1:4711`);
  }
  const thread = findThread(recording, id[0]);
  const index = threadIndex(recording, thread);
  const cursor = index.cursorAt(index.blockOfSeq(id[1]));
  while (cursor.next()) {
    if (cursor.seq < id[1] || cursor.kind === kind.loss) continue;
    if (cursor.seq > id[1]) break;
    if (isCall && cursor.kind > kind.enter8) {
      throw new ScopeError('SCOPE_USAGE', `${text} is no call; ids come from "scope calls"`);
    }
    return { thread, seq: cursor.seq, time: cursor.time };
  }
  const last = `its events are 0 to ${String(index.at(index.blockCount, frame.nextSeq) - 1)}`;
  throw new ScopeError('SCOPE_USAGE', `thread ${String(id[0])} has no event ${text}; ${last}`);
}

/** The last event up to the time, on the thread where it came last. */
function findTime(recording: Recording, time: number): Moment {
  let best: Moment | undefined;
  for (const thread of recording.threads) {
    const found = lastEventAt(recording, thread, time);
    if (found.seq >= 0 && (best === undefined || found.time > best.time)) best = found;
  }
  if (best !== undefined) return { ...best, time };
  throw new ScopeError('SCOPE_USAGE', 'no event had happened at that time');
}

/** The thread's last event that is not later than `time`. */
export function lastEventAt(recording: Recording, thread: RecordedThread, time: number): Moment {
  const index = threadIndex(recording, thread);
  // An event of just that time may be the first of the block behind.
  for (let block = index.blockOfTime(time + 1); block >= 0; block--) {
    const found = lastEventFrom(index.cursorAt(block), thread, time);
    if (found.seq >= 0) return found;
  }
  return { thread, seq: -1, time: 0 };
}

function lastEventFrom(cursor: ThreadCursor, thread: RecordedThread, time: number): Moment {
  const found: Moment = { thread, seq: -1, time: 0 };
  while (cursor.next()) {
    if (cursor.kind === kind.loss) continue;
    if (cursor.time > time) break;
    found.seq = cursor.seq;
    found.time = cursor.time;
  }
  return found;
}

async function findLine(recording: Recording, text: string): Promise<Moment> {
  const match = /^(.+):(\d{1,9})(?:#(\d{1,15}))?$/.exec(text);
  if (match === null) {
    throw new ScopeError('SCOPE_USAGE', `${text}: expected FILE:LINE or FILE:LINE#HIT`);
  }
  const [, file = '', line, hit = '1'] = match;
  const hits: Moment[] = [];
  let isKnown = false;
  for (const thread of recording.threads) {
    const sites = await recording.sites(thread.process);
    const onLine = linesOf(sites, file, Number(line));
    isKnown ||= onLine.size > 0;
    if (onLine.size > 0) hits.push(...hitsOf(thread, sites, onLine, Number(hit)));
  }
  const found = hits.sort((a, b) => a.time - b.time)[Number(hit) - 1];
  if (found !== undefined) return found;
  const reached = `${String(hits.length)} ${hits.length === 1 ? 'time' : 'times'}`;
  const why = isKnown ? `was reached ${reached}` : 'holds nothing that was recorded';
  throw new ScopeError('SCOPE_USAGE', `${file}:${String(line)} ${why}`);
}

function linesOf(sites: SiteTable, file: string, line: number): Set<number> {
  const found = new Set<number>();
  for (const site of sites.all) {
    if (site.line === line && isFile(site.file, file)) found.add(site.id);
  }
  return found;
}

/** `cart.ts`, `src/cart.ts` and the whole path name a file. */
export function isFile(path: string, name: string): boolean {
  return path === name || path.endsWith(name.startsWith('/') ? name : `/${name}`);
}

/** Where control came to the line: from another line, from another call, or backwards on it. */
function hitsOf(
  thread: RecordedThread,
  sites: SiteTable,
  onLine: ReadonlySet<number>,
  wanted: number,
): Moment[] {
  const cursor = thread.cursor({ values: false });
  const hits: Moment[] = [];
  let last = -1;
  while (hits.length < wanted && cursor.next()) {
    const { site } = cursor;
    if (site < 0 || cursor.kind === kind.loss || isEnd(cursor.kind)) continue;
    if (onLine.has(site)) {
      const isOn = onLine.has(last) && sites.get(last).start < sites.get(site).start;
      if (!isOn) hits.push({ thread, seq: cursor.seq, time: cursor.time });
    }
    last = site;
  }
  return hits;
}

function isEnd(k: number): boolean {
  return k >= kind.leave && k <= kind.throwValue;
}
