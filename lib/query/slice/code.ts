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

/** A step from an object to what it holds: a name, or a variable that holds the key. */
export type Step = { name: string } | { variable: string };

export type Reference =
  /** `base` is a variable or `this`; `steps` lead from it to what is read. */
  | { type: 'value'; base: string; steps: Step[]; text: string }
  /** The result of a call of a function of that name; `path` leads to the part that matters. */
  | { type: 'call'; name: string; text: string; start: number; path: readonly string[] };

export class Code {
  readonly #source: string;
  readonly #program: acorn.Program | undefined;

  /** Text that does not parse answers nothing; `part` of it is enough for what is asked. */
  constructor(source: string, format: string, part?: { start: number; end: number }) {
    this.#source = source;
    const type = formatNamed(format);
    const code = asCode(source);
    const whole = (): acorn.Program => parse(code, type);
    const ways = part === undefined ? [whole] : [() => parseFunction(code, type, part), whole];
    this.#program = firstThatWorks(ways);
  }

  text(node: { start: number; end: number }): string {
    return this.#source.slice(node.start, node.end);
  }

  /**
   * What the code from `start` to `end` reads to make the value that it writes, or the part of it
   * to which `path` leads.
   */
  reads(start: number, end: number, variable: string, path: readonly string[] = []): Reference[] {
    const node = this.#writerAt(start, end);
    return node === undefined ? [] : this.references(sourcesOf(node, variable), path);
  }

  /** What expressions read, nested functions left out. */
  references(
    nodes: readonly (Node | null | undefined)[],
    path: readonly string[] = [],
  ): Reference[] {
    return nodes.flatMap((node) => {
      const [part, rest] = partOf(node, path);
      const found: Reference[] = [];
      walk([part], this.#visitors(found));
      return rest.length === 0 ? found : this.#lengthen(found, part, rest);
    });
  }

  /** The reference that is the whole expression leads on to a part of its value. */
  #lengthen(
    found: Reference[],
    whole: Node | null | undefined,
    rest: readonly string[],
  ): Reference[] {
    const text = whole ? this.text(whole) : '';
    return found.map((reference) => {
      if (reference.text !== text) return reference;
      if (reference.type === 'call') return { ...reference, path: rest };
      const steps = [...reference.steps, ...rest.map((name) => ({ name }))];
      return { ...reference, steps, text: `${text}${rest.map((name) => `.${name}`).join('')}` };
    });
  }

  /** The conditions that decide whether the branch from `start` to `end` is taken. */
  condition(start: number, end: number): Node | undefined {
    const parents = this.#pathTo(start, end);
    for (const node of parents.reverse()) {
      if (node.start === start && node.end === end && !('test' in node)) continue;
      switch (node.type) {
        case 'IfStatement':
        case 'ConditionalExpression':
        case 'WhileStatement':
        case 'DoWhileStatement':
          return node.test;
        case 'ForStatement':
          return node.test ?? undefined;
        case 'ForInStatement':
        case 'ForOfStatement':
          return node.right;
        case 'LogicalExpression':
          return node.left;
        case 'SwitchStatement':
          return node.discriminant;
        case 'FunctionDeclaration':
        case 'FunctionExpression':
        case 'ArrowFunctionExpression':
          return undefined;
        default:
          break;
      }
    }
    return undefined;
  }

  /** What the function from `start` to `end` may return, from `from` on. */
  returned(start: number, end: number, from: number): Node[] {
    const node = this.#functionAt(start, end);
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

  /** Arguments of the calls of `name` in the function or module around `within`. */
  calls(name: string, within: { start: number; end: number } | undefined): acorn.CallExpression[] {
    const root = within === undefined ? this.#program : this.#functionAt(within.start, within.end);
    const found: acorn.CallExpression[] = [];
    const visit = (node: acorn.CallExpression | acorn.NewExpression): undefined => {
      if (calleeName(node.callee) === name) found.push(node as acorn.CallExpression);
      return undefined;
    };
    const body: readonly (Node | null)[] =
      root === undefined ? [] : root.type === 'Program' ? root.body : [...root.params, root.body];
    walk(body, { ...noFunctions, CallExpression: visit, NewExpression: visit });
    return found;
  }

  #visitors(found: Reference[]): Visitors {
    const visitCall = (node: acorn.CallExpression | acorn.NewExpression): readonly Node[] => {
      const { callee } = node;
      const name = calleeName(callee);
      if (name !== '')
        found.push({ type: 'call', name, text: this.text(node), start: node.start, path: [] });
      const receiver = callee.type === 'MemberExpression' ? [callee.object] : [];
      return [...receiver, ...node.arguments];
    };
    return {
      ...noFunctions,
      Identifier: (node) => {
        if (node.name !== 'undefined') {
          found.push({ type: 'value', base: node.name, steps: [], text: node.name });
        }
      },
      ThisExpression: () => {
        found.push({ type: 'value', base: 'this', steps: [], text: 'this' });
      },
      MemberExpression: (node) => {
        const path = pathOf(node);
        if (path === undefined) return [node.object, node.computed ? node.property : null];
        found.push({ type: 'value', ...path, text: this.text(node) });
        return path.steps.flatMap((step) =>
          'variable' in step ? [identifier(step.variable)] : [],
        );
      },
      Property: (node) => [node.computed ? node.key : null, node.value],
      AssignmentExpression: (node) => [node.right],
      CallExpression: visitCall,
      NewExpression: visitCall,
    };
  }

  #functionAt(start: number, end: number): FunctionNode | undefined {
    const path = this.#pathTo(start, end);
    const last = path.at(-1);
    // A method's range begins at its name, its function behind that.
    const isMethod = last?.type === 'MethodDefinition' || last?.type === 'Property';
    if (isMethod && last.end === end && isFunction(last.value)) {
      return last.value;
    }
    return path.findLast(isFunction);
  }

  /** A name or a pattern gets its value from the statement around it. */
  #writerAt(start: number, end: number): Node | undefined {
    const node = this.#nodeAt(start, end);
    if (node === undefined || !targets.has(node.type)) return node;
    return this.#pathTo(start, end).findLast(({ type }) => writers.has(type)) ?? node;
  }

  /** The outermost node of exactly this range, else the innermost one around it. */
  #nodeAt(start: number, end: number): Node | undefined {
    const path = this.#pathTo(start, end);
    return path.find((node) => node.start === start && node.end === end) ?? path.at(-1);
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

const writers: ReadonlySet<string> = new Set([
  'VariableDeclarator',
  'AssignmentExpression',
  'UpdateExpression',
  'ForOfStatement',
  'ForInStatement',
]);

function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

const noFunctions: Visitors = {
  FunctionDeclaration: () => [],
  FunctionExpression: () => [],
  ArrowFunctionExpression: () => [],
  ClassDeclaration: () => [],
  ClassExpression: () => [],
};

function identifier(name: string): acorn.Identifier {
  return { type: 'Identifier', name, start: 0, end: 0 };
}

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

/** The expression that makes the part of a literal to which `path` leads, and the rest of it. */
function partOf(
  node: Node | null | undefined,
  path: readonly string[],
): [Node | null | undefined, readonly string[]] {
  let part = node;
  let rest = path;
  while (rest.length > 0 && part) {
    const inner: Node | null | undefined = memberOf(part, rest[0]!);
    if (!inner) break;
    part = inner;
    rest = rest.slice(1);
  }
  return [part, rest];
}

function memberOf(node: Node, name: string): Node | null | undefined {
  if (node.type === 'AwaitExpression' || node.type === 'ParenthesizedExpression') {
    return memberOf(node.type === 'AwaitExpression' ? node.argument : node.expression, name);
  }
  if (node.type === 'ArrayExpression') return node.elements[Number(name)];
  if (node.type !== 'ObjectExpression') return undefined;
  const property = node.properties.findLast(
    (member) => member.type === 'Property' && !member.computed && keyName(member.key) === name,
  );
  return property?.type === 'Property' ? property.value : undefined;
}

function keyName(key: Node): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}

/** What a write takes its value from. */
function sourcesOf(node: Node, variable: string): (Node | null | undefined)[] {
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

function names(pattern: acorn.Pattern, variable: string): boolean {
  return pattern.type !== 'Identifier' || pattern.name === variable;
}

function calleeName(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression' && !callee.computed) {
    return 'name' in callee.property ? callee.property.name : '';
  }
  return '';
}

/** `a.b[0].c`, `this.x[i]`; undefined where something else is computed on the way. */
function pathOf(node: acorn.MemberExpression): { base: string; steps: Step[] } | undefined {
  const steps: Step[] = [];
  let at: Node = node;
  while (at.type === 'MemberExpression' || at.type === 'ChainExpression') {
    if (at.type === 'ChainExpression') {
      at = at.expression;
      continue;
    }
    const step = stepOf(at);
    if (step === undefined) return undefined;
    steps.unshift(step);
    at = at.object;
  }
  if (at.type === 'Identifier') return { base: at.name, steps };
  return at.type === 'ThisExpression' ? { base: 'this', steps } : undefined;
}

function stepOf({ computed, property }: acorn.MemberExpression): Step | undefined {
  if (!computed) {
    const prefix = property.type === 'PrivateIdentifier' ? '#' : '';
    return 'name' in property ? { name: `${prefix}${property.name}` } : undefined;
  }
  if (property.type === 'Literal') return { name: String(property.value) };
  return property.type === 'Identifier' ? { variable: property.name } : undefined;
}
