function fine() { function a() { return 1 } function b() {} return a() }
function twiceSloppy() { return a(); function a() { return 1 } function a() { return 2 } }
function parameter(a) { function a() { return 1 } return a() }
function aliasedParameter(a) { function a() { return 1 } return typeof arguments[0] }
function varClash() { var a; function a() { return 1 } return a() }
function varInLoop() { function a() { return 1 } for (var a of [2]); return a }
function nested() { function a() { return 1 } { function a() { return 2 } } return a() }
function evals() { function a() { return 1 } eval('var a = 3'); return a }
function evalsOnly() { eval('var a = 3'); return a }
function args() { function arguments() { return 1 } return arguments() }
function mixed() { async function a() {} function a() { return 1 } return a() }
function strictTwice() { 'use strict'; return a(); function a() { return 1 } function a() { return 2 } }
function strictNested() { 'use strict'; function a() { return 1 } { function a() {} } return a() }
function labelled() { label: function a() { return 1 } return a() }
function hoists() { { function a() { return 1 } } return a() }
log(aliasedParameter(1), fine(), twiceSloppy(), parameter(1), varClash(), varInLoop(), nested(), evals(), evalsOnly());
log(args(), mixed(), strictTwice(), strictNested(), labelled(), hoists());

function scopeOfAnObject(seen) {
  const asked = new Proxy({}, { has: (target, name) => log(String(name)) === '' });
  with (asked) {
    return (() => seen)();
  }
}
function withoutReturn(seen) {
  with ({ seen: 4 }) var found = seen
  return found
}
async function suspendsInWith(o) { with (o) { await 1 } }
log(scopeOfAnObject(3), withoutReturn(3));
suspendsInWith({});
