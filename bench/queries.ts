/**
 * What the inspector's questions cost on a large recording: tsc at `calls`, 100 million events and
 * more. CPU time of this process, so that a busy machine does not show; the median of several
 * places of the recording. Searches go through one at `values`, each in a process of its own, whose
 * start and memory count.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { windowDag } from '../lib/model/dag/dag.js';
import { dagKinds } from '../lib/model/dag/graph.js';
import { buildIndex } from '../lib/model/index/build-index.js';
import { threadIndex } from '../lib/model/index/find-index.js';
import { Filter } from '../lib/query/filter.js';
import { callTree } from '../lib/query/tree.js';
import { recordingInfo } from '../lib/query/info.js';
import { openRecordingFiles, type Recording } from '../lib/reader/recording.js';
import { median, recorded, root, run, withScratchAsync, type Run } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'node_modules/typescript/lib/tsc.js');
const inspector = join(root, 'dist/lib/cli/main.js');
const project = join(root, 'bench/programs/project');
const places = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
const millisecond = 1e6;
const searches: readonly (readonly [metric: string, expression: string])[] = [
  ['search for a text that is nowhere', `value == 'no such text'`],
  ['search of one function for a value', `fn == createSourceFile && arg.fileName ~ es5`],
  ['search of functions that run everywhere', `fn ~ 'getTypeOfSymbol*' && value == null`],
  ['search for what lasted', 'duration > 50ms'],
];

export const queries: Benchmark = {
  name: 'queries',
  what: 'index build, opening, stack at a time, trees and graphs of windows in tsc at `calls`',
  run: () => withScratchAsync(measure),
};

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

async function timed(task: () => unknown): Promise<number> {
  const start = cpuMs();
  await task();
  return cpuMs() - start;
}

async function measure(out: string): Promise<Row[]> {
  const settings = { SCOPE_INCLUDE: '**', SCOPE_LEVEL: 'calls' };
  run(recorded('calls', out, settings), program, ['-p', project]);
  const path = join(out, 'calls');
  const rows: Row[] = [];
  const add = (metric: string, value: number, unit: string, bounds: Partial<Row> = {}): void => {
    rows.push({ benchmark: 'queries', variant: 'tsc calls', metric, value, unit, ...bounds });
  };
  const first = openRecordingFiles(path);
  const thread = first.threads[0]!;
  const built = await timed(() => buildIndex(thread));
  const { events } = threadIndex(first, thread).facts;
  add('events', events / 1e6, 'M');
  add('index build, one core', events / 1e3 / built, 'M/s', { must: 10, aim: 100, higher: true });

  const opened: number[] = [];
  let recording: Recording = first;
  for (let round = 0; round < 5; round++) {
    opened.push(
      await timed(async () => {
        recording = openRecordingFiles(path);
        await recordingInfo(recording);
      }),
    );
  }
  add('open, with its counts', median(opened), 'ms', { must: 2000, aim: 200 });
  await addWindows(recording, events, add);
  add('largest memory', process.resourceUsage().maxRSS / 1024, 'MB', { must: 512, aim: 128 });
  rmSync(path, { recursive: true });
  return [...rows, ...measureSearches(out)];
}

function measureSearches(out: string): Row[] {
  run(recorded('values', out, { SCOPE_INCLUDE: '**', SCOPE_LEVEL: 'values' }), program, [
    '-p',
    project,
  ]);
  const path = join(out, 'values');
  const rows: Row[] = [];
  const add = (metric: string, value: number, unit: string, bounds: Partial<Row> = {}): void => {
    rows.push({ benchmark: 'queries', variant: 'tsc values', metric, value, unit, ...bounds });
  };
  const ask = (...args: string[]): Run => run({ name: args[0]! }, inspector, args);
  const { events } = JSON.parse(ask('info', path, '--json').stdout) as { events: number };
  add('events', events / 1e6, 'M');
  const runs = searches.map(([, expression]) => ask('search', path, expression, '--json'));
  for (const [index, [metric]] of searches.entries()) add(metric, runs[index]!.cpuMs / 1e3, 's');
  const largest = Math.max(...runs.map(({ maxRssMb }) => maxRssMb));
  add('memory of a search', largest, 'MB', { must: 512, aim: 128 });
  rmSync(path, { recursive: true });
  return rows;
}

async function addWindows(
  recording: Recording,
  events: number,
  add: (metric: string, value: number, unit: string, bounds?: Partial<Row>) => void,
): Promise<void> {
  const index = threadIndex(recording, recording.threads[0]!);
  const each = async (task: (seq: number) => unknown): Promise<number> => {
    const times: number[] = [];
    // The first ones, uncounted, are compiled on the way.
    for (const share of [...places, ...places]) {
      times.push(await timed(() => task(Math.floor(events * share))));
    }
    return median(times.slice(places.length));
  };
  const bounds = { must: 50, aim: 5 };
  add('stack at an event', await each((seq) => index.seekSeq(seq)), 'ms', bounds);
  const filter = new Filter({}, recording);
  const tree = await each((seq) => callTree(recording, filter, { around: [1, seq] }));
  add('call tree around an event', tree, 'ms', bounds);
  for (const kind of dagKinds) {
    const took = await each((seq) => {
      const from = index.seekSeq(seq).cursor.lastTime;
      return windowDag(recording, kind, { from, to: from + millisecond });
    });
    add(`1 ms as ${kind}`, took, 'ms', { must: 200, aim: 20 });
  }
}
