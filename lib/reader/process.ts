/**
 * One process of a recording: the directory `p<pid>-<n>` with its segments and, while it runs or
 * after a kill, its arena. Opening copies the arena first: what the drain writes meanwhile is
 * then found twice, and never not at all.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  readArenaHeader,
  readArenaLosses,
  readArenaParts,
  type ArenaHeader,
  type ArenaLosses,
  type ArenaPart,
} from './arena.js';
import { readText } from './block.js';
import type { Codec } from './codec.js';
import type { DamageLog } from './damage.js';
import { noneExpired, readExpired, type Expired } from './expired.js';
import { ReadFile } from './files.js';
import { blockType } from './format.js';
import { asCount, parseObject } from './json.js';
import { isAlive, isLocked } from './liveness.js';
import type { RecordingState } from './manifest.js';
import { scanSegment, type Segment } from './segment.js';

export const arenaName = 'arena.ring';
/** Full chunks of backpressure `spill`, laid out like the arena. */
const spillName = 'spill.ring';
const ringNames = [arenaName, spillName];
const processPattern = /^p(\d{1,10})-(\d{1,6})$/;
const segmentPattern = /^(\d{6,9})\.seg$/;

export interface ProcessFiles {
  /** Name of the directory within the recording. */
  directory: string;
  pid: number;
  state: RecordingState;
  /** CLOCK_MONOTONIC ns; undefined where neither arena nor segments tell. */
  startTime: bigint | undefined;
  segments: Segment[];
  arena: ArenaHeader | undefined;
  arenaParts: ArenaPart[];
  /** By thread: losses that the segments may not tell yet. */
  arenaLosses: Map<number, ArenaLosses>;
  /** What retention has removed. */
  expired: Expired;
}

/** Names of the process directories in a recording. */
export function processDirectories(recording: string, log: DamageLog): string[] {
  return readdirSync(recording, { withFileTypes: true })
    .filter((entry) => processPattern.test(entry.name))
    .filter((entry) => {
      if (!entry.isDirectory()) {
        log.add({ file: entry.name, offset: 0, kind: 'corrupt', what: 'it is no directory' });
      }
      return entry.isDirectory();
    })
    .map((entry) => entry.name);
}

/** Reads headers and the arena; payloads stay on disk. Damage goes to `log`. */
export function openProcess(
  recording: string,
  directory: string,
  codec: Codec,
  log: DamageLog,
): ProcessFiles {
  const path = join(recording, directory);
  const opened: ProcessFiles = {
    directory,
    pid: Number(processPattern.exec(directory)?.[1] ?? 0),
    state: 'complete',
    startTime: undefined,
    segments: [],
    arena: undefined,
    arenaParts: [],
    arenaLosses: new Map(),
    expired: noneExpired(),
  };
  const names = namesIn(path, directory, log);
  if (names.includes(arenaName)) readArena(path, opened, log);
  // Behind the arena: a chunk that moves meanwhile is found twice, and never not at all.
  if (opened.arena !== undefined && names.includes(spillName)) readSpill(path, opened, log);
  readSegments(path, opened, codec, log);
  const processTime = timeOfProcess(opened, codec);
  removeForeign(opened, processTime, log);
  opened.startTime = processTime ?? opened.arena?.startTime;
  return opened;
}

function namesIn(path: string, directory: string, log: DamageLog): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => ringNames.includes(name) || segmentPattern.test(name))
      .filter((entry) => {
        const file = `${directory}/${entry.name}`;
        if (!entry.isFile()) log.add({ file, offset: 0, kind: 'corrupt', what: 'it is no file' });
        return entry.isFile();
      })
      .map((entry) => entry.name);
  } catch (error) {
    log.add({ file: directory, offset: 0, kind: 'corrupt', what: (error as Error).message });
    return [];
  }
}

function readArena(path: string, opened: ProcessFiles, log: DamageLog): void {
  const name = `${opened.directory}/${arenaName}`;
  const file = new ReadFile(join(path, arenaName));
  try {
    opened.state = isLocked(file.path) ? 'running' : 'died';
    opened.arena = readArenaHeader(file, name, log);
    if (opened.arena === undefined) return;
    if (isAlive(opened.arena.pid, opened.arena.processStart)) opened.state = 'running';
    opened.arenaLosses = readArenaLosses(file, opened.arena);
    opened.arenaParts = readArenaParts(file, name, opened.arena, opened.arenaLosses, log);
  } catch (error) {
    // A running process may end, and remove its arena, at this moment.
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isGone) opened.state = 'complete';
    else log.add({ file: name, offset: 0, kind: 'corrupt', what: (error as Error).message });
  } finally {
    file.close();
  }
}

function readSpill(path: string, opened: ProcessFiles, log: DamageLog): void {
  const name = `${opened.directory}/${spillName}`;
  const file = new ReadFile(join(path, spillName));
  try {
    const header = readArenaHeader(file, name, log);
    if (header === undefined) return;
    opened.arenaParts.push(...readArenaParts(file, name, header, new Map(), log));
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isGone)
      log.add({ file: name, offset: 0, kind: 'corrupt', what: (error as Error).message });
  } finally {
    file.close();
  }
}

function readSegments(path: string, opened: ProcessFiles, codec: Codec, log: DamageLog): void {
  const numbers = namesIn(path, opened.directory, log)
    .map((name) => segmentPattern.exec(name))
    .filter((match) => match !== null)
    .map((match) => ({
      name: `${opened.directory}/${match[0]}`,
      file: match[0],
      number: Number(match[1]),
    }))
    .sort((a, b) => a.number - b.number);
  if (numbers.length === 0) reportNoSegment(opened, log);
  for (const { name, file, number } of numbers) {
    try {
      opened.segments.push(scanSegment(new ReadFile(join(path, file)), name, number, codec, log));
    } catch (error) {
      log.add({ file: name, offset: 0, kind: 'corrupt', what: (error as Error).message });
    }
  }
  opened.expired = readExpired(opened.segments, codec, log);
  // A kill may come between the note that a segment is gone and its removal.
  const { through } = opened.expired;
  opened.segments = opened.segments.filter((segment) => segment.number > through);
  const present = numbers.filter(({ number }) => number > through);
  reportMissing(present, through + 1, log);
}

function reportMissing(
  present: { name: string; number: number }[],
  first: number,
  log: DamageLog,
): void {
  let expected = first;
  for (const { name, number } of present) {
    if (number !== expected) {
      const what = `segments ${String(expected)} to ${String(number - 1)} are not there`;
      log.add({ file: name, offset: 0, kind: 'missing', what });
    }
    expected = number + 1;
  }
}

/** A process that was killed at its start may leave nothing, or an arena that was never used. */
function reportNoSegment(opened: ProcessFiles, log: DamageLog): void {
  if (opened.state === 'running') return;
  const kind = opened.arenaParts.length > 0 ? 'missing' : 'torn-tail';
  log.add({ file: opened.directory, offset: 0, kind, what: 'the process has no segment' });
}

/**
 * What the first segment that bears the directory's pid says; else the first block of one whose
 * header is damaged, unless it names another process.
 */
function timeOfProcess({ segments, pid }: ProcessFiles, codec: Codec): bigint | undefined {
  const own = segments.find((segment) => segment.pid === pid);
  if (own !== undefined) return own.processTime;
  const unknown = segments.filter(({ pid, blocks }) => pid === 0 && blocks.length > 0);
  return unknown.find((segment) => (pidWithin(segment, codec) ?? pid) === pid)?.blocks[0]!
    .processTime;
}

/** The pid that a segment's first record, which is of the process, names. */
function pidWithin(segment: Segment, codec: Codec): number | undefined {
  const [first] = segment.blocks;
  if (first?.type !== blockType.metaBlock) return undefined;
  try {
    return asCount(parseObject(readText(segment.file, first, codec))?.['pid']);
  } catch {
    return undefined;
  }
}

/** Blocks of another process, copied to this place, are left alone. */
function removeForeign(
  opened: ProcessFiles,
  processTime: bigint | undefined,
  log: DamageLog,
): void {
  for (const segment of opened.segments) {
    const blocks = segment.blocks.filter((block) => block.processTime === processTime);
    const foreign = segment.blocks.length - blocks.length;
    if (foreign === 0) continue;
    const { offset } = segment.blocks.find((block, at) => block !== blocks[at])!;
    const what = `${String(foreign)} blocks of another process`;
    log.add({ file: segment.name, offset, kind: 'corrupt', what });
    segment.blocks = blocks;
  }
}
