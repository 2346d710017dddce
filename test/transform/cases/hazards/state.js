__s$p(27,fine);__s$p(91,twiceSloppy);__s$p(155,parameter);__s$p(219,aliasedParameter);__s$p(283,varClash);__s$p(347,varInLoop);__s$p(411,nested);__s$p(475,evals);__s$p(539,evalsOnly);__s$p(603,args);__s$p(667,mixed);__s$p(731,strictTwice);__s$p(795,strictNested);__s$p(859,labelled);__s$p(923,hoists);__s$p(987,scopeOfAnObject);__s$p(1051,withoutReturn);__s$p(1115,suspendsInWith);function fine() {__s$e(1153);try{__s$p(1243,a);__s$p(1307,b); function a() {__s$e(1345);try{ return __s$v0(1355,1); }catch(__s$x){throw __s$q(1357,__s$x)}} function b() {__s$e(1409);try{;__s$l(1418)}catch(__s$x){throw __s$q(1421,__s$x)}} return __s$v0(1163,a()); }catch(__s$x){throw __s$q(1165,__s$x)}}
function twiceSloppy() {__s$e(1473);try{__s$p(1563,a); return __s$v0(1483,a()); function a() {__s$e(1601);try{ return __s$v0(1611,1); }catch(__s$x){throw __s$q(1613,__s$x)}} function a() {__s$e(1665);try{ return __s$v0(1675,2); }catch(__s$x){throw __s$q(1677,__s$x)}} ;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}}
function parameter(a) {__s$ea(1730,a);try{__s$p(1819,a); function a() {__s$e(1857);try{ return __s$v0(1867,1); }catch(__s$x){throw __s$q(1869,__s$x)}} return __s$v0(1739,a()); }catch(__s$x){throw __s$q(1741,__s$x)}}
function aliasedParameter(a) {__s$ea(1922,a);__s$p(2011,a); function a() {__s$e(2049);try{ return __s$v0(2059,1); }catch(__s$x){throw __s$q(2061,__s$x)}} try{return __s$v0(1931,typeof arguments[0]); }catch(__s$x){throw __s$q(1933,__s$x)}}
function varClash() {__s$e(2113);try{__s$p(2203,a); var a;}catch(__s$x){throw __s$q(2125,__s$x)} function a() {__s$e(2241);try{ return __s$v0(2251,1); }catch(__s$x){throw __s$q(2253,__s$x)}} try{return __s$v0(2123,a()); }catch(__s$x){throw __s$q(2125,__s$x)}}
function varInLoop() {__s$e(2305);__s$p(2395,a); function a() {__s$e(2433);try{ return __s$v0(2443,1); }catch(__s$x){throw __s$q(2445,__s$x)}} try{for (var a of [2]){__s$m1(2527);__s$p(2587,a);;}__s$m1(2655); return __s$v0(2315,a); }catch(__s$x){throw __s$q(2317,__s$x)}}
function nested() {__s$e(2689);__s$p(2779,a); function a() {__s$e(2817);try{ return __s$v0(2827,1); }catch(__s$x){throw __s$q(2829,__s$x)}} try{{__s$p(2971,a); function a() {__s$e(3009);try{ return __s$v0(3019,2); }catch(__s$x){throw __s$q(3021,__s$x)}}__s$p(3099,a); };__s$m1(3167); return __s$v0(2699,a()); }catch(__s$x){throw __s$q(2701,__s$x)}}
function evals() {__s$e(3201);__s$p(3291,a); function a() {__s$e(3329);try{ return __s$v0(3339,1); }catch(__s$x){throw __s$q(3341,__s$x)}} try{__s$h4(eval('var a = 3'),()=>{try{__s$p(3419,a);}catch{}}); return __s$v0(3211,a); }catch(__s$x){throw __s$q(3213,__s$x)}}
function evalsOnly() {__s$e(3457);try{ eval('var a = 3'); return __s$v0(3467,a); }catch(__s$x){throw __s$q(3469,__s$x)}}
function args() {__s$e(3521);__s$p(3611,arguments); function arguments() {__s$e(3649);try{ return __s$v0(3659,1); }catch(__s$x){throw __s$q(3661,__s$x)}} try{return __s$v0(3531,arguments()); }catch(__s$x){throw __s$q(3533,__s$x)}}
function mixed() {__s$e(3713);__s$p(3803,a); async function a() {__s$e(3841);const __s$c=__s$n(3854);try{;__s$l(3850)}catch(__s$x){throw __s$q(3853,__s$x)}} function a() {__s$e(3905);try{ return __s$v0(3915,1); }catch(__s$x){throw __s$q(3917,__s$x)}} try{return __s$v0(3723,a()); }catch(__s$x){throw __s$q(3725,__s$x)}}
function strictTwice() { 'use strict';__s$e(3969);try{__s$p(4059,a); return __s$v0(3979,a());}catch(__s$x){throw __s$q(3981,__s$x)} function a() {__s$e(4097);try{ return __s$v0(4107,1); }catch(__s$x){throw __s$q(4109,__s$x)}} function a() {__s$e(4161);try{ return __s$v0(4171,2); }catch(__s$x){throw __s$q(4173,__s$x)}} try{;__s$l(3978)}catch(__s$x){throw __s$q(3981,__s$x)}}
function strictNested() { 'use strict';__s$e(4225);try{__s$p(4315,a); function a() {__s$e(4353);try{ return __s$v0(4363,1); }catch(__s$x){throw __s$q(4365,__s$x)}} {__s$p(4507,a); function a() {__s$e(4545);try{;__s$l(4554)}catch(__s$x){throw __s$q(4557,__s$x)}} };__s$m1(4639); return __s$v0(4235,a()); }catch(__s$x){throw __s$q(4237,__s$x)}}
function labelled() {__s$e(4673);try{__s$p(4763,a); label: function a() {__s$e(4801);try{ return __s$v0(4811,1); }catch(__s$x){throw __s$q(4813,__s$x)}};__s$m1(4895); return __s$v0(4683,a()); }catch(__s$x){throw __s$q(4685,__s$x)}}
function hoists() {__s$e(4929);try{ {__s$p(5083,a); function a() {__s$e(5121);try{ return __s$v0(5131,1); }catch(__s$x){throw __s$q(5133,__s$x)}}__s$p(5211,a); };__s$m1(5279); return __s$v0(4939,a()); }catch(__s$x){throw __s$q(4941,__s$x)}}
log(aliasedParameter(1), fine(), twiceSloppy(), parameter(1), varClash(), varInLoop(), nested(), evals(), evalsOnly());
log(args(), mixed(), strictTwice(), strictNested(), labelled(), hoists());

function scopeOfAnObject(seen) {__s$e(5313);let __s$d=0;try{
  const asked = new Proxy({}, { has: (target, name) =>{__s$eb(5379,target,name);try{return __s$v0(5387, log(String(name)) === '')}catch(__s$x){throw __s$q(5389,__s$x)}} });
  try{with (__s$h5(__s$h7(5470),asked)) {
    return (() => seen)();
  }}finally{__s$h6(5534)}
}catch(__s$x){__s$d|=1;throw __s$t(5324,__s$x)}finally{if(__s$d===0){__s$l(5322)}}}
function withoutReturn(seen) {__s$e1(5570,seen);try{
  try{with (__s$h5(__s$h7(5662),{ seen: 4 })) var found = seen}finally{__s$h6(5726)}
  return __s$v(5579,found);
}catch(__s$x){throw __s$q(5581,__s$x)}}
async function suspendsInWith(o) { with (o) { await 1 } }
log(scopeOfAnObject(3), withoutReturn(3));
suspendsInWith({});
// 0 write (module) 1:10
// 1 write (module) 2:10
// 2 write (module) 3:10
// 3 write (module) 4:10
// 4 write (module) 5:10
// 5 write (module) 6:10
// 6 write (module) 7:10
// 7 write (module) 8:10
// 8 write (module) 9:10
// 9 write (module) 10:10
// 10 write (module) 11:10
// 11 write (module) 12:10
// 12 write (module) 13:10
// 13 write (module) 14:10
// 14 write (module) 15:10
// 15 write (module) 19:10
// 16 write (module) 25:10
// 17 write (module) 29:16
// 18 function fine 1:1
// 19 write fine 1:28
// 20 write fine 1:54
// 21 function a 1:19
// 22 function b 1:45
// 23 function twiceSloppy 2:1
// 24 write twiceSloppy 2:47
// 25 function a 2:38
// 26 function a 2:64
// 27 function parameter 3:1 a
// 28 write parameter 3:20
// 29 function a 3:25
// 30 function aliasedParameter 4:1 a
// 31 write aliasedParameter 4:27
// 32 function a 4:32
// 33 function varClash 5:1
// 34 write varClash 5:39
// 35 function a 5:30
// 36 function varInLoop 6:1
// 37 write varInLoop 6:33
// 38 function a 6:24
// 39 branch varInLoop 6:68
// 40 write varInLoop 6:59
// 41 branch varInLoop 6:69
// 42 function nested 7:1
// 43 write nested 7:30
// 44 function a 7:21
// 45 scope nested 7:47
// 46 write nested 7:58
// 47 function a 7:49
// 48 write nested 7:58
// 49 branch nested 7:76
// 50 function evals 8:1
// 51 write evals 8:29
// 52 function a 8:20
// 53 write evals 8:46
// 54 function evalsOnly 9:1
// 55 function args 10:1
// 56 write args 10:28
// 57 function arguments 10:19
// 58 function mixed 11:1
// 59 write mixed 11:35
// 60 function a 11:20
// 61 function a 11:42
// 62 function strictTwice 12:1
// 63 write strictTwice 12:61
// 64 function a 12:52
// 65 function a 12:78
// 66 function strictNested 13:1
// 67 write strictNested 13:50
// 68 function a 13:41
// 69 scope strictNested 13:67
// 70 write strictNested 13:78
// 71 function a 13:69
// 72 branch strictNested 13:86
// 73 function labelled 14:1
// 74 write labelled 14:39
// 75 function a 14:30
// 76 branch labelled 14:55
// 77 function hoists 15:1
// 78 scope hoists 15:21
// 79 write hoists 15:32
// 80 function a 15:23
// 81 write hoists 15:32
// 82 branch hoists 15:50
// 83 function scopeOfAnObject 19:1
// 84 arrow has 20:38 target name
// 85 mutation scopeOfAnObject 21:3
// 86 mutation scopeOfAnObject 21:3
// 87 function withoutReturn 25:1 seen
// 88 mutation withoutReturn 26:3
// 89 mutation withoutReturn 26:3
// skipped scopeOfAnObject line 19: recorded at calls: it returns inside a with statement
// skipped (iife) line 22: the object of a with statement could see the probes
// skipped withoutReturn line 25: recorded at values: a with statement hides its variables
// skipped suspendsInWith line 29: it suspends inside a with statement
