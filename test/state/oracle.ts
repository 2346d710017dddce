/**
 * Source of oracle.mjs: a module that writes down what a live program holds. The program imports
 * it; it is not recorded. What it writes is compared in match.ts.
 */
import { isCard } from './match.js';

export const oracleSource = `
import { writeFileSync } from 'node:fs';
const looks = [];
let left = 20000;
let calls = 400;
const peeked = new WeakMap();
const getter = { get: true };
globalThis.oracle = { look, fuel, peeks: (made, peek, statics = () => []) => peeked.set(made, { peek, statics }) };
export function fuel() { return calls-- > 0; }
export function look(number, variables) {
  if (left-- <= 0) return;
  looks.push([number, describe(variables)]);
}
${String(isCard)}
function describe(variables) {
  const symbols = new Map(Object.entries(variables).filter(([k]) => k.startsWith('sym')).map(([k, v]) => [v, k]));
  const ids = new Map();
  const objects = [];
  const text = (v) => {
    switch (typeof v) {
      case 'string': return JSON.stringify(v);
      case 'number': return isCard(v) ? 'card' : Object.is(v, -0) ? '-0' : String(v);
      case 'bigint': return v + 'n';
      case 'object': case 'function': break;
      case 'symbol': return '@' + (symbols.get(v) ?? v.description ?? '');
      default: return String(v);
    }
    if (v === null) return 'null';
    if (v === getter) return 'accessor';
    if (!ids.has(v)) {
      ids.set(v, objects.length);
      objects.push(v);
    }
    return '#' + ids.get(v);
  };
  const own = (v, hidden = [], prefix = '') => Reflect.ownKeys(v).flatMap((k) => {
    if (hidden.includes(k)) return [];
    const { value, get, set } = Object.getOwnPropertyDescriptor(v, k);
    return [[typeof k === 'symbol' ? text(k) : prefix + k, get || set ? getter : value]];
  });
  const told = (kind, size, inside, properties) => ({
    kind, size, inside: inside.map(([k, x]) => [text(k), text(x)]), properties: properties.map(([k, x]) => [k, text(x)]),
  });
  const functionParts = (v) => [...(peeked.get(v)?.statics() ?? []), ...own(v, ['name', 'length', 'prototype', 'arguments', 'caller']).filter(([k, x]) => typeof x !== 'function' || Object.getOwnPropertyDescriptor(v, k)?.enumerable)];
  const contents = (v) => {
    if (typeof v === 'function') return told('function', 0, [], functionParts(v));
    const inside = [];
    for (let made = v.constructor; made instanceof Function; made = Object.getPrototypeOf(made)) {
      inside.push(...(peeked.get(made)?.peek(v) ?? []).map(([k, x]) => [v instanceof Map || v instanceof Set ? '.' + k : k, x]));
    }
    if (v instanceof Map) return told('map', v.size, [...v], [...own(v, [], '.'), ...inside]);
    if (v instanceof Set) return told('set', v.size, [...v].map((x) => [x, x]), [...own(v, [], '.'), ...inside]);
    if (v instanceof Date) return told('object', 0, [], [['time', v.getTime()], ...own(v)]);
    if (v instanceof Promise || v instanceof ArrayBuffer || v instanceof DataView) return told('unshown', 0, [], []);
    if (Array.isArray(v)) return told('array', v.length, [], [...own(v, ['length']), ...inside]);
    return told('object', 0, [], [...own(v, v instanceof Error ? ['stack'] : [Symbol.iterator]), ...inside]);
  };
  const tokens = Object.fromEntries(Object.entries(variables).map(([name, v]) => [name, text(v)]));
  const all = [];
  for (let at = 0; at < objects.length; at++) all.push(contents(objects[at]));
  return { variables: tokens, objects: all };
}
export function write() { writeFileSync(process.argv[2], JSON.stringify(looks)); }
`;
