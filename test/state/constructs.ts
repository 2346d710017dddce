/**
 * Small programs, each about one way to change state: `LOOK(a, b)` stands for a checkpoint at which
 * these variables are compared with what the recording says (compare.ts). `unseen.mjs` is code that
 * is not recorded.
 */
import { hardConstructs } from './hard-constructs.js';

export interface Construct {
  name: string;
  text: string;
  isSloppy?: boolean;
}

/** What the programs import, as `unseen`. */
export const unseenSource = `
import fs from 'node:fs';
globalThis.unseen = {
  put(o, k, v) { o[k] = v; },
  apply(f, ...values) { return f(...values); },
  hostile(k) { return { [k]: 1, get thrown() { throw 1; }, late: 1 }; },
  marked(o, s, v) { o[s] = v; return o; },
  reactive(o) {
    return new Proxy(o, {
      get(t, k, r) { const v = Reflect.get(t, k, r); return v instanceof Object && typeof v !== 'function' ? unseen.reactive(v) : v; },
      set(t, k, v, r) { return Reflect.set(t, k, v, r); },
    });
  },
  trace(o) { Error.captureStackTrace(o); return o; },
  hide(o, k, value) { return Object.defineProperty(o, k, { value, writable: true, configurable: true }); },
  read(buffer) {
    const file = fs.openSync(process.argv[1], 'r');
    fs.readSync(file, buffer, 0, buffer.length, 0);
    fs.closeSync(file);
  },
};
`;

const strict: Record<string, string> = {
  'receivers that an expression fills in as compilers write it': `
    let list, other, n = 0; const o = {}, next = () => { const was = list; list = [9]; n++; return 1; };
    (list ?? (list = [])).push(1); LOOK(list); (list || (list = [])).push(2, 3); LOOK(list); const was = list;
    (list ?? (list = [])).push(next()); LOOK(list, was); (o.in || (o.in = [])).push(4); LOOK(o); (o.in && (o.in = [5])).unshift(n); LOOK(o);
    (o[n] ?? (o[n] = new Map())).set('k', 1); LOOK(o); (o[n] ?? (o[n] = new Map())).set('l', next()); LOOK(o);
    (other ??= []).push(1); (other ?? (other = [])).pop().toFixed(); LOOK(other);`,
  'receivers that nothing finds again': `
    const a = [1], b = [2, [3]], m = new Map([['k', [1]], ['l', { list: [] }]]), s = new Set([1]), o = { in: { x: 1 }, get items() { return a; } };
    const id = (x) => x, other = new Proxy({ a, o }, {}); let n = 0;
    id(a).push(2); LOOK(a); id(b)[1].push(4); LOOK(b); id(m).delete('x'); id(m).get('k').push(2); LOOK(m); id(m).get('l').list.unshift(1, 2); LOOK(m);
    [a, b].find((x) => x[0] === 2).pop(); LOOK(a, b); id(a).push(...b, 5); LOOK(a); id(a).splice(0, 1).at(0); LOOK(a);
    for (const x of id(a).splice(0, 1)) { LOOK(a); } id(a).push(6); see(...id(a).splice(0)); LOOK(a); (n ? b : a).push(7); LOOK(a); (a || b).unshift(0); LOOK(a);
    o.items.push(8); LOOK(o, a); other.a.push(9); LOOK(a); id(a).pop().toFixed(); LOOK(a); id(a).shift(); id(s).clear(); LOOK(a, s); id(m)?.clear(); LOOK(m);
    [id(o).p, id(o).in.x] = [1, 2]; LOOK(o); ({ q: id(o).q } = { q: 3 }); LOOK(o); for (id(o).r of [4]) LOOK(o); delete id(o)?.r; LOOK(o);
    class K { f = (id(o).s = 5); g = id(a).push(1); h = id(s).add(2); static { id(a).push(2); LOOK(a); } } new K(); LOOK(o, a, s);
    const d = (x = id(a).push(3), y = (id(o).t = 1)) => { LOOK(a, o); }; d(); const [z] = id(a).splice(0, 2); LOOK(a, z);
    id(a).push(1).toFixed(id(a).push(2)); LOOK(a); id(new Date(0)).setTime(5); id(id)(a).reverse(); LOOK(a); id(a)['push'](9); LOOK(a);`,
  'changes that a call is told of while it runs, and loops that never come to their body': `
    const q = [1, 2, 3], m = new Map([['a', { x: 1 }], ['b', undefined]]); let n = 0;
    const f = (...all) => { n = all.length; LOOK(q, all, n); return all; };
    f(...q.splice(1)); LOOK(q); f(0, ...q.splice(0), f(1)); LOOK(q);
    q.push(1, 2); f(...[...q.splice(0), f(2)]); LOOK(q); q.push(3, 1, 2); f(...q.sort()); LOOK(q);
    for (const x of q.splice(0)) {} LOOK(q); q.push(1); for (const x of q.splice(0)) LOOK(q); q.push([5], { y: undefined });
    const { y = f(1) } = q.pop(); LOOK(q, y); const [z = f(2)] = q.shift(); LOOK(q, z);
    q.push(...'abc'); new (class { constructor(...all) { LOOK(q, all); } })(...q.splice(1)); LOOK(q);
    const g = function* () { yield q.push('g'); LOOK(q); yield 2; }; q.push(g()); for (const x of q.pop()) LOOK(q, x);`,
  'what an expression changed that then throws': `
    const q = [1, undefined, { a: null }], m = new Map([['k', 1], ['l', 2]]), s = new Set([1, 2]);
    let caught = 0; const f = () => { throw 1; };
    try { q.pop().a.x(); } catch { LOOK(q); } q.push({ get b() { LOOK(q); return null; } });
    try { q.pop().b.x(); } catch { LOOK(q); } try { q.pop().run(); } catch (e) { caught++; LOOK(q, caught); }
    const inner = () => { try { m.delete('k').x.y(); } finally { caught++; LOOK(m, caught); } }; try { inner(); } catch {} LOOK(m);
    const outer = () => s.delete(1).x.y.z(); try { outer(); } catch { LOOK(s); }
    const parted = () => { const { p } = q.shift(), [r] = q; }; q.unshift(null); try { parted(); } catch { LOOK(q); }
    q.push(7, 8); try { f(...q.splice(1)); } catch { LOOK(q); } try { for (const x of q.pop()) see(x); } catch { LOOK(q); }
    try { [...s.clear()]; } catch { LOOK(s); } q.push(1, 2); try { q.splice(f() ?? 1, 1).x.y(); } catch { LOOK(q); }
    const late = () => q.splice((n++, 0), 1)[0].x.y.z(); let n = 0; try { late(); } catch { LOOK(q); }`,
  'fields of instances that are seen before they have them': `
    const all = []; class Base { constructor() { all.push(this); LOOK(all); } }
    class Derived extends Base { 'a b' = 1; 2 = 'two'; ['c' + 1] = 3; f = (() => { LOOK(all); return 4; })(); g = 5; }
    new Derived(); LOOK(all);
    class Early { a = all.push(this); b = 2; 'c d' = (() => { LOOK(all); return this.b; })(); e = 5; } new Early(); LOOK(all);`,
  'objects with hidden properties inside others': `
    const esm = () => Object.defineProperty({ run: 1 }, '__esModule', { value: true });
    const objects = { a: unseen.hide({ x: 1 }, 'h', 2), n: 1, s: 'two' };
    const list = [1, unseen.hide({}, 'h', { p: 1 }), 'third'];
    const map = new Map([['k1', unseen.hide({}, 'h', 'H')], ['k2', 'two'], ['k3', 'three']]);
    LOOK(objects, list, map);
    const deep = { in: { all: [unseen.hide({ x: 1 }, 'h', [1]), 2], z: 3 }, n: 1.5 }; LOOK(deep);
    const modules = { a: esm(), n: 1, s: 'two' }; LOOK(modules);`,
  'one property after the other defined on an object': `
    const o = { first: 1 }; let key = 0, s = Symbol('s'); const sym = s;
    for (; key < 70; key++) Object.defineProperty(o, 'k' + key, { value: key, enumerable: key % 2 === 0, configurable: true });
    LOOK(o, key);
    for (; key-- > 0;) Object.defineProperty(o, \`k\${key}\`, { enumerable: key % 3 === 0 }); LOOK(o);
    Object.defineProperty(o, s, { value: { p: 1 } }); LOOK(sym, o);
    Object.defineProperty(o, (s = 'first'), { get() { return 1; } }); LOOK(sym, o);
    o.__defineGetter__(s + 'er', () => 1); o.__defineSetter__('setter', (v) => {}); LOOK(sym, o);
    const values = { p: { value: 1 }, q: { value: 2, enumerable: true } };
    Object.defineProperties(o, values); Object.defineProperty(o, ...['r', { value: 3 }]); LOOK(sym, o);
    const list = [1, 2], bytes = new Uint8Array(300), map = new Map([['k', 1]]);
    Object.defineProperty(list, 3, { value: 4, configurable: true }); Object.defineProperty(list, 'named', { value: 5 }); LOOK(list);
    Object.defineProperty(list, 'length', { value: 1 }); LOOK(list);
    Object.defineProperty(bytes, 'x', { value: 1 }); Object.defineProperty(map, 'k', { value: 2 });
    Object.defineProperty(bytes, 1, { value: 3 }); const x = [bytes.x, bytes[1]]; LOOK(list, map, x);
    function f() {} Object.defineProperty(f, 'p', { value: 1, enumerable: true }); LOOK(f);
    const e = new Error('m'); Object.defineProperty(e, 'message', { value: 'n' }); Object.defineProperty(e, 'code', { value: 'C' }); LOOK(e);`,
  'receivers that the arguments put others in place of': `
    const grid = [[1], [2, 3]], maps = { a: new Map(), b: new Map([['z', 1]]) };
    let row = 0, k = 'a', list = grid[0];
    const next = () => { row = 1; return 'x'; }, other = () => { k = 'b'; list = []; maps.a = new Map(); return 1; };
    grid[row].push(next()); LOOK(grid, row);
    row = 0; grid[row].push(row++, row++); LOOK(grid, row);
    const was = maps.a; list.push(other()); LOOK(grid, list);
    was.x = 1; maps[k = 'a'].set('key', other()); LOOK(was, maps);
    k = 'a'; maps[k].set('key', other()); LOOK(was, maps);
    const now = maps.a; maps.a.set(other(), maps.a.set('in', 1).size); LOOK(now, maps);
    async function later(all) { let at = 0; all[at].push(await (at = 1)); LOOK(all, at); } await later(grid);
    class A { items = [this]; add(v) { const { items } = this; this.items.push((this.items = [], v)); LOOK(items); } } const a = new A(); a.add(1); LOOK(a);
    try { grid[row].push(unset); let unset; } catch (error) { LOOK(grid); }`,
  'calls that V8 would quote, or that give their receiver': `
    const map = new Map([['z', 0]]), set = new Set(), q = [{ run() { LOOK(q); return [1, 2]; } }, 5, 6, [7, 8], { a: 9 }];
    const o = { q: [1, 2, 3], m: new Map() }; const see_ = (...v) => { LOOK(map, set, q, o); return v.length; };
    map.set('a', 1).set('b', see_()).set('c', 2).get(see_()); LOOK(map);
    map.set('d', see_()).get('d')?.toFixed(); map.delete('a').valueOf().valueOf(); LOOK(map);
    try { map.set('e', 1).set('f', map.none()); } catch { LOOK(map); } set.add(1).add(2).has(see_()); LOOK(set);
    q.shift().run().map((x) => { LOOK(q); return x; }); q.length.toFixed(...q.splice(0, 1)); LOOK(q);
    const { length, 0: first } = q.splice(1, 1)[0]; LOOK(q, length, first); let b; ({ a: b } = q.pop()); LOOK(q, b);
    const [last = 4] = [q.pop()], all = [...o.q.splice(1), ...o.q.reverse()]; LOOK(q, o, last, all);
    for (const x of o.q.sort((x, y) => y - x)) { LOOK(o, x); } for (const [x] of [o.q.splice(0)]) { LOOK(o, x); }
    o.q.push(3, 1, 2); o.q.sort().reverse().map(see_); LOOK(o); (o.q.pop() || map.delete('z')).toString(); LOOK(o, map);
    let n = 1, w; (n += 1).toFixed(see_()); LOOK(n); (o.w ??= [n++]).map(see_); (w ||= o.w)[0].toString(); (--n || (o.none = 1)).toFixed(); LOOK(o, n, w);
    const [one] = (o.v = [5]), { two = (o.u = 2) } = (o['t' + n] = {}); LOOK(o, one, two); [...(w = [1])]; (o.w[0]++).toFixed(); LOOK(o, w);
    o.q?.pop().x; LOOK(o); o.q.push(() => class {}); new (o.q.pop()())(see_()); LOOK(o);
    o.m.set(see_(), 1).set(o, o).get(o).m.set('in', see_()).forEach(see_); LOOK(o);
    Object.assign(o, { x: 1 }).q.push(see_()); LOOK(o); delete Object.defineProperty(o, 'y', { value: 1, configurable: true }).y; LOOK(o);`,
  'receivers that more than names lead to': `
    const o = { lists: {}, groups: new Map() }, rows = [[0], [1], [2]]; let i = 0, k = 'g'; const next = () => (i++, k = 'h', i);
    (o.lists[k] ??= []).push(next()); LOOK(o); k = 'g'; (o.lists[k] ||= new Map()).push?.(next()); LOOK(o);
    o.groups.set('a', []).get('a').push(next()); o.groups.get('a').push(2, next()); LOOK(o); o.groups.get('a').pop(); LOOK(o);
    i = 0; rows[i + 1].push(next()); rows[rows.length - 1].push(1); rows.at(-2).shift(); rows.at(0).push(next()); LOOK(rows);
    const keyed = { k1: [], k2: new Set(), 3: [1] }; i = 1; keyed[\`k\${i}\`].push(next()); keyed['k' + i].add(next()); keyed[i * 1].reverse(); LOOK(keyed, i);
    const weak = new WeakMap([[o, [1]]]); const inside = weak.get(o); weak.get(o).push(next()); LOOK(inside);
    class A { #list = []; #m = new Map(); static #all = [];
      static { const peek = (o) => [['#list', o.#list], ['#m', o.#m]]; peeks(this, peek, () => [['#all', A.#all]]); }
      get #view() { return this.#list; } add(x) { this.#list.push(x); const self = this; LOOK(self); const at = this; at.#m.set(x, [x]).get(x).push(next()); A.#all.push(this); LOOK(at); return at.#list.pop().valueOf(); }
      both(x) { this.#list.push((this.#list = [1], x)); this.#view.push(x); const at = this; see(this.#list); LOOK(at); } }
    const a = new A(); a.add(2); a.both(3); LOOK(a, A);
    const odd = new (class extends Map { get(key) { return rows[0]; } })([['a', [5]]]); odd.get('a').push(6); see(rows[0]); LOOK(odd, rows);
    const text = { toString() { i += 100; return 'k1'; } }; keyed[text].push(1); see(keyed.k1); LOOK(keyed, i);`,
  'properties of Maps and Sets': `
    const map = new Map([['k', 1]]), set = new Set([1]);
    map.extra = 1; set.extra = { p: 2 }; LOOK(map, set);
    map.extra++; map.set('extra', 5); LOOK(map, set);
    for (let i = 0; i < 3; i++) map.set(i, i);
    map.forEach((v, k) => { if (k === 0) map.delete(k); }); LOOK(map, set);
    delete set.extra; set['other'] = 1; LOOK(map, set);
    map.clear(); LOOK(map);`,
  'fields of classes over Map, Set and Array': `
    class Cache extends Map { hits = 0; get(k) { this.hits++; return super.get(k); } }
    class List extends Array { tag = 'list'; }
    class Bag extends Set { #n = 0; count = 1; static { const peek = (o) => [['#n', o.#n]]; peeks(this, peek); } add(v) { this.count++; return super.add(v); } }
    const cache = new Cache([['a', 1]]); LOOK(cache);
    cache.get('a'); LOOK(cache);
    const list = new List(); list.push(1); list.tag = 'other'; LOOK(list);
    const bag = new Bag([3]); bag.add(4); LOOK(bag);`,
  'properties of typed arrays': `
    const bytes = new Uint8Array(3), big = new BigInt64Array(2);
    bytes.extra = 'x'; bytes[1] = 300; LOOK(bytes);
    bytes.set([7, 8]); big[0] = 5n; LOOK(bytes, big);
    bytes.fill(9, 1); bytes.extra = 'y'; LOOK(bytes);
    bytes.copyWithin(0, 2); bytes.sort(); bytes.reverse(); LOOK(bytes);`,
  'typed arrays through other views': `
    const bytes = new Uint8Array(8), words = new Uint32Array(bytes.buffer);
    const view = new DataView(bytes.buffer);
    LOOK(bytes, words);
    view.setUint16(0, 0x1234); see(bytes); LOOK(bytes);
    words[1] = 0x01020304; see(bytes, words); LOOK(bytes, words);
    Atomics.add(words, 0, 1); LOOK(words);
    Atomics.store(words, 0, 1); LOOK(words);
    bytes.subarray(2).fill(3); see(bytes); LOOK(bytes);`,
  'Buffer methods': `
    const buffer = Buffer.alloc(8);
    LOOK(buffer);
    buffer.write('ab'); LOOK(buffer);
    buffer.writeUInt16BE(7, 2); LOOK(buffer);
    buffer.fill(1, 4); LOOK(buffer);
    Buffer.from([5, 6]).copy(buffer, 6); LOOK(buffer);
    buffer.swap16(); LOOK(buffer);
    buffer.writeDoubleLE(1.5); LOOK(buffer);`,
  'buffers that native code fills': `
    const random = new Uint8Array(4), read = Buffer.alloc(4);
    LOOK(random, read);
    crypto.getRandomValues(random); unseen.read(read); see(read); LOOK(random, read);
    const { written } = new TextEncoder().encodeInto('xy', random); see(random); LOOK(random, written);
    crypto.randomFillSync?.(read); LOOK(random);`,
  'destructuring into members': `
    const o = { a: 1, in: {} }, list = [1];
    [o.a, o.b = 2, ...o.rest] = [3, , 4, 5]; LOOK(o);
    ({ x: o.in.y, z: list[2], ...o['more'] } = { x: 1, z: 2, w: 3 }); LOOK(o, list);
    const get = () => o; let k = 'c';
    [get().d, o[k]] = [1, 2]; see(o); LOOK(o);
    [o[k += '1'], list[list.length]] = [9, 8]; LOOK(o, list);
    ({ q: get().in.q = 7 } = {}); see(o, o.in); LOOK(o);
    for (get().e of [1, 2]) { see(o); LOOK(o); }
    for (o['f' + 1] in { x: 1 }) LOOK(o);
    for ([o.g, get().h] of [[1, 2]]) { see(o); LOOK(o); }
    for (const { p = (o.i = 3) } of [{}]) LOOK(o, p);`,
  'logical and other assignments to members': `
    const o = { a: 0, n: null, big: 1n }; const get = () => o; let i = 0; const xs = [];
    o.a ||= 1; o.n ??= { p: 1 }; o.n &&= 2; o.big **= 2n; LOOK(o);
    get().a += 5; get()['b' + i++] = i; LOOK(o, i);
    xs[i++] = i++; xs[xs.length] = xs.length; LOOK(xs, i);
    get().a++; --get().a; o[get().a]++; LOOK(o);
    o.c = o.d = o.e = { deep: true }; LOOK(o);
    o.e.deep = o.f = [o]; LOOK(o);
    (o.g = 1, o).h = 2; (0, get)().i = 3; LOOK(o);
    (i ? o : xs).j = 4; (o.k ??= {}).l = 5; (await o).m = 6; LOOK(o, xs);`,
  'Object and Reflect': `
    const o = { a: 1, b: 2 }, get = () => o;
    Object.assign(get(), { c: 3 }, null, { d: 4 }); LOOK(o);
    Object.defineProperty(o, 'hidden', { value: 1, writable: true, configurable: true }); LOOK(o);
    o.hidden = 2; LOOK(o);
    o.hidden++; o.a = 3; Object.assign(o, { e: 1 }); LOOK(o);
    Object.defineProperties(get(), { x: { value: 1 }, y: { get() { return 1; }, enumerable: true } }); LOOK(o);
    Reflect.set(o, 'r', 5); Reflect.defineProperty(o, 's', { value: 6, enumerable: true }); LOOK(o);
    Reflect.deleteProperty(o, 'a'); delete o.b; LOOK(o);
    delete o.hidden; LOOK(o);
    Object.defineProperty(o, 'c', { enumerable: false }); LOOK(o);
    Object.defineProperty(o, 'c', { enumerable: true, value: 8 }); LOOK(o);
    o.__defineGetter__('z', () => 3); LOOK(o);
    const { defineProperty, assign } = Object;
    defineProperty(o, 'w', { value: 1, enumerable: true }); assign(o, { v: 2 }); see(o); LOOK(o);
    Object['assign'](o, { u: 1 }); Object?.assign(o, { t: 1 }); Object.assign.call(null, o, { t2: 1 }); see(o); LOOK(o);`,
  'objects that are frozen, or another kind': `
    const o = { a: 1 }, sealed = Object.seal({ a: 1 });
    Object.freeze(o); try { o.a = 2; } catch {} LOOK(o);
    try { sealed.b = 2; } catch {} sealed.a = 3; LOOK(sealed);
    const p = { x: 1 }; LOOK(p);
    Object.setPrototypeOf(p, { inherited: 2 }); p.y = 2; LOOK(p);
    p.__proto__ = null; p.z = 3; LOOK(p);
    const orphan = Object.create(null, { h: { value: 1 } }); orphan.v = 2; LOOK(orphan);
    const child = Object.create(p); child.own = 1; LOOK(child);
    const array = Object.create([1, 2]); array[0] = 5; LOOK(array);`,
  'Array methods': `
    const a = [5, 3, 1, 4]; const get = () => a;
    a.copyWithin(0, 2); LOOK(a);
    a.fill(7, 1, 2); a.splice(1, 0, 8, 9); LOOK(a);
    a.length = 3; a.length += 2; LOOK(a);
    try { a.sort((x, y) => { if (y === 8) throw 0; return x - y; }); } catch {} LOOK(a);
    a.unshift(1, 2); a.reverse(); LOOK(a);
    get().push(11); see(a); LOOK(a);
    get().sort(); LOOK(a);
    [].push.call(a, 12); Array.prototype.push.apply(a, [13, 14]); LOOK(a);
    a['push'](15); a?.push(16); get()?.pop(); see(a); LOOK(a);
    const { push } = a; push.call(a, 17); LOOK(a);
    delete a[2]; a[20] = 1; LOOK(a);
    a.named = 1; a.reverse(); LOOK(a);
    const grid = [[], []]; for (let y = 0; y < 2; y++) { grid[y].push(y); LOOK(grid); grid[y][1] = y; }
    LOOK(grid);
    for (const row of grid) row.push(...[1, 2]); LOOK(grid);
    grid.map((row) => row.pop()); LOOK(grid); grid.at(-1).shift(); see(grid[1]); LOOK(grid);`,
  'arrays with gaps, and very long ones': `
    const a = [1, , 3]; a[5] = 6; LOOK(a);
    const b = new Array(3); b[1] = 'x'; delete b[1]; LOOK(b);
    const long = Array.from({ length: 300 }, (_, i) => i);
    long[10] = 'ten'; long.pop(); LOOK(long);
    long.shift(); long.push(1, 2); LOOK(long);
    long.length = 4; LOOK(long);
    const match = /(?<year>\\d+)-(x)?/.exec('in 2020-'); LOOK(match);`,
  'Map and Set while they are gone through': `
    const map = new Map([[1, 'a'], [2, 'b']]), set = new Set([1, 2]); const get = () => map;
    for (const [k] of map) { if (k < 4) map.set(k + 2, k); map.delete(k); LOOK(map); }
    set.forEach((v) => { if (v < 5) set.add(v + 2); set.delete(v); LOOK(set); });
    get().set('g', 1).set('h', 2).delete('g'); see(map); LOOK(map);
    get().set('i', 1); LOOK(map);
    Map.prototype.set.call(map, 'j', 1); map['set']('k', 2); LOOK(map);
    const weak = new WeakMap(); weak.set(map, 1);
    map.set(map, set).set(NaN, -0).set(-0, undefined); set.add(map); LOOK(map, set);`,
  'private names': `
    class A {
      #x = 1; static #made = 0; static count = 0; static last;
      static { const peek = (o) => [['#x', o.#x]]; peeks(this, peek, () => [['#made', A.#made]]); this.ready = true; }
      constructor() { A.#made++; A.count += A.#made; A.last = this; LOOK(A); }
      get #half() { return this.#x / 2; } set #half(v) { this.#x = v * 2; }
      #grow(by) { this.#x += by; return this; }
      run() { this.#half = 4; this.#half += 1; this.#grow(2).#x++; const o = this; [o.#x] = [o.#x + 1]; LOOK(o); return this.#x; }
      static of(o) { o.#x = 50; o?.#grow(1); delete o?.y; LOOK(o); return #x in o; }
    }
    const a = new A(); a.run(); A.of(a); LOOK(a);
    class B extends A { y = this.run(); static z = (B.w = 3); ['k' + 1] = 5; #b = 2; static { const peek = (o) => #b in o ? [['#b', o.#b]] : []; peeks(this, peek); } }
    const b = new B(); LOOK(b);`,
  'fields, accessors and static blocks': `
    let n = 0; const log = [];
    class A { a = n++; static s = log.push('s'); static { n += 10; this.t = n; var v = 3; LOOK(n, log, v); }
      get g() { return ++n; } set g(v) { this.h = v; n = v; } static { log.length = 0; } f = () => (this.a = n++, LOOK_IN(n), n); }
    const o = new A(); LOOK(n, log, o);
    o.g = 7; LOOK(n, o); o.g; LOOK(n, o); o.f(); LOOK(n, o);
    const lit = { get x() { n = 50; return 1; }, set x(v) { n = v; this.y = v; }, m() { super.z = 4; } };
    lit.x; LOOK(n); lit.x++; LOOK(n, lit); lit.m(); LOOK(lit);
    const { x } = lit; LOOK(n, x); ({ ...lit }); LOOK(n);`,
  'generators hold their variables': `
    function* g(a) { let b = a; try { while (true) { b += (yield b) ?? 1; const c = b * 2; LOOK(a, b, c); a++; } } finally { b = -1; LOOK(a, b); } }
    const one = g(1), two = g(10);
    one.next(); two.next(); one.next(5); two.next(); one.next(); one.return(3); LOOK(one);
    function* outer() { let d = 0; try { d = yield* g(100); } finally { d++; LOOK(d); } }
    const it = outer(); it.next(); it.next(2); try { it.throw(1); } catch (e) { LOOK(e); }
    async function* ag(x) { for (let i = 0; i < 2; i++) { x += i; LOOK(x, i); yield x; } }
    for await (const v of ag(4)) { let w = v; w++; LOOK(v, w); }
    for await (one.x of ag(1)) LOOK(one);`,
  'bindings of each iteration': `
    const fs = [];
    for (let i = 0, j = 5; i < 3; i++, j--) { fs.push(() => { i += 10; j++; LOOK(i, j); }); LOOK(i, j); i += 0; }
    for (const f of fs) f();
    for (let i = 0; i < 2; i++) { let k = i; fs.push(() => { k++; LOOK(k, i); }); fs.at(-1)(); LOOK(k); }
    for (const [k, { v = k }] of Object.entries({ p: {}, q: { v: 2 } })) { fs.push(() => { LOOK(k, v); }); }
    for (const f of fs) f();
    for (let i = 0, inc = () => i++; i < 3; inc(), i++) { LOOK(i); if (i > 1) break; }
    out: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 1) continue out; LOOK(i, j); } }
    let w = 0; do { let t = w++; if (t === 1) continue; LOOK(t, w); } while (w < 3);`,
  'bindings of catch': `
    for (const thrown of [{ m: 1 }, [1, 2], 'x']) {
      try { throw thrown; } catch ({ m = 5, length: l }) { m++; LOOK(m, l); const f = () => { m = 9; }; f(); LOOK(m); }
      try { throw thrown; } catch (e) { LOOK(e); e = 1; LOOK(e); { let e = 2; LOOK(e); } } finally { LOOK(thrown); }
    }
    function f() { try { return LOOK_IN(1); } catch { } finally { let z = 4; LOOK(z); } } f();
    try { null.x = 1; } catch (error) { LOOK(); }`,
  'errors and their causes': `
    const e = new Error('m', { cause: { p: 1 } }); LOOK(e);
    e.code = 'X'; e.message = 'other'; LOOK(e);
    e.cause = 5; LOOK(e);
    class Own extends TypeError { name = 'Own'; constructor(m) { super(m); this.more = [m]; } }
    const own = new Own('z'); LOOK(own);
    const all = new AggregateError([e], 'all'); LOOK(all);
    delete e.message; LOOK(e);`,
  'symbols as keys': `
    const s = Symbol('s'), t = Symbol('t'); const sym1 = s, sym2 = t; const o = { [s]: 1, a: 2 };
    o[t] = 3; o[s]++; LOOK(sym1, sym2, o);
    delete o[s]; o[Symbol.toStringTag] = 'T'; LOOK(sym1, sym2, o);
    class A { static [t] = 2; } const a = new A(); a[s] = 1; LOOK(sym1, sym2, a);
    const m = new Map([[s, t]]); m[s] = 4; LOOK(sym1, sym2, m);
    Object.assign(o, { b: 7 }); LOOK(sym1, sym2, o);
    const c = { ...m, [s]: 1 }; c[s]++; LOOK(sym1, sym2, c);`,
  'objects that hold themselves': `
    const a = { n: 1 }; a.self = a; a.list = [a, { a }]; LOOK(a);
    a.list[1].a.n = 2; LOOK(a);
    const m = new Map(); m.set(m, m); a.m = m; m.a = a; LOOK(a, m);
    const tree = { l: { l: { l: { l: { l: { l: { l: { l: { l: { l: { v: 1 } } } } } } } } } } };
    let end = tree; while (end.l) end = end.l; end.v = 2; LOOK(tree);
    end.w = { x: {} }; end.w.x.y = 1; LOOK(tree, end);
    const ring = []; for (let i = 0; i < 5; i++) ring.push({ i, next: null }); ring.forEach((r, i) => { r.next = ring[(i + 1) % 5]; }); LOOK(ring);`,
  'changed by code that is not recorded': `
    const o = { a: 1 }, list = [3, 1, 2], map = new Map();
    unseen.put(o, 'b', 2); see(o); LOOK(o);
    unseen.put(o, 'b', { c: 1 }); see(o); LOOK(o);
    unseen.put(list, 1, 9); see(list); LOOK(list);
    unseen.apply(() => map.set('y', 1)); LOOK(map);
    unseen.apply(() => { o.a = 5; LOOK(o); });
    const hidden = unseen.hide({}, 'h', 1);
    hidden.h = 2; LOOK(hidden);
    const parsed = JSON.parse('{"a":[1,{"b":2}]}', function (k, v) { if (k === 'b') this.c = 3; return v; }); LOOK(parsed);
    const copy = structuredClone(parsed); copy.a[0] = 5; LOOK(copy, parsed);
    const from = Array.from({ length: 2, 0: o }, (v) => v); LOOK(from);
    list.sort((x, y) => { o.sorted = x; return x - y; }); LOOK(list, o);
    const sorted = list.toSorted(); Object.groupBy?.([1], () => 'k'); LOOK(sorted);`,
  'dates and regular expressions': `
    const d = new Date(5), r = /a/g; LOOK(d);
    d.setTime(9); LOOK(d);
    d.setFullYear(2000, 1, 1); d.note = 'n'; LOOK(d);`,
  'functions with properties': `
    function f() { f.calls++; } f.calls = 0; f(); f(); LOOK(f);
    const g = Object.assign(() => 1, { a: 1, b: [2] }); LOOK(g);
    g.b.push(3); g.a++; LOOK(g);
    Object.defineProperty(g, 'name', { value: 'other' }); g.c = 1; LOOK(g);
    f.prototype.x = 1; class K { static s = 1; static m() { this.s++; this.t ??= []; this.t.push(1); } } K.m(); LOOK(K);
    K.prototype.shared = []; const k = new K(); k.shared.push(1); k.own = 1; const p = K.prototype; LOOK(k, p);`,
  'modules and their exports': `
    const ns = await import('./exporter.mjs'); LOOK();
    globalThis.shared = { a: 1 }; globalThis.shared.b = 2; const s = globalThis.shared; LOOK(s);
    delete globalThis.shared; const env = { ...process.argv.slice(5) }; env.x = 1; LOOK(env);
    var v1 = 1, v2; v2 = v1++; LOOK(v1, v2); let un; un ??= v2; LOOK(un);
    const [p, , q = p, ...rest] = [1, 2, , 4, 5]; LOOK(p, q, rest);
    const { length, [length]: third, ...others } = 'abcd'; LOOK(length, third, others);`,
  'proxies and getters run by nobody': `
    let traps = 0; const target = { a: 1 };
    const proxy = new Proxy(target, { set(t, k, v) { traps++; t[k] = v; return true; }, get(t, k) { traps++; return t[k]; }, ownKeys() { traps += 100; return []; } });
    proxy.b = 2; LOOK(traps, target);
    proxy.a++; LOOK(traps, target);
    delete proxy.a; Object.assign(proxy, { c: 1 }); LOOK(traps, target);
    const o = { get x() { traps += 1000; return this; } }; o.x.y = 1; LOOK(traps, o);
    Error.prepareStackTrace = () => traps++; const late = new Error('m'); late.stack = 's'; late.code = 1;
    const traced = unseen.trace({ a: 1 }), all = [unseen.trace({})];
    Error.prepareStackTrace = undefined; if (traps !== 1004) throw new Error('ran ' + traps); LOOK(traps);`,
  'closures over one variable': `
    function make() { let n = 0, seen = []; return { up: () => { n++; seen.push(n); LOOK(n, seen); }, set n(v) { n = v; seen = [v]; LOOK(n, seen); }, swap() { [n, seen] = [seen.length, [n]]; LOOK(n, seen); } }; }
    const a = make(), b = make(); a.up(); b.up(); a.n = 5; b.swap(); a.swap(); a.up();
    let x = 1; const add = (by = x++) => { x += by; LOOK(x, by); }; add(); add(5);
    function outer(p) { p = { p }; return async () => { p.p = await p.p; LOOK(p); p = null; LOOK(p); }; } await outer(3)();
    const later = []; for (const v of [1, 2]) later.push((async () => { let t = v; await null; t += v; LOOK(t, v); })()); await Promise.all(later);
    (function self(d) { let here = d; if (d > 0) self(d - 1); here += 10; LOOK(here, d); })(3);`,
};

const sloppy: Record<string, string> = {
  'arguments and parameters': `
    function f(a, b) { arguments[0] = 5; LOOK(a, b); a++; [arguments[1]] = [7]; LOOK(a, b); for (arguments[0] of [1, 2]) LOOK(a); arguments.length = 0; LOOK(a); }
    f(1, 2); f(1);
    function g(a) { delete arguments[0]; a = 3; LOOK(a); const c = arguments; LOOK(c); } g(1);
    function h(a) { arguments[0]++; LOOK(a); Object.assign(arguments, [9]); LOOK(a); Array.prototype.fill.call(arguments, 4); LOOK(a); } h(1);`,
  'what eval declares': `
    function f() { let a = 1; eval('var b = a + 1; a = 5'); LOOK(a); eval('a++'); LOOK(a); return b; } f();
    var t = 1; eval('t = { p: 1 }'); LOOK(t); (0, eval)('globalThis.__t = 2'); new Function('o', 'o.q = 3')(t); LOOK(t);
    function g() { var v = 1; eval('var v = 2'); LOOK(v); eval('function v() {}'); LOOK(v); } g();`,
  'objects within a with': `
    const o = { a: 1, in: { x: 1 } }; let y = 1;
    with (o) { a = 2; } LOOK(o);
    with (o) { a = 3; y = 2; in_ = 1; } LOOK(o);
    function f(p) { with (p.in) { x = 5; } for (let i = 0; i < 2; i++) { with (p) { if (i) break; a++; } } return p; } f(o); LOOK(o);
    function g(p) { with (p) { a = 9; return a; } } g(o); LOOK(o);
    function h(p) { try { with (p) { a = 10; with (p.in) x = 7; throw 1; } } catch {} } h(o); LOOK(o);
    for (let i = 0; i < 2; i++) { with (o) { if (i) continue; b = a++; } LOOK(i, o); }
    with (y = 3, o) { a = 11; } LOOK(o, y);
    with (o) { try { with (o.none.deeper) a = 12; } catch { a = 13; } } LOOK(o);`,
  'functions in blocks': `
    LOOK(); { function f() { return 1; } LOOK(f); f = 5; LOOK(f); } LOOK(f);
    if (true) { function g() {} } LOOK(g);
    switch (1) { case 0: function h() {} case 1: let z = 1; LOOK(z); h = 3; LOOK(h); }
    var f; LOOK(f); try { throw 1; } catch (e) { var e = 2; LOOK(e); }
    label: { var inner = 1; break label; } LOOK(inner);
    for (let i = 0; i < 2; i++) { { let late = i; LOOK(late); } var late = 'outer'; LOOK(late); }`,
};

export const constructs: readonly Construct[] = [
  ...Object.entries({ ...strict, ...hardConstructs }).map(([name, text]) => ({ name, text })),
  ...Object.entries(sloppy).map(([name, text]) => ({ name, text, isSloppy: true })),
];
