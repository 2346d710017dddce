/**
 * V8 writes the text of an expression into its message when what it gives cannot be called,
 * constructed, iterated or taken apart: `(x = 5)()` gives "x is not a function". Around such an
 * expression no probe may stand, or the message would show it.
 */
import type { Node, Step } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { stateOf } from './frame.js';

/** Marks the children of `node` that such a message would show. */
export function markNames(
  context: Context,
  node: Node,
  steps: readonly Step[] = [],
): readonly Step[] {
  const { named } = stateOf(context);
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      named.add(node.callee);
      break;
    case 'TaggedTemplateExpression':
      named.add(node.tag);
      break;
    case 'SpreadElement':
      named.add(node.argument);
      break;
    case 'AssignmentExpression':
      if (node.left.type.endsWith('Pattern')) named.add(node.right);
      break;
    default:
      if (named.has(node)) for (const child of shown(node)) named.add(child);
  }
  return steps;
}

/** What V8 prints of an expression. */
function shown(node: Node): readonly Node[] {
  switch (node.type) {
    case 'MemberExpression':
      return [node.object, node.property];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.test, node.consequent, node.alternate];
    case 'SequenceExpression':
      return node.expressions;
    case 'UnaryExpression':
      return [node.argument];
    default:
      return [];
  }
}
