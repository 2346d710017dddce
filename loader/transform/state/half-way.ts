/**
 * Assignments to patterns that an exception may leave half way: `({ a, b: { c } } = o)` has written
 * a when it cannot read c. A flag of the function says that one is under way; where the exception
 * comes to, in a catch or finally block or at the function's end, what it writes is read again.
 *
 *   [a, b = f()] = E       i((f1=1,[a, b = f()] = E),f1=0)
 *   catch (e) {            catch (e) {if(f1){f1=0;try{p(h,a);}catch{}try{p(h,b);}catch{}}
 */
import type * as acorn from 'acorn';
import { probe } from '../../probes.js';
import type { Node } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import type { Part } from '../edits.js';
import { flag, stateOf, type Frame } from './frame.js';
import { targetNow } from './properties.js';
import { targets, type Binding, type ScopeInfo } from './scopes.js';
import type { Around } from './steps.js';
import { written } from './variables.js';

type Text = (string | number)[];

export interface HalfWay {
  node: acorn.AssignmentExpression;
  name: string;
  frame: Frame;
}

/** What stands around the assignment; undefined where it is done wholly or not at all. */
export function guarded(context: Context, node: acorn.AssignmentExpression): Around | undefined {
  const { frame } = context;
  if (frame === undefined || frame.apart || !mayStop(node)) return undefined;
  const name = flag(frame);
  stateOf(context).halfWay.push({ node, name, frame });
  return { open: [`${probe.keep}((${name}=1,`], close: [`),${name}=0)`] };
}

/** More than one thing is written, and between them something may throw. */
function mayStop({ left, right }: acorn.AssignmentExpression): boolean {
  if (targets(left).length < 2) return false;
  // Elements of a list that stands there are given without a word to the program.
  return right.type !== 'ArrayExpression' || !isFlat(left);
}

function isFlat(pattern: Node): boolean {
  return (
    pattern.type === 'ArrayPattern' &&
    pattern.elements.every((part) => part === null || part.type === 'Identifier' || isMember(part))
  );
}

function isMember(node: Node): boolean {
  return node.type === 'MemberExpression' && node.object.type !== 'Super';
}

/** In a block that an exception of `tried` leads to; `around`: what declares names there. */
export function rereadIn(
  context: Context,
  whole: acorn.TryStatement,
  tried: Range,
  around: readonly Node[],
): Part[] {
  const { scopes } = stateOf(context);
  const isHidden = (name: string): boolean =>
    around.some((node) => scopes.of(node)?.bindings.has(name) === true);
  const isSeen = ({ scope, name }: Binding): boolean =>
    isWithin(whole, scope.node) && !isHidden(name);
  return reread(context, (node) => isWithin(node, tried), isSeen);
}

/** Where the function ends by an exception: what outlives it. */
export function rereadAtEnd(context: Context, frame: Frame, own: ScopeInfo): Text {
  const isSeen = ({ scope }: Binding): boolean => !isWithin(scope.node, own.node);
  const before = context.frame;
  context.frame = frame;
  const parts = reread(context, () => true, isSeen);
  context.frame = before;
  return parts.filter((part) => typeof part === 'string' || typeof part === 'number');
}

function reread(
  context: Context,
  isMeant: (node: Node) => boolean,
  isSeen: (binding: Binding) => boolean,
): Part[] {
  const { frame } = context;
  const { scopes, halfWay } = stateOf(context);
  return halfWay.flatMap((one) => {
    if (one.frame !== frame || !isMeant(one.node)) return [];
    const each = targets(one.node.left).flatMap((target): Part[] => {
      const text = target.type === 'Identifier' ? variable(target) : member(target);
      return text.length === 0 ? [] : ['try{', ...text, '}catch{}'];
    });
    return each.length === 0 ? [] : [`if(${one.name}){${one.name}=0;`, ...each, '}'];
  });

  function variable(target: acorn.Identifier): Part[] {
    const binding = scopes.binding(target);
    return binding && isSeen(binding) ? written(context, binding, target) : [];
  }

  function member(target: acorn.MemberExpression): Part[] {
    const set = targetNow(context, target, 1);
    return set === undefined ? [] : [...set.open, 'void 0', ...set.close, ';'];
  }
}

interface Range {
  start: number;
  end: number;
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
