// Emits events as fast as the ring takes them and waits for the disk: the drain is the slower side.
import { binding } from '../../dist/lib/binding.js';

const count = Number(process.argv[2]);
const enter = (1 << 6) | 1;
const leave = (1 << 6) | 10;
const emit = new Function('n', `for (let i = 0; i < n; i++) { __s$e(${enter}); __s$l(${leave}); }`);
emit(1e5);
binding().flush();
const start = process.hrtime.bigint();
emit(count / 2);
binding().flush();
console.log(
  JSON.stringify({ eventsPerSecond: count / (Number(process.hrtime.bigint() - start) / 1e9) }),
);
