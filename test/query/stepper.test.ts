/** Steps that go from block to block end where a pass over all events ends. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from '../properties.js';
import { stateIndex } from '../../lib/model/index/find-state.js';
import { parseCondition } from '../../lib/query/condition.js';
import { Stepper, type Direction, type Unit } from '../../lib/query/stepper.js';
import { kind } from '../../lib/reader/format.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import { stateSteps, writeStateSteps } from '../model/random-state.js';
import { record, scratch } from '../whole/harness.js';

const units: readonly Unit[] = ['event', 'line', 'into', 'out', 'task'];
const condition = parseCondition('n > 0');

type Go = (stepper: Stepper, direction: Direction) => Promise<boolean>;

const commands: readonly Go[] = [
  ...units.map(
    (unit): Go =>
      (stepper, direction) =>
        stepper.move(unit, direction),
  ),
  (stepper, direction) => stepper.toWrite('n', direction),
  (stepper, direction) => stepper.toWrite('a', direction),
  (stepper, direction) => stepper.toCondition(condition, direction),
];

/** Where each command of a session led. */
async function session(
  path: string,
  from: number,
  steps: readonly [number, boolean][],
  minBlocks: number,
): Promise<unknown> {
  const recording = openRecordingFiles(path);
  const thread = recording.threads[0]!;
  stateIndex(recording, thread, await recording.sites(0), { minBlocks });
  const events: number[] = [];
  const cursor = thread.cursor({ values: false });
  while (cursor.next()) if (cursor.kind !== kind.loss) events.push(cursor.seq);
  const seq = events[from % events.length] ?? 0;
  const stepper = await Stepper.open(recording, { thread, seq, time: 0 });
  const led: unknown[] = [];
  for (const [command, isForth] of steps) {
    const isFound = await commands[command]!(stepper, isForth ? 'forth' : 'back');
    const { seq: at, time, here } = stepper;
    led.push([command, isFound, at, time, here.frames.map(({ variables }) => variables)]);
  }
  return led;
}

test('forwards and backwards, by every unit', async () => {
  const asked = fc.array(fc.tuple(fc.nat(commands.length - 1), fc.boolean()), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(stateSteps, fc.nat(100), asked, async (script, from, steps) => {
      const path = writeStateSteps(script);
      const whole = await session(path, from, steps, Infinity);
      assert.deepEqual(await session(path, from, steps, 1), whole);
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

test('a search that is stopped leads nowhere', async () => {
  const steps: Parameters<typeof writeStateSteps>[0] = fc.sample(stateSteps, {
    numRuns: 1,
    seed: 7,
  })[0]!;
  const recording = openRecordingFiles(writeStateSteps(steps));
  const thread = recording.threads[0]!;
  stateIndex(recording, thread, await recording.sites(0), { minBlocks: 1 });
  let asked = 0;
  const goesOn = (): Promise<boolean> => Promise.resolve(++asked < 2);
  const last = thread.blocks.events.length;
  const end = thread.blocks.events[last - 1]!.header!.firstSeq;
  for (const [direction, seq] of [
    ['forth', 0],
    ['back', end],
  ] as const) {
    asked = 0;
    const stepper = await Stepper.open(recording, { thread, seq, time: 0 }, { goesOn });
    const before = stepper.seq;
    assert.equal(await stepper.toCondition(parseCondition('nosuch == 1'), direction), false);
    assert.deepEqual([asked, stepper.seq], [2, before]);
  }
});

test('the line behind the last of a call is that of the innermost caller that has one', async () => {
  const directory = scratch();
  const source = `function inner() { return 1; }
function middle() { return inner(); }
function outer() {
  const a = middle();
  return a; }
outer();`;
  writeFileSync(join(directory, 'main.cjs'), source);
  const { recording: path } = record('main.cjs', { cwd: directory, env: { SCOPE_LEVEL: 'state' } });
  const recording = openRecordingFiles(path);
  const thread = recording.threads[0]!;
  const sites = await recording.sites(0);
  const cursor = thread.cursor({ values: false });
  while (cursor.next())
    if (cursor.kind === kind.enter && sites.get(cursor.site).fn === 'inner') break;
  const stepper = await Stepper.open(recording, { thread, seq: cursor.seq, time: 0 });
  assert.ok(await stepper.move('line', 'forth'));
  assert.deepEqual([stepper.here.site?.fn, stepper.here.site?.line], ['outer', 4]);
  assert.ok(await stepper.move('line', 'back'));
  assert.equal(stepper.here.site?.line, 3);
});
