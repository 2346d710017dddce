/**
 * Statements that write in ways which are easily missed: values of fields, private fields, defaults
 * of parameters, functions in cases, `eval`, `arguments`, collections of more than 256 entries,
 * assignments that V8 would quote in a message.
 */
import type { Binding, Pick, Place } from './program.js';

export interface Maker {
  fresh(prefix: string): string;
  pick: Pick;
  number(place: Place): string;
  value(place: Place): string;
  look(place: Place): string;
  isSloppy: boolean;
  evals: boolean;
}

export type Statement = [text: string, added: Binding[]];

export function rareStatements(place: Place, make: Maker): (() => Statement)[] {
  const free = place.bindings.filter(({ isConst }) => !isConst);
  const numbers = free.filter(({ kind }) => kind === 'number').map(({ name }) => name);
  const x = numbers[make.pick(numbers.length || 1)];
  const all: (() => Statement)[] = [() => cases(place, make), () => large(make)];
  if (x !== undefined) {
    all.push(
      () => fields(place, make, x),
      () => privates(place, make, x),
      () => defaults(place, make, x),
      () => quoted(place, make, x),
    );
    if (make.evals) all.push(() => evaluated(place, make, x));
  }
  if (make.isSloppy) {
    all.push(
      () => aliased(place, make),
      () => inBlock(place, make),
    );
    // Functions that hold one are recorded at a lower level.
    if (place.depth === 0) all.push(() => within(make));
  }
  return all;
}

export function inside(place: Place, ...names: string[]): Place {
  const added = names.map((name): Binding => ({ name, kind: 'any', isConst: true }));
  return { ...place, bindings: [...place.bindings, ...added], isAsync: false };
}

/** A checkpoint within an expression. */
function lookAt(place: Place, make: Maker): string {
  return `(${make.look(place).replace('; look', ', look').slice(0, -1)})`;
}

function fields(place: Place, make: Maker, x: string): Statement {
  const name = make.fresh('K');
  const made = make.fresh('o');
  const base = make.pick(2) === 0 ? '' : ' extends Object';
  const count = make.number(place);
  const text =
    `class ${name}${base} { a = ${x}++; b = (${x} = ${count}, ${lookAt(place, make)}, ${x}); ` +
    `static c = ${x} += 2; static { ${make.look(place)} } d = [${make.value(place)}]; ` +
    `e = (() => { ${x} -= 1; ${make.look(place)} return 1; })(); } ` +
    `let ${made} = new ${name}(); ${make.look(place)} ${made} = new ${name}();`;
  return [text, [{ name: made, kind: 'any', isConst: false }]];
}

function privates(place: Place, make: Maker, x: string): Statement {
  const name = make.fresh('K');
  const made = make.fresh('o');
  const isDerived = make.pick(2) === 0;
  const at = inside(place);
  const ops = [
    'this.#y++;',
    'use(--this.#y);',
    'use(this.#y--);',
    `this.#y += ${make.number(at)};`,
    `this.#z ??= ${make.value(at)};`,
    `this.#z &&= ${make.value(at)};`,
    `[this.#z] = [${make.value(at)}];`,
    `({ q: this.#y, r: this.#z = 1 } = { q: ${x} });`,
    `for (this.#z of [1, ${make.value(at)}]) use(1);`,
    `const self = this; self.#z = ${make.value(at)};`,
    'this.s = 5;',
  ];
  const some = (): string => [1, 2, 3].map(() => ops[make.pick(ops.length)]).join(' ');
  const list = "[['#y', o.#y], ['#z', o.#z]]";
  const text =
    `class ${name}${isDerived ? ' extends Object' : ''} { #y = 1; #z; w = 2; ` +
    `static { const peek = (o) => ${list}; peeks(this, peek); } ` +
    `set s(v) { this.#z = v; } ` +
    `constructor() { ${isDerived ? 'super();' : ''} { ${some()} } ${make.look(at)} } ` +
    `m() { { ${some()} } { ${some()} } ${make.look(at)} } } ` +
    `let ${made} = new ${name}(); ${made}.m(); ${made}.m();`;
  return [text, [{ name: made, kind: 'any', isConst: false }]];
}

function defaults(place: Place, make: Maker, x: string): Statement {
  const name = make.fresh('f');
  const [a, b] = [make.fresh('a'), make.fresh('b')];
  const at = inside(place, a, b);
  const text =
    `function ${name}(${a} = ${x}++, { ${b} = (${x} += 3, ${lookAt(place, make)}, ${x}) } = {}) ` +
    `{ ${make.look(at)} } ${name}(); ${name}(1); ${name}(undefined, { ${b}: 1 });`;
  return [text, []];
}

function cases(place: Place, make: Maker): Statement {
  const name = make.fresh('g');
  const at = inside(place, name);
  const n = make.number(place);
  const text =
    `switch (${n} % 2) { case 0: ${make.look(at)} function ${name}(p) { return p; } ${name}(1); ` +
    `default: use(${name}(2)); ${make.look(at)} }`;
  return [text, []];
}

function large(make: Maker): Statement {
  const name = make.fresh('v');
  const size = String(250 + make.pick(20));
  const made = (kind: Binding['kind'], text: string): Statement => [
    text,
    [{ name, kind, isConst: true }],
  ];
  const fill = `for (let i = 0; i < ${size}; i++)`;
  const options: (() => Statement)[] = [
    () => made('array', `const ${name} = Array.from({ length: ${size} }, (_, i) => i);`),
    () => made('array', `const ${name} = []; ${fill} ${name}.push(i * 2);`),
    () => made('map', `const ${name} = new Map(); ${fill} ${name}.set(i, i);`),
    () => made('set', `const ${name} = new Set(); ${fill} ${name}.add(i);`),
    () =>
      made(
        'any',
        `const ${name} = {}; ${fill} ${name}['k' + i] = i; ${name}.k3 = 7; ${name}.k255++;`,
      ),
  ];
  return options[make.pick(options.length)]!();
}

/** V8 would quote these operands, so no probe stands around them. */
function quoted(place: Place, make: Maker, x: string): Statement {
  const name = make.fresh('v');
  const texts = [
    `use((${x} = ${make.number(place)}).toFixed(1), (${x} += 1).toFixed());`,
    `let ${name}; use(...(${name} = [1, 2]));`,
    `let ${name}; for (const i of (${name} = [3])) { use(i); ${make.look(place)} }`,
    `let ${name}; [] = (${name} = [${make.value(place)}]);`,
    `let ${name}; (${name} = use)(${x}++);`,
  ];
  const text = texts[make.pick(texts.length)]!;
  const isNew = text.startsWith('let');
  return [text, isNew ? [{ name, kind: 'any', isConst: false }] : []];
}

/** A function that a block declares is a variable around it, too. */
function inBlock(place: Place, make: Maker): Statement {
  const name = make.fresh('g');
  const look = (): string => make.look(inside(place, name));
  const text = `{ function ${name}(p) { return p; } ${look()} ${name} = 5; ${look()} } ${look()}`;
  return [text, []];
}

function within(make: Maker): Statement {
  const name = make.fresh('v');
  const text = `const ${name} = { a: 1, b: { x: 1 } }; with (${name}) { a = [a]; b.x = 2; }`;
  return [text, [{ name, kind: 'object', isConst: true }]];
}

function evaluated(place: Place, make: Maker, x: string): Statement {
  const name = make.fresh('e');
  const texts = [
    `eval('${x} = ${make.number(place)}');`,
    `let ${name} = 1; eval('${x}++; ${name} = { p: ${x} }');`,
    `const ${name} = eval('(() => { ${x} += 2; })'); ${make.look(place)} ${name}();`,
  ];
  return [texts[make.pick(texts.length)]!, []];
}

function aliased(place: Place, make: Maker): Statement {
  const name = make.fresh('f');
  const [a, b] = [make.fresh('a'), make.fresh('b')];
  const at = inside(place, a, b);
  const bodies = [
    `arguments[0] = ${make.value(place)}; ${make.look(at)} arguments[1]++;`,
    `const all = arguments; all[0] = 3; ${make.look(at)} ((given) => { given[1] = 4; })(arguments);`,
    `use(...arguments); use(arguments.length, arguments[1]); ${b} = 5; arguments[0] += 1;`,
    `const set = () => { arguments[0] = 9; }; set(); ${make.look(at)} ${a} = 1;`,
  ];
  const body = bodies[make.pick(bodies.length)]!;
  const given = `${make.number(place)}, ${make.number(place)}`;
  return [`function ${name}(${a}, ${b}) { ${body} ${make.look(at)} } ${name}(${given});`, []];
}
