/**
 * Names texts by their content: 64 bits as 16 hex digits, in one pass without allocation. It tells
 * versions of a function apart; it is no defence against somebody who wants a collision.
 *
 *   functionHash('Cart.total', 'total() { return this.#sum }')    // '3f9a0c12d4e5b6a7'
 */

/** Binds a function's entry to its name and to its text. */
export function functionHash(name: string, text: string): string {
  return contentHash(`${name}\n${text}`);
}

/** Two lanes of 32 bits with different multipliers, mixed at the end (after MurmurHash). */
export function contentHash(text: string): string {
  let a = 0x6a09e667 ^ text.length;
  let b = 0xbb67ae85;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return hex(b) + hex(a);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
