function only() {__s$e(1);try{ var a;}catch(__s$x){throw __s$t(12,__s$x)} function a() {__s$e(65);try{;__s$l(74)}catch(__s$x){throw __s$t(76,__s$x)}} try{;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
function first() {__s$e(129); function a() {__s$e(193);try{ return __s$l(202,1); }catch(__s$x){throw __s$t(204,__s$x)}} try{var a = a() + 1; return __s$l(138,a); }catch(__s$x){throw __s$t(140,__s$x)}}
function between(x) {__s$e(257);try{
  if (x) return __s$l(266,'early');}catch(__s$x){throw __s$t(268,__s$x)}
  function a() {__s$e(321);try{ return __s$l(330,1); }catch(__s$x){throw __s$t(332,__s$x)}} function b() {__s$e(385);try{ return __s$l(394,a()); }catch(__s$x){throw __s$t(396,__s$x)}} // both
  try{var a = b() + 1
  log(a)}catch(__s$x){throw __s$t(268,__s$x)}
  function c() {__s$e(449);try{;__s$l(458)}catch(__s$x){throw __s$t(460,__s$x)}}
  try{throw new Error(`late ${a}`)
}catch(__s$x){throw __s$t(268,__s$x)}}
function inert() {__s$e(513); let k = 1; const f = () =>{__s$e(577);try{return __s$l(586, k)}catch(__s$x){throw __s$t(588,__s$x)}}; try{var a = 2;}catch(__s$x){throw __s$t(524,__s$x)} function a() {__s$e(641);try{ return __s$l(650,k); }catch(__s$x){throw __s$t(652,__s$x)}} try{k++; return __s$l(522,[f(), a]); }catch(__s$x){throw __s$t(524,__s$x)}}
function kept() {__s$e(705);try{ const made = log('made'); log(String(made));}catch(__s$x){throw __s$t(716,__s$x)} function a() {__s$e(769);try{;__s$l(778)}catch(__s$x){throw __s$t(780,__s$x)}} try{var a = 3; return __s$l(714,a); }catch(__s$x){throw __s$t(716,__s$x)}}
function hidden() { const made = log('made'); function a() {__s$e(833);try{ return __s$l(842,made); }catch(__s$x){throw __s$t(844,__s$x)}} var a; return a() }
function disposed() { const made = eval('1'); function a() {__s$e(897);try{ return __s$l(906,eval('made')); }catch(__s$x){throw __s$t(908,__s$x)}} return a() }
function late() {__s$e(961);let __s$d=0;try{ try { return 1 } finally { log('finally') };__s$d|=1}catch(__s$x){__s$d|=1;throw __s$t(972,__s$x)}finally{if(__s$d===0){__s$l(970)}} function a() {__s$e(1025);try{;__s$l(1034)}catch(__s$x){throw __s$t(1036,__s$x)}} try{__s$d&=0;var a; log('never') }catch(__s$x){__s$d|=1;throw __s$t(972,__s$x)}finally{if(__s$d===0){__s$l(970)}}}
function* generates() {__s$e(1089);const __s$c=__s$n(1102);let __s$d=0;try{ var a = __s$w?.(1169,__s$c,yield __s$y(1171,__s$c,1));;__s$d|=1}catch(__s$x){__s$d|=1;__s$w(1105,__s$c);throw __s$t(1100,__s$x)}finally{if(__s$d===0){__s$w(1105,__s$c);__s$l(1098)}} function a() {__s$e(1217);try{;__s$l(1226)}catch(__s$x){throw __s$t(1228,__s$x)}} try{__s$d&=0;__s$w?.(1297,__s$c,yield __s$y(1299,__s$c,a)); { function a() {__s$e(1345);try{;__s$l(1354)}catch(__s$x){throw __s$t(1356,__s$x)}} } return __s$w?.(1425,__s$c,yield __s$y(1427,__s$c,typeof a)); }catch(__s$x){__s$d|=1;__s$w(1105,__s$c);throw __s$t(1100,__s$x)}finally{if(__s$d===0){__s$w(1105,__s$c);__s$l(1098)}}}
function* ends(x) {__s$e(1473);const __s$c=__s$n(1486);let __s$d=0;try{ if (x) return 1; var a;;__s$d|=1}catch(__s$x){__s$d|=1;throw __s$t(1484,__s$x)}finally{if(__s$d===0){__s$l(1482)}} function a() {__s$e(1537);try{;__s$l(1546)}catch(__s$x){throw __s$t(1548,__s$x)}} try{__s$d&=0;}catch(__s$x){__s$d|=1;throw __s$t(1484,__s$x)}finally{if(__s$d===0){__s$l(1482)}}}
async function waits() {__s$e(1601);const __s$c=__s$n(1614);try{ var a = __s$w?.(1681,__s$c,await __s$a(1679,__s$c,1));}catch(__s$x){__s$w(1617,__s$c);throw __s$t(1612,__s$x)} function a() {__s$e(1729);try{;__s$l(1738)}catch(__s$x){throw __s$t(1740,__s$x)}} try{try { __s$w?.(1809,__s$c,await __s$a(1807,__s$c,Promise.reject(a))); } catch (e) {__s$qc(e);__s$w(1873,__s$c); return __s$l(1610,e); } ;__s$l(1610)}catch(__s$x){__s$w(1617,__s$c);throw __s$t(1612,__s$x)}}
const tried = (f, ...values) => {__s$e(1921);try{ try { return __s$l(1930,f(...values)); } catch (e) {__s$qc(e); return __s$l(1930,e.message); } ;__s$l(1930)}catch(__s$x){throw __s$t(1932,__s$x)}};
log(String(only()), first(), tried(between, 1), tried(between, 0), ...inert(), kept(), tried(hidden), disposed(), late());
const g = generates(); log(g.next().value, g.next('sent').value, g.next().value, g.return(7).value);
const h = generates(); h.next(); log(h.return(5).value, tried(() =>{__s$e(1985);try{return __s$l(1994, h.throw(new Error('over')))}catch(__s$x){throw __s$t(1996,__s$x)}}));
waits().then((v) =>{__s$e(2049);try{return __s$l(2058, log(v))}catch(__s$x){throw __s$t(2060,__s$x)}});
log(...ends(), ...ends(1))
