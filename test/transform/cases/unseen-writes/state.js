__s$p(27,fields);__s$p(91,defaults);__s$p(155,cases);__s$p(219,evaluated);__s$p(283,aliased);__s$p(347,passed);__s$p(411,copied);__s$p(475,strict);let count = __s$p(539,0);
function fields() {__s$e(577);const __s$o1=__s$m(602,0);try{
  let n = __s$p(667,1);
  class Made { a = __s$p4(795,0,n++,n,__s$m2(730,__s$o1)); static b = (__s$p4(923,0,count += 2,count,__s$m2(858,__s$o1)), n); #c = 3; [`d${__s$p1(987,n++,n)}`] = this.#c; e = () =>{__s$e(1025);__s$m0(1050,__s$o1);try{return __s$v0(1035, __s$p1(1115,n--,n))}catch(__s$x){throw __s$q(1037,__s$x)}}; f = { g: __s$j(1244,(__s$h2(this,"a"),delete this.a),this,"a") };
    constructor() {__s$e(1281);try{__s$p(1371,this);__s$j3(1436,void 0,this,this.#c); __s$j4(1500,this.#c++,this,1); log(__s$j2(1564,--this.#c,this), __s$j2(1628,this.#c **= 2,this)); __s$j3(1692,[this.#c] = [5],this,this.#c); (__s$j3(1756,{ c: this.#c } = { c: 6 },this,this.#c)); this.#h = 1; ;__s$l(1290)}catch(__s$x){throw __s$q(1293,__s$x)}}
    set #h(v) {__s$ea(1794,v);try{ log(v); ;__s$l(1802)}catch(__s$x){throw __s$q(1805,__s$x)}} get c() {__s$e(1857);try{__s$p(1947,this); return __s$v0(1867,this.#c); }catch(__s$x){throw __s$q(1869,__s$x)}}
  }__s$p(2011,Made);
  class Derived extends Made { #i = 4; constructor() {__s$e(2049);try{ { let early = __s$p(2203,1); log(early, __s$j3(2268,__s$p(2331,super()),this,this.#i)); };__s$m1(2399); __s$j2(2460,this.#i ||= 2,this); log(__s$j4(2524,this.#i--,this,-1)); ;__s$l(2058)}catch(__s$x){throw __s$q(2061,__s$x)}} }__s$p(2587,Derived);
  log(new Made().c, new Derived().c, n, Made.b);
;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}}
fields();
function defaults(a = __s$p4(2779,0,count++,count,__s$m2(2714,0)), { b = (__s$p4(2843,0,count = a,count,__s$m2(2714,0)), log('b')), c = () =>{__s$e(2881);try{return __s$v0(2891, a++)}catch(__s$x){throw __s$q(2893,__s$x)}} } = {}, d = (c(), a)) {__s$e0(2629,a,b,c,d);const __s$o2=__s$m(2650,0);try{ log(a, b, d, count); ;__s$l(2634)}catch(__s$x){throw __s$q(2637,__s$x)}}
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {__s$ea(2946,v);const __s$o3=__s$m(2970,0);try{
  switch (v) { case 0:__s$m1(3103);__s$p(3163,inner); return __s$v0(2955,inner()); case 1:__s$m1(3231);__s$p(3291,inner); { log('one'); } default:__s$m1(3359);__s$p(3419,inner); function inner() {__s$e(3457);__s$m0(3482,__s$o3);try{ return __s$v0(3467,v); }catch(__s$x){throw __s$q(3469,__s$x)}} log(inner()); __s$p(3547,inner = () =>{__s$e(3585);try{return __s$v0(3595, 9)}catch(__s$x){throw __s$q(3597,__s$x)}}); case 5:__s$m1(3679);__s$p(3739,inner); log(inner()); }
;__s$l(2954)}catch(__s$x){throw __s$q(2957,__s$x)}}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {__s$ea(3778,a);try{
  try { __s$h4(eval('late'),()=>{try{__s$p(3867,a);}catch{}try{__s$p(3931,late);}catch{}try{__s$p(3995,b);}catch{}}); } catch (error) {__s$m1(4063);__s$p(4187,error); log(error.name); };__s$m1(4255);
  let late = __s$p(4315,1); const fixed = __s$p(4379,2); { var b; __s$h4(eval('a = 3; b = 4; late++; var more = 5'),()=>{try{__s$p(4443,a);}catch{}try{__s$p(4507,late);}catch{}try{__s$p(4571,b);}catch{}}); };__s$m1(4639); log(a, b, late, more, __s$h4(eval('fixed'),()=>{try{__s$p(4699,a);}catch{}try{__s$p(4763,late);}catch{}try{__s$p(4827,b);}catch{}}));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })');__s$p(4891,x); return __s$v0(3787,(() =>{__s$e(4929);try{return __s$v0(4939, eval('late = x'))}catch(__s$x){throw __s$q(4941,__s$x)}})());
}catch(__s$x){throw __s$q(3789,__s$x)}}
log(evaluated(1));
function aliased(a, b) {__s$eb(4995,a,b);let __s$at1;try{ __s$p1(5147,__s$p1(5083,__s$j1(5213,__s$h2(__s$at1=arguments,0)[0] = 5,__s$at1,0),a),b); __s$p1(5339,__s$p1(5275,__s$j1(5405,__s$h2(__s$at1=arguments,1)[1]++,__s$at1,1),a),b); log(a, b); __s$j1(5469,delete (__s$at1=arguments)[0],__s$at1,0,1); __s$p1(5595,__s$p1(5531,__s$j1(5661,__s$h2(__s$at1=arguments,0)[0] = 6,__s$at1,0),a),b); log(a); return __s$v0(5003,arguments.length); }catch(__s$x){throw __s$q(5005,__s$x)}}
log(aliased(1, 2));
function passed(a) {__s$ea(5698,a);try{ const all = __s$p(5787,arguments); __s$j1(5853,__s$h2(all,0)[0] = 2,all,0); log(a, ...arguments); return __s$v0(5707,(() => {__s$e(5889);let __s$at1;try{ __s$j1(5981,__s$h2(__s$at1=arguments,0)[0] = 3,__s$at1,0); ;__s$l(5898)}catch(__s$x){throw __s$q(5901,__s$x)}})()); }catch(__s$x){throw __s$q(5709,__s$x)}}
passed(1); function copied(a) {__s$ea(6018,a);try{ __s$p(6107,a = 4); return __s$v0(6027,log.apply(null, arguments)); }catch(__s$x){throw __s$q(6029,__s$x)}} copied(1);
function strict(a) { 'use strict';__s$ea(6146,a);let __s$at1;try{ __s$j1(6237,__s$h2(__s$at1=arguments,0)[0] = 2,__s$at1,0); return __s$v0(6155,a); }catch(__s$x){throw __s$q(6157,__s$x)}} log(strict(1));
let quoted=__s$p(6299,void 0); log(...(quoted = __s$p(6363,[1]))); for (const one of (quoted = __s$p(6491,[2]))) {__s$m1(6559);__s$p(6619,one);log(one);}__s$m1(6687); log((count += 1).toFixed());
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
// 12 write fields 4:20
// 13 initialiser fields 4:25
// 14 write fields 4:37
// 15 write fields 4:66
// 16 arrow Made.e 4:88
// 17 write Made.e 4:94
// 18 initialiser fields 4:99
// 19 property fields 4:108
// 20 constructor Made.constructor 5:5
// 21 write Made.constructor 5:16
// 22 property Made.constructor 5:16
// 23 property Made.constructor 5:21
// 24 property Made.constructor 5:36
// 25 property Made.constructor 5:47
// 26 property Made.constructor 5:64
// 27 property Made.constructor 5:86
// 28 setter set Made.#h 6:5 v
// 29 getter get Made.c 6:27
// 30 write get Made.c 6:32
// 31 write fields 4:9
// 32 constructor Derived.constructor 8:40
// 33 scope Derived.constructor 8:56
// 34 write Derived.constructor 8:62
// 35 property Derived.constructor 8:84
// 36 write Derived.constructor 8:84
// 37 branch Derived.constructor 8:95
// 38 property Derived.constructor 8:96
// 39 property Derived.constructor 8:115
// 40 write fields 8:9
// 41 function defaults 12:1 a b c d
// 42 initialiser defaults 12:1
// 43 write defaults 12:23
// 44 write defaults 12:39
// 45 arrow c 12:65
// 46 function cases 14:1 v
// 47 scope cases 15:3
// 48 branch cases 15:23
// 49 write cases 15:82
// 50 branch cases 15:47
// 51 write cases 15:82
// 52 branch cases 15:72
// 53 write cases 15:82
// 54 function inner 15:73
// 55 write cases 15:118
// 56 arrow inner 15:126
// 57 branch cases 15:142
// 58 write cases 15:82
// 59 function evaluated 18:1 a
// 60 write evaluated 19:9
// 61 write evaluated 19:9
// 62 write evaluated 19:9
// 63 branch evaluated 19:39
// 64 scope evaluated 19:25
// 65 write evaluated 19:32
// 66 branch evaluated 19:59
// 67 write evaluated 20:7
// 68 write evaluated 20:23
// 69 write evaluated 20:43
// 70 write evaluated 20:43
// 71 write evaluated 20:43
// 72 branch evaluated 20:88
// 73 write evaluated 20:111
// 74 write evaluated 20:111
// 75 write evaluated 20:111
// 76 write evaluated 21:40
// 77 arrow (iife) 21:74
// 78 function aliased 24:1 a b
// 79 write aliased 24:26
// 80 write aliased 24:26
// 81 property aliased 24:26
// 82 write aliased 24:44
// 83 write aliased 24:44
// 84 property aliased 24:44
// 85 property aliased 24:71
// 86 write aliased 24:92
// 87 write aliased 24:92
// 88 property aliased 24:92
// 89 function passed 26:1 a
// 90 write passed 26:28
// 91 property passed 26:45
// 92 arrow (iife) 26:87
// 93 property (iife) 26:95
// 94 function copied 27:12 a
// 95 write copied 27:33
// 96 function strict 28:1 a
// 97 property strict 28:36
// 98 write (module) 29:5
// 99 write (module) 29:21
// 100 scope (module) 29:37
// 101 write (module) 29:56
// 102 branch (module) 29:71
// 103 write (module) 29:48
// 104 branch (module) 29:80
