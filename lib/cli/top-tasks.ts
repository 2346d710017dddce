/** `scope top --tasks` and `scope top --request`: what took time between calls. */
import { requestPath, type RequestPath } from '../query/critical-path.js';
import type { Filter } from '../query/filter.js';
import { loopLoads, type LoopLoad } from '../query/loop-load.js';
import { topTasks } from '../query/top-tasks.js';
import { percent } from '../model/samples.js';
import type { TurnBucket } from '../model/turns.js';
import type { Recording } from '../reader/recording.js';
import { nodeText } from './dag-formats.js';
import { conditionOf } from './exit.js';
import { Output } from './output.js';
import { plainTable, tableText } from './table.js';
import { bytes, count, duration, moment, paint, place, printable } from './text.js';
import { onTerminal } from './width.js';

export function printTasks(recording: Recording, filter: Filter, isJson: boolean): number {
  const rows = topTasks(recording, filter);
  const out = new Output();
  if (isJson) for (const row of rows) out.line(JSON.stringify(row));
  else {
    const right = 'right' as const;
    const table = plainTable({
      head: ['self', 'waiting', 'longest wait', 'runs', 'task'],
      aligns: [right, right, right, right, 'left'],
    });
    for (const { type, runs, self, waiting, longestWait } of rows) {
      const times = [duration(self), duration(waiting), duration(longestWait)];
      table.push([...times, count(runs), paint.bold(printable(type))]);
    }
    out.line(rows.length === 0 ? paint.dim('no tasks') : tableText(table));
    for (const { type, runs, histogram } of rows) printHistogram(out, type, runs, histogram);
    printLoads(out, loopLoads(recording, filter));
  }
  out.flush();
  return conditionOf(recording, false);
}

/** What each thread's event loop had to carry, in a line. */
export function printLoads(out: Output, loads: readonly LoopLoad[]): void {
  for (const { thread, busy, cpu, heapUsed, rss, longestTurn, mostTurns } of loads) {
    const turns = `turns up to ${duration(longestTurn)}, 99 % below ${duration(mostTurns)}`;
    const memory = `heap up to ${bytes(heapUsed)}, resident ${bytes(rss)}`;
    const shares = `event loop ${percent(busy)} busy, CPU ${percent(cpu)}`;
    const name = paint.cyan(`thread ${String(thread.number)}`);
    out.line(`${name}  ${[shares, turns, memory].join(paint.dim(' · '))}`);
  }
}

const barWidth = 40;

function printHistogram(
  out: Output,
  type: string,
  runs: number,
  histogram: readonly TurnBucket[] = [],
): void {
  const end = histogram.findLastIndex(({ count: inBucket }) => inBucket > 0) + 1;
  if (end > 0) out.line(`${paint.bold(type)}, milliseconds`);
  for (const [index, { below, count: inBucket }] of histogram.slice(0, end).entries()) {
    const limit =
      below === null ? `>= ${String(histogram[index - 1]?.below)}` : `< ${String(below)}`;
    const bar = '█'.repeat(Math.ceil((barWidth * inBucket) / runs));
    out.line(`${limit.padStart(7)}  ${count(inBucket).padStart(10)}  ${paint.dim(bar)}`);
  }
}

export async function printCriticalPath(
  recording: Recording,
  request: string,
  isJson: boolean,
): Promise<number> {
  const found = await requestPath(recording, request);
  const out = new Output();
  if (isJson) out.line(pathJson(found));
  else printPath(out, found, recording.manifest.cwd);
  out.flush();
  return conditionOf(recording, found.isCut);
}

function pathJson({ text, thread, from, to, steps }: RequestPath): string {
  const list = steps.map(({ type, what, site, thread: number, seq, time, end }) => {
    const where = site && { fn: site.fn, file: site.file, line: site.line };
    return { type, what, ...where, thread: number, seq, time, end };
  });
  return JSON.stringify({ request: text, thread, start: from, duration: to - from, path: list });
}

function printPath(out: Output, { text, from, to, steps }: RequestPath, cwd: string): void {
  out.line(`${paint.bold(printable(text))}  ${duration(to - from)}`);
  for (const node of steps) {
    const took = duration((node.end ?? node.time) - node.time).padStart(9);
    const name = node.type === 'wait' ? paint.yellow(nodeText(node)) : nodeText(node);
    const where = node.site === undefined ? '' : paint.dim(place(node.site, cwd));
    const at = paint.dim(moment(node.time).padStart(13));
    const thread = paint.dim(`thread ${String(node.thread)}`);
    out.line(onTerminal(`${at}  ${took}  ${name}  ${where}  ${thread}`));
  }
}
