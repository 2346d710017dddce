/** What an expression on calls cannot be true without, so that others need not be looked at. */
import type { Expression } from './expression.js';

/** Nanoseconds that a call must last, or more, for the expression to be true; 0: any will do. */
export function leastDuration(expression: Expression): number {
  switch (expression.type) {
    case 'and':
      return Math.max(leastDuration(expression.left), leastDuration(expression.right));
    case 'or':
      return Math.min(leastDuration(expression.left), leastDuration(expression.right));
    case 'compare': {
      const { field, operator, literal } = expression;
      const isBound = operator === '>' || operator === '>=' || operator === '==';
      // What a call takes for itself is a part of what it lasts.
      const isTime = field === 'duration' || field === 'self';
      return isTime && isBound && typeof literal === 'number' ? Math.max(0, literal) : 0;
    }
    default:
      return 0;
  }
}

/** Times between which a call must begin, in nanoseconds since the recording's start. */
export function startBounds(expression: Expression): { from: number; to: number } {
  const any = { from: -Infinity, to: Infinity };
  switch (expression.type) {
    case 'and':
    case 'or': {
      const [a, b] = [startBounds(expression.left), startBounds(expression.right)];
      return expression.type === 'and'
        ? { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
        : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
    }
    case 'compare': {
      const { field, operator, literal } = expression;
      if (field !== 'start' || typeof literal !== 'number') return any;
      if (operator === '==') return { from: literal, to: literal };
      if (operator === '>' || operator === '>=') return { ...any, from: literal };
      return operator === '<' || operator === '<=' ? { ...any, to: literal } : any;
    }
    default:
      return any;
  }
}

/** Whether it is true only of calls that ended by an exception. */
export function needsThrow(expression: Expression): boolean {
  switch (expression.type) {
    case 'and':
      return needsThrow(expression.left) || needsThrow(expression.right);
    case 'or':
      return needsThrow(expression.left) && needsThrow(expression.right);
    case 'has':
      return expression.field === 'threw';
    case 'compare': {
      const { field, operator, literal } = expression;
      if (operator === '!=') return false;
      return field === 'threw' || (field === 'outcome' && operator === '==' && literal === 'threw');
    }
    default:
      return false;
  }
}

/** Texts without which it is false. */
export function neededTexts(expression: Expression): string[] {
  switch (expression.type) {
    case 'and':
      return [...neededTexts(expression.left), ...neededTexts(expression.right)];
    case 'compare': {
      const { field, operator, literal } = expression;
      const isValue = /^(value|returned|threw|arg.*)$/.test(field);
      return isValue && operator === '==' && typeof literal === 'string' ? [literal] : [];
    }
    default:
      return [];
  }
}

/** All fields that it asks for. */
export function fieldsOf(expression: Expression): string[] {
  switch (expression.type) {
    case 'and':
    case 'or':
      return [...fieldsOf(expression.left), ...fieldsOf(expression.right)];
    case 'not':
      return fieldsOf(expression.of);
    default:
      return [expression.field];
  }
}
