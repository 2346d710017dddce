// What V8 would quote keeps its text; what changes in it is told behind it.
__s$p(27,change);function change(q, map, o, k) {__s$e0(69,q,map,o,k);let __s$at1;try{
  map.set('a', 1).set((__s$h(158,void 0,map,4,2,"a"),(__s$at1=k())), 2).get((__s$h(222,void 0,map,4,2,__s$at1),'a')).toFixed(1);
  q.shift().run(...__s$h0((__s$h(286,void 0,q,3,0),0)));
  __s$h(350,q.shift().run(...[1, 2]),q,3,0);
  const { a } = q.shift();__s$h(414,void 0,q,3,0);__s$p(475,a);
  __s$j(668,__s$j(604,__s$h(542,[o.first, o.b] = q.splice(0, 2),q,0,2),o,"first",1),o,"b",1);
  for (const x of q.sort()) {__s$m1(799);__s$h(862,void 0,q,11,0);__s$p(923,x);log(x);}__s$m1(991);
  __s$h(1054,log(__s$h(1118,[...q.splice(1)],q,0,1), ...q.splice(0)),q,0,1);
  __s$h(1182,(o.list ??= []).push((__s$at1=__s$h1(o,"list"),__s$j(1244,void 0,o,"list",1),k())),__s$at1,1,1);
  __s$h(1310,o.groups.get('g').push((__s$at1=__s$h9(__s$h1(o,"groups"),"g"),k())),__s$at1,1,1);
  __s$h(1374,q[q.length - 1].push(1),__s$h1(q,__s$h8(__s$h1(q,"length"),"-",1)),1,1);
  (o.n += 1).toFixed(...__s$h0((__s$j(1436,void 0,o,"n",1),0)));
  return __s$v0(75,a);
}catch(__s$x){throw __s$q(77,__s$x)}}
class Stack {
  #items = (__s$m1(1567),[]);
  static #made = 0;;static{__s$j3(1692,void 0,this,this.#made);}
  make = () =>{__s$e(1729);try{return __s$v0(1739, __s$j2(1820,++Stack.#made,Stack))}catch(__s$x){throw __s$q(1741,__s$x)}};
  push(x) {__s$ea(1858,x);let __s$at1;try{__s$p(1947,this);
    __s$h(2014,this.#items.push((__s$at1=this.#items,x())),__s$at1,1,1);
    return __s$v0(1867,this.#items.pop().toFixed(...__s$h0((__s$h(2078,void 0,this.#items,10,0),0))));
  }catch(__s$x){throw __s$q(1869,__s$x)}}
;#__s$fv0=__s$j3(2204,void 0,this,this.#items);}__s$p(2267,Stack);
const list = () =>{__s$e(2305);try{return __s$v0(2315, [3, 1, 2])}catch(__s$x){throw __s$q(2317,__s$x)}};__s$p(2395,list);
const thing = (a) =>{__s$ea(2434,a);const __s$o1=__s$m(2458,0);try{return __s$v0(2443, ({ a, run: (...all) =>{__s$ea(2498,all);__s$m0(2522,__s$o1);try{return __s$v0(2507, log(a, all))}catch(__s$x){throw __s$q(2509,__s$x)}} }))}catch(__s$x){throw __s$q(2445,__s$x)}};__s$p(2587,thing);
let count = __s$p(2651,0);
const next = () =>{__s$e(2689);try{return __s$v0(2699, 'k' + __s$p(2779,++count))}catch(__s$x){throw __s$q(2701,__s$x)}};__s$p(2843,next);
const o = __s$p(2907,{ n: 1, groups: new Map([['g', []]]) });
try {
  change([thing(1), thing(2), thing(3), thing(4), 5, 9, 8, 7, 6], new Map(), o, next);
} catch (error) {__s$m1(2975);__s$p(3099,error);
  log(error.message);
};__s$m1(3167);
log(o, new Stack().push(() =>{__s$e(3201);try{return __s$v0(3211, 1)}catch(__s$x){throw __s$q(3213,__s$x)}}), new Stack().make());
for (const wrong of [
  () =>{__s$e(3329);try{return __s$v0(3339, [].pop().run())}catch(__s$x){throw __s$q(3341,__s$x)}},
  () =>{__s$e(3393);try{return __s$v0(3403, list().sort().none(1))}catch(__s$x){throw __s$q(3405,__s$x)}},
  () =>{__s$e(3457);try{return __s$v0(3467, o.groups.set('x', 1).get((__s$h(3550,void 0,__s$h1(o,"groups"),4,2,"x"),'y')).z())}catch(__s$x){throw __s$q(3469,__s$x)}},
  () =>{__s$e(3585);try{return __s$v0(3595, o.groups.set('x', 1).nothing(...__s$h0((__s$h(3678,void 0,__s$h1(o,"groups"),4,2,"x"),0))))}catch(__s$x){throw __s$q(3597,__s$x)}},
  () => {__s$e(3713);try{
    const { b } = [].pop();__s$p(3803,b);
  ;__s$l(3722)}catch(__s$x){throw __s$q(3725,__s$x)}},
  () => {__s$e(3841);try{
    const [b] = [1].pop();__s$p(3931,b);
  ;__s$l(3850)}catch(__s$x){throw __s$q(3853,__s$x)}},
  () =>{__s$e(3969);try{return __s$v0(3979, new (list().reverse())())}catch(__s$x){throw __s$q(3981,__s$x)}},
  () =>{__s$e(4033);try{return __s$v0(4043, (o.list ??= 1).none(...__s$h0((__s$j(4124,void 0,o,"list",1),0))))}catch(__s$x){throw __s$q(4045,__s$x)}},
  () =>{__s$e(4161);try{return __s$v0(4171, (o.n += 1)(...__s$h0((__s$j(4252,void 0,o,"n",1),0))))}catch(__s$x){throw __s$q(4173,__s$x)}},
  () =>{__s$e(4289);try{return __s$v0(4299, (o[(count = __s$p(4379,5))] ??= 0).none(...__s$h0((__s$h(4446,void 0,o,0,0),0))))}catch(__s$x){throw __s$q(4301,__s$x)}},
  () =>{__s$e(4481);try{return __s$v0(4491, (o[([count] = [6])] = 0).none(...__s$h0((__s$p1(4571,void 0,count),__s$h(4638,void 0,o,0,0),0))))}catch(__s$x){throw __s$q(4493,__s$x)}},
  () =>{__s$e(4673);try{return __s$v0(4683, (o[(count = __s$p(4763,7))]++)(...__s$h0((__s$h(4830,void 0,o,0,0),0))))}catch(__s$x){throw __s$q(4685,__s$x)}},
  () =>{__s$e(4865);try{return __s$v0(4875, [...[1].pop()])}catch(__s$x){throw __s$q(4877,__s$x)}},
]) {__s$m1(4959);__s$p(5019,wrong);{
  try {
    wrong();
  } catch (error) {__s$m1(5087);__s$p(5211,error);
    log(error.message);
  }
}}
// 0 write (module) 2:10
// 1 function change 2:1 q map o k
// 2 mutation change 3:3
// 3 mutation change 3:3
// 4 mutation change 4:3
// 5 mutation change 5:3
// 6 mutation change 6:17
// 7 write change 6:11
// 8 mutation change 7:20
// 9 property change 7:4
// 10 property change 7:13
// 11 scope change 8:3
// 12 branch change 8:29
// 13 mutation change 8:19
// 14 write change 8:14
// 15 branch change 8:36
// 16 mutation change 9:28
// 17 mutation change 9:11
// 18 mutation change 10:3
// 19 property change 10:4
// 20 mutation change 11:3
// 21 mutation change 12:3
// 22 property change 13:4
// 23 initialiser (module) 17:3
// 24 branch (module) 17:3
// 25 initialiser (module) 18:3
// 26 property (module) 18:3
// 27 arrow Stack.make 19:10
// 28 property Stack.make 19:16
// 29 method Stack.push 20:3 x
// 30 write Stack.push 20:7
// 31 mutation Stack.push 21:5
// 32 mutation Stack.push 22:12
// 33 initialiser (module) 17:3
// 34 property (module) 17:3
// 35 write (module) 16:7
// 36 arrow list 25:14
// 37 write (module) 25:7
// 38 arrow thing 26:15 a
// 39 arrow run 26:33 all
// 40 write (module) 26:7
// 41 write (module) 27:5
// 42 arrow next 28:14
// 43 write next 28:26
// 44 write (module) 28:7
// 45 write (module) 29:7
// 46 branch (module) 32:17
// 47 scope (module) 32:3
// 48 write (module) 32:10
// 49 branch (module) 34:2
// 50 arrow new Stack().push callback 35:25
// 51 scope (module) 36:1
// 52 arrow (anonymous) 37:3
// 53 arrow (anonymous) 38:3
// 54 arrow (anonymous) 39:3
// 55 mutation (anonymous) 39:9
// 56 arrow (anonymous) 40:3
// 57 mutation (anonymous) 40:9
// 58 arrow (anonymous) 41:3
// 59 write (anonymous) 42:13
// 60 arrow (anonymous) 44:3
// 61 write (anonymous) 45:12
// 62 arrow (anonymous) 47:3
// 63 arrow (anonymous) 48:3
// 64 property (anonymous) 48:10
// 65 arrow (anonymous) 49:3
// 66 property (anonymous) 49:10
// 67 arrow (anonymous) 50:3
// 68 write (anonymous) 50:13
// 69 mutation (anonymous) 50:10
// 70 arrow (anonymous) 51:3
// 71 write (anonymous) 51:14
// 72 mutation (anonymous) 51:10
// 73 arrow (anonymous) 52:3
// 74 write (anonymous) 52:13
// 75 mutation (anonymous) 52:10
// 76 arrow (anonymous) 53:3
// 77 branch (module) 54:4
// 78 write (module) 36:12
// 79 branch (module) 57:19
// 80 scope (module) 57:5
// 81 write (module) 57:12
