/** The text of `scope events` folds what loading modules does; nothing is missing from `--all`. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EventFolds } from '../../lib/cli/event-folds.js';
import type { ThreadEvents } from '../../lib/query/event-list.js';
import { kind, runtimeEvent, taskRun } from '../../lib/reader/format.js';
import type { Value } from '../../lib/reader/value.js';
import { scratch } from '../scratch.js';
import { jsonLines, scope } from './run-scope.js';

const cwd = scratch();
mkdirSync(join(cwd, 'parts'));
writeFileSync(join(cwd, 'package.json'), '{"type":"module"}');
writeFileSync(join(cwd, 'parts/add.js'), 'export function add(a, b) { return a + b; }');
writeFileSync(join(cwd, 'parts/late.js'), 'export function late() {}');
writeFileSync(join(cwd, 'data.json'), '[2, 3]');
writeFileSync(
  join(cwd, 'app.js'),
  `import { readFileSync } from 'node:fs';
   import { add } from './parts/add.js';
   const read = () => add(...JSON.parse(readFileSync('data.json', 'utf8')));
   read();
   await import('./parts/late.js');
   setTimeout(read, 1);`,
);
const ran = scope(['run', '--quiet', 'app.js'], { cwd });
const linesOf = (...args: string[]): string[] =>
  scope(['events', ...args], { cwd })
    .stdout.trimEnd()
    .split('\n');
const all = linesOf('--all');
const text = linesOf();

test('reading modules and runs without recorded code are one line for each row of them', () => {
  assert.equal(ran.code, 0, ran.stderr);
  const folds = text.filter((line) => line.includes('⋯'));
  const files = /⋯ \d+ operations? on files of modules(, \d+ runs? without)?/;
  assert.ok(
    folds.some((line) => files.test(line)),
    folds.join('\n'),
  );
  assert.ok(all.length - text.length > 5, `${String(text.length)} of ${String(all.length)} lines`);
});

test('what the program does is shown, with the runs in which it does it', () => {
  const own = /enter|leave|data\.json|exit\(/;
  assert.deepEqual(
    text.filter((line) => own.test(line)),
    all.filter((line) => own.test(line)),
  );
  const timer = text.findLastIndex((line) => /enter +read/.test(line));
  assert.match(text[timer - 1]!, /task +resource/);
});

test('each folded event is counted once', () => {
  const isFold = (line: string): boolean => line.includes('⋯');
  const isRun = (line: string): boolean => / task +(?:promise|resource|tick|context)/.test(line);
  const isFile = (line: string): boolean =>
    line.includes('fileOperation') || line.includes('fileFailed');
  const folded = (what: RegExp): number =>
    text.filter(isFold).reduce((sum, line) => sum + Number(what.exec(line)?.[1] ?? 0), 0);
  const shown = text.filter((line) => !isFold(line));
  assert.equal(folded(/(\d+) runs?/) + shown.filter(isRun).length, all.filter(isRun).length);
  assert.equal(
    folded(/(\d+) operations?/) + shown.filter(isFile).length,
    all.filter(isFile).length,
  );
});

test('JSON has every event', () => {
  assert.equal(jsonLines(scope(['events', '--json'], { cwd }).stdout).length, all.length);
});

/** An event as `EventFolds` looks at it. */
function made(thread: number, recordKind: number, argument: number, values: Value[]): ThreadEvents {
  const cursor = { kind: recordKind, argument, valueCount: values.length };
  const value = (index: number): Value => values[index];
  const event: unknown = { cursor: { ...cursor, value }, thread: { number: thread }, sites };
  return event as ThreadEvents;
}
const sites = { modules: [{ path: '/app/a.js' }] };
const runs = {
  resource: (thread: number) => made(thread, kind.task, taskRun.resourceRun, []),
  end: (thread: number) => made(thread, kind.task, taskRun.runEnd, []),
};
const enter = (thread: number): ThreadEvents => made(thread, kind.enter, 0, []);
const opens = (thread: number, file: string): ThreadEvents =>
  made(thread, kind.runtime, runtimeEvent.fileOperation, [1, 2, file]);
const resource = (thread: number): ThreadEvents =>
  made(thread, kind.runtime, runtimeEvent.taskInit, [1, 'FSREQPROMISE']);

function shown(...events: [name: string, event: ThreadEvents][]): string[] {
  const folds = new EventFolds();
  const lines = events.flatMap(([name, event]) => folds.take(event, name));
  return [...lines, ...folds.end()].map((line) => line.replace(/^ +/, ''));
}

test('a resource that no operation on a module goes with is shown', () => {
  assert.deepEqual(
    shown(
      ['resource', resource(1)],
      ['run', runs.resource(1)],
      ['enter', enter(1)],
      ['end', runs.end(1)],
    ),
    ['resource', 'run', 'enter', 'end'],
  );
});

test('what another thread does ends a row, and its runs have their own ends', () => {
  assert.deepEqual(
    shown(
      ['run 1', runs.resource(1)],
      ['open 1', opens(1, '/app/a.js')],
      ['run 2', runs.resource(2)],
      ['enter 2', enter(2)],
      ['end 1', runs.end(1)],
      ['end 2', runs.end(2)],
    ),
    ['⋯ 1 operation on files of modules, 1 run without recorded code', 'run 2', 'enter 2', 'end 2'],
  );
});

test('the end of a run is shown where its beginning is', () => {
  assert.deepEqual(
    shown(
      ['run', runs.resource(1)],
      ['own', opens(1, '/app/data.json')],
      ['open', opens(1, '/app/a.js')],
      ['end', runs.end(1)],
    ),
    ['run', 'own', 'open', 'end'],
  );
});
