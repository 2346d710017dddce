/**
 * The forms in which a secret comes up again: decoded and encoded for a URL, as base64 (at each of
 * the three places where its bytes can begin) and as hexadecimal digits.
 */
import { charClass, classes } from './shapes.js';

/** Longer ones are looked for as they are only. */
const maxUnits = 256;
/** Shorter encoded forms would be found by chance. */
const minEncodedUnits = 10;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64 = Uint16Array.from(alphabet, (c) => c.charCodeAt(0));
const hexDigits = Uint16Array.from('0123456789abcdef', (c) => c.charCodeAt(0));
const hexUpper = Uint16Array.from('0123456789ABCDEF', (c) => c.charCodeAt(0));

const bytes = new Uint8Array(3 * maxUnits + 2);
const form = new Uint16Array(9 * maxUnits);
const decoded = new Uint16Array(maxUnits);

type Emit = (codes: Uint16Array, from: number, to: number) => void;

/** Calls `emit` with `codes[from..to)` and each other form; buffers are reused. */
export function eachForm(codes: Uint16Array, from: number, to: number, emit: Emit): void {
  emit(codes, from, to);
  if (to - from > maxUnits) return;
  const length = percentDecode(codes, from, to);
  if (length > 0) {
    emit(decoded, 0, length);
    encodedForms(decoded, 0, length, emit);
  } else {
    encodedForms(codes, from, to, emit);
  }
}

function encodedForms(codes: Uint16Array, from: number, to: number, emit: Emit): void {
  const count = utf8(codes, from, to, 2);
  const escaped = percentEncode(count);
  if (escaped > to - from) emit(form, 0, escaped);
  for (let lead = 0; lead < 3; lead++) {
    const length = toBase64(count, lead);
    if (length < minEncodedUnits) continue;
    emit(form, 0, length);
    if (toUrlSafe(length)) emit(form, 0, length);
  }
  if (2 * count >= minEncodedUnits) {
    emit(form, 0, toHex(count, hexDigits));
    emit(form, 0, toHex(count, hexUpper));
  }
}

/** Into `decoded`; 0 where nothing is encoded. */
function percentDecode(codes: Uint16Array, from: number, to: number): number {
  let length = 0;
  let isEncoded = false;
  for (let at = from; at < to; at++) {
    let code = codes[at]!;
    const high = code === 37 && at + 2 < to ? hexValue(codes[at + 1]!) : -1;
    const low = high < 0 ? -1 : hexValue(codes[at + 2]!);
    if (low >= 0) {
      code = high * 16 + low;
      at += 2;
      isEncoded = true;
    }
    decoded[length++] = code;
  }
  return isEncoded ? length : 0;
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The text's bytes behind `lead` free places; their number. */
function utf8(codes: Uint16Array, from: number, to: number, lead: number): number {
  let count = lead;
  for (let at = from; at < to; at++) {
    const code = codes[at]!;
    if (code < 0x80) {
      bytes[count++] = code;
    } else if (code < 0x800) {
      bytes[count++] = 0xc0 | (code >> 6);
      bytes[count++] = 0x80 | (code & 63);
    } else {
      bytes[count++] = 0xe0 | (code >> 12);
      bytes[count++] = 0x80 | ((code >> 6) & 63);
      bytes[count++] = 0x80 | (code & 63);
    }
  }
  return count - lead;
}

function percentEncode(count: number): number {
  let length = 0;
  for (let at = 2; at < count + 2; at++) {
    const byte = bytes[at]!;
    const cls = classes[byte]!;
    if (cls !== charClass.other || byte === 46 || byte === 126) {
      form[length++] = byte;
    } else {
      form[length++] = 37;
      form[length++] = hexUpper[byte >> 4]!;
      form[length++] = hexUpper[byte & 15]!;
    }
  }
  return length;
}

/** The characters that the text alone decides where `lead` other bytes stand before it. */
function toBase64(count: number, lead: number): number {
  const first = ((8 * lead + 5) / 6) | 0;
  const last = ((8 * (lead + count)) / 6) | 0;
  for (let at = first; at < last; at++) {
    const bit = 6 * at;
    const byte = (bit >> 3) + 2 - lead;
    const pair = (bytes[byte]! << 8) | (byte < count + 1 ? bytes[byte + 1]! : 0);
    form[at - first] = base64[(pair >> (10 - (bit & 7))) & 63]!;
  }
  return last - first;
}

function toUrlSafe(length: number): boolean {
  let isChanged = false;
  for (let at = 0; at < length; at++) {
    if (form[at] !== 43 && form[at] !== 47) continue;
    form[at] = form[at] === 43 ? 45 : 95;
    isChanged = true;
  }
  return isChanged;
}

function toHex(count: number, digits: Uint16Array): number {
  for (let at = 0; at < count; at++) {
    const byte = bytes[at + 2]!;
    form[2 * at] = digits[byte >> 4]!;
    form[2 * at + 1] = digits[byte & 15]!;
  }
  return 2 * count;
}
