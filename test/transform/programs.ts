/**
 * Random programs that end, log what they do and are made of everything that functions can hold. A
 * program is a function of a tape of numbers: each choice eats one, and at the end of the tape
 * every choice is the first and simplest. So shorter tapes are smaller programs, and fast-check can
 * shrink them.
 */

interface Place {
  depth: number;
  isAsync: boolean;
  isGenerator: boolean;
  loop: boolean;
  labels: readonly string[];
  /** `return` may stand here. */
  returns: boolean;
  /** `arguments` may stand here. */
  args: boolean;
  strict: boolean;
}

const variables = ['a', 'b', 'c'] as const;
const functions = ['f', 'g', 'a'] as const;

export function programOf(tape: Iterable<number>): string {
  return new Writer([...tape]).program();
}

class Writer {
  private position = 0;
  private names = 0;

  constructor(private readonly tape: readonly number[]) {}

  program(): string {
    const strict = this.pick(2) === 1;
    const place: Place = {
      depth: 0,
      isAsync: false,
      isGenerator: false,
      loop: false,
      labels: [],
      returns: true,
      args: true,
      strict,
    };
    const count = 3 + this.pick(12);
    let text = `${strict ? "'use strict';" : ''}var a = 1, b = 'b', c = [3];
function f(x) { tick(); return x }
function g(x) { tick(); log('g', arguments.length); return [x] }
`;
    for (let i = 0; i < count; i++) text += this.use(place);
    return text;
  }

  private pick(options: number): number {
    return (this.tape[this.position++] ?? 0) % options;
  }

  private one<T>(options: readonly T[]): T {
    return options[this.pick(options.length)] as T;
  }

  private fresh(): string {
    return `v${this.names++}`;
  }

  /** A statement that makes a function and runs it. */
  private use(place: Place): string {
    const way = this.pick(3);
    const inside = { ...place, depth: place.depth + 1, loop: false, labels: [], returns: true };
    const args = `${this.expression(inside)}, ${this.expression(inside)}`;
    const plain = { ...inside, isAsync: false, isGenerator: false, args: true };
    const guarded = (text: string): string => `try { ${text} } catch (e) { log('caught', e) }\n`;
    switch (this.pick(8)) {
      case 0:
        return guarded(`log((function ${this.params(plain)} ${this.body(plain)})(${args}))`);
      case 1: {
        const fn = this.body({ ...plain, isGenerator: true });
        return guarded(`drive((function* ${this.params(plain)} ${fn})(${args}), ${way})`);
      }
      case 2: {
        const fn = this.body({ ...plain, isAsync: true });
        return guarded(`settle((async function ${this.params(plain)} ${fn})(${args}))`);
      }
      case 3: {
        const fn = this.body({ ...plain, isAsync: true, isGenerator: true });
        return guarded(
          `settle(driveAsync((async function* ${this.params(plain)} ${fn})(${args}), ${way}))`,
        );
      }
      case 4:
        return guarded(`log((${this.arrow(inside)})(${args}))`);
      case 5:
        return guarded(`settle((${this.asyncArrow(inside)})(${args}))`);
      case 6:
        return guarded(`log(${this.klass(inside)})`);
      default:
        return guarded(`log(${this.object(inside)}.m(${args}))`);
    }
  }

  private params(place: Place): string {
    const inner = { ...place, isAsync: false, isGenerator: false };
    return this.one([
      () => '(a, b)',
      () => '()',
      () => `(a, b = ${this.expression(inner)})`,
      () => `({ a } = { a: 1 }, ...b)`,
      () => `(a, b = () => [a, b], c = (a = ${this.expression(inner)}))`,
      () => `([a, [b] = [2]] = iterable(2), { length: c, ...d } = 'xy')`,
      () => (place.strict ? '(b, a)' : '(a, a, b)'),
    ])();
  }

  private body(place: Place): string {
    const directive = this.pick(9) === 1 ? "'use client'\n" : '';
    return `{${directive} tick();${this.statements({ ...place, depth: place.depth + 1 })}}`;
  }

  private arrow(place: Place): string {
    const inner = { ...place, isAsync: false, isGenerator: false };
    if (this.pick(2) === 0) {
      return `(a, b) => /* => */ ${this.one(['', '\n'])} (${this.expression(inner)})`;
    }
    return `(a, { b } = {}) => ${this.body(inner)}`;
  }

  private asyncArrow(place: Place): string {
    const inner = { ...place, isAsync: true, isGenerator: false };
    return this.pick(2) === 0
      ? `async (a) => (${this.expression(inner)})`
      : `async a => ${this.body(inner)}`;
  }

  private klass(place: Place): string {
    const inner = { ...place, isAsync: false, isGenerator: false, strict: true };
    const method = { ...inner, returns: true, args: true, loop: false, labels: [] };
    const field = { ...inner, args: false };
    const key = `[log('key', ${this.expression({ ...place, depth: place.depth + 1 })})]`;
    const statics = this.statements({ ...field, returns: false, loop: false, labels: [] });
    return this.one([
      () => `new (class { constructor(a, b) ${this.body(method)} })(1)`,
      () => `new (class extends Object { constructor(a) { super(); ${this.inner(method)} } })(2)`,
      () => `new (class extends Object { constructor() { ${this.inner(method)} super() } })()`,
      () => `(new (class { get x() ${this.body(method)} set x(a) ${this.body(method)} })()).x = 1`,
      () => `(class { static { ${statics} } static x = ${this.expression(field)} }).x`,
      () => `(class { static #p(a) ${this.body(method)} static x = this.#p(${this.pick(5)}) }).x`,
      () => `(class { ${key}() ${this.body(method)} static [${this.expression(place)}] = 1 }).name`,
    ])();
  }

  private object(place: Place): string {
    const inner = {
      ...place,
      isAsync: false,
      isGenerator: false,
      args: true,
      strict: place.strict,
    };
    return this.one([
      () => `({ m(a, b) ${this.body(inner)} })`,
      () => `({ get m() { return ${this.arrow(place)} } })`,
      () => `({ m: function (a) ${this.body(inner)}, set n(a) {} })`,
      () => `({ *m(a) ${this.body({ ...inner, isGenerator: true })} })`,
      () => `({ async m(a) ${this.body({ ...inner, isAsync: true })} })`,
    ])();
  }

  private inner(place: Place): string {
    return place.depth > 6 ? 'log(1);' : this.statements(place);
  }

  private statements(place: Place): string {
    const count = place.depth > 7 ? 1 : 1 + this.pick(4);
    let text = ' ';
    for (let i = 0; i < count; i++) text += this.statement({ ...place, depth: place.depth + 1 });
    return text;
  }

  private block(place: Place): string {
    return `{${this.statements(place)}}`;
  }

  private statement(place: Place): string {
    const e = (): string => this.expression(place);
    if (place.depth > 8) return `log(${e()});`;
    const loop = { ...place, loop: true };
    const end = this.one([';', '\n', ' ;\n', ' // c\n']);
    return this.one([
      () => `log(${e()})${end}`,
      () => (place.returns ? `if (log(${e()})) return ${e()}${end}` : `${e()};`),
      () => (place.returns ? `if (!log(${e()})) return${end}` : `${e()};`),
      () => `try ${this.block(place)} catch (e) ${this.block(place)}`,
      () => `try ${this.block(place)} finally ${this.block(place)}`,
      () => `try ${this.block(place)} catch { log('c') } finally ${this.block(place)}`,
      () => `if (${e()}) ${this.block(place)} else ${this.block(place)}`,
      () => `for (const x of ${this.one(['[1, 2]', 'iterable(3)'])}) ${this.block(loop)}`,
      () => `for (let i = 0; i < 2; i++) ${this.block(loop)}`,
      () => this.jump(place),
      () => this.labelled(loop),
      () => this.forAwait(loop),
      () => `throw ${e()}${end}`,
      () => this.declaration(place),
      () => this.declaration(place),
      () => `${e()}\n(log)(1);`,
      () => `try ${this.block(place)} catch ({ message: m, q = ${e()} }) ${this.block(place)}`,
      () =>
        `switch (${e()}) { case ${e()}: ${this.statement(place)} break; default: ${this.statement(place)} }`,
      () => `var ${this.fresh()} = ${e()}\n`,
      () => `do ${this.block(loop)} while (log(0) || false)\n`,
      () => this.use(place),
    ])();
  }

  private declaration(place: Place): string {
    const inner = { ...place, args: true, returns: true, loop: false, labels: [] };
    const name = this.one(functions);
    const body = (isAsync: boolean, isGenerator: boolean): string =>
      place.depth > 6 ? '{ tick() }' : this.body({ ...inner, isAsync, isGenerator });
    return this.one([
      () => `function ${name}(a) ${body(false, false)}\n`,
      () => `log(typeof ${name}); function ${name}() ${body(false, false)} log(${name}());`,
      () => `var ${name};`,
      () => `{ function ${name}() { tick(); return 'inner' } } log(${name}());`,
      () => `async function ${name}(a) ${body(true, false)} settle(${name}());`,
      () => `function* ${name}(a) ${body(false, true)}`,
      () => `let ${this.fresh()} = ${this.expression(place)}\n`,
      () => `class ${this.fresh()} extends Object {}`,
      () => (place.strict ? 'log(2);' : `if (log(1)) function ${name}() {}\n`),
      () => `var { ${name} = 3, x: [b] = 'q' } = {};`,
    ])();
  }

  private jump(place: Place): string {
    const label = place.labels.length > 0 ? ` ${this.one(place.labels)}` : '';
    if (!place.loop) return `log(${this.expression(place)});`;
    return `if (log(${this.expression(place)})) ${this.one(['break', 'continue'])}${label}\n`;
  }

  private labelled(place: Place): string {
    const label = this.fresh();
    const inner = { ...place, labels: [...place.labels, label] };
    if (place.isAsync && this.pick(2) === 1) return `${label}: ${this.forAwait(inner)}`;
    return `${label}: for (const x of iterable(2)) ${this.block(inner)}`;
  }

  private forAwait(place: Place): string {
    if (!place.isAsync) return `while (log(1)) { ${this.statements(place)} break }`;
    const source = this.one([
      'asyncIterable(2)',
      '[1, Promise.resolve(2)]',
      'iterable(2)',
      '(0, [3])',
    ]);
    const left = this.one(['const x', '{ length: c }', 'var [w = 1]', 'let { y = await 3 }']);
    const body = this.pick(3) === 1 ? `log(${this.expression(place)});` : this.block(place);
    return `for await (${left === '{ length: c }' ? '({ length: c })' : left} of ${source}) ${body}`.replace(
      '(({ length: c })',
      '({ length: c }',
    );
  }

  private expression(place: Place): string {
    if (place.depth > 9 || this.pick(5) < 2) return this.one(['0', '1', 'a', 'b', 'c', "'s'"]);
    const deeper = { ...place, depth: place.depth + 1 };
    const e = (): string => this.expression(deeper);
    const options: (() => string)[] = [
      () => String(this.pick(3)),
      () => this.one(variables),
      () => `log(${e()})`,
      () => `(${e()}, ${e()})`,
      () => `${this.one(functions)}(${e()})`,
      () =>
        place.args ? this.one(['arguments.length', 'arguments[0]', '(arguments[0] = 7)']) : '8',
      () => `(${this.one(variables)} = ${e()})`,
      () => `(${e()} ? ${e()} : ${e()})`,
      () => `[${e()}, ...[${e()}]].length`,
      () => `\`\${${e()}}\``,
      () => `(${this.arrow(deeper)})(${e()})`,
      () => (place.depth > 5 ? '1' : this.klass(deeper)),
      () => (place.depth > 5 ? '{}' : `${this.object(deeper)}.m`),
      () => `eval(${this.one(["'a'", "'var b = 5'", "'typeof f'", "'function g() {}'"])})`,
      () => `(function () { tick(); return ${e().replaceAll(/\b(await|yield)\b\*?/g, '')} })`,
      () => `(${e()} ?? ${e()})`,
      () => '(() => {})',
      () => 'new.target',
      () => `(typeof this)`,
      () => `({ a: b = ${e()}, ...c } = { z: ${e()} })`,
    ];
    if (place.isAsync) {
      options.push(
        () => `await ${e()}`,
        () => `(await ${e()})`,
        () => `await Promise.reject(${e()})`,
        () => `await (0, ${e()})`,
        () => 'await c++',
      );
    }
    if (place.isGenerator) {
      options.push(
        () => '(yield)',
        () => `(yield ${e()})`,
        () => `(yield* ${this.one(['[1, 2]', 'iterable(2)'])})`,
        () => `log(yield ${e()})`,
      );
    }
    const text = this.one(options)();
    return /^await/.test(text) ? `(${text})` : text;
  }
}
