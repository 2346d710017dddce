/** Fields of Node's own objects, read without running an accessor. */
import { getOwnPropertyDescriptor } from '../runtime/primordials.js';

const { getOwnPropertySymbols } = Object;

/** An own data property; undefined where there is none. */
export function field(object: object, key: PropertyKey): unknown {
  return getOwnPropertyDescriptor(object, key)?.value as unknown;
}

/** The same of a property under one of Node's own symbols, by the symbol's description. */
export function hiddenField(object: object, description: string): unknown {
  const symbols = getOwnPropertySymbols(object);
  for (let index = 0; index < symbols.length; index++) {
    const symbol = symbols[index]!;
    if (symbol.description === description) return field(object, symbol);
  }
  return undefined;
}
