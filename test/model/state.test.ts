/** The state that events of level `state` add up to: variables, environments, objects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectChange } from '../../lib/model/object-states.js';
import { ThreadState } from '../../lib/model/state.js';
import { kind, mutateOp, objectClass } from '../../lib/reader/format.js';
import { openRecordingFiles } from '../../lib/reader/recording.js';
import type { Value } from '../../lib/reader/value.js';
import { eventsBlock, moduleBlock, writeBlocks } from '../reader/recording-writer.js';
import { WordsWriter } from '../reader/words-writer.js';
import { sites } from './state-sites.js';

const outer = 1;
const inner = 3;

async function open(writer: WordsWriter): Promise<ThreadState> {
  const module = moduleBlock({
    firstSite: 1,
    sites,
    ...{ url: 'file:///app/main.js', path: '/app/main.js', format: 'module', source: '' },
  });
  const recording = openRecordingFiles(writeBlocks(module, eventsBlock(writer)));
  return new ThreadState(recording.threads[0]!, await recording.sites(0));
}

function run(state: ThreadState): ThreadState {
  while (state.step());
  return state;
}

function names(state: ThreadState): Record<string, Value> {
  const { here } = state;
  const visible = here === undefined ? [] : state.visible(here);
  return Object.fromEntries(visible.map(({ name, value }) => [name, value]));
}

test('a closure writes the variable of the call in which it was made', async () => {
  const writer = new WordsWriter()
    .time(0)
    .enter(outer, [1])
    .event(kind.scope, outer, 1, 0)
    .event(kind.write, 2, writerInt(10))
    .leave(outer)
    .enter(outer, [2])
    .event(kind.scope, outer, 2, 0)
    .event(kind.write, 2, writerInt(20))
    .leave(outer)
    .enter(inner, [11])
    .event(kind.scope, inner, 0, 1)
    .event(kind.write, 4, writerInt(11));
  const state = run(await open(writer));
  assert.deepEqual(names(state), { a: 1, b: 11, n: 11 });
  assert.equal(state.environment(2)?.variables.get(22)?.value, 20);
});

test('variables of a block are seen inside it only', async () => {
  const inside = new WordsWriter().time(0).enter(outer, [1]).event(kind.write, 6, writerInt(5));
  assert.deepEqual(names(run(await open(inside))), { a: 1, m: 5 });
  inside.event(kind.branch, 10);
  assert.deepEqual(names(run(await open(inside))), { a: 1 });
});

test("a function sees its module's variables, which come from no call", async () => {
  const writer = new WordsWriter().time(0).event(kind.write, 7, writerInt(3)).enter(outer, [1]);
  const state = run(await open(writer));
  assert.deepEqual(names(state), { a: 1, top: 3 });
});

test('what writes do to an object, and what code did that was not recorded', async () => {
  const writer = new WordsWriter().time(0);
  const object = writer.plain(7, { price: 1, count: 2 });
  writer.enter(outer, [{ word: object }]);
  writer.event(kind.set, 8, object, writerInt(5));
  writer.snapshot(7, [
    ['price', 5],
    ['count', 9],
  ]);
  writer.enter(inner, [{ word: object }]);
  const state = await open(writer);
  const changes: ObjectChange[] = [];
  state.objects.onChange = (change) => changes.push(change);
  run(state);
  const told = changes.map(({ key, before, after, seq, isFound }) => [
    key,
    before,
    after,
    seq,
    isFound,
  ]);
  assert.deepEqual(told, [
    ['price', undefined, 1, 0, false],
    ['count', undefined, 2, 0, false],
    ['price', 1, 5, 1, false],
    ['count', 2, 9, 2, true],
  ]);
  assert.deepEqual(state.objects.value(7, 1).entries, [
    ['price', 5],
    ['count', 9],
  ]);
});

test('arrays and maps follow what was done to them', async () => {
  const writer = new WordsWriter().time(0);
  const array = writer.object(1, objectClass.array, 'Array', [
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
  ]);
  const map = writer.object(2, objectClass.mapObject, 'Map', [[1, 'one']]);
  const nothing = writer.value(undefined);
  writer.enter(outer, [{ word: array }]);
  writer.event(kind.mutate, 9, array, writerInt(mutateOp.arrayShift), writerInt(1), nothing);
  writer.event(kind.setKey, 9, array, writerInt(2), writerInt(4));
  writer.event(kind.mutate, 9, array, writerInt(mutateOp.arrayLength), writerInt(5), nothing);
  const text = writer.value('1');
  writer.event(kind.mutate, 9, map, writerInt(mutateOp.mapSet), text, writerInt(7));
  const state = run(await open(writer));
  const shown = state.objects.value(1, 1);
  assert.deepEqual(shown.entries, [
    [0, 'b'],
    [1, 'c'],
    [2, 4],
  ]);
  assert.equal(shown.size, 5);
  assert.deepEqual(state.objects.value(2, 1).entries, [
    [1, 'one'],
    ['1', 7],
  ]);
});

test('the end of a with statement whose beginning was lost leaves the next one in doubt', async () => {
  const writer = new WordsWriter().time(0);
  const object = writer.object(1, objectClass.plainObject, 'Object', [['price', 1]]);
  const nothing = writer.value(undefined);
  writer.enter(outer, [{ word: object }]);
  for (const operation of [mutateOp.withEnds, mutateOp.withBegins]) {
    writer.event(kind.mutate, 9, object, writerInt(operation), nothing, nothing);
  }
  assert.equal(run(await open(writer)).objects.get(1)?.withs, 1);
});

test('an object is changing between the events that say so, whatever follows', async () => {
  const writer = new WordsWriter().time(0);
  const object = writer.object(1, objectClass.array, 'Array', [[0, 1]]);
  const nothing = writer.value(undefined);
  writer.enter(outer, [{ word: object }]);
  const { changeBegins, changeEnds } = mutateOp;
  for (const operation of [changeEnds, changeBegins, changeBegins, changeEnds]) {
    writer.event(kind.mutate, 9, object, writerInt(operation), nothing, nothing);
  }
  assert.equal(run(await open(writer)).objects.get(1)?.changes, 1);
});

test('a change of an object that nobody knows casts doubt on those of its class not shown since', async () => {
  const writer = new WordsWriter().time(0);
  const array = (id: number): number => writer.object(id, objectClass.array, 'Array', [[0, 1]]);
  const old = array(1);
  writer.object(2, objectClass.mapObject, 'Map', [[0, 1]]);
  const changed = array(3);
  writer.enter(outer, [{ word: old }]);
  const nothing = writer.value(undefined);
  const classes = writerInt(1 << objectClass.array);
  writer.event(kind.mutate, 9, nobodyWord, writerInt(mutateOp.someone), classes, nothing);
  writer.event(kind.setKey, 9, changed, writerInt(0), writerInt(4));
  writer.enter(inner, [{ word: array(4) }]);
  const { objects } = run(await open(writer));
  const suspected = [1, 2, 3, 4].map((id) => objects.suspect(objects.get(id)!)?.seq);
  assert.deepEqual(suspected, [1, undefined, 1, undefined]);
});

/** A value word of an object that has no id. */
const nobodyWord = 4;

function writerInt(value: number): number {
  return (value << 1) | 1;
}
