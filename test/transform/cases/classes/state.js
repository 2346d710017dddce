const Assigned = class {
  #secret = 1; field = () =>{__s$e(1);try{return __s$v0(11, this.#secret)}catch(__s$x){throw __s$q(13,__s$x)}}; static counter = log('static field');
  static {__s$e(65);try{__s$p(155,local); function local() {__s$e(193);try{ return __s$v0(203,1); }catch(__s$x){throw __s$q(205,__s$x)}} log(local()); var x = __s$p(283,2); log(x) ;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}}
  static/* comment */ /* { */ {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}}
  constructor(a) {__s$ea(386,a);try{__s$p(475,this);__s$j3(540,void 0,this,this.#secret); __s$j(604,__s$h2(this,"a").a = a,this,"a"); ;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}}
  get secret() {__s$e(641);try{__s$p(731,this); return __s$v0(651,this.#secret); }catch(__s$x){throw __s$q(653,__s$x)}} set secret(v) {__s$ea(770,v);try{__s$p(859,this); __s$j2(924,this.#secret = v,this); ;__s$l(778)}catch(__s$x){throw __s$q(781,__s$x)}}
  static of(a) {__s$ea(962,a);try{__s$p(1051,this); return __s$v0(971,new this(a)); }catch(__s$x){throw __s$q(973,__s$x)}}
  static async later() {__s$e(1089);const __s$c=__s$n(1102);try{ return __s$v0(1099,1); }catch(__s$x){throw __s$q(1101,__s$x)}}
  #private() {__s$e(1153);try{ return __s$v0(1163,new.target); }catch(__s$x){throw __s$q(1165,__s$x)}} call() {__s$e(1217);try{__s$p(1307,this); return __s$v0(1227,this.#private()); }catch(__s$x){throw __s$q(1229,__s$x)}}
  [log('computed')]() {__s$e(1345);try{;__s$l(1354)}catch(__s$x){throw __s$q(1357,__s$x)}}
};__s$p(1435,Assigned);
class Derived extends Assigned { constructor() {__s$e(1473);try{ __s$p(1563,super(1)); ;__s$l(1482)}catch(__s$x){throw __s$q(1485,__s$x)}} method() {__s$e(1601);try{__s$p(1691,this); return __s$v0(1611,super.secret); }catch(__s$x){throw __s$q(1613,__s$x)}} }__s$p(1755,Derived);
class Early extends Assigned { constructor() {__s$e(1793);try{ __s$j(1884,__s$h2(this,"x").x = 1,this,"x"); __s$p(1947,super(1)); ;__s$l(1802)}catch(__s$x){throw __s$q(1805,__s$x)}} }__s$p(2011,Early);
const a = __s$p(2075,Assigned.of(3));
__s$j(2140,__s$h2(a,"secret").secret = 9,a,"secret"); log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) {__s$m1(2207);__s$p(2331,error); log(error.name); }
// 0 arrow Assigned.field 2:24
// 1 static-block Assigned.static 3:3
// 2 write Assigned.static 3:21
// 3 function local 3:12
// 4 write Assigned.static 3:60
// 5 static-block Assigned.static 4:3
// 6 constructor Assigned.constructor 5:3 a
// 7 write Assigned.constructor 5:14
// 8 property Assigned.constructor 5:14
// 9 property Assigned.constructor 5:20
// 10 getter get Assigned.secret 6:3
// 11 write get Assigned.secret 6:13
// 12 setter set Assigned.secret 6:40 v
// 13 write set Assigned.secret 6:50
// 14 property set Assigned.secret 6:56
// 15 method Assigned.of 7:10 a
// 16 write Assigned.of 7:12
// 17 method Assigned.later 8:10
// 18 method Assigned.#private 9:3
// 19 method Assigned.call 9:36
// 20 write Assigned.call 9:40
// 21 method Assigned[log()] 10:3
// 22 write (module) 1:7
// 23 constructor Derived.constructor 12:34
// 24 write Derived.constructor 12:50
// 25 method Derived.method 12:62
// 26 write Derived.method 12:68
// 27 write (module) 12:7
// 28 constructor Early.constructor 13:32
// 29 property Early.constructor 13:48
// 30 write Early.constructor 13:60
// 31 write (module) 13:7
// 32 write (module) 14:7
// 33 property (module) 15:1
// 34 branch (module) 16:36
// 35 scope (module) 16:22
// 36 write (module) 16:29
