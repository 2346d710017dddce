const prices = new Map([
  ['apple', 120],
  ['bread', 349],
  ['cheese', 899],
]);

export async function quote(text) {
  const lines = parse(text);
  const totals = await Promise.all(lines.map(price));
  return { lines: lines.length, total: totals.reduce(add, 0) };
}

function parse(text) {
  return text.split(',').filter(Boolean).map(parseLine);
}

function parseLine(part) {
  const [item, quantity = '1'] = part.split(':');
  return { item, quantity: Number(quantity) };
}

async function price({ item, quantity }) {
  const cents = await lookUp(item);
  return cents * quantity;
}

async function lookUp(item) {
  return prices.get(item) ?? 0;
}

function add(a, b) {
  return a + b;
}
