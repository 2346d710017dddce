__s$p(27,fields);__s$p(91,defaults);__s$p(155,cases);__s$p(219,evaluated);__s$p(283,aliased);__s$p(347,passed);__s$p(411,copied);__s$p(475,strict);let count = __s$p(539,0);
function fields() {__s$e(577);const __s$o1=__s$m(602,0);try{
  let n = __s$p(667,1);
  class Made { a = (__s$m1(799),__s$p4(859,0,n++,n,__s$m2(730,__s$o1))); static b = (__s$p4(987,0,count += 2,count,__s$m2(922,__s$o1)), n);;static{__s$j(1116,0,this,"b",1,0);} #c = (__s$m1(1247),3); [`d${__s$p1(1307,n++,n)}`] = this.#c; e = () =>{__s$e(1345);__s$m0(1370,__s$o1);try{return __s$v0(1355, __s$p1(1435,n--,n))}catch(__s$x){throw __s$q(1357,__s$x)}}; f = { g: __s$j(1564,(__s$h2(this,"a"),delete this.a),this,"a") };
    constructor() {__s$e(1601);try{__s$p(1691,this);__s$j3(1756,void 0,this,this.#c); __s$j4(1820,this.#c++,this,1); log(__s$j2(1884,--this.#c,this), __s$j2(1948,this.#c **= 2,this)); __s$j3(2012,[this.#c] = [5],this,this.#c); (__s$j3(2076,{ c: this.#c } = { c: 6 },this,this.#c)); this.#h = 1; ;__s$l(1610)}catch(__s$x){throw __s$q(1613,__s$x)}}
    set #h(v) {__s$ea(2114,v);try{ log(v); ;__s$l(2122)}catch(__s$x){throw __s$q(2125,__s$x)}} get c() {__s$e(2177);try{__s$p(2267,this); return __s$v0(2187,this.#c); }catch(__s$x){throw __s$q(2189,__s$x)}}
  ;#__s$fv=__s$hs(2397,this);}__s$p(2459,Made);
  class Derived extends Made { #i = (__s$m1(2591),4); constructor() {__s$e(2625);try{ { let early = __s$p(2779,1); log(early, __s$j3(2844,__s$p(2907,super()),this,this.#i)); };__s$m1(2975); __s$j2(3036,this.#i ||= 2,this); log(__s$j4(3100,this.#i--,this,-1)); ;__s$l(2634)}catch(__s$x){throw __s$q(2637,__s$x)}} }__s$p(3163,Derived);
  log(new Made().c, new Derived().c, n, Made.b);
;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}}
fields();
function defaults(a = __s$p4(3355,0,count++,count,__s$m2(3290,0)), { b = (__s$p4(3419,0,count = a,count,__s$m2(3290,0)), log('b')), c = () =>{__s$e(3457);try{return __s$v0(3467, a++)}catch(__s$x){throw __s$q(3469,__s$x)}} } = {}, d = (c(), a)) {__s$e0(3205,a,b,c,d);const __s$o2=__s$m(3226,0);try{ log(a, b, d, count); ;__s$l(3210)}catch(__s$x){throw __s$q(3213,__s$x)}}
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {__s$ea(3522,v);const __s$o3=__s$m(3546,0);try{
  switch (v) { case 0:__s$m1(3679);__s$p(3739,inner); return __s$v0(3531,inner()); case 1:__s$m1(3807);__s$p(3867,inner); { log('one'); } default:__s$m1(3935);__s$p(3995,inner); function inner() {__s$e(4033);__s$m0(4058,__s$o3);try{ return __s$v0(4043,v); }catch(__s$x){throw __s$q(4045,__s$x)}}__s$p(4123,inner); log(inner()); __s$p(4187,inner = () =>{__s$e(4225);try{return __s$v0(4235, 9)}catch(__s$x){throw __s$q(4237,__s$x)}}); case 5:__s$m1(4319);__s$p(4379,inner); log(inner()); }
;__s$l(3530)}catch(__s$x){throw __s$q(3533,__s$x)}}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {__s$ea(4418,a);try{
  try { __s$h4(eval('late'),()=>{try{__s$p(4507,a);}catch{}try{__s$p(4571,late);}catch{}try{__s$p(4635,b);}catch{}}); } catch (error) {__s$m1(4703);__s$p(4827,error); log(error.name); };__s$m1(4895);
  let late = __s$p(4955,1); const fixed = __s$p(5019,2); { var b; __s$h4(eval('a = 3; b = 4; late++; var more = 5'),()=>{try{__s$p(5083,a);}catch{}try{__s$p(5147,late);}catch{}try{__s$p(5211,b);}catch{}}); };__s$m1(5279); log(a, b, late, more, __s$h4(eval('fixed'),()=>{try{__s$p(5339,a);}catch{}try{__s$p(5403,late);}catch{}try{__s$p(5467,b);}catch{}}));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })');__s$p(5531,x); return __s$v0(4427,(() =>{__s$e(5569);try{return __s$v0(5579, eval('late = x'))}catch(__s$x){throw __s$q(5581,__s$x)}})());
}catch(__s$x){throw __s$q(4429,__s$x)}}
log(evaluated(1));
function aliased(a, b) {__s$eb(5635,a,b);let __s$at1;try{ __s$p1(5787,__s$p1(5723,__s$j1(5853,__s$h2(__s$at1=arguments,0)[0] = 5,__s$at1,0),a),b); __s$p1(5979,__s$p1(5915,__s$j1(6045,__s$h2(__s$at1=arguments,1)[1]++,__s$at1,1),a),b); log(a, b); __s$j1(6109,delete (__s$at1=arguments)[0],__s$at1,0,1); __s$p1(6235,__s$p1(6171,__s$j1(6301,__s$h2(__s$at1=arguments,0)[0] = 6,__s$at1,0),a),b); log(a); return __s$v0(5643,arguments.length); }catch(__s$x){throw __s$q(5645,__s$x)}}
log(aliased(1, 2));
function passed(a) {__s$ea(6338,a);try{ const all = __s$p(6427,arguments); __s$j1(6493,__s$h2(all,0)[0] = 2,all,0); log(a, ...arguments); return __s$v0(6347,(() => {__s$e(6529);let __s$at1;try{ __s$j1(6621,__s$h2(__s$at1=arguments,0)[0] = 3,__s$at1,0); ;__s$l(6538)}catch(__s$x){throw __s$q(6541,__s$x)}})()); }catch(__s$x){throw __s$q(6349,__s$x)}}
passed(1); function copied(a) {__s$ea(6658,a);try{ __s$p(6747,a = 4); return __s$v0(6667,log.apply(null, arguments)); }catch(__s$x){throw __s$q(6669,__s$x)}} copied(1);
function strict(a) { 'use strict';__s$ea(6786,a);let __s$at1;try{ __s$j1(6877,__s$h2(__s$at1=arguments,0)[0] = 2,__s$at1,0); return __s$v0(6795,a); }catch(__s$x){throw __s$q(6797,__s$x)}} log(strict(1));
let quoted=__s$p(6939,void 0); log(...(quoted = __s$p(7003,[1]))); for (const one of (quoted = __s$p(7131,[2]))) {__s$m1(7199);__s$p(7259,one);log(one);}__s$m1(7327); log((count += 1).toFixed(...__s$h0((__s$p1(7387,void 0,count),0))));
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
// 20 write fields 4:66
// 21 arrow Made.e 4:88
// 22 write Made.e 4:94
// 23 initialiser fields 4:99
// 24 property fields 4:108
// 25 constructor Made.constructor 5:5
// 26 write Made.constructor 5:16
// 27 property Made.constructor 5:16
// 28 property Made.constructor 5:21
// 29 property Made.constructor 5:36
// 30 property Made.constructor 5:47
// 31 property Made.constructor 5:64
// 32 property Made.constructor 5:86
// 33 setter set Made.#h 6:5 v
// 34 getter get Made.c 6:27
// 35 write get Made.c 6:32
// 36 initialiser fields 4:14
// 37 mutation fields 4:14
// 38 write fields 4:9
// 39 initialiser fields 8:32
// 40 branch fields 8:32
// 41 constructor Derived.constructor 8:40
// 42 scope Derived.constructor 8:56
// 43 write Derived.constructor 8:62
// 44 property Derived.constructor 8:84
// 45 write Derived.constructor 8:84
// 46 branch Derived.constructor 8:95
// 47 property Derived.constructor 8:96
// 48 property Derived.constructor 8:115
// 49 write fields 8:9
// 50 function defaults 12:1 a b c d
// 51 initialiser defaults 12:1
// 52 write defaults 12:23
// 53 write defaults 12:39
// 54 arrow c 12:65
// 55 function cases 14:1 v
// 56 scope cases 15:3
// 57 branch cases 15:23
// 58 write cases 15:82
// 59 branch cases 15:47
// 60 write cases 15:82
// 61 branch cases 15:72
// 62 write cases 15:82
// 63 function inner 15:73
// 64 write cases 15:82
// 65 write cases 15:118
// 66 arrow inner 15:126
// 67 branch cases 15:142
// 68 write cases 15:82
// 69 function evaluated 18:1 a
// 70 write evaluated 19:9
// 71 write evaluated 19:9
// 72 write evaluated 19:9
// 73 branch evaluated 19:39
// 74 scope evaluated 19:25
// 75 write evaluated 19:32
// 76 branch evaluated 19:59
// 77 write evaluated 20:7
// 78 write evaluated 20:23
// 79 write evaluated 20:43
// 80 write evaluated 20:43
// 81 write evaluated 20:43
// 82 branch evaluated 20:88
// 83 write evaluated 20:111
// 84 write evaluated 20:111
// 85 write evaluated 20:111
// 86 write evaluated 21:40
// 87 arrow (iife) 21:74
// 88 function aliased 24:1 a b
// 89 write aliased 24:26
// 90 write aliased 24:26
// 91 property aliased 24:26
// 92 write aliased 24:44
// 93 write aliased 24:44
// 94 property aliased 24:44
// 95 property aliased 24:71
// 96 write aliased 24:92
// 97 write aliased 24:92
// 98 property aliased 24:92
// 99 function passed 26:1 a
// 100 write passed 26:28
// 101 property passed 26:45
// 102 arrow (iife) 26:87
// 103 property (iife) 26:95
// 104 function copied 27:12 a
// 105 write copied 27:33
// 106 function strict 28:1 a
// 107 property strict 28:36
// 108 write (module) 29:5
// 109 write (module) 29:21
// 110 scope (module) 29:37
// 111 write (module) 29:56
// 112 branch (module) 29:71
// 113 write (module) 29:48
// 114 branch (module) 29:80
// 115 write (module) 29:86
