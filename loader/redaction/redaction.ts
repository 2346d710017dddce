/**
 * Decides what of a text may be written, before a byte of it exists. Asked once for each string,
 * when it is new to its thread; what it answers is kept with the string's id.
 *
 *   inspect('GET /?token=x1a9…')  ->  masked, shown: 'GET /?token=[redacted 12 1f2e3d4c5b6a7988]'
 *   inspect('x1a9…')              ->  secret (seen before), rule known
 *
 * Runs inside probes: no regular expression, no method that the guest could have patched.
 */
import type { Redact } from '../../lib/plan/plan.js';
import {
  createSecretNames,
  isWeak,
  ruleNames,
  rules,
  type SecretNames,
} from '../../lib/plan/secret-names.js';
import { charCodeAt, slice, ucs2Write } from '../runtime/primordials.js';
import { eachForm } from './forms.js';
import { createKnownSecrets, type KnownSecrets } from './known.js';
import { createPatterns } from './patterns.js';
import { learnCredentials, scan, type Found } from './scan.js';
import { endOfCard, looksRandom } from './shapes.js';
import { Spans } from './spans.js';

export const inspected = { clean: 0, masked: 1, secret: 2 } as const;
export type Inspected = (typeof inspected)[keyof typeof inspected];

/** Only what begins here is stored (kMaxStoredCodeUnits), so only that is looked at. */
const maxStored = 256;
/** A secret is followed this far beyond. */
const maxScanned = maxStored + 4096;

/** Where a call of Node's costs less than so many of charCodeAt. */
const minNative = 48;

/** Harmless texts that stand where secrets do: in schemas, forms, fixtures. */
const stopWords = (
  'string number boolean object undefined function symbol bigint required optional password ' +
  'secret token cookie session hidden include same-origin default unknown invalid bearer basic ' +
  'postgres mysql root admin test guest example localhost'
).split(' ');
const stopCodes = stopWords.map((word) => Array.from(word, (c) => c.charCodeAt(0)));

/** `isLearned`: it is looked for elsewhere from now on. */
export type FoundInSource = (from: number, to: number, isLearned: boolean) => void;

export interface Redaction {
  readonly names: SecretNames;
  /** Words of the recording's key for hashes of long strings. */
  readonly seed: Int32Array;
  inspect(text: string): Inspected;
  /** The text's first code units, as far as they are ever stored. Valid until the next call. */
  units(text: string): Uint16Array;
  /** After `inspect`: the rule of the first thing found. */
  rule(): number;
  /** After `masked`: the beginning of what may be written. */
  shown(): string;
  /** After `masked`: its length if it went on to the end. */
  shownLength(): number;
  /** `length:hash:rule`, what stands on disk in place of a secret. */
  replacement(text: string, rule: number): string;
  /** Remembers the text that stood under a name of this rule. */
  learn(text: string, rule: number): void;
  looksRandom(text: string): boolean;
  /** Whether decimal digits are a card's number. */
  isCard(digits: string): boolean;
  /** Tells where a program's text, with zeros behind it, holds secrets. */
  scanSource(codes: Uint16Array, length: number, found: FoundInSource): void;
  /** Learns a text again that `scanSource` learned in another process. */
  relearn(codes: Uint16Array, length: number): void;
  /** Whether code units or bytes hold a secret that begins before `limit`. */
  isIn(units: ArrayLike<unknown>, length: number, limit: number): boolean;
}

// One closure on purpose: its state is constant to the optimiser.
// eslint-disable-next-line max-lines-per-function
export function createRedaction(memory: ArrayBuffer, redact?: Redact): Redaction {
  const names = createSecretNames(redact);
  const known: KnownSecrets = createKnownSecrets(memory);
  const patterns = createPatterns(redact?.patterns ?? []);
  const options = { names, isSource: false };
  const spans = new Spans();
  const codes = new Uint16Array(maxScanned + 8);
  const bytes = Buffer.from(codes.buffer);
  let text = '';
  let length = 0;

  /** Loads the text's beginning; behind it stand zeros. */
  function load(from: string): void {
    text = from;
    length = from.length < maxScanned ? from.length : maxScanned;
    if (length < minNative) for (let at = 0; at < length; at++) codes[at] = charCodeAt(from, at);
    else ucs2Write(bytes, from, 0, 2 * length);
    codes[length] = codes[length + 1] = codes[length + 2] = codes[length + 3] = 0;
  }

  const remember = (from: Uint16Array, begin: number, end: number): void =>
    known.learn(from, begin, end);

  const onFound: Found = (from, to, rule, learn) => {
    if (learn && !isStopWord(codes, from, to)) eachForm(codes, from, to, remember);
    if (rule !== 0) spans.add(from, to, rule);
  };
  const onKnown = (from: number, to: number): void => spans.add(from, to, rules.known);

  function findAll(limit: number): void {
    spans.clear();
    scan(codes, length, limit, options, onFound);
    if (patterns.count > 0) {
      for (let at = 0; at < limit; at++) {
        const end = patterns.endAt(codes, length, at);
        if (end === 0) continue;
        onFound(at, end, rules.planPattern, true);
        at = end - 1;
      }
    }
    if (known.mayBeIn(length)) known.find(codes, length, limit, onKnown);
  }

  function hashOf(from: number, to: number): string {
    known.hash.hash(codes, from, to > from ? to : from + 1);
    return hex(known.hash.result[0]!) + hex(known.hash.result[1]!);
  }

  function isAll(): boolean {
    return spans.count === 1 && spans.from[0] === 0 && spans.to[0]! >= length;
  }

  return {
    names,
    seed: known.seed,
    inspect(from) {
      load(from);
      findAll(length < maxStored ? length : maxStored);
      if (spans.count === 0) return inspected.clean;
      return isAll() ? inspected.secret : inspected.masked;
    },
    units(from) {
      if (from !== text) load(from);
      return codes;
    },
    rule: () => spans.rule[0]!,
    shown() {
      let result = '';
      let at = 0;
      for (let index = 0; index < spans.count; index++) {
        const from = spans.from[index]!;
        const to = spans.to[index]! < length ? spans.to[index]! : length;
        result += slice(text, at, from) + `[redacted ${to - from} ${hashOf(from, to)}]`;
        at = to;
      }
      return result + slice(text, at, length);
    },
    shownLength() {
      let result = text.length;
      for (let index = 0; index < spans.count; index++) {
        const hidden = (spans.to[index]! < length ? spans.to[index]! : length) - spans.from[index]!;
        result += `[redacted ${hidden} 0123456789abcdef]`.length - hidden;
      }
      return result;
    },
    replacement(secret, rule) {
      load(secret);
      return `${secret.length}:${hashOf(0, length)}:${ruleNames[rule]!}`;
    },
    learn(secret, rule) {
      load(secret);
      // `Bearer x`, `sid=x; Path=/`: what a program takes out of them is a secret, too.
      learnCredentials(codes, 0, length, onFound);
      if (isWeak(rule) ? !looksRandom(codes, 0, length) : isStopWord(codes, 0, length)) return;
      eachForm(codes, 0, length, remember);
    },
    looksRandom(from) {
      load(from);
      return looksRandom(codes, 0, length);
    },
    isCard(digits) {
      load(digits);
      return endOfCard(codes, length, 0) === length;
    },
    scanSource(source, count, found) {
      const onSource: Found = (from, to, rule, learn) => {
        const isLearned = learn && !isStopWord(source, from, to);
        if (isLearned) eachForm(source, from, to, remember);
        if (rule !== 0) found(from, to, isLearned);
      };
      scan(source, count, count, { names, isSource: true }, onSource);
      for (let at = 0; patterns.count > 0 && at < count; at++) {
        const end = patterns.endAt(source, count, at);
        if (end > 0) found(at, end, false);
      }
      const onKnownInSource = (from: number, to: number): void => found(from, to, false);
      if (known.mayBeIn(count)) known.find(source, count, count, onKnownInSource);
    },
    relearn(source, count) {
      eachForm(source, 0, count, remember);
    },
    isIn(units, count, limit) {
      text = '';
      length = count < maxScanned ? count : maxScanned;
      const step = length > 3 && units[1] === 0 && units[3] === 0 ? 2 : 1; // UTF-16 in bytes
      let to = 0;
      for (let at = 0; at < length; at += step) {
        const unit = units[at];
        codes[to++] = typeof unit === 'number' ? unit : 0;
      }
      length = to;
      codes[length] = codes[length + 1] = codes[length + 2] = codes[length + 3] = 0;
      findAll(length < limit ? length : limit);
      return spans.count > 0;
    },
  };
}

function isStopWord(codes: Uint16Array, from: number, to: number): boolean {
  for (let index = 0; index < stopCodes.length; index++) {
    const word = stopCodes[index]!;
    if (word.length !== to - from) continue;
    let at = 0;
    while (at < word.length && (codes[from + at]! | 32) === word[at]) at++;
    if (at === word.length) return true;
  }
  return false;
}

const hexDigits = '0123456789abcdef';

function hex(word: number): string {
  let text = '';
  for (let shift = 28; shift >= 0; shift -= 4) text += hexDigits[(word >>> shift) & 15]!;
  return text;
}
