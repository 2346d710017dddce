/**
 * Level `state` as a layer over the other visitors: theirs give the steps below a node, these put
 * more around and between them, in functions of that level and at the top of such modules.
 */
import type * as acorn from 'acorn';
import { childSteps, type Node, type Step, type Visitors } from '../../../lib/plan/walk.js';
import { endStatement } from '../statements.js';
import type { Context } from '../context.js';
import type { Part } from '../edits.js';
import {
  beginning,
  branchInto,
  fieldRun,
  findFieldRuns,
  following,
  operand,
  visitCase,
  visitIf,
} from './branches.js';
import { isDirectEval } from './declare.js';
import { apartFrame, openScope, stateOf } from './frame.js';
import { visitLoop } from './loops.js';
import { visitProgram } from './module.js';
import { visitCall, visitTag } from './mutations.js';
import { visitObject } from './literals.js';
import { behindAll, notesPassedBy, notesWithin, withTemporaries } from './notes.js';
import { rereadIn } from './half-way.js';
import { markName, markNames } from './named.js';
import { visitDelete, visitMemberWrite } from './properties.js';
import {
  bound,
  visitAssignment,
  visitDeclaration,
  visitDeclarator,
  visitUpdate,
} from './writes.js';
import { written } from './variables.js';
import { around, replaced } from './steps.js';
import { fieldsOfClass, hoisted, superCall } from './openings.js';
import { visitEval, withAliases } from './unseen.js';

type Steps = readonly Step[];
type Layer = {
  [Type in Node['type']]?: (node: Extract<Node, { type: Type }>, steps: Steps) => Steps;
};

/** The visitors with level `state` over them. */
export function withState(context: Context, base: Visitors): Visitors {
  const visitors = { ...base } as Record<string, (node: Node) => Steps | undefined>;
  const layers = layer(context) as Record<string, (node: Node, steps: Steps) => Steps>;
  const below = base as Readonly<Record<string, ((node: Node) => Steps | undefined) | undefined>>;
  for (const [type, over] of Object.entries(layers)) {
    const under = below[type];
    visitors[type] = (node) => {
      const steps = under?.(node);
      if (context.frame === undefined || steps?.includes(node)) return steps;
      return over(node, steps ?? childSteps(node));
    };
  }
  visitors['Program'] = (node) => visitProgram(context, node as acorn.Program);
  visitors['PropertyDefinition'] = (node) => visitField(context, node as acorn.PropertyDefinition);
  return visitors;
}

// A table.
// eslint-disable-next-line max-lines-per-function
function layer(context: Context): Layer {
  const heads = new Set<Node>();
  const each = new Set<Node>();
  const kinds = new Map<Node, acorn.VariableDeclaration['kind']>();
  const marked = (node: Node, steps: Steps): Steps => {
    markNames(context, node);
    return steps;
  };
  return {
    AssignmentExpression: (node, steps) => {
      const { left } = node;
      if (left.type !== 'MemberExpression') {
        markNames(context, node);
        return visitAssignment(context, node, steps);
      }
      const all = visitMemberWrite(context, node, left, (parts) => replaced(steps, left, parts));
      return withAliases(context, node, left, all);
    },
    UpdateExpression: (node, steps) => {
      const { argument } = node;
      if (argument.type !== 'MemberExpression') return visitUpdate(context, node, steps);
      const all = visitMemberWrite(context, node, argument, (parts) =>
        replaced(steps, argument, parts),
      );
      return withAliases(context, node, argument, all);
    },
    UnaryExpression: (node, steps) => {
      if (node.operator !== 'delete') return steps;
      return visitDelete(context, node, steps);
    },
    VariableDeclaration: (node, steps) => {
      const kind = each.has(node) ? 'const' : node.kind;
      for (const declarator of node.declarations) kinds.set(declarator, kind);
      return visitDeclaration(context, node, steps, heads.has(node));
    },
    VariableDeclarator: (node, steps) =>
      visitDeclarator(context, node, steps, kinds.get(node) ?? 'var'),
    FunctionDeclaration: (node, steps) => [
      ...steps,
      // In a block of sloppy code, where control comes by: it writes a variable around it.
      () => context.edits.insert(node.end, ...functionVar(context, node)),
    ],
    ClassDeclaration: (node, steps) => {
      if (node.superClass) stateOf(context).derived.add(node.body);
      return [...steps, () => context.edits.insert(node.end, ...bound(context, node.id))];
    },
    ClassExpression: (node, steps) => {
      if (node.superClass) stateOf(context).derived.add(node.body);
      return steps;
    },
    ClassBody: (node, steps) => {
      findFieldRuns(context, node);
      return fieldsOfClass(context, node, steps);
    },
    IfStatement: (node, steps) => visitIf(context, node, steps),
    ConditionalExpression: (node, steps) => {
      if (stateOf(context).named.has(node)) return steps;
      const then = operand(context, steps, node.consequent, node.test, 'then');
      return operand(context, then, node.alternate, node.consequent, 'else');
    },
    LogicalExpression: (node, steps) => {
      if (stateOf(context).named.has(node)) return steps;
      return operand(context, steps, node.right, node.left, 'right');
    },
    SwitchStatement: (node, steps) => visitSwitch(context, node, steps),
    SwitchCase: (node, steps) => visitCase(context, node, steps),
    WhileStatement: (node, steps) => branchInto(context, steps, node.body, 'loop'),
    DoWhileStatement: (node, steps) => branchInto(context, steps, node.body, 'loop'),
    ForStatement: (node, steps) => {
      if (node.init) heads.add(node.init);
      return visitLoop(context, node, node.init, steps);
    },
    ForInStatement: (node, steps) => {
      heads.add(node.left);
      each.add(node.left);
      return visitLoop(context, node, node.left, steps);
    },
    ForOfStatement: (node, steps) => {
      heads.add(node.left);
      each.add(node.left);
      markName(context, node.right);
      return visitLoop(context, node, node.left, steps);
    },
    TryStatement: (node, steps) => visitTry(context, node, steps),
    BlockStatement: (node, steps) => visitBlock(context, node, steps),
    ExportDefaultDeclaration: (node, steps) => [...steps, () => endStatement(context, node)],
    CallExpression: (node, steps) => {
      markNames(context, node);
      if (node.callee.type === 'Super') return superCall(context, node, steps);
      if (isDirectEval(node)) return visitEval(context, node, steps);
      return visitCall(context, node, steps);
    },
    ChainExpression: (node, steps) => visitChain(context, node, steps),
    ArrayExpression: (node, steps) => {
      const spread = node.elements.filter((element) => element?.type === 'SpreadElement');
      if (spread.length === 0 || stateOf(context).named.has(node)) return steps;
      return withTemporaries(context, () =>
        behindAll(context, node, steps, notesWithin(context, spread, 'open')),
      );
    },
    ObjectExpression: (node, steps) => visitObject(context, node, steps),
    NewExpression: (node, steps) => visitCall(context, node, marked(node, steps)),
    TaggedTemplateExpression: (node, steps) => visitTag(context, node, marked(node, steps)),
    SpreadElement: marked,
    AssignmentPattern: marked,
    YieldExpression: (node, steps) => {
      if (node.delegate && node.argument) markName(context, node.argument);
      return steps;
    },
  };
}

function functionVar(context: Context, { id }: { id: acorn.Identifier | null }): Part[] {
  return id === null ? [] : written(context, stateOf(context).scopes.binding(id), id);
}

/** The values of fields run as functions of their own. */
function visitField(context: Context, node: acorn.PropertyDefinition): Steps {
  const { frame } = context;
  const { value } = node;
  return [
    node.computed ? node.key : null,
    () => (context.frame = frame && value ? apartFrame(context, frame, node) : undefined),
    ...(frame && value ? fieldRun(context, node, value) : [value]),
    () => (context.frame = frame),
  ];
}

function visitBlock(context: Context, node: acorn.BlockStatement, steps: Steps): Steps {
  const state = stateOf(context);
  const outer = state.environment;
  return [
    () => {
      const text: Part[] = state.openings.get(node)?.() ?? [];
      const scope = state.scopes.of(node);
      text.push(...openScope(context, scope), ...hoisted(context, scope));
      if (text.length > 0) context.edits.insert(node.start + 1, ...text);
    },
    ...following(context, steps, node.body, node.end - 1),
    () => {
      state.environment = outer;
    },
  ];
}

function visitTry(context: Context, node: acorn.TryStatement, steps: Steps): Steps {
  const { handler, finalizer } = node;
  const state = stateOf(context);
  const { openings } = state;
  const rereading = (block: Node, around: readonly Node[]): void => {
    const branch = openings.get(block)!;
    const tried = { start: node.start, end: block.start };
    openings.set(block, () => [...branch(), ...rereadIn(context, node, tried, around)]);
  };
  if (finalizer) {
    beginning(context, finalizer, 'finally');
    rereading(finalizer, [finalizer]);
  }
  if (!handler) return steps;
  beginning(context, handler.body, 'catch');
  rereading(handler.body, [handler, handler.body]);
  const branch = openings.get(handler.body)!;
  openings.set(handler.body, () => [
    ...branch(),
    ...openScope(context, state.scopes.of(handler)),
    ...bound(context, handler.param),
  ]);
  return replaced(steps, handler, [handler.param, handler.body]);
}

/** A switch has one scope for all its cases, and no place in it that all of them come by. */
function visitSwitch(context: Context, node: acorn.SwitchStatement, steps: Steps): Steps {
  const state = stateOf(context);
  const outer = state.environment;
  const scope = state.scopes.of(node);
  for (const each of node.cases) state.openings.set(each, () => hoisted(context, scope));
  const open = (): Part[] => {
    const text = openScope(context, scope);
    return text.length === 0 ? text : ['{', ...text];
  };
  return [
    ...around(context, steps, node, open, '}'),
    () => {
      state.environment = outer;
    },
  ];
}

/** What stands within a chain ends with it where something is missing; a probe would not. */
function visitChain(context: Context, node: acorn.ChainExpression, steps: Steps): Steps {
  const state = stateOf(context);
  const { expression } = node;
  let inner: Node = expression;
  for (;;) {
    state.chained.add(inner);
    if (state.named.has(node)) state.named.add(inner);
    if (inner.type === 'MemberExpression') inner = inner.object;
    else if (inner.type === 'CallExpression') inner = inner.callee;
    else break;
  }
  if (expression.type !== 'CallExpression') {
    if (state.named.has(node)) return steps;
    return withTemporaries(context, () =>
      behindAll(context, node, steps, [
        ...notesPassedBy(context, expression),
        ...notesWithin(context, [expression], 'called'),
      ]),
    );
  }
  markNames(context, expression);
  state.chained.delete(expression);
  return steps;
}
