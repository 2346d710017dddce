/**
 * Where V8 says that a name was missing: at the name, but where reading it is the first thing that
 * a statement, an initialiser or a condition does, at the beginning of that. In the text that runs
 * the first thing may be reading a probe.
 *
 *   return missing.x            at return
 *   return __s$v(7,missing.x)   at missing
 */
import { nodeTypes } from '../../lib/plan/children.js';
import { walk, type Node, type Step } from '../../lib/plan/walk.js';
import { enginePlace } from './engine-places.js';
import type * as acorn from 'acorn';

/**
 * The place for the name `name` where V8 names `offset` of the source in the text that runs; -1
 * where that is right as it is.
 */
export function missingPlace(
  source: string,
  program: acorn.Program,
  offset: number,
  name: string,
): number {
  const path = pathTo(program, offset);
  let index = path.findIndex((node) => node.start === offset && leads(node, name));
  if (index < 0) return -1;
  let isHidden = isSuspension(path[index]!);
  while (index > 0 && firstOf(path[index - 1]!) === path[index]) {
    index--;
    if (isSuspension(path[index]!)) isHidden = true;
  }
  const around = path[index - 1];
  if (around === undefined || !(isHidden || isArgument(around))) return -1;
  return beginning(source, around, path[index]!);
}

/** Whether what is around becomes an argument of a probe. */
function isArgument(around: Node): boolean {
  if (around.type === 'ForOfStatement') return around.await;
  return around.type === 'ReturnStatement' || around.type === 'ArrowFunctionExpression';
}

/** Where V8 says that `part` begins, the first part of what is around it; -1: it says nothing. */
function beginning(source: string, around: Node, part: Node): number {
  switch (around.type) {
    case 'ExpressionStatement':
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'IfStatement':
    case 'SwitchStatement':
      return around.start;
    case 'VariableDeclarator':
      return part.start;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'SequenceExpression':
    case 'ArrowFunctionExpression':
      return enginePlace(source, part);
    default:
      return -1;
  }
}

/** The nodes around an offset, the outermost first. */
function pathTo(program: acorn.Program, offset: number): Node[] {
  const path: Node[] = [];
  const visit = (node: Node): readonly Step[] | undefined => {
    if (offset < node.start || offset >= node.end) return [];
    path.push(node);
    return undefined;
  };
  const types = [...nodeTypes, 'Identifier'];
  walk([program], Object.fromEntries(types.map((type) => [type, visit])));
  return path;
}

/** An identifier of the name, or a suspension whose operand begins with one. */
function leads(node: Node, name: string): boolean {
  if (node.type === 'Identifier') return node.name === name;
  if (!isSuspension(node)) return false;
  let first: Node | null | undefined = node;
  while (first && first.type !== 'Identifier') first = firstOf(first);
  return first?.name === name;
}

function isSuspension(node: Node): boolean {
  return node.type === 'AwaitExpression' || node.type === 'YieldExpression';
}

/** The child that is evaluated first, where V8 passes no place on the way to it. */

function firstOf(node: Node): Node | null | undefined {
  switch (node.type) {
    case 'MemberExpression':
      return node.object;
    case 'CallExpression':
    case 'NewExpression':
      return node.callee;
    case 'TaggedTemplateExpression':
      return node.tag;
    case 'BinaryExpression':
    case 'LogicalExpression':
      return node.left;
    case 'AssignmentExpression':
      return node.left.type === 'Identifier' ? node.right : null;
    case 'ConditionalExpression':
      return node.test;
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'SpreadElement':
      return node.argument;
    case 'ArrayExpression':
      return node.elements[0]?.type === 'SpreadElement' ? node.elements[0] : null;
    case 'ObjectExpression':
      return node.properties[0]?.type === 'SpreadElement' ? node.properties[0] : null;
    case 'TemplateLiteral':
      return node.expressions[0];
    case 'ImportExpression':
      return node.source;
    case 'ChainExpression':
      return node.expression;
    default:
      return null;
  }
}
