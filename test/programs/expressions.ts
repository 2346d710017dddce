/** Expressions. What suspends stands in parentheses, so that any of them can be an operand. */
import { arrow, asyncArrow, functionText } from './functions.js';
import { klass, object } from './objects.js';
import { deeper, functionPlace, type Place } from './place.js';
import { statements } from './statements.js';
import type { Tape } from './tape.js';

const variables = ['a', 'b', 'c'] as const;
const functions = ['f', 'g', 'a'] as const;
const maxDepth = 9;

export function expression(t: Tape, place: Place): string {
  if (place.depth > maxDepth || t.pick(5) < 2) return t.one(['0', '1', 'a', 'b', 'c', "'s'"]);
  const inner = deeper(place);
  const groups = [
    ...[values, values, operators, calls, calls, places],
    ...[patterns, heavy, oddities, collections],
  ];
  if (place.isAsync) groups.push(awaits, awaits);
  if (place.isGenerator) groups.push(yields, yields);
  return t.text(t.one(groups)(t, inner));
}

type Group = (t: Tape, place: Place) => (() => string)[];

const values: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => String(t.pick(3)),
    () => t.one(variables),
    () => `[${e()}, ...[${e()}], , ${e()}]`,
    () => `\`\${${e()}}-\${1}\``,
    () => `({ ${t.one(['a', '[log(1)]', "'x y'"])}: ${e()}, b, ...${e()} })`,
    () => '(() => {})',
    () => t.one(['hot()', 'trap({})', 'frozen', 'revoked()', 'namespace', 'Object.create(null)']),
    () =>
      t.one(['10n', '-0', 'NaN', '1e300', 'undefined', 'null', "Symbol('s')", '/x/g', '2 ** 31']),
    () =>
      t.one([
        'new Map([[1, {}]])',
        'new Set([b])',
        'new Date(0)',
        'new Error(c)',
        'Promise.resolve(a)',
      ]),
  ];
};

const operators: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => `(${e()}, ${e()})`,
    () => `(${t.one(variables)} = ${e()})`,
    () => `(${e()} ? ${e()} : ${e()})`,
    () => `(${e()} ${t.one(['??', '&&', '||', '+', '===', '<', '*', 'in', 'instanceof'])} ${e()})`,
    () => `(${t.one(variables)} ${t.one(['??=', '||=', '&&=', '+=', '**=', '>>>='])} ${e()})`,
    () => `${t.one(['!', '-', '~', 'typeof ', 'void ', 'delete '])}(${e()})`,
    () => `${t.one(variables)}${t.one(['++', '--'])}`,
    () => `(${e()})?.${t.one(['length', '[0]', '(1)', 'x?.y', 'm?.()'])}`,
    () => `typeof ${t.one(['later', 'a', 'nowhere', 'f'])}`,
  ];
};

const calls: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => `log(${e()})`,
    () => `${t.one(functions)}(${e()})`,
    () => `(${arrow(t, place)})(${e()})`,
    () => `${functionText(t, place)}(${e()}, ...[${e()}])`,
    () => `${functionText(t, place)}.call(${e()}, ${e()})`,
    () => `new ${functionText(t, place)}(${e()})`,
    () => `tagged\`x\${${e()}}\\y\${${e()}}\``,
    () => `[1, 2].map(${arrow(t, place)})`,
    () => `(${e()})(${e()})`,
    () => `(${asyncArrow(t, place)})(1)`,
    () => `(settle((${asyncArrow(t, place)})(${e()})), 1)`,
    () => `String(${t.one(['hot()', 'f', 'a'])})`,
    () => `f\n(${e()})`,
  ];
};

/** What depends on the function around. */
const places: Group = (t, place) => {
  const e = (): string => expression(t, place);
  const [own] = place.privates.slice(-3);
  return [
    () => (place.args ? t.one(['arguments.length', 'arguments[0]', '(arguments[0] = 7)']) : '8'),
    () => (place.args ? `[...arguments].length` : '8'),
    () => 'new.target',
    () => 'typeof this',
    () => '(this?.x)',
    () => (own === undefined ? '9' : `this.${own}`),
    () => (own === undefined ? '9' : `(this.${own} = ${e()})`),
    () => (own === undefined ? '9' : `(${own} in ${t.one(['this', '{}', 'hot()'])})`),
    () => (place.superProperty ? t.one(['super.x', 'super.toString()', "super['m']"]) : '5'),
    () => (place.superProperty ? `(super.x = ${e()})` : '5'),
    () => (place.args && !place.strict ? 'typeof arguments.callee' : '4'),
  ];
};

const patterns: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => `({ a: b = ${e()}, ...c } = { z: ${e()} })`,
    () => `([a, b = ${e()}] = iterable(${t.pick(4)}))`,
    () => `([, ...c] = iterable(3))`,
    () => `([a, { x: b }] = [1, ${e()}])`,
    () => `([hot().x, a] = iterable(2, ${t.one(["''", "'throws'", "'none'", "'odd'"])}))`,
    () => `({ length: a, [log('key')]: b = ${e()} } = ${e()})`,
    () => `([a] = ${e()})`,
    () => `([(log('target'), {}).x = ${e()}] = iterable(2))`,
  ];
};

/** Whole functions and classes as values. */
const heavy: Group = (t, place) => {
  if (place.depth > 5)
    return [() => '1', () => '{}.x', () => 'f'].map(
      (make) => () => `(${make().replace('{}', '({})')})`,
    );
  return [
    () => `(${klass(t, place)})`,
    () => `${object(t, place)}.m`,
    () => `${object(t, place)}.m(${expression(t, place)})`,
    () => functionText(t, place),
    () => `new (${klass(t, place)})(${expression(t, place)})`,
    () => functionText(t, place, { isGenerator: true }),
    () => `[...${functionText(t, place, { isGenerator: true })}(1)].length`,
    () => `(${klass(t, place)}).name`,
  ];
};

const oddities: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () =>
      `eval(${t.one(["'a'", "'var b = 5'", "'typeof f'", "'function g() {}'", "'let q = 1; q'"])})`,
    () => `eval(${evaluated(t, place)})`,
    () => `(0, eval)('typeof a')`,
    () =>
      `new Function('a', 'return ' + ${t.one(["'a'", "'typeof b'", "'this === globalThis'"])})(2)`,
    () => `(shape(${t.one(['f', 'g', 'a'])}), 1)`,
    () => `(() => { throw ${e()} })()`,
    () => `where(new Error('here'))`,
    () => `JSON.stringify(${e()})`,
    () => `Object.getOwnPropertyNames(${t.one(['f', 'this ?? 1', 'c'])}).length`,
  ];
};

/** Calls that change something, and whose text stands in messages about what they give. */
const collections: Group = (t, place) => {
  const e = (): string => expression(t, place);
  const v = (): string => t.one(variables);
  const change = (): string => t.one(['pop', 'shift', 'sort', 'reverse', 'splice', 'clear']);
  return [
    () => `[${e()}, 2].${change()}().push(${e()})`,
    () => `(${v()} ??= [${e()}]).push(${e()})`,
    () => `(${v()} = [${e()}, f]).${change()}()(${e()})`,
    () => `[${e()}, f].${change()}()()`,
    () => `${v()}.${change()}(${e()}).m(${e()})`,
    () => `${v()}.${change()}(...${e()}).m(...${e()})`,
    () => `(${e()}).set(${e()}, 1).get(${e()})`,
    () => `new Map().set(1, ${e()}).set(${e()}, 2).get(1)(${e()})`,
    () => `new ([${e()}, f].${change()}())(${e()})`,
    () => `new (${v()}.${change()}())`,
    () => `f(...${v()}.${change()}(0), ${e()})`,
    () => `[...[${e()}].${change()}(), ...${v()}.${change()}()]`,
    () => `([a, b = ${e()}] = ${v()}.${change()}(0))`,
    () => `({ x: a } = [${e()}].${change()}())`,
    () => `${v()}[${v()}.length - 1].push(${e()})`,
    () => `(${v()} += ${e()}).toFixed(${e()})`,
    () => `(${v()}.x ??= ${e()}).m(${e()})`,
    () => `${v()}?.${change()}().x`,
    () => `(${v()}.${change()}() ${t.one(['||', '&&', '??'])} ${e()}).m()`,
    () => `Object.assign(${v()}, ${e()}).m(${e()})`,
  ];
};

const awaits: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => `(await ${e()})`,
    () => `(await Promise.reject(${e()}))`,
    () => `(await (0, ${e()}))`,
    () => '(await c++)',
    () => `(await thenable(${e()}))`,
    () => `(await sleep(${t.pick(4)}))`,
    () => `(await (${asyncArrow(t, place)})(${e()}))`,
    () => `(await ${e()})(${e()})`,
    () => `(await ${e()}).x`,
    () => `[await ${e()}, await ${e()}].length`,
    () => `(await Promise.all([${e()}, (${asyncArrow(t, place)})(1)]))`,
  ];
};

const yields: Group = (t, place) => {
  const e = (): string => expression(t, place);
  const kinds = place.isAsync ? ['asyncIterable(2)', 'iterable(2)'] : ['iterable(2)', "'xy'"];
  return [
    () => '(yield)',
    () => `(yield ${e()})`,
    () => `(yield* ${t.one(['[1, 2]', ...kinds])})`,
    () => `log(yield ${e()})`,
    () => `(yield* iterable(3, ${t.one(["''", "'throws'", "'none'", "'odd'", "'takes'"])}))`,
    () => `(yield* ${functionText(t, place, { isGenerator: true })}(1))`,
    () => `(yield [yield 1, yield 2])`,
    () => `(yield Promise.resolve(${e()}))`,
    () =>
      place.isAsync ? `((yield ${e()}) ?? 1)` : `(yield* ${t.one(['b', 'c', 'hot()', 'null'])})`,
  ];
};

/** Statements as the text of a direct eval. */
function evaluated(t: Tape, place: Place): string {
  const inside = functionPlace(place, {
    returns: false,
    args: place.args,
    superProperty: place.superProperty,
  });
  return JSON.stringify(statements(t, { ...inside, depth: Math.max(place.depth, 6) }));
}
