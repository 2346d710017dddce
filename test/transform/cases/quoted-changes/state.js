// What V8 would quote keeps its text; what changes in it is told behind it.
__s$p(27,change);function change(q, map, o, k) {__s$e0(69,q,map,o,k);let __s$at1;try{
  map.set('a', 1).set((__s$h(158,void 0,map,4,2,"a"),(__s$at1=k())), 2).get((__s$h(222,void 0,map,4,2,__s$at1),'a')).toFixed(1);
  q.shift(...__s$h0((__s$hw(q,0)))).run(...__s$h0((__s$h(286,void 0,q,13,0),0)));
  __s$h(350,q.shift(...__s$h0((__s$hw(q,0)))).run(...[1, 2]),q,13,0);
  const { a } = q.shift(...__s$h0((__s$hw(q,0))));__s$h(414,void 0,q,13,0);__s$p(475,a);
  __s$j(732,__s$j(668,__s$h(606,[o.first, o.b] = q.splice(0, __s$hb(542,q,2)),q,0,2),o,"first",2),o,"b",2);
  for (const x of q.sort(...__s$h0((__s$hb(798,q,0))))) {__s$m1(927);__s$h(990,void 0,q,11,0);__s$p(1051,x);log(x);}__s$m1(1119);
  __s$h(1246,log(__s$h(1374,[...q.splice(__s$hb(1310,q,1))],q,0,1), ...q.splice(__s$hb(1182,q,0))),q,0,1);
  __s$h(1438,(o.list ??= []).push((__s$at1=__s$h1(o,"list"),__s$j(1500,void 0,o,"list",2),k())),__s$at1,17,1);
  __s$h(1566,o.groups.get('g').push((__s$at1=__s$h9(__s$h1(o,"groups"),"g"),k())),__s$at1,17,1);
  __s$h(1630,q[q.length - 1].push(1),__s$h1(q,__s$h8(__s$h1(q,"length"),"-",1)),17,1);
  (o.n += 1).toFixed(...__s$h0((__s$j(1692,void 0,o,"n",2),0)));
  return __s$v0(75,a);
}catch(__s$x){throw __s$q(77,__s$x)}}
class Stack {
  #items = (__s$m1(1823),[]);
  static #made = 0;;static{__s$j3(1948,void 0,this,this.#made);}
  make = () =>{__s$e(1985);try{return __s$v0(1995, __s$j2(2076,++Stack.#made,Stack))}catch(__s$x){throw __s$q(1997,__s$x)}};
  push(x) {__s$ea(2114,x);let __s$at1;try{__s$p(2203,this);
    __s$h(2270,this.#items.push((__s$at1=this.#items,x())),__s$at1,1,1);
    return __s$v0(2123,this.#items.pop(...__s$h0((__s$hw(this.#items,0)))).toFixed(...__s$h0((__s$h(2334,void 0,this.#items,10,0),0))));
  }catch(__s$x){throw __s$q(2125,__s$x)}}
;#__s$fv0=__s$j3(2460,void 0,this,this.#items);}__s$p(2523,Stack);
const list = () =>{__s$e(2561);try{return __s$v0(2571, [3, 1, 2])}catch(__s$x){throw __s$q(2573,__s$x)}};__s$p(2651,list);
const thing = (a) =>{__s$ea(2690,a);const __s$o1=__s$m(2714,0);try{return __s$v0(2699, ({ a, run: (...all) =>{__s$ea(2754,all);__s$m0(2778,__s$o1);try{return __s$v0(2763, log(a, all))}catch(__s$x){throw __s$q(2765,__s$x)}} }))}catch(__s$x){throw __s$q(2701,__s$x)}};__s$p(2843,thing);
let count = __s$p(2907,0);
const next = () =>{__s$e(2945);try{return __s$v0(2955, 'k' + __s$p(3035,++count))}catch(__s$x){throw __s$q(2957,__s$x)}};__s$p(3099,next);
const o = __s$p(3163,{ n: 1, groups: new Map([['g', []]]) });
try {
  change([thing(1), thing(2), thing(3), thing(4), 5, 9, 8, 7, 6], new Map(), o, next);
} catch (error) {__s$qc(error);__s$m3(3231);__s$p(3355,error);
  log(error.message);
};__s$m1(3423);
log(o, __s$hu(3486,1,new Stack().push(() =>{__s$e(3521);try{return __s$v0(3531, 1)}catch(__s$x){throw __s$q(3533,__s$x)}})), new Stack().make());
for (const wrong of [
  () =>{__s$e(3649);try{return __s$v0(3659, [].pop().run())}catch(__s$x){throw __s$q(3661,__s$x)}},
  () =>{__s$e(3713);try{return __s$v0(3723, list().sort(...__s$h0((__s$hu(3806,0,0)))).none(1))}catch(__s$x){throw __s$q(3725,__s$x)}},
  () =>{__s$e(3841);try{return __s$v0(3851, o.groups.set('x', 1).get((__s$h(3934,void 0,__s$h1(o,"groups"),20,2,"x"),'y')).z())}catch(__s$x){throw __s$q(3853,__s$x)}},
  () =>{__s$e(3969);try{return __s$v0(3979, o.groups.set('x', 1).nothing(...__s$h0((__s$h(4062,void 0,__s$h1(o,"groups"),20,2,"x"),0))))}catch(__s$x){throw __s$q(3981,__s$x)}},
  () => {__s$e(4097);try{
    const { b } = [].pop();__s$p(4187,b);
  ;__s$l(4106)}catch(__s$x){throw __s$q(4109,__s$x)}},
  () => {__s$e(4225);try{
    const [b] = [1].pop();__s$p(4315,b);
  ;__s$l(4234)}catch(__s$x){throw __s$q(4237,__s$x)}},
  () =>{__s$e(4353);try{return __s$v0(4363, new (list().reverse(...__s$h0((__s$hu(4446,0,0)))))())}catch(__s$x){throw __s$q(4365,__s$x)}},
  () =>{__s$e(4481);try{return __s$v0(4491, (o.list ??= 1).none(...__s$h0((__s$j(4572,void 0,o,"list",2),0))))}catch(__s$x){throw __s$q(4493,__s$x)}},
  () =>{__s$e(4609);try{return __s$v0(4619, (o.n += 1)(...__s$h0((__s$j(4700,void 0,o,"n",2),0))))}catch(__s$x){throw __s$q(4621,__s$x)}},
  () =>{__s$e(4737);try{return __s$v0(4747, (o[(count = __s$p(4827,5))] ??= 0).none(...__s$h0((__s$h(4894,void 0,o,12,0),0))))}catch(__s$x){throw __s$q(4749,__s$x)}},
  () =>{__s$e(4929);try{return __s$v0(4939, (o[([count] = [6])] = 0).none(...__s$h0((__s$p1(5019,void 0,count),__s$h(5086,void 0,o,12,0),0))))}catch(__s$x){throw __s$q(4941,__s$x)}},
  () =>{__s$e(5121);try{return __s$v0(5131, (o[(count = __s$p(5211,7))]++)(...__s$h0((__s$h(5278,void 0,o,12,0),0))))}catch(__s$x){throw __s$q(5133,__s$x)}},
  () =>{__s$e(5313);try{return __s$v0(5323, [...[1].pop()])}catch(__s$x){throw __s$q(5325,__s$x)}},
]) {__s$m1(5407);__s$p(5467,wrong);{
  try {
    wrong();
  } catch (error) {__s$qc(error);__s$m3(5535);__s$p(5659,error);
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
// 27 initialiser (module) 17:3
// 28 branch (module) 17:3
// 29 initialiser (module) 18:3
// 30 property (module) 18:3
// 31 arrow Stack.make 19:10
// 32 property Stack.make 19:16
// 33 method Stack.push 20:3 x
// 34 write Stack.push 20:7
// 35 mutation Stack.push 21:5
// 36 mutation Stack.push 22:12
// 37 initialiser (module) 17:3
// 38 property (module) 17:3
// 39 write (module) 16:7
// 40 arrow list 25:14
// 41 write (module) 25:7
// 42 arrow thing 26:15 a
// 43 arrow run 26:33 all
// 44 write (module) 26:7
// 45 write (module) 27:5
// 46 arrow next 28:14
// 47 write next 28:26
// 48 write (module) 28:7
// 49 write (module) 29:7
// 50 branch (module) 32:17
// 51 scope (module) 32:3
// 52 write (module) 32:10
// 53 branch (module) 34:2
// 54 mutation (module) 35:8
// 55 arrow new Stack().push callback 35:25
// 56 scope (module) 36:1
// 57 arrow (anonymous) 37:3
// 58 arrow (anonymous) 38:3
// 59 mutation (anonymous) 38:9
// 60 arrow (anonymous) 39:3
// 61 mutation (anonymous) 39:9
// 62 arrow (anonymous) 40:3
// 63 mutation (anonymous) 40:9
// 64 arrow (anonymous) 41:3
// 65 write (anonymous) 42:13
// 66 arrow (anonymous) 44:3
// 67 write (anonymous) 45:12
// 68 arrow (anonymous) 47:3
// 69 mutation (anonymous) 47:14
// 70 arrow (anonymous) 48:3
// 71 property (anonymous) 48:10
// 72 arrow (anonymous) 49:3
// 73 property (anonymous) 49:10
// 74 arrow (anonymous) 50:3
// 75 write (anonymous) 50:13
// 76 mutation (anonymous) 50:10
// 77 arrow (anonymous) 51:3
// 78 write (anonymous) 51:14
// 79 mutation (anonymous) 51:10
// 80 arrow (anonymous) 52:3
// 81 write (anonymous) 52:13
// 82 mutation (anonymous) 52:10
// 83 arrow (anonymous) 53:3
// 84 branch (module) 54:4
// 85 write (module) 36:12
// 86 branch (module) 57:19
// 87 scope (module) 57:5
// 88 write (module) 57:12
