function fine() {__s$e(1);try{ function a() {__s$e(65);try{ return __s$l(74,1); }catch(__s$x){throw __s$t(76,__s$x)}} function b() {__s$e(129);try{;__s$l(138)}catch(__s$x){throw __s$t(140,__s$x)}} return __s$l(10,a()); }catch(__s$x){throw __s$t(12,__s$x)}}
function twiceSloppy() {__s$e(193);try{ return __s$l(202,a()); function a() {__s$e(257);try{ return __s$l(266,1); }catch(__s$x){throw __s$t(268,__s$x)}} function a() {__s$e(321);try{ return __s$l(330,2); }catch(__s$x){throw __s$t(332,__s$x)}} ;__s$l(202)}catch(__s$x){throw __s$t(204,__s$x)}}
function parameter(a) {__s$e(385);try{ function a() {__s$e(449);try{ return __s$l(458,1); }catch(__s$x){throw __s$t(460,__s$x)}} return __s$l(394,a()); }catch(__s$x){throw __s$t(396,__s$x)}}
function aliasedParameter(a) {__s$e(513); function a() {__s$e(577);try{ return __s$l(586,1); }catch(__s$x){throw __s$t(588,__s$x)}} try{return __s$l(522,typeof arguments[0]); }catch(__s$x){throw __s$t(524,__s$x)}}
function varClash() {__s$e(641);try{ var a;}catch(__s$x){throw __s$t(652,__s$x)} function a() {__s$e(705);try{ return __s$l(714,1); }catch(__s$x){throw __s$t(716,__s$x)}} try{return __s$l(650,a()); }catch(__s$x){throw __s$t(652,__s$x)}}
function varInLoop() {__s$e(769); function a() {__s$e(833);try{ return __s$l(842,1); }catch(__s$x){throw __s$t(844,__s$x)}} try{for (var a of [2]); return __s$l(778,a); }catch(__s$x){throw __s$t(780,__s$x)}}
function nested() {__s$e(897); function a() {__s$e(961);try{ return __s$l(970,1); }catch(__s$x){throw __s$t(972,__s$x)}} try{{ function a() {__s$e(1025);try{ return __s$l(1034,2); }catch(__s$x){throw __s$t(1036,__s$x)}} } return __s$l(906,a()); }catch(__s$x){throw __s$t(908,__s$x)}}
function evals() {__s$e(1089); function a() {__s$e(1153);try{ return __s$l(1162,1); }catch(__s$x){throw __s$t(1164,__s$x)}} try{eval('var a = 3'); return __s$l(1098,a); }catch(__s$x){throw __s$t(1100,__s$x)}}
function evalsOnly() {__s$e(1217);try{ eval('var a = 3'); return __s$l(1226,a); }catch(__s$x){throw __s$t(1228,__s$x)}}
function args() {__s$e(1281); function arguments() {__s$e(1345);try{ return __s$l(1354,1); }catch(__s$x){throw __s$t(1356,__s$x)}} try{return __s$l(1290,arguments()); }catch(__s$x){throw __s$t(1292,__s$x)}}
function mixed() {__s$e(1409); async function a() {__s$e(1473);const __s$c=__s$n(1486);try{;__s$l(1482)}catch(__s$x){throw __s$t(1484,__s$x)}} function a() {__s$e(1537);try{ return __s$l(1546,1); }catch(__s$x){throw __s$t(1548,__s$x)}} try{return __s$l(1418,a()); }catch(__s$x){throw __s$t(1420,__s$x)}}
function strictTwice() { 'use strict';__s$e(1601);try{ return __s$l(1610,a());}catch(__s$x){throw __s$t(1612,__s$x)} function a() {__s$e(1665);try{ return __s$l(1674,1); }catch(__s$x){throw __s$t(1676,__s$x)}} function a() {__s$e(1729);try{ return __s$l(1738,2); }catch(__s$x){throw __s$t(1740,__s$x)}} try{;__s$l(1610)}catch(__s$x){throw __s$t(1612,__s$x)}}
function strictNested() { 'use strict';__s$e(1793);try{ function a() {__s$e(1857);try{ return __s$l(1866,1); }catch(__s$x){throw __s$t(1868,__s$x)}} { function a() {__s$e(1921);try{;__s$l(1930)}catch(__s$x){throw __s$t(1932,__s$x)}} } return __s$l(1802,a()); }catch(__s$x){throw __s$t(1804,__s$x)}}
function labelled() {__s$e(1985);try{ label: function a() {__s$e(2049);try{ return __s$l(2058,1); }catch(__s$x){throw __s$t(2060,__s$x)}} return __s$l(1994,a()); }catch(__s$x){throw __s$t(1996,__s$x)}}
function hoists() {__s$e(2113);try{ { function a() {__s$e(2177);try{ return __s$l(2186,1); }catch(__s$x){throw __s$t(2188,__s$x)}} } return __s$l(2122,a()); }catch(__s$x){throw __s$t(2124,__s$x)}}
log(aliasedParameter(1), fine(), twiceSloppy(), parameter(1), varClash(), varInLoop(), nested(), evals(), evalsOnly());
log(args(), mixed(), strictTwice(), strictNested(), labelled(), hoists());

function scopeOfAnObject(seen) {__s$e(2241);let __s$d=0;try{
  const asked = new Proxy({}, { has: (target, name) =>{__s$e(2305);try{return __s$l(2314, log(String(name)) === '')}catch(__s$x){throw __s$t(2316,__s$x)}} });
  with (asked) {
    return (() => seen)();
  }
}catch(__s$x){__s$d|=1;throw __s$t(2252,__s$x)}finally{if(__s$d===0){__s$l(2250)}}}
function withoutReturn(seen) {__s$e(2369);try{
  with ({ seen: 4 }) var found = seen
  return __s$l(2378,found);
}catch(__s$x){throw __s$t(2380,__s$x)}}
async function suspendsInWith(o) { with (o) { await 1 } }
log(scopeOfAnObject(3), withoutReturn(3));
suspendsInWith({});
