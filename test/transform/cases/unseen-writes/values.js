let count = 0;
function fields() {__s$e(1);try{
  let n = 1;
  class Made { a = n++; static b = (count += 2, n); #c = 3; [`d${n++}`] = this.#c; e = () =>{__s$e(65);try{return __s$v(75, n--)}catch(__s$x){throw __s$q(77,__s$x)}}; f = { g: delete this.a };
    constructor() {__s$e(129);try{ this.#c++; log(--this.#c, this.#c **= 2); [this.#c] = [5]; ({ c: this.#c } = { c: 6 }); this.#h = 1; ;__s$l(138)}catch(__s$x){throw __s$q(141,__s$x)}}
    set #h(v) {__s$e1(194,v);try{ log(v); ;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}} get c() {__s$e(257);try{ return __s$v(267,this.#c); }catch(__s$x){throw __s$q(269,__s$x)}}
  }
  class Derived extends Made { #i = 4; constructor() {__s$e(321);try{ { let early = 1; log(early, super()); } this.#i ||= 2; log(this.#i--); ;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}} }
  log(new Made().c, new Derived().c, n, Made.b);
;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}}
fields();
function defaults(a = count++, { b = (count = a, log('b')), c = () =>{__s$e(449);try{return __s$v(459, a++)}catch(__s$x){throw __s$q(461,__s$x)}} } = {}, d = (c(), a)) {__s$e4(389,a,b,c,d);try{ log(a, b, d, count); ;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}}
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {__s$e1(514,v);try{
  switch (v) { case 0: return __s$v(523,inner()); case 1: { log('one'); } default: function inner() {__s$e(577);try{ return __s$v(587,v); }catch(__s$x){throw __s$q(589,__s$x)}} log(inner()); inner = () =>{__s$e(641);try{return __s$v(651, 9)}catch(__s$x){throw __s$q(653,__s$x)}}; case 5: log(inner()); }
;__s$l(522)}catch(__s$x){throw __s$q(525,__s$x)}}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {__s$e1(706,a);try{
  try { eval('late'); } catch (error) {__s$qc(error); log(error.name); }
  let late = 1; const fixed = 2; { var b; eval('a = 3; b = 4; late++; var more = 5'); } log(a, b, late, more, eval('fixed'));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })'); return __s$v(715,(() =>{__s$e(769);try{return __s$v(779, eval('late = x'))}catch(__s$x){throw __s$q(781,__s$x)}})());
}catch(__s$x){throw __s$q(717,__s$x)}}
log(evaluated(1));
function aliased(a, b) {__s$e2(835,a,b);try{ arguments[0] = 5; arguments[1]++; log(a, b); delete arguments[0]; arguments[0] = 6; log(a); return __s$v(843,arguments.length); }catch(__s$x){throw __s$q(845,__s$x)}}
log(aliased(1, 2));
function passed(a) {__s$e1(898,a);try{ const all = arguments; all[0] = 2; log(a, ...arguments); return __s$v(907,(() => {__s$e(961);try{ arguments[0] = 3; ;__s$l(970)}catch(__s$x){throw __s$q(973,__s$x)}})()); }catch(__s$x){throw __s$q(909,__s$x)}}
passed(1); function copied(a) {__s$e1(1026,a);try{ a = 4; return __s$v(1035,log.apply(null, arguments)); }catch(__s$x){throw __s$q(1037,__s$x)}} copied(1);
function strict(a) { 'use strict';__s$e1(1090,a);try{ arguments[0] = 2; return __s$v(1099,a); }catch(__s$x){throw __s$q(1101,__s$x)}} log(strict(1));
let quoted; log(...(quoted = [1])); for (const one of (quoted = [2])) log(one); log((count += 1).toFixed());
// 0 function fields 2:1
// 1 arrow Made.e 4:88
// 2 constructor Made.constructor 5:5
// 3 setter set Made.#h 6:5 v
// 4 getter get Made.c 6:27
// 5 constructor Derived.constructor 8:40
// 6 function defaults 12:1 a b c d
// 7 arrow c 12:65
// 8 function cases 14:1 v
// 9 function inner 15:73
// 10 arrow inner 15:126
// 11 function evaluated 18:1 a
// 12 arrow (iife) 21:74
// 13 function aliased 24:1 a b
// 14 function passed 26:1 a
// 15 arrow (iife) 26:87
// 16 function copied 27:12 a
// 17 function strict 28:1 a
