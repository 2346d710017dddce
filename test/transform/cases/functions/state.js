__s$p(27,empty);__s$p(91,one);function empty() {__s$e(129);try{;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}}
function one(a) {__s$ea(194,a);try{ return __s$v0(203,a + 1); }catch(__s$x){throw __s$q(205,__s$x)}}
const two = function (a, b) {__s$eb(259,a,b);try{
  if (a) {__s$m1(351);return __s$l(266);}
  else {__s$m1(415);return __s$v0(267,(a, b));}
;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}};__s$p(475,two);
const three = __s$p(539,function named() {__s$e(577);try{ throw new Error('no'); }catch(__s$x){throw __s$q(589,__s$x)}});
log(empty(), one(1), two(0, 2));
try { three(); } catch (error) {__s$qc(error);__s$m3(671);__s$p(795,error); log(error); };__s$m1(863);
(function () {__s$e(897);try{ log('iife') ;__s$l(906)}catch(__s$x){throw __s$q(909,__s$x)}})();
log(String(two), `${(a) =>{__s$ea(962,a);try{return __s$v0(971, a)}catch(__s$x){throw __s$q(973,__s$x)}}}`, String(class { [`${() =>{__s$e(1025);try{return __s$v0(1035, 1)}catch(__s$x){throw __s$q(1037,__s$x)}}}`]() {__s$e(1089);try{ return __s$v0(1099,1); }catch(__s$x){throw __s$q(1101,__s$x)}} }));
// 0 write (module) 1:10
// 1 write (module) 2:10
// 2 function empty 1:1
// 3 function one 2:1 a
// 4 function two 3:13 a b
// 5 branch two 4:10
// 6 branch two 5:8
// 7 write (module) 3:7
// 8 write (module) 7:7
// 9 function named 7:15
// 10 branch (module) 9:32
// 11 scope (module) 9:18
// 12 write (module) 9:25
// 13 branch (module) 9:47
// 14 function (iife) 10:2
// 15 arrow (anonymous) 11:21 a
// 16 arrow (anonymous) 11:52
// 17 method String callback[] 11:48
