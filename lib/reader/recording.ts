/**
 * A recording, opened read-only: processes, threads, sites, damage. Opening reads headers, the
 * arena and meta blocks; events and sites are read when somebody asks.
 *
 *   const recording = openRecordingFiles('.scope/latest');
 *   for (const thread of recording.threads) { const cursor = thread.cursor(); ... }
 */
import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ScopeError } from '../errors.js';
import { codec, type Codec } from './codec.js';
import { DamageLog } from './damage.js';
import { isLocked } from './liveness.js';
import {
  readManifest,
  type FoundManifest,
  type Manifest,
  type RecordingState,
} from './manifest.js';
import { addAccounts, readMeta, type ProcessMeta } from './meta.js';
import { arenaName, openProcess, processDirectories, type ProcessFiles } from './process.js';
import { readSites, type SiteTable } from './sites.js';
import { collectThreads } from './thread-blocks.js';
import { RecordedThread } from './thread.js';
import { Epoch } from './times.js';

export interface RecordedProcess {
  /** Directory within the recording. */
  directory: string;
  pid: number;
  state: RecordingState;
  /** Nanoseconds since the recording's start. */
  start: number;
  meta: ProcessMeta;
  files: ProcessFiles;
  threads: RecordedThread[];
}

/** Events between two reports of how far a pass has come. */
export const progressEvents = 1 << 20;

/** Told of work behind a question that may take a minute: the making of an index. */
export interface Watcher {
  report: (events: number) => void;
  done: () => void;
}

export class Recording {
  /** Absolute path, links resolved. */
  readonly path: string;
  readonly manifest: Manifest;
  readonly state: RecordingState;
  readonly processes: RecordedProcess[];
  readonly threads: RecordedThread[];
  readonly damage: DamageLog;
  readonly epoch: Epoch;
  readonly codec: Codec;
  watcher: Watcher | undefined;
  readonly #sites: (Promise<SiteTable> | undefined)[] = [];

  constructor(fields: RecordingFields) {
    this.path = fields.path;
    this.manifest = fields.manifest;
    this.state = fields.state;
    this.processes = fields.processes;
    this.threads = fields.processes.flatMap((process) => process.threads);
    this.damage = fields.damage;
    this.epoch = fields.epoch;
    this.codec = fields.codec;
  }

  /** What disk trouble ended it, or one of its processes; empty where none did. */
  get stopReason(): string {
    const reasons = this.processes.map(({ meta }) => meta.stopReason);
    return [this.manifest.stopReason, ...reasons].find((reason) => reason !== '') ?? '';
  }

  /** Bytes of all segments, and of events that stand in an arena. */
  get storedBytes(): number {
    let bytes = 0;
    for (const { files } of this.processes) {
      for (const segment of files.segments) bytes += segment.bytes;
      for (const part of files.arenaParts) bytes += part.words.byteLength;
    }
    return bytes;
  }

  /** Sites of the process with this index. Read once. */
  sites(process: number): Promise<SiteTable> {
    const { files } = this.processes[process]!;
    return (this.#sites[process] ??= readSites(files, this.codec, this.damage));
  }

  close(): void {
    for (const { files } of this.processes) {
      for (const segment of files.segments) segment.file.close();
    }
  }
}

interface RecordingFields {
  path: string;
  manifest: Manifest;
  state: RecordingState;
  processes: RecordedProcess[];
  damage: DamageLog;
  epoch: Epoch;
  codec: Codec;
}

/**
 * Opens the recording in directory `path`. Throws ScopeError: SCOPE_NO_RECORDING where there is
 * none, SCOPE_BAD_RECORDING for another format version, SCOPE_NO_ZSTD.
 */
export function openRecordingFiles(path: string): Recording {
  const directory = resolveDirectory(path);
  const found = readManifest(directory);
  const damage = new DamageLog();
  const names = processDirectories(directory, damage);
  if (found.file === '' && names.length === 0) {
    throw new ScopeError(
      'SCOPE_NO_RECORDING',
      `${path}: no recording (neither a manifest nor a process's directory); ` +
        'expected a directory that "scope run" made',
    );
  }
  const chosen = codec();
  reportManifest(found, damage);
  // Asked before the processes are read: one that ends meanwhile counts as running.
  const isRunning = found.file === 'incomplete' && isLocked(join(directory, 'incomplete'));
  const files = names
    .map((name) => openProcess(directory, name, chosen, damage))
    .sort((a, b) => compareTimes(a.startTime, b.startTime) || a.pid - b.pid);
  const metas = files.map((process) => readMeta(process, chosen, damage));
  if (found.manifest.stopReason === '') reportNoClose(files, metas, damage);
  const pid = files.find((process) => process.startTime !== undefined);
  const metaOfFirst = pid === undefined ? undefined : metas[files.indexOf(pid)];
  if (metaOfFirst !== undefined) addAccounts(metaOfFirst, found.manifest.threads);
  const epoch = new Epoch(found.manifest.startTime ?? pid?.startTime ?? 0n);
  return new Recording({
    path: directory,
    manifest: found.manifest,
    state: stateOf(found, files, isRunning),
    processes: openProcesses(files, metas, { codec: chosen, damage, epoch }),
    damage,
    epoch,
    codec: chosen,
  });
}

function resolveDirectory(path: string): string {
  try {
    const directory = realpathSync(path);
    if (statSync(directory).isDirectory()) return directory;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such directory' : (error as Error).message;
    throw new ScopeError('SCOPE_NO_RECORDING', `${path}: ${why}; record with "scope run FILE"`);
  }
  throw new ScopeError(
    'SCOPE_NO_RECORDING',
    `${path}: no directory; give the recording's directory`,
  );
}

function reportManifest(found: FoundManifest, damage: DamageLog): void {
  if (found.file === '') {
    const what = 'neither manifest.json nor incomplete is there';
    damage.add({ file: 'manifest.json', offset: 0, kind: 'missing', what });
  } else if (found.wrong !== '') {
    damage.add({ file: found.file, offset: 0, kind: 'corrupt', what: found.wrong });
  }
}

/** A process that ended by itself says so at the end of its last segment. */
function reportNoClose(files: ProcessFiles[], metas: ProcessMeta[], damage: DamageLog): void {
  for (const [index, { state, segments }] of files.entries()) {
    const last = segments.at(-1);
    if (state !== 'complete' || last?.hasFooter !== true) continue;
    if (metas[index]!.closeReason !== '') continue;
    const what = 'the process ended, and no record says so: segments behind this one are missing';
    damage.add({ file: last.name, offset: last.bytes, kind: 'missing', what });
  }
}

/** The disk tells the state; see manifest.ts. */
function stateOf(
  found: FoundManifest,
  processes: ProcessFiles[],
  isRunning: boolean,
): RecordingState {
  if (isRunning || processes.some((process) => process.state === 'running')) return 'running';
  if (found.file !== 'manifest.json') return 'died';
  return processes.some((process) => process.state === 'died') ? 'died' : 'complete';
}

function compareTimes(a: bigint | undefined, b: bigint | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

interface Shared {
  codec: Codec;
  damage: DamageLog;
  epoch: Epoch;
}

function openProcesses(
  files: ProcessFiles[],
  metas: ProcessMeta[],
  shared: Shared,
): RecordedProcess[] {
  let lastNumber = 0;
  return files.map((process, index) => {
    const meta = metas[index]!;
    const threads = openThreads(process, index, meta, lastNumber, shared);
    lastNumber += threads.length;
    return {
      directory: process.directory,
      pid: process.pid,
      state: process.state,
      start: process.startTime === undefined ? 0 : shared.epoch.sinceBig(process.startTime),
      meta,
      files: process,
      threads,
    };
  });
}

function openThreads(
  files: ProcessFiles,
  process: number,
  meta: ProcessMeta,
  lastNumber: number,
  { codec, damage, epoch }: Shared,
): RecordedThread[] {
  const { segments, arenaParts, directory } = files;
  const blocks = collectThreads(
    segments,
    arenaParts,
    `${directory}/${arenaName}`,
    files.expired,
    damage,
  );
  for (const thread of meta.threads.keys()) {
    if (!blocks.has(thread)) {
      blocks.set(thread, { thread, events: [], carries: new Map(), tornWords: 0 });
    }
  }
  const since = (time: bigint | undefined): number | undefined =>
    time === undefined ? undefined : epoch.sinceBig(time);
  return [...blocks.values()]
    .sort((a, b) => a.thread - b.thread)
    .map((threadBlocks, index) => {
      const known = meta.threads.get(threadBlocks.thread);
      const account = known?.account;
      const end = account && {
        emitted: account.emitted,
        lost: Math.max(0, account.emitted - account.recorded),
      };
      return new RecordedThread(
        {
          number: lastNumber + index + 1,
          process,
          files,
          kind: known?.kind ?? 'unknown',
          name: known?.name ?? '',
          start: since(known?.start),
          end: since(known?.end),
          account,
        },
        {
          blocks: threadBlocks,
          segments,
          codec,
          epoch,
          log: damage,
          end,
          unwritten: files.arenaLosses.get(threadBlocks.thread),
          expired: files.expired.threads.get(threadBlocks.thread),
        },
      );
    });
}
