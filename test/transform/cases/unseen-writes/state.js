__s$p(27,fields);__s$p(91,defaults);__s$p(155,cases);__s$p(219,evaluated);__s$p(283,aliased);__s$p(347,passed);__s$p(411,copied);__s$p(475,strict);let count = __s$p(539,0);
function fields() {__s$e(577);const __s$o1=__s$m(602,0);try{
  let n = __s$p(667,1);
  class Made { a = (__s$m1(799),__s$p4(859,0,n++,n,__s$m2(730,__s$o1))); static b = (__s$p4(987,0,count += 2,count,__s$m2(922,__s$o1)), n);;static{__s$j(1116,0,this,"b",1,0);} #c = (__s$m1(1247),3); ;#__s$fvs0=(__s$j(1372,0,this,"a",1,0),0);[`d${__s$p1(1435,n++,n)}`] = this.#c; e = () =>{__s$e(1473);__s$m0(1498,__s$o1);try{return __s$v0(1483, __s$p1(1563,n--,n))}catch(__s$x){throw __s$q(1485,__s$x)}}; ;#__s$fvs1=(__s$j(1692,0,this,"e",1,0),__s$h(1822,0,this,12,0),0);f = { g: __s$j(1948,(__s$h2(this,"a"),delete this.a),this,"a") };
    constructor() {__s$e(1985);try{__s$p(2075,this);__s$j3(2140,void 0,this,this.#c); __s$j4(2204,this.#c++,this,1); log(__s$j2(2268,--this.#c,this), __s$j2(2332,this.#c **= 2,this)); __s$j3(2396,[this.#c] = [5],this,this.#c); (__s$j3(2460,{ c: this.#c } = { c: 6 },this,this.#c)); this.#h = 1; ;__s$l(1994)}catch(__s$x){throw __s$q(1997,__s$x)}}
    set #h(v) {__s$hg();__s$ea(2498,v);try{ log(v); ;__s$l(2506)}catch(__s$x){throw __s$q(2509,__s$x)}} get c() {__s$hg();__s$e(2561);try{__s$p(2651,this); return __s$v0(2571,this.#c); }catch(__s$x){throw __s$q(2573,__s$x)}}
  ;#__s$fvs2=(__s$j(2780,0,this,"f",1,0),0);}__s$p(2843,Made);
  class Derived extends Made { #i = (__s$m1(2975),4); constructor() {__s$e(3009);try{ { let early = __s$p(3163,1); log(early, __s$j3(3228,__s$p(3291,super()),this,this.#i)); };__s$m1(3359); __s$j2(3420,this.#i ||= 2,this); log(__s$j4(3484,this.#i--,this,-1)); ;__s$l(3018)}catch(__s$x){throw __s$q(3021,__s$x)}} }__s$p(3547,Derived);
  log(new Made().c, new Derived().c, n, Made.b);
;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}}
fields();
function defaults(a = __s$p4(3739,0,count++,count,__s$m2(3674,0)), { b = (__s$p4(3803,0,count = a,count,__s$m2(3674,0)), log('b')), c = () =>{__s$e(3841);try{return __s$v0(3851, a++)}catch(__s$x){throw __s$q(3853,__s$x)}} } = {}, d = (c(), a)) {__s$e0(3589,a,b,c,d);const __s$o2=__s$m(3610,0);try{ log(a, b, d, count); ;__s$l(3594)}catch(__s$x){throw __s$q(3597,__s$x)}}
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {__s$ea(3906,v);const __s$o3=__s$m(3930,0);try{
  switch (v) { case 0:__s$m1(4063);__s$p(4123,inner); return __s$v0(3915,inner()); case 1:__s$m1(4191);__s$p(4251,inner); { log('one'); } default:__s$m1(4319);__s$p(4379,inner); function inner() {__s$e(4417);__s$m0(4442,__s$o3);try{ return __s$v0(4427,v); }catch(__s$x){throw __s$q(4429,__s$x)}}__s$p(4507,inner); log(inner()); __s$p(4571,inner = () =>{__s$e(4609);try{return __s$v0(4619, 9)}catch(__s$x){throw __s$q(4621,__s$x)}}); case 5:__s$m1(4703);__s$p(4763,inner); log(inner()); }
;__s$l(3914)}catch(__s$x){throw __s$q(3917,__s$x)}}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {__s$ea(4802,a);try{
  try { __s$h4(eval('late'),()=>{try{__s$p(4891,a);}catch{}try{__s$p(4955,late);}catch{}try{__s$p(5019,b);}catch{}}); } catch (error) {__s$qc(error);__s$m3(5087);__s$p(5211,error); log(error.name); };__s$m1(5279);
  let late = __s$p(5339,1); const fixed = __s$p(5403,2); { var b; __s$h4(eval('a = 3; b = 4; late++; var more = 5'),()=>{try{__s$p(5467,a);}catch{}try{__s$p(5531,late);}catch{}try{__s$p(5595,b);}catch{}}); };__s$m1(5663); log(a, b, late, more, __s$h4(eval('fixed'),()=>{try{__s$p(5723,a);}catch{}try{__s$p(5787,late);}catch{}try{__s$p(5851,b);}catch{}}));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })');__s$p(5915,x); return __s$v0(4811,(() =>{__s$e(5953);try{return __s$v0(5963, eval('late = x'))}catch(__s$x){throw __s$q(5965,__s$x)}})());
}catch(__s$x){throw __s$q(4813,__s$x)}}
log(evaluated(1));
function aliased(a, b) {__s$eb(6019,a,b);let __s$at1;try{ __s$p1(6171,__s$p1(6107,__s$j1(6237,__s$h2(__s$at1=arguments,0)[0] = 5,__s$at1,0),a),b); __s$p1(6363,__s$p1(6299,__s$j1(6429,__s$h2(__s$at1=arguments,1)[1]++,__s$at1,1),a),b); log(a, b); __s$j1(6493,delete (__s$at1=arguments)[0],__s$at1,0,1); __s$p1(6619,__s$p1(6555,__s$j1(6685,__s$h2(__s$at1=arguments,0)[0] = 6,__s$at1,0),a),b); log(a); return __s$v0(6027,arguments.length); }catch(__s$x){throw __s$q(6029,__s$x)}}
log(aliased(1, 2));
function passed(a) {__s$ea(6722,a);try{ const all = __s$p(6811,arguments); __s$j1(6877,__s$h2(all,0)[0] = 2,all,0); log(a, ...arguments); return __s$v0(6731,(() => {__s$e(6913);let __s$at1;try{ __s$j1(7005,__s$h2(__s$at1=arguments,0)[0] = 3,__s$at1,0); ;__s$l(6922)}catch(__s$x){throw __s$q(6925,__s$x)}})()); }catch(__s$x){throw __s$q(6733,__s$x)}}
passed(1); function copied(a) {__s$ea(7042,a);try{ __s$p(7131,a = 4); return __s$v0(7051,log.apply(null, arguments)); }catch(__s$x){throw __s$q(7053,__s$x)}} copied(1);
function strict(a) { 'use strict';__s$ea(7170,a);let __s$at1;try{ __s$j1(7261,__s$h2(__s$at1=arguments,0)[0] = 2,__s$at1,0); return __s$v0(7179,a); }catch(__s$x){throw __s$q(7181,__s$x)}} log(strict(1));
let quoted=__s$p(7323,void 0); log(...(quoted = __s$p(7387,[1]))); for (const one of (quoted = __s$p(7515,[2]))) {__s$m1(7583);__s$p(7643,one);log(one);}__s$m1(7711); log((count += 1).toFixed(...__s$h0((__s$p1(7771,void 0,count),0))));
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
// 16 initialiser fields 4:25
// 17 property fields 4:25
// 18 initialiser fields 4:53
// 19 branch fields 4:53
// 20 initialiser fields 4:16
// 21 property fields 4:16
// 22 write fields 4:66
// 23 arrow Made.e 4:88
// 24 write Made.e 4:94
// 25 initialiser fields 4:84
// 26 property fields 4:84
// 27 initialiser fields 4:61
// 28 mutation fields 4:61
// 29 initialiser fields 4:99
// 30 property fields 4:108
// 31 constructor Made.constructor 5:5
// 32 write Made.constructor 5:16
// 33 property Made.constructor 5:16
// 34 property Made.constructor 5:21
// 35 property Made.constructor 5:36
// 36 property Made.constructor 5:47
// 37 property Made.constructor 5:64
// 38 property Made.constructor 5:86
// 39 setter set Made.#h 6:5 v
// 40 getter get Made.c 6:27
// 41 write get Made.c 6:32
// 42 initialiser fields 4:99
// 43 property fields 4:99
// 44 write fields 4:9
// 45 initialiser fields 8:32
// 46 branch fields 8:32
// 47 constructor Derived.constructor 8:40
// 48 scope Derived.constructor 8:56
// 49 write Derived.constructor 8:62
// 50 property Derived.constructor 8:84
// 51 write Derived.constructor 8:84
// 52 branch Derived.constructor 8:95
// 53 property Derived.constructor 8:96
// 54 property Derived.constructor 8:115
// 55 write fields 8:9
// 56 function defaults 12:1 a b c d
// 57 initialiser defaults 12:1
// 58 write defaults 12:23
// 59 write defaults 12:39
// 60 arrow c 12:65
// 61 function cases 14:1 v
// 62 scope cases 15:3
// 63 branch cases 15:23
// 64 write cases 15:82
// 65 branch cases 15:47
// 66 write cases 15:82
// 67 branch cases 15:72
// 68 write cases 15:82
// 69 function inner 15:73
// 70 write cases 15:82
// 71 write cases 15:118
// 72 arrow inner 15:126
// 73 branch cases 15:142
// 74 write cases 15:82
// 75 function evaluated 18:1 a
// 76 write evaluated 19:9
// 77 write evaluated 19:9
// 78 write evaluated 19:9
// 79 branch evaluated 19:39
// 80 scope evaluated 19:25
// 81 write evaluated 19:32
// 82 branch evaluated 19:59
// 83 write evaluated 20:7
// 84 write evaluated 20:23
// 85 write evaluated 20:43
// 86 write evaluated 20:43
// 87 write evaluated 20:43
// 88 branch evaluated 20:88
// 89 write evaluated 20:111
// 90 write evaluated 20:111
// 91 write evaluated 20:111
// 92 write evaluated 21:40
// 93 arrow (iife) 21:74
// 94 function aliased 24:1 a b
// 95 write aliased 24:26
// 96 write aliased 24:26
// 97 property aliased 24:26
// 98 write aliased 24:44
// 99 write aliased 24:44
// 100 property aliased 24:44
// 101 property aliased 24:71
// 102 write aliased 24:92
// 103 write aliased 24:92
// 104 property aliased 24:92
// 105 function passed 26:1 a
// 106 write passed 26:28
// 107 property passed 26:45
// 108 arrow (iife) 26:87
// 109 property (iife) 26:95
// 110 function copied 27:12 a
// 111 write copied 27:33
// 112 function strict 28:1 a
// 113 property strict 28:36
// 114 write (module) 29:5
// 115 write (module) 29:21
// 116 scope (module) 29:37
// 117 write (module) 29:56
// 118 branch (module) 29:71
// 119 write (module) 29:48
// 120 branch (module) 29:80
// 121 write (module) 29:86
