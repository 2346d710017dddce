/**
 * Where V8 says that an expression is: not always where it begins. Stacks and messages name these
 * places.
 *
 *   a.b.c()    at c        a + b    at +        a[0]()    at (        f().b    at .
 */
import { findToken, skipBlank } from '../../lib/plan/places.js';
import type { Node } from '../../lib/plan/walk.js';
import type * as acorn from 'acorn';

export function enginePlace(source: string, node: Node): number {
  switch (node.type) {
    case 'CallExpression':
      return callPlace(source, node);
    case 'MemberExpression':
      return memberPlace(source, node);
    case 'ChainExpression':
      return enginePlace(source, node.expression);
    case 'TaggedTemplateExpression':
      return node.quasi.start;
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return findToken(source, node.operator, node.left.end, node.right.start);
    case 'SequenceExpression':
      return findToken(source, ',', node.expressions[0]!.end, node.end);
    case 'UpdateExpression':
      return node.prefix
        ? enginePlace(source, node.argument)
        : findToken(source, node.operator, node.argument.end, node.end);
    default:
      return node.start;
  }
}

/** Where V8 is when an operand of `node` has its value: what says nothing leaves it at the node. */
export function valuePlace(source: string, node: Node, operand: acorn.Expression): number {
  const last = operand.type === 'SequenceExpression' && operand.expressions.at(-1);
  if (last) return valuePlace(source, node, last);
  return silent.has(operand.type) ? node.start : enginePlace(source, operand);
}

const silent: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'Identifier',
  'Literal',
  'ThisExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** At the name that is called; without a name, at the parenthesis. */
function callPlace(source: string, { callee, end }: acorn.CallExpression): number {
  const isWrapped = source[skipBlank(source, callee.end)] === ')';
  const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
  if (name.type === 'Identifier' && !isWrapped) return name.start;
  return findToken(source, '(', callee.end, end);
}

/** Behind a call, at the dot; else at the name. */
function memberPlace(source: string, node: acorn.MemberExpression): number {
  const { object, property, computed, optional } = node;
  if (optional) return findToken(source, '?.', object.end, property.start);
  if (computed) return findToken(source, '[', object.end, property.start);
  return hasCall(object) ? findToken(source, '.', object.end, property.start) : property.start;
}

function hasCall(node: Node): boolean {
  let inner = node;
  while (inner.type === 'MemberExpression') inner = inner.object;
  return inner.type === 'CallExpression';
}
