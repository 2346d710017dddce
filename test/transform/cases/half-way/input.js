// Calls that may throw when they have changed something, and tags that change something.
const half = () => Object.defineProperty([4, 3, 2, 1], 2, { writable: false });
const told = (run) => {
  try {
    return run();
  } catch (error) {
    return error.message;
  }
};
function run(o, list, more) {
  const get = () => list;
  log(told(() => Object.assign(o, { a: 1, get b() { throw new Error('b'); } })), o.a);
  log(told(() => Object.assign(get(), more)), told(() => Object.assign(o, ...[more], ...more)));
  log(told(() => Object.assign(o, ...more).none.x()), told(() => o.list.fill(1, 0)), o.list);
  log(told(() => list.reverse()), told(() => this.list.reverse()), told(() => list?.fill(7).none.x()));
  log(told(() => o.list.splice(0, ...[1]).a.b()), told(() => [].reverse.call(get())), told(() => list.shift()));
  log(told(() => { const { a } = o.list.splice(0, 1); return a; }), told(() => [...list.sort()]));
  log(list.push`a${1}b`, o.other.push`c`.toFixed(1), told(() => o.none.push`d`), told(() => get().none`e`));
  log(told(() => get().push`f`()), told(() => list.pop`g`.x.y), list.length, o.other.length);
}
run.call({ list: half() }, { list: half(), other: [] }, half(), []);
let a = 0;
const fail = () => null.x;
function patterns(o, p) {
  log(told(() => ([a, o.b = fail()] = [1])), told(() => ({ a, b: { c: o.c } } = { a: 2 })), a, o);
  try {
    log(([a, p] = [p, a]), ([a, p] = new Set([3, 4])));
    [a, [p]] = new Set([5, o.none]);
  } catch (p) {
    log(p.message, a);
  } finally {
    log(a, p);
  }
  for (const x of told(() => ({ a, length: p } = [7]))) log(x, p);
  ({ a, none: { p } } = { a: 8 });
}
log(told(() => patterns({}, 9)), a);
