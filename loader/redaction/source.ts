/**
 * Programs as they may be written: secrets in quotes behind their names, and texts that look like
 * secrets, give way to stars, character by character, so that places in the text stay true.
 *
 *   const apiKey = 'k-4f1…';   ->   const apiKey = '******';
 */
import { ucs2Write } from '../runtime/primordials.js';
import type { Redaction } from './redaction.js';

const withinLine = /[^\n\r\u2028\u2029]/g;
const zeros = 8;

export type Span = [from: number, to: number];

export interface Hidden {
  /** The text itself where there is nothing to hide. */
  shown: string;
  secrets: Span[];
  /** Those that are looked for in other places from now on. */
  learned: Span[];
}

export function hideInSource(redaction: Redaction, text: string): Hidden {
  const codes = unitsOf(text, 0, text.length);
  const secrets: Span[] = [];
  const learned: Span[] = [];
  redaction.scanSource(codes, text.length, (from, to, isLearned) => {
    secrets.push([from, to]);
    if (isLearned) learned.push([from, to]);
  });
  return { shown: secrets.length === 0 ? text : withStars(text, secrets), secrets, learned };
}

/** What `hideInSource` has learned from the text before. */
export function learnAgain(redaction: Redaction, text: string, learned: readonly Span[]): void {
  for (const [from, to] of learned) redaction.relearn(unitsOf(text, from, to), to - from);
}

/** Zeros behind the text end every search. */
function unitsOf(text: string, from: number, to: number): Uint16Array {
  const codes = new Uint16Array(to - from + zeros);
  ucs2Write(Buffer.from(codes.buffer), text.slice(from, to), 0, 2 * (to - from));
  return codes;
}

/** Spans may meet or overlap. */
function withStars(text: string, secrets: readonly Span[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const [from, to] of [...secrets].sort(([a], [b]) => a - b)) {
    const start = Math.max(from, done);
    pieces.push(text.slice(done, start), text.slice(start, to).replace(withinLine, '*'));
    done = Math.max(done, to);
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/** A data: URL is the text of its module: only its head is shown where that hides something. */
export function shortUrl(url: string): string {
  return url.startsWith('data:') ? `${url.slice(0, url.indexOf(',') + 1)}…` : url;
}
