const Assigned = class {
  #secret = 1; field = () =>{__s$e(1);try{return __s$v0(11, this.#secret)}catch(__s$x){throw __s$q(13,__s$x)}}; static counter = log('static field');
  static {__s$e(65);try{__s$p(155,local); function local() {__s$e(193);try{ return __s$v0(203,1); }catch(__s$x){throw __s$q(205,__s$x)}} log(local()); var x = __s$p(283,2); log(x) ;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}}
  static/* comment */ /* { */ {__s$e(321);try{;__s$l(330)}catch(__s$x){throw __s$q(333,__s$x)}}
  constructor(a) {__s$ea(386,a);try{__s$p(475,this); __s$j(540,__s$h2(this,"a").a = a,this,"a"); ;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}}
  get secret() {__s$e(577);try{__s$p(667,this); return __s$v0(587,this.#secret); }catch(__s$x){throw __s$q(589,__s$x)}} set secret(v) {__s$ea(706,v);try{__s$p(795,this); __s$j2(860,this.#secret = v,this); ;__s$l(714)}catch(__s$x){throw __s$q(717,__s$x)}}
  static of(a) {__s$ea(898,a);try{__s$p(987,this); return __s$v0(907,new this(a)); }catch(__s$x){throw __s$q(909,__s$x)}}
  static async later() {__s$e(1025);const __s$c=__s$n(1038);try{ return __s$v0(1035,1); }catch(__s$x){throw __s$q(1037,__s$x)}}
  #private() {__s$e(1089);try{ return __s$v0(1099,new.target); }catch(__s$x){throw __s$q(1101,__s$x)}} call() {__s$e(1153);try{__s$p(1243,this); return __s$v0(1163,this.#private()); }catch(__s$x){throw __s$q(1165,__s$x)}}
  [log('computed')]() {__s$e(1281);try{;__s$l(1290)}catch(__s$x){throw __s$q(1293,__s$x)}}
};__s$p(1371,Assigned);
class Derived extends Assigned { constructor() {__s$e(1409);try{ __s$p(1499,super(1)); ;__s$l(1418)}catch(__s$x){throw __s$q(1421,__s$x)}} method() {__s$e(1537);try{__s$p(1627,this); return __s$v0(1547,super.secret); }catch(__s$x){throw __s$q(1549,__s$x)}} }__s$p(1691,Derived);
class Early extends Assigned { constructor() {__s$e(1729);try{ __s$j(1820,__s$h2(this,"x").x = 1,this,"x"); __s$p(1883,super(1)); ;__s$l(1738)}catch(__s$x){throw __s$q(1741,__s$x)}} }__s$p(1947,Early);
const a = __s$p(2011,Assigned.of(3));
__s$j(2076,__s$h2(a,"secret").secret = 9,a,"secret"); log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) {__s$m1(2143);__s$p(2267,error); log(error.name); }
// 0 arrow Assigned.field 2:24
// 1 static-block Assigned.static 3:3
// 2 write Assigned.static 3:21
// 3 function local 3:12
// 4 write Assigned.static 3:60
// 5 static-block Assigned.static 4:3
// 6 constructor Assigned.constructor 5:3 a
// 7 write Assigned.constructor 5:14
// 8 property Assigned.constructor 5:20
// 9 getter get Assigned.secret 6:3
// 10 write get Assigned.secret 6:13
// 11 setter set Assigned.secret 6:40 v
// 12 write set Assigned.secret 6:50
// 13 property set Assigned.secret 6:56
// 14 method Assigned.of 7:10 a
// 15 write Assigned.of 7:12
// 16 method Assigned.later 8:10
// 17 method Assigned.#private 9:3
// 18 method Assigned.call 9:36
// 19 write Assigned.call 9:40
// 20 method Assigned[log()] 10:3
// 21 write (module) 1:7
// 22 constructor Derived.constructor 12:34
// 23 write Derived.constructor 12:45
// 24 method Derived.method 12:62
// 25 write Derived.method 12:68
// 26 write (module) 12:7
// 27 constructor Early.constructor 13:32
// 28 property Early.constructor 13:48
// 29 write Early.constructor 13:43
// 30 write (module) 13:7
// 31 write (module) 14:7
// 32 property (module) 15:1
// 33 branch (module) 16:36
// 34 scope (module) 16:22
// 35 write (module) 16:29
