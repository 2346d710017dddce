const opened = (name) => ({ async [Symbol.asyncDispose]() { log(`closing ${name}`); await 1; log(`closed ${name}`) } })
async function body() { log('start'); await using a = opened('a'); return log('body') }
async function block() { { await using a = opened('a')
  log('in block') } log('behind') }
async function nothing() { { await using a = null; } log('behind') }
async function fails() { { await using a = opened('a'); await Promise.reject(new Error('no')) } }
async function disposalFails() { await using a = { [Symbol.asyncDispose]() { throw new Error('not closed') } }; await 2 }
async function notDisposable() { try { await using a = 5 } catch (e) { log(e instanceof TypeError) } return 'caught' }
async function loops() { for (await using a of [opened(1), opened(2), opened(3)]) { if (await 1 === 2) continue; log('turn') } }
async function leaves() { here: for (await using a of [opened(1), opened(2)]) { for (;;) break here } return 'left' }
async function forAwait() { for await (await using a of [opened(1), null]) log('turn') }
async function* generates() { await using a = opened('a'); yield 1; yield 2 }
async function both() { using a = { [Symbol.dispose]() { log('sync') } }; await using b = opened('b'); await 1 }
async function several() { await using a = null, b = opened('b'); return 1 }
async function head() { for (await using a = opened('a'), i = null; false;); }
const arrow = async () => { await using a = await opened('a'); }
async function all() {
  for (const f of [body, block, nothing, fails, disposalFails, notDisposable, loops, leaves, forAwait, both, several, arrow]) {
    log(f.name)
    try { log(await f()) } catch (e) { log(e) }
  }
  const g = generates(); log((await g.next()).value); log((await g.return(3)).value)
  const h = generates(); await h.next(); try { await h.throw(new Error('thrown')) } catch (e) { log(e) }
  for await (const x of generates()) log(x)
}
const race = async () => { for (let i = 0; i < 60; i++) { await 1; log(i) } }
all(); race();
