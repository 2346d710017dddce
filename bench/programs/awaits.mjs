// A million bare awaits in code that is not recorded; prints ns per await, the least of many rounds.
const run = new Function('return async (n) => { for (let i = 0; i < n; i++) await i; }')();
const rounds = 50;
const count = 20_000;
let least = Infinity;
await run(count);
for (let round = 0; round < rounds; round++) {
  const start = process.hrtime.bigint();
  await run(count);
  least = Math.min(least, Number(process.hrtime.bigint() - start) / count);
}
console.log(JSON.stringify({ ns: least }));
