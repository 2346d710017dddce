/**
 * Tests something with an expression, as far as it is known: a field has the values that it may be,
 * or says that more must be known first. What fields there are, the caller says.
 */
import picomatch from 'picomatch';
import type { Value } from '../reader/value.js';
import type { Expression, Literal } from './expression.js';

/** Undefined: more must be known. */
export type Truth = boolean | undefined;
export type Test<Subject> = (subject: Subject) => Truth;

/** Stands for a value that there is not. */
export const absent = Symbol('no such value');
export type Found = Value | typeof absent;
/** The values that a field may be; undefined while that is not known. */
export type Field<Subject> = (subject: Subject) => readonly Found[] | undefined;

export function compileExpression<Subject>(
  expression: Expression,
  fieldOf: (name: string) => Field<Subject>,
): Test<Subject> {
  switch (expression.type) {
    case 'and':
    case 'or': {
      const left = compileExpression(expression.left, fieldOf);
      const right = compileExpression(expression.right, fieldOf);
      return joined(left, right, expression.type === 'or');
    }
    case 'not': {
      const inner = compileExpression(expression.of, fieldOf);
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
      return compileComparison(expression, fieldOf(expression.field));
  }
}

/** One side that is `decisive` decides for both. */
function joined<Subject>(
  left: Test<Subject>,
  right: Test<Subject>,
  decisive: boolean,
): Test<Subject> {
  return (subject) => {
    const first = left(subject);
    if (first === decisive) return decisive;
    const second = right(subject);
    return second === decisive || first === !decisive ? second : undefined;
  };
}

function compileComparison<Subject>(
  { operator, literal }: Extract<Expression, { type: 'compare' }>,
  values: Field<Subject>,
): Test<Subject> {
  const passes = comparison(operator === '!=' ? '==' : operator, literal);
  return (subject) => {
    const found = values(subject);
    if (found === undefined) return undefined;
    const isOne = found.some((value) => value !== absent && passes(value));
    return operator === '!=' ? !isOne : isOne;
  };
}

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
