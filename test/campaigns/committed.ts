/**
 * What a killed program had committed, told by itself in a mirror outside the recording, against what
 * the reader finds. Every problem is a sentence; none is the expected result.
 *
 *   mirror: one 64-byte line a thread, whose first 8 bytes count what is committed
 */
import { existsSync, readFileSync } from 'node:fs';
import { kind } from '../../lib/reader/format.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import type { RecordedThread } from '../../lib/reader/thread.js';

export type Level = 'calls' | 'values';

export interface Checked {
  problems: string[];
  /** Events that the mirror says were committed, and that were found. */
  committed: number;
  found: number;
  lost: number;
  torn: number;
  state: string;
}

const lineBytes = 64;
/** The longest record of these programs: a string of at most 32 characters. */
const longestRecordWords = 4 + 8;
const smallMask = 0x1fff_ffff;
const stringEvery = 32;

export function readMirror(path: string): number[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const lines = Math.floor((bytes.length + lineBytes - 8) / lineBytes);
  return Array.from({ length: lines }, (_, line) =>
    Number(bytes.readBigUInt64LE(line * lineBytes)),
  );
}

/** Reads the recording of scope_driver: event by event, values included. */
export function checkDriver(
  path: string,
  mirror: number[],
  level: Level,
  mayLose = false,
): Checked {
  return check(path, mirror, (thread) => ({
    slot: thread.id - 1,
    ...countDriverEvents(thread, level, mayLose),
  }));
}

/** Reads the recording of torture.mjs: every call of `step`. */
export async function checkGuest(path: string, mirror: number[], level: Level): Promise<Checked> {
  const steps = new Set<number>();
  const recording = tryOpen(path);
  if (recording !== undefined) {
    const sites = await recording.sites(0);
    for (const module of sites.modules) {
      for (let id = module.firstSite; id < module.firstSite + module.siteCount; id++) {
        if (sites.get(id).fn === 'step') steps.add(id);
      }
    }
    recording.close();
  }
  return check(path, mirror, (thread) => {
    const slot = thread.name === 'main' ? 0 : Number(/\d+/.exec(thread.name)?.[0]);
    return { slot, ...countSteps(thread, steps, level) };
  });
}

interface Count {
  slot: number;
  found: number;
  lost: number;
  problems: string[];
}

function tryOpen(path: string): Recording | undefined {
  try {
    return openRecordingFiles(path);
  } catch {
    return undefined;
  }
}

function check(
  path: string,
  mirror: number[],
  countOf: (thread: RecordedThread) => Count,
): Checked {
  const recording = tryOpen(path);
  const checked: Checked = {
    problems: [],
    committed: mirror.reduce((sum, count) => sum + count, 0),
    found: 0,
    lost: 0,
    torn: 0,
    state: recording?.state ?? 'none',
  };
  const { problems } = checked;
  const unseen = new Map(mirror.entries());
  for (const thread of recording?.threads ?? []) {
    const count = countOf(thread);
    const name = `thread ${String(thread.id)} (${thread.name})`;
    const committed = mirror[count.slot] ?? 0;
    unseen.delete(count.slot);
    problems.push(...count.problems.map((problem) => `${name}: ${problem}`));
    checked.found += count.found;
    checked.lost += count.lost;
    if (count.found + count.lost < committed) {
      const known = `${String(count.found)} found, ${String(count.lost)} lost`;
      problems.push(`${name}: ${known}, but ${String(committed)} were committed`);
    }
    const torn = thread.blocks.tornWords;
    if (torn > 0) checked.torn++;
    if (torn > longestRecordWords) problems.push(`${name}: ${String(torn)} torn words`);
  }
  for (const [slot, committed] of unseen) {
    if (committed > 0) problems.push(`slot ${String(slot)}: ${String(committed)} of no thread`);
  }
  if (recording !== undefined && recording.damage.seriousCount > 0) {
    problems.push(`damage: ${JSON.stringify(recording.damage.entries)}`);
  }
  recording?.close();
  return checked;
}

function countDriverEvents(
  thread: RecordedThread,
  level: Level,
  mayLose: boolean,
): Omit<Count, 'slot'> {
  const cursor = thread.cursor({ values: level === 'values' });
  const problems: string[] = [];
  let found = 0;
  let lost = 0;
  while (cursor.next() && problems.length < 3) {
    if (cursor.kind === kind.loss) {
      lost += cursor.lostCount;
      if (!mayLose) problems.push(`a gap of ${String(cursor.lostCount)} events`);
      continue;
    }
    const i = found++ + lost;
    if (cursor.seq !== i) problems.push(`event ${String(i)} has number ${String(cursor.seq)}`);
    const isEnter = cursor.kind === kind.enter || cursor.kind === kind.enter1;
    if (isEnter !== (i % 2 === 0)) problems.push(`event ${String(i)} is of kind ${cursor.kind}`);
    if (level === 'calls') continue;
    const value = cursor.value(0);
    const expected = i % stringEvery === 0 ? `text ${String(i)}` : i & smallMask;
    const isUnknown = lost > 0 && typeof value === 'object'; // its definition was lost as well
    if (value !== expected && !isUnknown) {
      problems.push(`event ${String(i)} says ${JSON.stringify(value)}, not ${String(expected)}`);
    }
  }
  return { found, lost, problems };
}

/** As many calls as were begun; the mirror counts calls that have ended. */
function countSteps(thread: RecordedThread, steps: Set<number>, level: Level): Omit<Count, 'slot'> {
  const cursor = thread.cursor({ values: level === 'values' });
  const problems: string[] = [];
  let entered = 0;
  let found = 0;
  while (cursor.next() && problems.length < 3) {
    if (cursor.kind === kind.loss) {
      problems.push(`a gap of ${String(cursor.lostCount)} events, cause ${cursor.lossCause}`);
      continue;
    }
    if (!steps.has(cursor.site)) continue;
    if (cursor.kind > kind.enter8) {
      found++;
      continue;
    }
    if (entered !== found) problems.push(`call ${String(entered)} begins within another`);
    if (level === 'values' && cursor.value(0) !== entered) {
      problems.push(`call ${String(entered)} has the argument ${JSON.stringify(cursor.value(0))}`);
    }
    entered++;
  }
  return { found, lost: 0, problems };
}
