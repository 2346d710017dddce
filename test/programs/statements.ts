/** Statements and declarations. */
import vm from 'node:vm';
import { expression } from './expressions.js';
import { body, signature } from './functions.js';
import { useOfClass } from './objects.js';
import { deeper, functionPlace, type Place } from './place.js';
import type { Tape } from './tape.js';
import { use } from './uses.js';

const names = ['f', 'g', 'a'] as const;
const maxDepth = 8;
/** Whether this engine has `using`. */
const hasUsing = compiles('{ using x = null }');

export function statements(t: Tape, place: Place): string {
  const count = place.depth > 7 ? 1 : 1 + t.pick(4);
  let text = ' ';
  for (let i = 0; i < count; i++) text += `${statement(t, deeper(place))} `;
  return text;
}

function block(t: Tape, place: Place): string {
  return `{${statements(t, place)}}`;
}

export function statement(t: Tape, place: Place): string {
  const e = (): string => expression(t, place);
  if (place.depth > maxDepth) return `log(${e()});`;
  const groups = [
    plain,
    plain,
    tries,
    loops,
    loops,
    jumps,
    jumps,
    declarations,
    declarations,
    others,
  ];
  return t.text(t.one(groups)(t, place));
}

type Group = (t: Tape, place: Place) => (() => string)[];

function ending(t: Tape): string {
  return t.one([';', '\n', ' ;\n', ' // c\n']);
}

const plain: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => `log(${e()})${ending(t)}`,
    () => `${e().replace(/^\{|^(?=function|class|let\b|async)/, '0,$&')}\n(log)(1);`,
    () => `if (${e()}) ${block(t, place)} else ${block(t, place)}`,
    () => `if (log(${e()})) log(2); else log(3)${ending(t)}`,
    () => `var ${t.fresh()} = ${e()}\n`,
    () => `const { [${e()}]: ${t.fresh()} } = ${t.one(['a', 'b', '[1]'])}.pop()\n`,
    () => `for (const x of ${t.one(['a', 'b', '[1, 2]'])}.reverse()) log(x);`,
  ];
};

const tries: Group = (t, place) => [
  () => `try ${block(t, place)} catch (e) ${block(t, place)}`,
  () => `try ${block(t, place)} finally ${block(t, place)}`,
  () => `try ${block(t, place)} catch { log('c') } finally ${block(t, place)}`,
  () =>
    `try ${block(t, place)} catch ({ message: m, q = ${expression(t, place)} }) ${block(t, place)}`,
  () => `try ${block(t, place)} catch (e) { log(e); throw e } finally { log('f') }`,
  () =>
    place.returns
      ? `try { ${t.maybe('log(1);')} return ${expression(t, place)} } finally ${block(t, place)}`
      : 'log(4);',
  () =>
    place.returns ? `try ${block(t, place)} finally { return ${expression(t, place)} }` : 'log(4);',
];

const loops: Group = (t, place) => {
  const inside = { ...place, loop: true };
  const label = t.fresh('l');
  const labelled = { ...inside, labels: [...place.labels, label] };
  return [
    () => `for (const x of ${t.one(['[1, 2]', 'iterable(3)'])}) ${block(t, inside)}`,
    () => `for (let i = 0; i < 2; i++) ${block(t, inside)}`,
    () => `do ${block(t, inside)} while (log(0) || false)\n`,
    () => `for (${t.one(['const', 'let', 'var'])} x in { p: 1, q: 2 }) ${block(t, inside)}`,
    () => `${label}: for (const x of iterable(2)) ${block(t, labelled)}`,
    () => `${label}: for (let i = 0; i < 2; i++) { try ${block(t, labelled)} finally { log(i) } }`,
    () => (place.isAsync ? `${label}: ${forAwait(t, labelled)}` : `${label}: { log('l') }`),
    () =>
      place.isAsync ? forAwait(t, inside) : `while (log(1)) { ${statements(t, inside)} break }`,
    () => closures(t, inside),
    () => `for (const [x, y = ${expression(t, place)}] of [[1], iterable(2)]) log(x, y)\n`,
    () => `for (var x of ${expression(t, place)}) ${block(t, inside)}`,
    () => `for (hot().x of iterable(2, ${t.one(["''", "'throws'", "'odd'"])})) ${block(t, inside)}`,
  ];
};

function closures(t: Tape, place: Place): string {
  const made = t.fresh('fs');
  const head = t.one([
    'let x = 0, y = () => x; x < 3; x++',
    'let x of iterable(3)',
    'const x in { p: 1, q: 2 }',
    'var x of [1, 2]',
  ]);
  const text = `const ${made} = []; for (${head}) { ${made}.push(() => x); ${statements(t, place)} }`;
  return `${text} log(${made}.map((h) => h()).join());`;
}

function forAwait(t: Tape, place: Place): string {
  const e = (): string => expression(t, place);
  const source = t.text([
    () => 'asyncIterable(2)',
    () => '[1, Promise.resolve(2)]',
    () => 'iterable(2)',
    () => '(0, [3])',
    () => `[1, Promise.reject(${e()}), 3]`,
    () => `asyncIterable(3, ${t.one(["'throws'", "'none'", "'odd'"])})`,
    () => `(async function* () { try { yield ${t.pick(3)}; yield 2 } finally { log('fin') } })()`,
    () => `[thenable(${e()})]`,
  ]);
  const left = t.one([
    'const x',
    '{ length: c }',
    'var [w = 1]',
    'let { y = await 3 }',
    'a',
    'hot().x',
  ]);
  const head = left.startsWith('{') ? `(${left})`.slice(1, -1) : left;
  const inside = t.pick(3) === 1 ? `log(${e()});` : block(t, place);
  return `for await (${head} of ${source}) ${inside}`;
}

const jumps: Group = (t, place) => {
  const e = (): string => expression(t, place);
  return [
    () => (place.returns ? `if (log(${e()})) return ${e()}${ending(t)}` : `${atom(e())};`),
    () => (place.returns ? `if (!log(${e()})) return${ending(t)}` : `${atom(e())};`),
    () => (place.returns ? `return ${e()}${ending(t)}` : `${atom(e())};`),
    () => `throw ${e()}${ending(t)}`,
    () => {
      const label = place.labels.length > 0 ? ` ${t.one(place.labels)}` : '';
      if (!place.loop) return `log(${e()});`;
      return `if (log(${e()})) ${t.one(['break', 'continue'])}${label}\n`;
    },
    () => (place.blocks.length > 0 ? `if (log(${e()})) break ${t.one(place.blocks)}\n` : `log(5);`),
    () => {
      const label = t.fresh('l');
      return `${label}: ${block(t, { ...place, blocks: [...place.blocks, label] })}`;
    },
    () => {
      const local = t.fresh();
      return `switch (${e()}) { case ${e()}: ${statement(t, place)} ${t.maybe('break;')} default: ${statement(t, place)} case 1: let ${local} = ${e()}; log(() => ${local}); }`;
    },
  ];
};

/** An expression as a statement of its own. */
function atom(text: string): string {
  return `void (${text})`;
}

const declarations: Group = (t, place) => {
  const name = t.one(names);
  const inside = (kind: Partial<Place> = {}): string =>
    place.depth > 6 ? '() { tick() }' : signature(t, place, kind);
  return [
    () => `function ${name}${inside()}\n`,
    () => `log(typeof ${name}); function ${name}${inside()} log(${name}());`,
    () => `var ${name};`,
    () => `{ function ${name}() { tick(); return 'inner' } } log(${name}());`,
    () => `async function ${name}${inside({ isAsync: true })} settle(${name}());`,
    () => `function* ${name}${inside({ isGenerator: true })}`,
    () => `let ${t.fresh()} = ${expression(t, place)}\n`,
    () => `class ${t.fresh('D')} extends Object {}`,
    () => (place.strict ? 'log(2);' : `if (log(1)) function ${name}() {}\n`),
    () => `var { ${name} = 3, x: [b] = 'q' } = {};`,
    () => (place.depth > 5 ? 'log(6);' : `{ ${useOfClass(t, place)} }`),
    () => {
      const later = t.fresh();
      return `try { (() => ${later})() } catch (e) { log(e) } const ${later} = ${expression(t, place)}; try { ${later} = 1 } catch (e) { log(e) }`;
    },
    () => {
      if (!hasUsing) return 'log(7);';
      const word = place.isAsync && t.pick(2) === 1 ? 'await using' : 'using';
      const value = t.one(["disposable('')", "disposable('throws')", 'null', 'asyncDisposable()']);
      const list = t.pick(4) === 1 ? `for (${word} ${t.fresh()} of [${value}, null])` : '';
      const head = list === '' ? `${word} ${t.fresh()} = ${value};` : '';
      return `${list} { ${head} ${statements(t, { ...place, loop: place.loop || list !== '' })} }`;
    },
  ];
};

const others: Group = (t, place) => [
  () => use(t, place),
  () => `;${ending(t)}`,
  () =>
    place.strict
      ? 'debugger;'
      : `with (${t.one(['{ a: 1 }', 'trap({})', 'hot()'])}) ${block(t, place)}`,
  () => `queueMicrotask(() => log('micro', ${expression(t, functionPlace(place))}));`,
  () =>
    `Promise.resolve(1).then((a) => ${body(t, deeper(functionPlace(place, { args: place.args })), true)}).catch((e) => log('c', e)).finally(() => log('fin'));`,
  () => `${t.fresh('l')}: ${t.fresh('l')}: log(${expression(t, place)})${ending(t)}`,
  () => `/* <!-- */ log(1) // -->\n`,
];

function compiles(text: string): boolean {
  try {
    new vm.Script(text);
    return true;
  } catch {
    return false;
  }
}
