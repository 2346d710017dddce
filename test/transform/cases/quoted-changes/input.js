// What V8 would quote keeps its text; what changes in it is told behind it.
function change(q, map, o, k) {
  map.set('a', 1).set(k(), 2).get('a').toFixed(1);
  q.shift().run();
  q.shift().run(...[1, 2]);
  const { a } = q.shift();
  [o.first, o.b] = q.splice(0, 2);
  for (const x of q.sort()) log(x);
  log([...q.splice(1)], ...q.splice(0));
  (o.list ??= []).push(k());
  o.groups.get('g').push(k());
  q[q.length - 1].push(1);
  (o.n += 1).toFixed();
  return a;
}
class Stack {
  #items = [];
  static #made = 0;
  make = () => ++Stack.#made;
  push(x) {
    this.#items.push(x());
    return this.#items.pop().toFixed();
  }
}
const list = () => [3, 1, 2];
const thing = (a) => ({ a, run: (...all) => log(a, all) });
let count = 0;
const next = () => 'k' + ++count;
const o = { n: 1, groups: new Map([['g', []]]) };
try {
  change([thing(1), thing(2), thing(3), thing(4), 5, 9, 8, 7, 6], new Map(), o, next);
} catch (error) {
  log(error.message);
}
log(o, new Stack().push(() => 1), new Stack().make());
for (const wrong of [
  () => [].pop().run(),
  () => list().sort().none(1),
  () => o.groups.set('x', 1).get('y').z(),
  () => o.groups.set('x', 1).nothing(),
  () => {
    const { b } = [].pop();
  },
  () => {
    const [b] = [1].pop();
  },
  () => new (list().reverse())(),
  () => (o.list ??= 1).none(),
  () => (o.n += 1)(),
  () => (o[(count = 5)] ??= 0).none(),
  () => (o[([count] = [6])] = 0).none(),
  () => (o[(count = 7)]++)(),
  () => [...[1].pop()],
]) {
  try {
    wrong();
  } catch (error) {
    log(error.message);
  }
}
