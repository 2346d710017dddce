/**
 * Statements as programs have them every day: groups and queues, caches, classes with private
 * parts, generators, tasks that share objects, copies, closures, symbols as keys, large collections.
 */
import { hard } from './hard-statements.js';
import type { Place } from './program.js';
import type { Maker, Statement } from './rare-statements.js';
import { template, type Make } from './template.js';

const collections: Make[] = [
  template(
    'const n1 = {}; for (const n2 of [1, 2, 3, N]) { (n1[n2 % 2] ??= []).push(n2); LOOK(n2) }',
    'n1',
    'object',
  ),
  template(
    'const n1 = new Map(); for (const n2 of [V, 2, 2]) { if (!n1.has(n2)) n1.set(n2, []); n1.get(n2).push(V); LOOK(n2) }',
    'n1',
    'map',
  ),
  template(
    'const n1 = [{ a: N, kids: [{ a: 1, kids: [] }] }, { a: V, kids: [] }]; const n2 = []; while (n1.length) { const { a: n3, kids: n4 } = n1.shift(); n2.push(n3); n1.push(...n4); LOOK(n3 n4) }',
    'n1 n2',
    'array',
  ),
  template(
    'const n1 = [3, 1, N, V]; [n1[0], n1[2]] = [n1[2], n1[0]]; LOOK() n1.sort().reverse().map((x, i) => { n1[i] = [x]; return x; }); LOOK() n1.pop()?.valueOf?.();',
    'n1',
    'array',
  ),
  template(
    'const n1 = [[1], [2, 3], [N]]; n1[n1.length - 1].push(V); n1.at(-2).unshift(N); for (const n2 of n1) { n2.length = 1; LOOK(n2) } const n3 = n1.flatMap((x) => x.map((y) => [y, n1.length--])); LOOK(n3)',
    'n1',
    'array',
  ),
  template(
    'const n1 = new Map([[1, V], ["k", N]]); for (const [n2, n3] of n1) { n1.set(n2, [n3]); if (n1.size < 4) n1.set(n1.size + 10, n3); LOOK(n2 n3) } const n4 = new Map([...n1].filter(([k]) => k !== 1)); n4.delete("k") && n1.clear(); LOOK(n4)',
    'n1',
    'map',
  ),
  template(
    'const n1 = new Set([1, 2, N]), n2 = new Set([...n1].map((x) => x + 1)); for (const n3 of n2) n1.has(n3) ? n1.delete(n3) : n1.add(n3).add(n3 + 1).has(1); LOOK(n2)',
    'n1',
    'set',
  ),
  template(
    'const n1 = Object.fromEntries(Object.entries({ p: V, q: [N] }).map(([k, v]) => [k + 1, v])); for (const n2 in n1) { if (n2 === "p1") delete n1[n2]; else n1[n2 + "x"] = n1[n2]; LOOK(n2) }',
    'n1',
    'object',
  ),
  template(
    'const n1 = []; n1.list = n1; n1[4] = V; delete n1[4]; n1.push(1, ...[2, , 3]); LOOK() n1.splice(1, 3, ...n1.splice(5)); LOOK() n1.concat([1]).push(2); const n2 = n1.slice(1); n2.fill(V, 1); n2.copyWithin(0, 2, 3).push(1); LOOK(n2)',
    'n1',
    'array',
  ),
  template(
    'const n1 = { q: [1, 2, 3], m: new Map() }; n1.m.set("a", n1.q.pop()).set("b", n1.q.shift()).get("a"); LOOK() n1.m.get("a") && n1.q.push(n1.m.size, n1.m.delete("b")); LOOK() (n1.extra ||= { deep: [] }).deep.push(V); const [n2, ...n3] = n1.q.splice(0); LOOK(n2 n3)',
    'n1',
    'object',
  ),
];

const everyday: Make[] = [
  template(
    'const n1 = [1, 2, V, "k"].reduce((acc, x, i) => { (acc[typeof x] ||= []).push(x); acc.n = (acc.n ?? 0) + i; LOOK(acc x) return acc; }, {}); Object.keys(n1).forEach((k) => { if (k !== "n") delete n1[k]; }); LOOK()',
    'n1',
    'object',
  ),
  template(
    'const n1 = new Map(); for (const n2 of ["a", "b", "a", V]) { n1.set(n2, (n1.get(n2) ?? 0) + 1); LOOK(n2) } const n3 = [...n1].sort(([, a], [, b]) => b - a); n3.length = 2; n3[0].push(N); const [[n4], n5 = V] = n3; LOOK(n3 n4 n5)',
    'n1',
    'map',
  ),
  template(
    'const n1 = { users: [{ id: 1, tags: [] }, { id: 2, tags: [V] }] }; const n2 = (id) => n1.users.find((u) => u.id === id); n2(1).name = V; n2(2).tags[3] = N; n2(1).tags = [...n2(2).tags, 1]; n2(2).count ??= 0; n2(2).count++; delete n2(1).name; LOOK() for (const { tags: n3, ...n4 } of n1.users) { n3.push(n4.id); LOOK(n3 n4) }',
    'n1',
    'object',
  ),
  template(
    'const n1 = []; for (let i = 0, j = 3; i < j; i++, j--) { n1[i] = n1[j] = [i, j]; n1[i][0] += j; n1[j].at(0) && (n1[j][1] **= 2); LOOK(i j) } let n2 = n1.length; while (n2--) { if (n2 % 2) continue; n1[n2] ??= V; n1[n2].extra = n2; LOOK() } n1.forEach((x, i, all) => { all[i] = x?.[0] ?? x; });',
    'n1 n2',
    'array',
  ),
  template(
    'let n1 = { head: null, size: 0 }; const n2 = (v) => { n1 = { ...n1, head: { v, next: n1.head }, size: n1.size + 1 }; LOOK(v) }; n2(N); n2(V); let n3 = n1.head; while (n3) { n3.seen = true; [n3, n3.next.next] = [n3.next, n3.next?.next ?? null].length > 5 ? [] : [n3.next, null]; LOOK(n3) if (!n3?.next) break; }',
    'n1',
  ),
  template(
    'const n1 = { a: 1 }; const n2 = new Proxy({}, { get: (t, k) => k === "x" ? n1 : undefined, set(t, k, v) { n1[k] = v; return true; } }); n2.y = V; n2.x.z = N; Object.assign(n2, { w: 1 }); n2.x.list ??= []; n2.x.list.push(V); n1.list = n1.list.concat(N); LOOK()',
    'n1',
    'object',
  ),
  template(
    'var n1 = [], n2 = { get all() { return n1; }, set all(v) { n1 = v; n2.sets = (n2.sets | 0) + 1; } }; n2.all = [N]; n2.all[1] = V; n2.all = n2.all.concat(1); [n2.all] = [[...n1, V]]; LOOK() ({ x: n2.all = [3] } = {}); for (n2.all of [[1], [V]]) { LOOK() } n2.all.length = 0;',
    'n1 n2',
    'array',
  ),
];

const large: Make[] = [
  template(
    'const n1 = new Map(Array.from({ length: SIZE }, (_, i) => [i, i])); n1.set(250, V).set("new", V); LOOK() n1.delete(255); n1.delete(3); n1.delete("none"); LOOK() for (let i = 0; i < 30; i++) n1.delete(i * 7); LOOK() n1.set(2, [N]).get(2).push(1); LOOK()',
    'n1',
    'map',
  ),
  template(
    'const n1 = new Set(Array.from({ length: SIZE }, (_, i) => i)); n1.add(1).add("x").delete(250); LOOK() for (const n2 of n1) if (n2 % 9 === 0) n1.delete(n2); LOOK() if (n1.size > 250) n1.clear(); n1.add(V); LOOK()',
    'n1',
    'set',
  ),
  template(
    'const n1 = Array.from({ length: SIZE }, (_, i) => i); n1.shift(); n1.push(V, N); LOOK() n1[270] = 1; delete n1[258]; LOOK() n1.sort(); n1.splice(3, 40); LOOK() n1.unshift(...n1.slice(0, 60)); n1.length -= 5; LOOK() n1.reverse(); n1.pop(); n1.shift(); LOOK()',
    'n1',
    'array',
  ),
  template(
    'const n1 = {}; for (let i = 0; i < SIZE; i++) n1["k" + i] = i; delete n1.k1; n1.k2 = V; n1.k250 = N; LOOK() Object.assign(n1, { k3: 1, other: V }); delete n1.k251; LOOK() for (let i = 0; i < 60; i++) delete n1["k" + i]; LOOK() n1.k1 = 5;',
    'n1',
    'any',
  ),
  template(
    'const n1 = new Map(), n2 = []; for (let i = 0; i < SIZE; i++) { n1.set(i, { i }); n2.push(n1.get(i)); } n1.get(5).i = V; n2[7].j = N; n2.at(-1).k = 1; LOOK(n2) for (const [k, v] of n1) if (k > 200) n1.delete(k), n2.pop(); LOOK(n2)',
    'n1',
    'map',
  ),
  template(
    'const n1 = new Float64Array(SIZE); n1[1] = N / 3; n1[255] = 1; n1.set([1.5, 2.5], 100); LOOK() n1.subarray(0, 4).fill(7); [n1].forEach((x) => x); n1.fill(2, 3, 5).reverse(); LOOK()',
    'n1',
    'any',
  ),
];

const classes: Make[] = [
  template(
    'class n2 { #items = []; #by = new Map(); static #made = 0; static all = []; ' +
      'static { const peek = (o) => #items in o ? [["#items", o.#items], ["#by", o.#by]] : []; peeks(this, peek, () => [["#made", n2.#made]]); } ' +
      'get #last() { return this.#items.at(-1); } set #last(v) { this.#items[this.#items.length - 1] = v; } #add(x) { this.#items.push(x); return this; } ' +
      'get size() { return this.#items.length; } set size(v) { this.#items.length = v; } ' +
      'static make(x) { n2.#made++; const made = new n2(); n2.all.push(made); return made.add(x); } ' +
      'add(x) { if (!fuel()) return this; this.#add(x).#add(V); this.#last = [this.#last]; (this.#by.get(x) ?? this.#by.set(x, []).get(x)).push(x); LOOK() this.#by.set("k", 1).set("l", x); return this; } ' +
      'drop() { const { length: n3 } = this.#items; const [n4] = this.#items.splice(0, 1); LOOK(n3 n4) this.size = 1; this.#items.pop()?.toString(); return n4; } } ' +
      'const n1 = n2.make(N); n1.add(V).drop(); LOOK() n1.size++; n1.tag ||= n2.all;',
    'n1 n2',
  ),
  template(
    'class n2 { static count = 0; list = [N]; [SYM] = V; constructor(a) { this.a = a; n2.count += 1; this.self = this; } grow() { this.list.push(this.a); return this; } } class n3 extends n2 { extra = this.list.length; grow() { super.grow().a += 1; super.b = V; return this; } get both() { return [this.a, ...this.list.splice(0, 1)]; } } const n1 = new n3(N); n1.grow().grow(); LOOK() const { both: n4 } = n1; n2.count--; LOOK(n4)',
    'n1 n2 n3',
  ),
  template(
    'class n2 extends Map { hits = 0; get(k) { if (!super.has(k)) super.set(k, []); this.hits++; return super.get(k); } } const n1 = new n2([["z", [0]]]); n1.get("a").push(V); LOOK() n1.get("z").pop(); n1.set("b", V).set("c", n1.get("a")).delete("b"); LOOK()',
    'n1',
    'map',
  ),
  template(
    'class n2 { handlers = {}; on(e, f) { (this.handlers[e] ||= []).push(f); return this; } emit(e, ...args) { for (const f of this.handlers[e] ?? []) f.apply(this, args); return this.handlers[e]?.length; } } const n1 = new n2(), n3 = []; n1.on("x", (v) => { n3.push(v); LOOK(v) }).on("x", function (v) { this.last = v; }).emit("x", V); n1.emit("y"); LOOK(n3) n1.handlers.x.shift()(N);',
    'n1 n3',
  ),
  template(
    'class n2 extends Error { name = "Own"; constructor(m, more) { super(m, { cause: more }); this.more = [more]; } } let n1; try { try { throw new n2("m", V); } catch (e) { e.more.push(N); LOOK(e) throw Object.assign(e, { again: 1 }); } finally { n1 = [N]; } } catch (e) { n1.push(e); LOOK(e) }',
    'n1',
    'array',
  ),
  template(
    'const n1 = { n: N, get twice() { n1.gets = (n1.gets ?? 0) + 1; return this.n * 2; }, set twice(v) { this.n = v; this.log = [...(this.log ?? []), v]; } }; n1.twice = N; n1.twice += 1; LOOK() const { twice: n2 } = n1; n1.twice++; LOOK(n2)',
    'n1',
  ),
];

classes.push(
  template(
    'const n1 = []; class n2 { constructor() { n1.push(this); LOOK() } } class n3 extends n2 { "s 1" = V; 2 = N; ["c" + 1] = V; a = (() => { LOOK() return 1; })(); [SYM] = N; b = V; } new n3(); LOOK() class n4 { p = n1.push(this); q = V; "r" = (() => { LOOK() return N; })(); z = 1; } new n4(); LOOK()',
    'n1',
    'array',
  ),
);

const functions: Make[] = [
  template(
    'const n1 = [N, V], n2 = new Map([["k", [V]], ["l", { list: n1 }]]), n3 = { n1, get all() { return n1; }, in: { m: n2 } }, n4 = (x) => x; n4(n1).push(V); LOOK() n4(n2).get("k").unshift(N); LOOK() n4(n3).in.m.get("l").list.push(V); LOOK() [n1, [V]].find((x) => x.length > 1).pop(); LOOK() n4(n1).push(...n4(n1)); LOOK() for (const n5 of n4(n1).splice(0, 1)) LOOK(n5) use(...n4(n1).splice(1), N); LOOK() n3.all.push(N, N); LOOK() (n4(n3) || n3).all.reverse(); LOOK() n4(n1).pop(); n4(n2)?.delete("k"); LOOK() [n4(n3).p, n4(n3).in.q] = [V, N]; LOOK() ({ r: n4(n3).r = V } = {}); LOOK()',
    'n1 n2 n3',
    'array',
  ),
  template(
    'const n1 = [N], n2 = new Set([1, V]), n3 = { a: 1 }, n4 = (x) => x; class n5 { f = (n4(n3).b = V); g = n4(n1).push(V); h = n4(n2).add(N); static { n4(n1).push(N); LOOK() } m(a = n4(n1).push(V), b = (n4(n3).c = N)) { LOOK(a b) return this; } } new n5().m(); LOOK() n4(n1).pop().toString(); n4(n2).clear(); LOOK()',
    'n1 n2 n3',
    'array',
  ),
  template(
    'const n1 = [3, 1, V, { a: N }, 2], n2 = new Map([["k", V], ["l", [N]], ["m", null]]), n3 = (...all) => { LOOK(all) return all; }; n3(...n1.splice(3), N); LOOK() for (const n4 of n1.splice(1, 0)) LOOK(n4) for (const n5 of n1.splice(1)) LOOK(n5) n1.push(...n3(...n1.splice(0), ...n3(...n2.keys()))); LOOK() const [n6 = n3(V)] = n1.splice(0, 1), { n7 = n3(N) } = n1.shift() ?? {}; LOOK(n6 n7)',
    'n1 n2',
    'array',
  ),
  template(
    'const n1 = [N, undefined, null, { get b() { LOOK() return null; } }, { a: { b: V } }], n2 = new Map([["k", V], [1, N]]), n3 = new Set([1, V]); for (let i = 0; i < 5; i++) { try { n1.pop().b.c(); } catch (e) { LOOK() } finally { n3.add(i); } } try { n2.delete("k").x.y(); } catch { LOOK() } const n4 = () => n2.clear().x; try { n4(); } catch { LOOK() } try { const { n5 } = n1.push(null) && n1.pop(); } catch { LOOK() } try { use(...n3.clear()); } catch { LOOK() } try { for (const n6 of n1.push(V)) use(n6); } catch { LOOK() }',
    'n1 n2 n3',
    'array',
  ),
  template(
    'const n1 = new Map(), n2 = (k) => { if (k < 2) return k; if (n1.has(k)) return n1.get(k); const r = n2(k - 1) + n2(k - 2); n1.set(k, r); LOOK(k r) return r; }; n2(6);',
    'n1',
    'map',
  ),
  template(
    'const n1 = []; function* n2(a) { let b = a; try { for (;;) { const c = yield b; n1.push(c ?? b); b += 2; LOOK(b c) if (b > 9) return n1; } } finally { n1.push("end"); } } const n3 = n2(N); n3.next(); n3.next(V); for (const x of n2(5)) if (x > 6) break; LOOK() const [n4] = n2(1); n3.return?.(N); LOOK(n4)',
    'n1',
    'array',
  ),
  template(
    'const n1 = []; function* n2() { const inner = yield* n3(); n1.push(inner); LOOK(inner) } function* n3() { const all = []; all.push(yield 1); all.push(yield V); return all; } const n4 = n2(); n4.next(); n4.next(N); n4.next(V); n1.push(...n2());',
    'n1',
    'array',
  ),
  template(
    'let n1 = N; const n2 = []; for (let i = 0; i < 3; i++) { let j = i * 2; n2.push({ up: () => { j += i; n1 += j; LOOK(i j) return j; }, get j() { return j; } }); } n2.forEach((o) => o.up()); n2[0].up(); n2.reverse().pop().up();',
    'n1 n2',
  ),
  template(
    'const n1 = []; outer: for (let i = 0; i < 4; i++) { inner: for (const j of [0, 1, 2]) { if (j === i) continue outer; if (i + j === 4) break outer; if (j === 1) { n1.push([i, j]); LOOK(i j) continue inner; } n1.push(i * j); } n1.at(-1)?.push?.(i); }',
    'n1',
    'array',
  ),
  template(
    'function n2(a, ...rest) { rest.push(a); const all = [...rest, ...arguments]; LOOK(a rest all) return (a ||= rest.pop()) && all; } const n1 = n2(N, V, ...[V]); n2(0, ...n1.splice(0, 2)); n2.calls = (n2.calls ?? 0) + 1; n2.seen ??= new Set(n1); n2.seen.add(V).add(N).delete(1);',
    'n1 n2',
  ),
  template(
    'const n1 = { a: { b: null } }; n1?.a?.b ?? (n1.a.b = [V]); n1.a.b?.push?.(N); n1.a["c" + 1] ||= n1.a?.b?.shift(); (n1.d ??= {}).e = n1.d.f = n1.x?.y.z; LOOK() delete n1?.a?.b; const { a: { c1: n2 = V, ...n3 }, ...n4 } = n1; LOOK(n2 n3 n4)',
    'n1',
    'object',
  ),
  template(
    'let n1 = V, n2, n3; n2 = n3 = [n1]; n1 = n2[n2.length] = n3.concat(n1); ({ 0: n1, length: n2 = 5, ...n3 } = n3); LOOK() [n1, n2 = N, ...n3] = [n3, , n1]; n2 **= 2; n2 >>>= 1; n3 &&= { n3 }; (n2 += 3).toFixed(n2 % 3); LOOK()',
    'n1 n2 n3',
  ),
  template(
    'const n1 = []; const n2 = (s, ...v) => (n1.push(s.raw.length, ...v), n1.length); n2`a${N}b${V}`; switch (n1.length % 3) { case 0: n1.push("zero"); case 1: n1.unshift("one"); LOOK() break; default: { const d = n1.shift(); LOOK(d) } } do { n1.pop(); } while (n1.length > 3);',
    'n1',
    'array',
  ),
];

const copies: Make[] = [
  template(
    'const n1 = { a: [V], [SYM]: N, b: { c: new Map([[1, N]]) } }; const n2 = { ...n1, [SYM]: V }, n3 = Object.assign({}, n1, { d: 1 }); n2.a.push(N); n3[SYM] = V; LOOK(n2 n3) Object.assign(n1, n2, { [SYM]: [V] }); delete n1[SYM]; LOOK(n2 n3)',
    'n1',
    'object',
  ),
  template(
    'const n1 = structuredClone({ list: [N, { x: 1 }], map: new Map([["k", [1]]]), when: new Date(5), set: new Set([2]) }); n1.list[1].x = V; n1.map.get("k").push(N); n1.map.set("l", n1.list.pop()).delete("k"); n1.when.setTime(N); n1.set.add(n1); LOOK()',
    'n1',
    'object',
  ),
  template(
    'const n1 = JSON.parse(JSON.stringify({ a: [1, { b: N }], c: "x" })); n1.a[1].b++; n1.a.push({ ...n1.a[1] }); LOOK() const n2 = JSON.parse("[1,[2]]", (k, v) => Array.isArray(v) ? [...v, k] : v); n2[1].push(N); LOOK(n2)',
    'n1',
    'object',
  ),
  template(
    'const n1 = {}; Object.defineProperty(n1, SYM, { value: [N], enumerable: true, writable: true, configurable: true }); Object.defineProperty(n1, SYM, { value: V, configurable: true, writable: true }); n1[SYM] = V; LOOK() Object.defineProperties(n1, { [SYM]: { value: 1, configurable: true }, p: { value: V, enumerable: true } }); Reflect.set(n1, SYM, V); LOOK() Reflect.defineProperty(n1, SYM, { value: 3, writable: true, configurable: true, enumerable: true }); Reflect.deleteProperty(n1, SYM);',
    'n1',
  ),
  template(
    'const n1 = { in: {}, list: [] }; let n2 = "k"; [n1[SYM], n1[n2], n1.in[n2 + 1]] = [V, N, 2]; LOOK() ({ x: n1.in.y, z: n1[SYM] = V, ...n1.in[SYM] } = { x: N, w: 1 }); LOOK() for (n1[n2 + "h"] of [1, V]) { LOOK() } for (n1.in[n2] in { p: 1 }) LOOK() [n1.list[n1.list.length], n1.list[n1.list.length]] = [1, V]; for ([n1[n2], n2] of [[1, "m"], [V, "n"]]) { LOOK() }',
    'n1 n2',
  ),
  template(
    'const n1 = new WeakMap(), n2 = {}, n3 = new WeakRef(n2); n1.set(n2, []); n1.get(n2).push(n2); const n4 = n1.get(n2); (n3.deref() ?? {}).seen = [V]; n1.get(n2).push(N); n1.set(n2, n4.concat(1)).get(n2).pop(); new WeakSet([n2]).add(n4); LOOK(n4)',
    'n2 n3 n1',
    'object',
  ),
  template(
    'const n1 = Object.freeze({ a: [V], b: N }), n2 = Object.create({ up: [N] }, { own: { value: V, writable: true } }); n1.a.push(N); try { n1.b = 1; } catch {} n2.own = [N]; n2.up.push(1); n2.up = [V]; Object.seal(n2); LOOK(n2)',
    'n1',
  ),
  template(
    'const n1 = new Uint8Array(8), n2 = new Int16Array(n1.buffer, 2, 2), n3 = new BigInt64Array(1); n2[0] = N; [n1].forEach((x) => x); n3[0] += 5n; n1.set(n2, 4); new DataView(n1.buffer).setUint8(0, 9); [n1, n2].forEach((x) => x); LOOK(n2 n3) n1.subarray(1).set([N, 1]); [n1, n2].forEach((x) => x); n1.map((x) => x + 1).sort(); LOOK(n2)',
    'n1',
    'any',
  ),
];

const tasks: Make[] = [
  template(
    'const n1 = { balance: 100, log: [] }; const n2 = async (amount) => { if (!fuel()) return; const seen = n1.balance; await null; n1.balance = seen - amount; n1.log.push(amount); LOOK(amount seen) await n1.balance; n1.log.unshift(await seen); (n1.by ??= {})[amount] = seen; LOOK(amount seen) }; await Promise.all([n2(1), n2(N), n2(3)]);',
    'n1',
    'object',
  ),
  template(
    'const n1 = [], n2 = new Map(); async function* n3(a) { for (let i = 0; i < 2; i++) { n1.push(await a + i); yield [i, n1.length]; LOOK(a i) } n2.set(a, n1.splice(0, 1)); } for await (const [i, l] of n3(N)) { n2.set(i, l).set("l", i); LOOK(i l) } await Promise.allSettled([1, 2].map(async (x) => { if (x > 1) throw n1; n1.push(await x); }));',
    'n1 n2',
    'array',
  ),
  template(
    'const n1 = []; await new Promise((resolve) => setTimeout(() => { n1.push(V); resolve(); })).then(() => { n1.push(N); LOOK() return n1; }).finally(() => n1.reverse()); const [n2, { length: n3 }] = await Promise.all([n1.shift(), n1]); LOOK(n2 n3)',
    'n1',
    'array',
  ),
  template(
    'const n1 = []; let n2 = 0; const n3 = async () => { while (n2 < 4) { const mine = n2++; n1.push([mine]); await null; n1.at(-1).push(mine); LOOK(mine) } }; await Promise.all([n3(), n3()]); try { await Promise.reject(n1.pop()); } catch ([a, b = n2]) { n1.push({ a, b }); LOOK(a b) }',
    'n1 n2',
    'array',
  ),
];

export function usualStatements(place: Place, make: Maker): (() => Statement)[] {
  const canWait = place.isAsync && !place.isLoop;
  const groups = [
    collections,
    everyday,
    large,
    classes,
    functions,
    copies,
    hard,
    ...(canWait ? [tasks] : []),
  ];
  return groups.map((group) => () => group[make.pick(group.length)]!(place, make));
}
