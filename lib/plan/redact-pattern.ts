/**
 * The grammar of a plan's redaction patterns: literal characters, `.`, `\d`, `\w`, `\s`, sets like
 * `[A-Z0-9_]` and `[^ ]`, each with `?`, `*`, `+`, `{n}` or `{n,m}` behind it. No groups and no
 * alternatives (write several patterns), so that matching takes linear time.
 */

export interface PatternPart {
  /** By code unit below 128: 1 where the part takes it. */
  members: Uint8Array;
  min: number;
  max: number;
}

const maxParts = 64;
const maxRepeats = 4096;
const sets: Record<string, string> = { d: '0-9', w: 'A-Za-z0-9_', s: ' \t\r\n' };

/** Throws Error with a sentence that says what is wrong. */
export function parsePattern(text: string): PatternPart[] {
  const parts: PatternPart[] = [];
  let at = 0;
  while (at < text.length) {
    const [members, next] = parseMembers(text, at);
    const [min, max, behind] = parseRepeats(text, next);
    parts.push({ members, min, max });
    at = behind;
  }
  if (parts.length > maxParts) throw new Error(`more than ${String(maxParts)} parts`);
  if (parts.every(({ min }) => min === 0)) throw new Error('it matches the empty text');
  return parts;
}

function parseMembers(text: string, at: number): [Uint8Array, number] {
  const first = text.charAt(at);
  if (first === '[') {
    const end = text.indexOf(']', at + 2);
    if (end < 0) throw new Error('a set without its ]');
    return [setOf(text.slice(at + 1, end)), end + 1];
  }
  if (first === '.') return [setOf('^\n'), at + 1];
  if (first === '\\') return [escaped(text.charAt(at + 1)), at + 2];
  if ('()|{}*+?^$]'.includes(first))
    throw new Error(`${first} is not available (put \\ before it)`);
  return [setOf(`\\${first}`), at + 1];
}

function escaped(character: string): Uint8Array {
  if (character === '') throw new Error('a \\ at the end');
  const set = sets[character];
  if (set !== undefined) return setOf(set);
  if (/[a-z0-9]/i.test(character)) throw new Error(`\\${character} is not available`);
  return setOf(`\\${character}`);
}

/** What stands between `[` and `]`. */
function setOf(text: string): Uint8Array {
  const members = new Uint8Array(128);
  const isNot = text.startsWith('^') && text.length > 1;
  for (let at = isNot ? 1 : 0; at < text.length; at++) {
    let character = text.charAt(at);
    if (character === '\\' && at + 1 < text.length) {
      character = text.charAt(++at);
      const set = sets[character];
      if (set !== undefined) {
        setOf(set).forEach((member, code) => (members[code]! |= member));
        continue;
      }
    }
    const from = character.charCodeAt(0);
    let to = from;
    if (text.charAt(at + 1) === '-' && at + 2 < text.length) {
      to = text.charCodeAt(at + 2);
      at += 2;
    }
    if (from > 127 || to > 127) throw new Error(`${character} is not ASCII`);
    if (to < from) throw new Error(`the range ${character}-${String.fromCharCode(to)} is empty`);
    members.fill(1, from, to + 1);
  }
  return isNot ? members.map((member) => 1 - member) : members;
}

function parseRepeats(text: string, at: number): [min: number, max: number, next: number] {
  switch (text.charAt(at)) {
    case '?':
      return [0, 1, at + 1];
    case '*':
      return [0, maxRepeats, at + 1];
    case '+':
      return [1, maxRepeats, at + 1];
    case '{': {
      const match = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(text.slice(at));
      if (match === null) throw new Error('{ without {n} or {n,m} (put \\ before it)');
      const min = Number(match[1]);
      const max = match[2] === undefined ? min : match[3] === '' ? maxRepeats : Number(match[3]);
      if (max < min || max > maxRepeats)
        throw new Error(`the repetition ${match[0]} makes no sense`);
      return [min, max, at + match[0].length];
    }
    default:
      return [1, 1, at];
  }
}
