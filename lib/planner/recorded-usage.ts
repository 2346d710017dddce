/**
 * What the functions of an earlier recording did, counted as the costs count it: one pass over its
 * words. Records that introduce strings and objects belong to the event that follows them.
 */
import { relative } from 'node:path';
import { noSite } from '../reader/cursor.js';
import { blockType, kind, kindMask } from '../reader/format.js';
import type { Recording } from '../reader/recording.js';
import type { SiteInfo, SiteTable } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { objectTag } from '../reader/value-words.js';
import { recordLength } from '../reader/walk.js';
import { addCosts, costOf, type Cost, type Usage } from './costs.js';
import type { ProbeCosts } from '../plan/probe-costs.js';

export interface RecordedFunction {
  site: SiteInfo;
  usage: Usage;
}

export interface RecordedUsage {
  functions: RecordedFunction[];
  events: number;
  /** Events of Node itself (tasks, runtime), which no level of a function governs. */
  runtimeEvents: number;
  bytes: number;
  /** Bytes of it that are no events: modules, accounts, footers. */
  fixedBytes: number;
  /** From the recording's start to its last event. */
  durationNs: number;
  /** CPU time of all processes, recording included; undefined where one did not end by itself. */
  cpuNs: number | undefined;
}

/** `onProgress` is told now and then how many events were read. */
export async function recordedUsage(
  recording: Recording,
  onProgress?: (events: number) => void,
): Promise<RecordedUsage> {
  const functions = new Map<string, RecordedFunction>();
  let events = 0;
  let runtimeEvents = 0;
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
    const { cpu } = process.meta;
    cpuNs = cpu === undefined || cpuNs === undefined ? undefined : cpuNs + cpu;
  }
  const counted = { events, runtimeEvents, durationNs, cpuNs };
  return { functions: [...functions.values()], ...counted, ...sizes(recording) };
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

/** What the costs say that a recording should have cost: CPU time of its functions' probes. */
export function costOfRecording(
  { functions, runtimeEvents }: RecordedUsage,
  costs: ProbeCosts,
): Cost {
  const runtime: Cost = {
    ns: runtimeEvents * costs.runtimeNs,
    events: runtimeEvents,
    bytes: runtimeEvents * costs.runtimeBytes,
  };
  return functions.reduce((sum, { site, usage }) => {
    return addCosts(sum, costOf(usage, site.level !== 'calls', costs));
  }, runtime);
}

/** A function's place, as recordings and surveys can both name it. */
export function placeKey(file: string, line: number, name: string): string {
  return `${file}:${String(line)} ${name}`;
}

/** Usage by place, with files relative to `root`; functions that were never called included. */
export function usageByPlace(
  { functions }: RecordedUsage,
  root: string,
): Map<string, { usage: Usage; withValues: boolean }> {
  const byPlace = new Map<string, { usage: Usage; withValues: boolean }>();
  for (const { site, usage } of functions) {
    const inside = relative(root, site.file);
    const file = inside.startsWith('..') ? site.file : inside;
    const key = placeKey(file, site.line, site.fn);
    const withValues = site.level !== 'calls';
    const before = byPlace.get(key);
    byPlace.set(key, {
      usage: before === undefined ? usage : add(before.usage, usage),
      withValues,
    });
  }
  return byPlace;
}

const progressEvents = 1 << 20;

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
    for (const [id, usage] of this.#usages) {
      const site = this.#sites.get(this.#sites.get(id).function);
      const key = placeKey(site.file, site.line, `${site.fn}:${String(site.column)}`);
      const known = functions.get(key);
      if (known === undefined) functions.set(key, { site, usage });
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
    if (recordKind === kind.string) usage.newStrings++;
    else if (recordKind === kind.object) usage.newObjects++;
    if (recordKind >= kind.string && recordKind <= kind.snapshot) usage.valueWords += length;
    at += length;
  }
}

export function noUsage(): Usage {
  return {
    calls: 0,
    activations: 0,
    suspensions: 0,
    values: 0,
    objects: 0,
    newObjects: 0,
    newStrings: 0,
    valueWords: 0,
  };
}

export function add(a: Usage, b: Usage): Usage {
  const sum = { ...a };
  for (const key of Object.keys(sum) as (keyof Usage)[]) sum[key] += b[key];
  return sum;
}
