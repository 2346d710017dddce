'use strict';
function twice() { return a(); function a() {__s$e(1);try{ return __s$v(11,1); }catch(__s$x){throw __s$q(13,__s$x)}} function a() {__s$e(65);try{ return __s$v(75,2); }catch(__s$x){throw __s$q(77,__s$x)}} }
function nested() {__s$e(129);try{ function a() {__s$e(193);try{ return __s$v(203,1); }catch(__s$x){throw __s$q(205,__s$x)}} { function a() {__s$e(257);try{ return __s$v(267,2); }catch(__s$x){throw __s$q(269,__s$x)}} } return __s$v(139,a()); }catch(__s$x){throw __s$q(141,__s$x)}}
function parameter(a) {__s$e1(322,a);try{ function a() {__s$e(385);try{ return __s$v(395,1); }catch(__s$x){throw __s$q(397,__s$x)}} arguments[0] = 3; return __s$v(331,a()); }catch(__s$x){throw __s$q(333,__s$x)}}
function evals() {__s$e(449);try{ function a() {__s$e(513);try{ return __s$v(523,1); }catch(__s$x){throw __s$q(525,__s$x)}} eval('var a = 3'); return __s$v(459,a()); }catch(__s$x){throw __s$q(461,__s$x)}}
log(twice(), nested(), parameter(1), evals());
// 0 function a 2:32
// 1 function a 2:58
// 2 function nested 3:1
// 3 function a 3:21
// 4 function a 3:49
// 5 function parameter 4:1 a
// 6 function a 4:25
// 7 function evals 5:1
// 8 function a 5:20
// skipped twice line 2: two functions have the name a
