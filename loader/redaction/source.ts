/**
 * Programs as they may be written: secrets in quotes behind their names, and texts that look like
 * secrets, give way to stars, character by character, so that places in the text stay true.
 *
 *   const apiKey = 'k-4f1…';   ->   const apiKey = '******';
 */
import type { Redaction } from './redaction.js';

const star = 42;
const piece = 8192;

/** The text itself where there is nothing to hide. */
export function hideInSource(redaction: Redaction, text: string): string {
  const { length } = text;
  const codes = new Uint16Array(length + 8); // zeros behind the text end every search
  for (let at = 0; at < length; at++) codes[at] = text.charCodeAt(at);
  const found: [from: number, to: number][] = [];
  redaction.scanSource(codes, length, (from, to) => found.push([from, to]));
  if (found.length === 0) return text;
  for (const [from, to] of found) {
    for (let at = from; at < to; at++) if (!endsLine(codes[at]!)) codes[at] = star;
  }
  const pieces: string[] = [];
  for (let at = 0; at < length; at += piece) {
    pieces.push(String.fromCharCode(...codes.subarray(at, Math.min(at + piece, length))));
  }
  return pieces.join('');
}

function endsLine(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

/** A data: URL is the text of its module: only its head is shown where that hides something. */
export function shortUrl(url: string): string {
  return url.startsWith('data:') ? `${url.slice(0, url.indexOf(',') + 1)}…` : url;
}
