/**
 * Random events of level `state` on one thread, cut into blocks at random: calls, closures' scopes,
 * writes to variables of every kind, objects, branches, losses.
 */
import fc from '../properties.js';
import { kind, mutateOp, objectClass } from '../../lib/reader/format.js';
import { moduleBlock } from '../reader/recording-writer.js';
import type { WordsWriter } from '../reader/words-writer.js';
import { writeCut, type Cut } from './random-thread.js';
import { sites } from './state-sites.js';

const [outer, inner] = [1, 3];
const writes = [2, 4, 6, 7, 11];

export interface StateStep {
  letter: string;
  /** What it is about: a call's activation, an environment so far back, an object. */
  which: number;
  value: unknown;
  cut: boolean;
}

const value = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0.5, -0, 'a', 'text', undefined, null, true, 12n, NaN, Infinity),
);

const letters = '>>>(((<<<<@ayrEEEfwwwwwwwwssssskkklcdobbxg'.split('');

const stateStep = fc.record({
  letter: fc.constantFrom(...letters),
  which: fc.nat(4),
  value,
  cut: fc.boolean(),
});

export const stateSteps = fc.array(stateStep, { minLength: 1, maxLength: 200 });

/** One block a step, and so many that an index of them is kept. */
export const manyBlocks = fc
  .array(stateStep, { minLength: 40, maxLength: 60 })
  .map((script) => script.map((step) => ({ ...step, cut: true })));

const module = moduleBlock({
  firstSite: 1,
  sites,
  ...{ url: 'file:///app/main.js', path: '/app/main.js', format: 'module', source: '' },
});

/** Writes a recording of one thread; returns its path. */
export function writeStateSteps(script: readonly StateStep[]): string {
  const objects = new Map<number, number>();
  let environments = 0;
  const scope = (writer: WordsWriter, site: number, isNew: boolean, back: number): void => {
    const parent = Math.max(0, environments - back);
    writer.event(kind.scope, site, isNew ? ++environments : 0, parent);
  };
  const writeStep = (writer: WordsWriter, step: StateStep, number: number, now: Cut): void => {
    const { letter, which, value: given } = step;
    const id = which + 1;
    let object = objects.get(id);
    if (object === undefined) {
      const cls = [objectClass.plainObject, objectClass.array, objectClass.mapObject][which % 3]!;
      const first: [unknown, unknown][] =
        which === 4 ? [] : [[cls === objectClass.array ? 0 : 'price', given]];
      object = writer.object(id, cls, 'Thing', first);
      objects.set(id, object);
    }
    const held = which === 4 ? { word: object } : given;
    switch (letter) {
      case '>':
        writer.enter(outer, [held]);
        if (which < 2) scope(writer, outer, true, 0);
        break;
      case '(':
        writer.enter(inner, [held]);
        scope(writer, inner, false, which);
        break;
      case '<':
        writer.leaveValue(which % 2 === 0 ? outer : inner, held);
        break;
      case '@':
        writer.event(kind.activation, outer, which);
        break;
      case 'a':
        writer.event(kind.await, outer, which);
        break;
      case 'y':
        writer.event(kind.yield, outer, which);
        break;
      case 'r':
        writer.event(kind.resume, outer, which);
        break;
      case 'E':
        scope(writer, 5, true, which);
        break;
      case 'f':
        scope(writer, outer, true, which);
        break;
      case 'w': {
        const word = writer.value(held);
        writer.event(kind.write, writes[which]!, word);
        break;
      }
      case 's': {
        const word = writer.value(held);
        writer.event(kind.set, 8, object, word);
        break;
      }
      case 'k': {
        const words = [writer.value(which % 2 === 0 ? number % 7 : 'key'), writer.value(held)];
        writer.event(kind.setKey, 9, object, ...words);
        break;
      }
      case 'c':
      case 'd': {
        const shown = [
          ['price', given],
          [1, number],
        ] as [unknown, unknown][];
        writer.snapshot(id, letter === 'c' ? shown : shown.slice(1));
        break;
      }
      case 'l':
      case 'o': {
        const operations = Object.values(mutateOp);
        const operation = operations[number % operations.length]!;
        const words = [operation, number % 3, number % 5].map((word) => writer.value(word));
        writer.event(kind.mutate, 9, object, ...words);
        break;
      }
      case 'b':
        writer.event(kind.branch, 10);
        break;
      case 'x':
        writer.loss(1, id);
        now.lost += id;
        break;
      default:
        writer.generation();
        now.generations++;
    }
  };
  return writeCut(script, module, writeStep);
}

/**
 * Calls of `outer` in each other, `blocks` scopes of blocks in the last, and what closures of all
 * calls write at the end: the number of the call from 0 on, to `n`.
 */
export function writeDeepCalls(depth: number, blocks: number): string {
  let id = 0;
  const begin = (writer: WordsWriter): void => {
    while (id < depth) {
      writer.enter(outer, [0]);
      writer.event(kind.scope, outer, ++id, 0);
    }
  };
  const stretch = 10_000;
  const pass = (writer: WordsWriter): void => {
    for (let m = 0; m < stretch; m++) {
      writer.event(kind.scope, 5, ++id, depth);
      writer.event(kind.write, 6, writer.value(m));
    }
  };
  const end = (writer: WordsWriter): void => {
    for (let n = 0; n < depth; n++) {
      writer.enter(inner, [0]);
      writer.event(kind.scope, inner, 0, n + 1);
      writer.event(kind.write, 4, writer.value(n));
      writer.leave(inner);
    }
  };
  const stretches = Array<typeof pass>(Math.ceil(blocks / stretch)).fill(pass);
  const last = (writer: WordsWriter): void => {
    writer.event(kind.branch, 10);
  };
  const script = [begin, ...stretches, end, last].map((write) => ({ write, cut: true }));
  return writeCut(script, module, (writer, { write }) => {
    write(writer);
  });
}
