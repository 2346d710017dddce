/**
 * Random programs that end, log what they do and are made of everything that functions can hold. A
 * program is a function of a tape of numbers (tape.ts); the names that it calls are those of
 * prelude.ts.
 */
import { outermost } from './place.js';
import { Tape } from './tape.js';
import { use } from './uses.js';

export function programOf(choices: ArrayLike<number>): string {
  const t = new Tape(choices);
  const strict = t.pick(2) === 1;
  const count = 2 + t.pick(8);
  let text = `${strict ? "'use strict';" : ''}var a = 1, b = 'b', c = [3];
function f(x) { tick(); return x }
function g(x) { tick(); log('g', arguments.length); return [x] }
`;
  for (let i = 0; i < count; i++) text += use(t, { ...outermost, strict });
  return text;
}
