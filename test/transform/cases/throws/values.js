const attempt = (act) => {__s$e1(2,act);try{ try { act() } catch (e) {__s$qc(e); log(e) } ;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}
const held = { error: new RangeError('held') }
function f(a, e) {__s$e2(67,a,e);try{
  if (a === 0) throw __s$q0(76,145,e)
  if (a === 1) throw __s$q0(76,168,'text ' + a)
  if (a === 2) { throw __s$q0(76,202,{ a, e }) }
  if (a === 3) throw(__s$q0(76,234,held.error))
  if (a === 4) throw __s$q0(76,267,`text ${a} ${this}`)
  if (a === 5) throw new Error('new')
  if (a === 6) throw e ? e() : (a, e)
  if (a === 7) throw { get() {__s$e(129);try{ return __s$v(139,a); }catch(__s$x){throw __s$q(141,__s$x)}} }.get()
  throw /* so */ __s$q0(76,421,null) // or so
}catch(__s$x){throw __s$q(77,__s$x)}}
for (let a = 0; a < 9; a++) attempt(() =>{__s$e(193);try{return __s$v(203, f(a, 'e'))}catch(__s$x){throw __s$q(205,__s$x)}})
attempt(() =>{__s$e(257);try{return __s$v(267, f(6, () =>{__s$e(321);try{return __s$v(331, 1)}catch(__s$x){throw __s$q(333,__s$x)}}))}catch(__s$x){throw __s$q(269,__s$x)}})
async function g(e) {__s$e1(386,e);const __s$c=__s$n(398);try{ try { __s$u?.(466,__s$c,await __s$b(464,__s$c,e)); } catch (x) {__s$qc(x);__s$w(529,__s$c); throw __s$q0(396,584,x); } ;__s$l(394)}catch(__s$x){__s$w(401,__s$c);throw __s$q(397,__s$x)}}
settle(g(Promise.reject('rejected')))
function* h(e) {__s$e1(578,e);const __s$c=__s$n(590);let __s$r,__s$d=0;try{ try { __s$u?.(658,__s$c,yield __s$z(660,__s$c,e)); } finally {__s$w(721,__s$c); for (const a of [1]) if (a) throw __s$q0(588,705,a); } }catch(__s$x){__s$d|=1;__s$w(593,__s$c);throw __s$q(589,__s$x)}finally{if(!(__s$d&1)){__s$w(593,__s$c);__s$v(587,__s$d?void 0:__s$r)}}}
attempt(() =>{__s$e(769);try{return __s$v(779, h(1).throw(2))}catch(__s$x){throw __s$q(781,__s$x)}}); attempt(() => {__s$e(833);try{ const it = h(1); it.next(); it.throw(2) ;__s$l(842)}catch(__s$x){throw __s$q(845,__s$x)}})
// 0 arrow attempt 1:17 act
// 1 function f 3:1 a e
// 2 method get 11:24
// 3 arrow attempt callback 14:37
// 4 arrow attempt callback 15:9
// 5 arrow f callback 15:20
// 6 function g 16:1 e
// 7 await g 16:29
// 8 catch g 16:39
// 9 function h 18:1 e
// 10 yield h 18:24
// 11 finally h 18:42
// 12 arrow attempt callback 19:9
// 13 arrow attempt callback 19:39
