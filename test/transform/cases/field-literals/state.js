// Values of fields and defaults have no place for temporaries.
__s$p(27,defaults);class Literals {
  none = delete 'abc'.missing;
  #count = (__s$m1(159),0);
  ;#__s$fvs0=(__s$j(284,0,this,"none",1,0),0);twice = [(__s$j2(412,this.#count += 1,this)), (__s$j2(476,this.#count += 1,this))];
  static fixed = (() => {
    'use strict';__s$e(513);let __s$at1;try{
    try {
      return __s$v0(523,__s$j(604,delete (__s$at1='abc').length,__s$at1,"length",1));
    } catch (error) {__s$m3(671);__s$p(795,error);
      return __s$v0(523,error.message);
    }
  ;__s$l(522)}catch(__s$x){throw __s$q(525,__s$x)}})();;static{__s$j(924,0,this,"fixed",1,0);}
;#__s$fvs1=(__s$j(1052,0,this,"twice",1,0),0);;#__s$fv0=__s$j3(1180,void 0,this,this.#count);}__s$p(1243,Literals);
function defaults(a = delete 'abc'.missing, b = delete [a].length) {__s$eb(1283,a,b);try{
  return __s$v0(1291,[a, b]);
}catch(__s$x){throw __s$q(1293,__s$x)}}
const made = __s$p(1371,new Literals());
log(made.none, made.twice, Literals.fixed, defaults());
// 0 write (module) 15:10
// 1 initialiser (module) 4:3
// 2 branch (module) 3:3
// 3 initialiser (module) 3:3
// 4 property (module) 3:3
// 5 initialiser (module) 5:3
// 6 property (module) 5:13
// 7 property (module) 5:33
// 8 arrow (iife) 6:19
// 9 property (iife) 9:14
// 10 branch (iife) 10:21
// 11 scope (iife) 10:7
// 12 write (iife) 10:14
// 13 initialiser (module) 6:3
// 14 property (module) 6:3
// 15 initialiser (module) 5:3
// 16 property (module) 5:3
// 17 initialiser (module) 4:3
// 18 property (module) 4:3
// 19 write (module) 2:7
// 20 function defaults 15:1 a b
// 21 write (module) 18:7
