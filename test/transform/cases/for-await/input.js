async function f(a) {
  for await (const x of iterable(2)) log(x)
  outer: for (const y of [1, 2]) {
    inner: for await (const { z = await y } of asyncIterable(4)) {
      if (y === 1) continue outer;
      if (a) break outer; else continue inner;
    }
  }
  if (a) for await (const x of (log('list'), [1])) { log(await x); return x }
  else for await (a of asyncIterable(1));
  log('end')
}
settle(f(0)); settle(f(1));
async function* g() { for await (const x of asyncIterable(3)) yield x; }
settle(driveAsync(g(), 1)); settle(driveAsync(g(), 2));
