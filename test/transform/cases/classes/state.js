const Assigned = class {
  #secret = (__s$m1(95),1); field = () =>{__s$e(129);try{return __s$v0(139, this.#secret)}catch(__s$x){throw __s$q(141,__s$x)}}; static counter = log('static field');
  static {__s$e(193);try{__s$p(283,local); function local() {__s$e(321);try{ return __s$v0(331,1); }catch(__s$x){throw __s$q(333,__s$x)}} log(local()); var x = __s$p(411,2); log(x) ;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}
  static/* comment */ /* { */ {__s$e(449);try{;__s$l(458)}catch(__s$x){throw __s$q(461,__s$x)}}
  constructor(a) {__s$ea(514,a);try{__s$p(603,this);__s$j3(668,void 0,this,this.#secret); __s$j(732,__s$h2(this,"a").a = a,this,"a"); ;__s$l(522)}catch(__s$x){throw __s$q(525,__s$x)}}
  get secret() {__s$e(769);try{__s$p(859,this); return __s$v0(779,this.#secret); }catch(__s$x){throw __s$q(781,__s$x)}} set secret(v) {__s$ea(898,v);try{__s$p(987,this); __s$j2(1052,this.#secret = v,this); ;__s$l(906)}catch(__s$x){throw __s$q(909,__s$x)}}
  static of(a) {__s$ea(1090,a);try{__s$p(1179,this); return __s$v0(1099,new this(a)); }catch(__s$x){throw __s$q(1101,__s$x)}}
  static async later() {__s$e(1217);const __s$c=__s$n(1230);try{ return __s$v0(1227,1); }catch(__s$x){throw __s$q(1229,__s$x)}}
  #private() {__s$e(1281);try{ return __s$v0(1291,new.target); }catch(__s$x){throw __s$q(1293,__s$x)}} call() {__s$e(1345);try{__s$p(1435,this); return __s$v0(1355,this.#private()); }catch(__s$x){throw __s$q(1357,__s$x)}}
  [log('computed')]() {__s$e(1473);try{;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}}
};__s$p(1563,Assigned);
class Derived extends Assigned { constructor() {__s$e(1601);try{ __s$p(1691,super(1)); ;__s$l(1610)}catch(__s$x){throw __s$q(1613,__s$x)}} method() {__s$e(1729);try{__s$p(1819,this); return __s$v0(1739,super.secret); }catch(__s$x){throw __s$q(1741,__s$x)}} }__s$p(1883,Derived);
class Early extends Assigned { constructor() {__s$e(1921);try{ __s$j(2012,__s$h2(this,"x").x = 1,this,"x"); __s$p(2075,super(1)); ;__s$l(1930)}catch(__s$x){throw __s$q(1933,__s$x)}} }__s$p(2139,Early);
const a = __s$p(2203,Assigned.of(3));
__s$j(2268,__s$h2(a,"secret").secret = 9,a,"secret"); log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) {__s$m1(2335);__s$p(2459,error); log(error.name); }
// 0 initialiser (module) 2:3
// 1 branch (module) 2:3
// 2 arrow Assigned.field 2:24
// 3 static-block Assigned.static 3:3
// 4 write Assigned.static 3:21
// 5 function local 3:12
// 6 write Assigned.static 3:60
// 7 static-block Assigned.static 4:3
// 8 constructor Assigned.constructor 5:3 a
// 9 write Assigned.constructor 5:14
// 10 property Assigned.constructor 5:14
// 11 property Assigned.constructor 5:20
// 12 getter get Assigned.secret 6:3
// 13 write get Assigned.secret 6:13
// 14 setter set Assigned.secret 6:40 v
// 15 write set Assigned.secret 6:50
// 16 property set Assigned.secret 6:56
// 17 method Assigned.of 7:10 a
// 18 write Assigned.of 7:12
// 19 method Assigned.later 8:10
// 20 method Assigned.#private 9:3
// 21 method Assigned.call 9:36
// 22 write Assigned.call 9:40
// 23 method Assigned[log()] 10:3
// 24 write (module) 1:7
// 25 constructor Derived.constructor 12:34
// 26 write Derived.constructor 12:50
// 27 method Derived.method 12:62
// 28 write Derived.method 12:68
// 29 write (module) 12:7
// 30 constructor Early.constructor 13:32
// 31 property Early.constructor 13:48
// 32 write Early.constructor 13:60
// 33 write (module) 13:7
// 34 write (module) 14:7
// 35 property (module) 15:1
// 36 branch (module) 16:36
// 37 scope (module) 16:22
// 38 write (module) 16:29
