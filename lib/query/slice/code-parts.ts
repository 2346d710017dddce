/**
 * Parts of a program's text: which expression makes a part of a literal, where a pattern takes a
 * variable from, which path a chain of properties is. Pure, without a text at hand.
 *
 *   { a: x, list: [y] }   list, 0   -> y
 *   const { a: [, b] }    b         -> a, 1
 */
import type * as acorn from 'acorn';
import { childSteps, walk, type FunctionNode, type Node, type Visitors } from '../../plan/walk.js';

/** A step from an object to what it holds: a name, what gives the key, any element. */
export type Step = { name: string } | { key: Node } | { element: true };

export type Maybe = Node | null | undefined;

export function isFunction(node: Maybe): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

export const noFunctions: Visitors = {
  FunctionDeclaration: () => [],
  FunctionExpression: () => [],
  ArrowFunctionExpression: () => [],
  ClassDeclaration: () => [],
  ClassExpression: () => [],
};

/** Without what stands around an expression and changes nothing of which value it is. */
export function bare(node: Maybe): Maybe {
  let at = node;
  while (at) {
    if (at.type === 'AwaitExpression') at = at.argument;
    else if (at.type === 'ParenthesizedExpression' || at.type === 'ChainExpression')
      at = at.expression;
    else if (at.type === 'SequenceExpression') at = at.expressions.at(-1);
    else break;
  }
  return at;
}

/** The expression that makes the part of a literal to which `path` leads, and the rest of it. */
export function partOf(node: Maybe, path: readonly string[]): [Maybe, readonly string[]] {
  let part = node;
  let rest = path;
  while (rest.length > 0 && part) {
    const inner = memberOf(part, rest[0]!);
    if (!inner) break;
    part = inner;
    rest = rest.slice(1);
  }
  return [part, rest];
}

function memberOf(node: Node, name: string): Maybe {
  const literal = bare(node);
  if (literal?.type === 'ArrayExpression') {
    const index = Number(name);
    const isMoved = literal.elements
      .slice(0, index + 1)
      .some((element) => element?.type === 'SpreadElement');
    return isMoved ? undefined : literal.elements[index];
  }
  if (literal?.type !== 'ObjectExpression') return undefined;
  const property = literal.properties.findLast(
    (member) => member.type === 'Property' && !member.computed && keyName(member.key) === name,
  );
  return property?.type === 'Property' ? property.value : undefined;
}

export function keyName(key: Node): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}

export function calleeName(callee: Node): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'Super') return 'super';
  if (callee.type === 'MemberExpression' && !callee.computed) {
    return 'name' in callee.property ? callee.property.name : '';
  }
  return '';
}

/** `a.b[0].c`, `this.x[i]`; undefined where something else is computed on the way. */
export function pathOf(node: Node): { base: string; steps: Step[] } | undefined {
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
  const isPlain = property.type === 'Identifier' || pathOf(property) !== undefined;
  return isPlain ? { key: property } : undefined;
}

/** On which way of an `if` control leaves it by a jump; undefined where it does on both or none. */
export function jumpOf({ consequent, alternate }: acorn.IfStatement): 'then' | 'else' | undefined {
  const [then, other] = [jumps(consequent), jumps(alternate)];
  if (then === other) return undefined;
  return then ? 'then' : 'else';
}

function jumps(statement: Maybe): boolean {
  let found = false;
  const tell = (): void => {
    found = true;
  };
  const leaving: Visitors = { ...noFunctions, ReturnStatement: tell, ThrowStatement: tell };
  const ofSwitch: Visitors = { ...leaving, ContinueStatement: tell };
  const inside =
    (visitors: Visitors) =>
    (node: Node): readonly Node[] => {
      walk(childSteps(node), visitors);
      return [];
    };
  // A `break` or `continue` in one of these is its own.
  const loop = inside(leaving);
  walk([statement], {
    ...ofSwitch,
    BreakStatement: tell,
    ForStatement: loop,
    ForInStatement: loop,
    ForOfStatement: loop,
    WhileStatement: loop,
    DoWhileStatement: loop,
    SwitchStatement: inside(ofSwitch),
  });
  return found;
}

/** Where a pattern takes a variable from. */
export interface Taken {
  path: string[];
  /** It stands for what is not there. */
  initial: Node | undefined;
  /** It takes all that is left; of a list what stands behind so many elements. */
  isRest: boolean;
  skipped: number;
}

export function takenFrom(pattern: Maybe, variable: string): Taken | undefined {
  switch (pattern?.type) {
    case 'Identifier':
      return pattern.name === variable
        ? { path: [], initial: undefined, isRest: false, skipped: 0 }
        : undefined;
    case 'AssignmentPattern': {
      const taken = takenFrom(pattern.left, variable);
      return taken && { ...taken, initial: taken.initial ?? pattern.right };
    }
    case 'RestElement': {
      const taken = takenFrom(pattern.argument, variable);
      return taken && { ...taken, isRest: taken.path.length === 0 };
    }
    case 'ArrayPattern':
      return firstOf(pattern.elements, (element, index) => {
        const taken = takenFrom(element, variable);
        if (element?.type !== 'RestElement') return through(String(index), taken);
        return taken && restOf(taken, index);
      });
    case 'ObjectPattern':
      return firstOf(pattern.properties, (property) => {
        if (property.type === 'RestElement') return takenFrom(property, variable);
        const inner = takenFrom(property.value, variable);
        return property.computed ? undefined : through(keyName(property.key), inner);
      });
    default:
      return undefined;
  }
}

function through(key: string, taken: Taken | undefined): Taken | undefined {
  return taken && { ...taken, path: [key, ...taken.path] };
}

/** Behind so many elements; `...[a, b]` takes two of what is left. */
export function restOf(taken: Taken, skipped: number): Taken {
  const [first] = taken.path;
  if (first === undefined) return { ...taken, skipped };
  return { ...taken, path: [String(Number(first) + skipped), ...taken.path.slice(1)] };
}

/** The way to what a variable got, or the part of it to which `path` leads. */
export function wayOf({ path: way, isRest, skipped }: Taken, path: readonly string[]): string[] {
  const [first, ...more] = path;
  if (!isRest || first === undefined || skipped === 0) return [...way, ...path];
  const index = Number(first);
  return Number.isInteger(index) ? [...way, String(index + skipped), ...more] : [...way, ...path];
}

function firstOf<Item, Result>(
  items: readonly Item[],
  look: (item: Item, index: number) => Result | undefined,
): Result | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A write that makes a value of what the same variable or property held before. */
export interface SelfUpdate {
  target: Node;
  /** What else went into it. */
  others: Node[];
}

export function selfUpdateOf(
  writer: Maybe,
  isSame: (a: Node, b: Node) => boolean,
): SelfUpdate | undefined {
  if (writer?.type === 'UpdateExpression') return { target: writer.argument, others: [] };
  if (writer?.type !== 'AssignmentExpression') return undefined;
  const { operator, left, right } = writer;
  if (logical.has(operator)) return undefined;
  if (operator !== '=') return { target: left, others: [right] };
  // `rest = rest.slice(1)`
  const call = bare(right);
  const isOwnMethod =
    call?.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    isSame(call.callee.object, left);
  if (isOwnMethod) return { target: left, others: call.arguments };
  const operands = operandsOf(right);
  const others = operands.filter((operand) => !isSame(operand, left));
  return others.length === operands.length - 1 ? { target: left, others } : undefined;
}

const logical: ReadonlySet<string> = new Set(['||=', '&&=', '??=']);

function operandsOf(node: Node): Node[] {
  const at = bare(node);
  if (at?.type !== 'BinaryExpression') return [node];
  return [...operandsOf(at.left), ...operandsOf(at.right)];
}
