/** Conditions on a variable that the running code sees: `total == NaN`, `i > 3`, `name != "x"`. */
import { isObject } from '../model/object-states.js';
import type { ThreadState } from '../model/state.js';
import type { Value } from '../reader/value.js';

export interface Condition {
  /** Variable, and properties that lead on from it. */
  path: string[];
  operator: '==' | '!=' | '<=' | '>=' | '<' | '>';
  value: string | number | boolean | null | undefined;
}

/** Undefined where the text is no condition. */
export function parseCondition(text: string): Condition | undefined {
  const match = /^\s*([#\w$.]+)\s*(==|!=|<=|>=|<|>)=?\s*(.+?)\s*$/.exec(text);
  if (match === null) return undefined;
  const [, path = '', operator = '', literal = ''] = match;
  const value = parseLiteral(literal);
  if (value === invalid) return undefined;
  return {
    path: path.split('.'),
    operator: operator as Condition['operator'],
    value: value as Condition['value'],
  };
}

const invalid = Symbol('no literal');

function parseLiteral(text: string): unknown {
  const words: Record<string, unknown> = { undefined, NaN, Infinity, '-Infinity': -Infinity };
  if (text in words) return words[text];
  try {
    const value: unknown = JSON.parse(text.replace(/^'(.*)'$/s, '"$1"'));
    return typeof value === 'object' && value !== null ? invalid : value;
  } catch {
    return invalid;
  }
}

/** Whether it holds for the variables of the frame that runs. */
export function holds({ path, operator, value }: Condition, state: ThreadState): boolean {
  const { top } = state;
  if (top === undefined) return false;
  const [name, ...steps] = path;
  const variable = state.visible(top).find((candidate) => candidate.name === name);
  if (variable === undefined) return false;
  let found: Value = variable.value;
  for (const step of steps) {
    if (!isObject(found)) return false;
    const entries = state.objects.get(found.id)?.entries;
    const entry = entries?.get(`'${step}`) ?? entries?.get(step);
    if (entry === undefined) return false;
    found = entry.value;
  }
  return compare(found, operator, value);
}

function compare(a: Value, operator: Condition['operator'], b: Condition['value']): boolean {
  if (operator === '==') return Object.is(a, b);
  if (operator === '!=') return !Object.is(a, b);
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const right = b as typeof a;
  if (operator === '<') return a < right;
  if (operator === '>') return a > right;
  return operator === '<=' ? a <= right : a >= right;
}
