const Assigned = class {
  #secret = (__s$m1(95),1); field = () =>{__s$e(129);try{return __s$v0(139, this.#secret)}catch(__s$x){throw __s$q(141,__s$x)}}; static counter = log('static field');;static{__s$j(284,0,this,"counter",1,0);}
  static {__s$e(321);try{__s$p(411,local); function local() {__s$e(449);try{ return __s$v0(459,1); }catch(__s$x){throw __s$q(461,__s$x)}} log(local()); var x = __s$p(539,2); log(x) ;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}}
  static/* comment */ /* { */ {__s$e(577);try{;__s$l(586)}catch(__s$x){throw __s$q(589,__s$x)}}
  constructor(a) {__s$ea(642,a);try{__s$p(731,this);__s$j3(796,void 0,this,this.#secret); __s$j(860,__s$h2(this,"a").a = a,this,"a"); ;__s$l(650)}catch(__s$x){throw __s$q(653,__s$x)}}
  get secret() {__s$hg();__s$e(897);try{__s$p(987,this); return __s$v0(907,this.#secret); }catch(__s$x){throw __s$q(909,__s$x)}} set secret(v) {__s$hg();__s$ea(1026,v);try{__s$p(1115,this); __s$j2(1180,this.#secret = v,this); ;__s$l(1034)}catch(__s$x){throw __s$q(1037,__s$x)}}
  static of(a) {__s$ea(1218,a);try{__s$p(1307,this); return __s$v0(1227,new this(a)); }catch(__s$x){throw __s$q(1229,__s$x)}}
  static async later() {__s$e(1345);const __s$c=__s$n(1358);try{ return __s$v0(1355,1); }catch(__s$x){throw __s$q(1357,__s$x)}}
  #private() {__s$e(1409);try{ return __s$v0(1419,new.target); }catch(__s$x){throw __s$q(1421,__s$x)}} call() {__s$e(1473);try{__s$p(1563,this); return __s$v0(1483,this.#private()); }catch(__s$x){throw __s$q(1485,__s$x)}}
  [log('computed')]() {__s$e(1601);try{;__s$l(1610)}catch(__s$x){throw __s$q(1613,__s$x)}}
};__s$p(1691,Assigned);
class Derived extends Assigned { constructor() {__s$e(1729);try{ __s$p(1819,super(1)); ;__s$l(1738)}catch(__s$x){throw __s$q(1741,__s$x)}} method() {__s$e(1857);try{__s$p(1947,this); return __s$v0(1867,super.secret); }catch(__s$x){throw __s$q(1869,__s$x)}} }__s$p(2011,Derived);
class Early extends Assigned { constructor() {__s$e(2049);try{ __s$j(2140,__s$h2(this,"x").x = 1,this,"x"); __s$p(2203,super(1)); ;__s$l(2058)}catch(__s$x){throw __s$q(2061,__s$x)}} }__s$p(2267,Early);
const a = __s$p(2331,Assigned.of(3));
__s$j(2396,__s$h2(a,"secret").secret = 9,a,"secret"); log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) {__s$qc(error);__s$m3(2463);__s$p(2587,error); log(error.name); }
// 0 initialiser (module) 2:3
// 1 branch (module) 2:3
// 2 arrow Assigned.field 2:24
// 3 initialiser (module) 2:44
// 4 property (module) 2:44
// 5 static-block Assigned.static 3:3
// 6 write Assigned.static 3:21
// 7 function local 3:12
// 8 write Assigned.static 3:60
// 9 static-block Assigned.static 4:3
// 10 constructor Assigned.constructor 5:3 a
// 11 write Assigned.constructor 5:14
// 12 property Assigned.constructor 5:14
// 13 property Assigned.constructor 5:20
// 14 getter get Assigned.secret 6:3
// 15 write get Assigned.secret 6:13
// 16 setter set Assigned.secret 6:40 v
// 17 write set Assigned.secret 6:50
// 18 property set Assigned.secret 6:56
// 19 method Assigned.of 7:10 a
// 20 write Assigned.of 7:12
// 21 method Assigned.later 8:10
// 22 method Assigned.#private 9:3
// 23 method Assigned.call 9:36
// 24 write Assigned.call 9:40
// 25 method Assigned[log()] 10:3
// 26 write (module) 1:7
// 27 constructor Derived.constructor 12:34
// 28 write Derived.constructor 12:50
// 29 method Derived.method 12:62
// 30 write Derived.method 12:68
// 31 write (module) 12:7
// 32 constructor Early.constructor 13:32
// 33 property Early.constructor 13:48
// 34 write Early.constructor 13:60
// 35 write (module) 13:7
// 36 write (module) 14:7
// 37 property (module) 15:1
// 38 branch (module) 16:36
// 39 scope (module) 16:22
// 40 write (module) 16:29
