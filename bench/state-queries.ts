/**
 * What the questions of level `state` cost on a recording of 100 million events and more: tsc at
 * `state`. CPU time of this process, the median of many places of the recording; what it takes to
 * build the index, and the memory of a query, of the inspector's own process.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateIndex } from '../lib/model/index/find-state.js';
import { isObject } from '../lib/model/object-states.js';
import { historyOf } from '../lib/query/history.js';
import { effectAt } from '../lib/query/slice/effect.js';
import { sliceOf } from '../lib/query/slice/slice.js';
import { stateBehind } from '../lib/query/state-before.js';
import { openRecordingFiles } from '../lib/reader/recording.js';
import { median, recorded, root, run, withScratchAsync, type Run } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'node_modules/typescript/lib/tsc.js');
const project = join(root, 'bench/programs/project');
const inspector = join(root, 'dist/lib/cli/main.js');
const places = 24;

export const stateQueries: Benchmark = {
  name: 'state-queries',
  what: 'an object at a time, last write and one step of why in tsc at `state`',
  run: () => withScratchAsync(measure),
};

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

async function timed<Result>(
  times: number[],
  task: () => Result | Promise<Result>,
): Promise<Result> {
  const start = cpuMs();
  const result = await task();
  times.push(cpuMs() - start);
  return result;
}

async function measure(out: string): Promise<Row[]> {
  const settings = { SCOPE_INCLUDE: '**', SCOPE_LEVEL: 'state' };
  run(recorded('state', out, settings), program, ['-p', project]);
  const path = join(out, 'state');
  const recording = openRecordingFiles(path);
  const thread = recording.threads[0]!;
  const sites = await recording.sites(0);
  const ask = (): Run => run({ name: 'at' }, inspector, ['at', path, '--event', '1:1000000']);
  const first = ask();
  const again = ask();
  const index = stateIndex(recording, thread, sites);
  if (index === undefined) throw new Error('the recording has no index of its state');
  const { events } = index.threads.facts;
  const [objects, lastWrites, steps]: [number[], number[], number[]] = [[], [], []];
  for (let place = 0; place < places; place++) {
    const seq = Math.floor((events * (place + 0.5)) / places);
    const state = stateBehind(recording, thread, sites, seq);
    const variables = state.top === undefined ? [] : state.visible(state.top);
    const held = variables.findLast(({ value }) => isObject(value))?.value;
    if (isObject(held ?? null)) {
      const { id } = held as { id: number };
      await timed(objects, () => stateBehind(recording, thread, sites, seq).objects.get(id));
      const before = { before: { thread: 1, seq }, limit: 1, isLast: () => true };
      const subject = { type: 'object', thread: 1, id, key: undefined } as const;
      await timed(lastWrites, () => historyOf(recording, subject, before));
    }
    const local = variables.findLast(({ scope }) => scope >= 0);
    if (local === undefined) continue;
    const effect = await effectAt(recording, { thread, seq: local.seq, time: 0 });
    await timed(steps, () => sliceOf(recording, effect, { limit: 0 }));
  }
  rmSync(path, { recursive: true });
  const row = (metric: string, value: number, unit: string, bounds: Partial<Row> = {}): Row => ({
    ...{ benchmark: 'state-queries', variant: 'tsc state', metric, value, unit, ...bounds },
  });
  return [
    row('events', events / 1e6, 'M'),
    row('index build, with a first answer', first.cpuMs / 1e3, 's'),
    row('object at a time', median(objects), 'ms', { must: 100, aim: 10 }),
    row('last write', median(lastWrites), 'ms', { must: 200, aim: 20 }),
    row('one step of why', median(steps), 'ms', { must: 200, aim: 20 }),
    row('memory of a query that builds', first.maxRssMb, 'MB', { must: 512, aim: 128 }),
    row('memory of a query', again.maxRssMb, 'MB', { must: 512, aim: 128 }),
  ];
}
