// What V8 would quote keeps its text; what changes in it is told behind it.
function change(q, map, o, k) {__s$e4(5,q,map,o,k);try{
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
  return __s$v(11,a);
}catch(__s$x){throw __s$q(13,__s$x)}}
class Stack {
  #items = [];
  static #made = 0;
  make = () =>{__s$e(65);try{return __s$v(75, ++Stack.#made)}catch(__s$x){throw __s$q(77,__s$x)}};
  push(x) {__s$e1(130,x);try{
    this.#items.push(x());
    return __s$v(139,this.#items.pop().toFixed());
  }catch(__s$x){throw __s$q(141,__s$x)}}
}
const list = () =>{__s$e(193);try{return __s$v(203, [3, 1, 2])}catch(__s$x){throw __s$q(205,__s$x)}};
const thing = (a) =>{__s$e1(258,a);try{return __s$v(267, ({ a, run: (...all) =>{__s$e1(322,all);try{return __s$v(331, log(a, all))}catch(__s$x){throw __s$q(333,__s$x)}} }))}catch(__s$x){throw __s$q(269,__s$x)}};
let count = 0;
const next = () =>{__s$e(385);try{return __s$v(395, 'k' + ++count)}catch(__s$x){throw __s$q(397,__s$x)}};
const o = { n: 1, groups: new Map([['g', []]]) };
try {
  change([thing(1), thing(2), thing(3), thing(4), 5, 9, 8, 7, 6], new Map(), o, next);
} catch (error) {__s$qc(error);
  log(error.message);
}
log(o, new Stack().push(() =>{__s$e(449);try{return __s$v(459, 1)}catch(__s$x){throw __s$q(461,__s$x)}}), new Stack().make());
for (const wrong of [
  () =>{__s$e(513);try{return __s$v(523, [].pop().run())}catch(__s$x){throw __s$q(525,__s$x)}},
  () =>{__s$e(577);try{return __s$v(587, list().sort().none(1))}catch(__s$x){throw __s$q(589,__s$x)}},
  () =>{__s$e(641);try{return __s$v(651, o.groups.set('x', 1).get('y').z())}catch(__s$x){throw __s$q(653,__s$x)}},
  () =>{__s$e(705);try{return __s$v(715, o.groups.set('x', 1).nothing())}catch(__s$x){throw __s$q(717,__s$x)}},
  () => {__s$e(769);try{
    const { b } = [].pop();
  ;__s$l(778)}catch(__s$x){throw __s$q(781,__s$x)}},
  () => {__s$e(833);try{
    const [b] = [1].pop();
  ;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}},
  () =>{__s$e(897);try{return __s$v(907, new (list().reverse())())}catch(__s$x){throw __s$q(909,__s$x)}},
  () =>{__s$e(961);try{return __s$v(971, (o.list ??= 1).none())}catch(__s$x){throw __s$q(973,__s$x)}},
  () =>{__s$e(1025);try{return __s$v(1035, (o.n += 1)())}catch(__s$x){throw __s$q(1037,__s$x)}},
  () =>{__s$e(1089);try{return __s$v(1099, (o[(count = 5)] ??= 0).none())}catch(__s$x){throw __s$q(1101,__s$x)}},
  () =>{__s$e(1153);try{return __s$v(1163, (o[([count] = [6])] = 0).none())}catch(__s$x){throw __s$q(1165,__s$x)}},
  () =>{__s$e(1217);try{return __s$v(1227, (o[(count = 7)]++)())}catch(__s$x){throw __s$q(1229,__s$x)}},
  () =>{__s$e(1281);try{return __s$v(1291, [...[1].pop()])}catch(__s$x){throw __s$q(1293,__s$x)}},
]) {
  try {
    wrong();
  } catch (error) {__s$qc(error);
    log(error.message);
  }
}
// 0 function change 2:1 q map o k
// 1 arrow Stack.make 19:10
// 2 method Stack.push 20:3 x
// 3 arrow list 25:14
// 4 arrow thing 26:15 a
// 5 arrow run 26:33 all
// 6 arrow next 28:14
// 7 arrow new Stack().push callback 35:25
// 8 arrow (anonymous) 37:3
// 9 arrow (anonymous) 38:3
// 10 arrow (anonymous) 39:3
// 11 arrow (anonymous) 40:3
// 12 arrow (anonymous) 41:3
// 13 arrow (anonymous) 44:3
// 14 arrow (anonymous) 47:3
// 15 arrow (anonymous) 48:3
// 16 arrow (anonymous) 49:3
// 17 arrow (anonymous) 50:3
// 18 arrow (anonymous) 51:3
// 19 arrow (anonymous) 52:3
// 20 arrow (anonymous) 53:3
