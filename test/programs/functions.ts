/** Functions: their parameters and bodies. */
import { expression } from './expressions.js';
import { arrowPlace, deeper, functionPlace, type Place } from './place.js';
import { statements } from './statements.js';
import type { Tape } from './tape.js';

/** Deeper functions have trivial bodies. */
const maxDepth = 7;

export interface FunctionKind {
  isAsync?: boolean;
  isGenerator?: boolean;
}

/** `(parameters) { body }` of a function or a method in `place`. */
export function signature(t: Tape, place: Place, kind: Partial<Place> = {}): string {
  const inside = deeper(functionPlace(place, kind));
  const [parameters, isSimple] = parametersOf(t, inside);
  return `${parameters} ${body(t, inside, isSimple)}`;
}

/** A function expression. */
export function functionText(t: Tape, place: Place, kind: FunctionKind = {}): string {
  const star = kind.isGenerator ? '*' : '';
  const name = t.one(['', ' h', ' a']);
  return `(${kind.isAsync ? 'async ' : ''}function${star}${name} ${signature(t, place, kind)})`;
}

export function arrow(t: Tape, place: Place): string {
  const inside = deeper(arrowPlace(place));
  return t.text([
    () => `(a, b) => /* => */ ${t.one(['', '\n'])} (${expression(t, inside)})`,
    () => `(a, { b } = {}) => ${body(t, inside, false)}`,
    () => `a => ${expression(t, inside)}`,
    () => `(a = ${expression(t, inside)}, ...b) => ({ a, b })`,
    () => `() => ${body(t, inside, true)}`,
  ]);
}

export function asyncArrow(t: Tape, place: Place): string {
  const inside = deeper(arrowPlace(place, true));
  return t.text([
    () => `async (a) => (${expression(t, inside)})`,
    () => `async a => ${body(t, inside, true)}`,
    () => `async ([a, b] = iterable(1)) => ${body(t, inside, false)}`,
  ]);
}

export function body(t: Tape, place: Place, isSimple: boolean): string {
  if (place.depth > maxDepth) return '{ tick(); return a }';
  const directive = t.pick(9);
  if (directive === 1) return `{'use client'\n tick();${statements(t, place)}}`;
  if (directive === 2 && isSimple) {
    return `{ 'use strict'; tick();${statements(t, { ...place, strict: true })}}`;
  }
  return `{ tick();${statements(t, place)}}`;
}

/** Parameters, and whether 'use strict' may stand below them. */
function parametersOf(t: Tape, place: Place): [text: string, isSimple: boolean] {
  const inner = deeper(arrowPlace(place));
  // Fuel, because a default may call its function again.
  const e = (): string => `(tick(), ${expression(t, inner)})`;
  const simple = (text: string): [string, boolean] => [text, true];
  const other = (text: string): [string, boolean] => [text, false];
  return t.one([
    () => simple('(a, b)'),
    () => simple('()'),
    () => other(`(a, b = ${e()})`),
    () => other(`({ a } = { a: 1 }, ...b)`),
    () => other(`(a, b = () => [a, b], c = (a = ${e()}))`),
    () => other(`([a, [b] = [2]] = iterable(2), { length: c, ...d } = 'xy')`),
    () => other(place.strict ? '(b, a = b)' : `(a, b = eval('var z = 1; a'))`),
    () => (place.strict ? simple('(b, a)') : other('(a, a, b)')),
    () => other(`(a = log('default', ${e()}), b = function () { return a }, c = (tick(), b()))`),
    () => other(`(b = arguments.length, a = arguments)`),
    () => other(`(a, b = a, { [log('key')]: c = ${e()} } = hot())`),
    () => simple('(a, b, c, d, e0, f0, g0, h0, i0, j0)'),
  ])();
}
