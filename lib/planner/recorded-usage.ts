/**
 * What the functions of an earlier recording did, counted as the costs count it: one pass over its
 * words. Records that introduce strings and objects belong to the event that follows them.
 */
import { noSite } from '../reader/cursor.js';
import { blockType, kind, kindBits, kindMask } from '../reader/format.js';
import { progressEvents, type Recording } from '../reader/recording.js';
import type { ModuleInfo, SiteInfo, SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { objectTag } from '../reader/value-words.js';
import { recordLength } from '../reader/walk.js';
import {
  addCosts,
  called,
  costOf,
  costOfSetting,
  firstShare,
  newIn,
  type Cost,
  type Usage,
} from './costs.js';
import type { ProbeCosts } from '../plan/probe-costs.js';
import { showsValues } from '../plan/plan.js';
import { nameInRoot } from './survey/sources.js';
import type { FunctionRef } from './survey/types.js';

export interface RecordedFunction {
  site: SiteInfo;
  /** Of the module as it ran; `site.file` is the source that the user wrote. */
  path: string;
  usage: Usage;
}

export interface RecordedUsage {
  functions: RecordedFunction[];
  events: number;
  /** Events of Node itself (tasks, runtime), which no level of a function governs. */
  runtimeEvents: number;
  processes: number;
  valuesProcesses: number;
  modules: number;
  textUnits: number;
  /** UTF-16 units of modules that this run transformed, and of those that each run must. */
  madeUnits: number;
  unkeptUnits: number;
  /** New objects, and words of what is new, of all functions. */
  newObjects: number;
  newWords: number;
  bytes: number;
  /** Bytes of it that are no events: modules, accounts, footers. */
  fixedBytes: number;
  /** Of these, what says which modules were transformed and kept: the next run need not say it. */
  madeBytes: number;
  /** From the recording's start to its last event. */
  durationNs: number;
  /** CPU time of all processes, recording included; undefined where one did not end by itself. */
  cpuNs: number | undefined;
}

/** A `made` record on disk: header and payload of its block, its entry in the footer. */
const madeRecordBytes = 194;

/** `onProgress` is told now and then how many events were read. */
export async function recordedUsage(
  recording: Recording,
  onProgress?: (events: number) => void,
): Promise<RecordedUsage> {
  const functions = new Map<string, RecordedFunction>();
  let events = 0;
  let runtimeEvents = 0;
  let valuesProcesses = 0;
  let modules = 0;
  let textUnits = 0;
  let madeUnits = 0;
  let unkeptUnits = 0;
  let madeBytes = 0;
  let durationNs = 0;
  let cpuNs: number | undefined = 0;
  for (const [index, process] of recording.processes.entries()) {
    const sites = await recording.sites(index);
    const counter = new UsageCounter(sites);
    for (const thread of process.threads) {
      const { count, runtime, lastTime } = counter.read(thread, (seen) =>
        onProgress?.(events + seen),
      );
      events += count;
      runtimeEvents += runtime;
      durationNs = Math.max(durationNs, lastTime, thread.end ?? 0);
    }
    counter.addTo(functions);
    if ([...sites.all].some(({ level }) => showsValues(level))) valuesProcesses++;
    modules += sites.modules.length;
    for (const module of sites.modules) textUnits += textOf(module, sites);
    const { cpu, made } = process.meta;
    madeUnits += made.units;
    unkeptUnits += made.unkept;
    madeBytes += made.kept * madeRecordBytes;
    cpuNs = cpu === undefined || cpuNs === undefined ? undefined : cpuNs + cpu;
  }
  const processes = recording.processes.length;
  const setting = { runtimeEvents, processes, valuesProcesses, modules, textUnits };
  const made = { madeUnits, unkeptUnits, madeBytes };
  const all = [...functions.values()];
  const counted = { events, durationNs, cpuNs };
  return {
    functions: all,
    ...setting,
    ...newIn(all.filter(({ site }) => site.level !== 'calls').map(({ usage }) => usage)),
    ...made,
    ...counted,
    ...sizes(recording),
  };
}

/** UTF-16 units of a CommonJS module up to the end of its last function: all but a few. */
function textOf({ format, firstSite, siteCount }: ModuleInfo, sites: SiteTable): number {
  if (format !== 'commonjs') return 0;
  let end = 0;
  for (let id = firstSite; id < firstSite + siteCount; id++) end = Math.max(end, sites.get(id).end);
  return end;
}

function sizes({ processes }: Recording): Pick<RecordedUsage, 'bytes' | 'fixedBytes'> {
  const segments = processes.flatMap(({ files }) => files.segments);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const eventBytes = segments
    .flatMap(({ blocks }) => blocks)
    .filter(({ type }) => type === blockType.eventsBlock)
    .reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);
  return { bytes, fixedBytes: bytes - eventBytes };
}

/**
 * What the costs say that a recording should have cost. `lines`: of the plan that it obeyed, of
 * which a recording knows the hash alone.
 */
export function costOfRecording(recorded: RecordedUsage, costs: ProbeCosts, lines = 0): Cost {
  const share = firstShare(recorded.newObjects, recorded.processes);
  return recorded.functions.reduce(
    (sum, { site, usage }) => {
      return addCosts(sum, costOf(usage, site.level !== 'calls', costs, share));
    },
    costOfSetting({ ...recorded, lines }, costs),
  );
}

/** How a function of a survey was used; undefined: it was not instrumented. */
export type FindUsage = (ref: FunctionRef) => { usage: Usage; withValues: boolean } | undefined;

/**
 * Finds functions by their place in the text that ran, or, where another tool made that text from
 * the surveyed one, by line and name.
 */
export function usageFinder({ functions }: RecordedUsage, root: string): FindUsage {
  const known = new Map<string, { usage: Usage; withValues: boolean }>();
  const put = (key: string, usage: Usage, withValues: boolean): void => {
    const before = known.get(key);
    known.set(key, { usage: before === undefined ? usage : add(before.usage, usage), withValues });
  };
  for (const { site, path, usage } of functions) {
    const withValues = site.level !== 'calls';
    put(`${nameInRoot(root, path)} ${String(site.start)}`, usage, withValues);
    put(`${nameInRoot(root, site.file)}:${String(site.line)} ${site.fn}`, usage, withValues);
  }
  return ({ module: { file, original }, fn: { start, sourceLine, name } }) =>
    known.get(`${file} ${String(start)}`) ??
    known.get(`${original || file}:${String(sourceLine)} ${name}`);
}

class UsageCounter {
  readonly #sites: SiteTable;
  /** By site id; ids of modules lie far apart. */
  readonly #usages = new Map<number, Usage>();

  constructor(sites: SiteTable) {
    this.#sites = sites;
  }

  read(
    thread: RecordedThread,
    onProgress: (events: number) => void,
  ): { count: number; runtime: number; lastTime: number } {
    const cursor = thread.cursor({ values: false });
    let count = 0;
    let runtime = 0;
    let words: Int32Array | undefined;
    let next = 0;
    while (cursor.next()) {
      if (cursor.kind === kind.loss) continue;
      if ((++count & (progressEvents - 1)) === 0) onProgress(count);
      if (cursor.words !== words) [words, next] = [cursor.words, 0];
      if (cursor.site === noSite) {
        runtime++;
        next = cursor.at + Math.max(1, recordLength(words, cursor.at, words.length));
        continue;
      }
      const usage = this.#usage(cursor.site);
      if (next < cursor.at) addIntroductions(usage, words, next, cursor.at);
      const { kind: recordKind, at, valueCount } = cursor;
      next = at + Math.max(1, recordLength(words, at, words.length));
      if (recordKind <= kind.enter8) usage.calls++;
      else if (recordKind === kind.activation) usage.activations++;
      else if (isSuspension(recordKind)) usage.suspensions++;
      if (valueCount > 0) addValues(usage, words, next - valueCount, next);
    }
    return { count, runtime, lastTime: cursor.lastTime };
  }

  addTo(functions: Map<string, RecordedFunction>): void {
    for (const { firstSite, siteCount } of this.#sites.modules) {
      for (let id = firstSite; id < firstSite + siteCount; id++) this.#usage(id);
    }
    for (const [id, counted] of this.#usages) {
      const usage = { ...counted, ...called(counted.calls) };
      const site = this.#sites.get(this.#sites.get(id).function);
      const key = `${site.file}:${String(site.line)}:${String(site.column)} ${site.fn}`;
      const known = functions.get(key);
      const path = this.#sites.moduleOf(site.id)?.path ?? '';
      if (known === undefined) functions.set(key, { site, path, usage });
      else known.usage = add(known.usage, usage);
    }
  }

  #usage(site: number): Usage {
    let usage = this.#usages.get(site);
    if (usage === undefined) this.#usages.set(site, (usage = noUsage()));
    return usage;
  }
}

function isSuspension(recordKind: number): boolean {
  return (
    recordKind === kind.await ||
    recordKind === kind.awaitValue ||
    recordKind === kind.yield ||
    recordKind === kind.yieldValue
  );
}

function addValues(usage: Usage, words: Int32Array, from: number, to: number): void {
  usage.values += to - from;
  usage.valueWords += to - from;
  for (let i = from; i < to; i++) if ((words[i]! & 0b111) === objectTag) usage.objects++;
}

/** Counts strings, doubles, objects and snapshots between two events. */
function addIntroductions(usage: Usage, words: Int32Array, from: number, to: number): void {
  for (let at = from; at < to;) {
    const length = recordLength(words, at, to);
    if (length === 0) return;
    const recordKind = words[at]! & kindMask;
    if (recordKind === kind.string) {
      usage.newStrings++;
      usage.longUnits += Math.max(0, words[at + 2]! - (words[at]! >>> (kindBits + 1)));
    } else if (recordKind === kind.object) usage.newObjects++;
    if (holdsValues(recordKind)) usage.valueWords += length;
    at += length;
  }
}

/** Records whose size is that of what the program showed. */
function holdsValues(recordKind: number): boolean {
  return recordKind === kind.string || recordKind === kind.object || recordKind === kind.snapshot;
}

export function noUsage(): Usage {
  return {
    calls: 0,
    coldCalls: 0,
    activations: 0,
    suspensions: 0,
    values: 0,
    objects: 0,
    newObjects: 0,
    newStrings: 0,
    valueWords: 0,
    longUnits: 0,
  };
}

export function add(a: Usage, b: Usage): Usage {
  const sum = { ...a };
  for (const key of Object.keys(sum) as (keyof Usage)[]) sum[key] += b[key];
  return sum;
}
