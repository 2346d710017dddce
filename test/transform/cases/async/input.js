async function f(a) {
  try {
    await 1
    const x = await (0, a), y = await(2)
    await log(x)
    return await Promise.reject(x + y);
  } catch ({ length: l = await 3 }) {
    log('caught', l);
  } finally {
    await log('finally');
  }
}
async function plain() { try { return 1 } catch { return 2 } }
class A { static async [log('key')]() { await 1; } x = async () => { await 2; } }
settle(f(1)); settle(plain()); settle(A.undefined()); settle(new A().x());
async function rejects() { await Promise.reject('no'); }
settle(rejects());
async function postfix(c) {
  await c++
  log(c)
}
settle(postfix(1))
