/**
 * Walks a syntax tree in source order with a stack of its own, so that depth costs memory and never
 * the call stack. A visitor returns the steps to take below its node - nodes and functions, done in
 * order - or nothing for "all children".
 *
 *   walk([program], { AwaitExpression: (node) => [() => open(node), node.argument] });
 */
import type * as acorn from 'acorn';

export type Node = acorn.AnyNode;
export type FunctionNode =
  | acorn.FunctionDeclaration
  | acorn.FunctionExpression
  | acorn.ArrowFunctionExpression
  | acorn.AnonymousFunctionDeclaration;
export type ClassNode =
  acorn.ClassDeclaration | acorn.ClassExpression | acorn.AnonymousClassDeclaration;

export type Step = Node | (() => void) | null | undefined;
export type Visitors = {
  [Type in Node['type']]?: Visit<Extract<Node, { type: Type }>>;
};
type Visit<Visited> = ((node: Visited) => readonly Step[] | undefined) | ((node: Visited) => void);

/** Children of each type of node, in source order. Types that are missing have none that matter. */
const childKeys: Readonly<Record<string, readonly string[]>> = {
  Program: ['body'],
  ExpressionStatement: ['expression'],
  BlockStatement: ['body'],
  WithStatement: ['object', 'body'],
  ReturnStatement: ['argument'],
  LabeledStatement: ['body'],
  IfStatement: ['test', 'consequent', 'alternate'],
  SwitchStatement: ['discriminant', 'cases'],
  SwitchCase: ['test', 'consequent'],
  ThrowStatement: ['argument'],
  TryStatement: ['block', 'handler', 'finalizer'],
  CatchClause: ['param', 'body'],
  WhileStatement: ['test', 'body'],
  DoWhileStatement: ['body', 'test'],
  ForStatement: ['init', 'test', 'update', 'body'],
  ForInStatement: ['left', 'right', 'body'],
  ForOfStatement: ['left', 'right', 'body'],
  FunctionDeclaration: ['params', 'body'],
  FunctionExpression: ['params', 'body'],
  ArrowFunctionExpression: ['params', 'body'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['id', 'init'],
  ClassDeclaration: ['superClass', 'body'],
  ClassExpression: ['superClass', 'body'],
  ClassBody: ['body'],
  MethodDefinition: ['key', 'value'],
  PropertyDefinition: ['key', 'value'],
  StaticBlock: ['body'],
  ArrayExpression: ['elements'],
  ObjectExpression: ['properties'],
  Property: ['key', 'value'],
  UnaryExpression: ['argument'],
  UpdateExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  AssignmentExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  CallExpression: ['callee', 'arguments'],
  NewExpression: ['callee', 'arguments'],
  SequenceExpression: ['expressions'],
  MemberExpression: ['object', 'property'],
  TemplateLiteral: ['expressions'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  SpreadElement: ['argument'],
  YieldExpression: ['argument'],
  AwaitExpression: ['argument'],
  ImportExpression: ['source', 'options'],
  ChainExpression: ['expression'],
  ParenthesizedExpression: ['expression'],
  ObjectPattern: ['properties'],
  ArrayPattern: ['elements'],
  RestElement: ['argument'],
  AssignmentPattern: ['left', 'right'],
  ExportNamedDeclaration: ['declaration'],
  ExportDefaultDeclaration: ['declaration'],
};

/** Types of nodes that have children. */
export const nodeTypes: readonly string[] = Object.keys(childKeys);

export function walk(steps: readonly Step[], visitors: Visitors): void {
  const visit = visitors as Readonly<Record<string, Visit<Node> | undefined>>;
  const stack: Step[] = [];
  pushReversed(stack, steps);
  while (stack.length > 0) {
    const step = stack.pop();
    if (step === null || step === undefined) continue;
    if (typeof step === 'function') {
      step();
      continue;
    }
    const below = visit[step.type]?.(step);
    if (below) pushReversed(stack, below);
    else pushChildren(stack, step);
  }
}

/** A node's children, as `walk` takes them where no visitor says otherwise. */
export function childSteps(node: Node): Step[] {
  const fields = node as unknown as Readonly<Record<string, Step | readonly Step[]>>;
  return (childKeys[node.type] ?? []).flatMap((key) => fields[key] ?? []);
}

function pushReversed(stack: Step[], steps: readonly Step[]): void {
  for (let i = steps.length - 1; i >= 0; i--) stack.push(steps[i]);
}

function pushChildren(stack: Step[], node: Node): void {
  const keys = childKeys[node.type];
  if (keys === undefined) return;
  const fields = node as unknown as Readonly<Record<string, Step | readonly Step[]>>;
  for (let i = keys.length - 1; i >= 0; i--) {
    const child = fields[keys[i] as string];
    if (Array.isArray(child)) pushReversed(stack, child as readonly Step[]);
    else if (child) stack.push(child as Step);
  }
}
