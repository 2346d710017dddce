/** Classes and object literals. */
import { expression } from './expressions.js';
import { arrow, asyncArrow, signature } from './functions.js';
import { deeper, functionPlace, still, type Place } from './place.js';
import { statements } from './statements.js';
import type { Tape } from './tape.js';

const method = { superProperty: true };

/** An object literal with a member `m`. */
export function object(t: Tape, place: Place): string {
  const inner = deeper(place);
  const member = (): string => signature(t, inner, method);
  const m = t.text([
    () => `m${member()}`,
    () => `get m() { tick(); return ${arrow(t, { ...inner, superProperty: true })} }`,
    () => `m: function ${signature(t, inner)}, set n(a) {}`,
    () => `*m${signature(t, inner, { ...method, isGenerator: true })}`,
    () => `async m${signature(t, inner, { ...method, isAsync: true })}`,
    () => `async *m${signature(t, inner, { ...method, isAsync: true, isGenerator: true })}`,
    () => `__proto__: { m${member()} }, m(a) { return super.m(a, 1) }`,
    () => `__proto__: { set q(a) { log('set', a) } }, m(a) { return (super.q = a), super.w }`,
    () => `['m']: ${asyncArrow(t, inner)}`,
    () => `get [log('name')]() { return 1 }, m${member()}, ...hot()`,
  ]);
  return `({ ${m} })`;
}

/** A class expression; `heritage` decides how its constructor may end. */
export function klass(t: Tape, place: Place): string {
  const privates = ['#p', '#m', '#s'].map((name) => name + t.fresh(''));
  const inner: Place = {
    ...deeper(still(place)),
    strict: true,
    privates: [...place.privates, ...privates],
  };
  const heritage = t.text([
    () => '',
    () => 'extends Base',
    () => 'extends Object',
    () => `extends (log('heritage'), Base)`,
    () => 'extends null',
    () => `extends (class { constructor() { return frozen } })`,
    () => `extends ${expression(t, { ...inner, strict: true, privates: place.privates })}`,
  ]);
  const parts = [constructorOf(t, inner, heritage !== '')];
  const count = place.depth > 6 ? 1 : 1 + t.pick(4);
  for (let i = 0; i < count; i++) parts.push(memberOf(t, inner));
  const [p = '', m = '', s = ''] = privates;
  parts.push(`${p} = 1; ${m}${place.depth > 5 ? '() {}' : signature(t, inner, method)}`);
  parts.push(`static ${s} = 2; m() { return this.${m}() } static of(o) { return ${p} in o }`);
  return `class ${t.one(['', 'C', 'a'])} ${heritage} { ${parts.join('\n')} }`;
}

/** Makes instances and calls what they have. */
export function useOfClass(t: Tape, place: Place): string {
  const args = expression(t, deeper(place));
  const name = t.fresh('K');
  const use = t.text([
    () => `log(new ${name}(${args}))`,
    () => `log(new ${name}(${args}).m())`,
    () => `log(${name}.of(new ${name}()), ${name}.of({}))`,
    () => `{ const o = new ${name}(1); log(o.x); o.x = ${args}; log(o.x, o.y) }`,
    () => `shape(${name}); log(${name}.x, ${name}.y)`,
    () => `log(${name}(${args}))`,
    () => `log(Reflect.construct(${name}, [1], Base))`,
    () => `drive(new ${name}(1).g(), 1); settle(new ${name}(2).h(1))`,
    () => `log(${name}.prototype.m.call({}))`,
    () => `log(new (class extends ${name} { constructor() { super(); log(super.m?.(2)) } })())`,
  ]);
  return `const ${name} = ${klass(t, place)};\n${use}`;
}

function constructorOf(t: Tape, place: Place, derived: boolean): string {
  const e = (): string => expression(t, { ...inside, depth: inside.depth + 1 });
  const inside = functionPlace(place, method);
  const some = (): string => (place.depth > 6 ? 'log(1);' : statements(t, deeper(inside)));
  if (!derived) {
    return t.text([
      () => '',
      () => `constructor${signature(t, place, method)}`,
      () => `constructor() { tick(); log(new.target); return ${e()} }`,
    ]);
  }
  return t.text([
    () => '',
    () => `constructor(a) { tick(); super(a); ${some()} }`,
    () => `constructor(a) { tick(); ${some()} super(); }`,
    () => `constructor(a) { tick(); return ${e()} }`,
    () => `constructor(a) { tick(); super(); return ${e()} }`,
    () => `constructor(a) { tick(); (() => super(${e()}))(); log(this.x); }`,
    () => `constructor() { tick(); try { super() } finally { ${some()} } }`,
    () => `constructor() { tick(); try { log(this) } catch (e) { log(e); super(e) } }`,
    () => `constructor() { tick(); super(); try { super() } catch (e) { log(e) } }`,
    () => `constructor(a, b = () => super()) { tick(); b(); ${some()} }`,
    () => `constructor() { tick(); eval('super(1)'); return log({}, super.m) }`,
  ]);
}

function memberOf(t: Tape, place: Place): string {
  const field: Place = { ...place, isAsync: false, isGenerator: false, args: false };
  const value = { ...deeper(field), superProperty: true, returns: false };
  const e = (): string => expression(t, value);
  const own = (): string => signature(t, place, method);
  const privateName = t.fresh('#q');
  return t.text([
    () => `x = ${e()};`,
    () => `static x = ${e()};`,
    () => `get x${accessorBody(t, place)} set x(a) { tick(); log('set', a) }`,
    () => `static { ${statements(t, { ...value, depth: value.depth + 1 })} }`,
    () => `[log('key', ${t.pick(3)})]${own()}`,
    () => `static [(tick(), 'y')] = ${arrow(t, value)};`,
    () => `${privateName} = ${arrow(t, value)}; get y() { return this.${privateName}(1) }`,
    () => `static ${privateName}${own()} static y = this.${privateName}(${t.pick(5)});`,
    () =>
      `get ${privateName}() { return log('got') } set ${privateName}(a) { log(a) } n() { return this.${privateName} += 1 }`,
    () => `*g${signature(t, place, { ...method, isGenerator: true })}`,
    () => `async h${signature(t, place, { ...method, isAsync: true })}`,
    () => `async *['g']${signature(t, place, { ...method, isAsync: true, isGenerator: true })}`,
    () => `y = ${asyncArrow(t, value)};`,
    () => `static async h${signature(t, place, { ...method, isAsync: true })}`,
    () => `static x = super.toString; y = () => super.m;`,
    () => `'n'() { tick() } static name = 3;`,
  ]);
}

function accessorBody(t: Tape, place: Place): string {
  const inside = deeper(functionPlace(place, method));
  return `() { tick(); ${t.maybe('log(this);')} return ${expression(t, inside)} }`;
}
