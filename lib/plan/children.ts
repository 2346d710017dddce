/**
 * The children of each type of node, pushed on a stack so that they come off it in source order. A
 * function for each type, not a table of names: a property that is read at one place from nodes of
 * all types is looked up, one from nodes of one type lies where it lay before.
 */
import type { Node, Step } from './walk.js';

type Children = {
  [Type in Node['type']]?: (node: Extract<Node, { type: Type }>, to: Step[]) => void;
};

/** Types that are missing have no children that matter. */
const children: Children = {
  Program(node, to) {
    pushAll(to, node.body);
  },
  ExpressionStatement(node, to) {
    to.push(node.expression);
  },
  BlockStatement(node, to) {
    pushAll(to, node.body);
  },
  WithStatement(node, to) {
    to.push(node.body, node.object);
  },
  ReturnStatement(node, to) {
    to.push(node.argument);
  },
  LabeledStatement(node, to) {
    to.push(node.body);
  },
  IfStatement(node, to) {
    to.push(node.alternate, node.consequent, node.test);
  },
  SwitchStatement(node, to) {
    pushAll(to, node.cases);
    to.push(node.discriminant);
  },
  SwitchCase(node, to) {
    pushAll(to, node.consequent);
    to.push(node.test);
  },
  ThrowStatement(node, to) {
    to.push(node.argument);
  },
  TryStatement(node, to) {
    to.push(node.finalizer, node.handler, node.block);
  },
  CatchClause(node, to) {
    to.push(node.body, node.param);
  },
  WhileStatement(node, to) {
    to.push(node.body, node.test);
  },
  DoWhileStatement(node, to) {
    to.push(node.test, node.body);
  },
  ForStatement(node, to) {
    to.push(node.body, node.update, node.test, node.init);
  },
  ForInStatement(node, to) {
    to.push(node.body, node.right, node.left);
  },
  ForOfStatement(node, to) {
    to.push(node.body, node.right, node.left);
  },
  FunctionDeclaration(node, to) {
    to.push(node.body);
    pushAll(to, node.params);
  },
  FunctionExpression(node, to) {
    to.push(node.body);
    pushAll(to, node.params);
  },
  ArrowFunctionExpression(node, to) {
    to.push(node.body);
    pushAll(to, node.params);
  },
  VariableDeclaration(node, to) {
    pushAll(to, node.declarations);
  },
  VariableDeclarator(node, to) {
    to.push(node.init, node.id);
  },
  ClassDeclaration(node, to) {
    to.push(node.body, node.superClass);
  },
  ClassExpression(node, to) {
    to.push(node.body, node.superClass);
  },
  ClassBody(node, to) {
    pushAll(to, node.body);
  },
  MethodDefinition(node, to) {
    to.push(node.value, node.key);
  },
  PropertyDefinition(node, to) {
    to.push(node.value, node.key);
  },
  StaticBlock(node, to) {
    pushAll(to, node.body);
  },
  ArrayExpression(node, to) {
    pushAll(to, node.elements);
  },
  ObjectExpression(node, to) {
    pushAll(to, node.properties);
  },
  Property(node, to) {
    to.push(node.value, node.key);
  },
  UnaryExpression(node, to) {
    to.push(node.argument);
  },
  UpdateExpression(node, to) {
    to.push(node.argument);
  },
  BinaryExpression(node, to) {
    to.push(node.right, node.left);
  },
  AssignmentExpression(node, to) {
    to.push(node.right, node.left);
  },
  LogicalExpression(node, to) {
    to.push(node.right, node.left);
  },
  ConditionalExpression(node, to) {
    to.push(node.alternate, node.consequent, node.test);
  },
  CallExpression(node, to) {
    pushAll(to, node.arguments);
    to.push(node.callee);
  },
  NewExpression(node, to) {
    pushAll(to, node.arguments);
    to.push(node.callee);
  },
  SequenceExpression(node, to) {
    pushAll(to, node.expressions);
  },
  MemberExpression(node, to) {
    to.push(node.property, node.object);
  },
  TemplateLiteral(node, to) {
    pushAll(to, node.expressions);
  },
  TaggedTemplateExpression(node, to) {
    to.push(node.quasi, node.tag);
  },
  SpreadElement(node, to) {
    to.push(node.argument);
  },
  YieldExpression(node, to) {
    to.push(node.argument);
  },
  AwaitExpression(node, to) {
    to.push(node.argument);
  },
  ImportExpression(node, to) {
    to.push(node.options, node.source);
  },
  ChainExpression(node, to) {
    to.push(node.expression);
  },
  ParenthesizedExpression(node, to) {
    to.push(node.expression);
  },
  ObjectPattern(node, to) {
    pushAll(to, node.properties);
  },
  ArrayPattern(node, to) {
    pushAll(to, node.elements);
  },
  RestElement(node, to) {
    to.push(node.argument);
  },
  AssignmentPattern(node, to) {
    to.push(node.right, node.left);
  },
  ExportNamedDeclaration(node, to) {
    to.push(node.declaration);
  },
  ExportDefaultDeclaration(node, to) {
    to.push(node.declaration);
  },
};

/** Types of nodes that have children. */
export const nodeTypes: readonly string[] = Object.keys(children);

const pushers = children as Readonly<
  Record<string, ((node: Node, to: Step[]) => void) | undefined>
>;

export function pushChildren(to: Step[], node: Node): void {
  pushers[node.type]?.(node, to);
}

export function pushAll(to: Step[], steps: readonly Step[]): void {
  for (let i = steps.length - 1; i >= 0; i--) to.push(steps[i]);
}
