/**
 * The patterns of a plan: a small language that runs in linear time on a bounded text, whatever
 * stands in it. A pattern is a row of parts, each of which takes as much as it can and gives none
 * back, so there is no backtracking:
 *
 *   INV-[0-9]{8}      acct_\w+      [A-Z]{2}\d{2} ?\d{4}
 *
 * Their grammar is checked in lib/plan/redact-pattern.ts, where plans are read.
 */
import { parsePattern } from '../../lib/plan/redact-pattern.js';
import { classes, charClass } from './shapes.js';

export interface Patterns {
  /** Where a match that begins at `at` ends, or 0. */
  endAt(codes: Uint16Array, length: number, at: number): number;
  readonly count: number;
}

export function createPatterns(texts: readonly string[]): Patterns {
  const compiled = texts.map(parsePattern);

  function matchEnd(index: number, codes: Uint16Array, length: number, from: number): number {
    const parts = compiled[index]!;
    let at = from;
    for (let part = 0; part < parts.length; part++) {
      const { members, min, max } = parts[part]!;
      let taken = 0;
      while (taken < max && at < length && codes[at]! < 128 && members[codes[at]!] === 1) {
        taken++;
        at++;
      }
      if (taken < min) return 0;
    }
    return at > from ? at : 0;
  }

  return {
    count: compiled.length,
    endAt(codes, length, at) {
      const isInside = at > 0 && classes[codes[at - 1]!] !== charClass.other;
      if (isInside && classes[codes[at]!] !== charClass.other) return 0;
      for (let index = 0; index < compiled.length; index++) {
        const end = matchEnd(index, codes, length, at);
        if (end > 0) return end;
      }
      return 0;
    },
  };
}
