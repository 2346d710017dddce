function* g(a) {
  try {
    const b = yield
    (log)('behind', b)
    log(yield a, yield* iterable(2));
    return yield [a][0]
  } catch (error) { log('caught', error); } finally { log('end'); }
}
for (const way of [0, 1, 2]) drive(g('a'), way);
drive((function* () { for (const x of iterable(2)) yield x; })(), 1);
