/** Value words as native/format.h defines them: the low bits tell the type. */

export const stringTag = 0b010;
export const objectTag = 0b100;
export const bigintTag = 0b00110;
export const symbolTag = 0b01110;
export const doubleTag = 0b10110;
export const redactedTag = 0b11110;

/** What stands above a three-bit tag: a string or object id, or an immediate. */
export function idOf(word: number): number {
  return word >>> 3;
}

/** What stands above a five-bit tag: a string id or a double's slot. */
export function slotOf(word: number): number {
  return word >>> 5;
}
