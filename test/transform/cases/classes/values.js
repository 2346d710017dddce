const Assigned = class {
  #secret = 1; field = () =>{__s$e(1);try{return __s$v(11, this.#secret)}catch(__s$x){throw __s$q(13,__s$x)}}; static counter = log('static field');
  static {__s$e(65);try{ function local() {__s$e(129);try{ return __s$v(139,1); }catch(__s$x){throw __s$q(141,__s$x)}} log(local()); var x = 2; log(x) ;__s$l(74)}catch(__s$x){throw __s$q(77,__s$x)}}
  static/* comment */ /* { */ {__s$e(193);try{;__s$l(202)}catch(__s$x){throw __s$q(205,__s$x)}}
  constructor(a) {__s$e1(258,a);try{ this.a = a; ;__s$l(266)}catch(__s$x){throw __s$q(269,__s$x)}}
  get secret() {__s$e(321);try{ return __s$v(331,this.#secret); }catch(__s$x){throw __s$q(333,__s$x)}} set secret(v) {__s$e1(386,v);try{ this.#secret = v ;__s$l(394)}catch(__s$x){throw __s$q(397,__s$x)}}
  static of(a) {__s$e1(450,a);try{ return __s$v(459,new this(a)); }catch(__s$x){throw __s$q(461,__s$x)}}
  static async later() {__s$e(513);const __s$c=__s$n(526);try{ return __s$v(523,1); }catch(__s$x){throw __s$q(525,__s$x)}}
  #private() {__s$e(577);try{ return __s$v(587,new.target); }catch(__s$x){throw __s$q(589,__s$x)}} call() {__s$e(641);try{ return __s$v(651,this.#private()); }catch(__s$x){throw __s$q(653,__s$x)}}
  [log('computed')]() {__s$e(705);try{;__s$l(714)}catch(__s$x){throw __s$q(717,__s$x)}}
};
class Derived extends Assigned { constructor() {__s$e(769);try{ super(1); ;__s$l(778)}catch(__s$x){throw __s$q(781,__s$x)}} method() {__s$e(833);try{ return __s$v(843,super.secret); }catch(__s$x){throw __s$q(845,__s$x)}} }
class Early extends Assigned { constructor() {__s$e(897);try{ this.x = 1; super(1); ;__s$l(906)}catch(__s$x){throw __s$q(909,__s$x)}} }
const a = Assigned.of(3);
a.secret = 9; log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) {__s$qc(error); log(error.name); }
// 0 arrow Assigned.field 2:24
// 1 static-block Assigned.static 3:3
// 2 function local 3:12
// 3 static-block Assigned.static 4:3
// 4 constructor Assigned.constructor 5:3 a
// 5 getter get Assigned.secret 6:3
// 6 setter set Assigned.secret 6:40 v
// 7 method Assigned.of 7:10 a
// 8 method Assigned.later 8:10
// 9 method Assigned.#private 9:3
// 10 method Assigned.call 9:36
// 11 method Assigned[log()] 10:3
// 12 constructor Derived.constructor 12:34
// 13 method Derived.method 12:62
// 14 constructor Early.constructor 13:32
