/**
 * Returns, and the ends of statements: where a probe call closes a statement that has no semicolon, it
 * gets one. `await x++` cannot be called, so a line that starts with `(` was a statement of its
 * own behind it; a probe call can.
 */
import type * as acorn from 'acorn';
import { local, probe } from '../probes.js';
import { headerOf, type Context, type Scope } from './context.js';
import { gap } from './places.js';
import type { Node, Step, Visitors } from './walk.js';

export function statementVisitors(context: Context): Visitors {
  let forHead: Node | null | undefined;
  const finish = (node: Node, ...steps: readonly Step[]): readonly Step[] | undefined =>
    context.scope?.suspends
      ? [...steps, () => endStatement(context, node)]
      : undefined;
  return {
    ReturnStatement: (node) => context.scope && visitReturn(context, context.scope, node),
    ExpressionStatement: (node) => finish(node, node.expression),
    ThrowStatement: (node) => finish(node, node.argument),
    VariableDeclaration: (node) =>
      node === forHead ? undefined : finish(node, ...node.declarations),
    ForStatement: (node) => {
      forHead = node.init;
    },
    ForInStatement: (node) => {
      forHead = node.left;
    },
  };
}

function endStatement(context: Context, node: { end: number }): void {
  if (context.edits.last === node.end && !context.hasSemicolon(node)) {
    context.edits.insert(node.end, ';');
  }
}

function visitReturn(context: Context, scope: Scope, node: acorn.ReturnStatement): readonly Step[] {
  const { edits } = context;
  const { argument } = node;
  if (!argument) {
    const text = returnNothing(scope);
    if (text.length > 0) edits.insert(node.start + 'return'.length, ...text);
    return [() => endStatement(context, node)];
  }
  const [open, end] = returnValue(context, scope, node, argument);
  if (open.length === 0) return [argument, () => endStatement(context, node)];
  edits.insert(argument.start, gap(node, argument, 'return'), ...open);
  return [
    argument,
    () => {
      edits.insert(argument.end, end);
      endStatement(context, node);
    },
  ];
}

function returnNothing(scope: Scope): readonly (string | number)[] {
  if (!scope.robust) return [` ${probe.leave}(`, headerOf(scope.site, 'leave'), ')'];
  return scope.values ? [` ${local.result}=void 0`] : [];
}

/** What goes before and behind the argument. */
function returnValue(
  context: Context,
  scope: Scope,
  node: acorn.ReturnStatement,
  argument: acorn.Expression,
): [open: readonly (string | number)[], close: string] {
  const list = argument.type === 'SequenceExpression';
  const [before, after] = list ? ['(', '))'] : ['', ')'];
  const { values, robust, site } = scope;
  if (!robust) {
    const leave = values ? probe.leaveValue : probe.leave;
    return [[`${leave}(`, headerOf(site, values ? 'leaveValue' : 'leave'), `,${before}`], after];
  }
  // The comma keeps an anonymous function from being named after the variable.
  const keep = `${local.result}=(0,`;
  if (!scope.isAsync || !scope.isGenerator) return values ? [[keep], ')'] : [[], ''];
  scope.suspensions++;
  const place = context.addPlace(scope, 'await', node);
  const suspend = [`${probe.await}(`, headerOf(place, 'await'), `,${local.activation},`];
  return values ? [[...suspend, keep], '))'] : [[...suspend, before], after];
}
