function fine() {__s$e(1);try{ function a() {__s$e(65);try{ return __s$v(75,1); }catch(__s$x){throw __s$q(77,__s$x)}} function b() {__s$e(129);try{;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}} return __s$v(11,a()); }catch(__s$x){throw __s$q(13,__s$x)}}
function twiceSloppy() {__s$e(193);try{ return __s$v(203,a()); function a() {__s$e(257);try{ return __s$v(267,1); }catch(__s$x){throw __s$q(269,__s$x)}} function a() {__s$e(321);try{ return __s$v(331,2); }catch(__s$x){throw __s$q(333,__s$x)}} ;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}
function parameter(a) {__s$e1(386,a);try{ function a() {__s$e(449);try{ return __s$v(459,1); }catch(__s$x){throw __s$q(461,__s$x)}} return __s$v(395,a()); }catch(__s$x){throw __s$q(397,__s$x)}}
function aliasedParameter(a) {__s$e1(514,a); function a() {__s$e(577);try{ return __s$v(587,1); }catch(__s$x){throw __s$q(589,__s$x)}} try{return __s$v(523,typeof arguments[0]); }catch(__s$x){throw __s$q(525,__s$x)}}
function varClash() {__s$e(641);try{ var a;}catch(__s$x){throw __s$q(653,__s$x)} function a() {__s$e(705);try{ return __s$v(715,1); }catch(__s$x){throw __s$q(717,__s$x)}} try{return __s$v(651,a()); }catch(__s$x){throw __s$q(653,__s$x)}}
function varInLoop() {__s$e(769); function a() {__s$e(833);try{ return __s$v(843,1); }catch(__s$x){throw __s$q(845,__s$x)}} try{for (var a of [2]); return __s$v(779,a); }catch(__s$x){throw __s$q(781,__s$x)}}
function nested() {__s$e(897); function a() {__s$e(961);try{ return __s$v(971,1); }catch(__s$x){throw __s$q(973,__s$x)}} try{{ function a() {__s$e(1025);try{ return __s$v(1035,2); }catch(__s$x){throw __s$q(1037,__s$x)}} } return __s$v(907,a()); }catch(__s$x){throw __s$q(909,__s$x)}}
function evals() {__s$e(1089); function a() {__s$e(1153);try{ return __s$v(1163,1); }catch(__s$x){throw __s$q(1165,__s$x)}} try{eval('var a = 3'); return __s$v(1099,a); }catch(__s$x){throw __s$q(1101,__s$x)}}
function evalsOnly() {__s$e(1217);try{ eval('var a = 3'); return __s$v(1227,a); }catch(__s$x){throw __s$q(1229,__s$x)}}
function args() {__s$e(1281); function arguments() {__s$e(1345);try{ return __s$v(1355,1); }catch(__s$x){throw __s$q(1357,__s$x)}} try{return __s$v(1291,arguments()); }catch(__s$x){throw __s$q(1293,__s$x)}}
function mixed() {__s$e(1409); async function a() {__s$e(1473);const __s$c=__s$n(1486);try{;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}} function a() {__s$e(1537);try{ return __s$v(1547,1); }catch(__s$x){throw __s$q(1549,__s$x)}} try{return __s$v(1419,a()); }catch(__s$x){throw __s$q(1421,__s$x)}}
function strictTwice() { 'use strict';__s$e(1601);try{ return __s$v(1611,a());}catch(__s$x){throw __s$q(1613,__s$x)} function a() {__s$e(1665);try{ return __s$v(1675,1); }catch(__s$x){throw __s$q(1677,__s$x)}} function a() {__s$e(1729);try{ return __s$v(1739,2); }catch(__s$x){throw __s$q(1741,__s$x)}} try{;__s$l(1610)}catch(__s$x){throw __s$q(1613,__s$x)}}
function strictNested() { 'use strict';__s$e(1793);try{ function a() {__s$e(1857);try{ return __s$v(1867,1); }catch(__s$x){throw __s$q(1869,__s$x)}} { function a() {__s$e(1921);try{;__s$l(1930)}catch(__s$x){throw __s$q(1933,__s$x)}} } return __s$v(1803,a()); }catch(__s$x){throw __s$q(1805,__s$x)}}
function labelled() {__s$e(1985);try{ label: function a() {__s$e(2049);try{ return __s$v(2059,1); }catch(__s$x){throw __s$q(2061,__s$x)}} return __s$v(1995,a()); }catch(__s$x){throw __s$q(1997,__s$x)}}
function hoists() {__s$e(2113);try{ { function a() {__s$e(2177);try{ return __s$v(2187,1); }catch(__s$x){throw __s$q(2189,__s$x)}} } return __s$v(2123,a()); }catch(__s$x){throw __s$q(2125,__s$x)}}
log(aliasedParameter(1), fine(), twiceSloppy(), parameter(1), varClash(), varInLoop(), nested(), evals(), evalsOnly());
log(args(), mixed(), strictTwice(), strictNested(), labelled(), hoists());

function scopeOfAnObject(seen) {__s$e(2241);let __s$d=0;try{
  const asked = new Proxy({}, { has: (target, name) =>{__s$e2(2307,target,name);try{return __s$v(2315, log(String(name)) === '')}catch(__s$x){throw __s$q(2317,__s$x)}} });
  with (asked) {
    return (() => seen)();
  }
}catch(__s$x){__s$d|=1;throw __s$t(2252,__s$x)}finally{if(__s$d===0){__s$l(2250)}}}
function withoutReturn(seen) {__s$e1(2370,seen);try{
  with ({ seen: 4 }) var found = seen
  return __s$v(2379,found);
}catch(__s$x){throw __s$q(2381,__s$x)}}
async function suspendsInWith(o) { with (o) { await 1 } }
log(scopeOfAnObject(3), withoutReturn(3));
suspendsInWith({});
// 0 function fine 1:1
// 1 function a 1:19
// 2 function b 1:45
// 3 function twiceSloppy 2:1
// 4 function a 2:38
// 5 function a 2:64
// 6 function parameter 3:1 a
// 7 function a 3:25
// 8 function aliasedParameter 4:1 a
// 9 function a 4:32
// 10 function varClash 5:1
// 11 function a 5:30
// 12 function varInLoop 6:1
// 13 function a 6:24
// 14 function nested 7:1
// 15 function a 7:21
// 16 function a 7:49
// 17 function evals 8:1
// 18 function a 8:20
// 19 function evalsOnly 9:1
// 20 function args 10:1
// 21 function arguments 10:19
// 22 function mixed 11:1
// 23 function a 11:20
// 24 function a 11:42
// 25 function strictTwice 12:1
// 26 function a 12:52
// 27 function a 12:78
// 28 function strictNested 13:1
// 29 function a 13:41
// 30 function a 13:69
// 31 function labelled 14:1
// 32 function a 14:30
// 33 function hoists 15:1
// 34 function a 15:23
// 35 function scopeOfAnObject 19:1
// 36 arrow has 20:38 target name
// 37 function withoutReturn 25:1 seen
// skipped scopeOfAnObject line 19: recorded at calls: it returns inside a with statement
// skipped (iife) line 22: the object of a with statement could see the probes
// skipped suspendsInWith line 29: it suspends inside a with statement
