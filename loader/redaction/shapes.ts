/**
 * Secrets that give themselves away by their shape: tokens with a known prefix, JWTs, private keys,
 * card numbers. Each function answers where such a thing that begins at `at` ends, or 0. By hand,
 * because a regular expression would show in the guest's RegExp.$1.
 */

export const charClass = { other: 0, digit: 1, letter: 2, token: 3 } as const;

/** `token` is what may stand in a token besides letters and digits: - _ */
export const classes = new Uint8Array(65_536);
for (let code = 48; code <= 57; code++) classes[code] = charClass.digit;
for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] = charClass.letter;
classes[45] = classes[95] = charClass.token;

/** Prefixes of tokens, and how many characters follow at least. */
const prefixes: readonly [prefix: string, rest: number][] = [
  ['ghp_', 16],
  ['gho_', 16],
  ['ghu_', 16],
  ['ghs_', 16],
  ['ghr_', 16],
  ['github_pat_', 16],
  ['glpat-', 12],
  ['xoxb-', 10],
  ['xoxp-', 10],
  ['xoxa-', 10],
  ['xoxr-', 10],
  ['xoxs-', 10],
  ['xapp-', 10],
  ['sk_live_', 10],
  ['sk_test_', 10],
  ['rk_live_', 10],
  ['rk_test_', 10],
  ['whsec_', 16],
  ['sk-ant-', 16],
  ['sk-proj-', 16],
  ['sk-', 32],
  ['AKIA', 16],
  ['ASIA', 16],
  ['AIza', 30],
  ['ya29.', 20],
  ['npm_', 30],
  ['pypi-', 30],
  ['hf_', 30],
  ['dop_v1_', 30],
  ['shpat_', 16],
  ['SG.', 30],
];

const prefixCodes = prefixes.map(([prefix]) => Array.from(prefix, (c) => c.charCodeAt(0)));
/** Whether any prefix begins with a code unit: asked at the start of each word of each text. */
export const beginsPrefix = new Uint8Array(128);
for (const codes of prefixCodes) beginsPrefix[codes[0]!] = 1;

/** Prefixes by their first two units, which few words begin with; 0: none. */
const byPair = new Uint8Array(128 * 128);
const sharingPair: number[][] = [[]];
for (const [index, codes] of prefixCodes.entries()) {
  const pair = (codes[0]! << 7) | codes[1]!;
  if (byPair[pair] === 0) byPair[pair] = sharingPair.push([]) - 1;
  sharingPair[byPair[pair]!]!.push(index);
}

export function beginsPair(first: number, second: number): boolean {
  return second < 128 && byPair[(first << 7) | second] !== 0;
}

export function startsWith(
  codes: Uint16Array,
  length: number,
  at: number,
  text: readonly number[],
) {
  if (at + text.length > length) return false;
  for (let index = 0; index < text.length; index++) {
    if (codes[at + index] !== text[index]) return false;
  }
  return true;
}

/** `beginsPair` is true of the units at `at`. */
export function endOfPrefixed(codes: Uint16Array, length: number, at: number): number {
  const candidates = sharingPair[byPair[(codes[at]! << 7) | codes[at + 1]!]!]!;
  for (let candidate = 0; candidate < candidates.length; candidate++) {
    const index = candidates[candidate]!;
    const prefix = prefixCodes[index]!;
    if (!startsWith(codes, length, at, prefix)) continue;
    const from = at + prefix.length;
    let end = from;
    while (end < length && (classes[codes[end]!]! !== 0 || codes[end] === 46)) end++;
    if (end - from >= prefixes[index]![1]) return end;
  }
  return 0;
}

/** `eyJ…` `.` `…` `.` `…`: three parts of base64url, the first of which is JSON. */
export function endOfJwt(codes: Uint16Array, length: number, at: number): number {
  if (codes[at] !== 101 || codes[at + 1] !== 121 || codes[at + 2] !== 74) return 0;
  let end = at;
  let dots = 0;
  let part = 0;
  for (; end < length; end++) {
    if (classes[codes[end]!] !== 0) {
      part++;
    } else if (codes[end] === 46 && part >= 8 && dots < 4) {
      dots++;
      part = 0;
    } else {
      break;
    }
  }
  return dots >= 2 || (dots === 1 && part >= 8) ? end : 0;
}

const pemBegin = Array.from('-----BEGIN ', (c) => c.charCodeAt(0));
const pemKey = Array.from('PRIVATE KEY', (c) => c.charCodeAt(0));
const pemEnd = Array.from('-----END ', (c) => c.charCodeAt(0));
const maxPemTitle = 32;

/** A private key from its first dash to its last, or to the end of the text. */
export function endOfPrivateKey(codes: Uint16Array, length: number, at: number): number {
  if (!startsWith(codes, length, at, pemBegin)) return 0;
  let from = at + pemBegin.length;
  const last = from + maxPemTitle;
  while (from < last && !startsWith(codes, length, from, pemKey)) from++;
  if (from === last) return 0;
  for (let end = from; end < length; end++) {
    if (codes[end] !== 45 || !startsWith(codes, length, end, pemEnd)) continue;
    end += pemEnd.length;
    while (end < length && codes[end] !== 45) end++;
    while (end < length && codes[end] === 45) end++;
    return end;
  }
  return length;
}

/** 13 to 19 digits, blanks or dashes between groups allowed, that pass as a card's number. */
export function endOfCard(codes: Uint16Array, length: number, at: number): number {
  let digits = 0;
  let end = at;
  let odd = 0; // sums of Luhn's check for an odd and an even number of digits
  let even = 0;
  let lead = 0;
  for (let next = at; next < length && digits < 20; next++) {
    const code = codes[next]!;
    if (classes[code] === charClass.digit) {
      const digit = code - 48;
      const twice = digit < 5 ? 2 * digit : 2 * digit - 9;
      if ((digits & 1) === 0) {
        odd += digit;
        even += twice;
      } else {
        odd += twice;
        even += digit;
      }
      if (digits < 4) lead = lead * 10 + digit;
      digits++;
      end = next + 1;
    } else if ((code !== 32 && code !== 45) || end !== next) {
      break;
    }
  }
  if (digits < 13 || digits > 19 || !isIssuer(lead, digits)) return 0;
  if (end < length && classes[codes[end]!] !== 0) return 0;
  const sum = (digits & 1) === 0 ? even : odd;
  return sum % 10 === 0 ? end : 0;
}

/** First four digits and lengths that are given out. */
export function isIssuer(lead: number, digits: number): boolean {
  const two = (lead / 100) | 0;
  switch (digits) {
    case 13:
      return two >= 40 && two <= 49;
    case 14:
      return two === 30 || two === 36 || two === 38 || two === 39;
    case 15:
      return two === 34 || two === 37;
    case 16:
      return (
        (two >= 40 && two <= 49) ||
        (two >= 51 && two <= 55) ||
        (lead >= 2221 && lead <= 2720) ||
        (two >= 60 && two <= 65) ||
        two === 35
      );
    default:
      return (two >= 40 && two <= 49) || two === 62 || two === 65;
  }
}

/** Not a word of a language: long enough, and digits among letters, or upper among lower case. */
export function looksRandom(codes: Uint16Array, from: number, to: number): boolean {
  if (to - from < 8) return false;
  let digits = 0;
  let uppers = 0;
  let lowers = 0;
  for (let at = from; at < to; at++) {
    const code = codes[at]!;
    if (classes[code] === charClass.digit) digits++;
    else if (code >= 97 && code <= 122) lowers++;
    else if (code >= 65 && code <= 90) uppers++;
    else if (code <= 32) return false;
  }
  const length = to - from;
  return (
    (digits > 0 && (uppers + lowers > 0 || length >= 12)) ||
    length >= 24 ||
    (uppers > 1 && lowers > 1 && length >= 16)
  );
}
