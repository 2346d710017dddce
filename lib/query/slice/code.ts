/**
 * The text of a module as a slice asks about it: what an expression reads, which condition leads to
 * a branch, what a function returns, with what it calls another.
 *
 *   total = price * row.count    reads: variable price, property count of row
 */
import type * as acorn from 'acorn';
import { asCode, formatNamed, parse, parseFunction } from '../../plan/parse.js';
import { nodeTypes } from '../../plan/children.js';
import { walk, type FunctionNode, type Node, type Visitors } from '../../plan/walk.js';
import {
  calleeName,
  isFunction,
  jumpOf,
  noFunctions,
  selfUpdateOf,
  takenFrom,
  wayOf,
  type Maybe,
  type SelfUpdate,
  type Taken,
} from './code-parts.js';
import { referencesIn, type Reference } from './references.js';

/** A call in the text; of `f.call(o, x)` the arguments that `f` gets. */
export interface CallPlace {
  node: acorn.CallExpression | acorn.NewExpression;
  args: readonly Node[];
  start: number;
  end: number;
}

interface Place {
  start: number;
  end: number;
}

type PartType = 'ThrowStatement' | 'MemberExpression' | 'CallExpression';

export class Code {
  readonly #source: string;
  readonly #program: acorn.Program | undefined;

  /** Text that does not parse answers nothing; `part` of it is enough for what is asked. */
  constructor(source: string, format: string, part?: Place) {
    this.#source = source;
    const type = formatNamed(format);
    const code = asCode(source);
    const whole = (): acorn.Program => parse(code, type);
    const ways = part === undefined ? [whole] : [() => parseFunction(code, type, part), whole];
    this.#program = firstThatWorks(ways);
  }

  text(node: Place): string {
    return this.#source.slice(node.start, node.end);
  }

  /**
   * What the code from `start` to `end` reads to make the value that it writes, or the part of it
   * to which `path` leads.
   */
  reads(start: number, end: number, variable: string, path: readonly string[] = []): Reference[] {
    const node = this.writer(start, end);
    if (node === undefined) return [];
    const taken = patternsOf(node)
      .map((pattern) => takenFrom(pattern, variable))
      .find((found) => found !== undefined);
    const isEach = node.type === 'ForOfStatement' || node.type === 'ForInStatement';
    const way = taken === undefined ? path : wayOf(taken, path);
    const sources = sourcesOf(node, variable);
    const found = this.references(sources, isEach ? [] : way);
    for (const reference of found) {
      if (!isEach || reference.type === 'call' || !reference.isWhole) continue;
      reference.steps.push({ element: true }, ...way.map((name) => ({ name })));
    }
    return [...found, ...this.references([taken?.initial])];
  }

  /** What expressions read, nested functions left out. */
  references(nodes: readonly Maybe[], path: readonly string[] = []): Reference[] {
    return nodes.flatMap((node) => referencesIn(node, path, (part) => this.text(part)));
  }

  /** The write from `start` to `end`, where it makes a new value of the one before. */
  selfUpdate(start: number, end: number): SelfUpdate | undefined {
    return selfUpdateOf(this.writer(start, end), (a, b) => this.text(a) === this.text(b));
  }

  /** The condition that decides whether the branch from `start` to `end` is taken. */
  condition(start: number, end: number): Node | undefined {
    const decision = this.decision(start, end);
    switch (decision?.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return decision.test;
      case 'ForStatement':
        return decision.test ?? undefined;
      case 'ForInStatement':
      case 'ForOfStatement':
        return decision.right;
      case 'LogicalExpression':
        return decision.left;
      case 'SwitchStatement':
        return decision.discriminant;
      default:
        return undefined;
    }
  }

  /** The statement or operation that has the branch from `start` to `end`. */
  decision(start: number, end: number): Node | undefined {
    for (const node of this.#pathTo(start, end).reverse()) {
      if (node.start === start && node.end === end) continue;
      if (isFunction(node)) return undefined;
      if (decisions.has(node.type)) return node;
    }
    return undefined;
  }

  /** The statement behind which the code from `start` to `end` stands, an `if` that may jump. */
  passed(start: number, end: number): acorn.IfStatement | undefined {
    const before = this.before(start, end);
    const isJumping = before?.type === 'IfStatement' && jumpOf(before) !== undefined;
    return isJumping ? before : undefined;
  }

  /** The statement behind which the code from `start` to `end` stands. */
  before(start: number, end: number): Node | undefined {
    for (const node of this.#pathTo(start, end).reverse()) {
      if (node.type !== 'BlockStatement' && node.type !== 'Program') continue;
      return node.body.findLast((statement) => statement.end <= start);
    }
    return undefined;
  }

  /** What the function from `start` to `end` may return, from `from` on. */
  returned(start: number, end: number, from: number): Node[] {
    const node = this.functionAt(start, end);
    if (node === undefined) return [];
    if (node.body.type !== 'BlockStatement') return [node.body];
    const found: Node[] = [];
    walk([node.body], {
      ...noFunctions,
      ReturnStatement: ({ argument, end: to }) => {
        if (argument && to >= from) found.push(argument);
      },
    });
    return found;
  }

  /** Parts of a function that end behind `from`, inner functions left out. */
  partsOf<Type extends PartType>(
    { start, end }: Place,
    from: number,
    type: Type,
  ): Extract<Node, { type: Type }>[] {
    const node = this.functionAt(start, end);
    const found: Extract<Node, { type: Type }>[] = [];
    const visit = (part: Node): undefined => {
      if (part.end >= from) found.push(part as Extract<Node, { type: Type }>);
      return undefined;
    };
    const visitors: Visitors = { ...noFunctions, [type]: visit };
    walk(node === undefined ? [] : [...node.params, node.body], visitors);
    return found;
  }

  /** Calls of `name` in the function or module around `within`. */
  calls(name: string, within: Place | undefined): CallPlace[] {
    return this.callsWhere(within, ({ callee }) => calleeName(callee) === name);
  }

  /** Calls to which the function from `start` to `end` is passed, or one by its name. */
  callsWith(name: string, { start, end }: Place, within: Place | undefined): CallPlace[] {
    return this.callsWhere(within, (node) =>
      node.arguments.some(
        (argument) =>
          (argument.start === start && argument.end === end) ||
          ((argument.type === 'Identifier' || argument.type === 'MemberExpression') &&
            calleeName(argument) === name),
      ),
    );
  }

  callsWhere(
    within: Place | undefined,
    isWanted: (node: acorn.CallExpression | acorn.NewExpression) => boolean,
  ): CallPlace[] {
    const root = within === undefined ? this.#program : this.functionAt(within.start, within.end);
    const found: CallPlace[] = [];
    const visit = (node: acorn.CallExpression | acorn.NewExpression): undefined => {
      const { start, end } = node;
      if (isWanted(node)) found.push({ node, args: node.arguments, start, end });
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || calleeName(callee) !== 'call') return undefined;
      if (isWanted({ ...node, callee: callee.object } as acorn.CallExpression)) {
        found.push({ node, args: node.arguments.slice(1), start, end });
      }
      return undefined;
    };
    const body: readonly Maybe[] =
      root === undefined ? [] : root.type === 'Program' ? root.body : [...root.params, root.body];
    walk(body, { ...noFunctions, CallExpression: visit, NewExpression: visit });
    return found;
  }

  /** Which argument a parameter gets, and the way into it. */
  parameter(site: Place, name: string): (Taken & { index: number }) | undefined {
    const parameters = this.functionAt(site.start, site.end)?.params ?? [];
    for (const [index, pattern] of parameters.entries()) {
      const taken = takenFrom(pattern, name);
      if (taken !== undefined) return { ...taken, index };
    }
    return undefined;
  }

  functionAt(start: number, end: number): FunctionNode | undefined {
    const path = this.#pathTo(start, end);
    const last = path.at(-1);
    // A method's range begins at its name, its function behind that.
    const isMethod = last?.type === 'MethodDefinition' || last?.type === 'Property';
    if (isMethod && last.end === end && isFunction(last.value)) {
      return last.value;
    }
    return path.findLast((node) => isFunction(node));
  }

  /** A name or a pattern gets its value from the statement around it. */
  writer(start: number, end: number): Node | undefined {
    const node = this.#nodeAt(start, end);
    if (node === undefined || !targets.has(node.type)) return node;
    return this.#pathTo(start, end).findLast(({ type }) => writers.has(type)) ?? node;
  }

  /** The outermost node of exactly this range, else the innermost one around it. */
  #nodeAt(start: number, end: number): Node | undefined {
    const path = this.#pathTo(start, end);
    const same = path.find((node) => node.start === start && node.end === end);
    const node = same ?? path.at(-1);
    return node?.type === 'ExpressionStatement' ? node.expression : node;
  }

  /** Nodes around the range, the outermost first. */
  #pathTo(start: number, end: number): Node[] {
    const path: Node[] = [];
    if (this.#program === undefined) return path;
    const visitors: Record<string, (node: Node) => readonly Node[] | undefined> = {};
    const visit = (node: Node): readonly Node[] | undefined => {
      if (node.start > start || node.end < end) return [];
      path.push(node);
      return undefined;
    };
    for (const type of [...nodeTypes, 'Identifier', 'Literal', 'ThisExpression'])
      visitors[type] = visit;
    walk([this.#program], visitors);
    return path;
  }
}

const targets: ReadonlySet<string> = new Set([
  'Identifier',
  'ArrayPattern',
  'ObjectPattern',
  'AssignmentPattern',
  'RestElement',
  'Property',
]);

/** What decides between ways on which control goes on. */
const decisions: ReadonlySet<string> = new Set([
  'IfStatement',
  'ConditionalExpression',
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'LogicalExpression',
  'SwitchStatement',
  'TryStatement',
]);

const writers: ReadonlySet<string> = new Set([
  'VariableDeclarator',
  'AssignmentExpression',
  'UpdateExpression',
  'ForOfStatement',
  'ForInStatement',
]);

function firstThatWorks<Result>(ways: readonly (() => Result)[]): Result | undefined {
  for (const way of ways) {
    try {
      return way();
    } catch {
      // the next one may
    }
  }
  return undefined;
}

/** What a write takes its value from. */
function sourcesOf(node: Node, variable: string): Maybe[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.operator === '=' ? [node.right] : [node.left, node.right];
    case 'VariableDeclarator':
      return [node.init];
    case 'VariableDeclaration':
      return node.declarations.filter(({ id }) => names(id, variable)).map(({ init }) => init);
    case 'UpdateExpression':
      return [node.argument];
    case 'ForOfStatement':
    case 'ForInStatement':
      return [node.right];
    case 'CallExpression':
      return node.arguments;
    default:
      return [node];
  }
}

/** Through which a write takes what it writes. */
function patternsOf(node: Node): Maybe[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return [node.left];
    case 'VariableDeclarator':
      return [node.id];
    case 'VariableDeclaration':
      return node.declarations.map(({ id }) => id);
    case 'ForOfStatement':
      return node.left.type === 'VariableDeclaration'
        ? node.left.declarations.map(({ id }) => id)
        : [node.left];
    default:
      return [];
  }
}

function names(pattern: acorn.Pattern, variable: string): boolean {
  return pattern.type !== 'Identifier' || pattern.name === variable;
}
