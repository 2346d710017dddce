import { priceOf } from './prices.js';

export class Cart {
  #lines = [];

  add(item, quantity = 1) {
    this.#lines.push({ item, quantity });
    return this;
  }

  async total() {
    const sums = await Promise.all(this.#lines.map((line) => this.#sum(line)));
    return applyDiscount(sums.reduce((total, sum) => total + sum, 0));
  }

  async #sum({ item, quantity }) {
    return quantity * (await priceOf(item));
  }
}

export function applyDiscount(cents) {
  return cents >= 2000 ? Math.round(cents * 0.9) : cents;
}

export function* parseItems(text) {
  for (const part of text.split(',')) {
    const [item, quantity = '1'] = part.split(':');
    yield { item, quantity: Number(quantity) };
  }
}
