/**
 * Meta blocks: what the recorder noted about a process and its threads. Fields are checked here.
 */
import { readText } from './block.js';
import type { Codec } from './codec.js';
import type { DamageLog } from './damage.js';
import { blockType } from './format.js';
import { asCount, asBigint, asObject, asText, asTexts, parseObject } from './json.js';
import type { ProcessFiles } from './process.js';
import type { RecordedThread, ThreadAccount } from './thread.js';

export interface ThreadMeta {
  kind: RecordedThread['kind'];
  name: string;
  /** CLOCK_MONOTONIC ns. */
  start: bigint | undefined;
  end: bigint | undefined;
  account: ThreadAccount | undefined;
}

/**
 * What a governed thread said last of its CPU time: own, that of recording, the least of that, and
 * of the least what observing tasks and requests took.
 */
export interface GovernedAccount {
  ownNs: number;
  costNs: number;
  floorNs: number;
  observedNs: number;
  /** What its governor no longer observed at the end; empty: nothing was given up. */
  unwatched: string;
}

export interface ProcessMeta {
  ppid: number | undefined;
  /** CLOCK_MONOTONIC ns. */
  startTime: bigint | undefined;
  argv: string[];
  execArgv: string[];
  cwd: string;
  node: string;
  threads: Map<number, ThreadMeta>;
  /** Modules that were left as they are. */
  skips: { url: string; reason: string }[];
  notes: string[];
  /** By name of the thread. */
  governed: Map<string, GovernedAccount>;
  /** UTF-16 units of modules that this run transformed, those that each run must; modules kept. */
  made: { units: number; unkept: number; kept: number };
  /** Why the process's recording ended; empty where it did not end by itself. */
  closeReason: string;
  /** What disk trouble ended it; empty where none did. */
  stopReason: string;
  /** Nanoseconds of CPU time at the end, recording included. */
  cpu: number | undefined;
}

const threadKinds = ['main', 'worker', 'native'] as const;
/** A meta block is a few lines; command lines are the longest there are. */
const maxMetaBytes = 8 * 2 ** 20;
/** Notes and skips kept for each process. */
const maxKept = 10_000;

export function readMeta(files: ProcessFiles, codec: Codec, log: DamageLog): ProcessMeta {
  const meta: ProcessMeta = {
    ppid: undefined,
    startTime: undefined,
    argv: [],
    execArgv: [],
    cwd: '',
    node: '',
    threads: new Map(),
    skips: [],
    notes: [],
    governed: new Map(),
    made: { units: 0, unkept: 0, kept: 0 },
    closeReason: '',
    stopReason: '',
    cpu: undefined,
  };
  for (const segment of files.segments) {
    for (const header of segment.blocks) {
      if (header.type !== blockType.metaBlock) continue;
      const report = (what: string): void => {
        log.add({ file: segment.name, offset: header.offset, kind: 'corrupt', what });
      };
      if (header.rawBytes > maxMetaBytes) {
        report('a meta block longer than any');
        continue;
      }
      try {
        const text = readText(segment.file, header, codec);
        const record = parseObject(text);
        if (record === undefined) report('a meta block that is no JSON object');
        else addRecord(meta, record, report);
      } catch (error) {
        report((error as Error).message);
      }
    }
  }
  return meta;
}

/** Accounts that a full disk kept out of the segments stand in the manifest. */
export function addAccounts(meta: ProcessMeta, records: unknown[]): void {
  for (const record of records) {
    const fields = asObject(record);
    const thread = asCount(fields['thread']);
    if (thread === undefined || meta.threads.get(thread)?.account !== undefined) continue;
    addThread(meta, fields);
  }
}

function addRecord(
  meta: ProcessMeta,
  record: Record<string, unknown>,
  report: (what: string) => void,
): void {
  switch (record['type']) {
    case 'process':
      meta.ppid ??= asCount(record['ppid']);
      meta.startTime ??= asBigint(record['startTime']);
      break;
    case 'program':
      meta.argv = asTexts(record['argv']);
      meta.execArgv = asTexts(record['execArgv']);
      meta.cwd = asText(record['cwd']);
      meta.node = asText(record['node']);
      break;
    case 'threadStart':
    case 'threadEnd':
      addThread(meta, record);
      break;
    case 'skip':
      if (meta.skips.length >= maxKept) break;
      meta.skips.push({ url: asText(record['url']), reason: asText(record['reason']) });
      break;
    case 'note':
      if (meta.notes.length < maxKept) meta.notes.push(asText(record['text']));
      break;
    case 'governed':
      addGoverned(meta, record);
      break;
    case 'made':
      addMade(meta.made, asCount(record['units']) ?? 0, record['isKept'] === true);
      break;
    case 'close':
      meta.closeReason = asText(record['reason']);
      meta.stopReason = asText(record['stopReason']);
      meta.cpu = asCount(record['cpu']);
      break;
    case 'damage':
      report(
        `the recorder found ${String(asCount(record['words']))} words that are no records ` +
          `in thread ${String(asCount(record['thread']))}`,
      );
      break;
    default:
      break; // of a newer recorder
  }
}

function addGoverned(meta: ProcessMeta, record: Record<string, unknown>): void {
  const thread = asText(record['thread']);
  if (meta.governed.size >= maxKept && !meta.governed.has(thread)) return;
  const countOf = (key: string): number => asCount(record[key]) ?? 0;
  meta.governed.set(thread, {
    ownNs: countOf('ownNs'),
    costNs: countOf('costNs'),
    floorNs: countOf('floorNs'),
    observedNs: countOf('observedNs'),
    unwatched: asText(record['unwatched']),
  });
}

function addMade(made: ProcessMeta['made'], units: number, isKept: boolean): void {
  made.units += units;
  if (isKept) made.kept++;
  else made.unkept += units;
}

function addThread(meta: ProcessMeta, record: Record<string, unknown>): void {
  const id = asCount(record['thread']);
  if (id === undefined) return;
  let thread = meta.threads.get(id);
  if (thread === undefined) {
    thread = { kind: 'unknown', name: '', start: undefined, end: undefined, account: undefined };
    meta.threads.set(id, thread);
  }
  if (record['type'] === 'threadStart') {
    thread.kind = threadKinds.find((k) => k === record['kind']) ?? 'unknown';
    thread.name = asText(record['name']);
    thread.start = asBigint(record['time']);
    return;
  }
  const emitted = asCount(record['emitted']);
  const recorded = asCount(record['recorded']);
  thread.end = asBigint(record['time']);
  if (emitted === undefined || recorded === undefined) return;
  const lost: Record<string, number> = {};
  for (const [cause, count] of Object.entries(asObject(record['lost']))) {
    lost[cause] = asCount(count) ?? 0;
  }
  thread.account = { emitted, recorded, lost };
}
