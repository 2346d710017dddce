/**
 * V8 writes the text of an expression into its message when what it gives cannot be called,
 * constructed, iterated or taken apart: `(x = 5)()` gives "x is not a function". Around such an
 * expression no probe may stand, or the message would show it.
 */
import type * as acorn from 'acorn';
import type { Node } from '../../../lib/plan/walk.js';
import type { Context } from '../context.js';
import { stateOf } from './frame.js';

/** Marks what such a message would show of the children of `node`. */
export function markNames(context: Context, node: Node): void {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      markName(context, node.callee);
      break;
    case 'TaggedTemplateExpression':
      markName(context, node.tag);
      break;
    case 'SpreadElement':
      markName(context, node.argument);
      break;
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      if (node.left.type.endsWith('Pattern')) markName(context, node.right);
  }
}

/** Marks an expression that such a message would show, and what it would show of it. */
export function markName(context: Context, node: Node): void {
  stateOf(context).named.add(node);
  for (const child of shown(node)) markName(context, child);
}

/** What V8 prints of an expression. */
function shown(node: Node): readonly Node[] {
  switch (node.type) {
    case 'MemberExpression':
      return [node.object, node.property];
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression' ? [node.left] : [];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.test, node.consequent, node.alternate];
    case 'SequenceExpression':
    case 'TemplateLiteral':
      return node.expressions;
    case 'ArrayExpression':
      return node.elements.filter((element) => element !== null);
    case 'ObjectExpression':
      return node.properties;
    case 'Property':
      return [node.value];
    case 'ChainExpression':
      return [node.expression];
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'AwaitExpression':
    case 'SpreadElement':
      return [node.argument];
    case 'YieldExpression':
      return node.argument ? [node.argument] : [];
    default:
      return [];
  }
}

type Changing =
  | acorn.CallExpression
  | acorn.TaggedTemplateExpression
  | acorn.AssignmentExpression
  | acorn.UpdateExpression;

export interface ShownChange {
  node: Changing;
  /** It runs whenever the marked expression does. */
  isSure: boolean;
  /** Properties that are read of what it gives. */
  loads: number;
}

/** What may change something in a marked expression. */
export function shownChanges(node: Node, isSure = true, loads = 0): ShownChange[] {
  switch (node.type) {
    case 'CallExpression':
      return [{ node, isSure, loads }];
    case 'TaggedTemplateExpression':
      return [...shownChanges(node.tag, isSure, loads), { node, isSure, loads }];
    case 'AssignmentExpression':
    case 'UpdateExpression':
      return [
        ...shown(node).flatMap((part) => shownChanges(part, isSure, loads)),
        { node, isSure, loads },
      ];
    default: {
      const more = node.type === 'MemberExpression' ? loads + 1 : loads;
      return shown(node).flatMap((part) =>
        shownChanges(part, isSure && isAlwaysRun(node, part), more),
      );
    }
  }
}

function isAlwaysRun(node: Node, part: Node): boolean {
  if (node.type === 'LogicalExpression') return part === node.left;
  return node.type === 'ConditionalExpression'
    ? part === node.test
    : node.type !== 'ChainExpression';
}
