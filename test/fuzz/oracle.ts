/**
 * What must hold for every recording, whatever its bytes say; and for a damaged one against what
 * it was before: nothing is invented, and what is not there is said.
 */
import assert from 'node:assert/strict';
import { CallList } from '../../lib/query/call-list.js';
import { Filter } from '../../lib/query/filter.js';
import { recordingInfo } from '../../lib/query/info.js';
import { callTree } from '../../lib/query/tree.js';
import { verifyRecording, type Verdict } from '../../lib/query/verify.js';
import { ScopeError } from '../../lib/errors.js';
import { kind } from '../../lib/reader/format.js';
import { gapCause } from '../../lib/reader/gap.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import type { Value } from '../../lib/reader/value.js';

export interface ReadEvent {
  seq: number;
  kind: number;
  site: number;
  /** Of async and generator events. */
  activation: number;
  values: Value[];
}

export interface ReadThread {
  events: ReadEvent[];
  /** Sum of the gaps. */
  missing: number;
  /** Gaps of a size that nobody knows. */
  hasUnknownGap: boolean;
  emitted: number | undefined;
}

export interface Reading {
  /** By process directory and thread id. */
  threads: Map<string, ReadThread>;
  verdict: Verdict;
}

/** Reads all there is, by every query. Throws ScopeError where the recording is refused. */
export async function readEverything(folder: string): Promise<Reading> {
  const recording = openRecordingFiles(folder);
  try {
    const threads = readThreads(recording);
    const info = await recordingInfo(recording);
    const verdict = await verifyRecording(recording);
    const filter = new Filter({}, recording);
    const list = await CallList.open(recording, filter);
    for (const { call } of list) assert.ok(call.end === -1 || call.end >= call.start);
    await callTree(recording, filter, { limit: 200, fold: true });
    let events = 0;
    for (const thread of threads.values()) events += thread.events.length;
    assert.equal(info.events, events, 'info counts what is read');
    assert.equal(verdict.recorded, events, 'verify counts what is read');
    return { threads, verdict };
  } finally {
    recording.close();
  }
}

function readThreads(recording: Recording): Map<string, ReadThread> {
  const threads = new Map<string, ReadThread>();
  for (const thread of recording.threads) {
    const read: ReadThread = {
      events: [],
      missing: 0,
      hasUnknownGap: false,
      emitted: thread.account?.emitted,
    };
    const cursor = thread.cursor();
    let lastTime = 0;
    let lastSeq = -1;
    while (cursor.next()) {
      const { time, seq } = cursor;
      assert.ok(Number.isSafeInteger(time) && time >= lastTime, `time ${time} behind ${lastTime}`);
      assert.ok(Number.isSafeInteger(seq) && seq > lastSeq - 1, `seq ${seq} behind ${lastSeq}`);
      lastTime = time;
      lastSeq = seq;
      if (cursor.kind === kind.loss) {
        read.missing += cursor.lostCount;
        if (cursor.lostCount === 0) read.hasUnknownGap ||= cursor.lossCause === gapCause.damaged;
        continue;
      }
      const values: Value[] = [];
      for (let at = 0; at < cursor.valueCount; at++) values.push(cursor.value(at));
      const hasActivation = cursor.kind >= kind.activation && cursor.kind <= kind.yieldValue;
      const activation = hasActivation ? cursor.activation : 0;
      read.events.push({ seq, kind: cursor.kind, site: cursor.site, activation, values });
    }
    assert.ok(Number.isSafeInteger(read.missing), 'the number of lost events is a number');
    const { directory } = recording.processes[thread.process]!;
    threads.set(`${directory} thread ${String(thread.id)}`, read);
  }
  return threads;
}

/** The same, or undefined where the recording is refused with a ScopeError. */
export async function readOrRefuse(folder: string): Promise<Reading | undefined> {
  try {
    return await readEverything(folder);
  } catch (error) {
    if (error instanceof ScopeError) return undefined;
    throw error;
  }
}

/** Asserts that `now` says nothing that `before` does not, and admits all that it lacks. */
export function compare(before: Reading, now: Reading): void {
  let readNow = 0;
  let readBefore = 0;
  for (const [name, thread] of now.threads) {
    const original = before.threads.get(name);
    assert.ok(original !== undefined || thread.events.length === 0, `${name} is invented`);
    if (original === undefined) continue;
    compareThread(name, original, thread);
    readNow += thread.events.length;
  }
  for (const thread of before.threads.values()) readBefore += thread.events.length;
  if (readNow < readBefore) {
    assert.ok(now.verdict.damageCount > 0, 'events are missing without a word');
    const isWhole = now.verdict.ok && now.verdict.state === 'complete';
    assert.ok(!isWhole, 'verify finds nothing wrong with a recording that lacks events');
  }
}

function compareThread(name: string, before: ReadThread, now: ReadThread): void {
  const bySeq = new Map(before.events.map((event) => [event.seq, event]));
  let next = 0;
  for (const event of now.events) {
    let original: ReadEvent | undefined;
    if (!now.hasUnknownGap) {
      original = bySeq.get(event.seq);
    } else {
      while (next < before.events.length && !isSame(before.events[next]!, event)) next++;
      original = before.events[next++];
    }
    const isReal = original !== undefined && isSame(original, event);
    assert.ok(isReal, `${name}: event ${String(event.seq)} is invented`);
  }
  if (now.emitted === undefined || now.hasUnknownGap) return;
  assert.equal(now.events.length + now.missing, now.emitted, `${name}: recorded + missing`);
}

function isSame(before: ReadEvent, now: ReadEvent): boolean {
  if (before.kind !== now.kind || before.site !== now.site) return false;
  if (before.activation !== now.activation) return false;
  return now.values.every((value, at) => fits(before.values[at], value));
}

/** Whether `now` is `before`, or less of it: what defined it may be lost. */
function fits(before: Value, now: Value): boolean {
  if (typeof now !== 'object' || now === null) return Object.is(before, now);
  if (now.type === 'unknown') return true;
  if (typeof before !== 'object' || before?.type !== now.type) return false;
  if (now.type !== 'object' || before.type !== 'object') {
    return JSON.stringify(before) === JSON.stringify(now);
  }
  if (now.id !== before.id) return false;
  if (now.class !== 'unknown' && now.class !== before.class) return false;
  if (now.label !== '' && now.label !== before.label) return false;
  const { entries } = before;
  return (now.entries ?? []).every(([key, value], at) => {
    const original = entries?.[at];
    // A snapshot that was shown no deeper before may be shown here: bounds count objects.
    return original === undefined || (fits(original[0], key) && fits(original[1], value));
  });
}
