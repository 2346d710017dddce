let count = 0;
function fields() {
  let n = 1;
  class Made { a = n++; static b = (count += 2, n); #c = 3; [`d${n++}`] = this.#c; e = () => n--; f = { g: delete this.a };
    constructor() { this.#c++; log(--this.#c, this.#c **= 2); [this.#c] = [5]; ({ c: this.#c } = { c: 6 }); this.#h = 1; }
    set #h(v) { log(v); } get c() { return this.#c; }
  }
  class Derived extends Made { #i = 4; constructor() { { let early = 1; log(early, super()); } this.#i ||= 2; log(this.#i--); } }
  log(new Made().c, new Derived().c, n, Made.b);
}
fields();
function defaults(a = count++, { b = (count = a, log('b')), c = () => a++ } = {}, d = (c(), a)) { log(a, b, d, count); }
defaults(); defaults(1, { b: 2 }); log(count);
function cases(v) {
  switch (v) { case 0: return inner(); case 1: { log('one'); } default: function inner() { return v; } log(inner()); inner = () => 9; case 5: log(inner()); }
}
log(cases(0)); cases(1); cases(5);
function evaluated(a) {
  try { eval('late'); } catch (error) { log(error.name); }
  let late = 1; const fixed = 2; { var b; eval('a = 3; b = 4; late++; var more = 5'); } log(a, b, late, more, eval('fixed'));
  (0, eval)('1'); eval?.('2'); const { x } = eval('({ x: 7 })'); return (() => eval('late = x'))();
}
log(evaluated(1));
function aliased(a, b) { arguments[0] = 5; arguments[1]++; log(a, b); delete arguments[0]; arguments[0] = 6; log(a); return arguments.length; }
log(aliased(1, 2));
function passed(a) { const all = arguments; all[0] = 2; log(a, ...arguments); return (() => { arguments[0] = 3; })(); }
passed(1); function copied(a) { a = 4; return log.apply(null, arguments); } copied(1);
function strict(a) { 'use strict'; arguments[0] = 2; return a; } log(strict(1));
let quoted; log(...(quoted = [1])); for (const one of (quoted = [2])) log(one); log((count += 1).toFixed());
