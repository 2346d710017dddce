function empty() {__s$e(1);try{;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
function one(a) {__s$e(65);try{ return __s$l(74,a + 1); }catch(__s$x){throw __s$t(76,__s$x)}}
const two = function (a, b) {__s$e(129);try{
  if (a) return __s$l(138);
  else return __s$l(138,(a, b));
;__s$l(138)}catch(__s$x){throw __s$t(140,__s$x)}};
const three = function named() {__s$e(193);try{ throw new Error('no'); }catch(__s$x){throw __s$t(204,__s$x)}};
log(empty(), one(1), two(0, 2));
try { three(); } catch (error) {__s$qc(error); log(error); }
(function () {__s$e(257);try{ log('iife') ;__s$l(266)}catch(__s$x){throw __s$t(268,__s$x)}})();
log(String(two), `${(a) =>{__s$e(321);try{return __s$l(330, a)}catch(__s$x){throw __s$t(332,__s$x)}}}`, String(class { [`${() =>{__s$e(385);try{return __s$l(394, 1)}catch(__s$x){throw __s$t(396,__s$x)}}}`]() {__s$e(449);try{ return __s$l(458,1); }catch(__s$x){throw __s$t(460,__s$x)}} }));
