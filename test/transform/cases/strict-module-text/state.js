'use strict';
__s$p(27,twice);__s$p(91,nested);__s$p(155,parameter);__s$p(219,evals);function twice() {__s$e(257);try{__s$p(347,a); return __s$v0(267,a());}catch(__s$x){throw __s$q(269,__s$x)} function a() {__s$e(385);try{ return __s$v0(395,1); }catch(__s$x){throw __s$q(397,__s$x)}} function a() {__s$e(449);try{ return __s$v0(459,2); }catch(__s$x){throw __s$q(461,__s$x)}} try{;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}}
function nested() {__s$e(513);try{__s$p(603,a); function a() {__s$e(641);try{ return __s$v0(651,1); }catch(__s$x){throw __s$q(653,__s$x)}} {__s$p(795,a); function a() {__s$e(833);try{ return __s$v0(843,2); }catch(__s$x){throw __s$q(845,__s$x)}} } return __s$v0(523,a()); }catch(__s$x){throw __s$q(525,__s$x)}}
function parameter(a) {__s$e0(898,a);let __s$at1;try{__s$p(987,a); function a() {__s$e(1025);try{ return __s$v0(1035,1); }catch(__s$x){throw __s$q(1037,__s$x)}} __s$j1(1117,__s$h2(__s$at1=arguments,0)[0] = 3,__s$at1,0); return __s$v0(907,a()); }catch(__s$x){throw __s$q(909,__s$x)}}
function evals() {__s$e(1153);try{__s$p(1243,a); function a() {__s$e(1281);try{ return __s$v0(1291,1); }catch(__s$x){throw __s$q(1293,__s$x)}} eval('var a = 3'); return __s$v0(1163,a()); }catch(__s$x){throw __s$q(1165,__s$x)}}
log(twice(), nested(), parameter(1), evals());
// 0 write (module) 2:10
// 1 write (module) 3:10
// 2 write (module) 4:10
// 3 write (module) 5:10
// 4 function twice 2:1
// 5 write twice 2:41
// 6 function a 2:32
// 7 function a 2:58
// 8 function nested 3:1
// 9 write nested 3:30
// 10 function a 3:21
// 11 scope nested 3:47
// 12 write nested 3:58
// 13 function a 3:49
// 14 function parameter 4:1 a
// 15 write parameter 4:20
// 16 function a 4:25
// 17 property parameter 4:51
// 18 function evals 5:1
// 19 write evals 5:29
// 20 function a 5:20
