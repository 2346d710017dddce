// Values of fields and defaults have no place for temporaries.
__s$p(27,defaults);class Literals {
  none = delete 'abc'.missing;
  #count = 0;
  twice = [(__s$j2(156,this.#count += 1,this)), (__s$j2(220,this.#count += 1,this))];
  static fixed = (() => {
    'use strict';__s$e(257);let __s$at1;try{
    try {
      return __s$v0(267,__s$j(348,delete (__s$at1='abc').length,__s$at1,"length",1));
    } catch (error) {__s$m1(415);__s$p(539,error);
      return __s$v0(267,error.message);
    }
  ;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}})();
}__s$p(603,Literals);
function defaults(a = delete 'abc'.missing, b = delete [a].length) {__s$eb(643,a,b);try{
  return __s$v0(651,[a, b]);
}catch(__s$x){throw __s$q(653,__s$x)}}
const made = __s$p(731,new Literals());
log(made.none, made.twice, Literals.fixed, defaults());
// 0 write (module) 15:10
// 1 initialiser (module) 5:3
// 2 property (module) 5:13
// 3 property (module) 5:33
// 4 arrow (iife) 6:19
// 5 property (iife) 9:14
// 6 branch (iife) 10:21
// 7 scope (iife) 10:7
// 8 write (iife) 10:14
// 9 write (module) 2:7
// 10 function defaults 15:1 a b
// 11 write (module) 18:7
