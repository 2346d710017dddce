// Values of fields and defaults have no place for temporaries.
class Literals {
  none = delete 'abc'.missing;
  #count = 0;
  twice = [(this.#count += 1), (this.#count += 1)];
  static fixed = (() => {
    'use strict';
    try {
      return delete 'abc'.length;
    } catch (error) {
      return error.message;
    }
  })();
}
function defaults(a = delete 'abc'.missing, b = delete [a].length) {
  return [a, b];
}
const made = new Literals();
log(made.none, made.twice, Literals.fixed, defaults());
