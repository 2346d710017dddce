/**
 * Which names (of properties, parameters, variables, headers, options) say that what they name is
 * a secret. Runs in the guest, for each name once: no regular expression (a match would show in
 * RegExp.$1), and nothing that a guest could have patched.
 *
 *   createSecretNames().rule('x-api-key')    // rules.key
 *   createSecretNames().rule('tokenCount')   // 0
 */
import { intrinsics } from './intrinsics.js';
import type { Redact } from './plan.js';

/** Why something was redacted; the number stands in kRedaction records. 0 is none of them. */
export const rules = {
  // By name; below 16, so that a probe can be told eight of them in one number.
  password: 1,
  secret: 2,
  key: 3,
  credential: 4,
  authorization: 5,
  cookie: 6,
  session: 7,
  token: 8,
  card: 9,
  pin: 10,
  planKey: 11,
  // By what the text looks like.
  jwt: 16,
  privateKey: 17,
  tokenPrefix: 18,
  url: 19,
  planPattern: 20,
  /** A secret that was seen before under a name that gave it away. */
  known: 21,
} as const;

/** By number; what stands on disk. */
export const ruleNames: readonly string[] = Object.entries(rules).reduce<string[]>(
  (names, [name, rule]) => {
    names[rule] = name;
    return names;
  },
  [],
);

/**
 * Names that programs use for harmless things, too (a parser's tokens): text under them is a
 * secret, numbers are not, and it is looked for elsewhere only where it looks random.
 */
export function isWeak(rule: number): boolean {
  return rule === rules.token || rule === rules.session;
}

export interface SecretNames {
  /** The rule that a name falls under, or 0. */
  rule(name: string): number;
  /** The same for a part of a text in `codes`. */
  ruleOf(codes: Uint16Array, from: number, to: number): number;
}

/** `word`: stands alone between case changes, digits and punctuation; `end`: ends the name. */
type Place = 'anywhere' | 'word' | 'end' | 'whole';

const words: readonly [text: string, place: Place, rule: number][] = [
  ['password', 'anywhere', rules.password],
  ['passwd', 'anywhere', rules.password],
  ['passphrase', 'anywhere', rules.password],
  ['passcode', 'anywhere', rules.password],
  ['pwd', 'word', rules.password],
  ['pw', 'word', rules.password],
  ['apikey', 'anywhere', rules.key],
  ['privatekey', 'anywhere', rules.key],
  ['accesskey', 'anywhere', rules.key],
  ['secretkey', 'anywhere', rules.key],
  ['signingkey', 'anywhere', rules.key],
  ['encryptionkey', 'anywhere', rules.key],
  ['masterkey', 'anywhere', rules.key],
  ['authkey', 'anywhere', rules.key],
  ['secret', 'anywhere', rules.secret],
  ['credential', 'anywhere', rules.credential],
  ['connectionstring', 'anywhere', rules.credential],
  ['authorization', 'anywhere', rules.authorization],
  ['cookie', 'anywhere', rules.cookie],
  ['cardnumber', 'anywhere', rules.card],
  ['creditcard', 'anywhere', rules.card],
  ['cvv', 'word', rules.card],
  ['cvc', 'word', rules.card],
  ['pin', 'whole', rules.pin],
  ['ssn', 'word', rules.pin],
  ['otp', 'word', rules.pin],
  ['totp', 'word', rules.pin],
  ['sessionid', 'anywhere', rules.session],
  ['sessid', 'anywhere', rules.session],
  ['session', 'whole', rules.session],
  ['sid', 'word', rules.session],
  ['csrf', 'word', rules.token],
  ['xsrf', 'word', rules.token],
  ['jwt', 'word', rules.token],
  ['bearer', 'word', rules.token],
  ['token', 'end', rules.token],
  ['tokens', 'end', rules.token],
  ['token', 'word', rules.token],
  ['pass', 'whole', rules.token],
  ['auth', 'whole', rules.token],
];

/** Names that end so tell something about a secret, not the secret. */
const harmlessEnds = (
  'length count size limit max min type kind name names field fields label policy enabled ' +
  'required valid expires expiry ttl age url uri endpoint index position pos line column start ' +
  'end placeholder hint error errors message pattern rule rules parser class version'
).split(' ');

/** Variables of every shell, the working directory; written otherwise they are passwords. */
const shellNames = ['PWD', 'OLDPWD'].map(encode);

const maxName = 64;

const { Function, String } = intrinsics;
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its text as `this`
const charCodeAt = Function.prototype.call.bind(String.prototype.charCodeAt) as (
  text: string,
  index: number,
) => number;

/** Words that begin with the same three letters: their places in `words`, in that order. */
const alike: number[][] = [[]];
/** By three letters: which of `alike`. Most names have none of them. */
const beginnings = new Uint8Array(1 << 15);
const lastThree = beginnings.length - 1;
for (const [index, [text]] of words.entries()) {
  if (text.length > 2) addBeginning(letters(encode(text), 0), index);
  else
    for (let last = 0; last < 32; last++) addBeginning(letters([...encode(text), last], 0), index);
}

function addBeginning(three: number, index: number): void {
  if (beginnings[three] === 0) beginnings[three] = alike.push([]) - 1;
  alike[beginnings[three]!]!.push(index);
}

/** Three letters, case aside. */
function letters(codes: ArrayLike<number>, at: number): number {
  return ((codes[at]! & 31) << 10) | ((codes[at + 1]! & 31) << 5) | (codes[at + 2]! & 31);
}

function mayHoldWord(codes: Uint16Array, from: number, to: number): boolean {
  let three = 0;
  for (let at = from; at < to; at++) {
    three = ((three << 5) | (codes[at]! & 31)) & lastThree;
    if (beginnings[three] !== 0) return true;
  }
  // A word of two letters at the end: it begins with any third.
  return beginnings[(three << 5) & lastThree] !== 0;
}

function isShellName(codes: Uint16Array, from: number, to: number): boolean {
  for (let index = 0; index < shellNames.length; index++) {
    const text = shellNames[index]!;
    let at = 0;
    while (at < text.length && codes[from + at] === text[at]) at++;
    if (at === text.length && from + at === to) return true;
  }
  return false;
}

const wordCodes = words.map(([text]) => encode(text));
const harmlessCodes = harmlessEnds.map(encode);

// eslint-disable-next-line max-lines-per-function -- one closure over the name in hand
export function createSecretNames(redact?: Redact): SecretNames {
  const name = new Uint8Array(maxName + 1);
  const begins = new Uint8Array(maxName + 1);
  const raw = new Uint16Array(maxName + 1);
  const allowed = (redact?.allow ?? []).map((text) => encode(text.toLowerCase()));
  const keys = (redact?.keys ?? []).map((text) => encode(text.toLowerCase()));

  /** Lower-case letters and digits into `name`, where words begin into `begins`; -1: no name. */
  function normalise(codes: Uint16Array, from: number, to: number): number {
    let length = 0;
    let isStart = true;
    let wasLower = false;
    for (let at = from; at < to; at++) {
      let code = codes[at]!;
      const isUpper = code >= 65 && code <= 90;
      if (isUpper) code += 32;
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
        begins[length] = isStart || (isUpper && wasLower) ? 1 : 0;
        name[length++] = code;
        isStart = false;
        wasLower = !isUpper;
      } else if (code > 126 || code < 32 || code === 47 || code === 40) {
        return -1; // "/" and "(" stand in no name
      } else {
        isStart = true;
      }
    }
    begins[length] = 1;
    return length;
  }

  function isAt(text: readonly number[], at: number): boolean {
    for (let index = 0; index < text.length; index++) {
      if (name[at + index] !== text[index]) return false;
    }
    return true;
  }

  function endsHarmlessly(length: number): boolean {
    for (let index = 0; index < harmlessCodes.length; index++) {
      const text = harmlessCodes[index]!;
      const at = length - text.length;
      if (at > 0 && begins[at] === 1 && isAt(text, at)) return true;
    }
    return false;
  }

  function stands(index: number, at: number, length: number): boolean {
    const text = wordCodes[index]!;
    const place = words[index]![1];
    const end = at + text.length;
    if (end > length) return false;
    if (place === 'whole' && at !== 0) return false;
    if ((place === 'whole' || place === 'end') && end !== length) return false;
    if (place === 'word' && (begins[at] === 0 || begins[end] === 0)) return false;
    return isAt(text, at);
  }

  /** The first of `words` that the name holds decides. */
  function builtIn(length: number): number {
    let first = words.length;
    for (let at = 0; at < length - 1; at++) {
      const indices = alike[beginnings[letters(name, at)]!]!;
      for (let i = 0; i < indices.length; i++) {
        const index = indices[i]!;
        if (index < first && stands(index, at, length)) first = index;
      }
    }
    if (first === words.length || endsHarmlessly(length)) return 0;
    return words[first]![2]; // not taken apart: iterators are the guest's
  }

  function ruleOf(codes: Uint16Array, from: number, to: number): number {
    if (to - from > maxName || to <= from) return 0;
    for (let index = 0; index < keys.length; index++) {
      if (globMatches(keys[index]!, codes, from, to)) return rules.planKey;
    }
    if (!mayHoldWord(codes, from, to)) return 0;
    if (isShellName(codes, from, to)) return 0;
    const length = normalise(codes, from, to);
    const rule = length < 2 ? 0 : builtIn(length);
    if (rule === 0) return 0;
    for (let index = 0; index < allowed.length; index++) {
      if (globMatches(allowed[index]!, codes, from, to)) return 0;
    }
    return rule;
  }

  return {
    ruleOf,
    rule(text) {
      const { length } = text;
      if (length > maxName) return 0;
      for (let at = 0; at < length; at++) raw[at] = charCodeAt(text, at);
      return ruleOf(raw, 0, length);
    },
  };
}

/** Not a typed array: the getter of its length is the guest's. */
function encode(text: string): readonly number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) codes.push(text.charCodeAt(at));
  return codes;
}

/** `*` stands for anything; case does not count. Linear but for one retry per `*`. */
function globMatches(
  glob: readonly number[],
  codes: Uint16Array,
  from: number,
  to: number,
): boolean {
  let at = from;
  let index = 0;
  let star = -1;
  let retry = 0;
  while (at < to) {
    const code = codes[at]!;
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if (index < glob.length && glob[index] === 42) {
      star = index++;
      retry = at;
    } else if (index < glob.length && glob[index] === lower) {
      index++;
      at++;
    } else if (star >= 0) {
      index = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  while (index < glob.length && glob[index] === 42) index++;
  return index === glob.length;
}
