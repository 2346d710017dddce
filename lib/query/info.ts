/** What a recording holds: one pass over the words of all blocks, without decoding a value. */
import { ruleNames } from '../plan/secret-names.js';
import { kind } from '../reader/format.js';
import { isWorthKeeping, threadIndex } from '../model/index/find-index.js';
import { SiteCounts } from '../model/site-counts.js';
import type { Damage } from '../reader/damage.js';
import { levelChange } from '../reader/level-event.js';
import type { RecordingState } from '../reader/manifest.js';
import { progressEvents, type RecordedProcess, type Recording } from '../reader/recording.js';
import type { ModuleInfo, SiteInfo } from '../reader/sites.js';
import type { RecordedThread } from '../reader/thread.js';
import { addGap, noLosses, recordedLosses, type LossCounts } from './losses.js';

export interface ThreadInfo {
  thread: RecordedThread;
  events: number;
  lost: LossCounts;
  /** Sights of objects at level `state` that were not compared with what was known of them. */
  uncompared: number;
  /** Nanoseconds since the recording's start, of the last event. */
  lastTime: number;
}

export interface ProcessInfo {
  process: RecordedProcess;
  threads: ThreadInfo[];
  modules: ModuleInfo[];
}

export interface BusySite {
  site: SiteInfo;
  /** Calls that were entered, in all processes and threads that loaded the function. */
  calls: number;
}

export interface RecordingInfo {
  state: RecordingState;
  /** Events that can be read. */
  events: number;
  lost: LossCounts;
  /** Sum of the recorded losses, without damage. */
  lostCount: number;
  processes: ProcessInfo[];
  threadCount: number;
  segments: number;
  /** Bytes of all segments, and of events that stand in an arena. */
  bytes: number;
  bytesPerEvent: number;
  /** Nanoseconds from the recording's start to its end, or to the last that is known. */
  duration: number;
  busiest: BusySite[];
  /** Changes of levels while the program ran, by who asked for them. */
  levelChanges: Record<string, number>;
  /** Texts that hide a secret, or a part that is one, by rule; each thread counts its own. */
  redacted: Record<string, number>;
  /** Sights of objects at level `state` that were not compared with what was known of them. */
  uncompared: number;
  damage: Damage[];
}

const busiestCount = 10;

/** `onProgress` is told now and then how many events were read. */
export async function recordingInfo(
  recording: Recording,
  onProgress?: (events: number) => void,
): Promise<RecordingInfo> {
  const lost = noLosses();
  const processes: ProcessInfo[] = [];
  const busiest = new Map<string, BusySite>();
  const redactions: number[] = [];
  const levelChanges: Record<string, number> = {};
  let events = 0;
  let lastTime = 0;
  let uncompared = 0;
  for (const [index, process] of recording.processes.entries()) {
    const sites = await recording.sites(index);
    const entered = new SiteCounts();
    const threads: ThreadInfo[] = [];
    for (const thread of process.threads) {
      const report = (count: number): void => onProgress?.(events + count);
      const info = threadInfo(recording, thread, { entered, redactions, levelChanges }, report);
      events += info.events;
      uncompared += info.uncompared;
      lastTime = Math.max(lastTime, info.lastTime, thread.end ?? 0);
      for (const [cause, count] of Object.entries(info.lost))
        lost[cause as keyof LossCounts] += count;
      threads.push(info);
    }
    entered.forEach((calls, id) => {
      addCalls(busiest, sites.get(id), calls);
    });
    lost.expired += process.files.expired.endedEvents;
    processes.push({ process, threads, modules: sites.modules });
  }
  const bytes = recording.storedBytes;
  const { endTime } = recording.manifest;
  return {
    state: recording.state,
    events,
    lost,
    lostCount: recordedLosses(lost),
    processes,
    threadCount: recording.threads.length,
    segments: recording.processes.reduce((sum, p) => sum + p.files.segments.length, 0),
    bytes,
    bytesPerEvent: events === 0 ? 0 : bytes / events,
    duration: Math.max(lastTime, endTime === undefined ? 0 : recording.epoch.sinceBig(endTime)),
    busiest: topSites(busiest),
    levelChanges,
    redacted: namedCounts(redactions),
    uncompared,
    damage: recording.damage.entries,
  };
}

/** What is summed up over threads. */
interface Seen {
  entered: SiteCounts;
  redactions: number[];
  levelChanges: Record<string, number>;
}

/**
 * What the index knows where there is one; building it for a short thread would take longer. It
 * does not know of changed levels.
 */
function threadInfo(
  recording: Recording,
  thread: RecordedThread,
  seen: Seen,
  onProgress: (events: number) => void,
): ThreadInfo {
  const { entered, redactions } = seen;
  const isTunable = recording.manifest.settings['tunable'] === 'on';
  if (isTunable || !isWorthKeeping(thread)) return scanThread(thread, seen, onProgress);
  const index = threadIndex(recording, thread, { onProgress });
  const { events, uncompared, lastTime } = index.facts;
  const lost = noLosses();
  for (const [cause, count] of index.facts.lost.entries()) addGap(lost, cause, count);
  for (const [rule, count] of index.facts.redactions.entries()) {
    redactions[rule] = (redactions[rule] ?? 0) + count;
  }
  for (let block = 0; block < index.blockCount; block++) {
    for (const [site, count] of index.sitesOf(block)) entered.add(site, count);
  }
  return { thread, events, lost, uncompared, lastTime };
}

/** Counts events, gaps, and enters by site. */
function scanThread(
  thread: RecordedThread,
  { entered, redactions, levelChanges }: Seen,
  onProgress: (events: number) => void,
): ThreadInfo {
  const cursor = thread.cursor({ values: false });
  const lost = noLosses();
  let events = 0;
  while (cursor.next()) {
    if (cursor.kind === kind.loss) {
      addGap(lost, cursor.lossCause, cursor.lostCount);
      continue;
    }
    if (cursor.kind <= kind.enter8) entered.add(cursor.site);
    else if (cursor.kind === kind.level) {
      const { cause } = levelChange(cursor);
      levelChanges[cause] = (levelChanges[cause] ?? 0) + 1;
    }
    if ((++events & (progressEvents - 1)) === 0) onProgress(events);
  }
  cursor.redactions.forEach((count = 0, rule) => {
    redactions[rule] = (redactions[rule] ?? 0) + count;
  });
  const { uncompared, lastTime } = cursor;
  return { thread, events, lost, uncompared, lastTime };
}

/** Each worker and process loads a module anew: what stands at one place is one function. */
function addCalls(busiest: Map<string, BusySite>, site: SiteInfo, calls: number): void {
  const key = `${site.file}:${String(site.line)}:${String(site.column)}:${site.fn}`;
  const known = busiest.get(key);
  if (known === undefined) busiest.set(key, { site, calls });
  else known.calls += calls;
}

function topSites(busiest: Map<string, BusySite>): BusySite[] {
  return [...busiest.values()].sort((a, b) => b.calls - a.calls).slice(0, busiestCount);
}

function namedCounts(redactions: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  redactions.forEach((count, rule) => {
    const name = ruleNames[rule] ?? 'other';
    counts[name] = (counts[name] ?? 0) + count;
  });
  return counts;
}
