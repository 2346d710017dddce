/**
 * What random programs and the examples in test/transform/cases call: uninstrumented helpers that
 * log, count fuel against endless loops, drive generators, and make values that tell when somebody
 * touches them. Evaluated once in each realm; makes fresh helpers for each program.
 */

export const helperNames = [
  ...['tick', 'show', 'log', 'iterable', 'asyncIterable', 'drive', 'driveAsync', 'flood', 'settle'],
  ...['trap', 'hot', 'frozen', 'revoked', 'namespace', 'thenable', 'sleep', 'tagged', 'shape'],
  ...['where', 'disposable', 'asyncDisposable', 'Base', 'later'],
];

/** An expression: (entries, fuel) => helpers in the order of their names. */
export const prelude = `(entries, fuel) => {
const later = undefined;
const tick = () => { if (fuel-- <= 0) throw 'no fuel'; };
// V8 quotes code in messages; README.md of test/ says where an instrumented text shows in them.
const message = (e) => String(e.message).replace(/(\\(intermediate value\\))+/g, '(intermediate value)')
  .replace(/^.* is not (async )?iterable.*$/s, 'not iterable')
  .replace(/^(Class extends value|Cannot use 'in' operator|Object prototype may only be).*$/s, '$1');
const show = (v) => {
  try {
    return typeof v === 'function' ? 'function ' + v.name
      : typeof v === 'object' && v !== null
        ? v instanceof Error ? v.constructor.name + ' ' + message(v) : Object.prototype.toString.call(v)
      : typeof v === 'symbol' ? 'symbol' : typeof v + ' ' + String(v);
  } catch (e) { return 'not shown'; }
};
const log = (...values) => {
  entries.push(values.map(show).join(', '));
  if (entries.length > 1000) throw 'too much';
  return values.at(-1);
};
const finish = (way, v) => {
  log('closed', v);
  if (way === 'throws') throw 'close';
  return way === 'odd' ? 1 : { value: v, done: way !== 'takes' };
};
const ends = (way, wrap) => way === 'none' ? {} : {
  return: wrap((v) => finish(way, v)),
  ...(way === 'takes' ? { throw: wrap((e) => { log('thrown', e); return { value: 1, done: true } }) } : {}),
};
const iterable = (n, way = '') => ({
  [Symbol.iterator]() {
    let i = 0;
    return {
      next(v) { tick(); log('next', i, v); return { value: i++, done: i > n }; },
      ...ends(way, (end) => end),
    };
  },
});
const asyncIterable = (n, way = '') => ({
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      async next(v) { tick(); log('next', i, v); return { value: i++, done: i > n }; },
      ...ends(way, (end) => async (v) => { log('closing'); await 1; return end(v); }),
    };
  },
});
const drive = (g, way) => {
  if (typeof g?.next !== 'function') return log('no generator', g);
  if (way === 3) return log(g.return('early').value, g.next().done);
  if (way === 4) try { log(g.throw('early')) } catch (e) { log('out', e) }
  if (way === 5) { for (const x of g) { log('of', x); break } return log(g.next().done); }
  if (way === 6) { const [x, y] = g; return log(x, y, g.next().done); }
  if (way === 7) try { log(...g) } catch (e) { log('out', e) }
  log(g.next('first').value);
  if (way === 1) log(g.return('enough').done);
  if (way === 2) try { log(g.throw('thrown in').done); } catch (e) { log('out', e); }
  for (let i = 0; i < 4; i++) log(g.next(i).value);
};
const driveAsync = async (g, way) => {
  if (typeof g?.next !== 'function') return log('no generator', g);
  try {
    if (way === 3) log((await g.return('early')).value);
    if (way === 4) log((await g.throw('early')).value);
    if (way === 5) for await (const x of g) { log('of', x); break }
    log((await g.next('first')).value);
    if (way === 1) log((await g.return('enough')).done);
    if (way === 2) log((await g.throw('thrown in')).done);
    for (let i = 0; i < 4; i++) log((await g.next(i)).value);
  } catch (e) { log('out', e); }
};
const told = (p) => Promise.resolve(p).then(
  (r) => log('told', r?.value, r?.done), (e) => log('told off', e));
const flood = (g, way) => {
  for (let i = 0; i < 3; i++) told(g.next(i));
  if (way % 3 === 1) told(g.return(Promise.resolve('r')));
  if (way % 3 === 2) told(g.throw('t'));
  told(g.next('last'));
};
const settle = (p) => {
  Promise.resolve(p).then((v) => log('fulfilled', v), (e) => log('rejected', e));
};
const trap = (target) => new Proxy(target, Object.fromEntries(
  Reflect.ownKeys(Reflect).filter((name) => typeof name === 'string').map((name) => [name, (...args) => {
    tick();
    log('trap', name, typeof args[1] === 'symbol' ? String(args[1]) : typeof args[1]);
    return Reflect[name](...args);
  }])));
const hot = () => ({
  get x() { return log('get x') },
  set x(v) { log('set x', v) },
  get then() { log('get then') },
  get constructor() { log('get constructor') },
  get [Symbol.toStringTag]() { log('get tag') },
  get length() { return log('get length', 2) },
  [Symbol.toPrimitive](hint) { log('toPrimitive', hint); return 3 },
  toJSON() { log('toJSON'); return 4 },
  toString() { log('toString'); return 'hot' },
  valueOf() { log('valueOf'); return 5 },
  [Symbol.for('nodejs.util.inspect.custom')]() { log('inspect'); return '' },
});
const frozen = Object.freeze({ x: 1, y: Object.freeze([1]) });
const revoked = () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy };
const namespace = Object.seal(Object.assign(Object.create(null), { x: 1 }));
const thenable = (v) => ({ get then() { log('then?'); return (ok) => { log('then!'); ok(v) } } });
const sleep = async (n) => { while (n-- > 0) await 0; return n };
const seen = new Map();
const tagged = (strings, ...values) => {
  if (!seen.has(strings)) seen.set(strings, seen.size);
  return log('tag ' + seen.get(strings), strings.raw.join('|'), ...values);
};
const shape = (f) => {
  if (typeof f !== 'function') return log('no function', f);
  log(f.length, f.name, Reflect.ownKeys(f).map(String).join(), Function.prototype.toString.call(f));
  log(typeof f.prototype, Object.getPrototypeOf(f) === Function.prototype, 'caller' in f);
};
const where = (e) => String(e.stack).split('\\n').map((line) => /program\\.js/.exec(line) ? line : '')
  .map((line) => line.replace(/(:\\d+):\\d+/g, "$1")).filter(Boolean).slice(0, 1).map((line) => log(line)).length;
const disposable = (way) => ({
  [Symbol.dispose]() { log('dispose'); if (way === 'throws') throw 'disposal' },
  get [Symbol.asyncDispose]() { return undefined },
});
const asyncDisposable = () => ({
  async [Symbol.asyncDispose]() { log('closing'); await 1; log('closed') },
  [Symbol.dispose]() { log('closed at once') },
});
class Base {
  constructor(...args) { log('Base', new.target?.name, args.length); this.x = 'base' }
  m(a) { return log('Base.m', a) }
}
return [${helperNames.join(', ')}];
}`;
