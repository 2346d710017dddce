'use strict';
function twice() {__s$e(1);try{ return __s$v(11,a());}catch(__s$x){throw __s$q(13,__s$x)} function a() {__s$e(65);try{ return __s$v(75,1); }catch(__s$x){throw __s$q(77,__s$x)}} function a() {__s$e(129);try{ return __s$v(139,2); }catch(__s$x){throw __s$q(141,__s$x)}} try{;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}
function nested() {__s$e(193);try{ function a() {__s$e(257);try{ return __s$v(267,1); }catch(__s$x){throw __s$q(269,__s$x)}} { function a() {__s$e(321);try{ return __s$v(331,2); }catch(__s$x){throw __s$q(333,__s$x)}} } return __s$v(203,a()); }catch(__s$x){throw __s$q(205,__s$x)}}
function parameter(a) {__s$e1(386,a);try{ function a() {__s$e(449);try{ return __s$v(459,1); }catch(__s$x){throw __s$q(461,__s$x)}} arguments[0] = 3; return __s$v(395,a()); }catch(__s$x){throw __s$q(397,__s$x)}}
function evals() {__s$e(513);try{ function a() {__s$e(577);try{ return __s$v(587,1); }catch(__s$x){throw __s$q(589,__s$x)}} eval('var a = 3'); return __s$v(523,a()); }catch(__s$x){throw __s$q(525,__s$x)}}
log(twice(), nested(), parameter(1), evals());
// 0 function twice 2:1
// 1 function a 2:32
// 2 function a 2:58
// 3 function nested 3:1
// 4 function a 3:21
// 5 function a 3:49
// 6 function parameter 4:1 a
// 7 function a 4:25
// 8 function evals 5:1
// 9 function a 5:20
