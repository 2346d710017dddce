/**
 * Random modules whose state is asked for while they run: variables of every kind, closures,
 * objects, collections, generators and tasks that interleave. At each checkpoint the program writes
 * its number to `mark` and tells the oracle (oracle.mjs, not recorded) what is visible there:
 *
 *   mark = 17; look(17, { a, b, list });
 *
 * One in four is a CommonJS module in sloppy mode, one in eight calls `eval`.
 */
import { rareStatements, type Maker } from './rare-statements.js';
import { usualStatements } from './usual-statements.js';

/** Numbers from 0 to below `n`, the same for the same seed. */
export type Pick = (n: number) => number;

export function seeded(seed: number): Pick {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % n;
  };
}

/** A binding that the code at a place can name. */
export interface Binding {
  name: string;
  kind: 'number' | 'object' | 'array' | 'map' | 'set' | 'bytes' | 'any' | 'symbol';
  isConst: boolean;
}

export interface Place {
  bindings: readonly Binding[];
  depth: number;
  isAsync: boolean;
  isGenerator: boolean;
  isLoop: boolean;
}

const symbols = ['sym1', 'sym2', 'sym3', 'sym4'];

export class StateProgram {
  readonly #pick: Pick;
  #names = 0;
  #marks = 0;
  readonly isSloppy: boolean;
  readonly #evals: boolean;

  constructor(pick: Pick) {
    this.#pick = pick;
    this.isSloppy = pick(4) === 0;
    this.#evals = pick(8) === 0;
  }

  /** The module's text; `first` is the number of its first checkpoint. */
  text(first: number): { text: string; marks: number } {
    this.#marks = first;
    const top: Place = {
      bindings: symbols.map((name) => ({ name, kind: 'symbol', isConst: true })),
      depth: 0,
      isAsync: !this.isSloppy,
      isGenerator: false,
      isLoop: false,
    };
    const lines = [
      'const { look, fuel, peeks } = globalThis.oracle;',
      'let mark = -1;',
      // Two of one description, one without, one of the registry.
      "const sym1 = Symbol('s'), sym2 = Symbol('s'), sym3 = Symbol(), sym4 = Symbol.for('s');",
      'function use(...values) { return values.length; }',
      ...this.#block(top, 6 + this.#pick(6)),
    ];
    return { text: `${lines.join('\n')}\n`, marks: this.#marks };
  }

  #one<T>(options: readonly T[]): T {
    return options[this.#pick(options.length)]!;
  }

  #fresh(prefix: string): string {
    return `${prefix}${String(this.#names++)}`;
  }

  #look({ bindings }: Place): string {
    const number = String(this.#marks++);
    // Shadowed names are listed once: the innermost is what the code sees.
    const names = [...new Set(bindings.map(({ name }) => name))];
    return `mark = ${number}; look(${number}, { ${names.join(', ')} });`;
  }

  #block(place: Place, count: number): string[] {
    const lines: string[] = [];
    let here = place;
    for (let at = 0; at < count; at++) {
      const [text, added] = this.#statement(here);
      lines.push(text);
      here = { ...here, bindings: [...here.bindings, ...added] };
      if (this.#pick(3) === 0) lines.push(this.#look(here));
    }
    lines.push(this.#look(here));
    return lines;
  }

  #inner(place: Place, changes: Partial<Place> = {}): Place {
    return { ...place, depth: place.depth + 1, ...changes };
  }

  #braced(place: Place, count = 1 + this.#pick(3)): string {
    return `{ ${this.#block(place, count).join(' ')} }`;
  }

  #statement(place: Place): [text: string, added: Binding[]] {
    const deep = place.depth > 3;
    const kinds = [
      () => this.#declaration(place),
      () => this.#declaration(place),
      () => this.#assignment(place),
      () => this.#assignment(place),
      () => this.#mutation(place),
      () => this.#mutation(place),
      () => this.#rare(place),
      ...(deep || place.depth > 2 ? [] : [() => this.#usual(place)]),
      ...(deep
        ? []
        : [
            () => this.#branch(place),
            () => this.#loop(place),
            () => this.#function(place),
            () => this.#function(place),
            () => this.#tasks(place),
            () => this.#class(place),
          ]),
    ];
    return this.#one(kinds)();
  }

  /** What programs seldom do (rare-statements.ts). */
  #rare(place: Place): [string, Binding[]] {
    return this.#one(rareStatements(place, this.#maker()))();
  }

  /** What they do every day (usual-statements.ts). */
  #usual(place: Place): [string, Binding[]] {
    return this.#one(usualStatements(place, this.#maker()))();
  }

  #maker(): Maker {
    return {
      fresh: (prefix) => this.#fresh(prefix),
      pick: this.#pick,
      number: (at) => this.#number(at),
      value: (at) => this.#value(at),
      look: (at) => this.#look(at),
      isSloppy: this.isSloppy,
      evals: this.#evals,
    };
  }

  #number(place: Place): string {
    const numbers = place.bindings.filter(({ kind }) => kind === 'number');
    const some = (): string => (numbers.length > 0 ? this.#one(numbers).name : '7');
    return this.#one([
      () => String(this.#pick(100)),
      () => `${some()} + ${String(this.#pick(9))}`,
      () => `${some()} * 2`,
      () => `(${some()} % 13) / 4`,
      some,
    ])();
  }

  #value(place: Place): string {
    const { bindings } = place;
    return this.#one([
      () => this.#number(place),
      () => `'text ${String(this.#pick(1000))}'`,
      () =>
        this.#one([
          'true',
          'null',
          'undefined',
          'NaN',
          '-0',
          '12n',
          '1e300',
          "''",
          '4111111111111111',
        ]),
      () => (bindings.length > 0 ? this.#one(bindings).name : '1'),
      () => `{ p: ${this.#number(place)}, q: [${this.#number(place)}] }`,
      () => `[${this.#number(place)}, ${this.#number(place)}]`,
    ])();
  }

  #declaration(place: Place): [string, Binding[]] {
    const name = this.#fresh('v');
    const word = this.#one(['let', 'const', 'let', 'var']);
    const made = (kind: Binding['kind'], value: string): [string, Binding[]] => [
      `${word} ${name} = ${value};`,
      [{ name, kind, isConst: word === 'const' }],
    ];
    const other = this.#fresh('v');
    return this.#one([
      () => made('number', this.#number(place)),
      () => made('any', this.#value(place)),
      () => made('object', `{ a: ${this.#value(place)}, b: ${this.#value(place)} }`),
      () => made('array', `[${this.#value(place)}, ${this.#value(place)}, 3]`),
      () => made('map', `new Map([['k', ${this.#value(place)}], [1, ${this.#value(place)}]])`),
      () => made('set', `new Set([1, ${this.#value(place)}])`),
      () => made('bytes', `new Uint8Array([${this.#number(place)}, 2, 3, ${this.#number(place)}])`),
      () => made('any', `new Error('m', { cause: ${this.#value(place)} })`),
      (): [string, Binding[]] => [
        `let { x: ${name}, y: [${other}] = [${this.#number(place)}] } = { x: ${this.#value(place)} };`,
        [
          { name, kind: 'any', isConst: false },
          { name: other, kind: 'number', isConst: false },
        ],
      ],
      (): [string, Binding[]] => [`let ${name};`, [{ name, kind: 'any', isConst: false }]],
      () => made('any', this.#one(['() => 1', 'function () {}', 'class {}'])),
    ])();
  }

  #assignment(place: Place): [string, Binding[]] {
    const free = place.bindings.filter(({ isConst }) => !isConst);
    const numbers = free.filter(({ kind }) => kind === 'number');
    const anything = free.filter(({ kind }) => kind === 'any');
    const options: (() => string)[] = [() => `use(${this.#value(place)});`];
    if (numbers.length > 0) {
      const name = this.#one(numbers).name;
      const other = this.#one(numbers).name;
      options.push(
        () => `${name} = ${this.#number(place)};`,
        () => `${name} += ${this.#number(place)};`,
        () => `${name}++;`,
        () => `use(${name}--, --${other});`,
        () => `${name} ||= ${this.#number(place)};`,
        () => `[${name}, ${other}] = [${this.#number(place)}, ${this.#number(place)}];`,
        () => `use((${name} = ${this.#number(place)}), (${other} -= 1));`,
      );
    }
    if (anything.length > 0) {
      const name = this.#one(anything).name;
      options.push(
        () => `${name} = ${this.#value(place)};`,
        () => `({ z: ${name} = ${this.#value(place)} } = {});`,
        () => `${name} ??= ${this.#value(place)};`,
        () => `${name} = (x) => x;`,
      );
    }
    return [this.#one(options)(), []];
  }

  #mutation(place: Place): [string, Binding[]] {
    const of = (kind: Binding['kind']): string | undefined => {
      const found = place.bindings.filter((binding) => binding.kind === kind);
      return found.length > 0 ? this.#one(found).name : undefined;
    };
    const v = (): string => this.#value(place);
    const options: (() => string)[] = [];
    const bytes = of('bytes');
    if (bytes !== undefined) options.push(...byteMutations(bytes, () => this.#number(place)));
    const object = of('object');
    if (object !== undefined) {
      options.push(
        () => `${object}.a = ${v()};`,
        () => `${object}['c' + ${String(this.#pick(3))}] = ${v()};`,
        () => `delete ${object}.b;`,
        () => `${object}.n = ${this.#number(place)}; ${object}.n++; ${object}.n *= 3;`,
        () => `Object.assign(${object}, { d: ${v()}, e: 2 });`,
        () =>
          `Object.defineProperty(${object}, 'f', { value: 5, enumerable: true, configurable: true });`,
        () => `({ x: ${object}.g } = { x: ${v()} });`,
        () => `${object}.h ??= ${v()};`,
        () => `${object}[${this.#one(symbols)}] = ${v()};`,
        () => `delete ${object}[${this.#one(symbols)}];`,
        () => `[${object}.a, ${object}['b']] = [${v()}, ${v()}];`,
        () => `for (${object}.i of [1, ${v()}]) use(${object});`,
        () => `for (${object}.i in { p: 1, q: 2 }) use(${object});`,
        () => `({ x: ${object}.g, ...${object}.rest } = { x: ${v()}, y: ${v()} });`,
        () =>
          `Object.defineProperty(${object}, 'hid', { value: ${v()}, writable: true, configurable: true, enumerable: false });`,
        () => `${object}.hid = ${v()};`,
        () => `delete ${object}.hid;`,
        () =>
          `Object.defineProperties(${object}, { hid: { value: ${v()}, writable: true, configurable: true }, b: { value: 1, enumerable: true, writable: true, configurable: true } });`,
        () => `Reflect.set(${object}, 'r', ${v()}); Reflect.deleteProperty(${object}, 'a');`,
        () => `${object}.in = { x: 1 }; [${object}.in.x, ${object}.in['y']] = [${v()}, 2];`,
      );
    }
    const array = of('array');
    if (array !== undefined) {
      options.push(
        () => `${array}.push(${v()});`,
        () => `${array}.push(${v()}, ${v()});`,
        () => `${array}.pop();`,
        () => `${array}.shift();`,
        () => `${array}.unshift(${v()});`,
        () => `${array}.splice(1, 1, ${v()});`,
        () => `${array}.reverse();`,
        () => `${array}[${String(this.#pick(5))}] = ${v()};`,
        () => `${array}.length = ${String(this.#pick(4))};`,
        () => `${array}.fill(${this.#number(place)});`,
        () => `${array}.copyWithin(0, 1); ${array}.length += 1;`,
        () => `try { ${array}.sort(() => { throw 0; }); } catch {}`,
        () => `${array}.named = ${v()};`,
        () => `Array.prototype.push.call(${array}, ${v()}); [].reverse.apply(${array});`,
        () => `${array}['push'](${v()}); ${array}?.unshift(${v()});`,
        () =>
          `${array}[0] = [1]; for (let i = 0; i < 1; i++) if (Array.isArray(${array}[i])) ${array}[i].push(${v()});`,
      );
    }
    const map = of('map');
    if (map !== undefined) {
      options.push(
        () => `${map}.set('k', ${v()});`,
        () => `${map}.set(${this.#number(place)}, ${v()});`,
        () => `${map}.delete('k');`,
        () => `if (${map}.size > 4) ${map}.clear();`,
        () => `${map}.extra = ${v()};`,
        () => `delete ${map}.extra; ${map}[${this.#one(symbols)}] = ${v()};`,
        () => `${map}.set('k', 1).set('l', ${v()}); ${map}['delete'](1);`,
        () => `${map}.forEach((_, key) => { ${map}.delete(key); });`,
      );
    }
    const set = of('set');
    if (set !== undefined) {
      options.push(
        () => `${set}.add(${v()});`,
        () => `${set}.delete(1);`,
        () => `if (${set}.size > 4) ${set}.clear();`,
        () => `${set}.extra = ${v()};`,
        () => `for (const key of ${set}) if (key === 1) ${set}.delete(key);`,
      );
    }
    return options.length === 0 ? this.#assignment(place) : [this.#one(options)(), []];
  }

  #branch(place: Place): [string, Binding[]] {
    const inner = this.#inner(place);
    const test = (): string => `${this.#number(place)} > ${String(this.#pick(50))}`;
    const caught = this.#fresh('e');
    const binding: Binding = { name: caught, kind: 'any', isConst: false };
    const text = this.#one([
      () => `if (${test()}) ${this.#braced(inner)} else ${this.#braced(inner)}`,
      () => `if (${test()}) ${this.#braced(inner)}`,
      () => `{ ${this.#block(inner, 2).join(' ')} }`,
      () =>
        `try { ${this.#block(inner, 1).join(' ')} if (${test()}) throw ${this.#value(place)}; } ` +
        `catch (${caught}) ${this.#braced(this.#inner(place, { bindings: [...place.bindings, binding] }))}`,
      () => `try ${this.#braced(inner)} finally ${this.#braced(inner)}`,
      () =>
        `switch (${this.#number(place)} % 3) { case 0: ${this.#braced(inner)} break; default: ${this.#braced(inner)} }`,
    ])();
    return [text, []];
  }

  #loop(place: Place): [string, Binding[]] {
    const name = this.#fresh('i');
    const binding: Binding = { name, kind: 'number', isConst: true };
    const inner = this.#inner(place, { bindings: [...place.bindings, binding], isLoop: true });
    const fs = this.#fresh('fs');
    const local = this.#fresh('c');
    const counted: Binding = { name: local, kind: 'number', isConst: false };
    const text = this.#one([
      () => `for (let ${name} = 0; ${name} < 3; ${name}++) ${this.#braced(inner)}`,
      () => `for (const ${name} of [4, 5]) ${this.#braced(inner)}`,
      () => `for (var ${name} = 0; ${name} < 2; ${name}++) ${this.#braced(inner)}`,
      () => {
        const key: Binding = { name, kind: 'any', isConst: true };
        const at = this.#inner(place, { bindings: [...place.bindings, key], isLoop: true });
        return `for (const ${name} in { p: 1, q: 2 }) ${this.#braced(at)}`;
      },
      () => {
        const at = this.#inner(place, {
          bindings: [...place.bindings, binding, counted],
          isLoop: true,
        });
        const body = this.#block(at, 2).join(' ');
        return `const ${fs} = []; for (let ${name} = 0; ${name} < 3; ${name}++) { let ${local} = ${name}; ${fs}.push(() => { ${local} += ${name}; ${this.#look(at)} return ${local}; }); ${body} } for (const g of ${fs}) { g(); g(); }`;
      },
    ])();
    return [text, []];
  }

  #function(place: Place): [string, Binding[]] {
    const name = this.#fresh('f');
    const parameters = ['a', 'b', 'c'].map((letter) => this.#fresh(letter));
    const [a = '', b = '', c = ''] = parameters;
    const bindings: Binding[] = [
      ...place.bindings,
      { name: a, kind: 'number', isConst: false },
      { name: b, kind: 'any', isConst: false },
      { name: c, kind: 'any', isConst: false },
    ];
    const inside = (changes: Partial<Place>): Place =>
      this.#inner(place, {
        bindings,
        isAsync: false,
        isGenerator: false,
        isLoop: false,
        ...changes,
      });
    const list = this.#one([
      `${a}, ${b}, ${c}`,
      `${a} = 3, ${b} = ${a} + 1, ...${c}`,
      `${a}, { x: ${b} = 2, y: ${c} } = {}`,
    ]);
    const call = `(${this.#number(place)}, { x: ${this.#value(place)}, y: 4 }, ${this.#value(place)})`;
    const count = 2 + this.#pick(3);
    const text = this.#one([
      () => {
        const body = this.#block(inside({}), count).join(' ');
        return `function ${name}(${list}) { if (!fuel()) return; ${body} return ${a}; } use(${name}${call});`;
      },
      () => {
        const body = this.#block(inside({}), count).join(' ');
        return `const ${name} = (${list}) => { if (!fuel()) return; ${body} }; ${name}${call}; ${name}${call};`;
      },
      () => {
        const body = this.#block(inside({}), count).join(' ');
        return `function ${name}(${list}) { if (!fuel()) return; ${body} if (${a} > 0 && ${a} < 60) ${name}(${a} - 20, ${b}, ${c}); ${this.#look(inside({}))} } ${name}${call};`;
      },
      () => {
        const body = this.#block(inside({ isGenerator: true }), 1).join(' ');
        const after = this.#block(inside({ isGenerator: true }), 1).join(' ');
        return `function* ${name}(${list}) { ${body} ${b} = yield ${a}; ${after} yield 2; } for (const y of ${name}${call}) use(y);`;
      },
      () => {
        // A counter that several closures share.
        const n = this.#fresh('n');
        const shared: Binding = { name: n, kind: 'number', isConst: false };
        const at = inside({ bindings: [...bindings, shared] });
        const first = this.#block(at, 2).join(' ');
        const second = this.#block(at, 1).join(' ');
        return `function ${name}(${list}) { let ${n} = 0; return [() => { ${n}++; ${first} }, () => { ${n} *= 2; ${second} }]; } { const [up, twice] = ${name}${call}; const [other] = ${name}${call}; up(); other(); twice(); up(); }`;
      },
    ])();
    return [text, []];
  }

  #tasks(place: Place): [string, Binding[]] {
    if (!place.isAsync || place.isLoop) return this.#assignment(place);
    const name = this.#fresh('t');
    const a = this.#fresh('a');
    const binding: Binding = { name: a, kind: 'number', isConst: false };
    const inside = this.#inner(place, { bindings: [...place.bindings, binding], isAsync: false });
    const first = this.#block(inside, 2).join(' ');
    const second = this.#block(inside, 2).join(' ');
    const text = `async function ${name}(${a}) { if (!fuel()) return; ${first} ${a} += await ${a}; ${second} await null; ${this.#look(inside)} return ${a}; } await Promise.all([${name}(1), ${name}(2), ${name}(3)]);`;
    return [text, []];
  }

  #class(place: Place): [string, Binding[]] {
    const name = this.#fresh('K');
    const made = this.#fresh('o');
    const a = this.#fresh('a');
    const inside = this.#inner(place, {
      bindings: [...place.bindings, { name: a, kind: 'number', isConst: false }],
      isAsync: false,
      isLoop: false,
    });
    const body = this.#block(inside, 2).join(' ');
    const text =
      `class ${name} { x = ${this.#value(place)}; #y = 1; static { const peek = (o) => [['#y', o.#y]]; peeks(this, peek); } constructor(${a}) { this.z = ${a}; ${body} } ` +
      `m(${a}) { if (!fuel()) return; this.z += ${a}; this.#y++; this.list ??= []; this.list.push(${a}); ${body} } } ` +
      `let ${made} = new ${name}(${this.#number(place)}); ${made}.m(1); ${made}.m(2);`;
    return [text, [{ name: made, kind: 'any', isConst: false }]];
  }
}

/** Ways to change a typed array. */
function byteMutations(bytes: string, number: () => string): (() => string)[] {
  return [
    () => `${bytes}[1] = ${number()};`,
    () => `${bytes}.set([${number()}, 8], 1);`,
    () => `${bytes}.fill(${number()}, 2);`,
    () => `${bytes}.copyWithin(0, 2); ${bytes}.reverse();`,
    () => `${bytes}.sort(); ${bytes}.extra = ${number()};`,
    () => `Atomics.add(${bytes}, 0, ${number()});`,
  ];
}
