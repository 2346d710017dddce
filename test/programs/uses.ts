/** Statements that make a function of some kind and run it, and groups of tasks that interleave. */
import { expression } from './expressions.js';
import { arrow, asyncArrow, functionText } from './functions.js';
import { object, useOfClass } from './objects.js';
import { deeper, still, type Place } from './place.js';
import type { Tape } from './tape.js';

/** Ways in which drivers of generators take and end them. */
const ways = 8;

export function use(t: Tape, place: Place): string {
  const inside = deeper(still(place));
  const way = t.pick(ways);
  const args = `${expression(t, inside)}, ${expression(t, inside)}`;
  const made = (kind: { isAsync?: boolean; isGenerator?: boolean }): string =>
    `${functionText(t, inside, kind)}(${args})`;
  return t.text([
    () => guarded(`log(${made({})})`),
    () => guarded(`drive(${made({ isGenerator: true })}, ${way})`),
    () => guarded(`settle(${made({ isAsync: true })})`),
    () => guarded(`settle(driveAsync(${made({ isAsync: true, isGenerator: true })}, ${way}))`),
    () => guarded(`log((${arrow(t, inside)})(${args}))`),
    () => guarded(`settle((${asyncArrow(t, inside)})(${args}))`),
    () => guarded(useOfClass(t, inside)),
    () => guarded(`log(${object(t, inside)}.m(${args}))`),
    () => guarded(tasks(t, inside)),
    () => guarded(`flood(${made({ isAsync: true, isGenerator: true })}, ${way})`),
    () => guarded(`const m = ${object(t, inside)}; shape(m.m); drive(m.m(${args}), ${way})`),
    () => guarded(`new ${functionText(t, inside)}(${args})`),
  ]);
}

/** Several asynchronous functions that run at once. */
function tasks(t: Tape, place: Place): string {
  const count = 2 + t.pick(3);
  const started = Array.from({ length: count }, (_, index) => {
    const name = `'t${index}'`;
    return t.text([
      () => `(async () => { for (let i = 0; i < 3; i++) log(${name}, await i) })()`,
      () => `(async () => { log(${name}, await (${asyncArrow(t, place)})(${index})) })()`,
      () => `${functionText(t, place, { isAsync: true })}(${index})`,
      () =>
        `driveAsync(${functionText(t, place, { isAsync: true, isGenerator: true })}(), ${index})`,
      () => `sleep(${t.pick(5)}).then(() => log(${name}))`,
      () => `(async () => { for await (const x of asyncIterable(2)) log(${name}, x) })()`,
      () => `new Promise((resolve) => { resolve(thenable(${index})) })`,
    ]);
  });
  const together = t.one(['all', 'allSettled', 'race', 'any']);
  return `settle(Promise.${together}([${started.join(',\n')}]))`;
}

function guarded(text: string): string {
  return `try { ${text} } catch (e) { log('caught', e) }\n`;
}
