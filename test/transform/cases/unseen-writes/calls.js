let count = 0;
function fields() {__s$e(1);try{
  let n = 1;
  class Made { a = n++; static b = (count += 2, n); #c = 3; [`d${n++}`] = this.#c; e = () =>{__s$e(65);try{return __s$l(74, n--)}catch(__s$x){throw __s$t(76,__s$x)}}; f = { g: delete this.a };
    constructor() {__s$e(129);try{ this.#c++; log(--this.#c, this.#c **= 2); [this.#c] = [5]; ({ c: this.#c } = { c: 6 }); this.#h = 1; ;__s$l(138)}catch(__s$x){throw __s$t(140,__s$x)}}
    set #h(v) {__s$e(193);try{ log(v); ;__s$l(202)}catch(__s$x){throw __s$t(204,__s$x)}} get c() {__s$e(257);try{ return __s$l(266,this.#c); }catch(__s$x){throw __s$t(268,__s$x)}}
  }
  class Derived extends Made { #i = 4; constructor() {__s$e(321);try{ { let early = 1; log(early, super()); } this.#i ||= 2; log(this.#i--); ;__s$l(330)}catch(__s$x){throw __s$t(332,__s$x)}} }
  log(new Made().c, new Derived().c, n, Made.b);
;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}}
fields();
function defaults(a = count++, { b = (count = a, log('b')), c = () =>{__s$e(449);try{return __s$l(458, a++)}catch(__s$x){throw __s$t(460,__s$x)}} } = {}, d = (c(), a)) {__s$e(385);try{ log(a, b, d, count); ;__s$l(394)}catch(__s$x){throw __s$t(396,__s$x)}}
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {__s$e(513);try{
  switch (v) { case 0: return __s$l(522,inner()); case 1: { log('one'); } default: function inner() {__s$e(577);try{ return __s$l(586,v); }catch(__s$x){throw __s$t(588,__s$x)}} log(inner()); inner = () =>{__s$e(641);try{return __s$l(650, 9)}catch(__s$x){throw __s$t(652,__s$x)}}; case 5: log(inner()); }
;__s$l(522)}catch(__s$x){throw __s$t(524,__s$x)}}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {__s$e(705);try{
  try { eval('late'); } catch (error) {__s$qc(error); log(error.name); }
  let late = 1; const fixed = 2; { var b; eval('a = 3; b = 4; late++; var more = 5'); } log(a, b, late, more, eval('fixed'));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })'); return __s$l(714,(() =>{__s$e(769);try{return __s$l(778, eval('late = x'))}catch(__s$x){throw __s$t(780,__s$x)}})());
}catch(__s$x){throw __s$t(716,__s$x)}}
log(evaluated(1));
function aliased(a, b) {__s$e(833);try{ arguments[0] = 5; arguments[1]++; log(a, b); delete arguments[0]; arguments[0] = 6; log(a); return __s$l(842,arguments.length); }catch(__s$x){throw __s$t(844,__s$x)}}
log(aliased(1, 2));
function passed(a) {__s$e(897);try{ const all = arguments; all[0] = 2; log(a, ...arguments); return __s$l(906,(() => {__s$e(961);try{ arguments[0] = 3; ;__s$l(970)}catch(__s$x){throw __s$t(972,__s$x)}})()); }catch(__s$x){throw __s$t(908,__s$x)}}
passed(1); function copied(a) {__s$e(1025);try{ a = 4; return __s$l(1034,log.apply(null, arguments)); }catch(__s$x){throw __s$t(1036,__s$x)}} copied(1);
function strict(a) { 'use strict';__s$e(1089);try{ arguments[0] = 2; return __s$l(1098,a); }catch(__s$x){throw __s$t(1100,__s$x)}} log(strict(1));
let quoted; log(...(quoted = [1])); for (const one of (quoted = [2])) log(one); log((count += 1).toFixed());
