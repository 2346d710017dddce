/**
 * Statements whose changes are easily missed: methods that throw when they have changed something,
 * writes through proxies, tags.
 */
import { template, type Make } from './template.js';

/** Deep, as frameworks make them: it gives a proxy of each object, so only numbers are moved. */
const reactive =
  'const n8 = (o) => new Proxy(o, { get(t, k, r) { const v = Reflect.get(t, k, r); return Array.isArray(v) || (v && v.constructor === Object) ? n8(v) : v; }, set(t, k, v, r) { return Reflect.set(t, k, v, r); } });';

export const hard: readonly Make[] = [
  template(
    'const n1 = { a: V }, n3 = (k) => ({ [k]: V, get thrown() { throw N; }, late: 1 }), n2 = [n3("p"), n3("q")], n4 = () => n1; for (let i = 0; i < 4; i++) { try { if (i === 0) Object.assign(n1, n3("x")); else if (i === 1) Object.assign(n4(), { y: V }, ...n2); else if (i === 2) Object.assign(n1, ...n2).z.w(); else Object.defineProperties(n1, { d: { value: N, enumerable: true, configurable: true }, a: { get: 1 } }); } catch { LOOK() } }',
    'n1',
    'object',
  ),
  template(
    'const n1 = { log: [], get b() { this.log.push(V); LOOK() return N; }, set c(v) { this.log.push(v); LOOK() if (v === 3) throw v; } }; Object.assign(n1, { a: V, c: 1, d: N }); LOOK() try { Object.assign(n1, { e: V, c: 3, f: N }); } catch { LOOK() } const n2 = Object.assign({}, n1); try { try { Object.assign(n1, { a: N, get g() { LOOK() return 1; }, c: 3 }); } finally { LOOK(n2) } } catch { LOOK(n2) }',
    'n1',
  ),
  template(
    'const n2 = (...a) => Object.defineProperty([4, V, 2, N], 2, { writable: false }), n1 = { list: n2(), all: [n2(), Object.seal([1, V, N])] }; try { n1.list.fill(V); } catch { LOOK() } try { n1.all[0].reverse(); } catch { LOOK() } try { n1.all[1].splice(0, 1, ...[V], N); } catch { LOOK() } try { n1.all[1].shift(); } catch { LOOK() } for (const n3 of n1.all) { try { n3.copyWithin(1, 0).x.y(); } catch { LOOK(n3) } try { Array.prototype.unshift.call(n3, V); } catch { LOOK(n3) } }',
    'n1',
    'object',
  ),
  template(
    'let n1 = V, n2 = N; const n3 = { x: V }, n4 = () => { throw N; }, n5 = function* () { yield N; yield V; throw 1; }, n6 = (n7) => { ({ a: n1, b: { c: n7 } } = { a: V }); }; try { ({ a: n1, b: n2 = n4() } = { a: V }); } catch { LOOK() } try { [n3.x, n1, n2 = n4()] = [V, N]; } catch { LOOK() } try { try { [n1, n2, n3[SYM]] = n5(); } finally { LOOK() } } catch { LOOK() } for (let i = 0; i < 2; i++) try { n6(i); } catch { LOOK(i) } try { [n1, [n2]] = [V, i]; } catch { LOOK() } { let n2 = V; try { [n2, n1, ...n3.r] = n5(); } catch { LOOK() } n4.b = n2; } [n1, n2 = n1] = [V]; LOOK()',
    'n3 n1 n2',
  ),
  template(
    'const n1 = { a: V, list: [N], in: { x: V } }, n2 = new Proxy(n1, {}), n3 = new Proxy(n2, { set(t, k, v, r) { LOOK() return Reflect.set(t, k, v, r); } }); n2.a = V; LOOK() n2["b" + 1] = N; n2.in.y = V; LOOK() n3.c = V; delete n2.a; LOOK() n2.list.push(V, N); LOOK() n2.list.shift(); n2.n = 1; n2.n++; LOOK() Object.assign(n2, { d: V }); Object.defineProperty(n2, "e", { value: V, enumerable: true, configurable: true }); LOOK() Reflect.set(n3, "f", V); [n2.g, n2.in.z] = [V, N]; LOOK() const n4 = new Proxy(n1.list, {}); n4.push(V); LOOK() n4[0] = N; n4.length = 1; LOOK() n4.unshift(V, N); n4.reverse(); LOOK()',
    'n1',
    'object',
  ),
  template(
    `${reactive} const n1 = { a: V, list: [N, N], deep: { list: [[V]], o: {} } }, n2 = n8(n1); n2.a = V; n2.list.push(N); LOOK() n2.deep.list[0].push(N); LOOK() n2.deep.o.p = V; n2.deep.o.q ??= [N]; LOOK() n2.deep.o.q.unshift(N); n2.list.sort(); LOOK() for (const n3 of n2.deep.list) n3.push(V); LOOK() n2.list.splice(0, 1, N, N); delete n2.deep.o.p; LOOK() const { list: n4 } = n2; n4.pop(); LOOK() n4.at(-1); Object.assign(n2.deep, { r: V }); LOOK()`,
    'n1',
    'object',
  ),
  template(
    'const n1 = [N, V, 3, V, N], n2 = { list: n1, bytes: new Uint8Array(4), f: (s, ...v) => { n1.push(v.length, ...v); LOOK() return n2; } }; n1.pop`a`; LOOK() n2.list.reverse`b${N}`; LOOK() n2.f`c${V}${N}`.list.shift`d`; LOOK() n1.splice`1`; LOOK() (() => n1)().pop`e`; LOOK() n2.bytes.fill`7`; n2.f`f`.f`g${V}`; LOOK() n2.f`h${n1.push(V)}`.bytes.fill(N).at(0).toFixed(n1.unshift(N) % 3); LOOK()',
    'n2 n1',
    'object',
  ),
];
