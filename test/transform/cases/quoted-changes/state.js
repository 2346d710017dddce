// What V8 would quote keeps its text; what changes in it is told behind it.
__s$p(27,change);function change(q, map, o, k) {__s$e0(69,q,map,o,k);let __s$at1,__s$af1=0;try{
  map.set('a', 1).set((__s$h(158,void 0,map,4,2,"a"),(__s$at1=k())), 2).get((__s$h(222,void 0,map,4,2,__s$at1),'a')).toFixed(1);
  q.shift(...__s$h0((__s$hw(q,0)))).run(...__s$h0((__s$h(286,void 0,q,13,0),0)));
  __s$h(350,q.shift(...__s$h0((__s$hw(q,0)))).run(...[1, 2]),q,13,0);
  const { a } = q.shift(...__s$h0((__s$hw(q,0))));__s$h(414,void 0,q,13,0);__s$p(475,a);
  __s$j(732,__s$j(668,__s$h(606,__s$i((__s$af1=1,[o.first, o.b] = q.splice(0, __s$hb(542,q,2))),__s$af1=0),q,0,2),o,"first",2),o,"b",2);
  for (const x of q.sort(...__s$h0((__s$hb(798,q,0))))) {__s$m1(927);__s$h(990,void 0,q,11,0);__s$p(1051,x);log(x);}__s$m1(1119);
  __s$h(1246,log(__s$h(1374,[...q.splice(__s$hb(1310,q,1))],q,0,1), ...q.splice(__s$hb(1182,q,0))),q,0,1);
  __s$h(1438,(o.list ??= []).push((__s$at1=__s$h1(o,"list"),__s$j(1500,void 0,o,"list",2),k())),__s$at1,17,1);
  __s$h(1566,o.groups.get('g').push((__s$at1=__s$h9(__s$h1(o,"groups"),"g"),k())),__s$at1,17,1);
  __s$h(1630,q[q.length - 1].push(1),__s$h1(q,__s$h8(__s$h1(q,"length"),"-",1)),17,1);
  (o.n += 1).toFixed(...__s$h0((__s$j(1692,void 0,o,"n",2),0)));
  return __s$v0(75,a);
}catch(__s$x){if(__s$af1){__s$af1=0;try{__s$j(1756,void 0,o,"first",1);}catch{}try{__s$j(1820,void 0,o,"b",1);}catch{}}throw __s$q(77,__s$x)}}
class Stack {
  #items = (__s$m1(1951),[]);
  static #made = 0;;static{__s$j3(2076,void 0,this,this.#made);}
  make = () =>{__s$e(2113);try{return __s$v0(2123, __s$j2(2204,++Stack.#made,Stack))}catch(__s$x){throw __s$q(2125,__s$x)}};
  push(x) {__s$ea(2242,x);let __s$at1;try{__s$p(2331,this);
    __s$h(2398,this.#items.push((__s$at1=this.#items,x())),__s$at1,1,1);
    return __s$v0(2251,this.#items.pop(...__s$h0((__s$hw(this.#items,0)))).toFixed(...__s$h0((__s$h(2462,void 0,this.#items,10,0),0))));
  }catch(__s$x){throw __s$q(2253,__s$x)}}
;#__s$fv0=__s$j3(2588,void 0,this,this.#items);}__s$p(2651,Stack);
const list = () =>{__s$e(2689);try{return __s$v0(2699, [3, 1, 2])}catch(__s$x){throw __s$q(2701,__s$x)}};__s$p(2779,list);
const thing = (a) =>{__s$ea(2818,a);const __s$o1=__s$m(2842,0);try{return __s$v0(2827, ({ a, run: (...all) =>{__s$ea(2882,all);__s$m0(2906,__s$o1);try{return __s$v0(2891, log(a, all))}catch(__s$x){throw __s$q(2893,__s$x)}} }))}catch(__s$x){throw __s$q(2829,__s$x)}};__s$p(2971,thing);
let count = __s$p(3035,0);
const next = () =>{__s$e(3073);try{return __s$v0(3083, 'k' + __s$p(3163,++count))}catch(__s$x){throw __s$q(3085,__s$x)}};__s$p(3227,next);
const o = __s$p(3291,{ n: 1, groups: new Map([['g', []]]) });
try {
  change([thing(1), thing(2), thing(3), thing(4), 5, 9, 8, 7, 6], new Map(), o, next);
} catch (error) {__s$qc(error);__s$m3(3359);__s$p(3483,error);
  log(error.message);
};__s$m1(3551);
log(o, __s$hu(3614,1,new Stack().push(() =>{__s$e(3649);try{return __s$v0(3659, 1)}catch(__s$x){throw __s$q(3661,__s$x)}})), new Stack().make());
for (const wrong of [
  () =>{__s$e(3777);try{return __s$v0(3787, [].pop().run())}catch(__s$x){throw __s$q(3789,__s$x)}},
  () =>{__s$e(3841);try{return __s$v0(3851, list().sort(...__s$h0((__s$hu(3934,0,0)))).none(1))}catch(__s$x){throw __s$q(3853,__s$x)}},
  () =>{__s$e(3969);try{return __s$v0(3979, o.groups.set('x', 1).get((__s$h(4062,void 0,__s$h1(o,"groups"),20,2,"x"),'y')).z())}catch(__s$x){throw __s$q(3981,__s$x)}},
  () =>{__s$e(4097);try{return __s$v0(4107, o.groups.set('x', 1).nothing(...__s$h0((__s$h(4190,void 0,__s$h1(o,"groups"),20,2,"x"),0))))}catch(__s$x){throw __s$q(4109,__s$x)}},
  () => {__s$e(4225);try{
    const { b } = [].pop();__s$p(4315,b);
  ;__s$l(4234)}catch(__s$x){throw __s$q(4237,__s$x)}},
  () => {__s$e(4353);try{
    const [b] = [1].pop();__s$p(4443,b);
  ;__s$l(4362)}catch(__s$x){throw __s$q(4365,__s$x)}},
  () =>{__s$e(4481);try{return __s$v0(4491, new (list().reverse(...__s$h0((__s$hu(4574,0,0)))))())}catch(__s$x){throw __s$q(4493,__s$x)}},
  () =>{__s$e(4609);try{return __s$v0(4619, (o.list ??= 1).none(...__s$h0((__s$j(4700,void 0,o,"list",2),0))))}catch(__s$x){throw __s$q(4621,__s$x)}},
  () =>{__s$e(4737);try{return __s$v0(4747, (o.n += 1)(...__s$h0((__s$j(4828,void 0,o,"n",2),0))))}catch(__s$x){throw __s$q(4749,__s$x)}},
  () =>{__s$e(4865);try{return __s$v0(4875, (o[(count = __s$p(4955,5))] ??= 0).none(...__s$h0((__s$h(5022,void 0,o,12,0),0))))}catch(__s$x){throw __s$q(4877,__s$x)}},
  () =>{__s$e(5057);try{return __s$v0(5067, (o[([count] = [6])] = 0).none(...__s$h0((__s$p1(5147,void 0,count),__s$h(5214,void 0,o,12,0),0))))}catch(__s$x){throw __s$q(5069,__s$x)}},
  () =>{__s$e(5249);try{return __s$v0(5259, (o[(count = __s$p(5339,7))]++)(...__s$h0((__s$h(5406,void 0,o,12,0),0))))}catch(__s$x){throw __s$q(5261,__s$x)}},
  () =>{__s$e(5441);try{return __s$v0(5451, [...[1].pop()])}catch(__s$x){throw __s$q(5453,__s$x)}},
]) {__s$m1(5535);__s$p(5595,wrong);{
  try {
    wrong();
  } catch (error) {__s$qc(error);__s$m3(5663);__s$p(5787,error);
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
// 9 mutation change 7:20
// 10 property change 7:4
// 11 property change 7:13
// 12 mutation change 8:19
// 13 scope change 8:3
// 14 branch change 8:29
// 15 mutation change 8:19
// 16 write change 8:14
// 17 branch change 8:36
// 18 mutation change 9:28
// 19 mutation change 9:28
// 20 mutation change 9:11
// 21 mutation change 9:11
// 22 mutation change 10:3
// 23 property change 10:4
// 24 mutation change 11:3
// 25 mutation change 12:3
// 26 property change 13:4
// 27 property change 7:4
// 28 property change 7:13
// 29 initialiser (module) 17:3
// 30 branch (module) 17:3
// 31 initialiser (module) 18:3
// 32 property (module) 18:3
// 33 arrow Stack.make 19:10
// 34 property Stack.make 19:16
// 35 method Stack.push 20:3 x
// 36 write Stack.push 20:7
// 37 mutation Stack.push 21:5
// 38 mutation Stack.push 22:12
// 39 initialiser (module) 17:3
// 40 property (module) 17:3
// 41 write (module) 16:7
// 42 arrow list 25:14
// 43 write (module) 25:7
// 44 arrow thing 26:15 a
// 45 arrow run 26:33 all
// 46 write (module) 26:7
// 47 write (module) 27:5
// 48 arrow next 28:14
// 49 write next 28:26
// 50 write (module) 28:7
// 51 write (module) 29:7
// 52 branch (module) 32:17
// 53 scope (module) 32:3
// 54 write (module) 32:10
// 55 branch (module) 34:2
// 56 mutation (module) 35:8
// 57 arrow new Stack().push callback 35:25
// 58 scope (module) 36:1
// 59 arrow (anonymous) 37:3
// 60 arrow (anonymous) 38:3
// 61 mutation (anonymous) 38:9
// 62 arrow (anonymous) 39:3
// 63 mutation (anonymous) 39:9
// 64 arrow (anonymous) 40:3
// 65 mutation (anonymous) 40:9
// 66 arrow (anonymous) 41:3
// 67 write (anonymous) 42:13
// 68 arrow (anonymous) 44:3
// 69 write (anonymous) 45:12
// 70 arrow (anonymous) 47:3
// 71 mutation (anonymous) 47:14
// 72 arrow (anonymous) 48:3
// 73 property (anonymous) 48:10
// 74 arrow (anonymous) 49:3
// 75 property (anonymous) 49:10
// 76 arrow (anonymous) 50:3
// 77 write (anonymous) 50:13
// 78 mutation (anonymous) 50:10
// 79 arrow (anonymous) 51:3
// 80 write (anonymous) 51:14
// 81 mutation (anonymous) 51:10
// 82 arrow (anonymous) 52:3
// 83 write (anonymous) 52:13
// 84 mutation (anonymous) 52:10
// 85 arrow (anonymous) 53:3
// 86 branch (module) 54:4
// 87 write (module) 36:12
// 88 branch (module) 57:19
// 89 scope (module) 57:5
// 90 write (module) 57:12
