function empty() {}
function one(a) { return a + 1; }
const two = function (a, b) {
  if (a) return
  else return a, b
};
const three = function named() { throw new Error('no'); };
log(empty(), one(1), two(0, 2));
try { three(); } catch (error) { log(error); }
(function () { log('iife') })();
log(String(two), `${(a) => a}`, String(class { [`${() => 1}`]() { return 1 } }));
