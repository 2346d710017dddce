/** The language of `scope search`, and that what it skips holds nothing. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import fc from '../properties.js';
import { threadIndex } from '../../lib/model/index/find-index.js';
import { frame } from '../../lib/model/index/layout.js';
import { CallList } from '../../lib/query/call-list.js';
import { compileTest } from '../../lib/query/call-test.js';
import { ExpressionError, parseExpression } from '../../lib/query/expression.js';
import { Filter } from '../../lib/query/filter.js';
import { leastDuration } from '../../lib/query/demands.js';
import { mayLast } from '../../lib/query/long-calls.js';
import { searchCalls } from '../../lib/query/search.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { fineRecording } from '../cli/golden.js';
import { jsonLines, scope } from '../cli/run-scope.js';
import { steps, writeSteps } from '../model/random-thread.js';

const fine = fineRecording();

const rows: [expression: string, names: string[]][] = [
  ['fn == f1', ['f1']],
  ['fn ~ f', ['f1', 'f2', 'f3', 'f3', 'f3']],
  ['fn ~ "f[12]"', ['f1', 'f2']],
  ["value == 'users.json'", ['f1']],
  ['value == 2', ['f1', 'f3']],
  ['arg1 == 2', ['f1']],
  ['arg.a >= 1', ['f3', 'f3']],
  ['arg0 == 1 && returned == 1', ['f3']],
  ['returned', ['f1', 'f3', 'f3', 'f3']],
  ['returned ~ don*', ['f1']],
  ['threw', ['f2']],
  ["threw ~ 'Unexpected end'", ['f2']],
  ['threw ~ SyntaxError && !(fn == f1)', ['f2']],
  ['outcome != returned', ['f2']],
  ['! threw && !(fn ~ f3)', ['f1']],
  ['line == 2 || line == 1', ['f1', 'f2']],
  ['duration > 5us', ['f1']],
  ['id == 1:3', ['f3']],
  ['file ~ main.js && thread == 1 && kind == function && start < 2500', ['f1']],
  ["file == '/app/main.js' && value == nowhere", []],
];

for (const [expression, names] of rows) {
  test(`${expression}: ${names.join(' ') || 'none'}`, () => {
    const { stdout, code, stderr } = scope(['search', fine, expression, '--json']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.deepEqual(
      jsonLines(stdout).map((call) => call['fn']),
      names,
    );
  });
}

const mistakes: [expression: string, column: number, what: RegExp][] = [
  ['', 0, /expected a field/],
  ['fn ==', 5, /expected a value/],
  ['fn == a b', 8, /expected && or \|\|/],
  ['value = 42', 6, /"=" means nothing here/],
  ['(fn == a', 8, /expected \)/],
  ['price > 2', 0, /"price" is no field; there are fn file/],
  ["fn == 'a", 6, /no end/],
  ['duration > soon', 11, /duration is a time/],
  ['line > x', 7, /line is a number/],
  ['('.repeat(300), 200, /too many parentheses/],
];

for (const [expression, column, what] of mistakes) {
  test(`${expression.slice(0, 20)}: wrong at character ${String(column + 1)}`, () => {
    assert.throws(
      () => parseExpression(expression),
      (error) => error instanceof ExpressionError && error.column === column,
    );
    // Where the folder of recordings is there, an empty text names none of them.
    const env = { SCOPE_OUT: dirname(fine) };
    const { code, stdout, stderr } = scope(['search', fine, expression], { env });
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, /^scope: [^\n]+\n$/);
    assert.match(stderr, what);
  });
}

test('a limit ends the search', () => {
  const { stdout } = scope(['search', fine, 'fn ~ f', '--limit', '2']);
  assert.equal(stdout.trim().split('\n').length, 2);
});

const expressions = [
  "value == 'text'",
  "value == 'a' || fn == f2",
  "returned == 'other text' && fn ~ f",
  "arg0 == 'text' && !threw",
  'value == 0.5',
  'fn == f3 && duration > 20',
  'duration > 30',
  'duration >= 5 && !threw',
  'self > 10',
  'duration == 7 || threw',
  "!(value == 'a')",
  'duration < 3 && fn != f1',
  'arg0 ~ ex && (fn == f2 || returned)',
  'value ~ Error || self > 20 && fn == f1',
  'fn == f2 && threw || fn == f3 && returned == 1',
  'threw && duration > 10',
  'start > 40 && start <= 90',
  'start == 35 || start < 20 && fn != f3 || start >= 150',
  '!(start > 40)',
  'outcome == threw && !(fn == f1)',
  'returned == null || arg1 != 3',
  "id == '1:2' || task == '1:0' && line > 1",
  'threw',
  'outcome == open',
  'parent',
];

test('what is found through the index is what a pass over all calls finds', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(...expressions), async (script, text) => {
      // A call that lies at a cut tells each of them another part of its end.
      const whole = script.filter(({ letter }) => letter !== 'x');
      if (whole.length === 0) return;
      const path = writeSteps(whole);
      const expression = parseExpression(text);
      const found: string[] = [];
      const recording = openRecordingFiles(path);
      for await (const { call } of searchCalls(recording, expression)) found.push(call.id);
      const passes = compileTest(expression);
      const all = openRecordingFiles(path);
      const expected: string[] = [];
      for (const { call, site, thread } of await CallList.open(all, new Filter({}, all))) {
        const subject = { call, site, thread: thread.number, files: [], isComplete: true };
        if (passes(subject) === true) expected.push(call.id);
      }
      assert.deepEqual(found.sort(), expected.sort());
    }),
    { numRuns: 300 },
  );
});

/** f1 calls f2 fifty times, each of them in a block of its own. */
const call = { letter: '>', site: 1, activation: 0, value: 0, cut: false };
const longSteps = [
  call,
  ...Array.from({ length: 50 }, () => [
    { ...call, site: 2 },
    { ...call, letter: '<', site: 2, cut: true },
  ]).flat(),
  { ...call, letter: '<' },
];

test('blocks in which no call lasts long enough are not read', () => {
  const path = writeSteps(longSteps);
  const recording = openRecordingFiles(path);
  const index = threadIndex(recording, recording.threads[0]!);
  const least = leastDuration(parseExpression('fn ~ f && (duration > 50 || self >= 60)'));
  assert.equal(least, 50);
  assert.equal(leastDuration(parseExpression('duration > 50 || threw')), 0);
  const blocks = Array.from({ length: index.blockCount }, (_, block) => block);
  const read = blocks.filter((block) => mayLast(index, block, least, () => true));
  assert.ok(blocks.length > 20, String(blocks.length));
  assert.deepEqual(read, [0, blocks.length - 1], 'where the call begins that lasts all along');
});

/** Blocks at which a search begins to read, and what it finds. */
async function soughtBy(
  recording: Recording,
  expression: string,
): Promise<{ found: string[]; sought: number[] }> {
  const index = threadIndex(recording, recording.threads[0]!);
  const seek = index.seek.bind(index);
  const sought: number[] = [];
  index.seek = (block, options) => {
    sought.push(block);
    return seek(block, options);
  };
  const found: string[] = [];
  for await (const { call } of searchCalls(recording, parseExpression(expression))) {
    found.push(call.outcome);
  }
  return { found, sought };
}

test('blocks in which nothing threw are not read', async () => {
  const steps = longSteps.map((step, at) => (at === 42 ? { ...step, letter: '!' } : step));
  const { found, sought } = await soughtBy(openRecordingFiles(writeSteps(steps)), 'threw');
  assert.deepEqual(found, ['threw']);
  assert.ok(sought.length < 4, sought.join());
});

test('blocks before and behind a window of starts are not read', async () => {
  const recording = openRecordingFiles(writeSteps(longSteps));
  const from = threadIndex(recording, recording.threads[0]!).at(20, frame.time);
  const window = `start >= ${String(from)} && start <= ${String(from + 1)}`;
  const { sought } = await soughtBy(recording, window);
  assert.ok(sought.length > 0 && sought.every((block) => Math.abs(block - 20) < 5), sought.join());
});
