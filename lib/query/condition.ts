/**
 * Conditions on variables that the running code sees, in the language of expressions:
 * `total == NaN`, `i > 3 && cart.owner != 'x'`.
 */
import { isObject } from '../model/object-states.js';
import type { ThreadState } from '../model/state.js';
import type { Value } from '../reader/value.js';
import { compileExpression, type Field } from './expression-test.js';
import { parseExpression, type Vocabulary } from './expression.js';

/** Whether it holds for the variables of the frame that runs. */
export type Condition = (state: ThreadState) => boolean;

/** A variable, and properties that lead on from it. */
const variables: Vocabulary = {
  has: (name) => /^[#\w$][#\w$.]*$/u.test(name) && !/^\d/.test(name),
  names: 'variables and their properties',
  kindOf: () => 'value',
};

/** Throws ExpressionError. */
export function parseCondition(text: string): Condition {
  const test = compileExpression(parseExpression(text, variables), variableOf);
  return (state) => test(state) === true;
}

/** Of a variable that the code does not see, nothing is true. */
function variableOf(path: string): Field<ThreadState> {
  const [name, ...steps] = path.split('.');
  return (state) => {
    const { top } = state;
    const seen = top && state.named(top, name!);
    if (seen === undefined) return undefined;
    let found: Value = seen.value;
    for (const step of steps) {
      if (!isObject(found)) return undefined;
      const entries = state.objects.get(found.id)?.entries;
      const entry = entries?.get(`'${step}`) ?? entries?.get(step);
      if (entry === undefined) return undefined;
      found = entry.value;
    }
    return [found];
  };
}
