__s$p(27,only);__s$p(91,first);__s$p(155,between);__s$p(219,inert);__s$p(283,kept);__s$p(347,hidden);__s$p(411,disposed);__s$p(475,late);__s$p(539,generates);__s$p(603,ends);__s$p(667,waits);function only() {__s$e(705);try{__s$p(795,a); var a;}catch(__s$x){throw __s$q(717,__s$x)} function a() {__s$e(833);try{;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}} try{;__s$l(714)}catch(__s$x){throw __s$q(717,__s$x)}}
function first() {__s$e(897);__s$p(987,a); function a() {__s$e(1025);try{ return __s$v0(1035,1); }catch(__s$x){throw __s$q(1037,__s$x)}} try{var a = __s$p(1115,a() + 1); return __s$v0(907,a); }catch(__s$x){throw __s$q(909,__s$x)}}
function between(x) {__s$ea(1154,x);const __s$o1=__s$m(1178,0);try{__s$p(1243,a);__s$p(1307,b);__s$p(1371,c);
  if (x) {__s$m1(1439);return __s$v0(1163,'early');};__s$m1(1503);}catch(__s$x){throw __s$q(1165,__s$x)}
  function a() {__s$e(1537);try{ return __s$v0(1547,1); }catch(__s$x){throw __s$q(1549,__s$x)}} function b() {__s$e(1601);__s$m0(1626,__s$o1);try{ return __s$v0(1611,a()); }catch(__s$x){throw __s$q(1613,__s$x)}} // both
  try{var a = __s$p(1691,b() + 1);
  log(a)}catch(__s$x){throw __s$q(1165,__s$x)}
  function c() {__s$e(1729);try{;__s$l(1738)}catch(__s$x){throw __s$q(1741,__s$x)}}
  try{throw new Error(`late ${a}`)
}catch(__s$x){throw __s$q(1165,__s$x)}}
function inert() {__s$e(1793);const __s$o2=__s$m(1818,0);__s$p(1883,a); let k = __s$p(1947,1); const f = () =>{__s$e(1985);__s$m0(2010,__s$o2);try{return __s$v0(1995, k)}catch(__s$x){throw __s$q(1997,__s$x)}};__s$p(2075,f); try{var a = __s$p(2139,2);}catch(__s$x){throw __s$q(1805,__s$x)} function a() {__s$e(2177);__s$m0(2202,__s$o2);try{ return __s$v0(2187,k); }catch(__s$x){throw __s$q(2189,__s$x)}} try{__s$p1(2267,k++,k); return __s$v0(1803,[f(), a]); }catch(__s$x){throw __s$q(1805,__s$x)}}
function kept() {__s$e(2305);try{__s$p(2395,a); const made = __s$p(2459,log('made')); log(String(made));}catch(__s$x){throw __s$q(2317,__s$x)} function a() {__s$e(2497);try{;__s$l(2506)}catch(__s$x){throw __s$q(2509,__s$x)}} try{var a = __s$p(2587,3); return __s$v0(2315,a); }catch(__s$x){throw __s$q(2317,__s$x)}}
function hidden() { const made = log('made'); function a() {__s$e(2625);try{ return __s$v0(2635,made); }catch(__s$x){throw __s$q(2637,__s$x)}} var a; return a() }
function disposed() { const made = eval('1'); function a() {__s$e(2689);try{ return __s$v0(2699,eval('made')); }catch(__s$x){throw __s$q(2701,__s$x)}} return a() }
function late() {__s$e(2753);let __s$r,__s$d=0;try{__s$p(2843,a); try { return __s$r=__s$i(1); } finally {__s$m3(2911); log('finally') };__s$m1(2975);;__s$d|=1}catch(__s$x){__s$d|=1;throw __s$q(2765,__s$x)}finally{if(!(__s$d&1)){__s$v0(2763,__s$d?void 0:__s$r)}} function a() {__s$e(3009);try{;__s$l(3018)}catch(__s$x){throw __s$q(3021,__s$x)}} try{__s$d&=0;var a; log('never') ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(2765,__s$x)}finally{if(!(__s$d&1)){__s$v0(2763,__s$d?void 0:__s$r)}}}
function* generates() {__s$e(3073);const __s$c=__s$n(3086);let __s$r,__s$d=0;try{__s$p(3163,a); var a = __s$p(3227,__s$u?.(3282,__s$c,yield __s$z(3284,__s$c,1)));;__s$d|=1}catch(__s$x){__s$d|=1;__s$w(3089,__s$c);throw __s$q(3085,__s$x)}finally{if(!(__s$d&1)){__s$w(3089,__s$c);__s$v0(3083,__s$d?void 0:__s$r)}} function a() {__s$e(3329);try{;__s$l(3338)}catch(__s$x){throw __s$q(3341,__s$x)}} try{__s$d&=0;__s$u?.(3410,__s$c,yield __s$z(3412,__s$c,a)); {__s$p(3547,a); function a() {__s$e(3585);try{;__s$l(3594)}catch(__s$x){throw __s$q(3597,__s$x)}}__s$p(3675,a); };__s$m1(3743); return __s$r=__s$i(__s$u?.(3794,__s$c,yield __s$z(3796,__s$c,typeof a))); }catch(__s$x){__s$d|=1;__s$w(3089,__s$c);throw __s$q(3085,__s$x)}finally{if(!(__s$d&1)){__s$w(3089,__s$c);__s$v0(3083,__s$d?void 0:__s$r)}}}
function* ends(x) {__s$ea(3842,x);const __s$c=__s$n(3854);let __s$r,__s$d=0;try{__s$p(3931,a); if (x) {__s$m1(3999);return __s$r=__s$i(1);}__s$m1(4063); var a;;__s$d|=1}catch(__s$x){__s$d|=1;throw __s$q(3853,__s$x)}finally{if(!(__s$d&1)){__s$v0(3851,__s$d?void 0:__s$r)}} function a() {__s$e(4097);try{;__s$l(4106)}catch(__s$x){throw __s$q(4109,__s$x)}} try{__s$d&=0;}catch(__s$x){__s$d|=1;throw __s$q(3853,__s$x)}finally{if(!(__s$d&1)){__s$v0(3851,__s$d?void 0:__s$r)}}}
async function waits() {__s$e(4161);const __s$c=__s$n(4174);try{__s$p(4251,a); var a = __s$p(4315,__s$u?.(4370,__s$c,await __s$b(4368,__s$c,1)));}catch(__s$x){__s$w(4177,__s$c);throw __s$q(4173,__s$x)} function a() {__s$e(4417);try{;__s$l(4426)}catch(__s$x){throw __s$q(4429,__s$x)}} try{try { __s$u?.(4498,__s$c,await __s$b(4496,__s$c,Promise.reject(a))); } catch (e) {__s$qc(e);__s$w(4561,__s$c);__s$m3(4639);__s$p(4763,e); return __s$v0(4171,e); } ;__s$l(4170)}catch(__s$x){__s$w(4177,__s$c);throw __s$q(4173,__s$x)}}
const tried = (f, ...values) => {__s$eb(4803,f,values);try{ try { return __s$v0(4811,f(...values)); } catch (e) {__s$qc(e);__s$m3(4895);__s$p(5019,e); return __s$v0(4811,e.message); } ;__s$l(4810)}catch(__s$x){throw __s$q(4813,__s$x)}};__s$p(5083,tried);
log(String(only()), first(), tried(between, 1), tried(between, 0), ...inert(), kept(), tried(hidden), disposed(), late());
const g = __s$p(5147,generates()); log(g.next().value, g.next('sent').value, g.next().value, g.return(7).value);
const h = __s$p(5211,generates()); h.next(); log(h.return(5).value, tried(() =>{__s$e(5249);try{return __s$v0(5259, h.throw(new Error('over')))}catch(__s$x){throw __s$q(5261,__s$x)}}));
waits().then((v) =>{__s$ea(5314,v);try{return __s$v0(5323, log(v))}catch(__s$x){throw __s$q(5325,__s$x)}});
log(...ends(), ...ends(1))
// 0 write (module) 1:10
// 1 write (module) 2:10
// 2 write (module) 3:10
// 3 write (module) 11:10
// 4 write (module) 12:10
// 5 write (module) 13:10
// 6 write (module) 14:10
// 7 write (module) 15:10
// 8 write (module) 16:11
// 9 write (module) 17:11
// 10 write (module) 18:16
// 11 function only 1:1
// 12 write only 1:35
// 13 function a 1:26
// 14 function first 2:1
// 15 write first 2:29
// 16 function a 2:20
// 17 write first 2:50
// 18 function between 3:1 x
// 19 write between 5:12
// 20 write between 5:38
// 21 write between 8:12
// 22 branch between 4:10
// 23 branch between 4:24
// 24 function a 5:3
// 25 function b 5:29
// 26 write between 6:7
// 27 function c 8:3
// 28 function inert 11:1
// 29 write inert 11:70
// 30 write inert 11:24
// 31 arrow f 11:41
// 32 write inert 11:37
// 33 write inert 11:54
// 34 function a 11:61
// 35 write inert 11:87
// 36 function kept 12:1
// 37 write kept 12:73
// 38 write kept 12:25
// 39 function a 12:64
// 40 write kept 12:84
// 41 function a 13:47
// 42 function a 14:47
// 43 function late 15:1
// 44 write late 15:72
// 45 branch late 15:44
// 46 branch late 15:62
// 47 function a 15:63
// 48 function generates 16:1
// 49 write generates 16:51
// 50 write generates 16:29
// 51 yield generates 16:33
// 52 function a 16:42
// 53 yield generates 16:58
// 54 scope generates 16:67
// 55 write generates 16:78
// 56 function a 16:69
// 57 write generates 16:78
// 58 branch generates 16:86
// 59 yield generates 16:94
// 60 function ends 17:1 x
// 61 write ends 17:54
// 62 branch ends 17:28
// 63 branch ends 17:37
// 64 function a 17:45
// 65 function waits 18:1
// 66 write waits 18:52
// 67 write waits 18:30
// 68 await waits 18:34
// 69 function a 18:43
// 70 await waits 18:65
// 71 catch waits 18:91
// 72 branch waits 18:101
// 73 scope waits 18:91
// 74 write waits 18:98
// 75 arrow tried 19:15 f values
// 76 branch tried 19:73
// 77 scope tried 19:63
// 78 write tried 19:70
// 79 write (module) 19:7
// 80 write (module) 21:7
// 81 write (module) 22:7
// 82 arrow tried callback 22:63
// 83 arrow waits().then callback 23:14 v
// skipped hidden line 13: var and function have the name a, beside a let or class
// skipped disposed line 14: a direct eval could declare names of functions, beside a let or class
