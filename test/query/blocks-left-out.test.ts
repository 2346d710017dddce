/** Lists and sums that read some blocks only show what a pass over all events shows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { CallStack } from '../../lib/model/call-stack.js';
import type { Call } from '../../lib/model/call.js';
import { FunctionTimes } from '../../lib/model/function-times.js';
import { taskLinks } from '../../lib/model/task-links.js';
import { CallList, type ListedCall } from '../../lib/query/call-list.js';
import { EventList } from '../../lib/query/event-list.js';
import { Filter, type FilterOptions } from '../../lib/query/filter.js';
import { topFunctions } from '../../lib/query/top.js';
import { topTasks } from '../../lib/query/top-tasks.js';
import { kind, taskRun } from '../../lib/reader/format.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { inOrder, steps, writeSteps } from '../model/random-thread.js';

const scripts = fc.oneof(steps, steps.map(inOrder));
const window = { from: fc.nat(500), to: fc.nat(500) };
const filters = fc.record(
  {
    ...window,
    fn: fc.constantFrom('f1', 'f[23]').map((glob) => [glob]),
    task: fc.nat(30).map((seq) => `1:${String(seq)}`),
    threw: fc.constant(true),
  },
  { requiredKeys: [] },
);

function shown({ call, site, origin }: ListedCall): unknown[] {
  const { id, parent, task, start, end, self, outcome, isCut, args, result, hasResult } = call;
  return [
    id,
    parent,
    task,
    start,
    end,
    self,
    outcome,
    isCut,
    args,
    result,
    hasResult,
    site.fn,
    origin,
  ];
}

test('calls', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, filters, async (script, options) => {
      const path = writeSteps(script);
      const recording = openRecordingFiles(path);
      const some = await CallList.open(recording, new Filter(options, recording));
      const found = [...some].map(shown);
      const again = openRecordingFiles(path);
      const filter = new Filter(options, again);
      const passes = filter.siteTest(await again.sites(0));
      const all = [...(await CallList.open(again, new Filter({}, again)))];
      const expected = all.filter(({ call }) => passes(call.site) && filter.passesCall(call));
      assert.deepEqual(found, expected.map(shown));
    }),
    { numRuns: 400 },
  );
});

/** As EventList says which events are a task's. */
function eventsOf(
  recording: Recording,
  { from = 0, to = Infinity, task, fn, threw = false }: FilterOptions,
): number[] {
  const cursor = recording.threads[0]!.cursor();
  const stack = new CallStack(cursor, { thread: 1 });
  const seqs: number[] = [];
  for (;;) {
    const before = stack.top?.task ?? '';
    if (!stack.step()) return seqs;
    const ended = stack.endedCount > 0 ? stack.ended[0]!.task : undefined;
    const isGap = cursor.kind === kind.loss;
    if (cursor.time < from || cursor.time > to) continue;
    if (!isGap && task !== undefined && (ended ?? stack.top?.task ?? before) !== task) continue;
    const { kind: k, site } = cursor;
    if (!isGap && threw && k !== kind.throw && k !== kind.throwValue) continue;
    const hasNone = k === kind.task || k === kind.runtime;
    const sites = fn?.[0] === 'f1' ? [1, 5, 6] : [2, 3];
    const isOther = hasNone || !sites.includes(site);
    if (!isGap && fn !== undefined && isOther) continue;
    seqs.push(isGap ? -cursor.lostCount : cursor.seq, cursor.time);
  }
}

const enter = { letter: '>', site: 1, activation: 0, value: 0, cut: true };
const named = { ...enter, letter: '@' };
/** By a function that the call is not of. */
const resumedAs2 = { ...named, letter: 'r', site: 2 };

const byFunction = fc.record({ fn: filters.map(({ fn = ['f1'] }) => fn) });

test('events', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, fc.oneof(filters, byFunction), async (script, options) => {
      const recording = openRecordingFiles(writeSteps(script));
      const list = await EventList.open(recording, new Filter(options, recording));
      const found: number[] = [];
      for (let event = list.next(); event !== undefined; event = list.next()) {
        const { kind: k, lostCount, seq, time } = event.cursor;
        found.push(k === kind.loss ? -lostCount : seq, time);
      }
      assert.deepEqual(found, eventsOf(recording, options));
    }),
    { numRuns: 400, examples: [[[enter, named, resumedAs2, enter], { fn: ['f[23]'] }]] },
  );
});

/** Figures by function, of the calls that pass, event by event. */
function timesOf(recording: Recording, filter: Filter, passes: (site: number) => boolean): unknown {
  const cursor = recording.threads[0]!.cursor();
  const times = new FunctionTimes();
  const stack = new CallStack(cursor, {
    thread: 1,
    onEnter({ site }) {
      times.enter(site);
      return false;
    },
  });
  const end = (call: Call): void => {
    times.end(call, passes(call.site) && filter.passesCall(call));
  };
  while (stack.step()) {
    times.pass(cursor, stack.time);
    stack.ended.slice(0, stack.endedCount).forEach(end);
  }
  stack.takeOpen().forEach(end);
  return new Map(
    [...times.rows()].map(([site, figures]) => {
      const [calls, threw, self, total, waiting, longest] = figures;
      return [site, { calls, threw, self, total, waiting, longest: Math.max(0, longest!) }];
    }),
  );
}

test('times of functions', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, filters, async (script, options) => {
      const recording = openRecordingFiles(writeSteps(script));
      const filter = new Filter(options, recording);
      const { rows } = await topFunctions(recording, filter, 'self');
      const found = rows.map(({ site, calls, threw, self, total, waiting, longest }) => {
        return [site.id, { calls, threw, self, total, waiting, longest }] as const;
      });
      const passes = filter.siteTest(await recording.sites(0));
      assert.deepEqual(new Map(found), timesOf(recording, filter, passes));
    }),
    { numRuns: 400 },
  );
});

/** Time and runs by type, event by event. */
function runsOf(recording: Recording, filter: Filter): Map<string, [runs: number, self: number]> {
  const thread = recording.threads[0]!;
  const cursor = thread.cursor({ values: false });
  const rows = new Map<string, [number, number]>();
  let [type, begin, last] = ['', 0, 0];
  const endRun = (): void => {
    if (type !== '') rows.get(type)![1] += last - begin;
    type = '';
  };
  while (cursor.next()) {
    const { time, kind: k } = cursor;
    if (!filter.passesTime(time)) continue;
    if (k === kind.task && cursor.argument === taskRun.runEnd) last = time;
    if (k === kind.task) {
      endRun();
      begin = time;
    }
    if (k === kind.task && cursor.argument !== taskRun.runEnd) {
      const made = taskLinks(recording, thread).get(cursor.seq)?.type;
      type = made ?? (cursor.argument === taskRun.resourceRun ? 'unknown' : 'promise');
      const [runs, self] = rows.get(type) ?? [0, 0];
      rows.set(type, [runs + 1, self]);
    }
    last = time;
  }
  endRun();
  return rows;
}

test('times of tasks', () => {
  fc.assert(
    fc.property(scripts, fc.record(window, { requiredKeys: [] }), (script, options) => {
      const recording = openRecordingFiles(writeSteps(script));
      const filter = new Filter(options, recording);
      const found = topTasks(recording, filter).map(({ type, runs, self }) => [type, [runs, self]]);
      assert.deepEqual(new Map(found as [string, [number, number]][]), runsOf(recording, filter));
    }),
    { numRuns: 400 },
  );
});
