/**
 * Finds what must not be written in one text, in one pass over its code units: values behind names
 * that give secrets away (query strings, headers, JSON, cookies, options), passwords in URLs,
 * credentials behind their scheme, and what shapes.ts knows.
 *
 *   GET /?token=x1… HTTP/1.1\r\nAuthorization: Bearer x2…\r\n\r\n{"password":"x3"}
 */
import { isWeak, rules, type SecretNames } from '../../lib/plan/secret-names.js';
import {
  beginsPair,
  beginsPrefix,
  charClass,
  classes,
  endOfCard,
  endOfJwt,
  endOfPrefixed,
  endOfPrivateKey,
  looksRandom,
} from './shapes.js';

/** What a span is told with; `learn`: it is a secret that may come up again elsewhere. */
export type Found = (from: number, to: number, rule: number, learn: boolean) => void;

export interface ScanOptions {
  names: SecretNames;
  /** The text is a program: only quoted text is a value. */
  isSource: boolean;
}

const quote = { double: 34, single: 39, backtick: 96, backslash: 92 } as const;
const maxName = 64;
/** Weak names stand before harmless words, too. */
const minWeakUnits = 6;
const minSourceUnits = 4;

/** What is looked for at a unit, by it and the one before it: nothing, at nearly all of them. */
const look = {
  card: 1,
  privateKey: 2,
  jwt: 3,
  prefixed: 4,
  named: 5,
  scheme: 6,
  listed: 7,
} as const;
/** Stands for all units beyond ASCII, and for the text's start: no word, no sign. */
const foreign = 127;
const looks = makeLooks();

/** Units before which the same is looked for share a row. */
function makeLooks(): Uint8Array {
  const table = new Uint8Array(128 * 128);
  const rows = new Map<string, number>();
  for (let before = 0; before < 128; before++) {
    const isJoint = before === 95 || before === 46;
    const isMark = isQuote(before);
    const key = `${classes[before]!} ${String([isJoint, isMark, endsScheme(before)])}`;
    const same = rows.get(key);
    if (same !== undefined) {
      table.copyWithin(before << 7, same, same + 128);
      continue;
    }
    rows.set(key, before << 7);
    for (let code = 0; code < 128; code++) table[(before << 7) | code] = lookFor(before, code);
  }
  return table;
}

function lookFor(before: number, code: number): number {
  if (code === 61 || code === 58) return look.named;
  if (code === 32) return endsScheme(before) ? look.scheme : 0;
  if (code === 44) return isQuote(before) ? look.listed : 0;
  if (classes[code] === charClass.digit) {
    const isInside = classes[before] === charClass.letter || classes[before] === charClass.digit;
    return isInside || before === 95 || before === 46 ? 0 : look.card;
  }
  if (classes[before] !== charClass.other) return 0;
  if (code === 45) return look.privateKey;
  if (code === 101) return look.jwt;
  return beginsPrefix[code] === 1 ? look.prefixed : 0;
}

/** Looks for spans that begin before `limit` in `codes[0..length)`. */
export function scan(
  codes: Uint16Array,
  length: number,
  limit: number,
  options: ScanOptions,
  found: Found,
): void {
  let before: number = foreign;
  for (let at = 0; at < limit; at++) {
    const unit = codes[at]!;
    const code = unit < foreign ? unit : foreign;
    const what = looks[(before << 7) | code]!;
    before = code;
    if (what === 0 || (what === look.prefixed && !beginsPair(code, codes[at + 1]!))) continue;
    const end = endOf(what, codes, length, at, options, found);
    if (end <= at) continue;
    at = end - 1;
    before = codes[at]! < foreign ? codes[at]! : foreign;
  }
}

function endOf(
  what: number,
  codes: Uint16Array,
  length: number,
  at: number,
  options: ScanOptions,
  found: Found,
): number {
  switch (what) {
    case look.card:
      return tellAll(at, endOfCard(codes, length, at), rules.card, true, found);
    case look.privateKey:
      return tellAll(at, endOfPrivateKey(codes, length, at), rules.privateKey, false, found);
    case look.jwt:
      return tellAll(at, endOfJwt(codes, length, at), rules.jwt, true, found);
    case look.prefixed:
      return tellAll(at, endOfPrefixed(codes, length, at), rules.tokenPrefix, true, found);
    case look.named:
      return scanNamed(codes, length, at, options, found);
    case look.listed:
      return options.isSource ? scanListed(codes, length, at, options.names, found) : 0;
    default:
      return scanScheme(codes, length, at, found);
  }
}

function tellAll(at: number, end: number, rule: number, learn: boolean, found: Found): number {
  if (end > 0) found(at, end, rule, learn);
  return end;
}

/** `name=value`, `name: value`, `"name":"value"`, and `scheme://user:password@host`. */
function scanNamed(
  codes: Uint16Array,
  length: number,
  at: number,
  { names, isSource }: ScanOptions,
  found: Found,
): number {
  const isColon = codes[at] === 58;
  if (isColon && codes[at + 1] === 47 && codes[at + 2] === 47) {
    return scanUserInfo(codes, length, at + 3, found);
  }
  const rule = ruleBefore(codes, at, names);
  if (rule === 0) return 0;
  let from = at + 1;
  if (codes[from] === 61 || codes[from] === 62) return 0; // == and =>
  while (from < length && (codes[from] === 32 || codes[from] === 9)) from++;
  const isEscaped = codes[from] === quote.backslash;
  const open = codes[isEscaped ? from + 1 : from];
  if (open === quote.double || open === quote.single || (open === quote.backtick && isSource)) {
    from += isEscaped ? 2 : 1;
    const end = endOfQuoted(codes, length, from, open, isEscaped);
    if (open === quote.backtick && hasHole(codes, from, end)) return 0;
    return tell(codes, from, end, rule, isSource, found);
  }
  if (isSource) return 0;
  const isLine = isColon && !isWeak(rule);
  const isPrefix = isLine || rule === rules.cookie || rule === rules.authorization;
  const end = isPrefix ? endOfLine(codes, length, from) : endOfValue(codes, length, from);
  if (isWeak(rule) && isColon && !looksRandom(codes, from, end)) return 0;
  if (end > from && isPrefix) learnCredentials(codes, from, end, found);
  return tell(codes, from, end, rule, isSource, found);
}

/** `map.set('name', 'value')`, `['name', 'value']` in a program; `at`: the comma. */
function scanListed(
  codes: Uint16Array,
  length: number,
  at: number,
  names: SecretNames,
  found: Found,
): number {
  const end = at - 1;
  const name = nameStart(codes, end);
  if (codes[name - 1] !== codes[end]) return 0;
  let before = name - 2;
  while (before > 0 && isBlank(codes[before]!)) before--;
  if (codes[before] !== 40 && codes[before] !== 91) return 0; // ( [
  const rule = ruleOfName(codes, name, end, names);
  if (rule === 0) return 0;
  let from = at + 1;
  while (from < length && isBlank(codes[from]!)) from++;
  const open = codes[from]!;
  if (!isQuote(open)) return 0;
  const to = endOfQuoted(codes, length, from + 1, open, false);
  if (open === quote.backtick && hasHole(codes, from, to)) return 0;
  // Lists are more often of names: ['token', 'email'].
  if (codes[before] === 91 && !looksRandom(codes, from + 1, to)) return 0;
  return tell(codes, from + 1, to, rule, true, found);
}

/** Blank, tab, ends of lines. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** `${`: the secret is somewhere else. */
function hasHole(codes: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (codes[at] === 36 && codes[at + 1] === 123) return true;
  return false;
}

function tell(
  codes: Uint16Array,
  from: number,
  to: number,
  rule: number,
  isSource: boolean,
  found: Found,
): number {
  if (to - from < (isWeak(rule) ? minWeakUnits : 1) || isOurs(codes, from)) return 0;
  // A program's texts say "Password required" and token: "identifier" as well.
  if (isSource && (to - from < minSourceUnits || isWeak(rule)) && !looksRandom(codes, from, to)) {
    return 0;
  }
  found(from, to, rule, !isWeak(rule) && !isSource ? true : looksRandom(codes, from, to));
  return to;
}

/** `[redacted`: a text that was recorded once and came back. */
function isOurs(codes: Uint16Array, at: number): boolean {
  return (
    codes[at] === 91 && codes[at + 1] === 114 && codes[at + 2] === 101 && codes[at + 3] === 100
  );
}

function ruleBefore(codes: Uint16Array, at: number, names: SecretNames): number {
  let end = at;
  while (end > 0 && (codes[end - 1] === 32 || codes[end - 1] === 93)) end--; // blank, ]
  if (end > 0 && isQuote(codes[end - 1]!)) end--;
  if (end > 0 && codes[end - 1] === quote.backslash) end--;
  return ruleOfName(codes, nameStart(codes, end), end, names);
}

/** Where the name begins that ends there. */
function nameStart(codes: Uint16Array, end: number): number {
  const first = end > maxName ? end - maxName : 0;
  let from = end;
  while (from > first && isName(codes[from - 1]!)) from--;
  return from;
}

function ruleOfName(codes: Uint16Array, from: number, to: number, names: SecretNames): number {
  return to - from < 2 ? 0 : names.ruleOf(codes, from, to);
}

function isQuote(code: number): boolean {
  return code === quote.double || code === quote.single || code === quote.backtick;
}

/** Letters, digits, - _ . $ */
function isName(code: number): boolean {
  return classes[code] !== charClass.other || code === 46 || code === 36;
}

function endOfQuoted(
  codes: Uint16Array,
  length: number,
  from: number,
  open: number,
  isEscaped: boolean,
): number {
  for (let end = from; end < length; end++) {
    if (codes[end] === quote.backslash) {
      if (isEscaped && codes[end + 1] === open) return end;
      end++;
    } else if (codes[end] === open && !isEscaped) {
      return end;
    }
  }
  return length;
}

/** To the end of the line, also of one whose end is written as \r or \n. */
function endOfLine(codes: Uint16Array, length: number, from: number): number {
  let end = from;
  while (end < length) {
    const code = codes[end]!;
    if (code === 13 || code === 10 || code === quote.double) break;
    const next = codes[end + 1];
    if (code === quote.backslash && (next === 114 || next === 110)) break;
    end++;
  }
  return end;
}

function endOfValue(codes: Uint16Array, length: number, from: number): number {
  let end = from;
  while (end < length && !endsValue(codes[end]!)) end++;
  return end;
}

/** White space, quotes, and & ; , ) ] } < > */
function endsValue(code: number): boolean {
  return (
    code <= 32 ||
    isQuote(code) ||
    code === 38 ||
    code === 59 ||
    code === 44 ||
    code === 41 ||
    code === 93 ||
    code === 125 ||
    code === 60 ||
    code === 62
  );
}

/** The parts of a header's value that come up alone: `Bearer x`, `sid=x; theme=dark`. */
export function learnCredentials(codes: Uint16Array, from: number, to: number, found: Found): void {
  let begin = from;
  for (let at = from; at <= to; at++) {
    const code = at < to ? codes[at]! : 32;
    const isName = code === 61 && at + 1 < to && !endsValue(codes[at + 1]!) && codes[at + 1] !== 61;
    if (code !== 32 && code !== 59 && code !== 44 && !isName) continue;
    if (!isName && looksRandom(codes, begin, at)) found(begin, at, 0, true);
    begin = at + 1;
  }
}

/** The password between `://user:` and `@`; a user alone where it looks like a token. */
function scanUserInfo(codes: Uint16Array, length: number, from: number, found: Found): number {
  let colon = 0;
  for (let at = from; at < length; at++) {
    const code = codes[at]!;
    if (code === 58 && colon === 0) colon = at;
    if (code === 64) {
      const begin = colon === 0 ? from : colon + 1;
      if (colon === 0 && !looksRandom(codes, begin, at)) return 0;
      if (at > begin) found(begin, at, rules.url, true);
      return at;
    }
    if (code <= 32 || code === 47 || code === 63 || code === 35 || isQuote(code)) return 0;
  }
  return 0;
}

const bearer = Array.from('bearer', (c) => c.charCodeAt(0));
const basic = Array.from('basic', (c) => c.charCodeAt(0));

/** The last letter of Bearer or Basic. */
function endsScheme(code: number): boolean {
  return code === 114 || code === 82 || code === 99 || code === 67;
}

/** `Bearer x` and `Basic x`, wherever they stand. */
function scanScheme(codes: Uint16Array, length: number, at: number, found: Found): number {
  const last = codes[at - 1];
  const scheme = last === 114 || last === 82 ? bearer : basic;
  if (at < scheme.length) return 0;
  for (let index = 0; index < scheme.length; index++) {
    if ((codes[at - scheme.length + index]! | 32) !== scheme[index]) return 0;
  }
  const end = endOfValue(codes, length, at + 1);
  if (!looksRandom(codes, at + 1, end)) return 0;
  found(at + 1, end, rules.authorization, true);
  return end;
}
