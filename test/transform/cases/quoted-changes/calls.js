// What V8 would quote keeps its text; what changes in it is told behind it.
function change(q, map, o, k) {__s$e(1);try{
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
  return __s$l(10,a);
}catch(__s$x){throw __s$t(12,__s$x)}}
class Stack {
  #items = [];
  static #made = 0;
  make = () =>{__s$e(65);try{return __s$l(74, ++Stack.#made)}catch(__s$x){throw __s$t(76,__s$x)}};
  push(x) {__s$e(129);try{
    this.#items.push(x());
    return __s$l(138,this.#items.pop().toFixed());
  }catch(__s$x){throw __s$t(140,__s$x)}}
}
const list = () =>{__s$e(193);try{return __s$l(202, [3, 1, 2])}catch(__s$x){throw __s$t(204,__s$x)}};
const thing = (a) =>{__s$e(257);try{return __s$l(266, ({ a, run: (...all) =>{__s$e(321);try{return __s$l(330, log(a, all))}catch(__s$x){throw __s$t(332,__s$x)}} }))}catch(__s$x){throw __s$t(268,__s$x)}};
let count = 0;
const next = () =>{__s$e(385);try{return __s$l(394, 'k' + ++count)}catch(__s$x){throw __s$t(396,__s$x)}};
const o = { n: 1, groups: new Map([['g', []]]) };
try {
  change([thing(1), thing(2), thing(3), thing(4), 5, 9, 8, 7, 6], new Map(), o, next);
} catch (error) {__s$qc(error);
  log(error.message);
}
log(o, new Stack().push(() =>{__s$e(449);try{return __s$l(458, 1)}catch(__s$x){throw __s$t(460,__s$x)}}), new Stack().make());
for (const wrong of [
  () =>{__s$e(513);try{return __s$l(522, [].pop().run())}catch(__s$x){throw __s$t(524,__s$x)}},
  () =>{__s$e(577);try{return __s$l(586, list().sort().none(1))}catch(__s$x){throw __s$t(588,__s$x)}},
  () =>{__s$e(641);try{return __s$l(650, o.groups.set('x', 1).get('y').z())}catch(__s$x){throw __s$t(652,__s$x)}},
  () =>{__s$e(705);try{return __s$l(714, o.groups.set('x', 1).nothing())}catch(__s$x){throw __s$t(716,__s$x)}},
  () => {__s$e(769);try{
    const { b } = [].pop();
  ;__s$l(778)}catch(__s$x){throw __s$t(780,__s$x)}},
  () => {__s$e(833);try{
    const [b] = [1].pop();
  ;__s$l(842)}catch(__s$x){throw __s$t(844,__s$x)}},
  () =>{__s$e(897);try{return __s$l(906, new (list().reverse())())}catch(__s$x){throw __s$t(908,__s$x)}},
  () =>{__s$e(961);try{return __s$l(970, (o.list ??= 1).none())}catch(__s$x){throw __s$t(972,__s$x)}},
  () =>{__s$e(1025);try{return __s$l(1034, (o.n += 1)())}catch(__s$x){throw __s$t(1036,__s$x)}},
  () =>{__s$e(1089);try{return __s$l(1098, (o[(count = 5)] ??= 0).none())}catch(__s$x){throw __s$t(1100,__s$x)}},
  () =>{__s$e(1153);try{return __s$l(1162, (o[([count] = [6])] = 0).none())}catch(__s$x){throw __s$t(1164,__s$x)}},
  () =>{__s$e(1217);try{return __s$l(1226, (o[(count = 7)]++)())}catch(__s$x){throw __s$t(1228,__s$x)}},
  () =>{__s$e(1281);try{return __s$l(1290, [...[1].pop()])}catch(__s$x){throw __s$t(1292,__s$x)}},
]) {
  try {
    wrong();
  } catch (error) {__s$qc(error);
    log(error.message);
  }
}
