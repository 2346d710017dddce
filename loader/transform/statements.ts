/**
 * Returns, and the ends of statements: where a probe call closes a statement that has no semicolon,
 * it gets one. `await x++` cannot be called, so a line that starts with `(` was a statement of its
 * own behind it; a probe call can.
 */
import type * as acorn from 'acorn';
import { local, probe } from '../probes.js';
import { valuePlace } from './engine-places.js';
import { closed, headerOf, leaving, leavingBare, type Context, type Scope } from './context.js';
import { targetRule } from './secrets.js';
import { isAwaitUsing } from './facts.js';
import { visitAwaitUsing } from './suspensions.js';
import { asArgument, gap } from '../../lib/plan/places.js';
import type { Node, Step, Visitors } from '../../lib/plan/walk.js';

export function statementVisitors(context: Context): Visitors {
  let forHead: Node | null | undefined;
  const finish = (node: Node, ...steps: readonly Step[]): readonly Step[] | undefined =>
    context.scope?.suspends || context.frame
      ? [...steps, () => endStatement(context, node)]
      : undefined;
  return {
    ReturnStatement: (node) => context.scope && visitReturn(context, context.scope, node),
    ExpressionStatement: (node) => {
      markAwait(context, node.expression);
      return finish(node, node.expression);
    },
    ThrowStatement: (node) => {
      const steps = markThrow(context, node);
      return finish(node, ...(steps ?? [node.argument])) ?? steps;
    },
    VariableDeclaration: (node) => {
      for (const { id, init } of node.declarations) markAwaited(context, id, init);
      if (node === forHead) return undefined;
      const { scope } = context;
      // Only in the head of a for-of it has no value.
      if (scope && isAwaitUsing(node) && node.declarations[0]?.init)
        return visitAwaitUsing(context, scope, node);
      return finish(node, ...node.declarations);
    },
    ForStatement: (node) => {
      forHead = node.init;
    },
    ForInStatement: (node) => {
      forHead = node.left;
    },
  };
}

/** Nothing in it calls or makes anything, so V8 would say the same of it anywhere. */
function isPlain(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
    case 'Literal':
      return true;
    case 'MemberExpression':
      return !node.computed && isPlain(node.object);
    case 'TemplateLiteral':
      return node.expressions.every(isPlain);
    case 'BinaryExpression':
      return isPlain(node.left) && isPlain(node.right);
    case 'ObjectExpression':
      return node.properties.every((property) => {
        return property.type === 'Property' && !property.computed && isPlain(property.value);
      });
    default:
      return false;
  }
}

/** What is thrown is not told from the place where it was made (guise/places.ts). */
function markThrow(context: Context, node: acorn.ThrowStatement): readonly Step[] | undefined {
  const { edits, scope, inWith } = context;
  const { argument } = node;
  if (!scope || inWith || !isPlain(argument)) return undefined;
  const mark = [`${probe.thrown}(`, headerOf(scope.site, 'throw'), `,${node.start},`];
  edits.insert(argument.start, gap(node, argument, 'throw'), ...mark);
  return [argument, () => edits.insert(argument.end, ')')];
}

/** `token = await …`, `this.token = await …` */
function markAwait(context: Context, expression: acorn.Expression): void {
  if (expression.type !== 'AssignmentExpression') return;
  markAwaited(context, expression.left, expression.right);
}

function markAwaited(context: Context, target: Node, value: Node | null | undefined): void {
  if (value?.type !== 'AwaitExpression') return;
  const rule = targetRule(context.options.secretNames, target);
  if (rule !== 0) context.awaitRules.set(value, rule);
}

export function endStatement(context: Context, node: { end: number }): void {
  if (context.edits.last === node.end && !context.hasSemicolon(node)) {
    context.edits.insert(node.end, ';');
  }
}

function visitReturn(context: Context, scope: Scope, node: acorn.ReturnStatement): readonly Step[] {
  const { edits } = context;
  const { argument } = node;
  if (!argument) {
    returnNothing(context, scope, node);
    return [];
  }
  const [open, end] = returnValue(context, scope, node, argument);
  if (open.length === 0) return [argument, () => endStatement(context, node)];
  const origin = scope.robust ? valuePlace(context.source, node, argument) : -1;
  edits.insertFor(origin, argument.start, gap(node, argument, 'return'), ...open);
  return [
    argument,
    () => {
      edits.insert(argument.end, end);
      endStatement(context, node);
    },
  ];
}

function returnNothing(context: Context, scope: Scope, node: acorn.ReturnStatement): void {
  const { edits } = context;
  const keyword = node.start + 'return'.length;
  const { robust, values } = scope;
  if (!robust) {
    edits.insert(keyword, ' ', ...leavingBare(scope));
    endStatement(context, node);
  } else if (values && scope.isAsync && scope.isGenerator) {
    // An argument would be awaited here, and `return` alone does not suspend.
    edits.insert(node.start, `{${local.result}=${probe.keep}();`);
    edits.insert(node.end, '}');
  } else if (values) {
    edits.insert(keyword, ` ${local.result}=${probe.keep}()`);
    endStatement(context, node);
  }
}

/** What goes before and behind the argument. */
function returnValue(
  context: Context,
  scope: Scope,
  node: acorn.ReturnStatement,
  argument: acorn.Expression,
): [open: readonly (string | number)[], close: string] {
  const [before, after] = asArgument(argument);
  const { values, robust } = scope;
  if (!robust) {
    return [[...leaving(scope), before], after.slice(0, -1) + closed(scope)];
  }
  // The call keeps an anonymous function from being named after the variable.
  const keep = `${local.result}=${probe.keep}(`;
  if (!scope.isAsync || !scope.isGenerator) return values ? [[keep, before], after] : [[], ''];
  scope.suspensions++;
  const place = context.addPlace(scope, 'await', node);
  const suspend = [`${probe.await}(`, headerOf(place, 'await'), `,${local.activation},`];
  return values ? [[...suspend, keep, before], `)${after}`] : [[...suspend, before], after];
}
