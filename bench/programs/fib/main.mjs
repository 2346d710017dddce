// Times fib(27) from another module; prints the median of the rounds in ms.
import { fib } from './fib.mjs';

const rounds = Number(process.argv[2] ?? 30);
const times = [];
for (let round = 0; round < rounds; round++) {
  const start = process.hrtime.bigint();
  fib(27);
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ medianMs: times[rounds >> 1] }));
