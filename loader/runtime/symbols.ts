/**
 * Symbols as text that tells them apart: two of one description are two keys of an object.
 *
 *   Symbol('a') 1:a     Symbol('a') 2:a     Symbol() 3     Symbol.for('a') :a
 */
import { privateWeakMap, symbolDescription, symbolKey } from './primordials.js';

export interface Symbols {
  text(symbol: symbol): string;
}

export function createSymbols(): Symbols {
  const texts = privateWeakMap<WeakKey, string>();
  let count = 0;
  return {
    text(symbol) {
      const key = symbolKey(symbol);
      if (key !== undefined) return `:${key}`;
      let text = texts.get(symbol);
      if (text === undefined) {
        const description = symbolDescription(symbol);
        text = description === undefined ? `${++count}` : `${++count}:${description}`;
        texts.set(symbol, text);
      }
      return text;
    },
  };
}
