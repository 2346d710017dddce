// Fills the arena faster than it is drained, says so, and waits for its end.
const enter = (1 << 6) | 1;
const leave = (1 << 6) | 10;
const emit = new Function('n', `for (let i = 0; i < n; i++) { __s$e(${enter}); __s$l(${leave}); }`);
process.send('full');
for (;;) emit(1e6);
