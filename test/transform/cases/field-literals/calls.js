// Values of fields and defaults have no place for temporaries.
class Literals {
  none = delete 'abc'.missing;
  #count = 0;
  twice = [(this.#count += 1), (this.#count += 1)];
  static fixed = (() => {
    'use strict';__s$e(1);try{
    try {
      return __s$l(10,delete 'abc'.length);
    } catch (error) {__s$qc(error);
      return __s$l(10,error.message);
    }
  ;__s$l(10)}catch(__s$x){throw __s$t(12,__s$x)}})();
}
function defaults(a = delete 'abc'.missing, b = delete [a].length) {__s$e(65);try{
  return __s$l(74,[a, b]);
}catch(__s$x){throw __s$t(76,__s$x)}}
const made = new Literals();
log(made.none, made.twice, Literals.fixed, defaults());
