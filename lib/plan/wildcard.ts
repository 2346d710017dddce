/**
 * Globs that are matched without regular expressions, whose use would show in the guest's
 * `RegExp.$1`, and in time that no pattern can make longer than its length times the text's.
 *
 *   *   anything within a name or a part of a path      **   anything
 *   ?   one character                                   all else stands for itself
 */

/** Whether `text` fits `pattern`; `separator` is what `*` and `?` do not cross, '' for nothing. */
export function matchesWildcard(pattern: string, text: string, separator = ''): boolean {
  let p = 0;
  let t = 0;
  // Where to go on when what follows a star does not fit: the latest `*`, and the latest `**`.
  let star = -1;
  let starText = 0;
  let wide = -1;
  let wideText = 0;
  for (;;) {
    if (p < pattern.length && pattern[p] === '*') {
      if (pattern[p + 1] === '*') {
        [wide, wideText] = [(p += 2), t];
        star = -1;
      } else {
        [star, starText] = [++p, t];
      }
    } else if (t >= text.length) {
      if (p >= pattern.length) return true;
      // More text is needed than there is: a longer star leaves even less.
      return false;
    } else if (p < pattern.length && fits(pattern[p]!, text[t]!, separator)) {
      p++;
      t++;
    } else if (star >= 0 && text[starText] !== separator) {
      [p, t] = [star, ++starText];
    } else if (wide >= 0) {
      [p, t] = [wide, ++wideText];
      star = -1;
    } else {
      return false;
    }
  }
}

function fits(wanted: string, character: string, separator: string): boolean {
  return wanted === '?' ? character !== separator : wanted === character;
}
