// Prices in cents, as a supplier might answer: some are looked up, one is missing.
const catalogue = new Map([
  ['apple', 120],
  ['bread', 349],
  ['cheese', 899],
]);

export class UnknownItemError extends Error {
  constructor(item) {
    super(`no price for ${item}`);
    this.name = 'UnknownItemError';
    this.item = item;
  }
}

export async function priceOf(item) {
  await new Promise((resolve) => setTimeout(resolve, 2));
  const cents = catalogue.get(item);
  if (cents === undefined) throw new UnknownItemError(item);
  return cents;
}
