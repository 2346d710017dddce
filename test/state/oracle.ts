/**
 * The two sides of the comparison: a module that writes down what a live program holds, and the
 * same for what a recording says. Both give one text for equal states, identities included.
 */
import type { ObjectStates } from '../../lib/model/object-states.js';
import type { Value } from '../../lib/reader/value.js';

/** Source of oracle.mjs, which the program imports; it is not recorded. */
export const oracleSource = `
import { writeFileSync } from 'node:fs';
const looks = [];
let left = 20000;
let calls = 400;
export function fuel() { return calls-- > 0; }
export function look(number, variables) {
  if (left-- <= 0) return;
  looks.push([number, describe(variables)]);
}
function describe(variables) {
  const ids = new Map();
  const text = (v) => {
    switch (typeof v) {
      case 'string': return JSON.stringify(v);
      case 'number': return Object.is(v, -0) ? '-0' : String(v);
      case 'bigint': return v + 'n';
      case 'object': case 'function': break;
      default: return String(v);
    }
    if (v === null) return 'null';
    if (ids.has(v)) return '#' + ids.get(v);
    const id = ids.size;
    ids.set(v, id);
    if (typeof v === 'function') return '#' + id + 'function';
    if (v instanceof Map) return '#' + id + 'map{' + list([...v].map(([k, x]) => [text(k), x])) + '}';
    if (v instanceof Set) return '#' + id + 'set{' + list([...v].map((x) => [text(x), x])) + '}';
    if (Array.isArray(v)) {
      return '#' + id + 'array(' + v.length + '){' + list(Object.keys(v).map((k) => [k, v[k]])) + '}';
    }
    const keys = Object.keys(v);
    // A recording shows it, too.
    if (v instanceof Error && Object.hasOwn(v, 'message')) keys.push('message');
    return '#' + id + 'object{' + list(keys.map((k) => [k, v[k]])) + '}';
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
export function describe(value: Value, objects: ObjectStates): string {
  const ids = new Map<number, number>();
  const text = (v: Value): string => {
    switch (typeof v) {
      case 'string':
        return JSON.stringify(v);
      case 'number':
        return Object.is(v, -0) ? '-0' : String(v);
      case 'bigint':
        return `${String(v)}n`;
      case 'object':
        break;
      default:
        return String(v);
    }
    if (v === null) return 'null';
    if (v.type !== 'object') return v.type;
    const known = ids.get(v.id);
    if (known !== undefined) return `#${String(known)}`;
    const id = ids.size;
    ids.set(v.id, id);
    const state = objects.get(v.id);
    const entries = [...(state?.entries?.values() ?? [])];
    const shown = objects.value(v.id, 0);
    const head = `#${String(id)}`;
    if (shown.class === 'function') return `${head}function`;
    if (state?.entries === undefined) return `${head}unknown ${shown.class}`;
    switch (shown.class) {
      case 'map':
        return `${head}map{${list(entries.map((e) => [text(e.key), e.value]))}}`;
      case 'set':
        return `${head}set{${list(entries.map((e) => [text(e.value), e.value]))}}`;
      case 'array': {
        const elements = entries.filter((e) => !isHole(e.value));
        return `${head}array(${String(state.size)}){${list(elements.map((e) => [String(e.key as number), e.value]))}}`;
      }
      default:
        return `${head}object{${list(entries.filter((e) => !isPrivate(e.key)).map((e) => [keyText(e.key), e.value]))}}`;
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

function isPrivate(key: Value): boolean {
  return typeof key === 'string' && key.startsWith('#');
}

function keyText(key: Value): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : 'other key';
}
