// Values of fields and defaults have no place for temporaries.
__s$p(27,defaults);class Literals {
  none = __s$hu(158,8,delete 'abc'.missing);
  #count = (__s$m1(287),0);
  ;#__s$fvs0=(__s$j(412,0,this,"none",1,0),0);twice = [(__s$j2(540,this.#count += 1,this)), (__s$j2(604,this.#count += 1,this))];
  static fixed = (() => {
    'use strict';__s$e(641);let __s$at1;try{
    try {
      return __s$v0(651,__s$j(732,delete (__s$at1='abc').length,__s$at1,"length",1));
    } catch (error) {__s$qc(error);__s$m3(799);__s$p(923,error);
      return __s$v0(651,error.message);
    }
  ;__s$l(650)}catch(__s$x){throw __s$q(653,__s$x)}})();;static{__s$j(1052,0,this,"fixed",1,0);}
;#__s$fvs1=(__s$j(1180,0,this,"twice",1,0),0);;#__s$fv0=__s$j3(1308,void 0,this,this.#count);}__s$p(1371,Literals);
function defaults(a = __s$hu(1566,8,delete 'abc'.missing), b = __s$hu(1630,8,delete [a].length)) {__s$eb(1411,a,b);try{
  return __s$v0(1419,[a, b]);
}catch(__s$x){throw __s$q(1421,__s$x)}}
const made = __s$p(1691,new Literals());
log(made.none, made.twice, Literals.fixed, defaults());
// 0 write (module) 15:10
// 1 initialiser (module) 3:3
// 2 mutation (module) 3:10
// 3 initialiser (module) 4:3
// 4 branch (module) 3:3
// 5 initialiser (module) 3:3
// 6 property (module) 3:3
// 7 initialiser (module) 5:3
// 8 property (module) 5:13
// 9 property (module) 5:33
// 10 arrow (iife) 6:19
// 11 property (iife) 9:14
// 12 branch (iife) 10:21
// 13 scope (iife) 10:7
// 14 write (iife) 10:14
// 15 initialiser (module) 6:3
// 16 property (module) 6:3
// 17 initialiser (module) 5:3
// 18 property (module) 5:3
// 19 initialiser (module) 4:3
// 20 property (module) 4:3
// 21 write (module) 2:7
// 22 function defaults 15:1 a b
// 23 initialiser defaults 15:1
// 24 mutation defaults 15:23
// 25 mutation defaults 15:49
// 26 write (module) 18:7
