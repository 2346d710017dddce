/**
 * Recorded values as the host sees them. Primitives are themselves; what JavaScript has no plain
 * value for is an object with a `type`.
 *
 *   42 · 'text' · true · null · undefined · 12n
 *   { type: 'object', id: 7, class: 'array', label: 'Array', size: 3, entries: [[0, 'a'], ...] }
 *   { type: 'string', head: 'Lorem ips...', length: 70000, hash: '1f3a0c22' }
 */
import { immediate, snapshotHeadWords } from './format.js';
import type { ObjectTable, SnapshotWords } from './objects.js';
import type { StringTable, TruncatedString } from './strings.js';
import {
  bigintTag,
  doubleTag,
  idOf,
  objectTag,
  redactedTag,
  slotOf,
  stringTag,
  symbolTag,
} from './value-words.js';

export type ObjectClassName =
  | 'object'
  | 'array'
  | 'function'
  | 'error'
  | 'map'
  | 'set'
  | 'promise'
  | 'date'
  | 'regexp'
  | 'proxy'
  | 'buffer'
  | 'instance'
  | 'module'
  | 'other'
  | 'unknown';

export interface ObjectValue {
  type: 'object';
  /** Identity within its thread; 0 where it is not known. */
  id: number;
  class: ObjectClassName;
  /** Name of the constructor, or of the function. */
  label: string;
  /** Entries in all; present with `entries`. */
  size?: number;
  /** A bounded snapshot of own data properties, elements or entries, where one was recorded. */
  entries?: [Value, Value][];
}

export interface SymbolValue {
  type: 'symbol';
  /** Tells symbols of one thread apart; absent: it is of the registry (`Symbol.for`). */
  id?: number;
  description?: string;
}

/** A value that a rule kept out; equal ones have equal hashes. */
export interface RedactedValue {
  type: 'redacted';
  /** Of the text it replaces. */
  length: number;
  hash: string;
  /** What gave it away (ruleNames of lib/plan/secret-names.ts). */
  rule: string;
}

/**
 * `notCaptured`: the recorder left it out. `accessor`: a property with a getter, which was not run.
 * `hole`: an array element that is not there. `absent`: no such property.
 * `unknown`: recorded, but what defines it was lost.
 */
export interface AbsentValue {
  type: 'notCaptured' | 'accessor' | 'hole' | 'absent' | 'unknown';
}

export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | TruncatedString
  | ObjectValue
  | SymbolValue
  | RedactedValue
  | AbsentValue;

export const classNames: readonly ObjectClassName[] = [
  'object',
  'array',
  'function',
  'error',
  'map',
  'set',
  'promise',
  'date',
  'regexp',
  'proxy',
  'buffer',
  'instance',
  'module',
  'other',
];

export const notCaptured: AbsentValue = { type: 'notCaptured' };
const unknown: AbsentValue = { type: 'unknown' };
const accessor: AbsentValue = { type: 'accessor' };
const hole: AbsentValue = { type: 'hole' };
const absent: AbsentValue = { type: 'absent' };

/** Snapshots inside snapshots are shown to this depth. */
const maxDepth = 3;
/** Objects shown in one value: snapshots may refer to each other many times over. */
const maxObjects = 64;

/** What value words of a thread refer to, at one place of its events. */
export interface ValueScope {
  strings: Pick<StringTable, 'get' | 'define' | 'clear'>;
  objects: Pick<ObjectTable, 'info' | 'snapshot' | 'define' | 'addSnapshot'>;
  /** By slot; NaN where it was not written since the last gap. NaN itself is an immediate. */
  doubles: Float64Array;
  /** Serial of the string generation in force. */
  generation: number;
}

export function decodeValue(word: number, scope: ValueScope): Value {
  if ((word & 1) === 1) return word >> 1;
  return new Decoder(scope).decode(word, 0, undefined);
}

/** The same with objects by identity, class and label only. */
export function decodeShallow(word: number, scope: ValueScope): Value {
  if ((word & 1) === 1) return word >> 1;
  return new Decoder(scope).decode(word, maxDepth, undefined);
}

class Decoder {
  #objects = 0;
  readonly #scope: ValueScope;

  constructor(scope: ValueScope) {
    this.#scope = scope;
  }

  decode(word: number, depth: number, within: SnapshotWords | undefined): Value {
    if ((word & 1) === 1) return word >> 1;
    switch (word & 7) {
      case 0:
        return decodeImmediate(idOf(word));
      case stringTag:
        return this.#scope.strings.get(idOf(word)) ?? unknown;
      case objectTag:
        return this.#object(idOf(word), depth);
      default:
        return this.#wide(word, within);
    }
  }

  #wide(word: number, within: SnapshotWords | undefined): Value {
    const slot = slotOf(word);
    switch (word & 31) {
      case doubleTag:
        return this.#double(slot, within);
      case bigintTag:
        return toBigint(this.#text(slot));
      case symbolTag: {
        return toSymbol(this.#text(slot));
      }
      case redactedTag:
        return toRedacted(this.#text(slot));
      default:
        return unknown;
    }
  }

  #text(id: number): string | undefined {
    const text = this.#scope.strings.get(id);
    return typeof text === 'object' ? text.head : text;
  }

  #double(slot: number, within: SnapshotWords | undefined): Value {
    const value = within === undefined ? this.#scope.doubles[slot] : within.doubles?.get(slot);
    return value === undefined || Number.isNaN(value) ? unknown : value;
  }

  #object(id: number, depth: number): Value {
    const { objects, generation } = this.#scope;
    const info = objects.info(id);
    const value: ObjectValue = {
      type: 'object',
      id,
      class: info === undefined ? 'unknown' : (classNames[info.class] ?? 'unknown'),
      label: info?.label ?? '',
    };
    if (depth >= maxDepth || ++this.#objects > maxObjects) return value;
    const snapshot = objects.snapshot(id);
    if (snapshot === undefined || snapshot.generation !== generation) return value;
    const { words } = snapshot;
    const entries: [Value, Value][] = [];
    for (let at = snapshotHeadWords; at + 1 < words.length; at += 2) {
      entries.push([
        this.decode(words[at]!, depth + 1, snapshot),
        this.decode(words[at + 1]!, depth + 1, snapshot),
      ]);
    }
    value.size = words[2]! >>> 0;
    value.entries = entries;
    return value;
  }
}

function decodeImmediate(code: number): Value {
  switch (code) {
    case immediate.undefined:
      return undefined;
    case immediate.null:
      return null;
    case immediate.true:
      return true;
    case immediate.false:
      return false;
    case immediate.naN:
      return NaN;
    case immediate.minusZero:
      return -0;
    case immediate.infinity:
      return Infinity;
    case immediate.minusInfinity:
      return -Infinity;
    case immediate.notCaptured:
      return notCaptured;
    case immediate.accessor:
      return accessor;
    case immediate.hole:
      return hole;
    case immediate.absent:
      return absent;
    default:
      return unknown;
  }
}

function toBigint(digits: string | undefined): Value {
  return digits !== undefined && /^-?\d+$/.test(digits) ? BigInt(digits) : unknown;
}

/** `7:description`, `7` without one, `:key` of the registry. */
function toSymbol(text: string | undefined): Value {
  const match = /^(\d*)(:.*)?$/s.exec(text ?? '');
  if (text === undefined || match === null) return unknown;
  const value: Value = { type: 'symbol' };
  if (match[1] !== '') value.id = Number(match[1]);
  if (match[2] !== undefined) value.description = match[2].slice(1);
  return value;
}

/** Text of the label in a kObject record. */
export function labelOf(word: number, strings: Pick<StringTable, 'get'>): string {
  if ((word & 31) === redactedTag) {
    const text = strings.get(slotOf(word));
    const hidden = toRedacted(typeof text === 'object' ? text.head : text);
    if (typeof hidden !== 'object' || hidden?.type !== 'redacted') return '';
    return `[redacted ${String(hidden.length)} ${hidden.hash}]`;
  }
  const text = strings.get(idOf(word));
  return typeof text === 'object' ? text.head : (text ?? '');
}

/** `length:keyed hash:rule` */
function toRedacted(text: string | undefined): Value {
  const match = /^(\d+):([^:]*)(?::(.*))?$/s.exec(text ?? '');
  if (match === null) return unknown;
  const [, length, hash = '', rule = ''] = match;
  return { type: 'redacted', length: Number(length), hash, rule };
}
