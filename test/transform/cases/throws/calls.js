const attempt = (act) => {__s$e(1);try{ try { act() } catch (e) {__s$qc(e); log(e) } ;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
const held = { error: new RangeError('held') }
function f(a, e) {__s$e(65);try{
  if (a === 0) throw __s$q0(76,145,e)
  if (a === 1) throw __s$q0(76,168,'text ' + a)
  if (a === 2) { throw __s$q0(76,202,{ a, e }) }
  if (a === 3) throw(__s$q0(76,234,held.error))
  if (a === 4) throw __s$q0(76,267,`text ${a} ${this}`)
  if (a === 5) throw new Error('new')
  if (a === 6) throw e ? e() : (a, e)
  if (a === 7) throw { get() {__s$e(129);try{ return __s$l(138,a); }catch(__s$x){throw __s$t(140,__s$x)}} }.get()
  throw /* so */ __s$q0(76,421,null) // or so
}catch(__s$x){throw __s$t(76,__s$x)}}
for (let a = 0; a < 9; a++) attempt(() =>{__s$e(193);try{return __s$l(202, f(a, 'e'))}catch(__s$x){throw __s$t(204,__s$x)}})
attempt(() =>{__s$e(257);try{return __s$l(266, f(6, () =>{__s$e(321);try{return __s$l(330, 1)}catch(__s$x){throw __s$t(332,__s$x)}}))}catch(__s$x){throw __s$t(268,__s$x)}})
async function g(e) {__s$e(385);const __s$c=__s$n(398);try{ try { __s$w?.(465,__s$c,await __s$a(463,__s$c,e)); } catch (x) {__s$qc(x);__s$w(529,__s$c); throw __s$q0(396,584,x); } ;__s$l(394)}catch(__s$x){__s$w(401,__s$c);throw __s$t(396,__s$x)}}
settle(g(Promise.reject('rejected')))
function* h(e) {__s$e(577);const __s$c=__s$n(590);let __s$d=0;try{ try { __s$w?.(657,__s$c,yield __s$y(659,__s$c,e)); } finally {__s$w(721,__s$c); for (const a of [1]) if (a) throw __s$q0(588,705,a); } }catch(__s$x){__s$d|=1;__s$w(593,__s$c);throw __s$t(588,__s$x)}finally{if(__s$d===0){__s$w(593,__s$c);__s$l(586)}}}
attempt(() =>{__s$e(769);try{return __s$l(778, h(1).throw(2))}catch(__s$x){throw __s$t(780,__s$x)}}); attempt(() => {__s$e(833);try{ const it = h(1); it.next(); it.throw(2) ;__s$l(842)}catch(__s$x){throw __s$t(844,__s$x)}})
