const attempt = (act) => { try { act() } catch (e) { log(e) } }
const held = { error: new RangeError('held') }
function f(a, e) {
  if (a === 0) throw e
  if (a === 1) throw'text ' + a
  if (a === 2) { throw { a, e } }
  if (a === 3) throw(held.error)
  if (a === 4) throw `text ${a} ${this}`
  if (a === 5) throw new Error('new')
  if (a === 6) throw e ? e() : (a, e)
  if (a === 7) throw { get() { return a } }.get()
  throw /* so */ null // or so
}
for (let a = 0; a < 9; a++) attempt(() => f(a, 'e'))
attempt(() => f(6, () => 1))
async function g(e) { try { await e } catch (x) { throw x } }
settle(g(Promise.reject('rejected')))
function* h(e) { try { yield e } finally { for (const a of [1]) if (a) throw a } }
attempt(() => h(1).throw(2)); attempt(() => { const it = h(1); it.next(); it.throw(2) })
