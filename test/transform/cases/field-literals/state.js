// Values of fields and defaults have no place for temporaries.
__s$p(27,defaults);class Literals {
  none = delete 'abc'.missing;
  #count = (__s$m1(159),0);
  twice = [(__s$j2(284,this.#count += 1,this)), (__s$j2(348,this.#count += 1,this))];
  static fixed = (() => {
    'use strict';__s$e(385);let __s$at1;try{
    try {
      return __s$v0(395,__s$j(476,delete (__s$at1='abc').length,__s$at1,"length",1));
    } catch (error) {__s$m1(543);__s$p(667,error);
      return __s$v0(395,error.message);
    }
  ;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}})();;static{__s$j(796,0,this,"fixed",1,0);}
;#__s$fv0=__s$j3(924,void 0,this,this.#count);}__s$p(987,Literals);
function defaults(a = delete 'abc'.missing, b = delete [a].length) {__s$eb(1027,a,b);try{
  return __s$v0(1035,[a, b]);
}catch(__s$x){throw __s$q(1037,__s$x)}}
const made = __s$p(1115,new Literals());
log(made.none, made.twice, Literals.fixed, defaults());
// 0 write (module) 15:10
// 1 initialiser (module) 4:3
// 2 branch (module) 3:3
// 3 initialiser (module) 5:3
// 4 property (module) 5:13
// 5 property (module) 5:33
// 6 arrow (iife) 6:19
// 7 property (iife) 9:14
// 8 branch (iife) 10:21
// 9 scope (iife) 10:7
// 10 write (iife) 10:14
// 11 initialiser (module) 6:3
// 12 property (module) 6:3
// 13 initialiser (module) 4:3
// 14 property (module) 4:3
// 15 write (module) 2:7
// 16 function defaults 15:1 a b
// 17 write (module) 18:7
