const Assigned = class {
  #secret = 1; field = () => this.#secret; static counter = log('static field');
  static { function local() { return 1 } log(local()); var x = 2; log(x) }
  static/* comment */ /* { */ {}
  constructor(a) { this.a = a; }
  get secret() { return this.#secret } set secret(v) { this.#secret = v }
  static of(a) { return new this(a) }
  static async later() { return 1 }
  #private() { return new.target } call() { return this.#private() }
  [log('computed')]() {}
};
class Derived extends Assigned { constructor() { super(1); } method() { return super.secret } }
class Early extends Assigned { constructor() { this.x = 1; super(1); } }
const a = Assigned.of(3);
a.secret = 9; log(a.secret, a.field(), a.call(), new Derived().method());
try { new Early(); } catch (error) { log(error.name); }
