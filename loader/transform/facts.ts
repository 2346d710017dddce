/**
 * What must be known about a function before its first insertion is written: how it returns, whether it
 * suspends, and what its body declares. Looks at the function's own code only: computed keys and
 * `extends` of classes belong to it, nested functions, fields and static blocks do not.
 */
import { walk, type FunctionNode, type Node, type Step, type Visitors } from './walk.js';
import type * as acorn from 'acorn';

export interface Facts {
  /** Has a `return`. */
  returns: boolean;
  /** Something of the function runs after a `return`: finally blocks, closing of iterators, disposal. */
  returnsLate: boolean;
  /** Has an await, a yield or a for-await. */
  suspends: boolean;
  awaitUsing: boolean;
  /** Calls `eval` directly. */
  evals: boolean;
  /** Names of function declarations at the top of the body, once for each. */
  topFunctions: acorn.FunctionDeclaration[];
  /** Names in `topFunctions` that `var` declares, too. */
  varClash: string | undefined;
  /** A name in `topFunctions` that a plain function in a nested block has, too. */
  nestedClash: string | undefined;
}

export function factsOf(node: FunctionNode | acorn.StaticBlock): Facts {
  const statements = bodyOf(node);
  const facts: Facts = {
    returns: false,
    returnsLate: false,
    suspends: false,
    awaitUsing: false,
    evals: false,
    topFunctions: statements.flatMap((step) => topFunction(step) ?? []),
    varClash: undefined,
    nestedClash: undefined,
  };
  const names = new Set(facts.topFunctions.map((declaration) => declaration.id.name));
  const asyncGenerator = node.type !== 'StaticBlock' && node.async && node.generator;
  const visitors = { ...ownCode, ...flowVisitors(facts, asyncGenerator) };
  walk(
    statements.filter((step) => topFunction(step) === undefined),
    names.size === 0 ? visitors : { ...visitors, ...nameVisitors(facts, names) },
  );
  return facts;
}

function bodyOf(node: FunctionNode | acorn.StaticBlock): readonly Node[] {
  if (Array.isArray(node.body)) return node.body;
  return node.body.type === 'BlockStatement' ? node.body.body : [node.body];
}

/** A function declaration at the top of a body, with or without labels, is hoisted like a `var`. */
function topFunction(statement: Node): acorn.FunctionDeclaration | undefined {
  let inner = statement;
  while (inner.type === 'LabeledStatement') inner = inner.body;
  return inner.type === 'FunctionDeclaration' && inner.id ? inner : undefined;
}

/** Stops at what is not the function's own code. */
const ownCode: Visitors = {
  FunctionDeclaration: () => [],
  FunctionExpression: () => [],
  ArrowFunctionExpression: () => [],
  StaticBlock: () => [],
  PropertyDefinition: (node) => [node.computed ? node.key : null],
};

function flowVisitors(facts: Facts, asyncGenerator: boolean): Visitors {
  let late = 0;
  const lately = (...steps: readonly Step[]): Step[] => [() => late++, ...steps, () => late--];
  return {
    TryStatement: (node) =>
      node.finalizer ? lately(node.block, node.handler, node.finalizer) : undefined,
    ForOfStatement: (node) => {
      if (node.await) facts.suspends = true;
      return [node.left, node.right, ...lately(node.body)];
    },
    ReturnStatement: (node) => {
      facts.returns = true;
      if (late > 0) facts.returnsLate = true;
      if (asyncGenerator && node.argument) facts.suspends = true;
    },
    AwaitExpression: () => {
      facts.suspends = true;
    },
    YieldExpression: () => {
      facts.suspends = true;
    },
    VariableDeclaration: (node) => {
      if (node.kind === 'using') facts.returnsLate = true;
      if (node.kind === 'await using') facts.awaitUsing = true;
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'eval') facts.evals = true;
    },
  };
}

function nameVisitors(facts: Facts, names: ReadonlySet<string>): Visitors {
  const flow = flowVisitors(facts, false).VariableDeclaration;
  return {
    VariableDeclaration: (node) => {
      flow?.(node);
      if (node.kind !== 'var') return;
      const declared = node.declarations.flatMap((declarator) => boundNames(declarator.id));
      facts.varClash ??= declared.find((name) => names.has(name));
    },
    FunctionDeclaration: (node) => {
      const plain = !node.async && !node.generator;
      if (plain && node.id && names.has(node.id.name)) facts.nestedClash ??= node.id.name;
      return [];
    },
  };
}

/** Names that patterns bind, in order. */
export function boundNames(...patterns: readonly (acorn.Pattern | null)[]): string[] {
  const names: string[] = [];
  const visitors: Visitors = {
    Identifier: (node) => {
      names.push(node.name);
    },
    Property: (node) => [node.value],
    AssignmentPattern: (node) => [node.left],
    MemberExpression: () => [],
  };
  walk(patterns, visitors);
  return names;
}
