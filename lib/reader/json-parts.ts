/**
 * The parts of a large JSON text, found among its bytes without parsing it: a module's record has
 * tens of megabytes, of which a program's text is never needed, and its sites one after the other.
 *
 *   {"path":"/app.js","source":"…","sites":[{…},{…}]}
 *   membersOf   path -> "/app.js"   source -> "…"   sites -> [{…},{…}]
 *   elementsOf(sites)   {…}   {…}
 */
import { parseBounded } from './json.js';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const backslash = 0x5c;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** Bytes of elements that are parsed at a time. */
const batchBytes = 65_536;

/** Members of the object by name, each as its bytes; undefined for anything but an object. */
export function membersOf(text: Buffer): Map<string, Buffer> | undefined {
  const members = new Map<string, Buffer>();
  let at = skipSpace(text, 0);
  if (text[at] !== openObject) return undefined;
  at = skipSpace(text, at + 1);
  while (text[at] === quote) {
    const behindName = endOfString(text, at) + 1;
    const name = parseBounded(text.toString('utf8', at, behindName));
    at = skipSpace(text, behindName);
    if (text[at] !== colon || typeof name !== 'string') return undefined;
    const from = skipSpace(text, at + 1);
    at = endOfValue(text, from);
    if (at === from) return undefined;
    members.set(name, text.subarray(from, at));
    at = skipSpace(text, at);
    if (text[at] !== comma) break;
    at = skipSpace(text, at + 1);
  }
  return text[at] === closeObject && skipSpace(text, at + 1) === text.length ? members : undefined;
}

/** The array's elements, parsed; throws where it is none. */
export function* elementsOf(text: Buffer): Generator<unknown, void, undefined> {
  let from = skipSpace(text, 1);
  if (text[0] !== openArray) throw new Error('expected an array');
  for (let at = from; text[from] !== closeArray;) {
    at = skipSpace(text, endOfValue(text, at));
    const isLast = text[at] !== comma;
    if (isLast || at - from >= batchBytes) {
      const batch = parseBounded(`[${text.toString('utf8', from, at)}]`);
      if (!Array.isArray(batch)) throw new Error('an array that is no JSON');
      yield* batch;
      from = at + (isLast ? 0 : 1);
    }
    if (isLast) break;
    at = skipSpace(text, at + 1);
  }
  if (skipSpace(text, from) !== text.length - 1) throw new Error('an array without an end');
}

/** The text or other value of a member; undefined where it is absent or no JSON. */
export function parsed(text: Buffer | undefined): unknown {
  return text && parseBounded(text.toString('utf8'));
}

/** Where the value that begins at `from` ends; `from` itself where none does. */
function endOfValue(text: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text[at]!;
    if (code === quote) at = endOfString(text, at);
    else if (code === openArray || code === openObject) depth++;
    else if (code === comma && depth === 0) return at;
    else if (code === closeArray || code === closeObject) {
      if (depth === 0) return at;
      depth--;
    }
  }
  return text.length;
}

/** Index of the quote that ends the string which begins at `from`. */
function endOfString(text: Buffer, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text[at]!;
    if (code === backslash) at++;
    else if (code === quote) return at;
  }
  return text.length;
}

function skipSpace(text: Buffer, from: number): number {
  let at = from;
  while (at < text.length && text[at]! <= 0x20) at++;
  return at;
}
