// Times batches of events at a pace that the drain keeps up with, and the same loop without events;
// prints how much longer than the median the longest in a thousand took, in us.
const enter = (1 << 6) | 1;
const leave = (1 << 6) | 10;
const batch = 200;
const batches = 20_000;
const emit = new Function('n', `for (let i = 0; i < n; i++) { __s$e(${enter}); __s$l(${leave}); }`);
const spin = new Function('n', 'let x = 1; for (let i = 0; i < n; i++) x = (x * 5) | 0; return x');

function longest(work, count) {
  const times = new Float64Array(batches);
  for (let index = 0; index < batches; index++) {
    const start = process.hrtime.bigint();
    work(count);
    times[index] = Number(process.hrtime.bigint() - start);
    spin(40_000);
  }
  times.sort();
  return (times[Math.floor(batches * 0.999)] - times[batches >> 1]) / 1e3;
}

emit(1e6);
spin(1e6);
console.log(JSON.stringify({ plain: longest(spin, 1000), recorded: longest(emit, batch) }));
