/**
 * The two sides of the comparison: a module that writes down what a live program holds, and the
 * same for what a recording says. Both give one text for equal states, identities included.
 */
import { keyOf } from '../../lib/model/entry-keys.js';
import { isObject, type Entry, type ObjectStates } from '../../lib/model/object-states.js';
import { maxStateEntries } from '../../lib/reader/format.js';
import type { Value } from '../../lib/reader/value.js';

/** From here on elements may be unknown: those beyond what is shown, moved by a few `shift`s. */
const firstUnseen = maxStateEntries - 56;

/** Recordings keep numbers out that may be those of cards; both sides name them so. */
function isCard(value: number): boolean {
  if (!(value >= 4e12 && value < 1e19)) return false;
  const digits = String(value).split('').reverse().map(Number);
  const doubled = digits.map((digit, at) =>
    at % 2 === 0 ? digit : 2 * digit - (digit > 4 ? 9 : 0),
  );
  return doubled.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
}

/** Source of oracle.mjs, which the program imports; it is not recorded. */
export const oracleSource = `
import { writeFileSync } from 'node:fs';
const looks = [];
let left = 20000;
let calls = 400;
const peeked = new WeakMap();
let symbols = new Map();
const getter = { get: true };
const far = ${String(firstUnseen)};
globalThis.oracle = { look, fuel, peeks: (made, peek, statics = () => []) => peeked.set(made, { peek, statics }) };
export function fuel() { return calls-- > 0; }
export function look(number, variables) {
  if (left-- <= 0) return;
  looks.push([number, describe(variables)]);
}
${String(isCard)}
function describe(variables) {
  symbols = new Map(Object.entries(variables).filter(([k]) => k.startsWith('sym')).map(([k, v]) => [v, k]));
  const ids = new Map();
  const text = (v) => {
    switch (typeof v) {
      case 'string': return JSON.stringify(v);
      case 'number': return isCard(v) ? 'card' : Object.is(v, -0) ? '-0' : String(v);
      case 'bigint': return v + 'n';
      case 'object': case 'function': break;
      case 'symbol': return '@' + (symbols.get(v) ?? v.description);
      default: return String(v);
    }
    if (v === null) return 'null';
    if (v === getter) return 'accessor';
    if (ids.has(v)) return '#' + ids.get(v);
    const id = ids.size;
    ids.set(v, id);
    const head = '#' + id;
    const own = (hidden, prefix = '') => Reflect.ownKeys(v).flatMap((k) => {
      if (hidden.includes(k) || (Array.isArray(v) && typeof k !== 'symbol' && k >= far)) return [];
      const { value, get, set } = Object.getOwnPropertyDescriptor(v, k);
      return [[typeof k === 'symbol' ? text(k) : prefix + k, get || set ? getter : value]];
    });
    if (typeof v === 'function') return head + 'function{' + list([...(peeked.get(v)?.statics() ?? []), ...own(['name', 'length', 'prototype', 'arguments', 'caller']).filter(([k, x]) => typeof x !== 'function' || Object.getOwnPropertyDescriptor(v, k)?.enumerable)]) + '}';
    if (v instanceof Map) return head + 'map{' + list([...[...v].map(([k, x]) => [text(k), x]), ...own([], '.')]) + '}';
    if (v instanceof Set) return head + 'set{' + list([...[...v].map((x) => [text(x), x]), ...own([], '.')]) + '}';
    if (v instanceof Date) return head + 'object{' + list([['time', v.getTime()], ...own([])]) + '}';
    if (v instanceof Promise || v instanceof ArrayBuffer || v instanceof DataView) return head + 'not shown';
    if (Array.isArray(v)) {
      const all = own(['length']);
      for (let k = far; k < v.length; k++) all.push([String(k), v[k] instanceof Object ? undefined : v[k]]);
      return head + 'array(' + v.length + '){' + list(all) + '}';
    }
    const inside = [];
    for (let made = v.constructor; made instanceof Function; made = Object.getPrototypeOf(made)) {
      inside.push(...(peeked.get(made)?.peek(v) ?? []));
    }
    return head + 'object{' + list([...own(v instanceof Error ? ['stack'] : [Symbol.iterator]), ...inside]) + '}';
  };
  const list = (entries) =>
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([k, x]) => k + ':' + text(x)).join();
  return Object.fromEntries(Object.entries(variables).map(([name, v]) => {
    ids.clear();
    return [name, text(v)];
  }));
}
export function write() { writeFileSync(process.argv[2], JSON.stringify(looks)); }
`;

/** What the recording says a variable holds, as oracle.mjs writes it. */
export function describe(
  value: Value,
  objects: ObjectStates,
  symbols: ReadonlyMap<string, string> = new Map(),
): string {
  const ids = new Map<number, number>();
  const text = (v: Value): string => {
    switch (typeof v) {
      case 'string':
        return JSON.stringify(v);
      case 'number':
        return isCard(v) ? 'card' : Object.is(v, -0) ? '-0' : String(v);
      case 'bigint':
        return `${String(v)}n`;
      case 'object':
        break;
      default:
        return String(v);
    }
    if (v === null) return 'null';
    if (v.type === 'symbol') return `@${symbols.get(keyOf(v)) ?? v.description ?? ''}`;
    if (v.type === 'redacted' && v.rule === 'card') return v.length === 0 ? unknownText : 'card';
    if (v.type !== 'object') return v.type;
    const known = ids.get(v.id);
    if (known !== undefined) return `#${String(known)}`;
    const id = ids.size;
    ids.set(v.id, id);
    const state = objects.get(v.id);
    const entries = [...(state?.entries?.values() ?? [])];
    const shown = objects.value(v.id, 0);
    const head = `#${String(id)}`;
    if (['promise', 'buffer'].includes(shown.class) && state?.entries === undefined) {
      return `${head}not shown`;
    }
    if (shown.class !== 'function' && state?.entries === undefined) {
      return `${head}unknown ${shown.class}`;
    }
    const property = ({ key, value }: Entry): [string, Value] => [
      isName(key) ? keyText(key) : text(key),
      value,
    ];
    const entry = (e: Entry): [string, Value] =>
      e.isAside ? property(e) : [text(shown.class === 'set' ? e.value : e.key), e.value];
    switch (shown.class) {
      case 'function':
        return `${head}function{${list(entries.map(property))}}`;
      case 'map':
      case 'set':
        return `${head}${shown.class}{${list(entries.map(entry))}}`;
      case 'array': {
        const elements = entries.filter((e) => !isHole(e.value) || isFar(e.key));
        const all = elements.map((e): [string, Value] => [keyText(e.key), nearValue(e)]);
        for (let index = firstUnseen; index < state!.size; index++) {
          if (!entries.some(({ key }) => key === index)) all.push([String(index), unseen]);
        }
        return `${head}array(${String(state!.size)}){${list(all)}}`;
      }
      default:
        return `${head}object{${list(entries.map(property))}}`;
    }
  };
  const list = (entries: [string, Value][]): string =>
    entries
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => `${key}:${text(item)}`)
      .join();
  return text(value);
}

function isHole(value: Value): boolean {
  return typeof value === 'object' && value !== null && value.type === 'hole';
}

function isName(key: Value): boolean {
  return typeof key === 'string' || typeof key === 'number';
}

/** Objects beyond have no contents, and no identity: some may be unknown; holes are undefined. */
function nearValue({ key, value }: Entry): Value {
  return isFar(key) && (isObject(value) || isHole(value)) ? undefined : value;
}

function isFar(key: Value): boolean {
  return typeof key === 'number' && key >= firstUnseen;
}

/** Stands for any primitive. */
const unknownText = '?';
const unseen: Value = { type: 'redacted', length: 0, hash: '', rule: 'card' };

/**
 * Where `actual` says something else than `expected`, as far as it says something; -1: nowhere.
 */
export function differsAt(actual: string, expected: string): number {
  let at = 0;
  for (let index = 0; index < actual.length; index++) {
    if (actual[index] === unknownText) {
      while (at < expected.length && !/[,:}]/.test(expected[at]!)) at++;
    } else if (actual[index] !== expected[at++]) return index;
  }
  return at === expected.length ? -1 : actual.length;
}

function keyText(key: Value): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : 'other key';
}
