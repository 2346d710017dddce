function only() {__s$e(1);try{ var a;}catch(__s$x){throw __s$q(13,__s$x)} function a() {__s$e(65);try{;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}} try{;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}
function first() {__s$e(129); function a() {__s$e(193);try{ return __s$v(203,1); }catch(__s$x){throw __s$q(205,__s$x)}} try{var a = a() + 1; return __s$v(139,a); }catch(__s$x){throw __s$q(141,__s$x)}}
function between(x) {__s$e1(258,x);try{
  if (x) return __s$v(267,'early');}catch(__s$x){throw __s$q(269,__s$x)}
  function a() {__s$e(321);try{ return __s$v(331,1); }catch(__s$x){throw __s$q(333,__s$x)}} function b() {__s$e(385);try{ return __s$v(395,a()); }catch(__s$x){throw __s$q(397,__s$x)}} // both
  try{var a = b() + 1
  log(a)}catch(__s$x){throw __s$q(269,__s$x)}
  function c() {__s$e(449);try{;__s$l(458)}catch(__s$x){throw __s$q(461,__s$x)}}
  try{throw new Error(`late ${a}`)
}catch(__s$x){throw __s$q(269,__s$x)}}
function inert() {__s$e(513); let k = 1; const f = () =>{__s$e(577);try{return __s$v(587, k)}catch(__s$x){throw __s$q(589,__s$x)}}; try{var a = 2;}catch(__s$x){throw __s$q(525,__s$x)} function a() {__s$e(641);try{ return __s$v(651,k); }catch(__s$x){throw __s$q(653,__s$x)}} try{k++; return __s$v(523,[f(), a]); }catch(__s$x){throw __s$q(525,__s$x)}}
function kept() {__s$e(705);try{ const made = log('made'); log(String(made));}catch(__s$x){throw __s$q(717,__s$x)} function a() {__s$e(769);try{;__s$l(778)}catch(__s$x){throw __s$q(781,__s$x)}} try{var a = 3; return __s$v(715,a); }catch(__s$x){throw __s$q(717,__s$x)}}
function hidden() { const made = log('made'); function a() {__s$e(833);try{ return __s$v(843,made); }catch(__s$x){throw __s$q(845,__s$x)}} var a; return a() }
function disposed() { const made = eval('1'); function a() {__s$e(897);try{ return __s$v(907,eval('made')); }catch(__s$x){throw __s$q(909,__s$x)}} return a() }
function late() {__s$e(961);let __s$r,__s$d=0;try{ try { return __s$r=__s$i(1); } finally { log('finally') };__s$d|=1}catch(__s$x){__s$d|=1;throw __s$q(973,__s$x)}finally{if(!(__s$d&1)){__s$v(971,__s$d?void 0:__s$r)}} function a() {__s$e(1025);try{;__s$l(1034)}catch(__s$x){throw __s$q(1037,__s$x)}} try{__s$d&=0;var a; log('never') ;__s$d|=2}catch(__s$x){__s$d|=1;throw __s$q(973,__s$x)}finally{if(!(__s$d&1)){__s$v(971,__s$d?void 0:__s$r)}}}
function* generates() {__s$e(1089);const __s$c=__s$n(1102);let __s$r,__s$d=0;try{ var a = __s$u?.(1170,__s$c,yield __s$z(1172,__s$c,1));;__s$d|=1}catch(__s$x){__s$d|=1;__s$w(1105,__s$c);throw __s$q(1101,__s$x)}finally{if(!(__s$d&1)){__s$w(1105,__s$c);__s$v(1099,__s$d?void 0:__s$r)}} function a() {__s$e(1217);try{;__s$l(1226)}catch(__s$x){throw __s$q(1229,__s$x)}} try{__s$d&=0;__s$u?.(1298,__s$c,yield __s$z(1300,__s$c,a)); { function a() {__s$e(1345);try{;__s$l(1354)}catch(__s$x){throw __s$q(1357,__s$x)}} } return __s$r=__s$i(__s$u?.(1426,__s$c,yield __s$z(1428,__s$c,typeof a))); }catch(__s$x){__s$d|=1;__s$w(1105,__s$c);throw __s$q(1101,__s$x)}finally{if(!(__s$d&1)){__s$w(1105,__s$c);__s$v(1099,__s$d?void 0:__s$r)}}}
function* ends(x) {__s$e1(1474,x);const __s$c=__s$n(1486);let __s$r,__s$d=0;try{ if (x) return __s$r=__s$i(1); var a;;__s$d|=1}catch(__s$x){__s$d|=1;throw __s$q(1485,__s$x)}finally{if(!(__s$d&1)){__s$v(1483,__s$d?void 0:__s$r)}} function a() {__s$e(1537);try{;__s$l(1546)}catch(__s$x){throw __s$q(1549,__s$x)}} try{__s$d&=0;}catch(__s$x){__s$d|=1;throw __s$q(1485,__s$x)}finally{if(!(__s$d&1)){__s$v(1483,__s$d?void 0:__s$r)}}}
async function waits() {__s$e(1601);const __s$c=__s$n(1614);try{ var a = __s$u?.(1682,__s$c,await __s$b(1680,__s$c,1));}catch(__s$x){__s$w(1617,__s$c);throw __s$q(1613,__s$x)} function a() {__s$e(1729);try{;__s$l(1738)}catch(__s$x){throw __s$q(1741,__s$x)}} try{try { __s$u?.(1810,__s$c,await __s$b(1808,__s$c,Promise.reject(a))); } catch (e) {__s$qc(e);__s$w(1873,__s$c); return __s$v(1611,e); } ;__s$l(1610)}catch(__s$x){__s$w(1617,__s$c);throw __s$q(1613,__s$x)}}
const tried = (f, ...values) => {__s$e2(1923,f,values);try{ try { return __s$v(1931,f(...values)); } catch (e) {__s$qc(e); return __s$v(1931,e.message); } ;__s$l(1930)}catch(__s$x){throw __s$q(1933,__s$x)}};
log(String(only()), first(), tried(between, 1), tried(between, 0), ...inert(), kept(), tried(hidden), disposed(), late());
const g = generates(); log(g.next().value, g.next('sent').value, g.next().value, g.return(7).value);
const h = generates(); h.next(); log(h.return(5).value, tried(() =>{__s$e(1985);try{return __s$v(1995, h.throw(new Error('over')))}catch(__s$x){throw __s$q(1997,__s$x)}}));
waits().then((v) =>{__s$e1(2050,v);try{return __s$v(2059, log(v))}catch(__s$x){throw __s$q(2061,__s$x)}});
log(...ends(), ...ends(1))
// 0 function only 1:1
// 1 function a 1:26
// 2 function first 2:1
// 3 function a 2:20
// 4 function between 3:1 x
// 5 function a 5:3
// 6 function b 5:29
// 7 function c 8:3
// 8 function inert 11:1
// 9 arrow f 11:41
// 10 function a 11:61
// 11 function kept 12:1
// 12 function a 12:64
// 13 function a 13:47
// 14 function a 14:47
// 15 function late 15:1
// 16 function a 15:63
// 17 function generates 16:1
// 18 yield generates 16:33
// 19 function a 16:42
// 20 yield generates 16:58
// 21 function a 16:69
// 22 yield generates 16:94
// 23 function ends 17:1 x
// 24 function a 17:45
// 25 function waits 18:1
// 26 await waits 18:34
// 27 function a 18:43
// 28 await waits 18:65
// 29 catch waits 18:91
// 30 arrow tried 19:15 f values
// 31 arrow tried callback 22:63
// 32 arrow waits().then callback 23:14 v
// skipped hidden line 13: var and function have the name a, beside a let or class
// skipped disposed line 14: a direct eval could declare names of functions, beside a let or class
