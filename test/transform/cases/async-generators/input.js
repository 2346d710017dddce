async function* g(a) {
  try {
    log(yield a);
    if (a === 1) return
    if (a === 2) return Promise.reject('rejected');
    yield* g(1);
    return Promise.resolve('resolved')
  } finally { log('finally'); yield 'last'; }
}
for (const a of [0, 1, 2]) for (const way of [0, 1, 2]) settle(driveAsync(g(a), way));
