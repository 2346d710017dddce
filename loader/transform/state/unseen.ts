/**
 * Variables that are written where no assignment names them: by the text that a direct `eval` runs,
 * and through the elements of `arguments` in sloppy functions. They are read behind it.
 *
 *   eval(text)          h4(eval(text),()=>{try{p(h,a);}catch{}})      (it may not be there yet)
 *   arguments[0] = E    p1(h,arguments[0] = E,a)
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node, Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import type { Part } from '../edits.js';
import { isArguments } from './declare.js';
import { stateOf } from './frame.js';
import { around, aroundEach, type Around } from './steps.js';
import { aside, written } from './variables.js';

export function visitEval(context: Context, node: Node, steps: readonly Step[]): readonly Step[] {
  const { scopes, named } = stateOf(context);
  if (named.has(node) || context.frame?.apart) return steps;
  const bindings = scopes.writtenByEval(node);
  if (bindings.length === 0) return steps;
  const close = (): Part[] => {
    const each = bindings.flatMap((binding) => {
      const text = written(context, binding, node);
      return text.length === 0 ? [] : ['try{', ...text, '}catch{}'];
    });
    return [',()=>{', ...each, '})'];
  };
  return around(context, steps, node, () => [`${probe.written}(`], close);
}

/** `node` writes to `member`. */
export function withAliases(
  context: Context,
  node: Node,
  member: acorn.MemberExpression,
  steps: readonly Step[],
): readonly Step[] {
  const scope = context.frame?.scope;
  if (!isArguments(member.object) || scope === undefined || scope.aliases === 'none') return steps;
  if (stateOf(context).named.has(node) || context.frame?.apart) return steps;
  const each = (): (Around | undefined)[] =>
    [...scope.bindings.values()]
      .filter(({ kind }) => kind === 'parameter')
      .map((binding) => aside(context, binding, node));
  return aroundEach(context, steps, node, each);
}
