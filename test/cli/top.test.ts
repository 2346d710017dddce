/** scope top: the times of functions, from a recording whose times are known. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kind } from '../../lib/reader/format.js';
import { eventsBlock, writeBlocks } from '../reader/recording-writer.js';
import { WordsWriter } from '../reader/words-writer.js';
import { jsonLines, scope } from './run-scope.js';

interface Row {
  calls: number;
  threw: number;
  self: number;
  total: number;
  longest: number;
  longestId: string;
}

/** Site 1 calls itself and then site 2, which throws; an event every 10 ns. */
function recording(): string {
  const writer = new WordsWriter().time(0);
  let now = 0;
  const tick = (): WordsWriter => writer.time((now += 10));
  for (const step of [
    () => writer.enter(1),
    () => writer.enter(1),
    () => writer.leave(1),
    () => writer.enter(2),
    () => writer.event(kind.throw, 2),
    () => writer.leave(1),
  ]) {
    step();
    tick();
  }
  return writeBlocks(eventsBlock(writer));
}

test('self and total time of a recursive function, and of one that throws', () => {
  const rows = jsonLines(scope(['top', recording(), '--json']).stdout) as unknown as Row[];
  const figures = rows.map(({ calls, threw, self, total, longest, longestId }) => [
    calls,
    threw,
    self,
    total,
    longest,
    longestId,
  ]);
  assert.deepEqual(figures, [
    [2, 0, 40, 50, 50, '1:0'],
    [1, 1, 10, 10, 10, '1:3'],
  ]);
});

test('functions come in the order that was asked for, as many as were asked for', () => {
  const path = recording();
  const first = (...options: string[]): Row =>
    (
      jsonLines(
        scope(['top', path, '--json', '--limit', '1', ...options]).stdout,
      ) as unknown as Row[]
    )[0]!;
  assert.equal(first('--by', 'threw').threw, 1);
  assert.equal(first('--by', 'calls').calls, 2);
});

test('tasks: how often each type ran, for how long, and how long it had waited', () => {
  const writer = new WordsWriter().time(0);
  const steps: [time: number, write: () => WordsWriter][] = [
    [10, () => writer.enter(1)],
    [20, () => writer.event(kind.runtime, 1 | (2 << 8), writer.value(7), writer.value('Timeout'))],
    [30, () => writer.leave(1)],
    [120, () => writer.event(kind.task, 1, 7)],
    [130, () => writer.enter(2)],
    [150, () => writer.leave(2)],
    [160, () => writer.event(kind.task, 2, 7)],
  ];
  for (const [time, write] of steps) {
    write();
    writer.time(time);
  }
  const { stdout } = scope(['top', writeBlocks(eventsBlock(writer)), '--tasks', '--json']);
  assert.deepEqual(jsonLines(stdout), [
    { type: 'Timeout', runs: 1, self: 40, waiting: 100, longestWait: 100 },
  ]);
});

test('waiting is the time between suspensions and resumptions', () => {
  const writer = new WordsWriter().time(0);
  let now = 0;
  const suspended = [kind.activation, kind.await, kind.resume];
  writer.enter(1).time((now += 10));
  for (const k of suspended) writer.event(k, 1, 5).time((now += 10));
  writer.leave(1).time((now += 10));
  const path = writeBlocks(eventsBlock(writer));
  const [row] = jsonLines(scope(['top', path, '--json', '--by', 'waiting']).stdout);
  assert.deepEqual([row!['waiting'], row!['self'], row!['total']], [10, 30, 40]);
});

test('a request that was not recorded has no critical path', () => {
  const { code, stderr } = scope(['top', recording(), '--request', '/nowhere']);
  assert.equal(code, 2);
  assert.match(stderr, /^scope: top: no recorded request matches \/nowhere\n$/);
});
