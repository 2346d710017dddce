/** Constructs (constructs.ts) whose changes are easily missed: by what throws, proxies and tags. */
export const hardConstructs: Record<string, string> = {
  'methods that throw when they have changed something': `
    const o = { x: 1 }, get = () => o, get_ = () => half; let n = 0;
    const bad = { a: 1, get b() { LOOK(o); throw 1; }, c: 2 }, more = { d: 1, get e() { LOOK(o); return n++; }, f: 2, get g() { try { throw 2; } catch { LOOK(o); } throw 1; } };
    try { Object.assign(o, { y: 2 }, bad); } catch { LOOK(o); } try { Object.assign(o, more); } catch { LOOK(o); }
    try { Object.assign(get(), { z: 1 }, unseen.hostile('h')); } catch { LOOK(o); } try { Object.assign(o, ...[{ z: 2 }, unseen.hostile('i')]); } catch { LOOK(o); }
    try { Object.assign(get(), ...[{ z: 3 }, unseen.hostile('j')]); } catch { LOOK(o); } const f = () => Object.assign(o, unseen.hostile('k')); try { f(); } catch { LOOK(o); }
    try { f().x.y(); } catch { LOOK(o); } try { Object.assign(o, unseen.hostile('l')).x.y(); } catch { LOOK(o); }
    try { try { for (const k in Object.assign(o, unseen.hostile('m'))) see(k); } finally { LOOK(o); } } catch { LOOK(o); }
    const set = { a: 1, log: [], set b(v) { LOOK(set); this.log.push(v); } }; Object.assign(set, { a: 2, b: 3, c: 4 }); LOOK(set);`,
  'arrays that are half sealed': `
    const half = () => Object.defineProperty([4, 3, 2, 1], 2, { writable: false }), sealed = () => Object.seal([1, 2, 3]);
    const a = half(), b = half(), c = half(), d = half(), e = half(), f = half(), g = half(), s = sealed(), t = sealed(), u = sealed(), get = () => g; const o = { in: { f } };
    try { a.fill(9); } catch { LOOK(a); } try { b.reverse(); } catch { LOOK(b); } try { c.copyWithin(1, 0); } catch { LOOK(c); } try { d.unshift(0); } catch { LOOK(d); }
    try { e.sort(); } catch { LOOK(e); } try { o.in.f.fill(8); } catch { LOOK(o, f); } try { [].reverse.call(get()); } catch { LOOK(g); } try { [].fill.call(get(), 1, 0); } catch { LOOK(g); }
    try { s.shift(); } catch { LOOK(s); } try { t.splice(0, 1); } catch { LOOK(t); } try { u.splice(0, ...[1], ...[7]).x.y(); } catch { LOOK(u); }
    const fixed = Object.defineProperty([1, 2], 'length', { writable: false }); try { fixed.shift(); } catch { LOOK(fixed); }
    const frozen = Object.freeze([1]); try { frozen.push(2, 3); } catch { LOOK(frozen); } const list = [1]; try { list.push(...(function* () { yield 2; LOOK(list); throw 1; })()); } catch { LOOK(list); }
    const sorted = [3, 1, 2]; try { sorted.sort((x, y) => { LOOK(sorted); if (x === 2) throw 1; return x - y; }); } catch { LOOK(sorted); }
    for (let i = 0; i < 3; i++) { const x = half(); try { if (i) x.fill(i)?.at(0); else x?.fill(7); } catch { LOOK(x); } } try { list.fill(half().fill(1)); } catch { LOOK(list); }
    class K { items = half(); run() { const self = this; try { this.items.fill(5); } catch { LOOK(self); } try { self.items.reverse(); } finally { LOOK(self); return 1; } } } new K().run();`,
  'bytes and properties that are half written': `
    const bytes = new Uint8Array(4), big = new BigInt64Array(2), view = new Uint8Array(bytes.buffer);
    try { bytes.fill(Symbol()); } catch { LOOK(bytes); } try { big.fill(2); } catch { LOOK(big, view); }
    const o = Object.defineProperty({ a: 1 }, 'fixed', { value: 1 }), p = Object.defineProperty({ a: 1 }, 'fixed', { value: 1 });
    try { Object.defineProperties(o, { b: { value: 1, enumerable: true }, fixed: { value: 2 } }); } catch { LOOK(o); } try { Object.assign(p, { c: 1, fixed: 2, d: 1 }); } catch { LOOK(p); }
    let caught = 0; try { try { Object.assign(p, { e: 1, fixed: 2 }); } finally { caught++; LOOK(p, caught); } } catch { LOOK(p); }
    const later = async () => { await null; Object.assign(p, await { f: 1, fixed: 3 }); }; try { await later(); } catch { LOOK(p); }
    function* g() { try { yield Object.assign(p, { g: 1, fixed: 3 }); } catch { LOOK(p); } } for (const x of g()) see(x);`,
  'patterns that are left half way': `
    let a = 0, b = 0; const o = { x: 0, list: [] }, fail = () => { throw 1; }, gen = function* () { yield 6; yield 7; throw 1; };
    try { ({ a, b = fail() } = { a: 1 }); } catch { LOOK(a, b); } try { [a, b = fail()] = [2]; } catch (e) { LOOK(a, b, e); } try { ({ a, b: { c: b } } = { a: 3 }); } catch (b) { LOOK(a, o); } LOOK(a, b);
    try { [o.x, o.y = fail()] = [4]; } catch { LOOK(o); } const f = () => { [a, b = fail()] = [5]; }; try { f(); } catch { LOOK(a, b); } try { [a, ...b] = gen(); } catch { LOOK(a, b); } try { try { [a, b, o.z] = gen(); } finally { LOOK(a, b, o); } } catch { [a, b] = gen(); LOOK(a, b); }
    const g = async () => { let c = 0, d = 0; try { [c, { d }] = [await 8]; } catch { LOOK(c, d); } try { try { ({ c, [fail()]: d } = { c: 9 }); } finally { LOOK(c, d); } } catch { LOOK(c, d); } return () => c; }; await g();
    function h(p, q) { let in_ = 1; try { let in_ = 2; [p, in_, q = fail()] = [10, 11]; } catch { let q = 5; LOOK(p, q, in_); } LOOK(p, q, in_); ({ p, r: a, q: { z: q } } = { p: 12, r: 13 }); } try { h(); } catch { LOOK(a); }
    for (let i = 0; i < 2; i++) { try { ({ a, b: { i } } = { a: i + 20, b: i ? undefined : { i } }); } catch { LOOK(a, i); } } const get = { get v() { [a, b] = [a + 1, b]; LOOK(a, b); return a; } }; ({ v: a, v: b } = get); LOOK(a, b);`,
  'names that blocks at the top of a module declare, too': `
    let a = 1, b = 2; const f = () => { a++; LOOK(a, b); }; { let a = 5; const b = 6; f(); LOOK(a, b); } try { throw 7; } catch (b) { f(); LOOK(a, b); } for (let a = 0; a < 2; a++) { f(); LOOK(a, b); }
    { let a = 8; const g = () => { a++; LOOK(a, b); f(); }; g(); LOOK(a, b); } f(); class K { static { let b = 9; f(); LOOK(a, b); } } LOOK(a, b);`,
  'writes through proxies': `
    const target = { a: 1, list: [1], in: { x: 1 }, map: new Map() }, plain = new Proxy(target, {}), twice = new Proxy(plain, {}), log = []; let n = 0;
    const trapped = new Proxy(target, { set(t, k, v, r) { log.push(k); return Reflect.set(t, k, v, r); }, deleteProperty(t, k) { n++; return delete t[k]; } }), reactive = unseen.reactive(target);
    plain.a = 2; LOOK(target); plain.b = { c: 1 }; LOOK(target); twice['d' + n] = 3; LOOK(target); trapped.a = 4; LOOK(target, log); reactive.a = 5; LOOK(target); reactive.a++; LOOK(target);
    delete plain.b; LOOK(target); delete trapped.d0; LOOK(target, n); delete reactive.a; LOOK(target); Object.assign(plain, { e: 1 }); LOOK(target); Object.assign(reactive, { e: 2, f: 3 }); LOOK(target);
    Object.defineProperty(plain, 'g', { value: 1, enumerable: true, configurable: true }); LOOK(target); Reflect.set(reactive, 'h', 1); LOOK(target); Reflect.deleteProperty(plain, 'h'); LOOK(target);
    const list = new Proxy(target.list, {}), raw = [3, 1], items = unseen.reactive(raw); list.push(2); LOOK(target); list[0] = 9; LOOK(target); list.length = 1; LOOK(target); items.push(5, 6); LOOK(raw); items.sort(); LOOK(raw); items.pop(); LOOK(raw); items.splice(0, 1, 7); LOOK(raw);
    items[5] = 1; LOOK(raw); [items[0], plain.i] = [8, 1]; LOOK(raw, target); for (reactive.j of [1, 2]) LOOK(target); ({ ...plain.k } = { z: 1 }); LOOK(target); plain.in.x++; LOOK(target); reactive.in.x++; LOOK(target);
    reactive.list.push(4); LOOK(target); reactive.in.y ??= []; LOOK(target); reactive.in.y.push({ z: 1 }); LOOK(target); reactive.in.y[0].z = 2; LOOK(target); plain.map.set('k', 1); LOOK(target); reactive.list.push(4).toFixed(); LOOK(target);
    const sealed = new Proxy(target, { set() { return false; } }); try { sealed.a = 1; } catch { LOOK(target); } const arrow = () => 1, called = new Proxy(arrow, {}); called.p = 1; LOOK(arrow);
    class K { constructor() { return new Proxy(this, {}); } x = 1; set(v) { this.x = v; const own = this; return this; } } const k = new K(); k.y = 2; const inner = { k: new K().set(5) === 1 }; LOOK(inner);
    const { proxy, revoke } = Proxy.revocable(target, {}); proxy.r = 1; LOOK(target); revoke(); try { proxy.r = 2; } catch { LOOK(target); } unseen.apply(() => { plain.last = 1; LOOK(target); });`,
  'tags that change something': `
    const list = [1, 2, 3, 4], q = [(s, v) => { LOOK(q); return { run() { LOOK(q); return list; } }; }, (s) => list, () => () => list], set = new Set([1, '1']), o = { list, bytes: new Uint8Array(3) }, id = () => list; let n = 0;
    list.pop\`a\${1}b\`; LOOK(list); list.splice\`2\`; LOOK(list); o.list.reverse\`c\${n++}\`; LOOK(o, n); q.shift()\`a\${1}\`.run(); LOOK(q, list); q.pop()\`b\`(); LOOK(q); q.pop()\`c\`; LOOK(q);
    id().pop\`d\`; LOOK(list); o.bytes.set\`7\`; LOOK(o); list.push\`x\`; list.pop\`\`; LOOK(list); o.bytes.fill\`2\`.length.toFixed(); LOOK(o); const tag = (s, x) => { x.y = s.raw.length; LOOK(o); return x; }; tag\`\${o}\`; LOOK(o); tag\`\${o}\`.z = 1; LOOK(o);
    list.push(3, 4, 5); const [first] = list.splice\`1\`; LOOK(list, first); (list ?? o).shift\`f\`; LOOK(list); list.push(6, 7); list.reverse\`\`.at\`\`; LOOK(list); [...list.splice\`1\`]; LOOK(list); o.bytes.fill\`3\`.at(n++).toFixed(n); LOOK(o, n);`,
  'symbols as keys that unrecorded code makes of instances': `
    const s = Symbol('s'), t = Symbol('t'); const sym1 = s, sym2 = t; class K { a = 1; } class E extends Error {}
    const made = unseen.marked(new K(), s, 1); LOOK(sym1, sym2, made); unseen.put(made, t, 2); unseen.put(made, 'b', 2); see(made); LOOK(sym1, sym2, made); unseen.put(made, t, { p: 1 }); unseen.put(made, 'b', 3); see(made); LOOK(sym1, sym2, made);
    const list = unseen.marked(new (class L extends Array {})(1, 2), s, 2), e = unseen.marked(new E('m'), s, { p: [3] }), map = unseen.marked(new (class M extends Map {})([[s, 1]]), s, 1.5); LOOK(sym1, sym2, list, e, map);
    map[s] = 2; map.set(s, 3); list[t] = 4; delete e[s]; made[s] = 5; LOOK(sym1, sym2, list, e, map, made); e[t] = map; delete map[s]; LOOK(sym1, sym2, e, map);`,
};
