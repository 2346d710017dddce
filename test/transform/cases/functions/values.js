function empty() {__s$e(1);try{;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}
function one(a) {__s$e1(66,a);try{ return __s$v(75,a + 1); }catch(__s$x){throw __s$q(77,__s$x)}}
const two = function (a, b) {__s$e2(131,a,b);try{
  if (a) return __s$l(138);
  else return __s$v(139,(a, b));
;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}};
const three = function named() {__s$e(193);try{ throw new Error('no'); }catch(__s$x){throw __s$q(205,__s$x)}};
log(empty(), one(1), two(0, 2));
try { three(); } catch (error) {__s$qc(error); log(error); }
(function () {__s$e(257);try{ log('iife') ;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}})();
log(String(two), `${(a) =>{__s$e1(322,a);try{return __s$v(331, a)}catch(__s$x){throw __s$q(333,__s$x)}}}`, String(class { [`${() =>{__s$e(385);try{return __s$v(395, 1)}catch(__s$x){throw __s$q(397,__s$x)}}}`]() {__s$e(449);try{ return __s$v(459,1); }catch(__s$x){throw __s$q(461,__s$x)}} }));
// 0 function empty 1:1
// 1 function one 2:1 a
// 2 function two 3:13 a b
// 3 function named 7:15
// 4 function (iife) 10:2
// 5 arrow (anonymous) 11:21 a
// 6 arrow (anonymous) 11:52
// 7 method String callback[] 11:48
