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
