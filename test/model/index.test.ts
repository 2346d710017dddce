/** Whoever begins in the middle of a thread sees what a pass from its beginning sees there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from '../properties.js';
import { CallStack } from '../../lib/model/call-stack.js';
import { figure, FunctionTimes } from '../../lib/model/function-times.js';
import { frame } from '../../lib/model/index/layout.js';
import { storedIndex, threadIndex } from '../../lib/model/index/find-index.js';
import type { Seeker, ThreadIndex } from '../../lib/model/index/thread-index.js';
import { TaskLinks } from '../../lib/model/task-links.js';
import { kind as recordKind } from '../../lib/reader/format.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { scratch } from '../scratch.js';
import { inOrder, steps, writeSteps, type Step } from './random-thread.js';

const gapKind = recordKind.loss;

function open(script: readonly Step[]): { recording: Recording; index: ThreadIndex } {
  const recording = openRecordingFiles(writeSteps(script));
  return { recording, index: threadIndex(recording, recording.threads[0]!) };
}

/** Everything there is to see at each event from `seq` on. */
function listFrom({ cursor, stack }: Seeker, seq: number): string[] {
  const lines: string[] = [];
  while (stack.step()) {
    if (cursor.seq < seq) continue;
    const values = Array.from({ length: cursor.valueCount }, (_, at) => cursor.value(at));
    const { kind, site, time } = cursor;
    const where = kind === gapKind ? cursor.lostCount : cursor.place;
    const ended = stack.ended.slice(0, stack.endedCount);
    const calls = [...stack.calls, ...ended].map((call) => [
      [call.seq, call.parentSeq, call.taskSeq, call.site, call.start, call.end, call.self],
      [call.childCount, call.runSeq, call.pushedSeq, call.suspendedSeq, call.cutsBefore],
      [call.outcome, call.isCut, call.activation ?? null],
    ]);
    const { turnSeq, runSeq, counts } = stack;
    lines.push(
      JSON.stringify([cursor.seq, kind, site, time, where, values, calls]) +
        JSON.stringify([turnSeq, runSeq, counts]),
    );
  }
  const open = stack.takeOpen().map(({ seq, state, self }) => [seq, state, self]);
  return [...lines, JSON.stringify(open)];
}

const scripts = fc.oneof(steps, steps.map(inOrder));

test('from any boundary on, events, calls, values and counts are those of a whole pass', () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const { recording, index } = open(script);
      for (let block = 0; block < index.blockCount; block++) {
        const seq = index.at(block, frame.nextSeq);
        const cursor = recording.threads[0]!.cursor();
        const whole = listFrom({ cursor, stack: new CallStack(cursor, { thread: 1 }) }, seq);
        assert.deepEqual(listFrom(index.seek(block, { values: true }), seq), whole);
      }
    }),
    { numRuns: 300 },
  );
});

test('calls and times of functions are those that a pass call by call adds up', () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const { recording, index } = open(script);
      const cursor = recording.threads[0]!.cursor();
      const times = new FunctionTimes();
      const entered = Array.from({ length: index.blockCount }, () => new Map<number, number>());
      const stack = new CallStack(cursor, {
        thread: 1,
        onEnter({ site, seq }) {
          times.enter(site);
          const counts = entered[index.blockOfSeq(seq)]!;
          counts.set(site, (counts.get(site) ?? 0) + 1);
          return false;
        },
      });
      while (stack.step()) {
        times.pass(cursor, stack.time);
        for (const call of stack.ended.slice(0, stack.endedCount)) times.end(call);
      }
      for (const call of stack.takeOpen()) times.end(call);
      const shown = [...times.rows()].map(([site, figures]) => [site, ...figures.slice(0, 7)]);
      const known = [...index.functionTimes()].map(([site, figures]) => [
        site,
        ...figures.slice(0, 7),
      ]);
      assert.deepEqual(known, shown);
      for (const [block, counts] of entered.entries()) {
        assert.deepEqual(new Map(index.sitesOf(block)), counts);
      }
    }),
    { numRuns: 300 },
  );
});

test('the end of a call is known where it began', () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const { recording, index } = open(script);
      const cursor = recording.threads[0]!.cursor();
      const stack = new CallStack(cursor, { thread: 1 });
      while (stack.step()) {
        for (const call of stack.ended.slice(0, stack.endedCount)) {
          const end = index.endOf(call.seq);
          const isLater = index.blockOfSeq(call.seq) !== index.blockOfSeq(cursor.seq);
          if (isLater) assert.ok(end !== undefined);
          if (end === undefined) continue;
          const { outcome } = call;
          assert.deepEqual(end, { end: call.end, endSeq: cursor.seq, outcome });
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('calls that a loss gives up, as too many are set aside, have times and are open no more', () => {
  const step = { letter: '>', site: 1, activation: 0, value: 0, cut: false };
  const entered: Step[] = Array.from({ length: 65_540 }, () => step);
  const cut = { ...step, cut: true };
  const { recording, index } = open([...entered, cut, { ...cut, letter: 'x' }, cut, cut]);
  const calls = [...index.functionTimes()].map(([site, figures]) => [site, figures[figure.calls]]);
  assert.deepEqual(calls, [[1, 65_543]]);
  const last = index.blockCount - 1;
  const seq = index.at(last, frame.nextSeq);
  const cursor = recording.threads[0]!.cursor();
  const whole = listFrom({ cursor, stack: new CallStack(cursor, { thread: 1 }) }, seq);
  assert.deepEqual(listFrom(index.seek(last, { values: true }), seq), whole);
});

test('blocks are found by time and by sequence', () => {
  fc.assert(
    fc.property(steps, fc.nat(700), (script, time) => {
      const { recording, index } = open(script);
      const cursor = recording.threads[0]!.cursor();
      const from = index.at(index.blockOfTime(time), frame.nextSeq);
      while (cursor.next()) {
        if (cursor.time >= time) assert.ok(cursor.seq >= from, 'nothing of then lies before');
        const block = index.blockOfSeq(cursor.seq);
        assert.ok(index.at(block, frame.nextSeq) <= cursor.seq);
        if (block + 1 < index.blockCount)
          assert.ok(index.at(block + 1, frame.nextSeq) > cursor.seq);
      }
    }),
    { numRuns: 200 },
  );
});

const script: Step[] = Array.from({ length: 40 }, (_, at) => ({
  letter: at % 4 < 2 ? '>' : '<',
  site: 1 + (at % 2),
  activation: 0,
  value: at,
  cut: true,
}));

function fileOf(recording: Recording, name = '1.calls'): string {
  return join(recording.path, recording.processes[0]!.directory, 'index', name);
}

test('an index of many blocks is kept for its owner alone and found again', () => {
  const { recording, index } = open(script);
  const file = fileOf(recording);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700);
  assert.deepEqual(readdirSync(join(file, '..')).sort(), ['1.calls', '1.values']);
  const again = openRecordingFiles(recording.path);
  const stored = storedIndex(again, again.threads[0]!)!;
  const at = { values: true };
  assert.deepEqual(listFrom(stored.seek(20, at), 0), listFrom(index.seek(20, at), 0));
  assert.deepEqual(stored.facts, index.facts);
});

test('an index that is cut, damaged anywhere, or of other blocks is built anew', () => {
  const { recording } = open(script);
  const file = fileOf(recording);
  const whole = readFileSync(file);
  const stored = (): ThreadIndex | undefined => {
    const again = openRecordingFiles(recording.path);
    return storedIndex(again, again.threads[0]!);
  };
  assert.ok(stored() !== undefined);
  for (let at = 0; at < whole.length; at += 1 + Math.floor(whole.length / 97)) {
    const damaged = Buffer.from(whole);
    damaged[at]! ^= 0x10;
    writeFileSync(file, damaged);
    assert.equal(stored(), undefined, `byte ${String(at)}`);
    writeFileSync(file, whole.subarray(0, at));
    assert.equal(stored(), undefined, `cut at ${String(at)}`);
  }
  const other = open(script.map((step) => ({ ...step, value: 'other' })));
  writeFileSync(file, readFileSync(fileOf(other.recording)));
  assert.equal(stored(), undefined, 'of other blocks');
  const again = openRecordingFiles(recording.path);
  assert.equal(threadIndex(again, again.threads[0]!).facts.events, 40);
  assert.ok(stored() !== undefined, 'kept again');
});

test('values are decoded without the file that remembers them', () => {
  const { recording, index } = open(script);
  writeFileSync(fileOf(recording, '1.values'), 'no index');
  const again = openRecordingFiles(recording.path);
  const stored = threadIndex(again, again.threads[0]!);
  const at = { values: true };
  assert.deepEqual(listFrom(stored.seek(20, at), 0), listFrom(index.seek(20, at), 0));
});

test('nothing is written through a link, and few blocks are not worth a file', () => {
  const elsewhere = scratch();
  const recording = openRecordingFiles(writeSteps(script));
  symlinkSync(elsewhere, join(recording.path, recording.processes[0]!.directory, 'index'));
  threadIndex(recording, recording.threads[0]!);
  assert.deepEqual(readdirSync(elsewhere), []);

  const few = openRecordingFiles(writeSteps(script.slice(0, 8)));
  threadIndex(few, few.threads[0]!);
  assert.ok(!existsSync(join(fileOf(few), '..')));
});

test('a folder that cannot be written is no reason to fail', () => {
  const recording = openRecordingFiles(writeSteps(script));
  writeFileSync(join(recording.path, recording.processes[0]!.directory, 'index'), 'a file');
  const index = threadIndex(recording, recording.threads[0]!);
  assert.equal(index.facts.events, 40);
});

test('who scheduled a run is the same for one run as for all of them in order', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (script, start) => {
      const path = writeSteps(script);
      const open = (): TaskLinks => {
        const recording = openRecordingFiles(path);
        return new TaskLinks(recording, recording.threads[0]!);
      };
      const all = open();
      const inOrder = Array.from({ length: script.length * 2 }, (_, seq) => all.get(seq));
      const seq = start % inOrder.length;
      assert.deepEqual(open().get(seq), inOrder[seq]);
    }),
    { numRuns: 200 },
  );
});
