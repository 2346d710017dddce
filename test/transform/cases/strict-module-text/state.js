'use strict';
__s$p(27,twice);__s$p(91,nested);__s$p(155,parameter);__s$p(219,evals);function twice() {__s$e(257);try{__s$p(347,a); return __s$v0(267,a());}catch(__s$x){throw __s$q(269,__s$x)} function a() {__s$e(385);try{ return __s$v0(395,1); }catch(__s$x){throw __s$q(397,__s$x)}} function a() {__s$e(449);try{ return __s$v0(459,2); }catch(__s$x){throw __s$q(461,__s$x)}} try{;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}}
function nested() {__s$e(513);try{__s$p(603,a); function a() {__s$e(641);try{ return __s$v0(651,1); }catch(__s$x){throw __s$q(653,__s$x)}} {__s$p(795,a); function a() {__s$e(833);try{ return __s$v0(843,2); }catch(__s$x){throw __s$q(845,__s$x)}} };__s$m1(927); return __s$v0(523,a()); }catch(__s$x){throw __s$q(525,__s$x)}}
function parameter(a) {__s$ea(962,a);let __s$at1;try{__s$p(1051,a); function a() {__s$e(1089);try{ return __s$v0(1099,1); }catch(__s$x){throw __s$q(1101,__s$x)}} __s$j1(1181,__s$h2(__s$at1=arguments,0)[0] = 3,__s$at1,0); return __s$v0(971,a()); }catch(__s$x){throw __s$q(973,__s$x)}}
function evals() {__s$e(1217);try{__s$p(1307,a); function a() {__s$e(1345);try{ return __s$v0(1355,1); }catch(__s$x){throw __s$q(1357,__s$x)}} __s$h4(eval('var a = 3'),()=>{try{__s$p(1435,a);}catch{}}); return __s$v0(1227,a()); }catch(__s$x){throw __s$q(1229,__s$x)}}
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
// 14 branch nested 3:76
// 15 function parameter 4:1 a
// 16 write parameter 4:20
// 17 function a 4:25
// 18 property parameter 4:51
// 19 function evals 5:1
// 20 write evals 5:29
// 21 function a 5:20
// 22 write evals 5:46
