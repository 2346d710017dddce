/**
 * JSON from a recording: parsed only where it is of a size and depth that a recorder writes, and
 * its fields taken with their types checked.
 */

/** Objects, arrays and members in one text: a module of a million sites has about so many. */
const maxParts = 16 * 2 ** 20;
/** What a recorder writes is five levels deep; source maps of bundles a few more. */
const maxDepth = 64;
const maxTextCharacters = 16_384;

/** The object that a JSON text is; undefined for anything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  const value = parseBounded(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Record<string, unknown>;
}

/** What a JSON text says; undefined where it is none. */
export function parseBounded(text: string): unknown {
  if (!isBounded(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const quote = 0x22;
const comma = 0x2c;
const openArray = 0x5b;
const backslash = 0x5c;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Counts before parsing: a megabyte of brackets would take a hundred of memory. */
function isBounded(text: string): boolean {
  let parts = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
    } else if (code === comma) {
      parts++;
    } else if (code === openArray || code === openObject) {
      parts++;
      if (++depth > maxDepth) return false;
    } else if (code === closeArray || code === closeObject) {
      depth--;
    }
  }
  return parts <= maxParts;
}

/** Index of the quote that ends the string which begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  for (let searched = from; at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - 1 - slashes > searched && text.charCodeAt(at - 1 - slashes) === backslash)
      slashes++;
    if (slashes % 2 === 0) return at;
    searched = at;
  }
  return text.length;
}

/** A name, a path, a sentence: what is kept in memory of each is bounded. */
export function asText(value: unknown): string {
  if (typeof value !== 'string') return '';
  if (value.length <= maxTextCharacters) return value;
  // Through bytes: a slice alone would keep the whole text alive.
  return `${Buffer.from(value.slice(0, maxTextCharacters), 'utf16le').toString('utf16le')}…`;
}

export function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').map(asText) : [];
}

export function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return value as Record<string, unknown>;
}

/** A count or time written as decimal digits. */
export function asBigint(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

/** The same as a number; undefined where it is none or beyond 2^53. */
export function asCount(value: unknown): number | undefined {
  const count = typeof value === 'number' ? value : Number(asBigint(value) ?? NaN);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
