__s$p(27,fields);__s$p(91,defaults);__s$p(155,cases);__s$p(219,evaluated);__s$p(283,aliased);__s$p(347,passed);__s$p(411,copied);__s$p(475,strict);let count = __s$p(539,0);
function fields() {__s$e(577);const __s$o1=__s$m(602,0);try{
  let n = __s$p(667,1);
  class Made { a = (__s$m1(799),__s$p4(859,0,n++,n,__s$m2(730,__s$o1))); static b = (__s$p4(987,0,count += 2,count,__s$m2(922,__s$o1)), n); #c = (__s$m1(1119),3); [`d${__s$p1(1179,n++,n)}`] = this.#c; e = () =>{__s$e(1217);__s$m0(1242,__s$o1);try{return __s$v0(1227, __s$p1(1307,n--,n))}catch(__s$x){throw __s$q(1229,__s$x)}}; f = { g: __s$j(1436,(__s$h2(this,"a"),delete this.a),this,"a") };
    constructor() {__s$e(1473);try{__s$p(1563,this);__s$j3(1628,void 0,this,this.#c); __s$j4(1692,this.#c++,this,1); log(__s$j2(1756,--this.#c,this), __s$j2(1820,this.#c **= 2,this)); __s$j3(1884,[this.#c] = [5],this,this.#c); (__s$j3(1948,{ c: this.#c } = { c: 6 },this,this.#c)); this.#h = 1; ;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}}
    set #h(v) {__s$ea(1986,v);try{ log(v); ;__s$l(1994)}catch(__s$x){throw __s$q(1997,__s$x)}} get c() {__s$e(2049);try{__s$p(2139,this); return __s$v0(2059,this.#c); }catch(__s$x){throw __s$q(2061,__s$x)}}
  }__s$p(2203,Made);
  class Derived extends Made { #i = (__s$m1(2335),4); constructor() {__s$e(2369);try{ { let early = __s$p(2523,1); log(early, __s$j3(2588,__s$p(2651,super()),this,this.#i)); };__s$m1(2719); __s$j2(2780,this.#i ||= 2,this); log(__s$j4(2844,this.#i--,this,-1)); ;__s$l(2378)}catch(__s$x){throw __s$q(2381,__s$x)}} }__s$p(2907,Derived);
  log(new Made().c, new Derived().c, n, Made.b);
;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}}
fields();
function defaults(a = __s$p4(3099,0,count++,count,__s$m2(3034,0)), { b = (__s$p4(3163,0,count = a,count,__s$m2(3034,0)), log('b')), c = () =>{__s$e(3201);try{return __s$v0(3211, a++)}catch(__s$x){throw __s$q(3213,__s$x)}} } = {}, d = (c(), a)) {__s$e0(2949,a,b,c,d);const __s$o2=__s$m(2970,0);try{ log(a, b, d, count); ;__s$l(2954)}catch(__s$x){throw __s$q(2957,__s$x)}}
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {__s$ea(3266,v);const __s$o3=__s$m(3290,0);try{
  switch (v) { case 0:__s$m1(3423);__s$p(3483,inner); return __s$v0(3275,inner()); case 1:__s$m1(3551);__s$p(3611,inner); { log('one'); } default:__s$m1(3679);__s$p(3739,inner); function inner() {__s$e(3777);__s$m0(3802,__s$o3);try{ return __s$v0(3787,v); }catch(__s$x){throw __s$q(3789,__s$x)}}__s$p(3867,inner); log(inner()); __s$p(3931,inner = () =>{__s$e(3969);try{return __s$v0(3979, 9)}catch(__s$x){throw __s$q(3981,__s$x)}}); case 5:__s$m1(4063);__s$p(4123,inner); log(inner()); }
;__s$l(3274)}catch(__s$x){throw __s$q(3277,__s$x)}}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {__s$ea(4162,a);try{
  try { __s$h4(eval('late'),()=>{try{__s$p(4251,a);}catch{}try{__s$p(4315,late);}catch{}try{__s$p(4379,b);}catch{}}); } catch (error) {__s$m1(4447);__s$p(4571,error); log(error.name); };__s$m1(4639);
  let late = __s$p(4699,1); const fixed = __s$p(4763,2); { var b; __s$h4(eval('a = 3; b = 4; late++; var more = 5'),()=>{try{__s$p(4827,a);}catch{}try{__s$p(4891,late);}catch{}try{__s$p(4955,b);}catch{}}); };__s$m1(5023); log(a, b, late, more, __s$h4(eval('fixed'),()=>{try{__s$p(5083,a);}catch{}try{__s$p(5147,late);}catch{}try{__s$p(5211,b);}catch{}}));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })');__s$p(5275,x); return __s$v0(4171,(() =>{__s$e(5313);try{return __s$v0(5323, eval('late = x'))}catch(__s$x){throw __s$q(5325,__s$x)}})());
}catch(__s$x){throw __s$q(4173,__s$x)}}
log(evaluated(1));
function aliased(a, b) {__s$eb(5379,a,b);let __s$at1;try{ __s$p1(5531,__s$p1(5467,__s$j1(5597,__s$h2(__s$at1=arguments,0)[0] = 5,__s$at1,0),a),b); __s$p1(5723,__s$p1(5659,__s$j1(5789,__s$h2(__s$at1=arguments,1)[1]++,__s$at1,1),a),b); log(a, b); __s$j1(5853,delete (__s$at1=arguments)[0],__s$at1,0,1); __s$p1(5979,__s$p1(5915,__s$j1(6045,__s$h2(__s$at1=arguments,0)[0] = 6,__s$at1,0),a),b); log(a); return __s$v0(5387,arguments.length); }catch(__s$x){throw __s$q(5389,__s$x)}}
log(aliased(1, 2));
function passed(a) {__s$ea(6082,a);try{ const all = __s$p(6171,arguments); __s$j1(6237,__s$h2(all,0)[0] = 2,all,0); log(a, ...arguments); return __s$v0(6091,(() => {__s$e(6273);let __s$at1;try{ __s$j1(6365,__s$h2(__s$at1=arguments,0)[0] = 3,__s$at1,0); ;__s$l(6282)}catch(__s$x){throw __s$q(6285,__s$x)}})()); }catch(__s$x){throw __s$q(6093,__s$x)}}
passed(1); function copied(a) {__s$ea(6402,a);try{ __s$p(6491,a = 4); return __s$v0(6411,log.apply(null, arguments)); }catch(__s$x){throw __s$q(6413,__s$x)}} copied(1);
function strict(a) { 'use strict';__s$ea(6530,a);let __s$at1;try{ __s$j1(6621,__s$h2(__s$at1=arguments,0)[0] = 2,__s$at1,0); return __s$v0(6539,a); }catch(__s$x){throw __s$q(6541,__s$x)}} log(strict(1));
let quoted=__s$p(6683,void 0); log(...(quoted = __s$p(6747,[1]))); for (const one of (quoted = __s$p(6875,[2]))) {__s$m1(6943);__s$p(7003,one);log(one);}__s$m1(7071); log((count += 1).toFixed(...__s$h0((__s$p1(7131,void 0,count),0))));
// 0 write (module) 2:10
// 1 write (module) 12:10
// 2 write (module) 14:10
// 3 write (module) 18:10
// 4 write (module) 24:10
// 5 write (module) 26:10
// 6 write (module) 27:21
// 7 write (module) 28:10
// 8 write (module) 1:5
// 9 function fields 2:1
// 10 write fields 3:7
// 11 initialiser fields 4:16
// 12 branch fields 4:16
// 13 write fields 4:20
// 14 initialiser fields 4:25
// 15 write fields 4:37
// 16 initialiser fields 4:53
// 17 branch fields 4:53
// 18 write fields 4:66
// 19 arrow Made.e 4:88
// 20 write Made.e 4:94
// 21 initialiser fields 4:99
// 22 property fields 4:108
// 23 constructor Made.constructor 5:5
// 24 write Made.constructor 5:16
// 25 property Made.constructor 5:16
// 26 property Made.constructor 5:21
// 27 property Made.constructor 5:36
// 28 property Made.constructor 5:47
// 29 property Made.constructor 5:64
// 30 property Made.constructor 5:86
// 31 setter set Made.#h 6:5 v
// 32 getter get Made.c 6:27
// 33 write get Made.c 6:32
// 34 write fields 4:9
// 35 initialiser fields 8:32
// 36 branch fields 8:32
// 37 constructor Derived.constructor 8:40
// 38 scope Derived.constructor 8:56
// 39 write Derived.constructor 8:62
// 40 property Derived.constructor 8:84
// 41 write Derived.constructor 8:84
// 42 branch Derived.constructor 8:95
// 43 property Derived.constructor 8:96
// 44 property Derived.constructor 8:115
// 45 write fields 8:9
// 46 function defaults 12:1 a b c d
// 47 initialiser defaults 12:1
// 48 write defaults 12:23
// 49 write defaults 12:39
// 50 arrow c 12:65
// 51 function cases 14:1 v
// 52 scope cases 15:3
// 53 branch cases 15:23
// 54 write cases 15:82
// 55 branch cases 15:47
// 56 write cases 15:82
// 57 branch cases 15:72
// 58 write cases 15:82
// 59 function inner 15:73
// 60 write cases 15:82
// 61 write cases 15:118
// 62 arrow inner 15:126
// 63 branch cases 15:142
// 64 write cases 15:82
// 65 function evaluated 18:1 a
// 66 write evaluated 19:9
// 67 write evaluated 19:9
// 68 write evaluated 19:9
// 69 branch evaluated 19:39
// 70 scope evaluated 19:25
// 71 write evaluated 19:32
// 72 branch evaluated 19:59
// 73 write evaluated 20:7
// 74 write evaluated 20:23
// 75 write evaluated 20:43
// 76 write evaluated 20:43
// 77 write evaluated 20:43
// 78 branch evaluated 20:88
// 79 write evaluated 20:111
// 80 write evaluated 20:111
// 81 write evaluated 20:111
// 82 write evaluated 21:40
// 83 arrow (iife) 21:74
// 84 function aliased 24:1 a b
// 85 write aliased 24:26
// 86 write aliased 24:26
// 87 property aliased 24:26
// 88 write aliased 24:44
// 89 write aliased 24:44
// 90 property aliased 24:44
// 91 property aliased 24:71
// 92 write aliased 24:92
// 93 write aliased 24:92
// 94 property aliased 24:92
// 95 function passed 26:1 a
// 96 write passed 26:28
// 97 property passed 26:45
// 98 arrow (iife) 26:87
// 99 property (iife) 26:95
// 100 function copied 27:12 a
// 101 write copied 27:33
// 102 function strict 28:1 a
// 103 property strict 28:36
// 104 write (module) 29:5
// 105 write (module) 29:21
// 106 scope (module) 29:37
// 107 write (module) 29:56
// 108 branch (module) 29:71
// 109 write (module) 29:48
// 110 branch (module) 29:80
// 111 write (module) 29:86
