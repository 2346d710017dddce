const Assigned = class {
  #secret = 1; field = () =>{__s$e(1);try{return __s$l(10, this.#secret)}catch(__s$x){throw __s$t(12,__s$x)}}; static counter = log('static field');
  static {__s$e(65);try{ function local() {__s$e(129);try{ return __s$l(138,1); }catch(__s$x){throw __s$t(140,__s$x)}} log(local()); var x = 2; log(x) ;__s$l(74)}catch(__s$x){throw __s$t(76,__s$x)}}
  static/* comment */ /* { */ {__s$e(193);try{;__s$l(202)}catch(__s$x){throw __s$t(204,__s$x)}}
  constructor(a) {__s$e(257);try{ this.a = a; ;__s$l(266)}catch(__s$x){throw __s$t(268,__s$x)}}
  get secret() {__s$e(321);try{ return __s$l(330,this.#secret); }catch(__s$x){throw __s$t(332,__s$x)}} set secret(v) {__s$e(385);try{ this.#secret = v ;__s$l(394)}catch(__s$x){throw __s$t(396,__s$x)}}
  static of(a) {__s$e(449);try{ return __s$l(458,new this(a)); }catch(__s$x){throw __s$t(460,__s$x)}}
  static async later() {__s$e(513);const __s$c=__s$n(526);try{ return __s$l(522,1); }catch(__s$x){throw __s$t(524,__s$x)}}
  #private() {__s$e(577);try{ return __s$l(586,new.target); }catch(__s$x){throw __s$t(588,__s$x)}} call() {__s$e(641);try{ return __s$l(650,this.#private()); }catch(__s$x){throw __s$t(652,__s$x)}}
  [log('computed')]() {__s$e(705);try{;__s$l(714)}catch(__s$x){throw __s$t(716,__s$x)}}
};
class Derived extends Assigned { constructor() {__s$e(769);try{ super(1); ;__s$l(778)}catch(__s$x){throw __s$t(780,__s$x)}} method() {__s$e(833);try{ return __s$l(842,super.secret); }catch(__s$x){throw __s$t(844,__s$x)}} }
class Early extends Assigned { constructor() {__s$e(897);try{ this.x = 1; super(1); ;__s$l(906)}catch(__s$x){throw __s$t(908,__s$x)}} }
const a = Assigned.of(3);
a.secret = 9; log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) {__s$qc(error); log(error.name); }
