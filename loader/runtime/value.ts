/**
 * Any JavaScript value as one word; what a word cannot hold is recorded before it. Never has a side
 * effect on the guest, never throws: what cannot be encoded is "not captured".
 */
import { doubleSlots, kind } from '../../lib/records.js';
import { rules } from '../../lib/plan/secret-names.js';
import type { Redaction } from '../redaction/redaction.js';
import { createSealedEncoder } from '../redaction/sealed.js';
import { bigintToString, float64, float64Words } from './primordials.js';
import type { DeepObjects } from './deep-objects.js';
import { stateDepth } from './key-frames.js';
import { createPending, type Pending } from './pending.js';
import { createObjects, type HoldWeakly } from './objects.js';
import { auxiliaryHeader, commit, type Ring } from './ring.js';
import { createSymbols } from './symbols.js';
import { createStrings, type Strings } from './strings.js';
import { immediates, smallInteger, valueTag } from './value-words.js';

/** Bigints of more digits are not captured: printing one takes time that grows with its square. */
const maxBigint = 1n << 1024n;

/** Numbers that may be a card's: beyond clocks, of 13 to 19 digits. */
const minCard = 4e12;
const maxCard = 1e19;

export interface ValueEncoder {
  encode: (value: unknown) => number;
  /** The same at level `state`: all that can be reached, and again where it has changed. */
  encodeState: (value: unknown) => number;
  /** The same for what a name of this rule names. */
  encodeSealed: (value: unknown, rule: number) => number;
  encodeSealedState: (value: unknown, rule: number) => number;
  /** How much objects show from here on (objects.ts); 0: as usual. */
  limit: (limits: number) => void;
  /** What a catch of the recorder's calls: see sealed.ts. */
  breakOff: () => void;
  strings: Strings;
  deep: DeepObjects;
  pending: Pending;
}

// eslint-disable-next-line max-lines-per-function -- one closure, for the optimiser
export function createValueEncoder(
  ring: Ring,
  redaction: Redaction,
  holdWeakly: HoldWeakly,
): ValueEncoder {
  const { words } = ring;
  const strings = createStrings(ring, redaction);
  const sealed = createSealedEncoder(strings, redaction, encodeAt);
  const objects = createObjects(ring, strings, sealed, encodeAt, holdWeakly);
  const { deep } = objects;
  const symbols = createSymbols();
  let slot = 0;

  function encodeDouble(value: number): number {
    if (value === 0) return immediates.minusZero;
    if (value !== value) return immediates.naN;
    if (value === Infinity) return immediates.infinity;
    if (value === -Infinity) return immediates.minusInfinity;
    if (value >= minCard && value < maxCard && redaction.isCard(`${value}`)) {
      return strings.seal(`${value}`, rules.card);
    }
    slot = (slot + 1) & (doubleSlots - 1);
    float64[0] = value;
    const at = words[ring.position] as number;
    words[at + 1] = float64Words[0] as number;
    words[at + 2] = float64Words[1] as number;
    commit(ring, at, auxiliaryHeader(kind.double, slot), 3);
    return (slot << 5) | valueTag.double;
  }

  function encodeBigint(value: bigint): number {
    if (value > maxBigint || value < -maxBigint) return immediates.notCaptured;
    return retag(strings.word(bigintToString(value)), valueTag.bigint);
  }

  function encodeSymbol(value: symbol): number {
    return retag(strings.word(symbols.text(value)), valueTag.symbol);
  }

  function encodeAt(value: unknown, depth: number): number {
    switch (typeof value) {
      case 'number':
        return isSmall(value) ? smallInteger(value) : encodeDouble(value);
      case 'string':
        return strings.word(value);
      case 'boolean':
        return value ? immediates.true : immediates.false;
      case 'object':
        return value === null ? immediates.null : objects.reference(value, depth);
      case 'function':
        return objects.reference(value, depth);
      case 'bigint':
        return encodeBigint(value);
      case 'symbol':
        return encodeSymbol(value);
      default:
        // `undefined`, or document.all-like objects, which are left alone
        return value === undefined ? immediates.undefined : immediates.notCaptured;
    }
  }

  /** The stack is nearly full: the guest's own error follows. */
  function breakOff(): number {
    sealed.breakOff();
    return immediates.notCaptured;
  }

  function encode(value: unknown): number {
    try {
      return encodeAt(value, 0);
    } catch {
      return breakOff();
    }
  }

  /** Objects first: most of what is not a small integer at level `state` is one. */
  function encodeState(value: unknown): number {
    try {
      return typeof value === 'object' && value !== null
        ? deep.look(value)
        : encodeAt(value, stateDepth);
    } catch {
      return breakOff();
    }
  }

  function encodeSealed(value: unknown, rule: number): number {
    try {
      return sealed.encode(value, 0, rule);
    } catch {
      return breakOff();
    }
  }

  function encodeSealedState(value: unknown, rule: number): number {
    try {
      return sealed.encode(value, stateDepth, rule);
    } catch {
      return breakOff();
    }
  }

  const limit = (limits: number): void => objects.limit(limits);
  const pending = createPending(ring, deep, breakOff);
  return {
    encode,
    encodeState,
    encodeSealed,
    encodeSealedState,
    limit,
    breakOff,
    strings,
    deep,
    pending,
  };
}

/** Fits a word; minus zero does not. */
function isSmall(value: number): boolean {
  return (value << 1) >> 1 === value && (value !== 0 || 1 / value > 0);
}

/** A string's word as that of the bigint or symbol which it describes. */
function retag(word: number, tag: number): number {
  return (word & 31) === valueTag.redacted ? word : ((word >>> 3) << 5) | tag;
}
