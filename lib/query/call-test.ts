/**
 * Tests calls with an expression, as far as something is known of them: of a site alone, of a call
 * that has begun, of one that has ended. Undefined: more must be known.
 */
import type { Call } from '../model/call.js';
import { showsValues } from '../plan/plan.js';
import type { SiteInfo } from '../reader/sites.js';
import { absent, compileExpression, type Field, type Test } from './expression-test.js';
import { numberFields, textFields, type Expression } from './expression.js';

/** What a test may ask of a call. */
export type TestedCall = Pick<
  Call,
  | 'id'
  | 'parent'
  | 'task'
  | 'outcome'
  | 'start'
  | 'end'
  | 'self'
  | 'duration'
  | 'args'
  | 'result'
  | 'hasResult'
>;

export interface Subject {
  site: SiteInfo;
  thread: number;
  /** Ways in which a person may name the file. */
  files: readonly string[];
  call: TestedCall | undefined;
  /** Whether its end is known, too (or that it has none). */
  isComplete: boolean;
}

export type CallTest = Test<Subject>;

export function compileTest(expression: Expression): CallTest {
  return compileExpression(expression, fieldOf);
}

function fieldOf(name: string): Field<Subject> {
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

function textField(name: string): Field<Subject> {
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

function numberField(name: string): Field<Subject> {
  if (name === 'line') return ({ site }) => [site.line];
  if (name === 'column') return ({ site }) => [site.column];
  if (name === 'thread') return ({ thread }) => [thread];
  return ({ call, isComplete }) => {
    if (call === undefined) return undefined;
    if (name === 'start') return [call.start];
    if (!isComplete) return undefined;
    if (call.end < 0) return [absent];
    return [name === 'self' ? call.self : call.duration];
  };
}

function resultField(outcome: 'returned' | 'threw'): Field<Subject> {
  return ({ site, call, isComplete }) => {
    if (call === undefined || !isComplete) return undefined;
    if (call.outcome !== outcome) return [absent];
    if (call.hasResult) return [call.result];
    // A plain leave returns undefined where results are recorded.
    return [showsValues(site.level) ? undefined : { type: 'notCaptured' }];
  };
}

/** An argument, or what was returned or thrown. */
const anyValue: Field<Subject> = ({ call, isComplete }) => {
  if (call === undefined) return undefined;
  if (!isComplete) return undefined;
  const args = call.args ?? [];
  return call.hasResult ? [...args, call.result] : args;
};
