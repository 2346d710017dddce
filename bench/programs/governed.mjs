// Work of its own, and calls of all kinds: some all the time, two million a second, others seldom.
function mix(a, b) {
  return ((a << 5) ^ (b >>> 3) ^ (a * 31)) | 0;
}
function item(id) {
  return { id, price: id % 97, name: `item ${id % 1000}` };
}
function priceOf(one) {
  return one.price;
}
function total(items) {
  return items.reduce((sum, one) => sum + priceOf(one), 0);
}
function report(round, sum) {
  return { round, sum };
}
function work(seed) {
  let value = seed;
  for (let i = 0; i < 40_000; i++) value = (Math.imul(value, 1664525) + 1013904223 + i) | 0;
  return value;
}

const rounds = Number(process.argv[2]);
let sum = 0;
for (let round = 0; round < rounds; round++) {
  sum = work(sum);
  for (let i = 0; i < 60; i++) sum = mix(sum, i);
  const items = [];
  for (let i = 0; i < 20; i++) items.push(item(round * 20 + i));
  sum += total(items);
  if (round % 100 === 0) sum += report(round, sum).round;
}
console.log(sum);
