/**
 * What must be known about a function before its first insertion is written: how it returns,
 * whether it suspends, and what its body declares. Looks at the function's own code only: computed
 * keys and `extends` of classes belong to it, nested functions, fields and static blocks do not.
 */
import { boundNames } from '../../lib/plan/bound-names.js';
import type { Marks } from './marks.js';
import {
  walk,
  type FunctionNode,
  type Node,
  type Step,
  type Visitors,
} from '../../lib/plan/walk.js';
import type * as acorn from 'acorn';

export interface Facts {
  /** Has a `return`. */
  returns: boolean;
  /**
   * Something of the function runs after a `return`: finally blocks, closing of iterators,
   * disposal.
   */
  returnsLate: boolean;
  /** Has a `return` in a `try`, which can go on behind it. */
  returnsInTry: boolean;
  /** Has a loop. */
  loops: boolean;
  /** Has an await, a yield, a for-await or an `await using`. */
  suspends: boolean;
  awaitUsing: boolean;
  /** Has an `await using` where no probe can stand. */
  lostDisposal: boolean;
  /** Delegates in a destructuring pattern, or suspends as the default of one in it. */
  suspendsInPattern: boolean;
  /** Names that its code calls, and whether it calls anything else. */
  callees: Set<string> | undefined;
  callsMore: boolean;
  /** Calls `eval` directly. */
  evals: boolean;
  /** Has a `with` statement. */
  hasWith: boolean;
  /** Suspends, or returns, inside a `with` statement. */
  suspendsInWith: boolean;
  returnsInWith: boolean;
  /** Names of function declarations at the top of the body, once for each. */
  topFunctions: acorn.FunctionDeclaration[];
  /** Names in `topFunctions` that `var` declares, too. */
  varClash: string | undefined;
  /** A name in `topFunctions` that a plain function in a nested block has, too. */
  nestedClash: string | undefined;
}

/** Reads functions of one module, one after the other. */
export class FactReader {
  private facts = noFacts();
  private names = none;
  private asyncGenerator = false;
  /** How many constructs around the code have something left to do after a `return`. */
  private late = 0;
  /** How many `try` statements are around the code. */
  private tries = 0;
  /** How many `with` statements are around the code. */
  private withs = 0;
  /** How many destructuring patterns are around the code. */
  private patterns = 0;

  /** `needsCalls`: callees matter. */
  constructor(
    private readonly marks: Marks,
    private readonly needsCalls: boolean,
  ) {}

  of(node: FunctionNode | acorn.StaticBlock): Facts {
    const facts = noFacts();
    const body = bodyOf(node);
    const rest: Node[] = [];
    for (const statement of body) {
      const declaration = topFunction(statement);
      if (declaration) facts.topFunctions.push(declaration);
      else rest.push(statement);
    }
    this.facts = facts;
    this.names = namesOf(facts.topFunctions);
    this.asyncGenerator = node.type !== 'StaticBlock' && node.async && node.generator;
    this.countDisposals(body);
    // Names that clash, and calls, stand where there is no mark.
    const isWhole = this.needsCalls || facts.topFunctions.length > 0;
    walk(rest, this.visitors, isWhole ? undefined : this.marks);
    return facts;
  }

  private callMore(): void {
    this.facts.callsMore = true;
  }

  private loop(): void {
    this.facts.loops = true;
  }

  private suspend(): void {
    this.facts.suspends = true;
    if (this.withs > 0) this.facts.suspendsInWith = true;
  }

  /** What is registered between two `await using` of one block could end it unseen. */
  private countDisposals(statements: readonly Node[]): void {
    let count = 0;
    for (const statement of statements) {
      if (isAwaitUsing(statement)) count += statement.declarations.length;
    }
    if (count > 1) this.facts.lostDisposal = true;
  }

  private readonly lately = (...steps: readonly Step[]): Step[] => [
    () => this.late++,
    ...steps,
    () => this.late--,
  ];

  private readonly inPattern = (steps: readonly Step[]): Step[] => [
    () => this.patterns++,
    ...steps,
    () => this.patterns--,
  ];

  private readonly visitors: Visitors = {
    // What is not the function's own code.
    FunctionExpression: () => [],
    ArrowFunctionExpression: () => [],
    StaticBlock: () => [],
    PropertyDefinition: (node) => [node.computed ? node.key : null],
    FunctionDeclaration: (node) => {
      const plain = !node.async && !node.generator;
      if (plain && node.id && this.names.has(node.id.name)) this.facts.nestedClash ??= node.id.name;
      return [];
    },
    // How it returns and suspends.
    BlockStatement: (node) => this.countDisposals(node.body),
    ForStatement: (node) => {
      this.loop();
      if (isAwaitUsing(node.init)) this.facts.lostDisposal = true;
    },
    ForInStatement: () => this.loop(),
    WhileStatement: () => this.loop(),
    DoWhileStatement: () => this.loop(),
    TryStatement: ({ block, handler, finalizer }) => {
      const steps: readonly Step[] = [() => this.tries++, block, handler, () => this.tries--];
      return finalizer ? this.lately(...steps, finalizer) : steps;
    },
    ForOfStatement: (node) => {
      this.loop();
      if (node.await) this.suspend();
      return [node.left, node.right, ...this.lately(node.body)];
    },
    ReturnStatement: (node) => {
      this.facts.returns = true;
      if (this.late > 0) this.facts.returnsLate = true;
      if (this.tries > 0) this.facts.returnsInTry = true;
      if (this.withs > 0) this.facts.returnsInWith = true;
      if (this.asyncGenerator && node.argument) this.suspend();
    },
    AwaitExpression: () => this.suspend(),
    YieldExpression: ({ delegate }) => {
      this.suspend();
      if (delegate && this.patterns > 0) this.facts.suspendsInPattern = true;
    },
    ObjectPattern: ({ properties }) => this.inPattern(properties),
    ArrayPattern: ({ elements }) => this.inPattern(elements),
    AssignmentPattern: ({ left, right }) => {
      if (isPattern(left) && suspends(right)) this.facts.suspendsInPattern = true;
    },
    WithStatement: (node) => {
      this.facts.hasWith = true;
      return [node.object, () => this.withs++, node.body, () => this.withs--];
    },
    // What it declares.
    VariableDeclaration: (node) => {
      if (node.kind === 'await using') {
        this.facts.awaitUsing = true;
        this.suspend();
      }
      if (node.kind.endsWith('using')) this.facts.returnsLate = true;
      else if (node.kind === 'var' && this.names.size > 0) {
        const declared = boundNames(...node.declarations.map((declarator) => declarator.id));
        this.facts.varClash ??= declared.find((name) => this.names.has(name));
      }
    },
    CallExpression: ({ callee }) => {
      if (callee.type !== 'Identifier') this.facts.callsMore = true;
      else (this.facts.callees ??= new Set()).add(callee.name);
      if (callee.type === 'Identifier' && callee.name === 'eval') this.facts.evals = true;
    },
    NewExpression: () => this.callMore(),
    TaggedTemplateExpression: () => this.callMore(),
    ImportExpression: () => this.callMore(),
  };
}

const none: ReadonlySet<string> = new Set();

function namesOf(declarations: readonly acorn.FunctionDeclaration[]): ReadonlySet<string> {
  return declarations.length === 0 ? none : new Set(declarations.map(({ id }) => id.name));
}

function noFacts(): Facts {
  return {
    returns: false,
    returnsLate: false,
    returnsInTry: false,
    loops: false,
    suspends: false,
    awaitUsing: false,
    lostDisposal: false,
    suspendsInPattern: false,
    callees: undefined,
    callsMore: false,
    evals: false,
    hasWith: false,
    suspendsInWith: false,
    returnsInWith: false,
    topFunctions: [],
    varClash: undefined,
    nestedClash: undefined,
  };
}

function isPattern({ type }: Node): boolean {
  return type === 'ObjectPattern' || type === 'ArrayPattern';
}

function suspends({ type }: Node): boolean {
  return type === 'AwaitExpression' || type === 'YieldExpression';
}

export function isAwaitUsing(node: Node | null | undefined): node is acorn.VariableDeclaration {
  return node?.type === 'VariableDeclaration' && node.kind === 'await using';
}

export function bodyOf(node: FunctionNode | acorn.StaticBlock): readonly Node[] {
  if (Array.isArray(node.body)) return node.body;
  return node.body.type === 'BlockStatement' ? node.body.body : [node.body];
}

/** A function declaration at the top of a body, with or without labels, is hoisted like a `var`. */
export function topFunction(statement: Node): acorn.FunctionDeclaration | undefined {
  let inner = statement;
  while (inner.type === 'LabeledStatement') inner = inner.body;
  return inner.type === 'FunctionDeclaration' && inner.id ? inner : undefined;
}
