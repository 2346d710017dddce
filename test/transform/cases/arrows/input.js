const a = () => 1, b = x => ({ x }), c = (x) => (x, 2), d = async x => x
const e = /* => */ (x /* => */, y = '=>') => // =>
  x + y
const f = x => y => z => x + y + z
const g = () => function () {}
const h = x => x++
log(a(), b(1).x, c(1), e(1), f(1)(2)(3), g().name, h(1))
settle(d(4))
for (let i = () => ('x' in {}); i; i = null) log(i())
