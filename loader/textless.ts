/**
 * What the cache keeps of a module whose text holds secrets: what was inserted and where, and where
 * the secrets stand that are looked for in other places. The text is put together again with the
 * original, which every start reads.
 *
 *   const apiKey = 'k-4f1a9b'; f()   ->   [[[16,24]],[],[27,8]] and behind that line __s$e(2)
 */
import type { Hidden, Span } from './redaction/source.js';

/**
 * Spans of the text, and of its upstream map, that are known as secrets since; for each insertion
 * how far it is from the one before, and its length.
 */
type Kept = [learned: Span[], learnedInMap: Span[], steps: number[]];

/** `insertions`: as Transformed has them, for the text `code`. */
export function withoutText(
  source: Hidden,
  map: Hidden | undefined,
  insertions: Int32Array,
  code: string,
): string {
  const steps: number[] = [];
  const inserted: string[] = [];
  let last = 0;
  let inCode = 0;
  for (let at = 0; at < insertions.length; at += 3) {
    const place = insertions[at]!;
    const length = insertions[at + 1]!;
    inCode += place - last;
    inserted.push(code.slice(inCode, inCode + length));
    steps.push(place - last, length);
    inCode += length;
    last = place;
  }
  const kept: Kept = [source.learned, map?.learned ?? [], steps];
  return `${JSON.stringify(kept)}\n${inserted.join('')}`;
}

export interface Restored {
  code: string;
  learned: Span[];
  learnedInMap: Span[];
}

export function withText(kept: string, source: string): Restored {
  let from = kept.indexOf('\n') + 1;
  const [learned, learnedInMap, steps] = JSON.parse(kept.slice(0, from)) as Kept;
  const pieces: string[] = [];
  let place = 0;
  for (let at = 0; at < steps.length; at += 2) {
    const next = place + steps[at]!;
    const end = from + steps[at + 1]!;
    pieces.push(source.slice(place, next), kept.slice(from, end));
    place = next;
    from = end;
  }
  pieces.push(source.slice(place));
  return { code: pieces.join(''), learned, learnedInMap };
}
