// Values of fields and defaults have no place for temporaries.
class Literals {
  none = delete 'abc'.missing;
  #count = 0;
  twice = [(this.#count += 1), (this.#count += 1)];
  static fixed = (() => {
    'use strict';__s$e(1);try{
    try {
      return __s$v(11,delete 'abc'.length);
    } catch (error) {__s$qc(error);
      return __s$v(11,error.message);
    }
  ;__s$l(10)}catch(__s$x){throw __s$q(13,__s$x)}})();
}
function defaults(a = delete 'abc'.missing, b = delete [a].length) {__s$e2(67,a,b);try{
  return __s$v(75,[a, b]);
}catch(__s$x){throw __s$q(77,__s$x)}}
const made = new Literals();
log(made.none, made.twice, Literals.fixed, defaults());
// 0 arrow (iife) 6:19
// 1 function defaults 15:1 a b
