/**
 * Orders to record functions of a running program at other levels: the text of a recording's
 * control file (`tune.json`), which `scope tune` writes and every thread of the guest obeys. The
 * last order that fits a function counts.
 *
 *   { "version": 1, "orders": [{ "fn": ["Cart.*"], "level": "calls" },
 *                              { "file": ["src/prices.js"], "level": "off", "pid": 4711 }] }
 *
 * Read inside the guest, between two of its events: uses nothing that the guest can have changed,
 * and no regular expression.
 */
import { matchesWildcard } from './wildcard.js';

/** Levels that can be ordered; `plan` is what the plan says, and the governor. */
export const orderLevels = ['plan', 'off', 'calls', 'values'] as const;
export type OrderLevel = (typeof orderLevels)[number];

export interface Order {
  /** Wildcards on names of functions; absent: all. */
  fn?: string[];
  /** Wildcards on absolute paths, paths below the program's folder, or names of files. */
  file?: string[];
  level: OrderLevel;
  /** Only in this process. */
  pid?: number;
}

/** The control file, in the folder of a recording. */
export const ordersFile = 'tune.json';
export const ordersVersion = 1;
export const maxOrders = 100;
const maxPatterns = 20;
const maxPatternLength = 200;

const { parse } = JSON;
const { isArray } = Array;
const { keys } = Object;
const { isSafeInteger } = Number;

/** Throws an Error with a sentence where the text is no list of orders. */
export function parseOrders(text: string): Order[] {
  let json: unknown;
  try {
    json = parse(text);
  } catch {
    throw new Error(`${ordersFile} is no JSON`);
  }
  const file = fields(json, 'the file', ['version', 'orders']);
  if (file['version'] !== ordersVersion) throw new Error(`${ordersFile} is of another version`);
  const list = file['orders'];
  if (!isArray(list) || list.length > maxOrders) throw new Error(`${ordersFile}: too many orders`);
  const orders: Order[] = [];
  for (let index = 0; index < list.length; index++) orders[index] = parseOrder(list[index]);
  return orders;
}

function parseOrder(value: unknown): Order {
  const found = fields(value, 'an order', ['fn', 'file', 'level', 'pid']);
  const level = found['level'];
  let known: OrderLevel | undefined;
  for (let index = 0; index < orderLevels.length; index++) {
    if (orderLevels[index] === level) known = orderLevels[index];
  }
  if (known === undefined) throw new Error(`${ordersFile}: an order without a level`);
  const order: Order = { level: known };
  if (found['fn'] !== undefined) order.fn = patterns(found['fn']);
  if (found['file'] !== undefined) order.file = patterns(found['file']);
  if (found['pid'] !== undefined) {
    if (!isSafeInteger(found['pid'])) throw new Error(`${ordersFile}: a pid that is no number`);
    order.pid = found['pid'] as number;
  }
  return order;
}

function fields(value: unknown, what: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isArray(value)) {
    throw new Error(`${ordersFile}: ${what} is no object`);
  }
  const names = keys(value);
  for (let index = 0; index < names.length; index++) {
    let isKnown = false;
    for (let k = 0; k < known.length; k++) isKnown ||= known[k] === names[index];
    if (!isKnown) throw new Error(`${ordersFile}: ${what} has an unknown field`);
  }
  return value as Record<string, unknown>;
}

function patterns(value: unknown): string[] {
  if (!isArray(value) || value.length === 0 || value.length > maxPatterns) {
    throw new Error(`${ordersFile}: patterns that are no list of 1 to ${String(maxPatterns)}`);
  }
  const texts: string[] = [];
  for (let index = 0; index < value.length; index++) {
    const text: unknown = value[index];
    if (typeof text !== 'string' || text.length > maxPatternLength) {
      throw new Error(`${ordersFile}: a pattern that is too long, or no text`);
    }
    texts[index] = text;
  }
  return texts;
}

/** What the orders say about a function of a file; undefined: nothing. */
export function orderedLevel(
  orders: readonly Order[],
  fn: { name: string; path: string },
  { pid, folder }: { pid: number; folder: string },
): OrderLevel | undefined {
  for (let index = orders.length - 1; index >= 0; index--) {
    const order = orders[index]!;
    if (order.pid !== undefined && order.pid !== pid) continue;
    if (order.fn !== undefined && !some(order.fn, fn.name, '')) continue;
    if (order.file !== undefined && !fitsFile(order.file, fn.path, folder)) continue;
    return order.level;
  }
  return undefined;
}

/** As the file filters of the list commands: absolute, below the folder, or the name alone. */
function fitsFile(wanted: readonly string[], path: string, folder: string): boolean {
  let name = path.length;
  while (name > 0 && path[name - 1] !== '/') name--;
  if (some(wanted, path, '/') || some(wanted, tail(path, name), '/')) return true;
  let at = 0;
  while (at < folder.length && path[at] === folder[at]) at++;
  if (at < folder.length || path[at] !== '/') return false;
  return some(wanted, tail(path, at + 1), '/');
}

function tail(text: string, from: number): string {
  let rest = '';
  for (let at = from; at < text.length; at++) rest += text[at]!;
  return rest;
}

function some(wanted: readonly string[], text: string, separator: string): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (matchesWildcard(wanted[index]!, text, separator)) return true;
  }
  return false;
}
