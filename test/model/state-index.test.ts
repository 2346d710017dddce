/** The state that is read from the middle of a thread is that of a pass from its beginning. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../properties.js';
import { figure } from '../../lib/model/function-times.js';
import { FrameNotes } from '../../lib/model/frame-notes.js';
import { stateIndex } from '../../lib/model/index/find-state.js';
import type { NotedState, StateIndex } from '../../lib/model/index/state-index.js';
import { maxEnvironments, ThreadState, type Frame } from '../../lib/model/state.js';
import {
  historyOf,
  parseSubject,
  type HistoryOptions,
  type Version,
} from '../../lib/query/history.js';
import { kind } from '../../lib/reader/format.js';
import { openRecordingFiles, type Recording } from '../../lib/reader/recording.js';
import { stateSteps, writeDeepCalls, writeStateSteps } from './random-state.js';

interface Opened {
  recording: Recording;
  index: StateIndex;
  whole: () => NotedState;
}

async function open(path: string): Promise<Opened> {
  const recording = openRecordingFiles(path);
  const thread = recording.threads[0]!;
  const sites = await recording.sites(0);
  const index = stateIndex(recording, thread, sites, { minBlocks: 1 })!;
  const whole = (): NotedState => {
    const state = new ThreadState(thread, sites);
    return { state, notes: new FrameNotes(state) };
  };
  return { recording, index, whole };
}

function step({ state, notes }: NotedState): boolean {
  if (!state.step()) return false;
  notes.note();
  return true;
}

/** Everything there is to see. */
function shown({ state, notes }: NotedState): unknown {
  const { here, running, suspended } = state;
  const frames = [...running, ...suspended, ...(here === undefined ? [] : [here])];
  const frameShown = (frame: Frame): unknown => ({
    ...{ call: frame.call?.seq, site: frame.site, parent: frame.parent },
    variables: state.visible(frame),
    environments: [...frame.environments].map(([site, { id }]) => [site, id]),
    ended: notes.of(frame.call?.seq ?? -1).ended,
    branches: [...notes.of(frame.call?.seq ?? -1).branches],
  });
  const objects = [1, 2, 3, 4, 5].map((id) => {
    const known = state.objects.get(id);
    if (known === undefined) return undefined;
    const { class: cls, label, size, seq, entries } = known;
    return { cls, label, size, seq, entries: entries && [...entries] };
  });
  return { seq: state.cursor.seq, frames: frames.map(frameShown), objects };
}

test('a variable that is asked for by its name is the one that the code sees', async () => {
  await fc.assert(
    fc.asyncProperty(stateSteps, async (script) => {
      const { whole } = await open(writeStateSteps(script));
      const { state } = whole();
      while (state.step()) {
        for (const frame of [...state.running, ...state.suspended]) {
          const byName = new Map(state.visible(frame).map((variable) => [variable.name, variable]));
          for (const name of ['a', 'b', 'n', 'm', 'top', 'nosuch']) {
            assert.equal(state.named(frame, name), byName.get(name), name);
          }
        }
      }
    }),
  );
});

test('from any boundary on, variables, objects and notes are those of a whole pass', async () => {
  await fc.assert(
    fc.asyncProperty(stateSteps, async (script) => {
      const { index, whole } = await open(writeStateSteps(script));
      const pass = whole();
      for (let block = 0; block < index.threads.blockCount; block++) {
        const middle = index.at(block);
        while (pass.state.nextSeq < middle.state.nextSeq && step(pass));
        // Half of them are asked for at the boundary, half when there is an event.
        if (block % 2 === 0) middle.state.objects.prepare([1, 2, 3, 4, 5]);
        for (let events = 0; events < 6 && step(middle); events++) {
          while (pass.state.cursor.seq < middle.state.cursor.seq && step(pass));
          if (pass.state.cursor.seq > middle.state.cursor.seq) break;
          assert.deepEqual(shown(middle), shown(pass));
        }
      }
    }),
    { numRuns: 150 },
  );
});

const subjects = ['n', 'm', 'top', 'a', 'b', '1:1', '1:2.1', '1:3', '1:5.price'];

async function versions(
  path: string,
  subject: string,
  minBlocks: number,
  options: HistoryOptions,
): Promise<unknown> {
  const recording = openRecordingFiles(path);
  stateIndex(recording, recording.threads[0]!, await recording.sites(0), { minBlocks });
  const found = await historyOf(recording, parseSubject(subject), options);
  return found.versions.map(({ thread, ...version }: Version) => [thread.number, version]);
}

test('histories and last writes are those of a whole pass', async () => {
  const cases = fc.tuple(stateSteps, fc.constantFrom(...subjects), fc.nat(220), fc.boolean());
  await fc.assert(
    fc.asyncProperty(cases, async ([script, subject, seq, isLast]) => {
      const path = writeStateSteps(script);
      const before = { before: { thread: 1, seq } };
      const one = { ...before, limit: 1, isLast: () => true };
      const options = isLast ? one : before;
      const expected = await versions(
        path,
        subject,
        Infinity,
        isLast ? { ...before, limit: 1 } : before,
      );
      assert.deepEqual(await versions(path, subject, 1, options), expected);
    }),
    { numRuns: 150 },
  );
});

test('calls and branches by site are those that a pass counts', async () => {
  await fc.assert(
    fc.asyncProperty(stateSteps, async (script) => {
      const { recording, index } = await open(writeStateSteps(script));
      const counts = new Map<number, number>();
      const cursor = recording.threads[0]!.cursor({ values: false });
      while (cursor.next()) {
        const { kind: k, site } = cursor;
        if (k <= kind.enter8 || k === kind.branch) counts.set(site, (counts.get(site) ?? 0) + 1);
      }
      const times = [...index.threads.functionTimes()];
      const calls = times.map(([site, figures]) => [site, figures[figure.calls]] as const);
      const known = new Map([...calls, ...index.threads.branchCounts()]);
      assert.deepEqual(new Map([...known].sort()), new Map([...counts].sort()));
    }),
    { numRuns: 100 },
  );
});

test('calls that run keep their variables, however many scopes begin', async () => {
  const { index, whole } = await open(writeDeepCalls(200, maxEnvironments + 20_000));
  const pass = whole().state;
  while (pass.step());
  for (const state of [pass, index.at(index.threads.blockCount - 1).state]) {
    const ns = state.running.map((frame) => state.named(frame, 'n')?.value);
    assert.deepEqual(ns, [...Array(200).keys()]);
  }
});
