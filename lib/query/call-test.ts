/**
 * Tests calls with an expression, as far as something is known of them: of a site alone, of a call
 * that has begun, of one that has ended. Undefined: more must be known.
 */
import picomatch from 'picomatch';
import type { Call } from '../model/call.js';
import type { SiteInfo } from '../reader/sites.js';
import type { Value } from '../reader/value.js';
import { numberFields, textFields, type Expression, type Literal } from './expression.js';

export interface Subject {
  site: SiteInfo;
  thread: number;
  /** Ways in which a person may name the file. */
  files: readonly string[];
  call: Call | undefined;
  /** Whether its end is known, too (or that it has none). */
  isComplete: boolean;
}

export type Truth = boolean | undefined;
export type CallTest = (subject: Subject) => Truth;

export function compileTest(expression: Expression): CallTest {
  switch (expression.type) {
    case 'and': {
      const left = compileTest(expression.left);
      const right = compileTest(expression.right);
      return (subject) => {
        const first = left(subject);
        if (first === false) return false;
        const second = right(subject);
        return second === false ? false : first === true ? second : undefined;
      };
    }
    case 'or': {
      const left = compileTest(expression.left);
      const right = compileTest(expression.right);
      return (subject) => {
        const first = left(subject);
        if (first === true) return true;
        const second = right(subject);
        return second === true ? true : first === false ? second : undefined;
      };
    }
    case 'not': {
      const inner = compileTest(expression.of);
      return (subject) => {
        const truth = inner(subject);
        return truth === undefined ? undefined : !truth;
      };
    }
    case 'has': {
      const values = fieldOf(expression.field);
      return (subject) => values(subject)?.some((value) => value !== absent);
    }
    case 'compare':
      return compileComparison(expression);
  }
}

const absent = Symbol('no such value');
type Found = Value | typeof absent;
/** The values that a field may be; undefined while that is not known. */
type Field = (subject: Subject) => readonly Found[] | undefined;

function compileComparison(expression: Extract<Expression, { type: 'compare' }>): CallTest {
  const { field, operator, literal } = expression;
  const values = fieldOf(field);
  const passes = comparison(operator === '!=' ? '==' : operator, literal);
  return (subject) => {
    const found = values(subject);
    if (found === undefined) return undefined;
    const isOne = found.some((value) => value !== absent && passes(value));
    return operator === '!=' ? !isOne : isOne;
  };
}

function fieldOf(name: string): Field {
  if ((textFields as readonly string[]).includes(name)) return textField(name);
  if ((numberFields as readonly string[]).includes(name)) return numberField(name);
  const argument = /^arg(?:(\d)|\.(.+))$/.exec(name);
  if (argument !== null) {
    const [, index, parameter = ''] = argument;
    return ({ site, call }) => {
      const at = index === undefined ? site.parameters.indexOf(parameter) : Number(index);
      if (at < 0) return [absent];
      if (call === undefined) return undefined;
      return call.args === undefined || at >= call.args.length ? [absent] : [call.args[at]];
    };
  }
  return name === 'value' ? anyValue : resultField(name === 'threw' ? 'threw' : 'returned');
}

function textField(name: string): Field {
  if (name === 'fn') return ({ site }) => [site.fn];
  if (name === 'file') return ({ files }) => files;
  if (name === 'kind') return ({ site }) => [site.kind];
  return ({ call, isComplete }) => {
    if (call === undefined) return undefined;
    if (name === 'id') return [call.id];
    if (name === 'task') return [call.task];
    if (name === 'parent') return [call.parent ?? absent];
    return isComplete ? [call.outcome] : undefined;
  };
}

function numberField(name: string): Field {
  if (name === 'line') return ({ site }) => [site.line];
  if (name === 'column') return ({ site }) => [site.column];
  if (name === 'thread') return ({ thread }) => [thread];
  return ({ call, isComplete }) => {
    if (call === undefined) return undefined;
    if (name === 'start') return [call.start];
    if (!isComplete) return undefined;
    if (name === 'self') return [call.self];
    return [call.end < 0 ? absent : call.duration];
  };
}

function resultField(outcome: 'returned' | 'threw'): Field {
  return ({ site, call, isComplete }) => {
    if (call === undefined || !isComplete) return undefined;
    if (call.outcome !== outcome) return [absent];
    if (call.hasResult) return [call.result];
    // A plain leave returns undefined where results are recorded.
    const isKnown = site.level === 'values' || site.level === 'state';
    return [isKnown ? undefined : { type: 'notCaptured' }];
  };
}

/** An argument, or what was returned or thrown. */
const anyValue: Field = ({ call, isComplete }) => {
  if (call === undefined) return undefined;
  if (!isComplete) return undefined;
  const args = call.args ?? [];
  return call.hasResult ? [...args, call.result] : args;
};

function comparison(operator: string, literal: Literal): (value: Value) => boolean {
  switch (operator) {
    case '~':
      return globTest(String(literal));
    case '==':
      return (value) => isEqual(value, literal);
    default:
      return (value) => {
        const left = typeof value === 'bigint' ? Number(value) : value;
        const isComparable = typeof left === typeof literal && isOrdered(left);
        return isComparable && compare(left, operator, literal as typeof left);
      };
  }
}

function isOrdered(value: Value): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function compare(left: number | string, operator: string, right: number | string): boolean {
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  return operator === '<=' ? left <= right : left >= right;
}

function isEqual(value: Value, literal: Literal): boolean {
  if (typeof value === 'bigint') return typeof literal === 'number' && value === toBigint(literal);
  if (typeof value === 'object' && value?.type === 'string') {
    const { head, length } = value;
    return typeof literal === 'string' && literal.length === length && literal.startsWith(head);
  }
  return value === literal || (Number.isNaN(value) && Number.isNaN(literal));
}

function toBigint(value: number): bigint | undefined {
  return Number.isInteger(value) ? BigInt(value) : undefined;
}

function globTest(pattern: string): (value: Value) => boolean {
  const matches = /[*?[\]{}]/.test(pattern)
    ? picomatch(pattern, { bash: true, dot: true })
    : (text: string): boolean => text.includes(pattern);
  return (value) => {
    const text = textOf(value);
    return text !== undefined && matches(text);
  };
}

/** A text, or what a person would call the value: `TypeError: x is no function`, `Array`. */
function textOf(value: Value): string | undefined {
  if (typeof value !== 'object') return String(value);
  if (value === null) return 'null';
  if (value.type === 'string') return value.head;
  if (value.type !== 'object') return undefined;
  const message = value.entries?.find(([key]) => key === 'message')?.[1];
  if (value.class !== 'error' || message === undefined) return value.label;
  return `${value.label}: ${textOf(message) ?? ''}`;
}
