/**
 * Where time went between calls: by type of task, how often it ran, how long its runs took and how
 * long they had waited since they were scheduled.
 */
import { threadIndex } from '../model/index/find-index.js';
import { frame } from '../model/index/layout.js';
import { taskLinks } from '../model/task-links.js';
import { kind, taskRun } from '../reader/format.js';
import { collectionsOf } from '../model/collections.js';
import { addBuckets, turnsOf, type TurnBucket } from '../model/turns.js';
import type { Recording } from '../reader/recording.js';
import { BlockPass } from './block-pass.js';
import type { Filter } from './filter.js';
import { blocksOfRuns } from './wanted-blocks.js';

export interface TaskTime {
  /** Node's name of the resource, or 'promise'. */
  type: string;
  runs: number;
  /** Nanoseconds from the first to the last event of its runs. */
  self: number;
  /** Nanoseconds between scheduling and run, over all runs of which that is known. */
  waiting: number;
  longestWait: number;
  /** Of turns of the event loop: how many took so long. */
  histogram?: TurnBucket[];
}

export function topTasks(recording: Recording, filter: Filter): TaskTime[] {
  const rows = new Map<string, TaskTime>();
  for (const thread of recording.threads) {
    if (!filter.passesThread(thread.number)) continue;
    const links = taskLinks(recording, thread);
    let row: TaskTime | undefined;
    let begin = 0;
    let last = 0;
    const index = threadIndex(recording, thread);
    const pass = new BlockPass(index, {
      wants: blocksOfRuns(index, filter),
      onSeek(block) {
        const time = index.at(block, frame.eventTime);
        if (filter.passesTime(time)) last = time;
      },
    });
    const endRun = (): void => {
      if (row !== undefined) row.self += last - begin;
      row = undefined;
    };
    while (pass.next()) {
      const { cursor } = pass;
      const { time } = cursor;
      if (!filter.passesTime(time)) continue;
      if (cursor.kind === kind.task) {
        if (cursor.argument === taskRun.runEnd) last = time;
        endRun();
        begin = time;
        if (cursor.argument !== taskRun.runEnd) {
          const schedule = links.get(cursor.seq);
          const isResource = cursor.argument === taskRun.resourceRun;
          row = rowOf(rows, schedule?.type ?? (isResource ? 'unknown' : 'promise'));
          addWait(row, schedule === undefined ? 0 : time - schedule.time);
        }
      }
      last = time;
    }
    endRun();
    for (const { kind: what, start, duration } of collectionsOf(recording, thread)) {
      if (!filter.passesTime(start)) continue;
      const collected = rowOf(rows, `garbage collection (${what})`);
      collected.runs++;
      collected.self += duration;
    }
    for (const { time, count, longest, sum, buckets } of turnsOf(recording, thread)) {
      if (!filter.passesTime(time)) continue;
      const turns = rowOf(rows, 'turn of the event loop');
      turns.runs += count;
      turns.self += sum;
      turns.longestWait = Math.max(turns.longestWait, longest);
      turns.histogram = addBuckets(turns.histogram, buckets);
    }
  }
  const limit = filter.options.limit ?? rows.size;
  return [...rows.values()].sort((a, b) => b.self - a.self).slice(0, limit);
}

function addWait(row: TaskTime, waited: number): void {
  row.runs++;
  row.waiting += Math.max(0, waited);
  row.longestWait = Math.max(row.longestWait, waited);
}

function rowOf(rows: Map<string, TaskTime>, type: string): TaskTime {
  let row = rows.get(type);
  if (row === undefined)
    rows.set(type, (row = { type, runs: 0, self: 0, waiting: 0, longestWait: 0 }));
  return row;
}
