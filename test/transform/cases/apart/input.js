function only() { var a; function a() {} }
function first() { function a() { return 1 } var a = a() + 1; return a }
function between(x) {
  if (x) return 'early'
  function a() { return 1 } function b() { return a() } // both
  var a = b() + 1
  log(a)
  function c() {}
  throw new Error(`late ${a}`)
}
function inert() { let k = 1; const f = () => k; var a = 2; function a() { return k } k++; return [f(), a] }
function kept() { const made = log('made'); log(String(made)); function a() {} var a = 3; return a }
function hidden() { const made = log('made'); function a() { return made } var a; return a() }
function disposed() { const made = eval('1'); function a() { return eval('made') } return a() }
function late() { try { return 1 } finally { log('finally') } function a() {} var a; log('never') }
function* generates() { var a = yield 1; function a() {} yield a; { function a() {} } return yield typeof a }
function* ends(x) { if (x) return 1; var a; function a() {} }
async function waits() { var a = await 1; function a() {} try { await Promise.reject(a) } catch (e) { return e } }
const tried = (f, ...values) => { try { return f(...values) } catch (e) { return e.message } };
log(String(only()), first(), tried(between, 1), tried(between, 0), ...inert(), kept(), tried(hidden), disposed(), late());
const g = generates(); log(g.next().value, g.next('sent').value, g.next().value, g.return(7).value);
const h = generates(); h.next(); log(h.return(5).value, tried(() => h.throw(new Error('over'))));
waits().then((v) => log(v));
log(...ends(), ...ends(1))
