function fine() {__s$e(1);try{ function a() {__s$e(65);try{ return __s$v(75,1); }catch(__s$x){throw __s$q(77,__s$x)}} function b() {__s$e(129);try{;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}} return __s$v(11,a()); }catch(__s$x){throw __s$q(13,__s$x)}}
function twiceSloppy() {__s$e(193);try{ return __s$v(203,a()); function a() {__s$e(257);try{ return __s$v(267,1); }catch(__s$x){throw __s$q(269,__s$x)}} function a() {__s$e(321);try{ return __s$v(331,2); }catch(__s$x){throw __s$q(333,__s$x)}} ;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}
function parameter(a) {__s$e1(386,a);try{ function a() {__s$e(449);try{ return __s$v(459,1); }catch(__s$x){throw __s$q(461,__s$x)}} return __s$v(395,a()); }catch(__s$x){throw __s$q(397,__s$x)}}
function aliasedParameter(a) { function a() {__s$e(513);try{ return __s$v(523,1); }catch(__s$x){throw __s$q(525,__s$x)}} return typeof arguments[0] }
function varClash() { var a; function a() {__s$e(577);try{ return __s$v(587,1); }catch(__s$x){throw __s$q(589,__s$x)}} return a() }
function varInLoop() { function a() {__s$e(641);try{ return __s$v(651,1); }catch(__s$x){throw __s$q(653,__s$x)}} for (var a of [2]); return a }
function nested() { function a() {__s$e(705);try{ return __s$v(715,1); }catch(__s$x){throw __s$q(717,__s$x)}} { function a() {__s$e(769);try{ return __s$v(779,2); }catch(__s$x){throw __s$q(781,__s$x)}} } return a() }
function evals() { function a() {__s$e(833);try{ return __s$v(843,1); }catch(__s$x){throw __s$q(845,__s$x)}} eval('var a = 3'); return a }
function evalsOnly() {__s$e(897);try{ eval('var a = 3'); return __s$v(907,a); }catch(__s$x){throw __s$q(909,__s$x)}}
function args() { function arguments() {__s$e(961);try{ return __s$v(971,1); }catch(__s$x){throw __s$q(973,__s$x)}} return arguments() }
function mixed() { async function a() {__s$e(1025);const __s$c=__s$n(1038);try{;__s$l(1034)}catch(__s$x){throw __s$q(1037,__s$x)}} function a() {__s$e(1089);try{ return __s$v(1099,1); }catch(__s$x){throw __s$q(1101,__s$x)}} return a() }
function strictTwice() { 'use strict'; return a(); function a() {__s$e(1153);try{ return __s$v(1163,1); }catch(__s$x){throw __s$q(1165,__s$x)}} function a() {__s$e(1217);try{ return __s$v(1227,2); }catch(__s$x){throw __s$q(1229,__s$x)}} }
function strictNested() { 'use strict';__s$e(1281);try{ function a() {__s$e(1345);try{ return __s$v(1355,1); }catch(__s$x){throw __s$q(1357,__s$x)}} { function a() {__s$e(1409);try{;__s$l(1418)}catch(__s$x){throw __s$q(1421,__s$x)}} } return __s$v(1291,a()); }catch(__s$x){throw __s$q(1293,__s$x)}}
function labelled() {__s$e(1473);try{ label: function a() {__s$e(1537);try{ return __s$v(1547,1); }catch(__s$x){throw __s$q(1549,__s$x)}} return __s$v(1483,a()); }catch(__s$x){throw __s$q(1485,__s$x)}}
function hoists() {__s$e(1601);try{ { function a() {__s$e(1665);try{ return __s$v(1675,1); }catch(__s$x){throw __s$q(1677,__s$x)}} } return __s$v(1611,a()); }catch(__s$x){throw __s$q(1613,__s$x)}}
log(aliasedParameter(1), fine(), twiceSloppy(), parameter(1), varClash(), varInLoop(), nested(), evals(), evalsOnly());
log(args(), mixed(), strictTwice(), strictNested(), labelled(), hoists());

function scopeOfAnObject(seen) {
  const asked = new Proxy({}, { has: (target, name) =>{__s$e2(1731,target,name);try{return __s$v(1739, log(String(name)) === '')}catch(__s$x){throw __s$q(1741,__s$x)}} });
  with (asked) {
    return (() => seen)();
  }
}
log(scopeOfAnObject(3));
// 0 function fine 1:1
// 1 function a 1:19
// 2 function b 1:45
// 3 function twiceSloppy 2:1
// 4 function a 2:38
// 5 function a 2:64
// 6 function parameter 3:1 a
// 7 function a 3:25
// 8 function a 4:32
// 9 function a 5:30
// 10 function a 6:24
// 11 function a 7:21
// 12 function a 7:49
// 13 function a 8:20
// 14 function evalsOnly 9:1
// 15 function arguments 10:19
// 16 function a 11:20
// 17 function a 11:42
// 18 function a 12:52
// 19 function a 12:78
// 20 function strictNested 13:1
// 21 function a 13:41
// 22 function a 13:69
// 23 function labelled 14:1
// 24 function a 14:30
// 25 function hoists 15:1
// 26 function a 15:23
// 27 arrow has 20:38 target name
// skipped aliasedParameter line 4: parameter and function have the name a, and arguments could show it
// skipped varClash line 5: var and function have the name a
// skipped varInLoop line 6: var and function have the name a
// skipped nested line 7: a function in a nested block has the name a, too
// skipped evals line 8: a direct eval could declare names of functions
// skipped args line 10: a function has the name arguments
// skipped mixed line 11: two functions have the name a
// skipped strictTwice line 12: two functions have the name a
// skipped scopeOfAnObject line 19: the object of a with statement could see the probes
// skipped (iife) line 22: the object of a with statement could see the probes
