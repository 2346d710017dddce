/** Each way to change state leaves the recording with the state that the program has. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { scratch } from '../whole/harness.js';
import { compareModules, type Comparison, type Module } from './compare.js';
import { constructs, unseenSource, type Construct } from './constructs.js';

let found: Comparison;
let marks = 0;
const ranges: { from: number; to: number }[] = [];

/** `LOOK(a)` becomes a checkpoint with a number of its own; `LOOK_IN(a)` is one as an expression. */
function moduleOf({ text, isSloppy }: Construct, index: number): Module {
  const from = marks;
  const looks = text.replace(/LOOK(_IN)?\(([^)]*)\)(;?)/g, (_, within, names: string) => {
    const number = String(marks++);
    const look = `mark = ${number}, look(${number}, { ${/^\d/.test(names) ? '' : names} })`;
    return within === undefined ? `{ ${look.replace(', look', '; look')}; }` : `(${look})`;
  });
  ranges.push({ from, to: marks });
  const head = 'const { look, peeks } = globalThis.oracle; let mark = -1; function see(a, b) {}';
  return { name: `c${String(index)}.${isSloppy ? 'cjs' : 'mjs'}`, text: `${head}${looks}\n` };
}

before(async () => {
  const directory = scratch();
  writeFileSync(join(directory, 'unseen.mjs'), unseenSource);
  writeFileSync(join(directory, 'exporter.mjs'), 'export let n = 1;\n');
  const first: Module = { name: 'first.mjs', text: "import './unseen.mjs';\n" };
  found = await compareModules(directory, [first, ...constructs.map(moduleOf)]);
});

for (const [index, { name }] of constructs.entries()) {
  test(`the state is right behind ${name}`, () => {
    const { from, to } = ranges[index]!;
    const isOwn = (difference: string): boolean => {
      const number = Number(/^checkpoint (\d+)/.exec(difference)?.[1]);
      return number >= from && number < to;
    };
    assert.deepEqual(found.differences.filter(isOwn), []);
    const own = Array.from({ length: to - from }, (_, index) => from + index);
    const uncompared = own.filter((number) => !found.numbers.has(number));
    assert.deepEqual(uncompared, [], 'checkpoints that were not passed');
  });
}

test('none of them fails', () => {
  assert.equal(found.stdout, '');
});
