__s$p(27,f);__s$p(91,g);__s$p(155,h);const attempt = (act) => {__s$ea(194,act);try{ try { act() } catch (e) {__s$qc(e);__s$m3(287);__s$p(411,e); log(e) } ;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}};__s$p(475,attempt);
const held = __s$p(539,{ error: new RangeError('held') });
function f(a, e) {__s$eb(579,a,e);const __s$o1=__s$m(602,0);try{__s$p(667,this);
  if (a === 0) {__s$m1(735);throw __s$q0(588,145,e);};__s$m1(799);
  if (a === 1) {__s$m1(863);throw __s$q0(588,168,'text ' + a);};__s$m1(927);
  if (a === 2) {__s$m1(991); throw __s$q0(588,202,{ a, e }); };__s$m1(1055);
  if (a === 3) {__s$m1(1119);throw(__s$q0(588,234,held.error))};__s$m1(1183);
  if (a === 4) {__s$m1(1247);throw __s$q0(588,267,`text ${a} ${this}`);};__s$m1(1311);
  if (a === 5) {__s$m1(1375);throw new Error('new')};__s$m1(1439);
  if (a === 6) {__s$m1(1503);throw e ? e() : (a, e)};__s$m1(1567);
  if (a === 7) {__s$m1(1631);throw { get() {__s$e(1665);__s$m0(1690,__s$o1);try{ return __s$v0(1675,a); }catch(__s$x){throw __s$q(1677,__s$x)}} }.get()};__s$m1(1759);
  throw /* so */ __s$q0(588,421,null); // or so
}catch(__s$x){throw __s$q(589,__s$x)}}
for (let a = __s$p(1883,0); a < 9; a++) {__s$m1(1951);const __s$o2=__s$m(1818,0);__s$p(2011,a);attempt(() =>{__s$e(2049);__s$m0(2074,__s$o2);try{return __s$v0(2059, f(a, 'e'))}catch(__s$x){throw __s$q(2061,__s$x)}})};__s$m1(2143);
attempt(() =>{__s$e(2177);try{return __s$v0(2187, f(6, () =>{__s$e(2241);try{return __s$v0(2251, 1)}catch(__s$x){throw __s$q(2253,__s$x)}}))}catch(__s$x){throw __s$q(2189,__s$x)}})
async function g(e) {__s$ea(2306,e);const __s$c=__s$n(2318);try{ try { __s$u?.(2386,__s$c,await __s$b(2384,__s$c,e)); } catch (x) {__s$qc(x);__s$w(2449,__s$c);__s$m3(2527);__s$p(2651,x); throw __s$q0(2316,584,x); } ;__s$l(2314)}catch(__s$x){__s$w(2321,__s$c);throw __s$q(2317,__s$x)}}
settle(g(Promise.reject('rejected')))
function* h(e) {__s$ea(2690,e);const __s$c=__s$n(2702);let __s$r,__s$d=0;try{ try { __s$u?.(2770,__s$c,yield __s$z(2772,__s$c,e)); } finally {__s$w(2833,__s$c);__s$m3(2911); for (const a of [1]) {__s$m1(3039);__s$p(3099,a);if (a) {__s$m1(3167);throw __s$q0(2700,705,a);}} } }catch(__s$x){__s$d|=1;__s$w(2705,__s$c);throw __s$q(2701,__s$x)}finally{if(!(__s$d&1)){__s$w(2705,__s$c);__s$v0(2699,__s$d?void 0:__s$r)}}}
attempt(() =>{__s$e(3201);try{return __s$v0(3211, h(1).throw(2))}catch(__s$x){throw __s$q(3213,__s$x)}}); attempt(() => {__s$e(3265);try{ const it = __s$p(3355,h(1)); it.next(); it.throw(2) ;__s$l(3274)}catch(__s$x){throw __s$q(3277,__s$x)}})
// 0 write (module) 3:10
// 1 write (module) 16:16
// 2 write (module) 18:11
// 3 arrow attempt 1:17 act
// 4 branch attempt 1:52
// 5 scope attempt 1:42
// 6 write attempt 1:49
// 7 write (module) 1:7
// 8 write (module) 2:7
// 9 function f 3:1 a e
// 10 write f 3:1
// 11 branch f 4:16
// 12 branch f 4:23
// 13 branch f 5:16
// 14 branch f 5:32
// 15 branch f 6:16
// 16 branch f 6:34
// 17 branch f 7:16
// 18 branch f 7:33
// 19 branch f 8:16
// 20 branch f 8:41
// 21 branch f 9:16
// 22 branch f 9:38
// 23 branch f 10:16
// 24 branch f 10:38
// 25 branch f 11:16
// 26 method get 11:24
// 27 branch f 11:50
// 28 scope (module) 14:1
// 29 write (module) 14:10
// 30 branch (module) 14:29
// 31 write (module) 14:10
// 32 arrow attempt callback 14:37
// 33 branch (module) 14:53
// 34 arrow attempt callback 15:9
// 35 arrow f callback 15:20
// 36 function g 16:1 e
// 37 await g 16:29
// 38 catch g 16:39
// 39 branch g 16:49
// 40 scope g 16:39
// 41 write g 16:46
// 42 function h 18:1 e
// 43 yield h 18:24
// 44 finally h 18:42
// 45 branch h 18:42
// 46 scope h 18:44
// 47 branch h 18:65
// 48 write h 18:55
// 49 branch h 18:72
// 50 arrow attempt callback 19:9
// 51 arrow attempt callback 19:39
// 52 write attempt callback 19:53
